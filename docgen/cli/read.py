"""The command that reads what came back, and hands back what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from docgen.cli.console import Console, chosen_workers, round_command, workers_options
from docgen.cli.language import SpeakingCommand
from docgen.cli.publish import STAGE, stage_of


@click.command(cls=SpeakingCommand)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--stage",
    metavar=STAGE,
    default=None,
    help="报到哪一环节；申报表须有以前各环节的意见。 Stage that the forms have come to.",
)
@click.option("--level", metavar=STAGE, default=None, hidden=True)
@workers_options
@round_command
def read(
    console: Console,
    files: Sequence[Path],
    stage: str | None,
    level: str | None,
    jobs: int,
    cluster: str | None,
) -> None:
    """读入填报的表格和审定的名单。 Read completed forms and decided shortlists.

    不写文件名时读入 completed 文件夹。 Without FILES: everything in the folder completed.

    有错的表加批注放进 returned 文件夹，并列出问题清单。 Forms with mistakes are put into the
    folder returned, with a comment at each and a list of them all.
    """
    from docgen.desk.intake import completed_files, read_completed
    from docgen.desk.returning import hand_back

    loaded = console.load()
    named = stage or level  # as the version before called it
    reached = stage_of(loaded, named) if named else None
    found = list(completed_files(files or [loaded.folder.completed]))
    with (
        console.alone(),
        console.store() as store,
        chosen_workers(jobs, cluster, len(found)) as (executor, count),
    ):
        with console.progress(len(found), "读入", "reading") as advance:
            intake = read_completed(
                loaded,
                store,
                files,
                stage=reached,
                executor=executor,
                jobs=count,
                progress=advance,
            )
        with console.progress(len(intake.returned), "退回", "returning") as advance:
            back = hand_back(
                loaded.folder,
                loaded.setting,
                intake,
                console.lang,
                executor=executor,
                jobs=count,
                progress=advance,
            )
    good, wrong = len(intake.accepted), len(intake.returned)
    console.say(
        f"读入{intake.files}个文件：{good}份可用，{wrong}份需要改正，"
        f"{intake.shortlists}份审定名单。",
        f"Read {intake.files} files: {good} good, {wrong} to be corrected, "
        f"{intake.shortlists} decided shortlists.",
    )
    if back.list is not None:
        console.say(
            f"退回的副本{len(back.copies)}份（错处有批注）和问题清单在 {loaded.folder.returned}。",
            f"{len(back.copies)} copies with comments, and the list of problems, "
            f"are in {loaded.folder.returned}.",
        )
    console.finish(
        [*intake.problems, *back.problems],
        read=intake.files,
        accepted=good,
        returned=back.copies,
        report=back.list,
    )

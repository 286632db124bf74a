"""The command that reads what came back, and hands back what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from docgen.cli.console import Console, chosen_workers, round_command, workers_options
from docgen.cli.language import SpeakingCommand
from docgen.cli.publish import LEVELS


@click.command(cls=SpeakingCommand)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default=None,
    help="报到哪一级；申报表须有以下各级的意见。 Level that the forms have come to.",
)
@workers_options
@round_command
def read(
    console: Console, files: Sequence[Path], level: str | None, jobs: int, cluster: str | None
) -> None:
    """读入填报的表格和审定的名单。 Read completed forms and decided shortlists.

    不写文件名时读入 completed 文件夹。 Without FILES: everything in the folder completed.

    有错的表加批注放进 returned 文件夹，并列出问题清单。 Forms with mistakes are put into the
    folder returned, with a comment at each and a list of them all.
    """
    from docgen.desk.intake import completed_files, read_completed
    from docgen.desk.returning import hand_back
    from docgen.round import LevelName

    loaded = console.load()
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
                level=LevelName(level) if level else None,
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

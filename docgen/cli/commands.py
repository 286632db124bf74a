"""Every command of docgen."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import click

from docgen.cli.console import (
    Console,
    chosen_workers,
    reported,
    round_command,
    workers_options,
)
from docgen.cli.language import Refused, SpeakingGroup, system_language
from docgen.cli.merge import merge
from docgen.cli.printing import print_
from docgen.cli.publish import STAGE, decided, overwrite_option, publish, published, stage_of
from docgen.cli.read import read

# Modules that do the work are imported by the command that needs them, so that help is there
# at once.
if TYPE_CHECKING:
    from docgen.desk.folder import LoadedRound
    from docgen.forms import Entrant
    from docgen.problems import Problem
    from docgen.programme import Programme

_ANY_FILE = click.Path(path_type=Path)


@click.group(cls=SpeakingGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    package_name="docgen", message="docgen %(version)s", help="显示版本。 Show the version."
)
def main() -> None:
    """评选文书工具。 Forms and notices of an official assessment.

    \b
    一轮评选就是一个文件夹。常用顺序：
    A round is a folder. The usual order:
      docgen init → check → forms → read → status → shortlist → publish
    """  # noqa: D301 (click reads the character \b as: do not wrap)


main.add_command(merge)
main.add_command(publish)
main.add_command(print_)
main.add_command(read)


@main.command()
@click.argument("folder", type=_ANY_FILE, default=Path("docgen-demo"))
@click.option("--lang", type=click.Choice(["zh", "en"]), default=None, help="提示语言。 Language.")
def demo(folder: Path, lang: str | None) -> None:
    """演示一轮评选。 Play the example round from its inputs to the determination document."""
    from docgen.desk.papers import Papers
    from docgen.desk.starting import play_example

    console = Console(folder, "en" if (lang or system_language()) == "en" else "zh", False)

    def report(zh: str, en: str, count: int, problems: list[Problem]) -> None:
        console.say(f"■ {zh}：{count}", f"■ {en}: {count}")
        console.list_problems(problems)

    with reported(console):
        played = play_example(folder, report)
        console.say("发布的文件：", "Published:")
        console.list_files(Papers(played.folder, played.folder.published))
        console.say("起草的申报表，如：", "Applications drafted, such as:")
        for path, text in list(played.drafts.items())[:1]:
            console.list_files([path])
            console.say(indent(text, "    "), indent(text, "    "))


@main.command()
@click.argument("folder", type=_ANY_FILE)
@click.option("--lang", type=click.Choice(["zh", "en"]), default=None, help="提示语言。 Language.")
def init(folder: Path, lang: str | None) -> None:
    """新建一轮评选。 Start a round in a new folder."""
    from docgen.desk.folder import RoundFolder
    from docgen.desk.starting import start_round

    console = Console(folder, "en" if (lang or system_language()) == "en" else "zh", False)
    with reported(console):
        made = start_round(RoundFolder(folder))
        console.say("已建立：", "Made:")
        console.list_files(made)
        console.say(
            "接下来：修改 round.yaml，在 communities.xlsx 填写名单，然后运行 docgen check。",
            "Next: edit round.yaml, fill in communities.xlsx, then run docgen check.",
        )


@main.command()
@round_command
def check(console: Console) -> None:
    """检查输入。 Check round, standard, roster and templates."""
    from docgen.desk.checking import check_inputs
    from docgen.problems import errors

    with console.records() as store:
        checked = check_inputs(console.folder, store)
    found, applicants, standard = checked.problems, checked.applicants, checked.standard
    zh, en = "没有发现问题", "No problems"
    if found:
        zh, en = ("有错误", "Errors") if errors(found) else ("没有错误，有提醒", "Only warnings")
    counted_zh, counted_en = _counted(checked.programme, applicants)
    zh, en = f"{zh}：{counted_zh}", f"{en}: {counted_en}"
    if standard is not None:
        zh += f"，{len(standard.indicators)}项指标，满分{standard.points}分"
        en += f", {len(standard.indicators)} indicators, {standard.points} points"
    console.say(f"{zh}。", f"{en}.")
    console.finish(found, applicants=applicants)


@main.command()
@click.option(
    "--applicant", "names", multiple=True, help="只生成这些单位的。 Only these; repeatable."
)
@workers_options
@round_command
def forms(console: Console, names: Sequence[str], jobs: int, cluster: str | None) -> None:
    """生成考核表和申报表。 Make score sheet and application for every applicant, pre-filled.

    收回考核表后再运行，按它起草申报表。 Run it again once score sheets were read, and
    applications are drafted from them.
    """
    from docgen.desk.batch import make_forms

    loaded = console.load()
    entrants = _chosen(loaded, names)
    total = len(loaded.roster) if entrants is None else len(entrants)
    with (
        console.alone(),
        console.records() as store,
        console.progress(total, "生成表格", "making forms") as advance,
        chosen_workers(jobs, cluster, total) as (executor, count),
    ):
        batch = make_forms(
            loaded, entrants, store=store, executor=executor, jobs=count, progress=advance
        )
    drafted = batch.drafted and console.word(
        f"（其中{batch.drafted}份申报表按收回的考核表起草）",
        f" ({batch.drafted} applications drafted from returned score sheets)",
    )
    console.say(
        f"已生成{batch.made}份表格{drafted or ''}，"
        f"另有{batch.kept}份已是最新，在 {loaded.folder.forms}。",
        f"Made {batch.made} forms{drafted or ''}, "
        f"{batch.kept} were up to date, in {loaded.folder.forms}.",
    )
    console.finish(batch.problems, made=batch.made, drafted=batch.drafted, kept=batch.kept)


@main.command()
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="按这一天计算。 As of."
)
@round_command
def status(console: Console, today: datetime.datetime | None) -> None:
    """查看进度。 Who has answered, scores, quotas, deadlines."""
    from docgen.cli.status import show_status
    from docgen.desk.deciding import settled

    loaded = console.load()
    with console.alone(), console.store() as store:
        standing, superseded = settled(loaded, store)
    day = today.date() if today else datetime.date.today()
    show_status(console, loaded, standing, superseded, day)


@main.command()
@click.argument("stage", metavar=STAGE)
@overwrite_option
@round_command
def shortlist(console: Console, stage: str, overwrite: bool) -> None:
    """生成审定名单。 Ranked lists of a STAGE to decide on; read back with docgen read."""
    from docgen.desk.deciding import write_shortlists

    loaded = console.load()
    chosen = stage_of(loaded, stage)
    with decided(console, loaded) as (store, standing, superseded):
        result = write_shortlists(loaded, store, standing, chosen, overwrite=overwrite)
    published(console, result, superseded)


@main.command()
@click.argument("file", type=_ANY_FILE)
@round_command
def export(console: Console, file: Path) -> None:
    """导出记录。 Export all records to FILE (.xlsx, .csv or .json)."""
    from docgen.desk.export import export as write_export
    from docgen.desk.standing import stand

    loaded = console.load()
    with console.store() as store:
        count = write_export(loaded, store, stand(loaded, store), file)
    zh, en = _counted(loaded.setting.programme, count)
    console.say(f"已导出{zh}：{file}", f"Exported {en}: {file}")
    console.finish([], file=file, applicants=count)


@main.command()
@round_command
def convert(console: Console) -> None:
    """转换旧版本的评选文件夹。 Convert a round of the version before.

    改写 round.yaml（旧文件另存），更新记录，并说明改了什么。 Rewrites round.yaml, keeps the old
    one, carries the records on, and says what it changed.
    """
    from docgen.desk.converting import convert_round

    with console.alone():
        converted = convert_round(console.folder)
        with console.records():  # which carries the tables of an older version on
            pass
    console.say("已转换：", "Converted:")
    console.list_files(converted.files)
    for zh, en in converted.changes:
        console.say(f"  {zh}", f"  {en}")
    changes = [console.word(*change) for change in converted.changes]
    console.finish(converted.problems, files=converted.files, changes=changes)


@main.command()
@click.argument("file", type=_ANY_FILE)
@round_command
def backup(console: Console, file: Path) -> None:
    """备份记录。 Copy all records into a new FILE, to be put back as records.db."""
    from docgen.desk.backup import back_up

    with console.store() as store:
        count = back_up(console.folder, store, file)
    console.say(
        f"已备份到 {file}：{count}份收到的表，连同各级的决定。需要时用它替换 records.db。",
        f"Backed up to {file}: {count} forms received, and all decisions. "
        "To go back to it, put it in the place of records.db.",
    )
    console.finish([], file=file, submissions=count)


def _counted(programme: Programme | None, applicants: int) -> tuple[str, str]:
    """So many applicants as the programme counts them, in Chinese and in English."""
    if programme is None:
        return f"{applicants}个申报单位", f"{applicants} applicants"
    kind = programme.applicant
    return f"{applicants}{kind.counter}{kind.word}", f"{applicants} {kind.english[applicants != 1]}"


def _chosen(loaded: LoadedRound, names: Sequence[str]) -> Sequence[Entrant] | None:
    if not names:
        return None
    chosen = [
        entrant
        for entrant in loaded.roster
        if {entrant.applicant.name, entrant.applicant.full_name} & set(names)
    ]
    known = {text for one in chosen for text in (one.applicant.name, one.applicant.full_name)}
    unknown = [name for name in names if name not in known]
    if unknown:
        from docgen.problems import problem

        found = problem("cli.not-on-roster", found="、".join(unknown))
        raise Refused(found, click.get_current_context())
    return chosen

"""The command for mail merge, which needs no round."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.console import Console, chosen_workers, reported, workers_options
from docgen.cli.language import SpeakingCommand, system_language

if TYPE_CHECKING:
    from docgen.problems import Lang

_FILE = click.Path(path_type=Path)


@click.command(cls=SpeakingCommand)
@click.argument("template", type=_FILE)
@click.argument("data", type=_FILE)
@click.option(
    "-o", "--out", type=_FILE, required=True, help="放文件的文件夹。 Folder for the files."
)
@click.option(
    "--name",
    default=None,
    help="文件名，如 {town}/{name}，默认为序号和第一列。 File names, such as {town}/{name}.",
)
@workers_options
@click.option("--lang", type=click.Choice(["zh", "en"]), default=None, help="提示语言。 Language.")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序使用。 Print JSON.")
def merge(
    template: Path,
    data: Path,
    out: Path,
    name: str | None,
    jobs: int,
    cluster: str | None,
    lang: Lang | None,
    as_json: bool,
) -> None:
    """套打：表中每行一份文件。 Fill TEMPLATE (.docx, .xlsx) with each row of DATA.

    \b
    DATA 为 .xlsx、.csv、.json 或 .yaml；模板中用 {{ 列名 }} 表示要填的内容。
    In the template {{ column }} stands for a value of the row.
    """  # noqa: D301 (click reads the character \b as: do not wrap)
    from docgen.desk.merge import Merge

    console = Console(out, lang or system_language(), as_json)
    with reported(console):
        planned = Merge(template, data, out, name)
        with (
            console.progress(len(planned), "套打", "merging") as advance,
            chosen_workers(jobs, cluster, len(planned)) as (executor, count),
        ):
            merged = planned.run(executor, jobs=count, progress=advance)
        made = len(merged.files)
        console.say(f"已生成{made}个文件，在 {out}。", f"Made {made} files in {out}.")
        console.finish(merged.problems, files=merged.files)

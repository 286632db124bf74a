"""The command that prints: documents of any office format as one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.console import Console, reported
from docgen.cli.language import SpeakingCommand, system_language

if TYPE_CHECKING:
    from docgen.problems import Lang

_FILE = click.Path(path_type=Path)
_OUTPUT = click.Path(path_type=Path, dir_okay=False)


@click.command("print", cls=SpeakingCommand)
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option(
    "-o", "--output", type=_OUTPUT, required=True, help="要生成的 PDF 文件。 The PDF to make."
)
@click.option("--draft", is_flag=True, help="加「样稿」水印。 Put 样稿 under every page.")
@click.option("--pdfa", is_flag=True, help="生成 PDF/A，供归档。 Make PDF/A, for archives.")
@click.option(
    "--single-sided", is_flag=True, help="单面打印，不插入空白页。 Insert no blank pages."
)
@click.option(
    "--title", default=None, help="属性中的标题，默认为文件名。 Title; default: the name."
)
@click.option(
    "--author",
    default=None,
    help="属性中的作者，默认为发文机关。 Author; default: the round's issuer.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=120,
    show_default=True,
    help="每个文件最多用几秒。 Seconds that one file may take.",
)
@click.option(
    "--round",
    "path",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="本轮评选的文件夹，默认为当前文件夹。 Folder of the round; default: here.",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default=None, help="提示语言。 Language.")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序使用。 Print JSON.")
def print_(
    files: Sequence[Path],
    output: Path,
    draft: bool,
    pdfa: bool,
    single_sided: bool,
    title: str | None,
    author: str | None,
    path: Path,
    timeout: float,
    lang: Lang | None,
    as_json: bool,
) -> None:
    """打印：合成一份 PDF，带书签。 Print FILES and folders into one PDF, with bookmarks.

    \b
    每份文书从右页（奇数页）开始，供双面打印；需要安装 LibreOffice。
    Every document starts on a right-hand page; LibreOffice must be installed.
    """  # noqa: D301 (click reads the character \b as: do not wrap)
    from docgen.desk.printing import Style, issuer_of, items_of, print_pack

    console = Console(path, lang or system_language(), as_json)
    with reported(console):
        count = sum(1 for _ in items_of(files, output))
        style = Style(
            title=output.stem if title is None else title,
            author=issuer_of(path) if author is None else author,
            double_sided=not single_sided,
            archival=pdfa,
        )
        with console.progress(count, "打印", "printing") as advance:
            pack = print_pack(files, output, style, draft=draft, timeout=timeout, progress=advance)
        if pack.documents:
            console.say(
                f"已生成 {output}：{pack.documents}份文书，共{pack.pages}页。",
                f"Made {output}: {pack.documents} documents, {pack.pages} pages.",
            )
        console.finish(pack.problems, documents=pack.documents, pages=pack.pages)

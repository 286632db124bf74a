"""What every command shares: its options, its language, how it reports and how it ends."""

from __future__ import annotations

import json
import locale
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

import click

if TYPE_CHECKING:
    from docgen.desk.folder import LoadedRound, RoundFolder
    from docgen.desk.store import Store
    from docgen.problems import Lang, Problem

P = ParamSpec("P")

# Below this many steps a progress bar says nothing that the end does not.
_WORTH_A_BAR = 10


@dataclass(slots=True)
class Console:
    """How one run of a command speaks.

    Attributes:
        path: The round's folder.
        lang: Language of what is said.
        as_json: Facts for programs instead of sentences.
    """

    path: Path
    lang: Lang
    as_json: bool

    @property
    def folder(self) -> RoundFolder:
        """The round's folder."""
        from docgen.desk.folder import RoundFolder

        return RoundFolder(self.path)

    def load(self) -> LoadedRound:
        """The round, ready to work with."""
        return self.folder.load()

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The round's records."""
        from docgen.desk.store import Store

        store = Store(self.folder.database)
        try:
            yield store
        finally:
            store.close()

    def word(self, zh: str, en: str) -> str:
        """The word for the language in use."""
        return zh if self.lang == "zh" else en

    def say(self, zh: str, en: str) -> None:
        """Say a sentence to a person; programs do not hear it."""
        if not self.as_json:
            click.echo(self.word(zh, en))

    def finish(self, problems: Sequence[Problem], **facts: Any) -> None:
        """Report problems and facts, and end with 1 if there is an error among them."""
        from docgen.problems import errors

        if self.as_json:
            data = {**facts, "problems": [_data(found) for found in problems]}
            click.echo(json.dumps(data, ensure_ascii=False, indent=1, default=str))
        else:
            self.list_problems(problems)
        if errors(problems):
            raise SystemExit(1)

    def list_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems, one to a line, and how many there are."""
        if not problems:
            return
        marks = {
            "error": click.style(self.word("错误", "error"), fg="red"),
            "warning": click.style(self.word("提醒", "warning"), fg="yellow"),
        }
        by_file: dict[str, list[Problem]] = {}
        for found in problems:
            by_file.setdefault(found.place.file, []).append(found)
        for file, group in by_file.items():
            indent = "  " if file else ""
            if file:
                click.echo(click.style(file, bold=True), err=True)
            for found in group:
                text = found.within_file().text(self.lang)
                click.echo(f"{indent}{marks[found.severity]} {text}", err=True)
        wrong = sum(found.severity == "error" for found in problems)
        minor = len(problems) - wrong
        line = self.word(f"共{wrong}处错误、{minor}处提醒。", f"{wrong} errors, {minor} warnings.")
        click.echo(line, err=True)

    def list_files(self, files: Iterable[Path]) -> None:
        """Show the files that were written."""
        if not self.as_json:
            for path in files:
                click.echo(f"  {path}")

    @contextmanager
    def progress(self, total: int, zh: str, en: str) -> Iterator[Callable[[int], None]]:
        """A progress bar on a terminal; elsewhere nothing."""
        if self.as_json or total < _WORTH_A_BAR or not sys.stderr.isatty():
            yield lambda count: None
            return
        from rich.console import Console as Terminal
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Terminal(stderr=True)) as bar:
            task = bar.add_task(self.word(zh, en), total=total)
            yield lambda count: bar.advance(task, count)


def round_command(
    function: Callable[Concatenate[Console, P], None],
) -> Callable[..., None]:
    """Give a command the options that all share, and problems an end with exit code 1."""

    @click.option(
        "--round",
        "path",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        help="本轮评选的文件夹，默认为当前文件夹。 Folder of the round; default: here.",
    )
    @click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default=None,
        help="提示语言，默认随系统。 Language of messages; default: the system's.",
    )
    @click.option(
        "--json", "as_json", is_flag=True, help="输出 JSON，供程序使用。 Print JSON, for programs."
    )
    def command(
        path: Path, lang: Lang | None, as_json: bool, *args: P.args, **kwargs: P.kwargs
    ) -> None:
        console = Console(path, lang or system_language(), as_json)
        with reported(console):
            function(console, *args, **kwargs)

    return update_wrapper(command, function)


@contextmanager
def reported(console: Console) -> Iterator[None]:
    """Turn input that cannot be used into its list of problems."""
    from docgen.problems import ProblemError

    try:
        yield
    except ProblemError as error:
        console.finish(error.problems)


def jobs_option(function: Callable[P, None]) -> Callable[P, None]:
    """Give a command that works on many files the number of its workers."""
    return click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        default=os.cpu_count() or 1,
        help="同时工作的进程数，默认为处理器数。 Worker processes; default: one for each core.",
    )(function)


def system_language() -> Lang:
    """Chinese unless the system was set to another language."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next((name for name in names if name), "") or locale.getlocale()[0] or "C"
    return "zh" if name.startswith(("zh", "Chinese", "C.", "POSIX")) or name == "C" else "en"


def _data(found: Problem) -> dict[str, Any]:
    place = {name: value for name, value in asdict(found.place).items() if value}
    return {
        "code": found.code,
        "severity": found.severity,
        "place": place,
        "zh": found.message("zh"),
        "en": found.message("en"),
    }

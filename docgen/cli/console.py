"""What every command shares: its options, its language, how it reports and how it ends."""

from __future__ import annotations

import dataclasses
import errno
import io
import json
import logging
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

import click

from docgen.cli.language import system_language

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from docgen.desk.folder import LoadedRound, RoundFolder
    from docgen.desk.store import Store
    from docgen.problems import Lang, Problem

P = ParamSpec("P")

# Below this many applicants or files, starting workers takes longer than the work.
_WORTH_WORKERS = 300
_INTERRUPTED = 130  # as shells count an end by Ctrl-C
_MOST_ALIKE = 20  # problems that say the same and are shown one by one
# Below this many steps a progress bar says nothing that the end does not.
_WORTH_A_BAR = 10


@dataclass(slots=True)
class Console:
    """How one run of a command speaks.

    Attributes:
        path: The round's folder.
        lang: Language of what is said.
        as_json: Facts for programs instead of sentences.
        database: URL of the database with the records; the round's own if None.
    """

    path: Path
    lang: Lang
    as_json: bool
    database: str | None = None

    @property
    def folder(self) -> RoundFolder:
        """The round's folder."""
        from docgen.desk.folder import RoundFolder

        return RoundFolder(self.path)

    def load(self) -> LoadedRound:
        """The round, ready to work with."""
        return self.folder.load()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """The round's folder to itself: who comes second waits."""
        from docgen.desk.alone import alone_in

        def waiting() -> None:
            line = self.word(
                "另一个 docgen 正在处理这个文件夹，等它结束……",
                "Another docgen is at work in this folder; waiting for it …",
            )
            click.echo(line, err=True)

        with alone_in(self.path, waiting):
            yield

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The round's records."""
        from docgen.desk.store import Store

        store = Store(self.database or self.folder.database)
        try:
            yield store
        finally:
            store.close()

    @contextmanager
    def records(self) -> Iterator[Store | None]:
        """The round's records; None if nothing was read yet, for which no database is made."""
        from docgen.desk.recovery import existing_records

        with existing_records(self.folder, self.database) as store:
            yield store

    def word(self, zh: str, en: str) -> str:
        """The word for the language in use."""
        return zh if self.lang == "zh" else en

    def say(self, zh: str, en: str) -> None:
        """Say a sentence, or lines, to a person; programs do not hear it."""
        from docgen.problems import UNPRINTABLE

        if not self.as_json:
            lines = self.word(zh, en).split("\n")
            click.echo("\n".join(UNPRINTABLE.sub("\ufffd", line) for line in lines))

    def finish(self, problems: Sequence[Problem], **facts: Any) -> None:
        """Report problems and facts, and end with 1 if there is an error among them."""
        from docgen.problems import errors

        if self.as_json:
            data = {**facts, "problems": [_data(found) for found in problems]}
            click.echo(_json(data))
        else:
            self.list_problems(problems)
        if errors(problems):
            raise SystemExit(1)

    def list_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems and how many there are: a table on a terminal, else one to a line.

        Of those that say the same in many files only some are shown.
        """
        from docgen.problems import one_line

        if not problems:
            return
        marks = {
            "error": click.style(self.word("错误", "error"), fg="red"),
            "warning": click.style(self.word("提醒", "warning"), fg="yellow"),
        }
        shown = _few_alike(problems)
        by_file: dict[str, list[Problem]] = {}
        for found in shown:
            by_file.setdefault(one_line(found.place.file), []).append(found)
        if sys.stderr.isatty():
            from docgen.cli.problem_table import print_problems

            print_problems(list(by_file.items()), self.lang)
            by_file.clear()
        for file, group in by_file.items():
            indent = "  " if file else ""
            if file:
                click.echo(click.style(file, bold=True), err=True)
            for found in group:
                text = found.within_file().text(self.lang)
                click.echo(f"{indent}{marks[found.severity]} {text}", err=True)
        if left := len(problems) - len(shown):
            line = self.word(
                f"另有{left}处与上面的相同，没有一一列出；加 --json 可列出全部。",
                f"{left} more like those above are not listed; --json lists them all.",
            )
            click.echo(line, err=True)
        wrong = sum(found.count for found in problems if found.severity == "error")
        minor = sum(found.count for found in problems) - wrong
        line = self.word(f"共{wrong}处错误、{minor}处提醒。", f"{wrong} errors, {minor} warnings.")
        click.echo(line, err=True)

    def list_files(self, files: Iterable[Path]) -> None:
        """Show the files that were written."""
        if not self.as_json:
            for path in files:
                self.say(f"  {path}", f"  {path}")

    @contextmanager
    def progress(self, total: int, zh: str, en: str) -> Iterator[Callable[[int], None]]:
        """A progress bar on a terminal; elsewhere nothing."""
        if self.as_json or total < _WORTH_A_BAR or not sys.stderr.isatty():
            yield lambda count: None
            return
        from docgen.cli.progress import progress_bar

        with progress_bar(total, self.word(zh, en)) as advance:
            yield advance


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
    @click.option(
        "--database",
        envvar="DOCGEN_DATABASE",
        default=None,
        help="记录所在数据库的 URL，默认为本轮文件夹中的 records.db。 Database URL.",
    )
    def command(
        path: Path,
        lang: Lang | None,
        as_json: bool,
        database: str | None,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        console = Console(path, lang or system_language(), as_json, database)
        with reported(console), _password_aside(console):
            function(console, *args, **kwargs)

    return update_wrapper(command, function)


@contextmanager
def reported(console: Console) -> Iterator[None]:
    """End a command as all do: problems, what the system refused, Ctrl-C and bugs are told.

    A bug leaves its traceback in the log file; whatever happens, none is seen on the screen.
    """
    from docgen.desk.log import log_into, usual_log
    from docgen.problems import ProblemError

    log_into(usual_log())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a screen that lacks a character shows a ?
    try:
        yield
    except ProblemError as error:
        _end(console, error.problems)
    except OSError as error:
        if error.errno == errno.EPIPE:  # nobody listens any more
            raise
        _end(console, [_of_file(console, error)])
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as error:
        _end(console, [_bug(error)])
    except KeyboardInterrupt:
        line = console.word(
            "已停止。已经完成的都在，再运行一次即可。",
            "Stopped. What was done is there; run it again for the rest.",
        )
        click.echo(line, err=True)
        raise SystemExit(_INTERRUPTED) from None


def workers_options(function: Callable[P, None]) -> Callable[P, None]:
    """Give a command that works on many files the choice of its workers."""
    jobs = click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        default=os.cpu_count() or 1,
        help="同时工作的进程数，默认为处理器数。 Worker processes; default: one for each core.",
    )
    cluster = click.option(
        "--cluster",
        metavar="ADDRESS",
        default=None,
        help="在 Dask 集群上工作，如 tcp://主机:8786。 Work on a Dask cluster.",
    )
    return jobs(cluster(function))


@contextmanager
def chosen_workers(
    jobs: int, cluster: str | None, amount: int
) -> Iterator[tuple[Executor | None, int]]:
    """The workers that a command was told to use, and how many they are.

    Args:
        jobs: Processes of this machine.
        cluster: Address of a cluster, which is used instead.
        amount: Applicants or files; for few of them, starting workers takes too long.
    """
    from docgen.desk.work import process_workers

    if cluster is not None:
        from docgen.desk.cluster import cluster_workers

        with cluster_workers(cluster) as (executor, count):
            yield executor, count
        return
    jobs = jobs if amount >= _WORTH_WORKERS else 1
    with process_workers(jobs) as pool:
        yield pool, jobs


@contextmanager
def _password_aside(console: Console) -> Iterator[None]:
    """Keep the password of the database out of the environment that children are given."""
    names = ("DOCGEN_DATABASE", "PGPASSWORD")
    before = {name: os.environ.pop(name) for name in names if name in os.environ}
    if console.database and "PGPASSWORD" in before:
        from docgen.desk.store.database import with_password

        console.database = with_password(console.database, before["PGPASSWORD"])
    try:
        yield
    finally:
        os.environ.update(before)


def _of_file(console: Console, error: OSError) -> Problem:
    from docgen.file_faults import file_problem

    found = file_problem(error)
    if not found.place.file:
        return found
    shown = console.folder.shown(Path(found.place.file))
    return dataclasses.replace(found, place=found.place._replace(file=shown))


def _bug(error: Exception) -> Problem:
    from docgen.desk.log import log_file
    from docgen.problems import problem

    logging.getLogger(__name__).error("a bug ended the command", exc_info=error)
    return problem("desk.bug", kind=type(error).__name__, log=log_file())


def _end(console: Console, problems: Sequence[Problem]) -> None:
    """Tell problems and end, even where standard output is what takes no more."""
    try:
        console.finish(problems)
    except OSError:
        with suppress(OSError, ValueError):  # what it still holds is not tried again
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        with suppress(OSError):
            console.list_problems(problems)
        raise SystemExit(1) from None


def _few_alike(problems: Sequence[Problem]) -> list[Problem]:
    """The problems, but of those that say the same only the first ones."""
    alike: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()
    shown: list[Problem] = []
    for found in problems:
        alike[found.code, found.facts] += 1
        if alike[found.code, found.facts] <= _MOST_ALIKE:
            shown.append(found)
    return shown


def _json(data: Mapping[str, Any]) -> str:
    """Facts as JSON, in which nothing moves the cursor of a terminal either."""
    from docgen.problems import UNPRINTABLE

    text = json.dumps(data, ensure_ascii=False, indent=1, default=str)
    lines = (
        UNPRINTABLE.sub(lambda one: f"\\u{ord(one[0]):04x}", part) for part in text.split("\n")
    )
    return "\n".join(lines)


def _data(found: Problem) -> dict[str, Any]:
    place = {name: value for name, value in found.place._asdict().items() if value}
    return {
        "code": found.code,
        "severity": found.severity,
        "place": place,
        **({"count": found.count} if found.count > 1 else {}),
        "zh": found.message("zh"),
        "en": found.message("en"),
    }

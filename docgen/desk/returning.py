"""What goes back: a copy of each file with its mistakes marked in it, and the list of them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from docgen.desk.files import clear_parts, resolved, write_whole
from docgen.desk.folder import RoundFolder
from docgen.desk.intake import Intake, Returned
from docgen.desk.log import bug
from docgen.desk.naming import safe_name
from docgen.desk.problem_list import problem_list
from docgen.desk.received import Received, in_current, kept
from docgen.desk.work import in_chunks
from docgen.file_faults import why
from docgen.forms import Setting
from docgen.office.package.archive import read_package
from docgen.office.word.comments.comments import WordComment, comment_word
from docgen.office.word.reading.reader import is_word
from docgen.office.workbook.comments.comments import CellComment, comment_workbook
from docgen.office.workbook.reading.outline import is_workbook
from docgen.problems import Lang, Place, Problem, ProblemError, folded, problem

AUTHOR: Final = "docgen"
LIST: Final = "问题清单.xlsx"
_MARK: Final = "（退回）"  # behind the name, so that the copy sorts beside the original
_ENDINGS: Final = (".docx", ".xlsx")


@dataclass(slots=True)
class HandedBack:
    """What was made to go back.

    Attributes:
        copies: Name of the returned copy of each file that has one, below the folder.
        problems: What could not be made, and why.
        list: The list of problems; None if there are none.
    """

    copies: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    list: Path | None = None


# Codes of files that hold more than any form: looking through one for a copy would take long.
_BOUNDLESS: Final = frozenset(
    {
        *("package.inflates", "package.too-large", "word.too-large"),
        *("workbook.too-wide", "workbook.too-much-text"),
    }
)


def _is_boundless(one: Returned) -> bool:
    return any(found.code in _BOUNDLESS for found in one.reading.problems)


def hand_back(
    folder: RoundFolder,
    setting: Setting,
    intake: Intake,
    lang: Lang = "zh",
    *,
    executor: Executor | None = None,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda files: None,
) -> HandedBack:
    """Write a copy of each file that is to be corrected, and the list of problems.

    Copies of files that are good now are taken away. Where a file has no copy (a scan, a .csv,
    a damaged file, one that holds more than any form) the list says what is wrong.

    Args:
        folder: The round's folder; copies go into its ``returned``.
        setting: The round.
        intake: What was read.
        lang: Language of the comments.
        executor: Who does the work; this process if None.
        jobs: How many workers the executor has.
        progress: Called with the number of files that were looked at, again and again.
    """
    back = HandedBack()
    clear_parts(folder.returned)
    with _noting(back.problems, folder.shown(folder.returned)):
        for file in intake.accepted:
            for ending in _ENDINGS:
                (folder.returned / _copy_name(file, ending)).unlink(missing_ok=True)
    converted = intake.converted.path if intake.converted else None
    received, returned = resolved(folder.received), resolved(folder.returned)
    task = partial(_copy_chunk, received, returned, converted, lang)
    marked = [one for one in intake.returned if one.sha256 and not _is_boundless(one)]
    for count, copies, problems in in_chunks(task, marked, executor, jobs=jobs):
        back.copies |= copies
        back.problems += problems
        progress(count)
    if intake.converted:
        intake.converted.close()
    path = folder.returned / LIST
    with _noting(back.problems, folder.shown(path)):
        if intake.problems:
            write_whole(path, problem_list(setting, intake, back.copies, lang))
            back.list = path
        else:
            path.unlink(missing_ok=True)
    back.problems = folded(back.problems, "file.not-returned")
    return back


def _copy_chunk(
    received: Path, returned: Path, converted: Path | None, lang: Lang, files: list[Returned]
) -> tuple[int, dict[str, str], list[Problem]]:
    batch = [Received(one.file, kept(received, one.sha256, one.file).read_bytes()) for one in files]
    copies: dict[str, str] = {}
    problems: list[Problem] = []
    for one, opened in zip(files, in_current(batch, converted), strict=True):
        with _noting(problems, one.file):
            copy = _marked(opened.current, one.reading.problems, lang) if opened.current else None
            if copy:
                name = _copy_name(one.file, copy[0])
                write_whole(returned / name, copy[1])
                copies[one.file] = name
    return len(files), copies, problems


@contextmanager
def _noting(problems: list[Problem], file: str) -> Iterator[None]:
    """What keeps a file from being written is one problem more."""
    try:
        yield
    except OSError as error:
        problems.append(problem("file.not-returned", Place(file=file), **why(error)))
    except Exception as error:  # a bug must not stop the other copies, nor go unseen
        problems.append(bug("file.return-crash", error, Place(file=file)))


def _marked(data: bytes, problems: Sequence[Problem], lang: Lang) -> tuple[str, bytes] | None:
    """Ending and content of a copy with a comment at each place; None if it can have none."""
    try:
        package = read_package(data)
        if is_workbook(package):
            return ".xlsx", comment_workbook(package, _cell_comments(problems, lang), AUTHOR)
        if is_word(package):
            return ".docx", comment_word(package, _word_comments(problems, lang), AUTHOR)
    except ProblemError:
        pass  # what is wrong with such a file was said when it was read
    return None


def _word_comments(problems: Iterable[Problem], lang: Lang) -> list[WordComment]:
    return [
        WordComment(found.message(lang), place.field, place.table, place.row, place.column)
        for found in problems
        for place in [found.place]
    ]


def _cell_comments(problems: Iterable[Problem], lang: Lang) -> list[CellComment]:
    return [
        CellComment(found.message(lang), found.place.sheet, found.place.cell) for found in problems
    ]


def _copy_name(file: str, ending: str) -> str:
    """Name of a file's copy below the folder of copies: in the folders that the file came in.

    A file of another format keeps its ending, as one of the copy's own may lie beside it.
    """
    path = PurePosixPath(file)
    folders = [] if path.is_absolute() else [part.removesuffix(".zip") for part in path.parts[:-1]]
    if folders[:1] == ["completed"]:
        del folders[0]
    name = path.stem if path.suffix.lower() == ending else path.name
    parts = [*(safe_name(part) for part in folders), f"{safe_name(name)}{_MARK}{ending}"]
    return "/".join(filter(None, parts))

"""What can be printed: the documents among files and folders, in order, under their bookmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Final

from docgen.desk.files import resolved
from docgen.desk.intake import completed_files
from docgen.office.package.archive import read_package
from docgen.problems import Place, Problem, ProblemError, problem

FORMATS: Final = (".docx", ".xlsx", ".pdf", ".doc", ".xls", ".wps", ".et", ".rtf", ".odt", ".ods")
"""Formats that can be printed."""


_PACKAGES: Final = (".docx", ".xlsx")


@dataclass(frozen=True, slots=True)
class Item:
    """A document to print.

    Attributes:
        file: The document.
        titles: Its bookmark, after those of the folders that it lies in.
    """

    file: Path
    titles: tuple[str, ...]


def items_of(paths: Sequence[Path], output: Path) -> Iterator[Item]:
    """The documents among the paths and in the folders among them, each once.

    Args:
        paths: Documents and folders; of a folder, what can be printed, in the order of names.
        output: The pack, which a folder may hold from an earlier time.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in completed_files([path]):
            if file is path or file.suffix.lower() in FORMATS:
                found.setdefault(resolved(file), file)
    found.pop(resolved(output), None)
    homes = [resolved(path).parent.parts for path in paths]
    levels = zip(*homes, strict=False)
    shared = sum(1 for _ in takewhile(lambda names: len(set(names)) == 1, levels))
    for full, file in found.items():
        yield Item(file, (*full.parts[shared:-1], full.stem))


def is_sound(file: Path, problems: list[Problem]) -> bool:
    """Whether a file is what its name says; LibreOffice would print anything, if only as text.

    Args:
        file: The file.
        problems: Where to note what is wrong with it.
    """
    place, suffix = Place(file=file.as_posix()), file.suffix.lower()
    if not file.is_file():
        problems.append(problem("file.missing", place, path=file.name))
    elif suffix not in FORMATS:
        problems.append(problem("print.format", place, formats=" ".join(FORMATS)))
    elif suffix in _PACKAGES:
        try:
            read_package(file.read_bytes(), file.as_posix())
        except ProblemError as error:
            damaged = problem("soffice.failed", place, format="pdf")
            problems += [
                damaged if found.code == "package.not-office" else found for found in error.problems
            ]
        else:
            return True
    else:
        return True
    return False

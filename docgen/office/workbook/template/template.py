"""Workbook templates: Excel files with tags, expanded once per round and rendered many times."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Self

from docgen.office.package.properties import CoreProperties
from docgen.office.workbook.template.book import TemplateBook
from docgen.office.workbook.template.compiled import CompiledWorkbook
from docgen.office.workbook.template.fields import NamedCell, Validation
from docgen.office.workbook.template.filling import Filling
from docgen.office.workbook.template.source import SheetEnvironment
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, ProblemError, problem

__all__ = ["CellValue", "CompiledWorkbook", "NamedCell", "Validation", "WorkbookTemplate"]

# A round has four; the same file gives the same template to all forms of one process.
_KEPT: Final = 8


class WorkbookTemplate:
    """An Excel file with tags.

    A cell may hold ``{{ expression }}``, and so may any other text that people can type: text
    boxes, notes, print heads, titles of sheets and charts, links. A row that holds only
    ``{%tr for … %}``, ``{%tr if … %}`` and the like controls the rows below it;
    ``{% vm EXPRESSION %}`` at the start of a cell merges it with the one above unless the
    expression is true. What nothing is filled into stays as it is, byte for byte.
    """

    def __init__(self, book: TemplateBook) -> None:
        self._book = book

    @classmethod
    def compile(cls, path: Path, name: str | None = None) -> Self:
        """Read a template and check its tags.

        Args:
            path: The file.
            name: Its name in messages; the file's name if not given.

        Raises:
            ProblemError: It is no workbook, or tags are wrong: all of them, each with its cell.
        """
        file = name or path.name
        return cls(_kept(read_template(path, file), file))

    def expand(
        self, context: Mapping[str, Any], core: CoreProperties | None = None
    ) -> CompiledWorkbook:
        """Do everything that is the same for all documents of a round.

        Args:
            context: What the tags refer to.
            core: Title, author and date; the template's title and author, undated, if None.

        Raises:
            ProblemError: A tag cannot be computed, or a field cannot be placed.
        """
        return Filling(self._book, context).with_core(core).compiled()


@lru_cache(maxsize=_KEPT)
def _kept(data: bytes, file: str) -> TemplateBook:
    return TemplateBook(data, file, SheetEnvironment(), shares_texts=True)


def read_template(path: Path, file: str) -> bytes:
    """The bytes of a template.

    Args:
        path: The file.
        file: Its name in messages.

    Raises:
        ProblemError: There is no such file.
    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise ProblemError([problem("file.missing", Place(file=file), path=file)]) from None

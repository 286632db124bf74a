"""Workbook templates: Excel files with tags, expanded once per round and rendered many times."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Self

from openpyxl import Workbook, load_workbook
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.workbook.properties import CalcProperties

from docgen.office.package.archive import read_package
from docgen.office.package.properties import CORE_PART, CoreProperties, core_properties
from docgen.office.tags.heads import NO_HEADS, Heads
from docgen.office.workbook.template.compiled import CompiledWorkbook
from docgen.office.workbook.template.fields import NamedCell, Validation
from docgen.office.workbook.template.moves import move_name
from docgen.office.workbook.template.names import place_fields
from docgen.office.workbook.template.rows import PrintedRow, RowProgram
from docgen.office.workbook.template.sheet import SheetExpansion
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, Problem, ProblemError, problem

__all__ = ["CellValue", "CompiledWorkbook", "NamedCell", "Validation", "WorkbookTemplate"]

# What Excel writes since 2019. A lower number makes Excel compute everything anew on opening
# and then ask whether to save changes that nobody made.
_CALCULATION: Final = 191029

_ADDRESS: Final = re.compile(r"\$?[A-Za-z]{1,3}\$?[0-9]+\b")


class WorkbookTemplate:
    """An Excel file with tags.

    A cell may hold ``{{ expression }}``; a row that holds only ``{%tr for … %}``,
    ``{%tr if … %}`` and the like controls the rows below it; ``{% vm EXPRESSION %}`` at the start
    of a cell merges it with the one above unless the expression is true.
    """

    def __init__(self, data: bytes, file: str, programs: Sequence[RowProgram]) -> None:
        self._data = data
        self._file = file
        self._programs = programs

    @classmethod
    def compile(cls, path: Path, name: str | None = None, heads: Heads = NO_HEADS) -> Self:
        """Read a template and check its tags.

        Args:
            path: The file.
            name: Its name in messages; the file's name if not given.
            heads: The heads of the table that its tags may name.

        Raises:
            ProblemError: It is no workbook, or tags are wrong: all of them, each with its cell.
        """
        file = name or path.name
        try:
            data = path.read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            raise ProblemError([problem("file.missing", Place(file=file), path=file)]) from None
        read_package(data, file)
        book = _load(data, file)
        programs: list[RowProgram] = []
        problems: list[Problem] = []
        for sheet in book.worksheets:
            try:
                programs.append(RowProgram.compile(sheet, file, heads))
            except ProblemError as error:
                problems += error.problems
        if any(program.moves_rows for program in programs):
            problems += _moving_references(book, file)
        if problems:
            raise ProblemError(problems)
        return cls(data, file, programs)

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
        book = _load(self._data, self._file)
        rows: list[list[PrintedRow]] = []
        problems: list[Problem] = []
        for program in self._programs:
            try:
                rows.append(program.run(context))
            except ProblemError as error:
                problems += error.problems
        if problems:
            raise ProblemError(problems)
        sheets = [
            SheetExpansion(sheet, printed)
            for sheet, printed in zip(book.worksheets, rows, strict=True)
        ]
        for name in book.defined_names.values():
            move_name(name, {sheet.title: sheet.rows for sheet in sheets})
        slots = place_fields(book, sheets, self._file)
        book.calculation = CalcProperties(
            calcId=_CALCULATION, fullCalcOnLoad=any(_formulas(book)) or None
        )
        core = core or CoreProperties(book.properties.title or "", book.properties.creator or "")
        parts = {**_saved(book), CORE_PART: core_properties(core)}
        by_part = {
            sheet.path.removeprefix("/"): slots[sheet.title]
            for sheet in book.worksheets
            if sheet.title in slots
        }
        return CompiledWorkbook(parts, by_part, self._file)


def _load(data: bytes, file: str) -> Workbook:
    try:
        return load_workbook(io.BytesIO(data))
    except Exception as error:  # openpyxl raises whatever its parsers meet
        place = Place(file=file)
        raise ProblemError([problem("workbook.unreadable", place, reason=str(error))]) from error


def _saved(book: Workbook) -> dict[str, bytes]:
    stream = io.BytesIO()
    book.save(stream)
    return dict(read_package(stream.getvalue()))


def _formulas(book: Workbook) -> Iterator[tuple[str, str, str]]:
    """Title of the sheet, reference and text of every formula that stands in a workbook."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, str(cell.value)


def _moving_references(book: Workbook, file: str) -> list[Problem]:
    """Formulas that refer to cells by address, which no longer holds once rows have moved."""
    return [
        problem(
            "workbook.address-in-formula", Place(file=file, sheet=sheet, cell=cell), formula=text
        )
        for sheet, cell, text in _formulas(book)
        if any(
            token.subtype == Token.RANGE and _ADDRESS.search(token.value)
            for token in Tokenizer(text).items
        )
    ]

"""A workbook template filled with other data each time, expanded once for all data of one shape."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, Self

from jinja2 import Environment, Template, meta
from openpyxl import load_workbook
from openpyxl.styles.numbers import is_date_format
from openpyxl.worksheet.worksheet import Worksheet

from docgen.office.tags.heads import NO_HEADS, Heads
from docgen.office.tags.writing import prepared
from docgen.office.workbook.reading.number_format import GENERAL
from docgen.office.workbook.reading.plan import column_letters
from docgen.office.workbook.reading.shown import ShownNumber
from docgen.office.workbook.template.compiled import CompiledWorkbook
from docgen.office.workbook.template.fields import NamedCell
from docgen.office.workbook.template.geometry import Geometry
from docgen.office.workbook.template.layout import text_height
from docgen.office.workbook.template.rows import PrintedRow, RowProgram
from docgen.office.workbook.template.source import CellTag, compile_source
from docgen.office.workbook.template.template import WorkbookTemplate
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, Problem, ProblemError, problem

_DATE: Final = "yyyy-mm-dd"
_ROW_TAG: Final = re.compile(r"\{%(-?)\s*tr\b")
_MERGE_TAG: Final = re.compile(r"\{%-?\s*vm\b(.*?)-?%\}", re.DOTALL)
_TEXT_LIMIT: Final = 32_767
_MOST_SHAPES: Final = 100  # expanded workbooks that are kept


class MergeWorkbook:
    """A workbook template of which no two documents hold the same values.

    Attributes:
        name: Its name in messages.
        variables: The names that it uses at the top level of the context.
    """

    def __init__(self, name: str, data: bytes, sheets: Sequence[_Sheet]) -> None:
        self.name = name
        self.variables = frozenset[str]().union(*(sheet.variables for sheet in sheets))
        self._sheets = sheets
        self._template = WorkbookTemplate(data, name, sheets)
        self._with_slots = WorkbookTemplate(data, name, [_Slots(sheet) for sheet in sheets])
        self._expanded: dict[object, CompiledWorkbook] = {}

    @classmethod
    def compile(cls, path: Path, name: str | None = None, heads: Heads = NO_HEADS) -> Self:
        """Read a template and check its tags.

        Args:
            path: The .xlsx file.
            name: Its name in messages; its path if not given.
            heads: The heads of the table that its tags may name.

        Raises:
            ProblemError: It is no workbook, or tags are wrong: all of them, each with its cell.
        """
        file = name or str(path)
        WorkbookTemplate.compile(path, file, heads)
        data = path.read_bytes()
        book = load_workbook(io.BytesIO(data))
        sheets = [
            _Sheet(number, sheet, heads, *compile_source(sheet, file, heads))
            for number, sheet in enumerate(book.worksheets, 1)
        ]
        return cls(file, data, sheets)

    def render(self, context: Mapping[str, Any]) -> bytes:
        """Make a workbook.

        Args:
            context: The values that the tags use.

        Raises:
            ProblemError: A tag cannot be computed, or gives what a cell cannot hold.
        """
        printed = self._printed(context)
        if not all(map(_Sheet.is_plain, self._sheets, printed)):
            return self._template.expand(context).render({})
        shape = tuple(map(_shape, printed))
        if shape not in self._expanded:
            if len(self._expanded) == _MOST_SHAPES:
                self._expanded.clear()
            self._expanded[shape] = self._with_slots.expand(context)
        values: dict[str, CellValue] = {}
        for sheet, rows in zip(self._sheets, printed, strict=True):
            values.update(sheet.values(rows))
        return self._expanded[shape].render(values)

    def _printed(self, context: Mapping[str, Any]) -> list[list[PrintedRow]]:
        printed: list[list[PrintedRow]] = []
        found: list[Problem] = []
        for sheet in self._sheets:
            try:
                printed.append(sheet.run(context))
            except ProblemError as error:
                found += error.problems
        if found:
            raise ProblemError(found)
        return printed


class _Sheet(RowProgram):
    """A sheet's program with what the template says of its cells."""

    def __init__(
        self,
        number: int,
        sheet: Worksheet,
        heads: Heads,
        template: Template,
        tags: Sequence[CellTag],
    ) -> None:
        super().__init__(template, tags)
        self.variables = _variables(tags, heads)
        self._number = number
        self._sheet = sheet
        self._geometry = Geometry(sheet)
        self._room = cache(self._measured)

    def run(self, context: Mapping[str, Any]) -> list[PrintedRow]:
        """The rows to print.

        Raises:
            ProblemError: A tag cannot be computed, or gives what a cell cannot hold.
        """
        rows = super().run(context)
        # openpyxl would cut it off without a word.
        found = [
            problem("workbook.text-too-long", self._place(row, column), most=_TEXT_LIMIT)
            for row in rows
            for column, value in row.values.items()
            if isinstance(value, str) and len(value) > _TEXT_LIMIT
        ]
        if found:
            raise ProblemError(found)
        return rows

    def is_plain(self, rows: Sequence[PrintedRow]) -> bool:
        """Whether nothing but values tells the rows from others of their shape."""
        return not any(row.merging for row in rows) and all(
            self._is_plain(row, column, value)
            for row in rows
            for column, value in row.values.items()
        )

    def values(self, rows: Sequence[PrintedRow]) -> Iterator[tuple[str, CellValue]]:
        """The values of the rows by the names of their slots."""
        for index, row in enumerate(rows):
            for column, value in row.values.items():
                assert not isinstance(value, NamedCell)  # data has no fields of ours
                yield self.slot(index, column), value

    def slot(self, index: int, column: int) -> str:
        """Name of the cell in a printed row."""
        return f"_{self._number}_{column_letters(column)}{index + 1}"

    def number_format(self, row: PrintedRow, column: int) -> str | None:
        """Format that a cell's value brings; None if the template has one ready for it."""
        value, code = row.values[column], self._sheet.cell(row.source, column).number_format
        if isinstance(value, date):
            return None if is_date_format(code) else _DATE
        return value.code if isinstance(value, ShownNumber) and code == GENERAL else None

    def _place(self, row: PrintedRow, column: int) -> Place:
        return Place(sheet=self._sheet.title, cell=f"{column_letters(column)}{row.source}")

    def _is_plain(self, row: PrintedRow, column: int, value: object) -> bool:
        if isinstance(value, str):
            return self._room(row.source, column).holds(value)
        return not isinstance(value, datetime)

    def _measured(self, row: int, column: int) -> _Room:
        cell = self._sheet.cell(row, column)
        right = next(
            (
                area.max_col
                for area in self._sheet.merged_cells.ranges
                if (area.min_row, area.min_col) == (row, column) and area.max_row == row
            ),
            column,
        )
        return _Room(
            self._geometry.height(row),
            self._geometry.width(column, right),
            float(cell.font.sz or 11),
            bool(cell.alignment.wrap_text),
            cell.alignment.indent or 0,
        )


class _Slots(RowProgram):
    """A sheet's program that prints a slot instead of each value."""

    def __init__(self, sheet: _Sheet) -> None:
        self.moves_rows = sheet.moves_rows
        self._of = sheet

    def run(self, context: Mapping[str, Any]) -> list[PrintedRow]:
        """The rows to print, with slots."""
        rows = self._of.run(context)
        for index, row in enumerate(rows):
            for column in row.values:
                name, code = self._of.slot(index, column), self._of.number_format(row, column)
                row.values[column] = NamedCell(name, number_format=code)
        return rows


@dataclass(frozen=True, slots=True)
class _Room:
    """What a cell of the template can hold: measures in points, and how its text is set."""

    height: float
    width: float
    font_size: float
    wraps: bool
    indent: float

    def holds(self, text: str) -> bool:
        """Whether a text fits the row as it is, as any text of one line does."""
        if not self.wraps and "\n" not in text:
            return True
        line = text_height("", self.font_size, self.width, wraps=False)
        needed = text_height(text, self.font_size, self.width, self.wraps, self.indent)
        return needed <= max(line, self.height)


def _shape(rows: Sequence[PrintedRow]) -> tuple[object, ...]:
    """What the expansion of rows depends on, other than values: which rows, and formats."""
    return tuple(
        (
            row.source,
            *(
                (column, value.code if isinstance(value, ShownNumber) else _DATE)
                for column, value in row.values.items()
                if isinstance(value, date | ShownNumber)
            ),
        )
        for row in rows
    )


def _variables(tags: Sequence[CellTag], heads: Heads) -> frozenset[str]:
    texts = (prepared(tag.text, heads) for tag in dict.fromkeys(tags))
    source = "\n".join(_MERGE_TAG.sub(r"{{\1}}", _ROW_TAG.sub(r"{%\1", text)) for text in texts)
    return frozenset(meta.find_undeclared_variables(Environment().parse(source)))

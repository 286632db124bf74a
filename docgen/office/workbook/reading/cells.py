"""The cells of a worksheet from outside: typed values, whatever program saved them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from string import digits

from docgen.office.package.xml import MarkupError
from docgen.office.workbook.reading.cell_formats import CellFormats
from docgen.office.workbook.reading.plan import (
    Area,
    PlannedCell,
    Text,
    column_letters,
    column_number,
    decoded,
)
from docgen.office.workbook.reading.sheets import SheetContent
from docgen.office.workbook.reading.shown import CellFault, FaultyText, Shown
from docgen.office.workbook.reading.written import float_of, moment_of
from docgen.office.workbook.values import CellValue


class SheetCells:
    """The cells of one worksheet by their references.

    Args:
        sheet: The worksheet.
        formats: What its workbook says of cells.
    """

    def __init__(self, sheet: SheetContent, formats: CellFormats) -> None:
        self._plan, self._texts, self._merges = sheet
        self._formats = formats

    def value(self, reference: str) -> CellValue:
        """Value of a cell; None if it is blank.

        Raises:
            MarkupError: The cell's content is not what its type says.
        """
        cell = self._plan.cells.get(reference)
        return self._value(cell) if cell is not None else None

    def left_out(self, reference: str) -> str:
        """What is struck out in a cell, and so is no part of its value.

        Raises:
            MarkupError: The cell's content is not what its type says.
        """
        cell = self._plan.cells.get(reference)
        if cell is None:
            return ""
        is_struck_out = cell.style in self._formats.styles.struck
        if not is_struck_out and cell.kind != "s":
            return cell.left_out
        text = self._shared(cell) or Text(cell.inline, cell.left_out, cell.own_look)
        if not is_struck_out or text.own_look:
            return text.left_out
        value = self._as_stored(cell)
        return text.left_out + ("" if value is None else str(value))

    def is_formula(self, reference: str) -> bool:
        """Whether a formula gives the value."""
        cell = self._plan.cells.get(reference)
        return cell is not None and cell.computed

    def filled(self) -> Iterator[tuple[int, int, CellValue]]:
        """Row and column, from 1, and value of every cell that is not blank."""
        for number, row in self._plan.rows.items():
            for letters, cell in row.items():
                value = self._value(cell)
                if value not in (None, ""):
                    yield number, column_number(letters), value

    def row(self, number: int) -> dict[str, CellValue]:
        """Values of a row by the letters of their columns."""
        cells = self._plan.rows.get(number, {})
        return {letters: self._value(cell) for letters, cell in cells.items()}

    @property
    def last_row(self) -> int:
        """Number of the last row that holds a value; 0 if none does."""
        numbers = sorted(self._plan.rows, reverse=True)
        filled = (one for one in numbers if any(v is not None for v in self.row(one).values()))
        return next(filled, 0)

    @property
    def merged(self) -> Sequence[Area]:
        """Areas of merged cells."""
        return self._merges.areas

    def over_rows(self, reference: str) -> str:
        """Reference of the first cell of those, over several rows, that a cell is merged with."""
        _, tall, last = self._merges
        if not tall:
            return ""
        letters = reference.rstrip(digits)
        column = column_number(letters)
        if column > last:
            return ""
        row = int(reference[len(letters) :])
        for top, left, bottom, right in tall:
            if top <= row <= bottom and left <= column <= right:
                return f"{column_letters(left)}{top}"
        return ""

    def column(self, letters: str) -> Iterator[tuple[int, CellValue]]:
        """Row and value of every cell of a column."""
        for number, row in self._plan.rows.items():
            if letters in row:
                yield number, self._value(row[letters])

    def _value(self, cell: PlannedCell) -> CellValue:
        formats = self._formats
        if cell.style in formats.styles.struck:
            text = self._shared(cell)
            if not (text.own_look if text else cell.own_look):
                return None
        value = self._as_stored(cell)
        if value is None or isinstance(value, FaultyText) or cell.style not in formats.special:
            return value
        if not isinstance(value, str):
            return formats.value(value, cell.style)
        text = self._shared(cell)
        return _usable(formats.text(value, cell.style, (text or cell).own_look)) or None

    def _shared(self, cell: PlannedCell) -> Text | None:
        """The text that a cell shares with others; None if it has a value of its own."""
        number = self._texts.fill(cell.value or "") if cell.kind == "s" else ""
        return self._formats.string(number) if number.isdecimal() else None

    def _as_stored(self, cell: PlannedCell) -> CellValue:
        kind, style, value, _, inline, fault = cell[:6]
        if fault:
            raise MarkupError(fault)
        text = inline if value is None else self._texts.fill(value)
        if not text:
            return None
        if kind == "inlineStr":
            return text if value is None else decoded(text)
        if kind == "s":
            return self._formats.string(text).shown
        if kind == "b":
            return text.strip() == "1"
        if kind == "d":
            return _day_or_moment(moment_of(text))
        if kind == "e":
            return FaultyText(CellFault("cell.error", text))
        if kind == "str":
            return decoded(text)
        if not text.strip():
            return None
        return _usable(self._formats.number(float_of(text), style))


def _usable(shown: Shown) -> CellValue:
    """What a cell shows, its fault told by what stands there."""
    return FaultyText(shown) if isinstance(shown, CellFault) else shown


def _day_or_moment(moment: datetime) -> date:
    return moment if moment.time() != time.min else moment.date()

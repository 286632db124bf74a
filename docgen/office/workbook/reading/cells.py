"""The cells of a worksheet from outside: typed values, whatever program saved them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from string import digits
from typing import Final, NamedTuple

from docgen.office.package.archive import Package
from docgen.office.package.xml import MarkupError, parse_xml
from docgen.office.symbols import in_font
from docgen.office.workbook.reading.number_format import BUILT_IN
from docgen.office.workbook.reading.plan import (
    Area,
    PlannedCell,
    Text,
    column_letters,
    column_number,
    decoded,
    is_struck,
    rich_text,
    symbol_font,
)
from docgen.office.workbook.reading.sheets import SheetContent, known_strings
from docgen.office.workbook.reading.shown import significant
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, ProblemError

_LONGEST_KEPT: Final = 200_000  # what is kept comes from outside
# Text and colours in a number format, which say nothing of dates.
_NOT_CODES: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_DATE_CODES: Final = re.compile("[ymdhs年月日时分秒]", re.IGNORECASE)
_EPOCH: Final = datetime(1899, 12, 30)
_DAYS_TO_1904: Final = 1462
# Excel believes that 1900 had a 29 February: serial numbers are right from the day after it.
_FIRST_RIGHT_DAY: Final = 61
_LAST_DAY: Final = 2_958_465
# From here on not every whole number has a floating-point number of its own.
_EXACT: Final = 2**53


class Styles(NamedTuple):
    """Styles of cells, by their numbers, as far as they change what a value is.

    Attributes:
        codes: Number format of each.
        struck: Those whose font is struck out.
        signs: The font of those whose font has signs for letters.
    """

    codes: tuple[str, ...]
    struck: frozenset[str]
    signs: Mapping[str, str]


_PLAIN: Final = Styles((), frozenset(), {})


class CellFormats:
    """What the cells of a workbook need to be understood, read when a cell first needs it."""

    def __init__(self, package: Package, strings: str, styles: str, from_1904: bool) -> None:
        """Remember where it stands.

        Args:
            package: The workbook.
            strings: Name of the part with the texts that cells share.
            styles: Name of the part with the styles.
            from_1904: Days are counted from 1904, as on the first Macintosh.
        """
        self._package = package
        self._strings_part = strings
        self._styles_part = styles
        self.first_day = _DAYS_TO_1904 if from_1904 else 0

    @cached_property
    def strings(self) -> Sequence[Text]:
        """Texts that cells share."""
        if self._strings_part not in self._package:
            return []
        scanned = known_strings(self._package[self._strings_part])
        if scanned is not None:
            return list(map(Text, scanned))
        root = self._package.xml(self._strings_part)
        return list(map(rich_text, root.iterfind("{*}si")))

    def string(self, number: str) -> Text:
        """The text with a number among those that cells share.

        Raises:
            MarkupError: There is none.
        """
        if not number.isdecimal() or int(number) >= len(self.strings):
            raise MarkupError(f"no text {number}")
        return self.strings[int(number)]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Number format of each style that a cell may have."""
        return self.styles.codes

    @cached_property
    def styles(self) -> Styles:
        """Styles of cells that change what a value is."""
        if self._styles_part not in self._package:
            return _PLAIN
        data = self._package[self._styles_part]
        read = _kept_styles if len(data) <= _LONGEST_KEPT else _styles
        try:
            return read(data, self._styles_part)
        except ProblemError as error:
            raise error.within(self._package.file) from None

    @cached_property
    def _dates(self) -> frozenset[str]:
        return frozenset(
            str(style)
            for style, code in enumerate(self.codes)
            if _DATE_CODES.search(_NOT_CODES.sub("", code))
        )

    def number(self, text: str, style: str | None) -> CellValue:
        """A number as an int, an exact decimal or, if it is formatted so, a date.

        Raises:
            MarkupError: It is none.
        """
        number = float_of(text)
        if not math.isfinite(number):
            return text
        day = number + self.first_day
        if style in self._dates and _FIRST_RIGHT_DAY <= day < _LAST_DAY:
            return _day_or_moment(_EPOCH + timedelta(seconds=round(day * 86_400)))
        if number.is_integer() and abs(number) < _EXACT:
            return int(number)
        return significant(number)


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
        if cell.style in self._formats.styles.struck:
            text = self._shared(cell)
            if not (text.own_look if text else cell.own_look):
                return None
        value = self._as_stored(cell)
        font = self._formats.styles.signs.get(cell.style or "")
        return value if font is None or value is None else self._in_font(cell, value, font)

    def _in_font(self, cell: PlannedCell, value: CellValue, font: str) -> CellValue:
        """What a cell shows whose font has signs for letters."""
        text = self._shared(cell)
        if text.own_look if text else cell.own_look:
            return value
        return in_font(str(value), font)

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
        if kind in ("str", "e"):
            return decoded(text)
        return self._formats.number(text, style) if text.strip() else None


def float_of(text: str) -> float:
    """A number as it stands in a cell.

    Raises:
        MarkupError: It is none.
    """
    try:
        number = float(text)
    except ValueError:
        raise MarkupError(text) from None
    if "_" in text or not text.isascii():
        raise MarkupError(text)  # which Python takes for a number
    return number


def moment_of(text: str) -> datetime:
    """A day, with or without its time, as ISO 8601 writes it and a cell of the kind ``d`` holds.

    A time alone is one of the day from which days are counted.

    Raises:
        MarkupError: It is none.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            moment = datetime.combine(_EPOCH, time.fromisoformat(text.strip()))
        except ValueError:
            raise MarkupError(text) from None
    return moment.replace(tzinfo=None)


def _day_or_moment(moment: datetime) -> date:
    return moment if moment.time() != time.min else moment.date()


def _styles(data: bytes, part: str) -> Styles:
    styles = parse_xml(data, Place(field=part))
    custom = {
        entry.get("numFmtId"): entry.get("formatCode", "")
        for entry in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    fonts = list(styles.iterfind("{*}fonts/{*}font"))
    strikes, names = list(map(is_struck, fonts)), list(map(symbol_font, fonts))
    codes: list[str] = []
    struck: set[str] = set()
    signs: dict[str, str] = {}
    for number, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        identifier = style.get("numFmtId", "0")
        known = BUILT_IN.get(int(identifier), "") if identifier.isdecimal() else ""
        codes.append(custom.get(identifier, known) or BUILT_IN[0])
        font = style.get("fontId", "0")
        if not font.isdecimal() or int(font) >= len(fonts):
            continue
        if strikes[int(font)]:
            struck.add(str(number))
        if names[int(font)]:
            signs[str(number)] = names[int(font)]
    return Styles(tuple(codes), frozenset(struck), signs)


# The part is the same in every copy of a form.
_kept_styles: Final = lru_cache(maxsize=32)(_styles)

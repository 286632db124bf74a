"""The cells of a worksheet from outside: typed values, whatever program saved them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from string import ascii_uppercase, digits
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.archive import Package
from docgen.office.workbook.fields import CellValue

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_AREA: Final = re.compile(f"{_REFERENCE.pattern}:{_REFERENCE.pattern}")
# Not the halves of a character beyond 16 bits, which are no text alone.
_ENCODED: Final = re.compile(r"_x((?![dD][89A-Fa-f])[0-9A-Fa-f]{4})_")
# Text and colours in a number format, which say nothing of dates.
_NOT_CODES: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_DATE_CODES: Final = re.compile("[ymdhs年月日时分秒]", re.IGNORECASE)
# Formats that have a number and no code: dates and times, those of Chinese Excel among them.
_DATE_FORMATS: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_EPOCH: Final = datetime(1899, 12, 30)
_DAYS_TO_1904: Final = 1462
# Excel believes that 1900 had a 29 February: serial numbers are right from the day after it.
_FIRST_RIGHT_DAY: Final = 61
_LAST_DAY: Final = 2_958_465
# From here on not every whole number has a floating-point number of its own.
_EXACT: Final = 2**53


class Area(NamedTuple):
    """Cells that were merged into one: its rows and columns, from 1."""

    top: int
    left: int
    bottom: int
    right: int


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
        self._first_day = _DAYS_TO_1904 if from_1904 else 0

    @cached_property
    def strings(self) -> list[str]:
        """Texts that cells share."""
        if self._strings_part not in self._package:
            return []
        root = self._package.xml(self._strings_part)
        return [string(item) for item in root.iterfind("{*}si")]

    @cached_property
    def _dates(self) -> frozenset[str]:
        if self._styles_part not in self._package:
            return frozenset()
        return _date_styles(self._package.xml(self._styles_part))

    def number(self, text: str, style: str | None) -> CellValue:
        """A number as an int, an exact decimal or, if it is formatted so, a date."""
        if "_" in text or not text.isascii():
            raise ValueError(text)  # which Python takes for a number
        number = float(text)
        if not math.isfinite(number):
            return text
        day = number + self._first_day
        if style in self._dates and _FIRST_RIGHT_DAY <= day < _LAST_DAY:
            return _day_or_moment(_EPOCH + timedelta(seconds=round(day * 86_400)))
        if number.is_integer() and abs(number) < _EXACT:
            return int(number)
        return Decimal(repr(number))


class SheetCells:
    """The cells of one worksheet by their references.

    Raises:
        ValueError: The sheet is not what a worksheet should be.
    """

    def __init__(self, root: etree._Element, formats: CellFormats) -> None:
        self._formats = formats
        space = root.tag.removesuffix("worksheet")
        self._formula, self._content = f"{space}f", f"{space}v"
        self._root, self._space = root, space
        self._rows = {row.get("r"): row for row in root.iterfind(f"{space}sheetData/{space}row")}
        cells = list(root.iter(f"{space}c"))
        found = {cell.get("r", ""): cell for cell in cells}
        self._by_reference = dict(_positioned(root, space)) if "" in found else found
        if len(self._by_reference) < len(cells):
            raise ValueError("a cell stands there twice")

    def value(self, reference: str) -> CellValue:
        """Value of a cell; None if it is blank.

        Raises:
            ValueError: The cell's content is not what its type says.
        """
        cell = self._by_reference.get(reference)
        return self._value(cell) if cell is not None else None

    def is_formula(self, reference: str) -> bool:
        """Whether a formula gives the value."""
        cell = self._by_reference.get(reference)
        return cell is not None and any(child.tag == self._formula for child in cell)

    def filled(self) -> Iterator[tuple[int, int, CellValue]]:
        """Row and column, from 1, and value of every cell that is not blank."""
        for reference, cell in self._by_reference.items():
            value = self._value(cell)
            match = _REFERENCE.fullmatch(reference)
            if value not in (None, "") and match:
                yield int(match[2]), column_number(match[1]), value

    def column(self, letters: str) -> dict[int, CellValue]:
        """Values of a column by row."""
        place = column_number(letters) - 1
        cells: dict[int, CellValue] = {}
        for number, row in self._rows.items():
            reference = f"{letters}{number}"
            cell = row[place] if place < len(row) else None
            if cell is None or cell.get("r") != reference:
                cell = next((one for one in row if one.get("r") == reference), None)
            if cell is not None and number is not None and number.isdecimal():
                cells[int(number)] = self._value(cell)
        return cells

    @property
    def merged(self) -> Iterator[Area]:
        """Areas of merged cells."""
        return filter(None, map(_area, self._merges()))

    def is_over_rows(self, reference: str) -> bool:
        """Whether a cell is merged with others of its column."""
        letters = reference.rstrip(digits)
        column = column_number(letters)
        if column > self._last_tall:
            return False
        row = int(reference[len(letters) :])
        return any(
            area.top <= row <= area.bottom and area.left <= column <= area.right
            for area in self._tall
        )

    @cached_property
    def _tall(self) -> list[Area]:
        """Areas over several rows; that most are not is told without taking them apart."""
        return [
            area
            for reference in self._merges()
            if len({end.lstrip(ascii_uppercase) for end in reference.split(":")}) > 1
            and (area := _area(reference))
        ]

    @cached_property
    def _last_tall(self) -> int:
        return max((area.right for area in self._tall), default=0)

    def _merges(self) -> Iterator[str]:
        merges = self._root.iterfind(f"{self._space}mergeCells/{self._space}mergeCell")
        return (merge.get("ref", "") for merge in merges)

    def row(self, number: int) -> dict[str, CellValue]:
        """Values of a row by the letters of their columns."""
        cells: dict[str, CellValue] = {}
        for cell in self._rows.get(str(number), ()):
            match = _REFERENCE.fullmatch(cell.get("r", ""))
            if match:
                cells[match[1]] = self._value(cell)
        return cells

    def _value(self, cell: etree._Element) -> CellValue:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(string(inline) for inline in cell.iterchildren("{*}is")) or None
        text = None
        for child in cell:
            if child.tag == self._content:
                if text is not None or len(child):
                    raise ValueError("a cell has no single value")
                text = child.text
        if text is None:
            return None
        if kind == "s":
            if not text.isdecimal():
                raise ValueError(text)
            return self._formats.strings[int(text)]
        if kind == "b":
            return text.strip() == "1"
        if kind == "d":
            return _day_or_moment(datetime.fromisoformat(text))
        if kind in ("str", "e"):
            return _decoded(text)
        return self._formats.number(text, cell.get("s")) if text.strip() else None


def _area(reference: str) -> Area | None:
    match = _AREA.fullmatch(reference)
    if match is None:
        return None
    left, right = column_number(match[1]), column_number(match[3])
    return Area(int(match[2]), left, int(match[4]), right)


def _positioned(root: etree._Element, space: str) -> Iterator[tuple[str, etree._Element]]:
    """Cells of a sheet whose program left references out: they follow from the order."""
    number = 0
    for row in root.iterfind(f"{space}sheetData/{space}row"):
        number = int(row.get("r", number + 1))
        column = 0
        for cell in row.iterchildren(f"{space}c"):
            match = _REFERENCE.fullmatch(cell.get("r", ""))
            column = column_number(match[1]) if match else column + 1
            yield f"{column_letters(column)}{number}", cell


def string(element: etree._Element) -> str:
    """Text of a plain or rich string, without the pronunciation that may stand beside it."""
    parts = list(element.iterchildren("{*}t")) or list(element.iterfind("{*}r/{*}t"))
    if any(map(len, parts)):
        raise ValueError("a text holds more than text")
    return _decoded("".join([part.text or "" for part in parts]))


def column_number(letters: str) -> int:
    """Number of a column from 1: 28 for AB."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Letters of a column: AB for 28."""
    letters = ""
    while number:
        number, index = divmod(number - 1, 26)
        letters = chr(ord("A") + index) + letters
    return letters


def _day_or_moment(moment: datetime) -> date:
    return moment if moment.time() != time.min else moment.date()


def _decoded(text: str) -> str:
    # _x000D_ stands for one character.
    return _ENCODED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _date_styles(styles: etree._Element) -> frozenset[str]:
    """Numbers of the cell styles that show a number as a date or a time."""
    custom = {
        entry.get("numFmtId"): entry.get("formatCode", "")
        for entry in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    dates = set()
    for number, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        identifier = style.get("numFmtId", "0")
        code = custom.get(identifier)
        if code is None:
            is_date = identifier.isdecimal() and int(identifier) in _DATE_FORMATS
        else:
            is_date = _DATE_CODES.search(_NOT_CODES.sub("", code)) is not None
        if is_date:
            dates.add(str(number))
    return frozenset(dates)

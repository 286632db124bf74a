"""Reading the rows of a sheet one by one, for tables too long to be held as cells.

A cell's value is what the cell shows; one that shows an error, or of which that is not known,
has a fault instead.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from functools import lru_cache
from string import digits
from typing import Final

from lxml import etree

from docgen.office.archive import read_package
from docgen.office.directory import Limits
from docgen.office.workbook.cells import CellFormats
from docgen.office.workbook.fields import CellValue
from docgen.office.workbook.number_format import NumberFormat, UnknownFormatError, number_format
from docgen.office.workbook.plan import Area, area_of, column_number, decoded, string
from docgen.office.workbook.reader import outline_of
from docgen.office.workbook.shown import DIGITS, MERGED_ACROSS, CellFault, significant, text_shown
from docgen.office.xml import elements
from docgen.problems import Place, ProblemError, problem

# A roster of every community of the country has 110,000 rows and some 70 columns.
_LIMITS: Final = Limits(file_size=100_000_000, part_size=500_000_000, inflated_size=600_000_000)
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14
_MOST_MERGED: Final = 300_000
_MERGED: Final = re.compile(
    rb"""<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["']"""
)
_LONGEST_TAG: Final = 400
_TRUE: Final = ("1", "true")
_EPOCH: Final = datetime(1899, 12, 30)
_DAY: Final = 86_400  # seconds

Shown = CellValue | CellFault
"""What a cell shows, or why that cannot be used."""


class LongSheet:
    """The sheet of a workbook that a person sees first, to be read row by row.

    Args:
        data: The workbook.
        file: Its name in messages.

    Attributes:
        title: Title of the sheet.
        hidden_before: Titles of the hidden sheets before it.
        hidden_rows: Hidden rows with something in them, as far as rows were read.
        hidden_columns: Hidden columns with something in them, as far as rows were read.

    Raises:
        ProblemError: It cannot be read.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self._package = read_package(data, file, _LIMITS)
        outline = outline_of(self._package)
        titles = list(outline.sheets)
        shown = [title for title in titles if title not in outline.hidden]
        if not shown:
            raise ProblemError([problem("table.no-sheet", Place(file=file))])
        self.title = shown[0]
        self.hidden_before = titles[: titles.index(self.title)]
        self.hidden_rows: list[int] = []
        self.hidden_columns: set[int] = set()
        self._part = outline.sheets[self.title]
        self._strings_part = outline.strings
        formats = CellFormats(
            self._package, outline.strings, outline.styles, from_1904=outline.from_1904
        )
        self._place = Place(file=file, sheet=self.title)
        self._values = _Values(self._strings(), formats)

    def rows(self) -> Iterator[tuple[int, list[Shown]]]:
        """Number and cells, from the first column on, of every row that is not blank.

        Raises:
            ProblemError: The sheet is damaged.
        """
        try:
            yield from self._read()
        except (KeyError, ValueError, IndexError) as error:
            found = problem("workbook.unreadable", self._place, reason=str(error))
            raise ProblemError([found]) from None

    def _read(self) -> Iterator[tuple[int, list[Shown]]]:
        merged = _Merged(self._areas())
        hidden: set[int] = set()
        number = 0
        place = self._place._replace(field=self._part)
        pieces = self._package.pieces(self._part)
        for element in elements(pieces, ("col", "row", "sheetData"), place):
            match etree.QName(element).localname:
                case "sheetData":
                    return
                case "col":
                    hidden |= _hidden_columns(element)
                    continue
            before, number = number, int(element.get("r", number + 1))
            if not before < number <= _MOST_ROWS:
                raise ValueError(f"row {number} comes after row {before}")
            cells = self._values.row(element)
            if any(cell is not None and cell != "" for cell in cells):
                self._note_hidden(element, number, cells, hidden)
                yield number, merged.filled(number, cells)

    def _note_hidden(
        self, row: etree._Element, number: int, cells: list[Shown], hidden: set[int]
    ) -> None:
        if row.get("hidden") in _TRUE:
            self.hidden_rows.append(number)
        for column in hidden - self.hidden_columns:
            if column <= len(cells) and cells[column - 1] not in (None, ""):
                self.hidden_columns.add(column)

    def _strings(self) -> list[Shown]:
        """What each text that cells share shows."""
        if self._strings_part not in self._package:
            return []
        pieces = self._package.pieces(self._strings_part)
        place = Place(file=self._place.file, field=self._strings_part)
        return [text_shown(string(item)) for item in elements(pieces, ("si",), place)]

    def _areas(self) -> Iterator[Area]:
        """The merged cells, which stand behind the rows: looked for before these are read."""
        found: set[bytes] = set()
        rest = b""
        for piece in self._package.pieces(self._part):
            rest += piece
            if b"mergeCell" in rest:
                found.update(_MERGED.findall(rest))
            if len(found) > _MOST_MERGED:
                raise ValueError("it has more merged cells than can be meant")
            rest = rest[-_LONGEST_TAG:]
        return filter(None, (area_of(one.decode()) for one in found))


class _Values:
    """What the cells of a workbook show."""

    def __init__(self, strings: list[Shown], formats: CellFormats) -> None:
        self._strings = strings
        self._first_day = formats.first_day
        self._formats: dict[str | None, NumberFormat | CellFault] = {
            str(style): _format(code) for style, code in enumerate(formats.codes)
        }
        self._general = number_format("General")
        self._plain = {
            None,
            *(style for style, one in self._formats.items() if one == self._general),
        }

    def row(self, row: etree._Element) -> list[Shown]:
        """The cells of a row, from the first column on."""
        found: list[Shown] = []
        for cell in row:
            reference = cell.get("r")
            column = _column(reference.rstrip(digits)) if reference else len(found) + 1
            if not 0 < column <= _MOST_COLUMNS:
                raise ValueError(f"there is no cell {reference}")
            shown = self._shown(cell)
            if column > len(found):
                found.extend([None] * (column - len(found) - 1))
                found.append(shown)
            else:
                found[column - 1] = shown
        return found

    def _shown(self, cell: etree._Element) -> Shown:
        kind, text, computed = cell.get("t", "n"), None, False
        for child in cell:
            tag = child.tag
            if tag.endswith("}v"):
                text = child.text or ""
            elif tag.endswith("}f"):
                computed = True
            elif kind == "inlineStr" and tag.endswith("}is"):
                text = string(child)
        if kind == "s":
            return self._strings[int(text)] if text else None
        if computed and (text is None or (not text and kind != "str")):
            return CellFault("cell.no-value")
        if not text:
            return None
        if kind == "n":
            style = cell.get("s")
            if len(text) <= DIGITS and style in self._plain and text.isdecimal():
                return int(text)
            return self._number(float(text), style)
        return self._typed(kind, text, cell.get("s"))

    def _typed(self, kind: str, text: str, style: str | None) -> Shown:
        if kind == "b":
            return text.strip() in _TRUE
        if kind == "e":
            return CellFault("cell.error", text)
        if kind == "d":
            return self._date(text, style)
        return text_shown(decoded(text) if kind == "str" else text)

    def _number(self, number: float, style: str | None) -> Shown:
        if not math.isfinite(number) or abs(number) >= 10**DIGITS:
            return CellFault("cell.digits-lost", f"{number:.{DIGITS}g}")
        shown = self._formats.get(style, self._general)
        if isinstance(shown, CellFault):
            return shown
        try:
            return shown.value(significant(number), self._first_day)
        except UnknownFormatError:
            return CellFault("cell.format-unknown", shown.code)

    def _date(self, text: str, style: str | None) -> Shown:
        """What a cell shows that holds a date in words, as ISO 8601 writes it."""
        try:
            seconds = (datetime.fromisoformat(text) - _EPOCH).total_seconds()
        except ValueError:
            at = time.fromisoformat(text)
            seconds = 3600 * at.hour + 60 * at.minute + at.second
        if style in self._plain:
            return text
        return self._number(seconds / _DAY - self._first_day, style)


class _Merged:
    """What merged cells show in the rows below their first: the value above.

    A cell that is merged with one to its left has no value of its own.
    """

    def __init__(self, areas: Iterable[Area]) -> None:
        self._begin: dict[int, list[Area]] = {}
        for area in areas:
            self._begin.setdefault(area.top, []).append(area)
        self._tops = sorted(self._begin, reverse=True)
        self._open: list[tuple[Area, Shown]] = []

    def filled(self, number: int, cells: list[Shown]) -> list[Shown]:
        """The cells of a row, which come in their order."""
        if not self._tops and not self._open:
            return cells
        self._open = [one for one in self._open if one[0].bottom >= number]
        while self._tops and self._tops[-1] <= number:
            top = self._tops.pop()
            for area in self._begin[top]:
                inside = top == number and area.left <= len(cells)
                self._open.append((area, cells[area.left - 1] if inside else None))
        for area, value in self._open:
            if value is None or area.bottom < number:
                continue
            cells += [None] * (area.right - len(cells))
            cells[area.left - 1] = value
            beside = CellFault(MERGED_ACROSS, _found(value))
            cells[area.left : area.right] = [beside] * (area.right - area.left)
        return cells


def _found(shown: Shown) -> str:
    return shown.found if isinstance(shown, CellFault) else str(shown)


def _format(code: str) -> NumberFormat | CellFault:
    try:
        return number_format(code)
    except UnknownFormatError:
        return CellFault("cell.format-unknown", code)


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    return column_number(letters)


def _hidden_columns(column: etree._Element) -> set[int]:
    if column.get("hidden") not in _TRUE:
        return set()
    last = min(int(column.get("max", 0)), _MOST_COLUMNS)
    return set(range(int(column.get("min", 1)), last + 1))

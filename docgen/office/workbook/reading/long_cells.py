"""The cells of the rows of a long sheet: what each shows, told from markup or from a tree.

Nearly all rows are written plainly, and are cut by an expression in a fraction of the time that
a tree takes; whatever is written otherwise is left to the tree.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from string import digits
from typing import Final

from lxml import etree

from docgen.office.package.xml import MarkupError
from docgen.office.workbook.reading.cells import CellFormats, float_of, moment_of
from docgen.office.workbook.reading.number_format import (
    NumberFormat,
    UnknownFormatError,
    number_format,
)
from docgen.office.workbook.reading.plan import column_number, decoded, string
from docgen.office.workbook.reading.shown import DIGITS, CellFault, significant, text_shown
from docgen.office.workbook.values import CellValue

Shown = CellValue | CellFault
"""What a cell shows, or why that cannot be used."""

_MOST_COLUMNS: Final = 1 << 14
_TRUE: Final = ("1", "true")
_EPOCH: Final = datetime(1899, 12, 30)
_DAY: Final = 86_400  # seconds
# The last group takes whatever is no plain cell.
_CELL: Final = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]+)")?(?: t="([a-z]+)")?'
    r"(?: ?/>|>(<f(?: [^<>]*)?(?:/>|>[^<&]*</f>))?(?:(<v>)([^<&]*)</v>|<v ?/>)?</c>"
    r'|><is><t(?: xml:space="preserve")?>([^<&]*)</t></is></c>)|([\s\S])'
)


class RowCells:
    """What the cells of the rows of a sheet show.

    Args:
        strings: What each text that cells share shows.
        formats: What the workbook says of cells.
    """

    def __init__(self, strings: Sequence[Shown], formats: CellFormats) -> None:
        self._strings = strings
        self._first_day = formats.first_day
        self._formats: dict[str | None, NumberFormat | CellFault] = {
            str(style): _format(code) for style, code in enumerate(formats.codes)
        }
        self._general = number_format("General")
        self._plain = {
            None,
            "",
            *(style for style, one in self._formats.items() if one == self._general),
        }

    def plain(self, markup: str) -> list[Shown] | None:
        """The cells of a row by what stands in it; None if it must be read by its tree.

        Raises:
            MarkupError: A cell's content is not what its type says.
        """
        found: list[Shown] = []
        strings, plain = self._strings, self._plain
        for letters, style, kind, formula, has, text, inline, other in _CELL.findall(markup):
            if other or (kind == "inlineStr") is not bool(inline):
                return None
            column = _column(letters)
            if len(found) < column - 1:
                found.extend([None] * (column - 1 - len(found)))
            if len(found) != column - 1:
                return None
            if kind == "s" and text.isdecimal() and int(text) < len(strings):
                found.append(strings[int(text)])
            elif not kind and not formula and style in plain and _is_short(text):
                found.append(int(text))
            elif inline:
                found.append(text_shown(decoded(inline)))
            else:
                value = text if has else None
                found.append(self._shown(kind or "n", style or None, value, bool(formula)))
        return found

    def of(self, row: etree._Element) -> list[Shown]:
        """The cells of a row by its tree.

        Raises:
            MarkupError: A cell's content is not what its type says.
        """
        found: list[Shown] = []
        for cell in row:
            reference = cell.get("r")
            column = _column(reference.rstrip(digits)) if reference else len(found) + 1
            if not 0 < column <= _MOST_COLUMNS:
                raise MarkupError(f"there is no cell {reference}")
            if column <= len(found):
                raise MarkupError(f"the cell {reference} comes behind another")
            found.extend([None] * (column - len(found) - 1))
            found.append(self._cell(cell))
        return found

    def _cell(self, cell: etree._Element) -> Shown:
        kind, text, computed = cell.get("t", "n"), None, False
        for child in cell:
            match etree.QName(child).localname:
                case "v":
                    text = child.text or ""
                case "f":
                    computed = True
                case "is" if kind == "inlineStr":
                    text = text_of(child)
        return self._shown(kind, cell.get("s"), text, computed)

    def _shown(self, kind: str, style: str | None, text: str | None, computed: bool) -> Shown:
        if computed and (text is None or (not text and kind != "str")):
            return CellFault("cell.no-value")
        if not text:
            return None
        if kind == "n":
            return self._number(float_of(text), style)
        if kind == "s":
            return self._string(text)
        if kind == "b":
            return text.strip() in _TRUE
        if kind == "e":
            return CellFault("cell.error", text)
        if kind == "d":
            return self._date(text, style)
        return text_shown(decoded(text) if kind == "str" else text)

    def _string(self, number: str) -> Shown:
        """What a text shows that cells share."""
        if not number.isdecimal() or int(number) >= len(self._strings):
            raise MarkupError(f"no text {number}")
        return self._strings[int(number)]

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
        seconds = (moment_of(text) - _EPOCH).total_seconds()
        if style in self._plain:
            return text
        return self._number(seconds / _DAY - self._first_day, style)


def _format(code: str) -> NumberFormat | CellFault:
    try:
        return number_format(code)
    except UnknownFormatError:
        return CellFault("cell.format-unknown", code)


def text_of(element: etree._Element) -> str:
    """All text of a plain or rich string.

    Raises:
        MarkupError: It holds more than text.
    """
    try:
        return string(element)
    except ValueError as error:
        raise MarkupError(str(error)) from None


def _is_short(text: str) -> bool:
    return len(text) <= DIGITS and text.isascii() and text.isdecimal()


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    return column_number(letters)

"""The cells of the rows of a long sheet: what each shows, told from markup or from a tree.

Nearly all rows are written plainly, and are cut by an expression in a fraction of the time that
a tree takes; whatever is written otherwise is left to the tree.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from functools import lru_cache
from string import digits
from typing import Final

from lxml import etree

from docgen.office.symbols import UNREADABLE
from docgen.office.workbook.reading.cells import CellFormats
from docgen.office.workbook.reading.format_tokens import UnknownFormatError
from docgen.office.workbook.reading.number_format import NumberFormat, number_format
from docgen.office.workbook.reading.plan import Text, column_number, decoded, rich_text
from docgen.office.workbook.reading.shown import (
    DIGITS,
    CellFault,
    FaultyText,
    PartText,
    significant,
    text_shown,
)
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
        strings: What each text that cells share shows where the cell's style leaves it alone.
        marked: Those of the texts that have marks or fonts of their own, by their numbers.
        formats: What the workbook says of cells.

    Attributes:
        has_parts: Whether a part of a text was left out, in the rows read so far.
    """

    def __init__(
        self, strings: Sequence[Shown], marked: Mapping[int, Text], formats: CellFormats
    ) -> None:
        self._strings = strings
        self._marked = marked
        self._looks = formats
        self._special = formats.special | formats.styles.struck
        self.has_parts = False
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
            ValueError: A cell's content is not what its type says.
            IndexError: A cell shows a text that is not there.
        """
        found: list[Shown] = []
        strings, plain = self._strings, self._plain
        marked, special = self._marked, self._special
        for letters, style, kind, formula, has, text, inline, other in _CELL.findall(markup):
            if other or (kind == "inlineStr") is not bool(inline):
                return None
            column = _column(letters)
            if len(found) < column - 1:
                found.extend([None] * (column - 1 - len(found)))
            if len(found) != column - 1:
                return None
            if kind == "s" and text:
                number = int(text)
                if number in marked or style in special:
                    found.append(self._shared(number, style))
                else:
                    found.append(strings[number])
            elif not kind and not formula and style in plain and _is_short(text):
                found.append(int(text))
            elif inline:
                found.append(self._text(Text(decoded(inline)), style))
            else:
                value = text if has else None
                found.append(self._shown(kind or "n", style or None, value, bool(formula)))
        return found

    def of(self, row: etree._Element) -> list[Shown]:
        """The cells of a row by its tree.

        Raises:
            ValueError: A cell's content is not what its type says.
            IndexError: A cell shows a text that is not there.
        """
        found: list[Shown] = []
        for cell in row:
            reference = cell.get("r")
            column = _column(reference.rstrip(digits)) if reference else len(found) + 1
            if not 0 < column <= _MOST_COLUMNS:
                raise ValueError(f"there is no cell {reference}")
            if column <= len(found):
                raise ValueError(f"the cell {reference} comes behind another")
            found.extend([None] * (column - len(found) - 1))
            found.append(self._cell(cell))
        return found

    def _cell(self, cell: etree._Element) -> Shown:
        kind, style = cell.get("t", "n"), cell.get("s")
        text, inline, computed = None, None, False
        for child in cell:
            match etree.QName(child).localname:
                case "v":
                    text = child.text or ""
                case "f":
                    computed = True
                case "is" if kind == "inlineStr":
                    inline = rich_text(child)
        if inline is not None:
            return self._text(inline, style)
        return self._shown(kind, style, text, computed)

    def _shown(self, kind: str, style: str | None, text: str | None, computed: bool) -> Shown:
        if computed and (text is None or (not text and kind != "str")):
            return CellFault("cell.no-value")
        if not text:
            return None
        if kind == "s":
            return self._shared(int(text), style)
        if kind == "e":
            return CellFault("cell.error", text)
        if kind in ("n", "b", "d"):
            shown = self._value(kind, text, style)
            return self._marked_whole(shown, style) if style in self._special else shown
        return self._text(Text(decoded(text) if kind == "str" else text), style)

    def _value(self, kind: str, text: str, style: str | None) -> Shown:
        if kind == "n":
            return self._number(_float(text), style)
        return text.strip() in _TRUE if kind == "b" else self._date(text, style)

    def _marked_whole(self, shown: Shown, style: str | None) -> Shown:
        """What is no text, in a cell that is struck out or has symbols for letters."""
        if shown is None or isinstance(shown, CellFault):
            return shown
        printed = "TRUE" if shown is True else "FALSE" if shown is False else str(shown)
        if style in self._looks.styles.struck:
            return CellFault("cell.nothing-left", printed)
        if UNREADABLE in self._looks.in_font(printed, style):
            return CellFault("cell.sign-unread", printed)
        return shown

    def _shared(self, number: int, style: str | None) -> Shown:
        text = self._marked.get(number)
        if text is None and style not in self._special:
            return self._strings[number]
        shown = self._strings[number]
        whole = shown.found if isinstance(shown, CellFault) else str(shown or "")
        return self._text(text or Text(whole), style)

    def _text(self, text: Text, style: str | None) -> Shown:
        """What a cell with a text shows; of one that is struck out in part, what is left."""
        whole = text.left_out + text.shown
        is_struck = style in self._looks.styles.struck and not text.own_look
        if whole and (is_struck or (text.left_out and not text.shown.strip())):
            return CellFault("cell.nothing-left", whole)
        shown = self._looks.text(text.shown, style, text.own_look)
        if UNREADABLE in shown:
            return CellFault("cell.sign-unread", text.shown)
        value = shown.fault if isinstance(shown, FaultyText) else text_shown(shown)
        if not text.left_out or isinstance(value, CellFault):
            return value
        self.has_parts = True
        return PartText(value, text.left_out)

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


def _format(code: str) -> NumberFormat | CellFault:
    try:
        return number_format(code)
    except UnknownFormatError:
        return CellFault("cell.format-unknown", code)


def _float(text: str) -> float:
    if "_" in text or not text.isascii():
        raise ValueError(text)  # which Python takes for a number
    return float(text)


def _is_short(text: str) -> bool:
    return len(text) <= DIGITS and text.isascii() and text.isdecimal()


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    return column_number(letters)

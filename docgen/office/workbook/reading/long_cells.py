"""The cells of the rows of a long sheet: what each shows, told from markup or from a tree.

Nearly all rows are written plainly, and are cut by an expression in a fraction of the time that
a tree takes; whatever is written otherwise is left to the tree.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from string import digits
from typing import Final

from lxml import etree

from docgen.office.package.xml import MarkupError
from docgen.office.symbols import UNREADABLE, in_font
from docgen.office.workbook.reading.cells import CellFormats, float_of, moment_of
from docgen.office.workbook.reading.long_texts import (
    Shown,
    Struck,
    shown_of,
    text_of,
    without_references,
)
from docgen.office.workbook.reading.number_format import (
    NumberFormat,
    UnknownFormatError,
    number_format,
)
from docgen.office.workbook.reading.plan import Text, column_number, decoded, rich_text
from docgen.office.workbook.reading.shown import DIGITS, CellFault, significant, text_shown

_MOST_COLUMNS: Final = 1 << 14
_TRUE: Final = ("1", "true")
_NUMBERS: Final = ("", "n")
_EPOCH: Final = datetime(1899, 12, 30)
_DAY: Final = 86_400  # seconds
# The last group takes whatever is no plain cell.
_CELL: Final = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?'
    r"(?: ?/>|>(<f(?: [^<>]*)?(?:/>|>[^<&]*</f>))?(?:(<v>)([^<&]*)</v>|<v ?/>)?</c>"
    r'|><is><t(?: xml:space="preserve")?>([^<&]*(?:&[#\w]+;[^<&]*)*)</t></is></c>)|([\s\S]+)'
)


class RowCells:
    """What the cells of the rows of a sheet show.

    Args:
        strings: The texts that cells share.
        formats: What the workbook says of cells.

    Attributes:
        struck: Texts of which a part is struck out, of the row that was read last.
    """

    def __init__(self, strings: Iterable[Text], formats: CellFormats) -> None:
        self._strings: list[Shown] = []
        self._partly: dict[int, Text] = {}
        for number, text in enumerate(strings):
            self._strings.append(shown_of(text))
            if text.left_out or text.own_look:
                self._partly[number] = text
        self.struck: list[Struck] = []
        self._first_day = formats.first_day
        self._styles = formats.styles
        self._formats: dict[str | None, NumberFormat | CellFault] = {
            str(style): _format(code) for style, code in enumerate(formats.codes)
        }
        self._general = number_format("General")
        self._plain = {
            None,
            "",
            *(style for style, one in self._formats.items() if one == self._general),
        }
        # Cells whose font changes what is seen; in nearly every workbook there are none.
        self._marked = self._styles.struck | self._styles.signs.keys()

    def plain(self, markup: str) -> list[Shown] | None:
        """The cells of a row by what stands in it; None if it must be read by its tree.

        Raises:
            MarkupError: A cell's content is not what its type says.
        """
        self.struck = []
        found: list[Shown] = []
        strings, plain, marked, partly = self._strings, self._plain, self._marked, self._partly
        for letters, style, kind, formula, has, text, inline, other in _CELL.findall(markup):
            if other or (kind == "inlineStr") is not bool(inline):
                return None
            column = _column(letters)
            if len(found) < column - 1:
                found.extend([None] * (column - 1 - len(found)))
            if len(found) != column - 1:
                return None
            if style in marked or (partly and kind == "s"):
                if inline:
                    return None
                value = text if has else None
                found.append(self._marked_shown(column, kind or "n", style, value, bool(formula)))
            elif kind == "s" and text.isdecimal() and int(text) < len(strings):
                found.append(strings[int(text)])
            elif kind in _NUMBERS and not formula and style in plain and _is_short(text):
                found.append(int(text))
            elif inline:
                plain_text = without_references(inline)
                if plain_text is None:
                    return None
                found.append(text_shown(decoded(plain_text)))
            else:
                value = text if has else None
                found.append(self._shown(kind or "n", style or None, value, bool(formula)))
        return found

    def of(self, row: etree._Element) -> list[Shown]:
        """The cells of a row by its tree.

        Raises:
            MarkupError: A cell's content is not what its type says.
        """
        self.struck = []
        found: list[Shown] = []
        for cell in row:
            reference = cell.get("r")
            column = _column(reference.rstrip(digits)) if reference else len(found) + 1
            if not 0 < column <= _MOST_COLUMNS:
                raise MarkupError(f"there is no cell {reference}")
            if column <= len(found):
                raise MarkupError(f"the cell {reference} comes behind another")
            found.extend([None] * (column - len(found) - 1))
            found.append(self._cell(cell, column))
        return found

    def _cell(self, cell: etree._Element, column: int) -> Shown:
        kind, text, computed = cell.get("t", "n"), None, False
        inline: Text | None = None
        for child in cell:
            match etree.QName(child).localname:
                case "v":
                    text = child.text or ""
                case "f":
                    computed = True
                case "is" if kind == "inlineStr":
                    inline = rich_text(child)
        style = cell.get("s", "")
        if style in self._marked or inline or (kind == "s" and self._partly):
            return self._marked_shown(column, kind, style, text, computed, inline)
        return self._shown(kind, style, text, computed)

    def _marked_shown(
        self,
        column: int,
        kind: str,
        style: str,
        text: str | None,
        computed: bool,
        inline: Text | None = None,
    ) -> Shown:
        """What a cell shows that may be struck out, as a whole or in part, or be of signs."""
        own = self._partly.get(int(text)) if kind == "s" and text and text.isdecimal() else inline
        stored = None if inline else self._shown(kind, style or None, text, computed)
        shown = shown_of(inline) if inline else stored
        if own is None or not own.own_look:
            if style in self._styles.struck and shown not in (None, ""):
                return CellFault("cell.struck-out", text_of(shown))
            font = self._styles.signs.get(style)
            if font and shown not in (None, "") and not isinstance(shown, CellFault):
                shown = in_font(str(shown), font)
        if isinstance(shown, str) and UNREADABLE in shown:
            return CellFault("cell.sign-unread", shown)
        if own and own.left_out and isinstance(shown, str):
            self.struck.append(Struck(column, shown, own.left_out))
        return shown

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


def _is_short(text: str) -> bool:
    return len(text) <= DIGITS and text.isascii() and text.isdecimal()


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    return column_number(letters)

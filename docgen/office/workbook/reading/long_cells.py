"""The cells of the rows of a long sheet: what each shows, told from markup or from a tree.

Nearly all rows are written plainly, and are cut by an expression in a fraction of the time that
a tree takes; whatever is written otherwise is left to the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from string import digits
from typing import Final

from lxml import etree

from docgen.office.package.xml import MarkupError
from docgen.office.symbols import UNREADABLE
from docgen.office.workbook.reading.cell_formats import CellFormats
from docgen.office.workbook.reading.long_texts import without_references
from docgen.office.workbook.reading.plan import Text, column_number, decoded, rich_text
from docgen.office.workbook.reading.shown import (
    DIGITS,
    CellFault,
    PartText,
    Shown,
    printed,
    text_shown,
)
from docgen.office.workbook.reading.written import EPOCH, float_of, moment_of

_MOST_COLUMNS: Final = 1 << 14
_TRUE: Final = ("1", "true")
_NUMBERS: Final = ("", "n")
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
        has_parts: Whether a part of a text is struck out, in the row that was read last.
    """

    def __init__(self, strings: Iterable[Text], formats: CellFormats) -> None:
        # What each text shows where the cell's style leaves it alone.
        self._strings: list[Shown] = []
        # Those of the texts that have marks or fonts of their own.
        self._marked: dict[int, Text] = {}
        for number, text in enumerate(strings):
            self._strings.append(text_shown(text.shown))
            if text.left_out or text.own_look or text.is_unread:
                self._marked[number] = text
        self._formats = formats
        self._plain = formats.general
        # Cells whose style changes what is seen; in nearly every workbook there are none.
        self._special = formats.special | formats.styles.struck
        self.has_parts = False

    def plain(self, markup: str) -> list[Shown] | None:
        """The cells of a row by what stands in it; None if it must be read by its tree.

        Raises:
            MarkupError: A cell's content is not what its type says.
        """
        self.has_parts = False
        found: list[Shown] = []
        strings, plain, marked, special = self._strings, self._plain, self._marked, self._special
        for letters, style, kind, formula, has, text, inline, other in _CELL.findall(markup):
            if other or (kind == "inlineStr") is not bool(inline):
                return None
            column = _column(letters)
            if len(found) < column - 1:
                found.extend([None] * (column - 1 - len(found)))
            if len(found) != column - 1:
                return None
            if inline:
                whole = without_references(inline)
                if whole is None:
                    return None
                one = decoded(whole)
                found.append(self._text(Text(one), style) if style in special else text_shown(one))
            elif style in special:
                value = text if has else None
                found.append(self._shown(kind or "n", style, value, bool(formula)))
            elif kind == "s" and text.isdecimal() and int(text) < len(strings):
                number = int(text)
                found.append(self._shared(text, style) if number in marked else strings[number])
            elif kind in _NUMBERS and not formula and style in plain and _is_short(text):
                found.append(int(text))
            else:
                value = text if has else None
                found.append(self._shown(kind or "n", style or None, value, bool(formula)))
        return found

    def of(self, row: etree._Element) -> list[Shown]:
        """The cells of a row by its tree.

        Raises:
            MarkupError: A cell's content is not what its type says.
        """
        self.has_parts = False
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
            return self._shared(text, style)
        if kind == "e":
            return CellFault("cell.error", text)
        if kind in ("n", "b", "d"):
            shown = self._value(kind, text, style)
            return self._marked_whole(shown, style) if style in self._special else shown
        return self._text(Text(decoded(text) if kind == "str" else text), style)

    def _value(self, kind: str, text: str, style: str | None) -> Shown:
        if kind == "n":
            return self._formats.number(float_of(text), style)
        return text.strip() in _TRUE if kind == "b" else self._date(text, style)

    def _marked_whole(self, shown: Shown, style: str | None) -> Shown:
        """What is no text, in a cell that is struck out or has signs for letters."""
        if shown in (None, "") or isinstance(shown, CellFault):
            return shown
        if style in self._formats.styles.struck:
            return CellFault("cell.nothing-left", printed(shown))
        seen = self._formats.value(shown, style)
        is_unread = isinstance(seen, str) and UNREADABLE in seen
        return CellFault("cell.sign-unread", printed(shown)) if is_unread else seen

    def _shared(self, number: str, style: str | None) -> Shown:
        """What a cell shows of a text that others share."""
        shown = self._string(number)
        text = self._marked.get(int(number))
        if text is None and style not in self._special:
            return shown
        return self._text(text or Text(printed(shown)), style)

    def _string(self, number: str) -> Shown:
        if not number.isdecimal() or int(number) >= len(self._strings):
            raise MarkupError(f"no text {number}")
        return self._strings[int(number)]

    def _text(self, text: Text, style: str | None) -> Shown:
        """What a cell with a text shows; of one that is struck out in part, what is left."""
        whole, is_blank = text.left_out + text.shown, not text.shown.strip()
        is_struck = style in self._formats.styles.struck and not text.own_look
        if whole.strip() and (is_struck or is_blank):
            return CellFault("cell.nothing-left", whole)
        shown = self._formats.text(text.shown, style, text.own_look)
        if isinstance(shown, CellFault):
            return shown
        if text.is_unread or (UNREADABLE in shown and UNREADABLE not in text.shown):
            return CellFault("cell.sign-unread", shown)
        value = text_shown(shown)
        if not text.left_out.strip() or isinstance(value, CellFault):
            return value
        self.has_parts = True
        return PartText(value, text.left_out)

    def _date(self, text: str, style: str | None) -> Shown:
        """What a cell shows that holds a date in words, as ISO 8601 writes it."""
        seconds = (moment_of(text) - EPOCH).total_seconds()
        if style in self._plain:
            return text
        return self._formats.number(seconds / _DAY - self._formats.first_day, style)


def _is_short(text: str) -> bool:
    return len(text) <= DIGITS and text.isascii() and text.isdecimal()


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    return column_number(letters)

"""Cells as the markup of a sheet: values of every type, and the places of fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from openpyxl.styles.numbers import is_date_format

from docgen.office.package.xml import escape
from docgen.office.workbook.reading.number_format import GENERAL
from docgen.office.workbook.reading.shown import ShownNumber
from docgen.office.workbook.template.fields import NamedCell
from docgen.office.workbook.template.rich_text import Piece, RichValue
from docgen.office.workbook.template.string_table import Looks, MoreTexts, look_markup
from docgen.office.workbook.template.styles import Styles, Variant
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, ProblemError, problem

TEXT_LIMIT: Final = 32_767
"""How many characters a cell can hold."""

_DATE: Final = "yyyy-mm-dd"
_MOMENT: Final = "yyyy-mm-dd h:mm:ss"
# Day 0 of Excel's calendar, right for every date from March 1900 on.
_EPOCH: Final = date(1899, 12, 30).toordinal()
_DAY: Final = timedelta(days=1)

# Most texts hold nothing of this and are written as they are.
_SPECIAL: Final = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
# Spreadsheets read _x000D_ as one character, so text that looks like that is told apart.
_ENCODED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell to be filled.

    Attributes:
        cell: Its reference, such as ``C12``.
        name: Name of the value that fills it.
        formula: Its formula, from ``=`` on; None if it holds a plain value.
        style: Number of its style; empty if it has none.
        prefix: That of the sheet's elements, with its colon.
    """

    cell: str
    name: str
    formula: str | None = None
    style: str = ""
    prefix: str = ""


def text_markup(text: str, name: str) -> str:
    """Text as the XML of a cell holds it.

    Args:
        text: The text.
        name: What it is, for the problem.

    Raises:
        ProblemError: A cell cannot hold it.
    """
    if len(text) > TEXT_LIMIT:
        found = problem("workbook.text-too-long", Place(field=name), most=TEXT_LIMIT)
        raise ProblemError([found])
    if _SPECIAL.search(text) is None:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return escape(_ENCODED.sub("_x005F_", text), name, Place(field=name))


def formula_markup(formula: str) -> str:
    """A formula as the XML of a cell holds it.

    Args:
        formula: The formula without its ``=``, of characters that XML allows.
    """
    return formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def serial_number(value: date, from_1904: bool = False) -> str:
    """A day or moment as the number that stands for it."""
    days = value.toordinal() - _EPOCH - (1462 if from_1904 else 0)
    if not isinstance(value, datetime) or value.time() == time():
        return str(days)
    part = (value - datetime.combine(value.date(), time(), value.tzinfo)) / _DAY
    return repr(round(days + part, 10))


class CellWriter:
    """Writes the cells of one document.

    Args:
        styles: The styles of the template.
        variants: The styles that the document has beside them; more are added.
        from_1904: Days are counted from 1904.
        more: The texts that cells share; None if each holds its own.
    """

    def __init__(
        self,
        styles: Styles,
        variants: list[Variant],
        from_1904: bool,
        more: MoreTexts | None,
    ) -> None:
        self._styles = styles
        self._variants = variants
        self._from_1904 = from_1904
        self._more = more

    def style(self, style: str, value: CellValue | NamedCell) -> str:
        """The style of a cell that a value brings with it; the cell's own if it brings none."""
        code, unlocked = None, False
        if isinstance(value, NamedCell):
            code, unlocked = value.number_format, value.unlocked
        elif isinstance(value, date):
            has_format = is_date_format(self._styles.of(style).code)
            own = getattr(value, "code", "") or (_MOMENT if _has_time(value) else _DATE)
            code = None if has_format else own
        elif isinstance(value, ShownNumber) and self._styles.of(style).code == GENERAL:
            code = value.code
        if (code is None and not unlocked) or not self._styles.can_grow:
            return style
        return self._styles.number_of(Variant(style, code, unlocked), self._variants)

    def cell(
        self, reference: str, style: str, value: CellValue | RichValue, looks: Looks, prefix: str
    ) -> bytes:
        """A cell with a value.

        Args:
            reference: Where it stands.
            style: Number of its style; empty if it has none.
            value: What it holds.
            looks: The looks of its parts.
            prefix: That of the sheet's elements, with its colon.
        """
        if isinstance(value, tuple):
            return self._text(reference, style, value, looks, prefix)
        if value is None or value == "":
            return f"{_head(reference, style, prefix)}/>".encode()
        if isinstance(value, str):
            return self._text(reference, style, (Piece(0, str(value)),), (None,), prefix)
        head = _head(reference, self.style(style, value), prefix)
        kind, said = "", format(value, "f") if not isinstance(value, int | date) else str(value)
        if isinstance(value, bool):
            kind, said = ' t="b"', "1" if value else "0"
        elif isinstance(value, date):
            said = serial_number(value, self._from_1904)
        return f"{head}{kind}><{prefix}v>{said}</{prefix}v></{prefix}c>".encode()

    def _text(
        self, reference: str, style: str, value: RichValue, looks: Looks, prefix: str
    ) -> bytes:
        inner = self._more.prefix if self._more else prefix
        runs = [
            (look_markup(looks[piece.look], inner), text_markup(piece.text, reference))
            for piece in value
        ]
        is_plain = len(runs) == 1 and not runs[0][0]
        markup = "".join(_run(look, text, inner, is_plain) for look, text in runs)
        head = _head(reference, style, prefix)
        if self._more:
            number = self._more.number(markup)
            return f'{head} t="s"><{prefix}v>{number}</{prefix}v></{prefix}c>'.encode()
        return f'{head} t="inlineStr"><{prefix}is>{markup}</{prefix}is></{prefix}c>'.encode()


def _head(reference: str, style: str, prefix: str) -> str:
    return f'<{prefix}c r="{reference}" s="{style}"' if style else f'<{prefix}c r="{reference}"'


def _run(look: str, text: str, prefix: str, is_plain: bool) -> str:
    letters = f'<{prefix}t xml:space="preserve">{text}</{prefix}t>'
    return letters if is_plain else f"<{prefix}r>{look}{letters}</{prefix}r>"


def _has_time(value: date) -> bool:
    return isinstance(value, datetime) and value.time() != time()

"""What a workbook says of its cells: their formats, fonts and shared texts, and what these show."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from docgen.office.package.archive import Package
from docgen.office.package.xml import MarkupError, parse_xml
from docgen.office.symbols import UNREADABLE, in_font
from docgen.office.workbook.reading.format_tokens import UnknownFormatError
from docgen.office.workbook.reading.number_format import (
    BUILT_IN,
    GENERAL,
    NumberFormat,
    number_format,
    says_more,
    text_in,
)
from docgen.office.workbook.reading.plan import Text, is_struck, rich_text, symbol_font
from docgen.office.workbook.reading.sheets import known_strings
from docgen.office.workbook.reading.shown import (
    DIGITS,
    CellFault,
    Shown,
    WordedText,
    printed,
    significant,
)
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, ProblemError

_LONGEST_KEPT: Final = 200_000  # what is kept comes from outside
_DAYS_TO_1904: Final = 1462
# From here on a whole number has more digits than a cell keeps.
_TOO_LONG: Final = 10**DIGITS


class Styles(NamedTuple):
    """Styles of cells, by their numbers, as far as they change what a value is.

    Attributes:
        codes: Number format of each.
        struck: Those whose font is struck out.
        fonts: The fonts of those that have signs for letters.
        worded: Those whose format says more of a text than the text.
    """

    codes: tuple[str, ...]
    struck: frozenset[str]
    fonts: Mapping[str, str]
    worded: frozenset[str]


_PLAIN: Final = Styles((), frozenset(), {}, frozenset())


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
    def special(self) -> frozenset[str]:
        """The styles whose cells show another text than stands in them."""
        return self.styles.worded.union(self.styles.fonts)

    @cached_property
    def general(self) -> frozenset[str | None]:
        """The styles whose cells show a number as it is."""
        named = (style for style, code in self._codes.items() if code == GENERAL)
        return frozenset({None, "", *named})

    @cached_property
    def _codes(self) -> Mapping[str | None, str]:
        return {str(style): code for style, code in enumerate(self.styles.codes)}

    def number(self, number: float, style: str | None) -> Shown:
        """What a cell shows of a number: an int, a decimal, a date or a text."""
        if not math.isfinite(number) or abs(number) >= _TOO_LONG:
            return CellFault("cell.digits-lost", f"{number:.{DIGITS}g}")
        if style in self.general:
            return int(number) if number.is_integer() else significant(number)
        shown = _format(self._codes.get(style, GENERAL))
        if isinstance(shown, CellFault):
            return shown
        try:
            return shown.value(significant(number), self.first_day)
        except UnknownFormatError:
            return CellFault("cell.format-unknown", shown.code)

    def text(self, text: str, style: str | None, own_look: bool = False) -> str | CellFault:
        """What a cell shows of a text.

        Args:
            text: The text.
            style: The cell's style.
            own_look: Whether the text has fonts of its own.
        """
        shown = text if own_look else self._in_font(text, style)
        if style not in self.styles.worded:
            return shown
        code = self._codes[style]
        try:
            worded = text_in(code, shown)
        except UnknownFormatError:
            return CellFault("cell.format-unknown", code)
        return shown if worded == shown else WordedText(worded, shown)

    def value(self, value: CellValue, style: str | None) -> CellValue:
        """What a cell shows of what is no text; with signs that are not known, what is printed."""
        shown = self._in_font(printed(value), style)
        return shown if UNREADABLE in shown else value

    def _in_font(self, text: str, style: str | None) -> str:
        """What a cell's font shows of a text: another one where it has signs for letters."""
        font = self.styles.fonts.get(style) if style else None
        return in_font(text, font) if font else text


@lru_cache(maxsize=512)
def _format(code: str) -> NumberFormat | CellFault:
    try:
        return number_format(code)
    except UnknownFormatError:
        return CellFault("cell.format-unknown", code)


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
    symbols: dict[str, str] = {}
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
            symbols[str(number)] = names[int(font)]
    worded = frozenset(str(number) for number, code in enumerate(codes) if says_more(code))
    return Styles(tuple(codes), frozenset(struck), symbols, worded)


# The part is the same in every copy of a form.
_kept_styles: Final = lru_cache(maxsize=32)(_styles)

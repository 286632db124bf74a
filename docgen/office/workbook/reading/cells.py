"""The cells of a worksheet from outside: typed values, whatever program saved them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from string import digits
from typing import Final, NamedTuple

from docgen.office.package.archive import Package
from docgen.office.package.xml import parse_xml
from docgen.office.symbols import in_font, is_symbol_font
from docgen.office.workbook.reading.format_tokens import UnknownFormatError
from docgen.office.workbook.reading.number_format import (
    BUILT_IN,
    GENERAL,
    number_format,
    says_more,
    text_in,
)
from docgen.office.workbook.reading.plan import (
    Area,
    PlannedCell,
    Text,
    column_number,
    decoded,
    is_struck,
    rich_text,
)
from docgen.office.workbook.reading.sheets import SheetContent, known_strings
from docgen.office.workbook.reading.shown import (
    DIGITS,
    CellFault,
    FaultyText,
    WordedText,
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
        fonts: The fonts with symbols for letters.
        worded: Those whose format says more of a text than the text.
    """

    codes: tuple[str, ...]
    struck: frozenset[str]
    fonts: Mapping[str, str]
    worded: frozenset[str]

    @property
    def special(self) -> frozenset[str]:
        """Those whose cells show another text than stands in them."""
        return self.worded.union(self.fonts)


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
    def special(self) -> frozenset[str]:
        """The styles whose cells show another text than stands in them."""
        return self.styles.special

    @cached_property
    def _general(self) -> frozenset[str | None]:
        named = (str(style) for style, code in enumerate(self.codes) if code == GENERAL)
        return frozenset({None, *named})

    def number(self, text: str, style: str | None) -> CellValue:
        """A number as its cell shows it: an int, a decimal, a date or a text."""
        if "_" in text or not text.isascii():
            raise ValueError(text)  # which Python takes for a number
        number = float(text)
        if not math.isfinite(number):
            return text
        if abs(number) >= _TOO_LONG:
            return FaultyText(CellFault("cell.digits-lost", f"{number:.{DIGITS}g}"))
        if style in self._general:
            return int(number) if number.is_integer() else significant(number)
        code = self.codes[int(style)] if style and int(style) < len(self.codes) else GENERAL
        try:
            return number_format(code).value(significant(number), self.first_day)
        except UnknownFormatError:
            return FaultyText(CellFault("cell.format-unknown", code))

    def in_font(self, text: str, style: str | None) -> str:
        """What a cell's font shows of a text: another one where it has symbols for letters."""
        font = self.styles.fonts.get(style) if style else None
        return in_font(font, text) if font else text

    def text(self, text: str, style: str | None, own_look: bool = False) -> str:
        """What a cell with a text shows.

        Args:
            text: The text.
            style: The cell's style.
            own_look: Whether the text has fonts of its own.
        """
        shown = text if own_look else self.in_font(text, style)
        if not style or style not in self.styles.worded:
            return shown
        code = self.codes[int(style)]
        try:
            worded = text_in(code, shown)
            return shown if worded == shown else WordedText(worded, shown)
        except UnknownFormatError:
            return FaultyText(CellFault("cell.format-unknown", code))


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
            ValueError: The cell's content is not what its type says.
        """
        cell = self._plan.cells.get(reference)
        return self._value(cell) if cell is not None else None

    def left_out(self, reference: str) -> str:
        """What is struck out in a cell, and so is no part of its value.

        Raises:
            ValueError: The cell's content is not what its type says.
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
    def merged(self) -> Sequence[Area]:
        """Areas of merged cells."""
        return self._merges.areas

    def is_over_rows(self, reference: str) -> bool:
        """Whether a cell is merged with others of its column."""
        _, tall, last = self._merges
        if not tall:
            return False
        letters = reference.rstrip(digits)
        column = column_number(letters)
        if column > last:
            return False
        row = int(reference[len(letters) :])
        return any(
            area.top <= row <= area.bottom and area.left <= column <= area.right for area in tall
        )

    def _value(self, cell: PlannedCell) -> CellValue:
        if cell.style in self._formats.styles.struck:
            text = self._shared(cell)
            if not (text.own_look if text else cell.own_look):
                return None
        value = self._as_stored(cell)
        return self._shown(cell, value) if cell.style in self._formats.special else value

    def _shown(self, cell: PlannedCell, value: CellValue) -> CellValue:
        """What a cell shows of its value in a font, or a format, that makes another text of it."""
        if isinstance(value, FaultyText) or value is None:
            return value
        if isinstance(value, str):
            text = self._shared(cell)
            return self._formats.text(value, cell.style, (text or cell).own_look) or None
        shown = self._formats.in_font(str(value), cell.style)
        return value if shown == str(value) else shown

    def _shared(self, cell: PlannedCell) -> Text | None:
        """The text that a cell shares with others; None if it has a value of its own."""
        number = self._texts.fill(cell.value or "") if cell.kind == "s" else ""
        return self._formats.strings[int(number)] if number.isdecimal() else None

    def _as_stored(self, cell: PlannedCell) -> CellValue:
        kind, style, value, _, inline, fault = cell[:6]
        if fault:
            raise ValueError(fault)
        text = inline if value is None else self._texts.fill(value)
        if not text:
            return None
        if kind == "inlineStr":
            return text if value is None else decoded(text)
        if kind == "s":
            if not text.isdecimal():
                raise ValueError(text)
            return self._formats.strings[int(text)].shown
        if kind == "b":
            return text.strip() == "1"
        if kind == "d":
            return _day_or_moment(datetime.fromisoformat(text))
        if kind == "e":
            return FaultyText(CellFault("cell.error", text))
        if kind == "str":
            return decoded(text)
        return self._formats.number(text, style) if text.strip() else None


def _day_or_moment(moment: datetime) -> date:
    return moment if moment.time() != time.min else moment.date()


def _styles(data: bytes, part: str) -> Styles:
    styles = parse_xml(data, Place(field=part))
    custom = {
        entry.get("numFmtId"): entry.get("formatCode", "")
        for entry in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    fonts = list(styles.iterfind("{*}fonts/{*}font"))
    codes: list[str] = []
    struck: set[str] = set()
    symbols: dict[str, str] = {}
    for number, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        identifier = style.get("numFmtId", "0")
        known = BUILT_IN.get(int(identifier), "") if identifier.isdecimal() else ""
        codes.append(custom.get(identifier, known) or BUILT_IN[0])
        at = style.get("fontId", "0")
        if not at.isdecimal() or int(at) >= len(fonts):
            continue
        font = fonts[int(at)]
        named = font.find("{*}name")
        if is_struck(font):
            struck.add(str(number))
        if named is not None and is_symbol_font(named.get("val", "")):
            symbols[str(number)] = named.get("val", "")
    worded = frozenset(str(number) for number, code in enumerate(codes) if says_more(code))
    return Styles(tuple(codes), frozenset(struck), symbols, worded)


# The part is the same in every copy of a form.
_kept_styles: Final = lru_cache(maxsize=32)(_styles)

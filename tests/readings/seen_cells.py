"""The states of a cell, and what a person sees of each: stated by hand.

In what is put in and in what is seen, ``{t}`` is what a cell is to hold, and ``{d}`` what would
make another value of it that looks as good.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import partial
from typing import Any, Final

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from readings.seen_marks import BLANK, NOTHING

ENTRY, NAME = "sheet, measure", "sheet, name"
ROSTER_ENTRY, ROSTER_NAME = "roster, measure", "roster, name"
MERGE: Final = "merge table"
DECISION, LISTED = "list, decision", "list, name"
EVERYWHERE: Final = (ENTRY, NAME, ROSTER_ENTRY, ROSTER_NAME, MERGE, DECISION, LISTED)
NUMBERS: Final = (ENTRY, ROSTER_ENTRY, MERGE)
NAMES: Final = (NAME, ROSTER_NAME, LISTED)
TABLES: Final = (ROSTER_ENTRY, ROSTER_NAME, MERGE)

Put = Callable[[Any, str, str], None]
"""Puts something into a cell, from what it is to hold and from what it is not."""


@dataclass(frozen=True, slots=True)
class CellState:
    """What a cell may hold, and how.

    Attributes:
        kind: What it is called in the table.
        put: Makes a cell so.
        seen: What a person reads there.
        csv: The text of a .csv that shows the same; None where there is no such thing.
        places: Cells in which it is tried.
        kept: What may be read instead if a notice tells it.
        whole: What else it does to the sheet, by name; nothing else shares that file.
        seen_in: What is seen in other formats, where LibreOffice writes it otherwise.
        without: Formats that it does not survive.
        printed: What is seen of a name in a PDF, and what may be read of it with a notice, where
            the page of the data sheet shows the name although the page of the score sheet does not.
    """

    kind: str
    put: Put
    seen: str
    csv: str | None = None
    places: tuple[str, ...] = EVERYWHERE
    kept: str = ""
    whole: str = ""
    seen_in: Mapping[str, str] = field(default_factory=dict, hash=False)
    without: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()


def _text(template: str) -> Put:
    def put(cell: Any, right: str, decoy: str) -> None:
        cell.value = template.format(
            t=right, d=decoy, wide=right.translate(_WIDE), radical=right.replace("火", "\u2f55")
        )
        cell.data_type = "s"
        cell.number_format = "General"

    return put


def _rich(*parts: tuple[str, InlineFont | None]) -> Put:
    def put(cell: Any, right: str, decoy: str) -> None:
        texts = [(text.format(t=right, d=decoy), font) for text, font in parts]
        cell.value = CellRichText(
            *(TextBlock(font, text) if font else text for text, font in texts)
        )

    return put


def _looks(font: Font) -> Put:
    def put(cell: Any, right: str, decoy: str) -> None:
        cell.value = _typed(right)
        cell.font = font

    return put


def _typed(right: str) -> str | int:
    return int(right) if right.isdecimal() else right


def _value(value: Any, code: str = "General") -> Put:
    def put(cell: Any, right: str, decoy: str) -> None:
        cell.value = value
        cell.number_format = code

    return put


def _formatted(code: str) -> Put:
    """What the cell is to hold, in a format that says more."""

    def put(cell: Any, right: str, decoy: str) -> None:
        cell.value = _typed(right)
        cell.number_format = code.format(t=right, d=decoy)

    return put


def _quoted(cell: Any, right: str, decoy: str) -> None:
    _text("{t}")(cell, right, decoy)
    cell.quotePrefix = True


_WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_STRUCK: Final = InlineFont(strike=True)
_BOLD: Final = InlineFont(b=True)
_PLAIN: Final = _formatted("General")
_NUMBER: Final = partial(CellState, places=NUMBERS)

STATES: Final = (
    CellState("a part struck out", _rich(("{d}", _STRUCK), ("{t}", None)), "{t}"),
    CellState("a part struck out, the rest bold", _rich(("{d}", _STRUCK), ("{t}", _BOLD)), "{t}"),
    CellState("all of it struck out, by parts", _rich(("{t}", _STRUCK)), NOTHING),
    CellState("the cell struck out", _looks(Font(strike=True)), NOTHING),
    CellState("white", _looks(Font(color="FFFFFFFF")), "{t}", "{t}"),
    CellState(
        "a part raised", _rich(("{t}", None), ("2", InlineFont(vertAlign="superscript"))), "{t}²"
    ),
    CellState(
        "a part lowered", _rich(("{t}", None), ("2", InlineFont(vertAlign="subscript"))), "{t}₂"
    ),
    # The page of the score sheet has no such line, and leaves no trace of one.
    CellState("hidden row", _PLAIN, NOTHING, kept="{t}", whole="row", printed=("{t}", "")),
    CellState("hidden column", _PLAIN, NOTHING, kept="{t}", whole="column"),
    CellState("a hidden sheet before it", _PLAIN, "{t}", whole="sheet"),
    # The place before the label is blank on the page of the score sheet.
    CellState("a format that shows nothing", _formatted(";;;"), BLANK, printed=(NOTHING, "{t}")),
    CellState("text put before it by format", _formatted('"{d}"0;;;"{d}"@'), "{d}{t}"),
    CellState("text put behind it by format", _formatted('0"个";;;@"个"'), "{t}个"),
    CellState("number stored as text", _text("{t}"), "{t}", "{t}", NUMBERS),
    CellState("formatted as text", _formatted("@"), "{t}", "{t}"),
    CellState("behind an apostrophe of Excel", _quoted, "{t}", "{t}"),
    CellState("behind a tab", _text("\t{t}"), "{t}", "\t{t}"),
    CellState('as ="…"', _text('="{t}"'), "{t}", '"=""{t}"""'),
    CellState(
        "full-width digits", _text("{wide}"), "{wide}", "{wide}", (*NUMBERS, *NAMES), kept="{t}"
    ),
    CellState("a line break", _text("{d}\n{t}"), "{d}\n{t}", '"{d}\n{t}"'),
    CellState("blanks of no width", _text("\u200b{t}\ufeff"), "{t}", "\u200b{t}\ufeff"),
    CellState(
        "letters in a font of symbols",
        _looks(Font(name="Wingdings")),
        NOTHING,
        # A PDF that is made without the font shows the letters.
        seen_in={".pdf": "{t}"},
        places=(ENTRY, ROSTER_ENTRY, ROSTER_NAME, MERGE, LISTED),
    ),
    CellState(
        "a sign in a font of symbols",
        _rich(("R", InlineFont(rFont="Wingdings 2")), ("{t}", None)),
        "☑{t}",
    ),
    CellState("a radical for a character", _text("{radical}"), "{t}", "{radical}", NAMES),
    CellState("an error", _value("#N/A"), NOTHING, "#N/A"),
    CellState("an error of a formula", _value("#REF!"), NOTHING, "#REF!"),
    CellState(
        "a formula without a value",
        _value("=7*8"),
        NOTHING,
        seen_in=dict.fromkeys((".xls", ".ods", ".pdf"), "56"),
    ),
    # The page that LibreOffice makes of it shows 1.
    CellState("true or false", _value(True), "TRUE", "TRUE", seen_in={".pdf": "1"}),
    CellState(
        "a date", _value(date(2017, 9, 20), 'yyyy"年"m"月"d"日"'), "2017年9月20日", "2017年9月20日"
    ),
    _NUMBER(
        "a date without its year", _value(date(2017, 9, 20), 'm"月"d"日"'), "9月20日", "9月20日"
    ),
    _NUMBER("a time", _value(time(14, 30), "h:mm"), "14:30", "14:30"),
    _NUMBER("a number that is a date's", _value(42998, "yyyy/m/d"), "2017/9/20", "2017/9/20"),
    _NUMBER("0.30000000000000004", _value(0.1 + 0.2), "0.3", "0.3"),
    _NUMBER("56.99999999999999", _value(57 - 7.2e-15), "57", "57"),
    _NUMBER("percent", _value(0.955, "0.0%"), "95.5%", "95.5%"),
    _NUMBER("leading zeros", _value(57, "000000"), "000057", "000057"),
    _NUMBER("thousands and a unit", _value(1234.5, '#,##0.00"元"'), "1,234.50元", '"1,234.50元"'),
    _NUMBER("thousands", _value(12345, "#,##0"), "12,345", '"12,345"'),
    _NUMBER("in thousands", _value(12345, "0,"), "12", "12"),
    _NUMBER("rounded by format", _value(57.46, "0"), "57", "57"),
    _NUMBER("rounded up by format", _value(57.5, "0"), "58", "58"),
    _NUMBER("a unit of 10,000 by format", _value(123456, '0!.0,"万"'), "12.3万", "12.3万"),
    _NUMBER("a fraction by format", _value(0.5, "# ?/?"), "1/2", "1/2"),
    _NUMBER("scientific by format", _value(57, "0.00E+00"), "5.70E+01", "5.70E+01"),
    _NUMBER("minus by brackets", _value(-57, "0;(0)"), "(57)", "(57)"),
    _NUMBER("minus not shown by format", _value(-57, "0;0"), "57", "57"),
    _NUMBER("a condition in its format", _value(57, '[>50]"多";0'), "多", "多"),
    # Which is the same number.
    _NUMBER("Chinese digits by format", _value(57, "[DBNum1]0"), "57", "57"),
    _NUMBER("a zero that is not shown", _value(0, "0;-0;"), BLANK, ""),
    _NUMBER("more than 15 digits", _value(430102199001011234, "0"), NOTHING, "4.30102E+17"),
    _NUMBER("too narrow to show", _value(57), "57", "###", seen_in={".csv": NOTHING}),
    CellState("merged over rows", _PLAIN, "{t}", None, TABLES, whole="merged down"),
    CellState(
        "merged with the cell to its left", _PLAIN, NOTHING, None, TABLES, whole="merged across"
    ),
)

"""Values as their cells show them: numbers and dates that print so, and texts freed of guards."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple, Self, SupportsIndex

from docgen.office.workbook.values import CellValue

MERGED_ACROSS: Final = "cell.merged-across"
"""Code of a cell that is merged with one to its left."""

DIGITS: Final = 15
"""How many digits of a number Excel keeps and shows."""

_ERRORS: Final = frozenset(
    {"#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
# What Excel writes into a .csv where a column was too narrow to show a number.
_TOO_NARROW: Final = re.compile(r"#{3,}")
# What programs put around or before a text, so that Excel takes it for no number.
_GUARDED: Final = re.compile(r'="([^"]*)"')
_QUOTED: Final = re.compile(r"'(?=[0-9=+@-])")
_BEGINS_NUMBER: Final = frozenset("+-0123456789")
# Excel writes a long number so into a .csv; nobody types it.
_SCIENTIFIC: Final = re.compile(r"[+-]?[0-9](\.[0-9]+)?E\+?[0-9]{2,3}")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]+\.[0-9]+")


class CellFault(NamedTuple):
    """Why a cell has no value that can be used.

    Attributes:
        code: Code of the problem.
        found: What stands there instead.
    """

    code: str
    found: str = ""


Shown = CellValue | CellFault
"""What a cell shows, or why that cannot be used."""


class FaultyText(str):
    """What stands in the cell of a form that has no value which can be used.

    Attributes:
        fault: Why that is so.
    """

    fault: CellFault

    def __new__(cls, fault: CellFault) -> Self:
        """Make one of the fault that it has."""
        made = super().__new__(cls, fault.found)
        made.fault = fault
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.fault,)


class PartText(str):
    """What is left of a text in a table of which a part is struck out.

    Attributes:
        left_out: What is struck out.
    """

    left_out: str

    def __new__(cls, text: str, left_out: str) -> Self:
        """Make one of both parts."""
        made = super().__new__(cls, text)
        made.left_out = left_out
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.left_out)


class WordedText(str):
    """A text with the words that its cell's format prints before or behind it.

    Attributes:
        typed: The text without them.
    """

    typed: str

    def __new__(cls, text: str, typed: str) -> Self:
        """Make one of both."""
        made = super().__new__(cls, text)
        made.typed = typed
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.typed)


class ShownNumber(Decimal):
    """A number that prints as its cell shows it, and is the number that is shown.

    Attributes:
        shown: The text in the cell: ``95.5%`` for 0.955.
        code: The cell's number format.
    """

    shown: str
    code: str

    def __new__(cls, value: Decimal | int | str, shown: str, code: str) -> Self:
        """Make one of the number, its text and its format."""
        made = super().__new__(cls, value)
        made.shown, made.code = shown, code
        return made

    def __str__(self) -> str:
        return self.shown

    def __index__(self) -> int:
        """The number where only a whole one will do, such as in ``range``."""
        if self != self.to_integral_value():
            raise TypeError(f"{self.shown} is no whole number")
        return int(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (format(self), self.shown, self.code)


class ShownDate(date):
    """A day that prints as its cell shows it.

    Attributes:
        shown: The text in the cell; empty for one that was computed from another.
    """

    shown: str = ""

    @classmethod
    def of(cls, day: date, shown: str) -> Self:
        """A day with the text in its cell."""
        made = cls(day.year, day.month, day.day)
        made.shown = shown
        return made

    def __str__(self) -> str:
        return self.shown or super().__str__()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).of, (date(self.year, self.month, self.day), self.shown)


class ShownMoment(datetime):
    """A day with a time of day that prints as its cell shows it.

    Attributes:
        shown: The text in the cell; empty for one that was computed from another.
    """

    shown: str = ""

    @classmethod
    def of(cls, moment: datetime, shown: str) -> Self:
        """A moment with the text in its cell."""
        made = cls.combine(moment.date(), moment.time())
        made.shown = shown
        return made

    def __str__(self) -> str:
        return self.shown or super().__str__()

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, ...]:
        # The one that datetime itself has.
        return type(self).of, (datetime.combine(self.date(), self.time()), self.shown)


def printed(shown: Shown) -> str:
    """What a person sees of a cell, be it an error."""
    if isinstance(shown, bool):
        return "TRUE" if shown else "FALSE"
    return shown.found if isinstance(shown, CellFault) else str(shown)


def significant(number: float) -> Decimal:
    """A number with the digits that Excel shows: 0.3 for 0.30000000000000004."""
    return Decimal(f"{number:.{DIGITS}g}")


def text_shown(text: str) -> str | CellFault:
    """A text without what programs add so that Excel takes it for text, if it is no error.

    A tab around it, ``="…"`` and a leading ``'`` go; a number with more digits than anybody
    types, as programs print one, is rounded as Excel shows it.
    """
    if len(text) <= DIGITS and text.isdecimal():
        return text
    plain = text.strip("\t")
    if plain.startswith("=") and (guarded := _GUARDED.fullmatch(plain)):
        return guarded[1].strip("\t")
    if _QUOTED.match(plain):
        plain = plain[1:]
    if plain.startswith("#") and (plain in _ERRORS or _TOO_NARROW.fullmatch(plain)):
        return CellFault("cell.error", plain)
    if plain[:1] not in _BEGINS_NUMBER:
        return plain
    if _SCIENTIFIC.fullmatch(plain):
        return CellFault("cell.digits-lost", plain)
    if len(plain) > DIGITS and _DECIMAL.fullmatch(plain) and repr(float(plain)) == plain:
        return f"{significant(float(plain)):f}"
    return plain

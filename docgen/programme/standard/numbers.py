"""The kinds of numbers that a standard states, how they are printed, and what stays exact."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Final

from pydantic import Field

LARGEST: Final = Decimal(999_999)
"""The largest number that a measure can have."""

EXACT: Final = 2 * 10**14
"""Up to here formulas compute exactly with whole numbers, in every office program.

Doubles would do to 2^53. But LibreOffice takes numbers for equal that differ by 2^-48 of
themselves, and its INT rounds to 15 digits first: a/b below a whole number by 1/b must differ
from it in those digits, which it does while a is below 2·10^14.
"""

MOST_PLACES: Final = 12

Points = Annotated[Decimal, Field(gt=0, le=100_000, decimal_places=2)]
Weight = Annotated[Decimal, Field(gt=0, le=100, decimal_places=4)]
SignedPoints = Annotated[Decimal, Field(ge=-100_000, le=100_000, decimal_places=2)]
Percentage = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]
Bar = Annotated[Decimal, Field(ge=-LARGEST, le=LARGEST, decimal_places=2)]
Step = Annotated[Decimal, Field(gt=0, le=LARGEST, decimal_places=2)]


def number_text(value: Fraction | Decimal | int) -> str:
    """A number as documents print it: 60, 0.5, 2.25.

    Raises:
        ValueError: It has more decimals than anything that a standard states leads to.
    """
    above, below = value.as_integer_ratio()
    places = next((p for p in range(MOST_PLACES + 1) if 10**p % below == 0), None)
    if places is None:
        raise ValueError(f"{value} has more than {MOST_PLACES} decimals")
    sign = "-" if above < 0 else ""
    whole, rest = divmod(abs(above) * 10**places // below, 10**places)
    return f"{sign}{whole}.{rest:0{places}}" if places else f"{sign}{whole}"


def times(factor: int, expression: str) -> str:
    """Excel text of a factor by an expression, a factor of one left out."""
    return {1: "", -1: "-"}.get(factor, f"{factor}*") + expression


def hundredths(value: Decimal | int) -> int:
    """A number of two decimals at most in whole hundredths."""
    return int(100 * value)


def hundredths_formula(name: str) -> str:
    """The same as Excel text of the cell with this name: ROUND makes it exact."""
    return f"ROUND(100*{name},0)"

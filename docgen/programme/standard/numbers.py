"""The kinds of numbers that a standard states, and how a number is printed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field

# Above this, products of counts and bars would leave the range in which a spreadsheet's
# double arithmetic and its INT() are exact.
LARGEST = Decimal(999_999)

Points = Annotated[Decimal, Field(gt=0, le=1000, decimal_places=2)]
Total = Annotated[Decimal, Field(gt=0, le=100_000, decimal_places=2)]
Weight = Annotated[Decimal, Field(gt=0, le=100, decimal_places=4)]
SignedPoints = Annotated[Decimal, Field(ge=-1000, le=1000, decimal_places=2)]
Percentage = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]


def number_text(value: Fraction | Decimal | int) -> str:
    """A number with at most two decimals as documents print it: 60, 0.5, 2.25."""
    hundredths = Fraction(value) * 100
    if hundredths.denominator != 1:
        raise ValueError(f"{value} has more than two decimals")
    sign = "-" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths.numerator), 100)
    return f"{sign}{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"


def times(factor: int, expression: str) -> str:
    """Excel text of a factor by an expression, a factor of one left out."""
    return {1: "", -1: "-"}.get(factor, f"{factor}*") + expression

"""Labels and figures as words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Self

from docgen.forms import values
from docgen.programme.standard import Measure, Value
from docgen.programme.standard.measures import is_number

Known = Mapping[str, Value]
"""The answers that are there and possible."""

_STOPS: Final = "。；，、：;,: "
# 指数, 系数 and the like are words of their own.
_NUMBER_OF: Final = re.compile(r"(?<=.)(?<![指系分参倍级])数$")
_PLACES: Final = 2
_ONE: Final = (100, 1)


def clause(label: str) -> str:
    """A label without the punctuation that a sentence has of its own."""
    return label.replace("：", "").strip(_STOPS)


def noun(label: str, unit: str) -> str:
    """What a count's label counts: 登记失业人员总人数 in 人 is 登记失业人员."""
    text = clause(label)
    for ending in (f"的{unit}数", f"总{unit}数", f"{unit}数", "总数"):
        if unit and text.endswith(ending) and text != ending:
            return text.removesuffix(ending)
    return _NUMBER_OF.sub("", text)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts.

    Attributes:
        key: Key of its measure.
        name: What it counts.
        unit: In which unit.
    """

    key: str
    name: str
    unit: str

    @classmethod
    def of(cls, measure: Measure) -> Self:
        """The figure of a measure."""
        return cls(measure.key, noun(measure.label, measure.unit), measure.unit)

    def amount(self, known: Known) -> str:
        """Number and unit; empty if it is not known."""
        value = known.get(self.key)
        return f"{values.plain(value)}{self.unit}" if is_number(value) else ""

    def said(self, known: Known) -> str:
        """Name, number and unit; empty if it is not known."""
        value = known.get(self.key)
        return f"{self.name}{values.plain(value)}{self.unit}" if is_number(value) else ""


def percent(part: int | Decimal, whole: int | Decimal, bar: tuple[int, int] = _ONE) -> str:
    """A part of a whole in per cent, to two places, or to more where that would hide the bar.

    Args:
        part: The part.
        whole: The whole, above zero.
        bar: Numerator and denominator of the percentage that it is measured against, which has
            two decimals at most.
    """
    (above, over), (below, under) = part.as_integer_ratio(), whole.as_integer_ratio()
    above, below = 100 * above * under, below * over
    is_bar = above * bar[1] == bar[0] * below
    unit = 10**_PLACES
    while True:
        rounded = (2 * above * unit + below) // (2 * below)
        if is_bar or rounded * bar[1] != bar[0] * unit:
            return f"{_written(rounded, unit)}%"
        unit *= 10


def in_a_row(names: Iterable[str]) -> str:
    """Names in a row, parted by commas where one of them is a row itself."""
    names = list(names)
    return ("，" if any("、" in name for name in names) else "、").join(names)


def sentence(clauses: Iterable[str]) -> str:
    """Clauses as one sentence; empty if there are none."""
    said = [each for each in clauses if each]
    if not said:
        return ""
    stop = "；" if any("，" in each for each in said) else "，"
    return f"{stop.join(said)}。"


def _written(number: int, unit: int) -> str:
    sign = "-" if number < 0 else ""
    whole, rest = divmod(abs(number), unit)
    return f"{sign}{whole}.{str(unit + rest)[1:].rstrip('0')}" if rest else f"{sign}{whole}"

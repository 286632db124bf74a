"""What a rule measures by a bar: a rate in per cent, or a number in its unit, as whole numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Final

from docgen.programme.standard.conditions import (
    Fault,
    Measures,
    Rates,
    Reference,
    Values,
    bar_faults,
    percentage_faults,
)
from docgen.programme.standard.measures import NUMBERS, measure_anchor, number_of
from docgen.programme.standard.numbers import hundredths, hundredths_formula, times
from docgen.programme.standard.terms.rule import Rule

_PER_CENT: Final = Fraction(100)
_HUNDREDTH: Final = Fraction(1, 100)


class Gauged(Rule):
    """A rule over a rate, or over a number.

    Either is a unit times a part over its whole, both whole numbers: a rate 100 % times its part
    over its whole, a number 0.01 times its hundredths over one.

    Attributes:
        rate: Key of the rate; its bars are in per cent.
        measure: Key of the number, if it is no rate; its bars are in its unit.
    """

    rate: str | None = None
    measure: str | None = None

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        if self.rate is not None:
            yield Reference(("rate",), self.rate)
        if self.measure is not None:
            yield Reference(("measure",), self.measure, NUMBERS)

    @property
    def unit(self) -> Fraction:
        """What its part over its whole is multiplied by."""
        return _HUNDREDTH if self.rate is None else _PER_CENT

    def counts(self, values: Values, rates: Rates) -> tuple[int, int]:
        """Part and whole of an applicant."""
        if self.rate is not None:
            return rates[self.rate].counts(values)
        return hundredths(number_of(values, self._measure)), 1

    def counts_formula(self, rates: Rates) -> tuple[str, str]:
        """The same as Excel text; the whole of a number, which is one, is empty."""
        if self.rate is not None:
            rate = rates[self.rate]
            return rate.part_formula, rate.whole_formula
        return hundredths_formula(measure_anchor(self._measure)), ""

    def largest_counts(self, rates: Rates, measures: Measures) -> tuple[int, int]:
        """The largest part and whole that it can have."""
        if self.rate is not None:
            return rates[self.rate].largest(measures)
        return hundredths(measures[self._measure].largest), 1

    def is_met_by_nobody(self, rates: Rates) -> bool:
        """Whether any bar counts as met where the whole is zero."""
        return self.rate is None or rates[self.rate].over_nobody == "met"

    def gauge_faults(self) -> Iterator[Fault]:
        """That it names neither a rate nor a number, or both."""
        if (self.rate is None) == (self.measure is None):
            yield Fault((), "standard.rate-or-measure")

    def bar_faults(
        self, path: tuple[str | int, ...], bar: Decimal, rates: Rates, measures: Measures
    ) -> Iterator[Fault]:
        """A bar that nothing comes up to, or that everything does."""
        if self.rate is not None:
            yield from percentage_faults(path, bar, rates[self.rate])
        elif self.measure is not None:
            yield from bar_faults(path, bar, measures[self.measure])

    @property
    def _measure(self) -> str:
        return self.measure or ""


@dataclass(frozen=True, slots=True)
class Distance:
    """How many steps lie between a bar and what is measured: (part·P - whole·W) / (whole·B).

    Attributes:
        part: P.
        whole: W.
        below: B.
    """

    part: int
    whole: int
    below: int

    @classmethod
    def of(cls, unit: Fraction, bar: Decimal, each: Decimal) -> Distance:
        """In steps of some width, from a bar, of what is measured in a unit."""
        to_bar, to_unit = Fraction(bar) / Fraction(each), unit / Fraction(each)
        below = lcm(to_bar.denominator, to_unit.denominator)
        return cls(int(to_unit * below), int(to_bar * below), below)

    def above(self, part: int, whole: int) -> int:
        """By how much the bar is exceeded: what stands above the line."""
        return self.part * part - self.whole * whole

    def above_formula(self, part: str, whole: str) -> str:
        """The same as Excel text."""
        if not self.whole:
            return times(self.part, part)
        bar = times(abs(self.whole), whole) if whole else str(abs(self.whole))
        return f"{times(self.part, part)}{'-' if self.whole > 0 else '+'}{bar}"

    def short_formula(self, part: str, whole: str) -> str:
        """By how much the bar is missed, as Excel text."""
        bar = times(self.whole, whole) if whole else str(self.whole)
        return f"{bar}-{times(self.part, part)}"

    def below_formula(self, whole: str, factor: int = 1) -> str:
        """What stands below the line, times a factor, as Excel text."""
        return times(factor * self.below, whole) if whole else str(factor * self.below)

    def largest(self, part: int, whole: int) -> tuple[int, int]:
        """The largest numbers above and below the line."""
        return self.part * part + abs(self.whole) * whole, self.below * whole

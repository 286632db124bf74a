"""Points by the option that was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from docgen.programme.standard.conditions import Fault, Measures, Reference, Values
from docgen.programme.standard.measures import measure_anchor
from docgen.programme.standard.numbers import SignedPoints, hundredths
from docgen.programme.standard.terms.rule import Context, Extent, Rule, denominator_of

SignedPercentage = Annotated[Decimal, Field(ge=-100, le=100, decimal_places=2)]


class Choice(Rule):
    """Earns the points of the option that was chosen.

    Attributes:
        measure: Key of the choice.
        points: Points of each option.
        percent: Instead of them, how many per cent of the indicator's points each option earns.
    """

    kind: Literal["choice"]
    measure: str
    points: Mapping[str, SignedPoints] = {}
    percent: Mapping[str, SignedPercentage] = {}

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield Reference(("measure",), self.measure, ("choice",))

    def faults(self, context: Context, measures: Measures) -> Iterator[Fault]:
        """Where it contradicts itself or its standard; every key that it names is there."""
        if bool(self.points) == bool(self.percent):
            yield Fault((), "standard.points-or-percent")
            return
        name, worth = ("points", self.points) if self.points else ("percent", self.percent)
        known = [one.key for one in measures[self.measure].options]
        for option in worth:
            if option not in known:
                facts = {"option": option, "key": self.measure}
                yield Fault((name, option), "standard.unknown-option", facts)
        left = [option for option in known if option not in worth]
        if left:
            facts = {"options": "、".join(left), "key": self.measure}
            yield Fault((name,), "standard.option-without-points", facts)

    def extent(self, context: Context) -> Extent:
        """Which points it can come to, before its cap."""
        return Extent.of(*self._worth(context).values())

    def points_denominator(self, context: Context) -> int:
        """Denominator of the points that it can come to, before its cap."""
        return denominator_of(*self._worth(context).values())

    def largest(self, context: Context, measures: Measures) -> int:
        """The largest number that its formula computes with, before its cap."""
        return max(abs(context.units(points)) for points in self._worth(context).values())

    def units(self, values: Values, context: Context) -> int:
        """What it comes to for an applicant, in units, before its cap."""
        return context.units(self._worth(context)[str(values[self.measure])])

    def units_formula(self, context: Context) -> str:
        """The same as Excel text."""
        anchor = measure_anchor(self.measure)
        *others, (_, last) = self._worth(context).items()
        text = str(context.units(last))
        for option, points in reversed(others):
            text = f'IF(EXACT({anchor},"{option}"),{context.units(points)},{text})'
        return text

    @cached_property
    def _shares(self) -> Mapping[str, Fraction]:
        return {option: Fraction(hundredths(each), 10_000) for option, each in self.percent.items()}

    def _worth(self, context: Context) -> Mapping[str, Fraction]:
        if self.points:
            return {option: Fraction(points) for option, points in self.points.items()}
        all_points = Fraction(context.points)
        return {option: all_points * share for option, share in self._shares.items()}

"""Points for every case that is counted."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from docgen.programme.standard.conditions import Fault, Measures, Reference, Values
from docgen.programme.standard.measures import measure_anchor, number_of
from docgen.programme.standard.numbers import SignedPoints, times
from docgen.programme.standard.terms.rule import Context, Extent, Rule, denominator_of


class PerCase(Rule):
    """Earns points, or with a negative number loses them, for every case counted.

    Attributes:
        measure: Key of the count.
        points: Points for each.
    """

    kind: Literal["per_case"]
    measure: str
    points: SignedPoints

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield Reference(("measure",), self.measure, ("count",))

    def faults(self, context: Context, measures: Measures) -> Iterator[Fault]:
        """Where it contradicts itself or its standard; every key that it names is there."""
        if self.points == 0:
            yield Fault(("points",), "standard.points-of-nothing")

    def extent(self, context: Context) -> Extent:
        """Which points it can come to, before its cap: there may be any number of cases."""
        zero = Fraction(0)
        return Extent(zero, None) if self.points > 0 else Extent(None, zero)

    def points_denominator(self, context: Context) -> int:
        """Denominator of the points that it can come to, before its cap."""
        return denominator_of(self.points)

    def largest(self, context: Context, measures: Measures) -> int:
        """The largest number that its formula computes with, before its cap."""
        return abs(context.units(self.points)) * int(measures[self.measure].largest)

    def units(self, values: Values, context: Context) -> int:
        """What it comes to for an applicant, in units, before its cap."""
        return context.units(self.points) * int(number_of(values, self.measure))

    def units_formula(self, context: Context) -> str:
        """The same as Excel text."""
        return times(context.units(self.points), measure_anchor(self.measure))

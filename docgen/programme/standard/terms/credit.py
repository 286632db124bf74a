"""Points when a condition holds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from docgen.programme.standard.conditions import Condition, Fault, Measures, Reference, Values
from docgen.programme.standard.numbers import SignedPoints
from docgen.programme.standard.terms.rule import Context, Extent, Rule, denominator_of


class Credit(Rule):
    """Earns points when a condition holds.

    Attributes:
        points: Points when it holds.
        when: The condition.
        otherwise: Points when it does not hold; a negative number deducts.
    """

    kind: Literal["credit"]
    points: SignedPoints
    when: Condition
    otherwise: SignedPoints = Decimal(0)

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        for reference in self.when.references():
            yield Reference(("when", *reference.path), reference.key, reference.kinds)

    def faults(self, context: Context, measures: Measures) -> Iterator[Fault]:
        """Where it contradicts itself or its standard; every key that it names is there."""
        for fault in self.when.faults(measures, context.rates):
            yield Fault(("when", *fault.path), fault.code, fault.facts)
        if self.points == self.otherwise:
            yield Fault(("points",), "standard.condition-idle")

    def extent(self, context: Context) -> Extent:
        """Which points it can come to, before its cap."""
        return Extent.of(self.points, self.otherwise)

    def points_denominator(self, context: Context) -> int:
        """Denominator of the points that it can come to, before its cap."""
        return denominator_of(self.points, self.otherwise)

    def largest(self, context: Context, measures: Measures) -> int:
        """The largest number that its formula computes with, before its cap."""
        units = max(abs(context.units(self.points)), abs(context.units(self.otherwise)))
        return max(units, self.when.largest(measures, context.rates))

    def units(self, values: Values, context: Context) -> int:
        """What it comes to for an applicant, in units, before its cap."""
        holds = self.when.holds(values, context.rates)
        return context.units(self.points if holds else self.otherwise)

    def units_formula(self, context: Context) -> str:
        """The same as Excel text."""
        met, unmet = context.units(self.points), context.units(self.otherwise)
        return f"IF({self.when.formula(context.rates)},{met},{unmet})"

"""The best of several rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import lcm
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from docgen.programme.standard.conditions import Fault, Measures, Reference, Values
from docgen.programme.standard.terms.rule import Context, Extent, Rule

if TYPE_CHECKING:
    from docgen.programme.standard.terms import Term


class BestOf(Rule):
    """Earns what the best of several rules earns: the highest award, full or half for half done.

    Attributes:
        terms: The rules.
    """

    kind: Literal["best_of"]
    terms: Annotated[tuple[Term, ...], Field(min_length=2)]

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        for at, term in enumerate(self.terms):
            for each in term.references():
                yield Reference(("terms", at, *each.path), each.key, each.kinds)

    def within(self) -> Sequence[Rule]:
        """The rules that it is made of, which stand below its key ``terms``."""
        return self.terms

    def faults(self, context: Context, measures: Measures) -> Iterator[Fault]:
        """Where it contradicts itself or its standard; every key that it names is there."""
        extents = [term.capped(context) for term in self.terms]
        for at, extent in enumerate(extents):
            others = [each.least for other, each in enumerate(extents) if other != at]
            floor = max((each for each in others if each is not None), default=None)
            if floor is not None and extent.most is not None and extent.most <= floor:
                yield Fault(("terms", at), "standard.never-best")

    def extent(self, context: Context) -> Extent:
        """Which points it can come to, before its cap."""
        extents = [term.capped(context) for term in self.terms]
        least = [each.least for each in extents if each.least is not None]
        most = [each.most for each in extents]
        known = [each for each in most if each is not None]
        return Extent(
            max(least) if least else None, max(known) if len(known) == len(most) else None
        )

    def points_denominator(self, context: Context) -> int:
        """Denominator of the points that it can come to, before its cap."""
        return lcm(*(term.denominator(context) for term in self.terms))

    def largest(self, context: Context, measures: Measures) -> int:
        """The largest number that its formula computes with, before its cap."""
        return max(term.largest(context, measures) for term in self.terms)

    def units(self, values: Values, context: Context) -> int:
        """What it comes to for an applicant, in units, before its cap."""
        return max(term.award(values, context) for term in self.terms)

    def units_formula(self, context: Context) -> str:
        """The same as Excel text."""
        return f"MAX({','.join(term.formula(context) for term in self.terms)})"

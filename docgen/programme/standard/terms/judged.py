"""Points that a person awards, or takes away."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from docgen.programme.standard.conditions import Fault, Measures, Reference, Values
from docgen.programme.standard.measures import JudgedScore, number_of
from docgen.programme.standard.numbers import LARGEST, hundredths, number_text, times
from docgen.programme.standard.terms.rule import Context, Extent, Rule

JudgedPoints = Annotated[Decimal, Field(ge=0, le=LARGEST, decimal_places=2)]


class Judged(Rule):
    """A person awards points within a range, or takes them away.

    Attributes:
        max: The most points that can be given.
        min: The least; zero if it is left out.
        ranges: Instead of both, the least and the most of several ranges, the lowest first:
            ``[[0, 0], [5, 10]]`` for nothing, or five to ten.
        deducts: Whether what is given is lost, as 「酌情扣1—3分」 says.
    """

    kind: Literal["judged"]
    max: JudgedPoints | None = None
    min: JudgedPoints | None = None
    ranges: tuple[tuple[JudgedPoints, JudgedPoints], ...] = ()
    deducts: bool = False

    @property
    def cap(self) -> tuple[Decimal | None, Decimal | None]:
        """None: what cannot be given is told where it is entered, and never scored."""
        return None, None

    @cached_property
    def allowed(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """The ranges that what is given may lie in."""
        return self.ranges or ((self.min or Decimal(0), self.max or Decimal(0)),)

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield from ()

    def faults(self, context: Context, measures: Measures) -> Iterator[Fault]:
        """Where it contradicts itself or its standard; every key that it names is there."""
        has_bounds = self.max is not None or self.min is not None
        if has_bounds == bool(self.ranges) or (has_bounds and self.max is None):
            yield Fault((), "standard.max-or-ranges")
            return
        for at, (low, high) in enumerate(self.allowed):
            if low > high:
                path = ("ranges", at, 0) if self.ranges else ("min",)
                facts = {"low": number_text(low), "high": number_text(high)}
                yield Fault(path, "standard.range-reversed", facts)
        for at, ((_, high), (low, _)) in enumerate(pairwise(self.allowed), 1):
            if low <= high:
                facts = {"low": number_text(low), "before": number_text(high)}
                yield Fault(("ranges", at, 0), "standard.ranges-overlap", facts)
        if self.allowed[-1][1] == 0:
            yield Fault((), "standard.points-of-nothing")

    def extent(self, context: Context) -> Extent:
        """Which points it can come to, before its cap."""
        sign = -1 if self.deducts else 1
        return Extent.of(sign * self.allowed[0][0], sign * self.allowed[-1][1])

    def points_denominator(self, context: Context) -> int:
        """Denominator of the points that it can come to, before its cap."""
        return 100

    def largest(self, context: Context, measures: Measures) -> int:
        """The largest number that its formula computes with, before its cap."""
        return context.units(self.allowed[-1][1])

    def units(self, values: Values, context: Context) -> int:
        """What it comes to for an applicant, in units, before its cap."""
        given = hundredths(number_of(values, context.judged))
        units = context.units(Fraction(given, 100))
        return -units if self.deducts else units

    def units_formula(self, context: Context) -> str:
        """The same as Excel text; what is typed has two decimals, which ROUND makes exact."""
        sign = "-" if self.deducts else ""
        return f"{sign}ROUND({times(context.scale, context.judged)},0)"

    def entry(self, key: str, label: str) -> JudgedScore:
        """The entry for the points that a person gives."""
        return JudgedScore(
            key=key,
            label=label,
            kind="score",
            unit="分",
            minimum=self.allowed[0][0],
            maximum=self.allowed[-1][1],
            ranges=self.allowed,
        )

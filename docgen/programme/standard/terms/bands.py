"""Points by the band that something lies in, or by its place between two bars."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from docgen.programme.standard.conditions import Fault, Measures, Relation, Values
from docgen.programme.standard.numbers import Bar, SignedPoints, number_text
from docgen.programme.standard.terms.gauged import Distance, Gauged
from docgen.programme.standard.terms.rule import Context, Extent, denominator_of


class Bands(Gauged):
    """Earns the points of the first bar that a rate or a number reaches.

    Between two bars a line can be drawn: points by how far it lies from one to the other, rounded
    half up to 0.01 point once, in Python and in the formula alike. A rate over nobody reaches the
    first bar where it counts as met, and else none.

    Attributes:
        relation: Whether a bar is reached from above or from below.
        steps: Each bar, in per cent or in the measure's unit, with its points; the best first.
        otherwise: Points where no bar is reached.
        between: Whether what lies between two bars has the points of the lower one, or points on
            the line between both.
    """

    kind: Literal["bands"]
    relation: Relation = "at_least"
    steps: Annotated[tuple[tuple[Bar, SignedPoints], ...], Field(min_length=1)]
    otherwise: SignedPoints = Decimal(0)
    between: Literal["nothing", "linear"] = "nothing"

    def faults(self, context: Context, measures: Measures) -> Iterator[Fault]:
        """Where it contradicts itself or its standard; every key that it names is there."""
        yield from self.gauge_faults()
        for at, (bar, _) in enumerate(self.steps):
            yield from self.bar_faults(("steps", at, 0), bar, context.rates, measures)
        for at, ((bar, points), (worse, fewer)) in enumerate(pairwise(self.steps), 1):
            if bar == worse or (bar < worse) == (self.relation == "at_least"):
                facts = {"bar": number_text(worse), "before": number_text(bar)}
                yield Fault(("steps", at, 0), "standard.bands-unsorted", facts)
            if fewer >= points:
                facts = {"points": number_text(fewer), "before": number_text(points)}
                yield Fault(("steps", at, 1), "standard.bands-points-rise", facts)
        last = self.steps[-1][1]
        # The foot of a line may be where nothing begins.
        if self.otherwise > last or (self.otherwise == last and self.between == "nothing"):
            facts = {"points": number_text(self.otherwise), "before": number_text(last)}
            yield Fault(("steps",), "standard.bands-points-rise", facts)

    def extent(self, context: Context) -> Extent:
        """Which points it can come to, before its cap."""
        return Extent.of(self.otherwise, *(points for _, points in self.steps))

    def points_denominator(self, context: Context) -> int:
        """Denominator of the points that it can come to, before its cap."""
        if self.between == "linear":
            return 100
        return denominator_of(self.otherwise, *(points for _, points in self.steps))

    def largest(self, context: Context, measures: Measures) -> int:
        """The largest number that its formula computes with, before its cap."""
        counts = self.largest_counts(context.rates, measures)
        found = [abs(context.units(points)) for _, points in self.steps]
        found += [sum(each.largest(*counts)) for each in self._bars]
        if self.between == "linear":
            for distance, (low, span) in zip(self._lines, self._spans, strict=True):
                above, below = distance.largest(*counts)
                found.append(2 * span * above + (2 * abs(low) + 1) * below)
        return max(found)

    @cached_property
    def _bars(self) -> tuple[Distance, ...]:
        return tuple(Distance.of(self.unit, bar, Decimal(1)) for bar, _ in self.steps)

    @cached_property
    def _lines(self) -> tuple[Distance, ...]:
        """How far something lies on the way from each bar to the better one before it."""
        return tuple(
            Distance.of(self.unit, worse, abs(bar - worse))
            for (bar, _), (worse, _) in pairwise(self.steps)
        )

    @cached_property
    def _spans(self) -> tuple[tuple[int, int], ...]:
        """Hundredths of a point at each bar but the first, and up to the one before it."""
        return tuple(
            (int(100 * fewer), int(100 * (points - fewer)))
            for (_, points), (_, fewer) in pairwise(self.steps)
        )

    def units(self, values: Values, context: Context) -> int:
        """What it comes to for an applicant, in units, before its cap."""
        part, whole = self.counts(values, context.rates)
        if whole == 0:
            is_met = self.is_met_by_nobody(context.rates)
            return context.units(self.steps[0][1] if is_met else self.otherwise)
        sign = 1 if self.relation == "at_least" else -1
        for at, (bar, (_, points)) in enumerate(zip(self._bars, self.steps, strict=True)):
            if sign * bar.above(part, whole) >= 0:
                if at and self.between == "linear":
                    return context.scale // 100 * self._on_line(at - 1, part, whole)
                return context.units(points)
        return context.units(self.otherwise)

    def _on_line(self, at: int, part: int, whole: int) -> int:
        """Hundredths of a point on the line from a bar to the better one, rounded half up."""
        distance, (low, span) = self._lines[at], self._spans[at]
        sign = 1 if self.relation == "at_least" else -1
        way, base = sign * distance.above(part, whole), distance.below * whole
        return low + (2 * span * way + base) // (2 * base)

    def units_formula(self, context: Context) -> str:
        """The same as Excel text."""
        part, whole = self.counts_formula(context.rates)
        text = str(context.units(self.otherwise))
        operator = ">=" if self.relation == "at_least" else "<="
        for at in reversed(range(len(self.steps))):
            bar, points = self._bars[at], str(context.units(self.steps[at][1]))
            if at and self.between == "linear":
                points = self._line_formula(at - 1, part, whole, context)
            text = f"IF({bar.above_formula(part, whole)}{operator}0,{points},{text})"
        if not whole:
            return text
        is_met = self.is_met_by_nobody(context.rates)
        nobody = context.units(self.steps[0][1] if is_met else self.otherwise)
        return f"IF({whole}=0,{nobody},{text})"

    def _line_formula(self, at: int, part: str, whole: str, context: Context) -> str:
        distance, (low, span) = self._lines[at], self._spans[at]
        is_above = self.relation == "at_least"
        way = (distance.above_formula if is_above else distance.short_formula)(part, whole)
        base, below = distance.below_formula(whole), distance.below_formula(whole, 2)
        hundredths = f"INT(({2 * span}*({way})+{base})/({below}))"
        factor = context.scale // 100
        return f"{context.units(Fraction(low, 100))}+{factor}*{hundredths}"

"""Points by how far something lies below a bar, or above it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal

from docgen.programme.standard.conditions import Fault, Measures, Values
from docgen.programme.standard.numbers import Bar, Points, Step, times
from docgen.programme.standard.terms.gauged import Distance, Gauged
from docgen.programme.standard.terms.rule import Context, Extent, StepKind, denominator_of


class Steps(Gauged):
    """Counts the steps between a bar and a rate or a number.

    Attributes:
        bar: The bar, in per cent or in the measure's unit.
        points: Points for each step.
        each: How wide a step is, in percentage points or in the measure's unit.
        step: What part of a step counts; as the standard's options say where it is left out.
    """

    bar: Bar
    points: Points
    each: Step = Decimal(1)
    step: StepKind | None = None

    def faults(self, context: Context, measures: Measures) -> Iterator[Fault]:
        """Where it contradicts itself or its standard; every key that it names is there."""
        yield from self.gauge_faults()
        yield from self.bar_faults(("bar",), self.bar, context.rates, measures)

    def points_denominator(self, context: Context) -> int:
        """Denominator of the points that it can come to, before its cap."""
        return 100 if self._step(context) == "proportional" else denominator_of(self.points)

    def largest(self, context: Context, measures: Measures) -> int:
        """The largest number that its formula computes with, before its cap."""
        above, below = self._distance.largest(*self.largest_counts(context.rates, measures))
        points = (above // self._distance.below + 1) * context.units(self.points)
        if self._step(context) == "proportional":
            return max(2 * int(100 * self.points) * above + 2 * below, points)
        return max(above + below, points)

    @property
    @abstractmethod
    def _sign(self) -> int:
        """Whether a step earns its points, or loses them."""

    def _step(self, context: Context) -> StepKind:
        return self.step or context.shortfall_step

    @cached_property
    def _distance(self) -> Distance:
        return Distance.of(self.unit, self.bar, self.each)

    def _units(self, part: int, whole: int, context: Context) -> int:
        """The points, in units, of a part and a whole above zero."""
        off, base = self._sign * self._distance.above(part, whole), self._distance.below * whole
        if off <= 0:
            return 0
        step = self._step(context)
        if step == "proportional":
            hundredths = (2 * int(100 * self.points) * off + base) // (2 * base)
            return context.scale // 100 * hundredths
        started = base - 1 if step == "started_points" else 0
        return context.units(self.points) * ((off + started) // base)

    def _units_formula(self, part: str, whole: str, context: Context) -> str:
        """The same as Excel text."""
        distance = self._distance
        formula = distance.short_formula if self._sign < 0 else distance.above_formula
        off, base = formula(part, whole), distance.below_formula(whole)
        step = self._step(context)
        if step == "proportional":
            each, factor = int(100 * self.points), context.scale // 100
            steps = f"INT(({2 * each}*({off})+{base})/({distance.below_formula(whole, 2)}))"
        else:
            factor = context.units(self.points)
            started = f"+{base}-1" if step == "started_points" else ""
            below = base if base == whole or not whole else f"({base})"
            steps = f"INT(({off}{started})/{below})"
        return times(factor, f"MAX(0,{steps})")


class Shortfall(Steps):
    """Loses points for every step that a rate or a number lies below a bar.

    A rate over nobody loses nothing where it counts as met, and else counts as 0 %.
    """

    kind: Literal["shortfall"]

    @property
    def _sign(self) -> int:
        return -1

    def extent(self, context: Context) -> Extent:
        """Which points it can come to, before its cap."""
        return Extent(None, Fraction(0))

    def units(self, values: Values, context: Context) -> int:
        """What it comes to for an applicant, in units, before its cap."""
        part, whole = self.counts(values, context.rates)
        if whole == 0:
            if self.is_met_by_nobody(context.rates):
                return 0
            part, whole = 0, 1
        return -self._units(part, whole, context)

    def units_formula(self, context: Context) -> str:
        """The same as Excel text."""
        part, whole = self.counts_formula(context.rates)
        lost = self._units_formula(part, whole, context)
        if not whole:
            return f"-{lost}"
        is_met = self.is_met_by_nobody(context.rates)
        nobody = "0" if is_met else self._units_formula("0", "1", context)
        return f"-IF({whole}=0,{nobody},{lost})"


class Surplus(Steps):
    """Earns points for every step that a rate or a number lies above a bar.

    A rate over nobody lies above nothing.
    """

    kind: Literal["surplus"]

    @property
    def _sign(self) -> int:
        return 1

    def extent(self, context: Context) -> Extent:
        """Which points it can come to, before its cap: of a share there is an end to them."""
        if self.rate is None or context.rates[self.rate].kind != "share":
            return Extent(Fraction(0), None)
        return Extent(Fraction(0), Fraction(self._units(1, 1, context), context.scale))

    def units(self, values: Values, context: Context) -> int:
        """What it comes to for an applicant, in units, before its cap."""
        part, whole = self.counts(values, context.rates)
        return self._units(part, whole, context) if whole else 0

    def units_formula(self, context: Context) -> str:
        """The same as Excel text."""
        part, whole = self.counts_formula(context.rates)
        earned = self._units_formula(part, whole, context)
        return f"IF({whole}=0,0,{earned})" if whole else earned

"""The terms that a rule adds up: each gives its points in Python and as Excel text, side by side.

Both sides count in whole units of 1/scale point, the scale being the rule's own. So a spreadsheet,
which knows only binary floating point, computes with exactly the numbers that Python computes with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Annotated, Literal

from pydantic import Field

from docgen.programme.standard.conditions import Condition, Rates, Reference, Values
from docgen.programme.standard.measures import Measure, Part, measure_anchor
from docgen.programme.standard.numbers import Percentage, Points, SignedPoints, times

ShortfallStep = Literal["whole_points", "proportional", "started_points"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a term must know of where it stands.

    Attributes:
        judged: Key of the score that a person awards for the indicator.
        rates: The standard's rates by key.
        shortfall_step: What part of a percentage point deducts.
        scale: How many units make one point; a multiple of each term's denominator.
    """

    judged: str
    rates: Rates
    shortfall_step: ShortfallStep
    scale: int


class Credit(Part):
    """Earns points when a condition holds.

    Attributes:
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

    def most(self) -> Decimal | None:
        """The most points that it can give; None when every case earns more."""
        return max(self.points, self.otherwise)

    def denominator(self, step: ShortfallStep) -> int:
        """Denominator of the points that it can give."""
        return _denominator(self.points, self.otherwise)

    def award(self, values: Values, context: Context) -> int:
        """Its points for an applicant, in units."""
        holds = self.when.holds(values, context.rates)
        return int((self.points if holds else self.otherwise) * context.scale)

    def formula(self, context: Context) -> str:
        """The same as Excel text."""
        met, unmet = int(self.points * context.scale), int(self.otherwise * context.scale)
        return f"IF({self.when.formula(context.rates)},{met},{unmet})"


class PerCase(Part):
    """Earns points, or with a negative number loses them, for every case counted."""

    kind: Literal["per_case"]
    measure: str
    points: SignedPoints

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield Reference(("measure",), self.measure, ("count",))

    def most(self) -> Decimal | None:
        """The most points that it can give; None when every case earns more."""
        return None if self.points > 0 else Decimal(0)

    def denominator(self, step: ShortfallStep) -> int:
        """Denominator of the points that it can give."""
        return _denominator(self.points)

    def award(self, values: Values, context: Context) -> int:
        """Its points for an applicant, in units."""
        return int(self.points * context.scale) * int(values[self.measure])

    def formula(self, context: Context) -> str:
        """The same as Excel text."""
        return times(int(self.points * context.scale), measure_anchor(self.measure))


class Shortfall(Part):
    """Loses points for every percentage point that a rate lies below a bar.

    A rate over nobody loses nothing where it counts as met, and else counts as 0 %.

    Attributes:
        rate: Key of the rate.
        bar: The bar, in per cent.
        points: Points lost for each percentage point.
    """

    kind: Literal["shortfall"]
    rate: str
    bar: Percentage
    points: Annotated[Points, Field(le=10)]

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield Reference(("rate",), self.rate)

    def most(self) -> Decimal | None:
        """The most points that it can give; None when every case earns more."""
        return Decimal(0)

    def denominator(self, step: ShortfallStep) -> int:
        """Denominator of the points that it can give."""
        return 100 if step == "proportional" else _denominator(self.points)

    @cached_property
    def _bar(self) -> tuple[int, int]:
        return Fraction(self.bar).as_integer_ratio()

    def award(self, values: Values, context: Context) -> int:
        """Its points for an applicant, in units."""
        rate = context.rates[self.rate]
        part, whole = rate.counts(values)
        if whole == 0:
            if rate.over_nobody == "met":
                return 0
            part, whole = 0, 1
        above, below = self._bar
        # The rate lies short/base percentage points below the bar.
        short, base = above * whole - 100 * below * part, below * whole
        if short <= 0:
            return 0
        if context.shortfall_step == "proportional":
            hundredths = (2 * int(100 * self.points) * short + base) // (2 * base)
            return -(context.scale // 100) * hundredths
        started = base - 1 if context.shortfall_step == "started_points" else 0
        return -int(self.points * context.scale) * ((short + started) // base)

    def formula(self, context: Context) -> str:
        """The same as Excel text."""
        rate = context.rates[self.rate]
        whole = rate.whole_formula
        lost = self._lost(rate.part_formula, whole, context)
        nobody = "0" if rate.over_nobody == "met" else self._lost("0", "1", context)
        return f"-IF({whole}=0,{nobody},{lost})"

    def _lost(self, part: str, whole: str, context: Context) -> str:
        above, below = self._bar
        short, base = f"{times(above, whole)}-{100 * below}*{part}", times(below, whole)
        if context.shortfall_step == "proportional":
            each, factor = int(100 * self.points), context.scale // 100
            steps = f"INT(({2 * each}*({short})+{base})/({2 * below}*{whole}))"
        else:
            factor = int(self.points * context.scale)
            started = f"+{base}-1" if context.shortfall_step == "started_points" else ""
            steps = f"INT(({short}{started})/{base if below == 1 else f'({base})'})"
        return times(factor, f"MAX(0,{steps})")


class Judged(Part):
    """A person awards points, up to a most.

    Attributes:
        max: The most points that can be awarded.
    """

    kind: Literal["judged"]
    max: Points

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield from ()

    def most(self) -> Decimal | None:
        """The most points that it can give; None when every case earns more."""
        return self.max

    def denominator(self, step: ShortfallStep) -> int:
        """Denominator of the points that it can give."""
        return 100

    def award(self, values: Values, context: Context) -> int:
        """Its points for an applicant, in units."""
        return int(values[context.judged] * context.scale)

    def formula(self, context: Context) -> str:
        """The same as Excel text; what is typed has two decimals, which ROUND makes exact."""
        return f"ROUND({times(context.scale, context.judged)},0)"

    def entry(self, key: str, label: str) -> Measure:
        """The entry for the points awarded."""
        return Measure(key=key, label=label, kind="score", unit="分", maximum=self.max)


Term = Annotated[Credit | PerCase | Shortfall | Judged, Field(discriminator="kind")]


def _denominator(*points: Decimal) -> int:
    return lcm(*(number.as_integer_ratio()[1] for number in points))

"""What all rules have in common: where one stands, its cap, and what it says of itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Literal

from docgen.programme.standard.conditions import Fault, Measures, Rates, Reference, Values
from docgen.programme.standard.measures import Part
from docgen.programme.standard.numbers import SignedPoints, number_text

StepKind = Literal["whole_points", "proportional", "started_points"]
"""What part of a step counts: nothing of it, its share rounded half up to 0.01 point, or all."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule must know of where it stands.

    Attributes:
        judged: Key of the score that a person awards for the indicator.
        points: The most points that the indicator gives.
        rates: The standard's rates by key.
        shortfall_step: What part of a step counts where the rule does not say.
        scale: How many units make one point; a multiple of each rule's denominator.
    """

    judged: str
    points: Decimal
    rates: Rates
    shortfall_step: StepKind
    scale: int = 1

    def units(self, points: Decimal | Fraction) -> int:
        """Points in units."""
        above, below = points.as_integer_ratio()
        return above * self.scale // below


@dataclass(frozen=True, slots=True)
class Extent:
    """Between which points a rule can give any; None where there is no end to them."""

    least: Fraction | None
    most: Fraction | None

    @classmethod
    def of(cls, *points: Decimal | Fraction) -> Extent:
        """From the lowest to the highest of some points."""
        exact = [Fraction(one) for one in points]
        return cls(min(exact), max(exact))


class Rule(Part, ABC):
    """A rule that gives or takes points: in Python, as Excel text, and what is wrong with it.

    Both sides count in whole units of 1/scale point, the scale being the indicator's own. So a
    spreadsheet, which knows only binary floating point, computes with exactly the numbers that
    Python computes with.

    Attributes:
        max: The most points that it gives, whatever it would come to.
        min: The least; below zero, the most that it takes (最高扣10分 is -10).
    """

    max: SignedPoints | None = None
    min: SignedPoints | None = None

    @abstractmethod
    def references(self) -> Iterator[Reference]:
        """The keys that it names."""

    @abstractmethod
    def extent(self, context: Context) -> Extent:
        """Which points it can come to, before its cap."""

    @abstractmethod
    def points_denominator(self, context: Context) -> int:
        """Denominator of the points that it can come to, before its cap."""

    @abstractmethod
    def largest(self, context: Context, measures: Measures) -> int:
        """The largest number that its formula computes with, before its cap."""

    @abstractmethod
    def units(self, values: Values, context: Context) -> int:
        """What it comes to for an applicant, in units, before its cap."""

    @abstractmethod
    def units_formula(self, context: Context) -> str:
        """The same as Excel text."""

    def faults(self, context: Context, measures: Measures) -> Iterator[Fault]:
        """Where it contradicts itself or its standard; every key that it names is there."""
        yield from ()

    def within(self) -> Sequence[Rule]:
        """The rules that it is made of, which stand below its key ``terms``."""
        return ()

    @property
    def cap(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the most that it gives, where it says so."""
        return self.min, self.max

    def capped(self, context: Context) -> Extent:
        """Which points it can give."""
        extent = self.extent(context)
        least, most = extent.least, extent.most
        low, high = self.cap
        if high is not None:
            most = Fraction(high) if most is None else min(most, Fraction(high))
            least = None if least is None else min(least, Fraction(high))
        if low is not None:
            least = Fraction(low) if least is None else max(least, Fraction(low))
            most = None if most is None else max(most, Fraction(low))
        return Extent(least, most)

    def denominator(self, context: Context) -> int:
        """Denominator of the points that it can give."""
        caps = [cap for cap in self.cap if cap is not None]
        return lcm(self.points_denominator(context), denominator_of(*caps))

    def award(self, values: Values, context: Context) -> int:
        """Its points for an applicant, in units."""
        units = self.units(values, context)
        low, high = self.cap
        if high is not None:
            units = min(units, context.units(high))
        return units if low is None else max(units, context.units(low))

    def formula(self, context: Context) -> str:
        """The same as Excel text."""
        text = self.units_formula(context)
        low, high = self.cap
        if high is not None:
            text = f"MIN({context.units(high)},{text})"
        return text if low is None else f"MAX({context.units(low)},{text})"

    def cap_faults(self, context: Context) -> Iterator[Fault]:
        """A cap that contradicts the other one, that nothing comes up to, or that all exceeds."""
        low, high = self.cap
        if low is not None and high is not None and low > high:
            facts = {"min": number_text(low), "max": number_text(high)}
            yield Fault(("min",), "standard.cap-reversed", facts)
            return
        extent = self.extent(context)
        if high is not None:
            yield from _cap_fault("max", Fraction(high), extent.most, extent.least)
        if low is not None:
            yield from _cap_fault("min", Fraction(low), extent.least, extent.most)


def _cap_fault(
    name: str, cap: Fraction, far: Fraction | None, near: Fraction | None
) -> Iterator[Fault]:
    sign = 1 if name == "max" else -1
    for code, limit, is_off in (
        ("standard.cap-never-reached", far, far is not None and sign * (cap - far) >= 0),
        ("standard.cap-always-reached", near, near is not None and sign * (cap - near) <= 0),
    ):
        if is_off and limit is not None:
            facts = {"cap": number_text(cap), "limit": number_text(limit)}
            yield Fault((name,), code, facts)
            return


def all_rules(
    terms: Sequence[Rule], path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Rule]]:
    """Rules and those that they are made of, each with where it stands below the indicator."""
    for at, term in enumerate(terms):
        own = (*path, "terms", at)
        yield own, term
        yield from all_rules(term.within(), own)


def context_of(
    judged: str, points: Decimal, terms: Sequence[Rule], rates: Rates, step: StepKind
) -> Context:
    """The context of an indicator's rules, in units that all their points are whole in.

    Args:
        judged: Key of the score that a person awards for the indicator.
        points: The most points that the indicator gives.
        terms: Its rules.
        rates: The standard's rates by key.
        step: What part of a step counts where a rule does not say.
    """
    context = Context(judged, points, rates, step)
    scale = lcm(denominator_of(points), *(term.denominator(context) for term in terms))
    return replace(context, scale=scale)


def denominator_of(*points: Decimal | Fraction) -> int:
    """The common denominator of some points."""
    return lcm(*(number.as_integer_ratio()[1] for number in points))

"""What a credit depends on: each condition decides in Python and as Excel text, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from docgen.programme.standard.measures import MeasureKind, Part, Rate, Value, measure_anchor
from docgen.programme.standard.numbers import LARGEST, Percentage, number_text, times

YES = "是"
NO = "否"

Relation = Literal["at_least", "at_most"]
Values = Mapping[str, Value]
Rates = Mapping[str, Rate]
_OPERATORS = {"at_least": ">=", "at_most": "<="}


@dataclass(frozen=True, slots=True)
class Reference:
    """A key that a rule names.

    Attributes:
        path: Where it stands inside the rule.
        key: The key of a measure, or of a rate.
        kinds: Kinds of measure that fit; none for a rate.
    """

    path: tuple[str, ...]
    key: str
    kinds: tuple[MeasureKind, ...] = ()


class AnsweredYes(Part):
    """A yes/no measure is answered with yes."""

    kind: Literal["answered_yes"]
    measure: str

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield Reference(("measure",), self.measure, ("yes_no",))

    def holds(self, values: Values, rates: Rates) -> bool:
        """Whether it holds for an applicant."""
        return values[self.measure] is True

    def formula(self, rates: Rates) -> str:
        """The same as Excel text."""
        return f'{measure_anchor(self.measure)}="{YES}"'


class NumberBar(Part):
    """A measure is at least, or at most, a number in the measure's unit."""

    kind: Literal["number"]
    measure: str
    relation: Relation
    bar: Annotated[Decimal, Field(ge=0, le=LARGEST, decimal_places=2)]

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield Reference(("measure",), self.measure, ("count", "decimal"))

    def holds(self, values: Values, rates: Rates) -> bool:
        """Whether it holds for an applicant."""
        value = values[self.measure]
        return value >= self.bar if self.relation == "at_least" else value <= self.bar

    def formula(self, rates: Rates) -> str:
        """The same as Excel text."""
        bar = number_text(self.bar)
        return f"{measure_anchor(self.measure)}{_OPERATORS[self.relation]}{bar}"


class PercentageBar(Part):
    """A rate is at least, or at most, a percentage.

    A rate over nobody meets it or does not, as the rate says. Where it does, no case is needed:
    a part cannot exceed its whole, so both sides of the comparison are zero.
    """

    kind: Literal["percentage"]
    rate: str
    relation: Relation
    bar: Percentage

    @cached_property
    def _bar(self) -> tuple[int, int]:
        return (Fraction(self.bar) / 100).as_integer_ratio()

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield Reference(("rate",), self.rate)

    def holds(self, values: Values, rates: Rates) -> bool:
        """Whether it holds for an applicant."""
        rate = rates[self.rate]
        part, whole = rate.counts(values)
        if whole == 0:
            return rate.over_nobody == "met"
        above, below = self._bar
        left, right = part * below, above * whole
        return left >= right if self.relation == "at_least" else left <= right

    def formula(self, rates: Rates) -> str:
        """The same as Excel text: whole numbers only, so that double arithmetic is exact."""
        rate = rates[self.rate]
        above, below = self._bar
        sides = times(below, rate.part_formula), times(above, rate.whole_formula)
        comparison = _OPERATORS[self.relation].join(sides)
        if rate.over_nobody == "met":
            return comparison
        return f"AND({rate.whole_formula}>0,{comparison})"


class TargetReached(Part):
    """What was done is at least what was set as target."""

    kind: Literal["reached"]
    done: str
    target: str

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield Reference(("target",), self.target, ("count", "decimal"))
        yield Reference(("done",), self.done, ("count", "decimal"))

    def holds(self, values: Values, rates: Rates) -> bool:
        """Whether it holds for an applicant."""
        return values[self.done] >= values[self.target]

    def formula(self, rates: Rates) -> str:
        """The same as Excel text."""
        return f"{measure_anchor(self.done)}>={measure_anchor(self.target)}"


Condition = Annotated[
    AnsweredYes | NumberBar | PercentageBar | TargetReached, Field(discriminator="kind")
]

"""What a credit depends on: each condition decides in Python and as Excel text, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from docgen.programme.standard.measures import (
    NUMBERS,
    Measure,
    MeasureKind,
    Part,
    Value,
    measure_anchor,
    number_of,
)
from docgen.programme.standard.numbers import (
    Bar,
    Percentage,
    hundredths,
    hundredths_formula,
    number_text,
    times,
)
from docgen.programme.standard.rates import Rate

YES = "是"
NO = "否"

Relation = Literal["at_least", "at_most"]
Values = Mapping[str, Value]
Rates = Mapping[str, Rate]
Measures = Mapping[str, Measure]
_OPERATORS = {"at_least": ">=", "at_most": "<="}


@dataclass(frozen=True, slots=True)
class Reference:
    """A key that a rule names.

    Attributes:
        path: Where it stands inside the rule.
        key: The key of a measure, or of a rate.
        kinds: Kinds of measure that fit; none for a rate.
    """

    path: tuple[str | int, ...]
    key: str
    kinds: tuple[MeasureKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a rule contradicts itself, or what its standard says elsewhere.

    Attributes:
        path: Where that stands inside the rule.
        code: The catalogue's code.
        facts: What the message tells of this case.
    """

    path: tuple[str | int, ...]
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


class AnsweredYes(Part):
    """A yes/no measure is answered with yes."""

    kind: Literal["answered_yes"]
    measure: str

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield Reference(("measure",), self.measure, ("yes_no",))

    def faults(self, measures: Measures, rates: Rates) -> Iterator[Fault]:
        """Where it contradicts itself or its standard."""
        yield from ()

    def largest(self, measures: Measures, rates: Rates) -> int:
        """The largest number that its formula computes with."""
        return 0

    def holds(self, values: Values, rates: Rates) -> bool:
        """Whether it holds for an applicant."""
        return values[self.measure] is True

    def formula(self, rates: Rates) -> str:
        """The same as Excel text."""
        return f'{measure_anchor(self.measure)}="{YES}"'


class Chosen(Part):
    """A choice is answered with one of some options."""

    kind: Literal["chosen"]
    measure: str
    options: Annotated[tuple[str, ...], Field(min_length=1)]

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield Reference(("measure",), self.measure, ("choice",))

    def faults(self, measures: Measures, rates: Rates) -> Iterator[Fault]:
        """Where it contradicts itself or its standard."""
        known = {one.key for one in measures[self.measure].options}
        for at, option in enumerate(self.options):
            if option not in known:
                facts = {"option": option, "key": self.measure}
                yield Fault(("options", at), "standard.unknown-option", facts)

    def largest(self, measures: Measures, rates: Rates) -> int:
        """The largest number that its formula computes with."""
        return 0

    def holds(self, values: Values, rates: Rates) -> bool:
        """Whether it holds for an applicant."""
        return values[self.measure] in self.options

    def formula(self, rates: Rates) -> str:
        """The same as Excel text."""
        anchor = measure_anchor(self.measure)
        each = [f'EXACT({anchor},"{option}")' for option in self.options]
        return each[0] if len(each) == 1 else f"OR({','.join(each)})"


class NumberBar(Part):
    """A measure is at least, or at most, a number in the measure's unit."""

    kind: Literal["number"]
    measure: str
    relation: Relation
    bar: Bar

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield Reference(("measure",), self.measure, NUMBERS)

    def faults(self, measures: Measures, rates: Rates) -> Iterator[Fault]:
        """Where it contradicts itself or its standard."""
        yield from bar_faults(("bar",), self.bar, measures[self.measure])

    def largest(self, measures: Measures, rates: Rates) -> int:
        """The largest number that its formula computes with."""
        return int(measures[self.measure].largest)

    def holds(self, values: Values, rates: Rates) -> bool:
        """Whether it holds for an applicant."""
        value = number_of(values, self.measure)
        return value >= self.bar if self.relation == "at_least" else value <= self.bar

    def formula(self, rates: Rates) -> str:
        """The same as Excel text."""
        bar = number_text(self.bar)
        return f"{measure_anchor(self.measure)}{_OPERATORS[self.relation]}{bar}"


class PercentageBar(Part):
    """A rate is at least, or at most, a percentage.

    A rate over nobody meets it or does not, as the rate says. Where it does and is a share, no
    case is needed: a part cannot exceed its whole, so both sides of the comparison are zero.
    """

    kind: Literal["percentage"]
    rate: str
    relation: Relation
    bar: Bar

    @cached_property
    def _bar(self) -> tuple[int, int]:
        return (Fraction(self.bar) / 100).as_integer_ratio()

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield Reference(("rate",), self.rate)

    def faults(self, measures: Measures, rates: Rates) -> Iterator[Fault]:
        """Where it contradicts itself or its standard."""
        yield from percentage_faults(("bar",), self.bar, rates[self.rate])

    def largest(self, measures: Measures, rates: Rates) -> int:
        """The largest number that its formula computes with."""
        part, whole = rates[self.rate].largest(measures)
        above, below = self._bar
        return max(part * below, whole * abs(above))

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
        if rate.over_nobody == "not_met":
            return f"AND({rate.whole_formula}>0,{comparison})"
        if rate.kind == "share":
            return comparison
        return f"OR({rate.whole_formula}=0,{comparison})"


class TargetReached(Part):
    """What was done is at least what was set as target, or a share of it.

    Attributes:
        done: Key of what was done.
        target: Key of the target.
        share: How much of the target is enough, in per cent: 50 for half done.
    """

    kind: Literal["reached"]
    done: str
    target: str
    share: Percentage = Decimal(100)

    @cached_property
    def _share(self) -> tuple[int, int]:
        return (Fraction(self.share) / 100).as_integer_ratio()

    def references(self) -> Iterator[Reference]:
        """The keys that it names."""
        yield Reference(("target",), self.target, NUMBERS)
        yield Reference(("done",), self.done, NUMBERS)

    def faults(self, measures: Measures, rates: Rates) -> Iterator[Fault]:
        """Where it contradicts itself or its standard."""
        if self.share == 0:
            yield Fault(("share",), "standard.share-of-nothing")

    def largest(self, measures: Measures, rates: Rates) -> int:
        """The largest number that its formula computes with."""
        above, below = self._share
        done, target = measures[self.done].largest, measures[self.target].largest
        return int(100 * max(below * done, above * target))

    def holds(self, values: Values, rates: Rates) -> bool:
        """Whether it holds for an applicant."""
        above, below = self._share
        done, target = number_of(values, self.done), number_of(values, self.target)
        return below * hundredths(done) >= above * hundredths(target)

    def formula(self, rates: Rates) -> str:
        """The same as Excel text."""
        done, target = measure_anchor(self.done), measure_anchor(self.target)
        if self.share == 100:
            return f"{done}>={target}"
        above, below = self._share
        sides = times(below, hundredths_formula(done)), times(above, hundredths_formula(target))
        return ">=".join(sides)


Condition = Annotated[
    AnsweredYes | Chosen | NumberBar | PercentageBar | TargetReached, Field(discriminator="kind")
]


def bar_faults(path: tuple[str | int, ...], bar: Decimal, measure: Measure) -> Iterator[Fault]:
    """A bar that no answer of a measure comes up to, or that every answer does."""
    for code, limit, is_off in (
        ("standard.bar-above-maximum", measure.maximum, bar > measure.maximum),
        ("standard.bar-below-minimum", measure.minimum, bar < measure.minimum),
    ):
        if is_off:
            facts = {"bar": number_text(bar), "key": measure.key, "limit": number_text(limit)}
            yield Fault(path, code, facts)


def percentage_faults(path: tuple[str | int, ...], bar: Decimal, rate: Rate) -> Iterator[Fault]:
    """A bar that no rate of this kind comes up to, or that every rate does."""
    if rate.kind == "share" and not 0 <= bar <= 100:
        facts = {"bar": number_text(bar), "rate": rate.key}
        yield Fault(path, "standard.bar-outside-share", facts)

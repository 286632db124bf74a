"""What is known of an applicant beside its answers, and what may depend on it.

Facts come from the roster: an earlier honour, the day of an award, a number of members. A fact that
is not known meets no condition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from docgen.programme.standard.conditions import (
    NO,
    YES,
    Condition,
    Rates,
    Reference,
    Relation,
)
from docgen.programme.standard.measures import Key, Part, Text
from docgen.programme.standard.numbers import LARGEST, number_text
from docgen.yaml_input import AS_WRITTEN

_QUOTED: Final = '"{}"'
FactKind = Literal["text", "date", "yes_no", "number"]
FactValue = str | date | bool | int | Decimal
Facts = Mapping[str, FactValue | None]


class Fact(Part):
    """A column of the roster that conditions may name.

    Attributes:
        key: Its name in conditions.
        label: Its name for staff, and the head of its column.
        kind: What stands in the column.
    """

    key: Key
    label: Text
    kind: FactKind

    @property
    def anchor(self) -> str:
        """Name of its cell in a form."""
        return fact_anchor(self.key)

    def shown(self, value: FactValue | None) -> str | int | Decimal | None:
        """The fact as a cell that formulas can compare: a date as the number 20170905."""
        if isinstance(value, bool):
            return YES if value else NO
        if isinstance(value, date):
            return int(f"{value:%Y%m%d}")
        return value


def fact_anchor(key: str) -> str:
    """Name of a fact's cell in a form."""
    return f"fact_{key}"


def among_values(key: str) -> str:
    """The key of a fact among the values of measures: none of theirs, as no key has a dot."""
    return f"fact.{key}"


class _OfFact(Part):
    """A condition on one fact."""

    fact: str

    def references(self) -> Iterator[Reference]:
        """The keys of measures and rates that it names: none."""
        yield from ()

    def _value(self, values: Mapping[str, Any]) -> Any:
        return values.get(among_values(self.fact))

    @property
    def _cell(self) -> str:
        return fact_anchor(self.fact)


class FactYes(_OfFact):
    """A yes/no fact is yes."""

    kind: Literal["fact_yes"]

    def holds(self, values: Mapping[str, Any], rates: Rates) -> bool:
        """Whether it holds for an applicant."""
        return self._value(values) is True

    def formula(self, rates: Rates) -> str:
        """The same as Excel text."""
        return f'EXACT({self._cell},"{YES}")'


class FactGiven(_OfFact):
    """Something is known: the column is not blank."""

    kind: Literal["fact_given"]

    def holds(self, values: Mapping[str, Any], rates: Rates) -> bool:
        """Whether it holds for an applicant."""
        return self._value(values) not in (None, "")

    def formula(self, rates: Rates) -> str:
        """The same as Excel text."""
        return f"LEN({self._cell})>0"


class FactIs(_OfFact):
    """A text is one of these."""

    kind: Literal["fact_is"]
    one_of: Annotated[tuple[Annotated[Text, Field(max_length=60)], ...], Field(min_length=1)]

    def holds(self, values: Mapping[str, Any], rates: Rates) -> bool:
        """Whether it holds for an applicant."""
        return self._value(values) in self.one_of

    def formula(self, rates: Rates) -> str:
        """The same as Excel text."""
        texts = (text.replace('"', '""') for text in self.one_of)
        return f"OR({','.join(f'EXACT({self._cell},{_QUOTED.format(text)})' for text in texts)})"


class FactNumber(_OfFact):
    """A number is at least, or at most, another."""

    kind: Literal["fact_number"]
    relation: Relation
    bar: Annotated[Decimal, Field(ge=0, le=LARGEST, decimal_places=2)]

    def holds(self, values: Mapping[str, Any], rates: Rates) -> bool:
        """Whether it holds for an applicant."""
        value = self._value(values)
        if value is None:
            return False
        return bool(value >= self.bar if self.relation == "at_least" else value <= self.bar)

    def formula(self, rates: Rates) -> str:
        """The same as Excel text."""
        operator = ">=" if self.relation == "at_least" else "<="
        return f"AND(ISNUMBER({self._cell}),{self._cell}{operator}{number_text(self.bar)})"


class FactDate(_OfFact):
    """A date is not before, or not after, a day."""

    kind: Literal["fact_date"]
    relation: Literal["not_before", "not_after"]
    day: Annotated[date, AS_WRITTEN]

    def holds(self, values: Mapping[str, Any], rates: Rates) -> bool:
        """Whether it holds for an applicant."""
        value = self._value(values)
        if value is None:
            return False
        return bool(value >= self.day if self.relation == "not_before" else value <= self.day)

    def formula(self, rates: Rates) -> str:
        """The same as Excel text."""
        operator = ">=" if self.relation == "not_before" else "<="
        return f"AND(ISNUMBER({self._cell}),{self._cell}{operator}{self.day:%Y%m%d})"


OfFact = FactYes | FactGiven | FactIs | FactNumber | FactDate
Case = Annotated[Condition | OfFact, Field(discriminator="kind")]
"""What an exemption or a gate depends on: an answer, or a fact of the roster."""

FITTING: Mapping[type[Part], tuple[FactKind, ...]] = {
    FactYes: ("yes_no",),
    FactGiven: ("text", "date", "yes_no", "number"),
    FactIs: ("text",),
    FactNumber: ("number",),
    FactDate: ("date",),
}
"""Kinds of fact that each condition takes."""

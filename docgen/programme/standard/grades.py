"""Which title a total earns, what bars whatever the total is, and for which kinds of applicant."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from docgen.programme.standard.facts import Case
from docgen.programme.standard.indicator import Id, Only
from docgen.programme.standard.measures import Key, Part, Text
from docgen.programme.standard.numbers import Points

# A text in a formula must not be longer than 255 characters, whatever stands beside it.
_Short = Annotated[Text, Field(max_length=100)]


class Grade(Part):
    """A title with what it needs (等级).

    Attributes:
        title: The title: 五星级.
        total: The least total, itself included.
        also: The least sums of single groups, by their numbers, themselves included.
    """

    title: _Short
    total: Annotated[Decimal, Field(ge=0, le=100_000, decimal_places=2)]
    also: Mapping[Id, Points] = {}

    def is_reached(self, total: Fraction, parts: Mapping[str, Fraction]) -> bool:
        """Whether a total, and the sums of the groups that it names, earn it."""
        return total >= self.total and all(
            parts.get(id_, Fraction(0)) >= least for id_, least in self.also.items()
        )


class Gate(Part):
    """A case that bars whatever the total is (一票否决、前置条件): ``when`` or ``unless``.

    Attributes:
        title: What it is called: 一票否决.
        when: It bars where this holds.
        unless: It bars where this does not hold.
        reason: What is told of an applicant that it bars; the title if there is none.
        only: The kinds of applicant that it is for; all if none is named.
    """

    title: _Short
    when: Case | None = None
    unless: Case | None = None
    reason: Annotated[str, Field(max_length=100)] = ""
    only: Only = ()

    @property
    def told(self) -> str:
        """Why it bars."""
        return (self.reason or self.title).rstrip("。；;")

    @property
    def case(self) -> tuple[str, Case] | None:
        """Its condition with the key that it stands under, if it has one and no two."""
        given = [(key, case) for key in ("when", "unless") if (case := getattr(self, key))]
        return given[0] if len(given) == 1 else None


class Variant(Part):
    """A kind of applicant (城镇、农村) that has groups, indicators or weights of its own.

    Attributes:
        key: Its name in ``only`` and ``weight``, and in the roster.
        label: Its name for staff.
        points: All points together of this kind, where they differ.
    """

    key: Key
    label: Text
    points: Points | None = None

"""The rates that follow from what is reported: shares, ratios and growth, as whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from docgen.programme.standard.measures import (
    Answers,
    Key,
    Measure,
    Part,
    Text,
    Value,
    is_number,
    measure_anchor,
    number_of,
)
from docgen.programme.standard.numbers import hundredths, hundredths_formula

RateKind = Literal["share", "ratio", "growth"]


class Rate(Part):
    """A part of a whole, in per cent.

    Attributes:
        key: Its name in rules.
        label: Its name in the standard.
        kind: A ``share`` lies within its whole and counts people or things; a ``ratio`` compares
            any two figures and may be above 100 %; a ``growth`` is what the part, the figure of
            now, has more than the whole, the figure before, and may be negative.
        part: Key of the measure above the line.
        whole: Keys of the measures whose sum is below the line.
        over_nobody: Whether any bar counts as met when the whole is zero.
    """

    key: Key
    label: Text
    kind: RateKind = "share"
    part: str
    whole: Annotated[tuple[str, ...], Field(min_length=1)]
    over_nobody: Literal["met", "not_met"] = "met"

    @property
    def measures(self) -> tuple[str, ...]:
        """Keys of all measures it is made of, each once, the whole before its part."""
        return tuple(dict.fromkeys((*self.whole, self.part)))

    def counts(self, values: Mapping[str, Value]) -> tuple[int, int]:
        """Part and whole of an applicant whose measures are known and possible.

        Those of a ratio or a growth are in hundredths; the part of a growth is what grew.
        """
        if self.kind == "share":
            return int(number_of(values, self.part)), sum(
                int(number_of(values, key)) for key in self.whole
            )
        part = hundredths(number_of(values, self.part))
        whole = sum(hundredths(number_of(values, key)) for key in self.whole)
        return (part - whole if self.kind == "growth" else part), whole

    @property
    def part_formula(self) -> str:
        """The part as Excel text that can stand in a product, in the unit of ``counts``."""
        part = self._formula(self.part)
        if self.kind != "growth":
            return part
        return f"({part}-{'-'.join(self._formula(key) for key in self.whole)})"

    @property
    def whole_formula(self) -> str:
        """The whole as Excel text that can stand in a product, in the unit of ``counts``."""
        names = "+".join(self._formula(key) for key in self.whole)
        return f"({names})" if len(self.whole) > 1 else names

    def largest(self, measures: Mapping[str, Measure]) -> tuple[int, int]:
        """The largest amounts that part and whole can have, in the unit of ``counts``."""
        unit = 1 if self.kind == "share" else 100
        part = int(unit * measures[self.part].largest)
        whole = sum(int(unit * measures[key].largest) for key in self.whole)
        return (part + whole if self.kind == "growth" else part), whole

    def _formula(self, key: str) -> str:
        anchor = measure_anchor(key)
        return anchor if self.kind == "share" else hundredths_formula(anchor)


def rate_value(rate: Rate, answers: Answers) -> Fraction | None:
    """The rate of an applicant, 1 being 100 %.

    Returns:
        None when one of its measures is unknown or no number, or when the whole is zero.
    """
    known: dict[str, Value] = {}
    for key in rate.measures:
        value = answers.get(key)
        if not is_number(value):
            return None
        known[key] = value
    part, whole = rate.counts(known)
    return Fraction(part, whole) if whole else None

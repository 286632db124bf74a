"""What an applicant reports, and the rates that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, Self, TypeGuard

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from docgen.programme.standard.numbers import LARGEST
from docgen.yaml_input import written_like

Value = int | Decimal | bool
# Text is what stands in a form where a number or yes/no belongs: always a violation.
Answers = Mapping[str, Value | str | None]
MeasureKind = Literal["count", "decimal", "yes_no", "score"]

Text = Annotated[str, StringConstraints(min_length=1)]
Key = Annotated[
    str,
    written_like(
        "[a-z][a-z0-9_]{0,59}",
        "小写英文字母开头，只用小写字母、数字和下划线，如 new_jobs",
        "lower-case letters, digits and underscores, a letter first, such as new_jobs",
    ),
]


class Part(BaseModel):
    """A part of a standard: cannot be changed, and knows no keys but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __copy__(self) -> Self:
        """A copy, which ``model_copy`` makes to change it: without values derived from fields."""
        copied = super().__copy__()
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


class Measure(Part):
    """One figure or yes/no that is entered for an applicant.

    Attributes:
        key: Its name in rules and anchors.
        label: What staff read beside the entry.
        kind: ``count`` is a whole number, ``decimal`` and ``score`` have up to two decimals;
            a ``score`` is what a person awards and is made from a judged term, never declared.
        unit: What is counted, such as 人; empty for yes/no.
        maximum: Largest value that is possible.
        at_most: Key of the measure that this one cannot exceed.
        hint: How the figure is defined, shown at the entry.
    """

    minimum: ClassVar[Decimal] = Decimal(0)

    key: Key
    label: Text
    kind: MeasureKind
    unit: str = ""
    maximum: Annotated[Decimal, Field(gt=0, le=LARGEST, decimal_places=2)] = LARGEST
    at_most: str | None = None
    hint: str = ""

    @property
    def places(self) -> int:
        """How many decimals an answer may have."""
        return 2 if self.kind in ("decimal", "score") else 0

    @property
    def anchor(self) -> str:
        """Name of its entry in a form."""
        return self.key if self.kind == "score" else measure_anchor(self.key)

    @property
    def check_anchor(self) -> str:
        """Name of the cell that says whether its entry is missing, impossible or fine."""
        return f"check_{self.key}"


class Rate(Part):
    """A part of a whole.

    Attributes:
        key: Its name in rules.
        label: Its name in the standard.
        part: Key of the measure above the line.
        whole: Keys of the measures whose sum is below the line.
        over_nobody: Whether any bar counts as met when the whole is zero.
    """

    key: Key
    label: Text
    part: str
    whole: Annotated[tuple[str, ...], Field(min_length=1)]
    over_nobody: Literal["met", "not_met"] = "met"

    @property
    def measures(self) -> tuple[str, ...]:
        """Keys of all measures it is made of, each once, the whole before its part."""
        return tuple(dict.fromkeys((*self.whole, self.part)))

    def counts(self, values: Mapping[str, Value]) -> tuple[int, int]:
        """Part and whole of an applicant whose measures are known and possible."""
        return int(values[self.part]), sum(int(values[key]) for key in self.whole)

    @property
    def part_formula(self) -> str:
        """The part as Excel text."""
        return measure_anchor(self.part)

    @property
    def whole_formula(self) -> str:
        """The whole as Excel text that can stand in a product."""
        names = "+".join(measure_anchor(key) for key in self.whole)
        return f"({names})" if len(self.whole) > 1 else names


def rate_value(rate: Rate, answers: Answers) -> Fraction | None:
    """The rate of an applicant, 1 being 100 %.

    Returns:
        None when one of its measures is unknown or no number, or when the whole is zero.
    """
    numbers: dict[str, Fraction] = {}
    for key in rate.measures:
        value = answers.get(key)
        if not is_number(value):
            return None
        numbers[key] = Fraction(value)
    whole = sum(numbers[key] for key in rate.whole)
    return numbers[rate.part] / whole if whole else None


def is_number(value: object) -> TypeGuard[int | Decimal]:
    """Whether an answer is a number at all: Python takes booleans for integers, a form does not."""
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)


def measure_anchor(key: str) -> str:
    """Name of the entry of a declared measure in a form."""
    return f"measure_{key}"

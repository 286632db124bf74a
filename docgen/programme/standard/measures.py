"""What an applicant reports: numbers, yes or no, choices, dates and texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, Self, TypeGuard

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from docgen.programme.standard.numbers import (
    LARGEST,
    Bar,
    number_text,
)
from docgen.yaml_input import written_like

Value = int | Decimal | bool | str | date
Answers = Mapping[str, Value | None]
"""What a form says by key of a measure; what is not of its kind is always a violation."""

MeasureKind = Literal["count", "decimal", "yes_no", "choice", "date", "text", "score"]
NUMBERS: Final = ("count", "decimal")
"""The kinds of measures that rules compute with."""

_FIRST_DAY: Final = date(1900, 3, 1)
"""The first day that every office program counts alike."""

# What people put between an option's letter and its words.
_MARKS: Final = frozenset(".。、:;,()[]\u200b\ufeff")

Text = Annotated[str, StringConstraints(min_length=1)]
Key = Annotated[
    str,
    written_like(
        "[a-z][a-z0-9_]{0,59}",
        "小写英文字母开头，只用小写字母、数字和下划线，如 new_jobs",
        "lower-case letters, digits and underscores, a letter first, such as new_jobs",
    ),
]
# What a spreadsheet takes as it is typed: no number with a sign, no date, no formula, no TRUE.
OptionKey = Annotated[
    str,
    written_like(
        '0|[1-9][0-9]{0,3}|(?i:(?!(?:true|false)$))[^\\s\\d,"\'=+@/.%-][^\\s,"%]{0,29}',
        '30个字以内、不含空格、逗号、引号和百分号的文字，加引号，如 "A"',
        'a text of at most 30 characters without blanks, commas, quotes and per cent, such as "A"',
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


class Option(Part):
    """One of the answers that a choice offers.

    Attributes:
        key: What stands in the form's cell, and in rules: A, 餐饮型.
        label: What it means, where the key does not say it.
    """

    key: OptionKey
    label: str = ""

    @property
    def writings(self) -> tuple[str, ...]:
        """How people write it, as :func:`squeezed_option` compares it."""
        both = (self.key, self.label, f"{self.key}{self.label}")
        return tuple(dict.fromkeys(squeezed_option(each) for each in both if each))


def squeezed_option(text: str) -> str:
    """What somebody wrote for an option, without blanks, width, case and marks between parts."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in plain if not (one.isspace() or one in _MARKS))


def _as_option(value: Any) -> Any:
    return {"key": value} if isinstance(value, str) else value


class Measure(Part):
    """One thing that is entered for an applicant.

    Attributes:
        key: Its name in rules and anchors.
        label: What staff read beside the entry.
        kind: ``count`` is a whole number, ``decimal`` and ``score`` have up to two decimals;
            ``choice`` is one of the options; ``date`` and ``text`` earn no points. A ``score`` is
            what a person awards and is made from a judged rule, never declared.
        unit: What is counted, such as 人; empty for what is no number.
        minimum: Smallest number that is possible; only a ``decimal`` may go below zero.
        maximum: Largest number that is possible.
        at_most: Key of the measure that this one cannot exceed.
        options: What a choice offers.
        optional: Whether it may be left blank; only what earns no points may.
        hint: How the figure is defined, shown at the entry.
    """

    key: Key
    label: Text
    kind: MeasureKind
    unit: str = ""
    minimum: Bar = Decimal(0)
    maximum: Bar = LARGEST
    at_most: str | None = None
    options: tuple[Annotated[Option, BeforeValidator(_as_option)], ...] = ()
    optional: bool = False
    hint: str = ""

    @property
    def places(self) -> int:
        """How many decimals an answer may have."""
        return 2 if self.kind in ("decimal", "score") else 0

    @property
    def is_numeric(self) -> bool:
        """Whether its answer is a number."""
        return self.kind in ("count", "decimal", "score")

    @property
    def anchor(self) -> str:
        """Name of its entry in a form."""
        return self.key if self.kind == "score" else measure_anchor(self.key)

    @property
    def check_anchor(self) -> str:
        """Name of the cell that says whether its entry is missing, impossible or fine."""
        return f"check_{self.key}"

    @property
    def largest(self) -> Decimal:
        """The largest amount that it can have, either side of zero."""
        return max(abs(self.minimum), abs(self.maximum))

    def is_blank(self, value: Value) -> bool:
        """Whether an answer is none: a text without a word in it."""
        return self.kind == "text" and isinstance(value, str) and not value.strip(" ")

    def takes(self, value: Value) -> bool:
        """Whether an answer is of its kind, be it possible or not."""
        match self.kind:
            case "yes_no":
                return isinstance(value, bool)
            case "choice":
                return isinstance(value, str) and any(one.key == value for one in self.options)
            case "date":
                return isinstance(value, date) and not isinstance(value, datetime)
            case "text":
                return isinstance(value, str)
        return is_number(value)

    def option(self, written: str) -> Option | None:
        """The option that somebody wrote, by its key, its label or both; None if it is none."""
        typed = squeezed_option(written)
        return next((one for one in self.options if typed in one.writings), None)


class JudgedScore(Measure):
    """The points that a person awards, or takes away.

    Attributes:
        ranges: The least and the most of each range that they may lie in; the first is the lowest.
    """

    ranges: tuple[tuple[Decimal, Decimal], ...]

    def is_in_range(self, value: int | Decimal) -> bool:
        """Whether these points may be given."""
        return any(low <= value <= high for low, high in self.ranges)

    @property
    def ranges_text(self) -> str:
        """The ranges as people say them: 0分，或5至10分."""
        said = [_range_text(low, high) for low, high in self.ranges]
        return "，或".join(said)


def is_number(value: object) -> TypeGuard[int | Decimal]:
    """Whether an answer is a number at all: Python takes booleans for integers, a form does not."""
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)


def is_countable_day(value: date) -> bool:
    """Whether every office program has a number for the day, and for all of them the same."""
    return value >= _FIRST_DAY


def measure_anchor(key: str) -> str:
    """Name of the entry of a declared measure in a form."""
    return f"measure_{key}"


def number_of(values: Mapping[str, Value], key: str) -> int | Decimal:
    """The number that an applicant's measure is.

    Raises:
        TypeError: It is none, which no rule of a standard that fits together asks for.
    """
    value = values[key]
    if not is_number(value):
        raise TypeError(f"{value!r} is no number")
    return value


def _range_text(low: Decimal, high: Decimal) -> str:
    return f"{number_text(low)}分" if low == high else f"{number_text(low)}至{number_text(high)}分"

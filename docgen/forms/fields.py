"""The fields of the three forms: what is written into a file, and looked for in it again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from docgen.former import ANCHORS
from docgen.programme import Unit
from docgen.programme.standard import Fact, Indicator, Measure, Standard


@dataclass(frozen=True, slots=True)
class Field:
    """One place of a form that holds a value.

    Attributes:
        key: Dotted key; the tag of the content control in Word.
        label: What a person sees beside it; the alias of the content control.
        is_prose: Whether it holds sentences, over any number of paragraphs.
        former: Its key in forms of before; empty if that was the same.
    """

    key: str
    label: str
    is_prose: bool = False
    former: str = ""

    @property
    def name(self) -> str:
        """The key as a defined name in a workbook."""
        return self.key.replace(".", "_")

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that a file may have it by, that of now first."""
        return (self.key, self.former) if self.former else (self.key,)

    @property
    def names(self) -> tuple[str, ...]:
        """The keys as defined names in a workbook."""
        return tuple(key.replace(".", "_") for key in self.keys)


WHOLE_NAME: Final = Field("applicant", "单位名称", former=ANCHORS["applicant"])
# A line that ends as an applicant's name does, and is one if the roster has it.
LINE_NAME: Final = Field("applicant.line", "单位名称")
TOTAL: Final = Field("total", "总分")
# What stands beside or below a label, and may belong to it or not.
UNPLACED: Final = Field("unplaced", "")
# What no label is for.
UNLABELLED: Final = Field("unlabelled", "")
SUMMARY: Final = Field("application.summary", "基本工作和各项标准达标情况", is_prose=True)


@lru_cache(maxsize=8)
def applicant(path: tuple[Unit, ...]) -> tuple[Field, ...]:
    """The names of an applicant along a path of units, the largest first."""
    keys = ((f"applicant.{unit.key}", unit.title) for unit in path)
    return tuple(Field(key, title, former=ANCHORS.get(key, "")) for key, title in keys)


def label(unit: Unit) -> Field:
    """What a form prints behind the name of a unit; nobody fills it in."""
    return Field(f"label.{unit.key}", f"{unit.title}（印字）")


def score(indicator: Indicator) -> Field:
    """The score of one indicator (得分)."""
    return Field(f"score.{indicator.id}", f"得分 {indicator.id}")


def entry(measure: Measure) -> Field:
    """The value of a measure, or of an indicator's score that a person awards."""
    return Field(measure.anchor, measure.label)


def fact(known: Fact) -> Field:
    """A fact of the roster, as the form was made with it."""
    return Field(known.anchor, known.label)


@dataclass(frozen=True, slots=True)
class ReviewFields:
    """The fields of one stage's review.

    Attributes:
        stage: Key of the stage.
        opinion: Its bureau's opinion (审核意见).
        date: The opinion's date.
    """

    stage: str
    opinion: Field
    date: Field


def reviews(standard: Standard) -> tuple[ReviewFields, ...]:
    """The reviews of an application, from the first stage that gives an opinion to the last."""
    found: list[ReviewFields] = []
    for stage, block in standard.application.reviews.items():
        label = block.label.rstrip("：:")
        opinion = Field(f"review.{stage}.opinion", label, is_prose=True)
        found.append(ReviewFields(stage, opinion, Field(f"review.{stage}.date", f"{label}日期")))
    return tuple(found)

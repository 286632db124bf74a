"""The fields of the three forms: what is written into a file, and looked for in it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from docgen.programme.standard import Fact, Indicator, Measure, Standard


@dataclass(frozen=True, slots=True)
class Field:
    """One place of a form that holds a value.

    Attributes:
        key: Dotted key; the tag of the content control in Word.
        label: What a person sees beside it; the alias of the content control.
        is_prose: Whether it holds sentences, over any number of paragraphs.
    """

    key: str
    label: str
    is_prose: bool = False

    @property
    def name(self) -> str:
        """The key as a defined name in a workbook."""
        return self.key.replace(".", "_")


CITY: Final = Field("community.city", "市（州）")
COUNTY: Final = Field("community.county", "县（市、区）")
STREET: Final = Field("community.street", "街道（乡镇）")
NAME: Final = Field("community.name", "社区")
APPLICANT: Final = (CITY, COUNTY, STREET, NAME)
WHOLE_NAME: Final = Field("community", "单位名称")
# A line that ends as an applicant's name does, and is one if the roster has it.
LINE_NAME: Final = Field("community.line", "单位名称")
TOTAL: Final = Field("total", "总分")
# What stands beside or below a label, and may belong to it or not.
UNPLACED: Final = Field("unplaced", "")
# What no label is for.
UNLABELLED: Final = Field("unlabelled", "")
SUMMARY: Final = Field("application.summary", "基本工作和各项标准达标情况", is_prose=True)


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

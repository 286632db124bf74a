"""The stages of a programme: who decides one after another, publishes it, and within what quota."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from docgen.programme.standard.measures import Key, Part, Text
from docgen.programme.standard.numbers import Points
from docgen.yaml_input import written_like

# Records of every database have room for so many characters.
StageKey = Annotated[Key, Field(max_length=20)]
Label = Annotated[
    str,
    written_like(
        r'[^\\/:*?"<>|\s_]{1,20}',
        "不超过20个字，文件名里能用，不含空格和下划线，如 县级",
        "up to 20 characters that a file's name may have, no blanks or underscores, such as 县级",
    ),
]
Length = Annotated[int, Field(ge=1, le=90)]
Counted = Literal["working", "calendar"]


class PublicityRule(Part):
    """How long a stage's list is published.

    Attributes:
        days: Length of publicity.
        counted: Whether working days are counted or all days of the calendar.
        first_day_counts: Whether the day of publication is the first of them.
    """

    days: Length = 5
    counted: Counted = "working"
    first_day_counts: bool = True

    @property
    def length(self) -> str:
        """Its length as documents print it: 5个工作日, 7日."""
        return f"{self.days}{'个工作日' if self.counted == 'working' else '日'}"


class Quota(Part):
    """How many a stage may choose; the round says the numbers.

    Attributes:
        by: Key of the unit of the path that has a quota each; None for one total.
    """

    by: Key | None = None


class Stage(Part):
    """One stage of the procedure.

    Attributes:
        key: Its name in ``round.yaml``, on the command line and in records.
        label: What staff call it, such as 县级.
        english: What English messages call it.
        unit: Key of the unit whose bureau decides: one of the applicant's path, or the region.
        bureau: Name of its bureaus; ``{key}`` of a unit stands for its full name.
        bureaus: Bureaus of another name, by the full name of their unit.
        opinion: Whether the application has a block for its opinion.
        publicity: How long its list is published; None if it is not.
        quota: How many it may choose; None for no bound.
        pass_mark: Total from which it may choose an applicant, if not that of the standard.
        awards: Whether it awards the honour, and does not recommend to the next stage.
    """

    key: StageKey
    label: Label
    english: Text
    unit: Key
    bureau: Text
    bureaus: Mapping[Text, Text] = Field(default_factory=dict)
    opinion: bool = True
    publicity: PublicityRule | None = None
    quota: Quota | None = None
    pass_mark: Points | None = None
    awards: bool = False

    @property
    def facts(self) -> dict[str, str]:
        """How messages call it, in Chinese, in English, and on the command line."""
        return {"stage_zh": self.label, "stage_en": self.english, "stage": self.key}

"""The levels of review: their names, deadlines, publicity and recommendations."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field

from docgen.round.documents import (
    Contact,
    Day,
    OfficialDocument,
    Recommendation,
    Section,
    Text,
    UnitName,
)

PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


class LevelName(StrEnum):
    """A level of review, from the lowest to the highest."""

    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"

    @property
    def label(self) -> str:
        """The level in Chinese: 县级, 市级, 省级."""
        return _LABELS[self]

    @property
    def facts(self) -> dict[str, str]:
        """How messages call the level, in Chinese and in English."""
        return {"level_zh": self.label, "level_en": self.value}

    @property
    def units(self) -> tuple[str, ...]:
        """Placeholders that a bureau's name may use: its own unit and those above it."""
        return _UNITS[self]


_LABELS: Final = {
    LevelName.COUNTY: "县级",
    LevelName.CITY: "市级",
    LevelName.PROVINCE: "省级",
}
_UNITS: Final = {
    LevelName.COUNTY: ("province", "city", "county"),
    LevelName.CITY: ("province", "city"),
    LevelName.PROVINCE: ("province",),
}


class PublicityRule(Section):
    """How long lists are published, the same at every level.

    Attributes:
        working_days: Length of publicity in working days.
        first_day_counts: Whether the day of publication is the first of them.
    """

    working_days: Annotated[int, Field(ge=1, le=60)] = 5
    first_day_counts: bool = True


class Publicity(OfficialDocument):
    """Publicity at one level; its notices have no head unless they are given one.

    Attributes:
        first_day: Planned day of publication.
        date: Date printed under the notice; the first day if not given.
        contact: Where objections go at this level, if not to the round's contact.
        contacts: Contacts of single bureaus, by the bureau's name.
    """

    format: Literal["document", "letter", "plain"] = "plain"
    first_day: Day
    date: Day | None = None
    contact: Contact | None = None
    contacts: Mapping[UnitName, Contact] = Field(default_factory=dict)

    @property
    def issued(self) -> datetime.date:
        """The date printed under the notice."""
        return self.date or self.first_day


class Level(Section):
    """One level of review.

    Attributes:
        bureau: Name of its bureaus, such as ``{county}人力资源和社会保障局``.
        deadline: Last day to act.
        publicity: When and where its list is published.
        recommendation: How it recommends to the level above; None until that is known.
    """

    bureau: Text
    deadline: Day
    publicity: Publicity
    recommendation: Recommendation | None = None


class Levels(Section):
    """The three levels of review, as attributes and by name: ``levels[LevelName.CITY]``."""

    county: Level
    city: Level
    province: Level

    def __getitem__(self, name: LevelName) -> Level:
        return {
            LevelName.COUNTY: self.county,
            LevelName.CITY: self.city,
            LevelName.PROVINCE: self.province,
        }[name]

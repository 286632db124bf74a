"""The model of a round: who runs it, its levels, quotas, calendar and documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from docgen.assets import builtin_standards
from docgen.characters import as_name
from docgen.round.documents import (
    Contact,
    Days,
    Determination,
    Notice,
    Revocation,
    Section,
    Text,
    UnitName,
)
from docgen.round.level import PLACEHOLDER, LevelName, Levels, PublicityRule


class Calendar(Section):
    """Days on which the round departs from the national calendar.

    Attributes:
        days_off: Days off, beyond those of the State Council.
        working_days: Days worked, such as weekends made up for.
    """

    days_off: Days = ()
    working_days: Days = ()


class Round(Section):
    """A round of assessment, as ``round.yaml`` describes it.

    Attributes:
        name: Name of the round, such as 2017年省级充分就业星级社区认定.
        year: Year of the round.
        province: Full name of the province.
        standard: Name of a built-in standard, or a file's path relative to the round.
        issuer: Who issues the notice and the determination document.
        office: The office in charge, which papers are sent to.
        notice: The document that opened the round.
        contact: Contact of the office in charge, and of every bureau without its own.
        levels: The three levels of review.
        quotas: How many applicants each city may recommend, in the printed order.
        total_quota: How many the province awards at most.
        publicity: How long lists are published.
        calendar: Departures from the national calendar.
        determination: The document that ends the round; None until it is known.
        revocation: The document that withdraws the honour; None while there is no need.
    """

    name: Text
    year: Annotated[int, Field(ge=2000, le=2099)]
    province: Text
    standard: Text
    issuer: Text
    office: Text
    notice: Notice
    contact: Contact
    levels: Levels
    quotas: Annotated[Mapping[UnitName, Annotated[int, Field(ge=0)]], Field(min_length=1)]
    total_quota: Annotated[int, Field(ge=1)]
    publicity: PublicityRule = PublicityRule()
    calendar: Calendar = Calendar()
    determination: Determination | None = None
    revocation: Revocation | None = None

    def bureau(self, level: LevelName, *, city: str = "", county: str = "") -> str:
        """Name of the bureau of a level: of this city, of this county, or of the province.

        Args:
            level: Level of the bureau.
            city: Full name of the city, needed where the bureau's pattern names it.
            county: Full name of the county, needed likewise.

        Raises:
            ValueError: The pattern names a unit that was not given.
        """
        units = {"province": self.province, "city": city, "county": county}

        def unit(match: re.Match[str]) -> str:
            name = units[match[1]]
            if not name:
                raise ValueError(f"the {level} bureau's name needs its {match[1]}")
            return name

        return PLACEHOLDER.sub(unit, self.levels[level].bureau)

    def contact_of(self, level: LevelName, bureau: str) -> Contact:
        """Contact of a bureau: its own, else its level's, else the round's."""
        publicity = self.levels[level].publicity
        return publicity.contacts.get(as_name(bureau)) or publicity.contact or self.contact


def standard_path(round_: Round, folder: Path) -> Path:
    """Path of the round's standard: the built-in one of that name, else a file.

    Args:
        round_: The round.
        folder: Folder that the round's file lies in.
    """
    return builtin_standards().get(round_.standard) or folder / round_.standard

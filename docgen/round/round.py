"""The model of a round: its programme, who runs it, its stages, calendar and documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import Field, InstanceOf

from docgen.characters import as_name
from docgen.programme import (
    Programme,
    ProgrammeHome,
    PublicityRule,
    Stage,
    bureau_name,
    programme_home,
)
from docgen.programme.standard.measures import Key
from docgen.round.documents import (
    Contact,
    Days,
    Determination,
    Notice,
    Revocation,
    Section,
    Text,
)
from docgen.round.stage_plan import StagePlan
from docgen.yaml_input import Names

OWN_PROGRAMME = "programme"
"""Folder of a bureau's own programme, if the round says no other."""

NO_UNITS: Final[Mapping[str, str]] = MappingProxyType({})


class Calendar(Section):
    """Days on which the round departs from the national calendar.

    Attributes:
        days_off: Days off, beyond those of the State Council.
        working_days: Days worked, such as weekends made up for.
    """

    days_off: Days = ()
    working_days: Days = ()


class Plan(Section):
    """What a round states of itself, whatever its programme.

    Attributes:
        name: Name of the round, such as 2017年星级学校认定.
        year: Year of the round.
        edition: What it is called where that is no year: a batch (第三批) or a term.
        region: Full name of the region that runs it, such as 示例省.
        issuer: Who issues the notice and the determination document.
        office: The office in charge, which papers are sent to.
        notice: The document that opened the round.
        contact: Contact of the office in charge, and of every bureau without its own.
        calendar: Departures from the national calendar.
        determination: The document that ends the round; None until it is known.
        revocation: The document that withdraws the honour; None while there is no need.
    """

    name: Text
    year: Annotated[int, Field(ge=2000, le=2099)]
    edition: Text | None = None
    region: Text
    issuer: Text
    office: Text
    notice: Notice
    contact: Contact
    calendar: Calendar = Calendar()
    determination: Determination | None = None
    revocation: Revocation | None = None


class RoundFile(Plan):
    """A round as ``round.yaml`` describes it.

    Attributes:
        programme: Name of a built-in programme, or a folder relative to the round.
        stages: What is planned for each stage of the programme, by its key.
    """

    programme: Text = OWN_PROGRAMME
    stages: Annotated[Mapping[Key, StagePlan], Field(min_length=1)]


class Round(Plan):
    """A round with its programme.

    Attributes:
        home: The programme as the round names it.
        programme: The programme.
        plans: What is planned for each of its stages, by the stage's key.
    """

    home: Text
    programme: InstanceOf[Programme]
    plans: Mapping[str, StagePlan]

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of its programme, from the first to the one that awards."""
        return self.programme.stages

    @property
    def term(self) -> str:
        """What titles call it: 第三批, or else its year, 2017年."""
        return self.edition or f"{self.year}年"

    @property
    def names(self) -> Names:
        """What the names in braces in texts of its programme stand for."""
        edition = {} if self.edition is None else {"edition": self.edition}
        return {"year": str(self.year), "region": self.region, **edition}

    def plan(self, stage: Stage) -> StagePlan:
        """What is planned for a stage."""
        return self.plans[stage.key]

    def rule(self, stage: Stage) -> PublicityRule | None:
        """How long a stage's list is published; None if it is not."""
        planned = self.plan(stage).publicity
        if stage.publicity is None or planned is None:
            return None
        return planned.rule(stage.publicity)

    @property
    def by_places(self) -> Stage | None:
        """The first stage that has a quota for each unit; None if none has."""
        return next((one for one in self.stages if self.plan(one).places), None)

    @property
    def places(self) -> Mapping[str, int]:
        """The quota of each unit at the first stage that has one each, in the printed order."""
        stage = self.by_places
        return {} if stage is None else self.plan(stage).places

    def bureau(self, stage: Stage, units: Mapping[str, str]) -> str:
        """Name of a stage's bureau.

        Args:
            stage: The stage.
            units: Full names of the units that the bureau belongs to, by their keys; the region's
                is known.

        Raises:
            ValueError: The bureau's pattern names a unit that was not given.
        """
        known = {**units, self.programme.region.key: self.region}
        plan = self.plan(stage)
        own = {**{as_name(unit): name for unit, name in stage.bureaus.items()}, **plan.bureaus}
        whole = "".join(known.get(key, "") for key in self.programme.units_of(stage)[1:])
        exception = own.get(whole) or own.get(known.get(stage.unit, ""))
        return bureau_name(exception or plan.bureau or stage.bureau, known)

    def contact_of(self, stage: Stage, bureau: str) -> Contact:
        """Contact of a bureau: its own, else its stage's, else the round's."""
        publicity = self.plan(stage).publicity
        if publicity is None:
            return self.contact
        return publicity.contacts.get(as_name(bureau)) or publicity.contact or self.contact


def home_of(round_: Round, folder: Path) -> ProgrammeHome:
    """Where a round's programme lies.

    Args:
        round_: The round.
        folder: Folder that the round's file lies in.
    """
    return programme_home(round_.home, folder)

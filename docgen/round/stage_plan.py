"""What a round plans for each stage of its programme: deadline, publicity, quota, documents."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from docgen.programme import PublicityRule
from docgen.programme.stage import Counted, Length
from docgen.round.documents import (
    Contact,
    Day,
    OfficialDocument,
    Recommendation,
    Section,
    Text,
    UnitName,
)


class Publicity(OfficialDocument):
    """Publicity at one stage; its notices have no head unless they are given one.

    Attributes:
        first_day: Planned day of publication.
        days: Length of publicity, if not that of the programme.
        counted: Which days are counted, likewise.
        first_day_counts: Whether the day of publication is the first of them, likewise.
        date: Date printed under the notice; the first day if not given.
        contact: Where objections go at this stage, if not to the round's contact.
        contacts: Contacts of single bureaus, by the bureau's name.
    """

    format: Literal["document", "letter", "plain"] = "plain"
    first_day: Day
    days: Length | None = None
    counted: Counted | None = None
    first_day_counts: bool | None = None
    date: Day | None = None
    contact: Contact | None = None
    contacts: Mapping[UnitName, Contact] = Field(default_factory=dict)

    @property
    def issued(self) -> datetime.date:
        """The date printed under the notice."""
        return self.date or self.first_day

    def rule(self, usual: PublicityRule) -> PublicityRule:
        """How long the list is published in this round.

        Args:
            usual: What the programme says.
        """
        own = {key: getattr(self, key) for key in PublicityRule.model_fields}
        return usual.model_copy(update={key: own[key] for key in own if own[key] is not None})


class StagePlan(Section):
    """What a round plans for one stage.

    Attributes:
        deadline: Last day to act.
        bureau: Name of its bureaus, if not that of the programme.
        bureaus: Bureaus of another name, by the full name of their unit, beside the programme's.
        publicity: When and where its list is published; None if it is not.
        recommendation: How it recommends to the next stage; None until that is known.
        places: How many applicants of each unit it may choose, in the printed order.
        total: How many it may choose in all; with places, what they add up to.
    """

    deadline: Day
    bureau: Text | None = None
    bureaus: Mapping[UnitName, Text] = Field(default_factory=dict)
    publicity: Publicity | None = None
    recommendation: Recommendation | None = None
    places: Mapping[UnitName, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    total: Annotated[int, Field(ge=1)] | None = None

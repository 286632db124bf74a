"""A programme: who applies, who decides, and by what standard; one folder of YAML and templates."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field

from docgen.programme.applicant import ApplicantType, Unit
from docgen.programme.printed_forms import Forms
from docgen.programme.stage import Stage
from docgen.programme.standard.measures import Key, Part, Text
from docgen.programme.standard.model import Name


class Region(Part):
    """The unit that runs the programme, above the path of the applicants: such as 某某省.

    Attributes:
        key: Its name in bureaus' names, such as ``region``.
        head: What it is called, such as 省.
        english: What English messages call it.
    """

    key: Key
    head: Text
    english: Text


class Programme(Part):
    """What ``programme.yaml`` says; the standard stands in a file of its own beside it.

    Attributes:
        id: Short name, such as ``hunan-2017``.
        region: The unit that runs it, whose name the round says.
        applicant: Who applies.
        forms: What its forms are called.
        stages: Who decides, from the first stage to the one that awards the honour.
    """

    id: Name
    region: Region
    applicant: ApplicantType
    forms: Forms
    stages: Annotated[tuple[Stage, ...], Field(strict=False, min_length=1, max_length=5)]

    def stage(self, key: str) -> Stage:
        """The stage with this key.

        Raises:
            KeyError: There is none.
        """
        return self._stages[key]

    @property
    def last(self) -> Stage:
        """The stage that awards the honour."""
        return self.stages[-1]

    def above(self, stage: Stage) -> Stage | None:
        """The stage that a stage recommends to; None for the last."""
        following = self.stages[self.stages.index(stage) + 1 :]
        return following[0] if following else None

    def units_of(self, stage: Stage) -> tuple[str, ...]:
        """Keys of the region and of the units down to a stage's own, which name its bureaus."""
        if stage.unit == self.region.key:
            return (self.region.key,)
        depth = self.applicant.level(stage.unit) + 1
        return (self.region.key, *self.applicant.keys[:depth])

    def below(self, stage: Stage) -> tuple[Stage, ...]:
        """The stages before a stage, the first one first."""
        return self.stages[: self.stages.index(stage)]

    @cached_property
    def quota_unit(self) -> str | None:
        """Key of the unit that quotas are given to; None if no stage has any of a unit."""
        return next((one.quota.by for one in self.stages if one.quota and one.quota.by), None)

    @property
    def counted_unit(self) -> Unit:
        """The unit that applicants are counted by: that which has quotas, else the largest."""
        return self.applicant.unit(self.quota_unit or self.applicant.keys[0])

    @property
    def quota_head(self) -> str:
        """Head of the column with the units that applicants are counted by."""
        return self.counted_unit.head

    @cached_property
    def _stages(self) -> dict[str, Stage]:
        return {stage.key: stage for stage in self.stages}

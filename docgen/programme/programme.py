"""A programme: who applies, who decides, and by what standard; one folder of YAML and templates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated

from pydantic import Field

from docgen.programme.applicant import ApplicantType
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

    def below(self, stage: Stage) -> tuple[Stage, ...]:
        """The stages before a stage, the first one first."""
        return self.stages[: self.stages.index(stage)]

    @cached_property
    def quota_unit(self) -> str | None:
        """Key of the unit that quotas are given to; None if no stage has any of a unit."""
        return next((one.quota.by for one in self.stages if one.quota and one.quota.by), None)

    @property
    def quota_head(self) -> str:
        """Head of the column with those that have quotas: their unit's, or the region's."""
        if self.quota_unit is None:
            return self.region.head
        return self.applicant.unit(self.quota_unit).head

    def quota_unit_of(self, names: Sequence[str]) -> str:
        """Name of the unit whose quota an applicant counts towards; empty if none has one."""
        return "" if self.quota_unit is None else self.applicant.name(names, self.quota_unit)

    def unit_of(self, stage: str, names: Sequence[str], region: str) -> str:
        """The unit whose bureau decides on an applicant at a stage, as files and lists name it.

        Args:
            stage: Key of the stage.
            names: The applicant's names along the path.
            region: Name of the region.

        Returns:
            Its name with those of the units above it, as two may have one name; or the
            region's.
        """
        unit = self.stage(stage).unit
        if unit == self.region.key:
            return region
        return "".join(names[: self.applicant.level(unit) + 1])

    @cached_property
    def _stages(self) -> dict[str, Stage]:
        return {stage.key: stage for stage in self.stages}

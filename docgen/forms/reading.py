"""What comes of reading one completed form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.problems import Place, Problem, errors
from docgen.records import Community, FormKind, Record


@dataclass(frozen=True, slots=True)
class Reading:
    """A completed form, understood as far as it could be.

    Attributes:
        kind: Which form it is; None if it could not be told.
        community: Whose form it is; None if it could not be told.
        record: What it says; None if kind or community could not be told.
        problems: Everything that is wrong with it.
        places: Where each field stands, by the field's key.
    """

    kind: FormKind | None = None
    community: Community | None = None
    record: Record | None = None
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        """Whether the record can be used: there is one, and no error in it."""
        return self.record is not None and not errors(self.problems)

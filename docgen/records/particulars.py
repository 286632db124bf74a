"""What the roster tells of an applicant beside its names and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from docgen.programme.standard import FactValue


@dataclass(frozen=True, slots=True)
class Particulars:
    """What decides how an applicant is assessed: its kind, and facts that conditions name.

    Attributes:
        variant: The key of its kind; empty where the standard knows no kinds.
        facts: What is known of it, by the keys of the standard's facts.
    """

    variant: str = ""
    facts: Mapping[str, FactValue] = field(default_factory=dict, hash=False)


NO_PARTICULARS: Final = Particulars()
"""Those of an applicant of a standard that asks for none."""

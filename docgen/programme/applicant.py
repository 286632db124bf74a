"""Who applies in a programme: its word, its counter, and the path of units that it belongs to."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field

from docgen.programme.standard.measures import Key, Part, Text


class Unit(Part):
    """A kind of unit on the path to an applicant; the last one is the applicant itself.

    Attributes:
        key: Its name in anchors, templates and bureaus' names, such as ``county``.
        head: Head of its column in rosters and lists, such as 县市区.
        label: What forms print behind its blank, such as 县（市、区）; empty for nothing.
        english: What English messages call it.
        endings: Endings of its names, of which a form's label gives one back: 县, 市, 区.
        nationalities: Whether its names may hold those of nationalities, which are left out when
            it is called in short: 靖州 for 靖州苗族侗族自治县.
        optional: Whether an applicant may have no such unit, as in a city without counties.
    """

    key: Key
    head: Text
    label: str = ""
    english: Text
    endings: tuple[Text, ...] = ()
    nationalities: bool = False
    optional: bool = False


class ApplicantType(Part):
    """Who applies.

    Attributes:
        word: What an applicant is called, such as 社区.
        counter: The measure word that it is counted by, such as 个.
        english: What English messages call one, and several.
        path: The units that it belongs to, the largest first, and last the applicant itself.
    """

    word: Text
    counter: Text
    english: Annotated[tuple[Text, Text], Field(strict=False)]
    path: Annotated[tuple[Unit, ...], Field(strict=False, min_length=1)]

    def unit(self, key: str) -> Unit:
        """The unit of the path with this key.

        Raises:
            KeyError: There is none.
        """
        return self.path[self.level(key)]

    def level(self, key: str) -> int:
        """Where on the path a unit stands, 0 for the largest.

        Raises:
            KeyError: There is none.
        """
        return self._levels[key]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Keys of the path's units, the largest first."""
        return tuple(unit.key for unit in self.path)

    @cached_property
    def _levels(self) -> dict[str, int]:
        return {unit.key: level for level, unit in enumerate(self.path)}

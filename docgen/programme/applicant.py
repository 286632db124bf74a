"""Who applies in a programme: its word, its counter, and the path of units that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Annotated, Final, TypeVar

from pydantic import Field

from docgen.programme.standard.measures import Key, Part, Text

# 湘西土家族苗族自治州 is called 湘西.
_AUTONOMOUS: Final = re.compile(r"(.{2,}?)(?:[^族]{1,4}族)+(?:自治)?")
# Kinds of areas whose names end like another unit's: 神农架林区 is no district called 神农架林.
_KINDS_OF_AREA: Final = re.compile(
    ".{2,}(?:林|特|新|矿|园|开发|高新|经开|管理|示范|试验|实验|保税|合作|工业|产业|旅游|度假|风景|名胜)区"
)
Named = TypeVar("Named")

_SHORTEST: Final = 2  # characters that a name must keep


class Unit(Part):
    """A kind of unit on the path to an applicant; the last one is the applicant itself.

    Attributes:
        key: Its name in anchors, templates and bureaus' names, such as ``town``.
        head: Head of its column in rosters and lists, such as 县市区.
        list_head: Its head in the lists of documents, if it is another one: 县（市、区）.
        label: What forms print behind its blank, such as 县（市、区）; empty for nothing.
        english: What English messages call it.
        endings: Endings of its names, without which it is called in short: 县, 市, 区. Forms
            leave out those that the label gives back.
        nationalities: Whether its names may hold those of nationalities, which are left out when
            it is called in short: 靖州 for 靖州苗族侗族自治县.
        optional: Whether an applicant may have no such unit, as 东莞市 has no 县.
    """

    key: Key
    head: Text
    list_head: str = ""
    label: str = ""
    english: Text
    endings: tuple[Text, ...] = ()
    nationalities: bool = False
    optional: bool = False

    @property
    def title(self) -> str:
        """How messages call its blank on a form: by the label, or the head where it has none."""
        return self.label or self.head

    def short(self, name: str) -> str:
        """What stands in a form's blank before the label; the whole name where none is printed."""
        return self._split(name) or name

    def label_of(self, name: str) -> str:
        """What a form prints behind a name; nothing where it would not give its ending back.

        A village 格塘村 is called so, and nothing more. Behind a blank that is to be filled in
        the label stands, and nothing behind a unit that need not be there.
        """
        if not name:
            return "" if self.optional else self.label
        return self.label if self._split(name) else ""

    def stem(self, name: str) -> str:
        """What it is called in short: 长沙 for 长沙市, 靖州 for 靖州苗族侗族自治县."""
        called = _without(name, self.endings) or name
        autonomous = _AUTONOMOUS.fullmatch(called) if self.nationalities else None
        return autonomous[1] if autonomous else called

    def _split(self, name: str) -> str:
        """The name without the ending that the label gives back; empty if it gives none back."""
        return _parted(name, self._given_back)

    @cached_property
    def _given_back(self) -> tuple[str, ...]:
        return tuple(filter(self._gives_back, self.endings))

    def _gives_back(self, ending: str) -> bool:
        """Whether one of the words of the label says an ending: 州 says 自治州, 乡镇 says 镇."""
        words = re.findall(r"\w+", self.label)
        if any(ending.endswith(word) for word in words):
            return True
        return any(ending in word and set(word) <= set(self.endings) for word in words)


class ApplicantType(Part):
    """Who applies.

    Attributes:
        word: What an applicant is called, such as 学校.
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

    def name(self, names: Sequence[str], key: str) -> str:
        """The name of one unit among an applicant's; empty where it has no such unit.

        Raises:
            KeyError: The path has no such unit.
        """
        return names[self.level(key)]

    def named(self, names: Sequence[Named]) -> dict[str, Named]:
        """The names, or what belongs to each, by the keys of their units."""
        return dict(zip(self.keys, names, strict=True))

    def short(self, names: Sequence[str]) -> tuple[str, ...]:
        """The names as they stand in a form's blanks, without what is printed behind each."""
        return tuple(unit.short(name) for unit, name in zip(self.path, names, strict=True))

    def labels(self, names: Sequence[str]) -> tuple[str, ...]:
        """What a form prints behind each of the names."""
        return tuple(unit.label_of(name) for unit, name in zip(self.path, names, strict=True))

    def stem(self, names: Sequence[str]) -> tuple[str, ...]:
        """The names by which the units are called in short."""
        return tuple(unit.stem(name) for unit, name in zip(self.path, names, strict=True))

    @property
    def head(self) -> str:
        """Head of the column with the applicants themselves."""
        return self.path[-1].head

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Keys of the path's units, the largest first."""
        return tuple(unit.key for unit in self.path)

    @cached_property
    def _levels(self) -> dict[str, int]:
        return {unit.key: level for level, unit in enumerate(self.path)}


# Of the units of a roster most are many applicants'.
@lru_cache(maxsize=4096)
def _parted(name: str, endings: tuple[str, ...]) -> str:
    return "" if _KINDS_OF_AREA.fullmatch(name) else _without(name, endings)


def _without(name: str, endings: Sequence[str]) -> str:
    """A name without the first of the endings that it has; empty if it has none."""
    for ending in endings:
        if name.endswith(ending) and len(name) - len(ending) >= _SHORTEST:
            return name.removesuffix(ending)
    return ""

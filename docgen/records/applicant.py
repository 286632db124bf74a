"""An applicant and where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.characters import as_name

# The words that a form prints behind the blanks, and so are not repeated in them:
# ____市（州）____县（市、区）____街道（乡镇）____社区 (head of Annexes 2 and 3).
_PRINTED_SUFFIXES = (("市", "自治州", "州"), ("县", "市", "区"), ("街道", "乡", "镇"), ("社区",))
# 湘西土家族苗族自治州 is called 湘西.
_AUTONOMOUS = re.compile(r"(.{2,}?)(?:[^族]{1,4}族)+(?:自治)?")
_MAY_BE_AUTONOMOUS = 2  # cities and counties


@dataclass(frozen=True, slots=True, order=True)
class Applicant:
    """An applicant (社区) with the units it belongs to, by their full official names.

    Names that look the same are the same: each is kept with the characters that are meant.

    Attributes:
        city: City or prefecture (市州), such as 长沙市.
        county: County, county-level city or district (县市区).
        street: Street or township (街道、乡镇).
        name: The applicant itself, such as 星火社区.
    """

    city: str
    county: str
    street: str
    name: str

    def __post_init__(self) -> None:
        given = self.full_name
        if as_name(given) is given:
            return
        for unit, name in zip(self.__match_args__, self, strict=True):
            object.__setattr__(self, unit, as_name(name))

    def __iter__(self) -> Iterator[str]:
        return iter((self.city, self.county, self.street, self.name))

    @property
    def full_name(self) -> str:
        """All four names in one, as documents print them."""
        return "".join(self)

    @property
    def short(self) -> Applicant:
        """The names as they stand in a form's blanks, without the word printed behind each.

        A name of which a single character would be left stays whole.
        """
        return Applicant(
            *(
                _without(name, suffixes)
                for name, suffixes in zip(self, _PRINTED_SUFFIXES, strict=True)
            )
        )

    @property
    def stem(self) -> Applicant:
        """The names by which the units are called: without the word behind, and nationalities."""
        return Applicant(*(stem(level, name) for level, name in enumerate(self)))


def stem(level: int, name: str) -> str:
    """What a unit is called in short: 长沙 for 长沙市, 靖州 for 靖州苗族侗族自治县.

    Args:
        level: 0 for a city, 1 for a county, 2 for a street, 3 for an applicant.
        name: Its name.
    """
    called = _without(name, _PRINTED_SUFFIXES[level])
    autonomous = _AUTONOMOUS.fullmatch(called) if level < _MAY_BE_AUTONOMOUS else None
    return autonomous[1] if autonomous else called


def _without(name: str, suffixes: tuple[str, ...]) -> str:
    for suffix in suffixes:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix)
    return name

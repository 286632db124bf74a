"""A community and where it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# The words that a form prints behind the blanks, and so are not repeated in them:
# ____市（州）____县（市、区）____街道（乡镇）____社区 (head of Annexes 2 and 3).
_PRINTED_SUFFIXES = (("市", "自治州", "州"), ("县", "市", "区"), ("街道", "乡", "镇"), ("社区",))


@dataclass(frozen=True, slots=True, order=True)
class Community:
    """A community (社区) with the units it belongs to, by their full official names.

    Attributes:
        city: City or prefecture (市州), such as 长沙市.
        county: County, county-level city or district (县市区).
        street: Street or township (街道、乡镇).
        name: The community itself, such as 星火社区.
    """

    city: str
    county: str
    street: str
    name: str

    def __iter__(self) -> Iterator[str]:
        return iter((self.city, self.county, self.street, self.name))

    @property
    def full_name(self) -> str:
        """All four names in one, as documents print them."""
        return "".join(self)

    @property
    def short(self) -> Community:
        """The names as they stand in a form's blanks, without the word printed behind each.

        A name of which a single character would be left stays whole.
        """
        return Community(
            *(
                _without(name, suffixes)
                for name, suffixes in zip(self, _PRINTED_SUFFIXES, strict=True)
            )
        )


def _without(name: str, suffixes: tuple[str, ...]) -> str:
    for suffix in suffixes:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix)
    return name

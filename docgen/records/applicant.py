"""An applicant and the units that it belongs to, by their names."""

from __future__ import annotations

from typing import Self

from docgen.characters import as_name


class Applicant(tuple[str, ...]):
    """An applicant: the full official names along the path of units of its programme.

    The largest unit stands first, the applicant itself last. What the units are called, and which
    of their names may be empty, says the programme (`docgen.programme.ApplicantType`). Names that
    look the same are the same: each is kept with the characters that are meant.

    Args:
        *names: Its names, such as 长沙市, 岳麓区, 麓南街道, 格塘村.
    """

    __slots__ = ()

    def __new__(cls, *names: str) -> Self:
        """Keep the names as they are compared."""
        given = "".join(names)
        if as_name(given) is not given:
            names = tuple(map(as_name, names))
        return super().__new__(cls, names)

    def __getnewargs__(self) -> tuple[str, ...]:
        return tuple(self)

    @property
    def name(self) -> str:
        """The applicant itself, without its units."""
        return self[-1]

    @property
    def full_name(self) -> str:
        """All names in one, as documents print them."""
        return "".join(self)

"""The columns that name an applicant in a list: a page has room for four of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Final

from docgen.programme.applicant import ApplicantType, Unit

ROOM: Final = 4
_BETWEEN: Final = "/"  # which stands in no name of a roster


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column with the names of one unit, or of several above the others.

    Attributes:
        units: Its units, the largest first; none of a column that is left blank.
    """

    units: tuple[Unit, ...] = ()

    @property
    def head(self) -> str:
        """Its head."""
        return _BETWEEN.join(unit.head for unit in self.units)

    @property
    def printed(self) -> str:
        """Its head in the lists of documents."""
        return _BETWEEN.join(unit.list_head or unit.head for unit in self.units)

    @property
    def heads(self) -> str:
        """Its head in Chinese, and in English below."""
        english = _BETWEEN.join(unit.english.capitalize() for unit in self.units)
        return f"{self.head}\n{english}" if self.units else ""

    @property
    def key(self) -> str:
        """How the names of its cells begin; empty of a blank column."""
        return f"applicant_{self.units[-1].key}" if self.units else ""

    def text(self, names: Sequence[str]) -> str:
        """What it shows of the names of its units."""
        return _BETWEEN.join(filter(None, names))

    def names(self, text: str) -> tuple[str, ...]:
        """The names of its units that a text shows; none where it does not show that many."""
        found = text.split(_BETWEEN) if len(self.units) > 1 else [text]
        missing = len(self.units) - len(found)
        if missing and missing == sum(unit.optional for unit in self.units):
            given = iter(found)
            return tuple("" if unit.optional else next(given) for unit in self.units)
        return tuple(found) if not missing else ("",) * len(self.units)


def list_columns(kind: ApplicantType) -> tuple[ListColumn, ...]:
    """The columns of a path: the last of them names the applicant; blank ones stand before.

    Where the path is longer than a page has room for, its largest units share the first column.
    """
    shared = max(len(kind.path) - ROOM + 1, 1)
    first, rest = kind.path[:shared], kind.path[shared:]
    columns = [ListColumn(first), *(ListColumn((unit,)) for unit in rest)]
    return tuple(chain(repeat(ListColumn(), ROOM - len(columns)), columns))


def row_texts(kind: ApplicantType, names: Sequence[str]) -> tuple[str, ...]:
    """What each of the columns shows of an applicant's names."""
    left = iter(names)
    return tuple(column.text([next(left) for _ in column.units]) for column in list_columns(kind))

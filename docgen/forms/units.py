"""Units that a roster calls by short names: 长沙 is 长沙市 where no other unit is called so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from docgen.records import Applicant, stem

LEVELS: Final = 3
"""Units above an applicant: city, county, street."""

Path = tuple[str, ...]
"""Names from the city downwards."""


class Units:
    """What the units of a roster are called in full.

    Args:
        applicants: Those on the roster, as it names them.
        cities: Cities that are known beside.

    Attributes:
        full: Full name of each unit that is called by a short one, by its path.
        ambiguous: Units that may be meant by a short name, where there are several.
    """

    def __init__(self, applicants: Iterable[Applicant], cities: Iterable[str] = ()) -> None:
        self.full: dict[Path, str] = {}
        self.ambiguous: dict[Path, list[str]] = {}
        paths = dict.fromkeys((one.city, one.county, one.street) for one in applicants)
        for level in range(LEVELS):
            names: dict[Path, dict[str, None]] = defaultdict(dict)
            names[()] |= dict.fromkeys(() if level else cities)
            for path in paths:
                names[self._whole(path[:level])][path[level]] = None
            for parent, siblings in names.items():
                self._enter(level, parent, siblings)

    def whole(self, applicant: Applicant) -> Applicant:
        """An applicant with the full names of its units."""
        if not self.full:
            return applicant
        names = tuple(applicant)
        return Applicant(*self._whole(names[:LEVELS]), *names[LEVELS:])

    def path(self, applicant: Applicant, level: int) -> Path:
        """Where an applicant's unit is entered: the full names above it, and its own as typed."""
        names = tuple(applicant)
        return (*self._whole(names[:level]), names[level])

    def _whole(self, path: Path) -> Path:
        found: Path = ()
        for name in path:
            found = (*found, self.full.get((*found, name), name))
        return found

    def _enter(self, level: int, parent: Path, siblings: Mapping[str, None]) -> None:
        called = {name: stem(level, name) for name in siblings}
        by_stem: dict[str, list[str]] = defaultdict(list)
        for name, short in called.items():
            if name != short:
                by_stem[short].append(name)
        for name, short in called.items():
            meant = by_stem.get(name, []) if name == short else []
            if len(meant) == 1:
                self.full[*parent, name] = meant[0]
            elif meant:
                self.ambiguous[*parent, name] = meant

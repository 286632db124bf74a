"""Units that a roster calls by short names: 长沙 is 长沙市 where no other unit is called so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from docgen.programme import ApplicantType
from docgen.records import Applicant

Path = tuple[str, ...]
"""Names from the largest unit downwards."""


class Units:
    """What the units of a roster are called in full.

    Args:
        kind: What applicants and their units are called.
        applicants: Those on the roster, as it names them.
        known: Names of units of one kind that are known beside.
        known_of: Key of their kind; None if there are none.

    Attributes:
        full: Full name of each unit that is called by a short one, by its path.
        ambiguous: Units that may be meant by a short name, where there are several.
    """

    def __init__(
        self,
        kind: ApplicantType,
        applicants: Iterable[Applicant],
        known: Iterable[str] = (),
        known_of: str | None = None,
    ) -> None:
        self._path = kind.path
        self._above = len(kind.path) - 1
        self.full: dict[Path, str] = {}
        self.ambiguous: dict[Path, list[str]] = {}
        paths = dict.fromkeys(tuple(one[: self._above]) for one in applicants)
        beside = 0 if known_of == kind.keys[0] else None
        for level in range(self._above):
            names: dict[Path, dict[str, None]] = defaultdict(dict)
            names[()] |= dict.fromkeys(known if level == beside else ())
            for path in paths:
                names[self._whole(path[:level])][path[level]] = None
            for parent, siblings in names.items():
                self._enter(level, parent, siblings)

    def whole(self, applicant: Applicant) -> Applicant:
        """An applicant with the full names of its units."""
        if not self.full:
            return applicant
        names = tuple(applicant)
        return Applicant(*self._whole(names[: self._above]), *names[self._above :])

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
        called = {name: self._path[level].stem(name) for name in filter(None, siblings)}
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

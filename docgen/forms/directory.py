"""The applicants of a round, found by what a form says of whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from docgen.characters import as_name
from docgen.forms.identity import Identity, WholeName
from docgen.forms.labels import squeezed
from docgen.problems import Place, Problem, problem
from docgen.records import Applicant


class Directory:
    """The applicants of a round, found by what a form prints of them."""

    def __init__(self, applicants: Iterable[Applicant]) -> None:
        self._by_stem: dict[Applicant, list[Applicant]] = defaultdict(list)
        # Whole units by each name that a folder may have: the city of 长沙 is ("长沙市",).
        self._units: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for applicant in applicants:
            self._by_stem[applicant.stem].append(applicant)
            units = tuple(applicant)
            for length, (name, short) in enumerate(zip(applicant, applicant.short, strict=True), 1):
                self._units[name].add(units[:length])
                self._units[short].add(units[:length])

    def find(self, names: Applicant) -> Applicant | None:
        """The applicant of these names, with the words behind them or without; None if unsure."""
        matches = self._by_stem.get(names.stem, [])
        if names in matches:
            return names
        return matches[0] if len(matches) == 1 else None

    def is_ambiguous(self, names: Applicant) -> bool:
        """Whether several applicants could be meant by these names."""
        matches = self._by_stem.get(names.stem, [])
        return names not in matches and len(matches) > 1

    def identify(self, identity: Identity) -> tuple[Applicant | None, tuple[Problem, ...]]:
        """The applicant that a form belongs to, or the problems why it cannot be told."""
        has_names = any(identity.names)
        known = self._known(identity.wholes)
        if not has_names and len(known) > 1:
            return None, _two(known)
        if identity.problems and (has_names or not identity.wholes):
            return None, identity.problems
        if has_names:
            applicant, problems = self._by_names(identity)
            others = {one: whole for one, whole in known.items() if one != applicant}
            if applicant is not None and others:
                return None, _two({applicant: WholeName("", identity.place, False)} | others)
            return applicant, problems
        if not known and not any(whole.is_named for whole in identity.wholes):
            return None, identity.problems
        return self._by_whole_name(identity, known)

    def _by_names(self, identity: Identity) -> tuple[Applicant | None, tuple[Problem, ...]]:
        printed, stated = identity.names, identity.stated
        matches = self._by_stem.get(printed.stem, [])
        candidates = [match for match in matches if match == printed] or matches
        same = stated is None or stated.stem == printed.stem
        return _chosen(candidates, stated, same, " ".join(printed), identity.place)

    def _by_whole_name(
        self, identity: Identity, known: Mapping[Applicant, WholeName]
    ) -> tuple[Applicant | None, tuple[Problem, ...]]:
        whole = next(iter([*known.values(), *identity.wholes]))
        candidates = self._by_whole(whole.text)
        same = identity.stated is None
        return _chosen(candidates, identity.stated, same, whole.text, whole.place)

    def _known(self, wholes: Iterable[WholeName]) -> dict[Applicant, WholeName]:
        """The applicants that whole names are, each of which could be no other."""
        found: dict[Applicant, WholeName] = {}
        for whole in wholes:
            matches = self._by_whole(whole.text)
            if len(matches) == 1:
                found.setdefault(matches[0], whole)
        return found

    def check_folder(self, file: str, applicant: Applicant | None) -> list[Problem]:
        """A problem if a folder on the way to a file bears the name of another unit.

        Args:
            file: The file, with its folders.
            applicant: Whose form it is; None if it is not known.
        """
        if applicant is None:
            return []
        units = tuple(applicant)
        for name in PurePosixPath(file).parts[:-1]:
            named = self._units.get(as_name(name), set())
            if named and not any(units[: len(unit)] == unit for unit in named):
                facts = {"folder": name, "printed": applicant.full_name}
                return [problem("form.folder-mismatch", Place(file=file), **facts)]
        return []

    def _by_whole(self, whole: str) -> list[Applicant]:
        """Applicants whose names, written in one with their endings or without, are this."""
        return [
            applicant
            for alike in self._by_stem.values()
            for applicant in alike
            if whole in (squeezed(applicant.full_name), squeezed("".join(applicant.short)))
        ]


def _chosen(
    candidates: Sequence[Applicant], stated: Applicant | None, same: bool, printed: str, at: Place
) -> tuple[Applicant | None, tuple[Problem, ...]]:
    """The applicant among candidates, or why none of them is.

    Args:
        candidates: Applicants of these names.
        stated: The one that the file was made for, if it says so.
        same: Whether what is printed may be that one.
        printed: The names as they stand there.
        at: Where they stand.
    """
    if stated in candidates:
        return stated, ()
    if len(candidates) == 1 and same:
        return candidates[0], ()
    facts = {"printed": printed}
    if stated is not None and not same:
        code = "form.community-mismatch"
        facts["stated"] = stated.full_name
    else:
        code = "form.community-ambiguous" if candidates else "form.community-unknown"
    return None, (problem(code, at, **facts),)


def _two(known: Mapping[Applicant, WholeName]) -> tuple[Problem, ...]:
    return tuple(
        problem(
            "form.two-applicants",
            whole.place,
            name=applicant.full_name,
            others="」「".join(other.full_name for other in known if other != applicant),
        )
        for applicant, whole in known.items()
    )

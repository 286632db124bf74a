"""Whose form a file is: what it says of itself against what is printed on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from docgen.forms import fields, values
from docgen.forms.document import COMMUNITY_PROPERTY, Document
from docgen.forms.labels import squeezed
from docgen.forms.lookup import Lookup
from docgen.problems import Place, Problem, errors, problem
from docgen.records import Community

_NOBODY: Final = Community("", "", "", "")


@dataclass(frozen=True, slots=True)
class WholeName:
    """A whole name that was written in one, without the form's labels.

    Attributes:
        text: The name, squeezed.
        place: Where it stands.
        is_named: Whether a heading says that it is the name; else it is one if the roster has it.
    """

    text: str
    place: Place
    is_named: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """What a form says of whose it is.

    Attributes:
        names: The names that stand on it, as they were typed; blank where they were left blank.
        stated: The community that the file was made for; None if it does not say.
        place: Where its name stands.
        wholes: Whole names that stand on it.
        problems: Names that were left blank or cannot be told.
    """

    names: Community
    stated: Community | None
    place: Place
    wholes: tuple[WholeName, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_identity(lookup: Lookup) -> Identity:
    """What a form says of whose it is."""
    document = lookup.document
    stated = _stated(document)
    found = [lookup.optional(field) for field in fields.COMMUNITY]
    if several := _several(lookup):
        lookup.problems[:] = [one for one in lookup.problems if one.code != "form.field-unclear"]
        return Identity(_NOBODY, stated, several[0].place, (), several)
    names = ["".join(values.text(one.raw).split()) if one else "" for one in found]
    place = next((one.place for one in reversed(found) if one), Place(file=document.file))
    blank = [
        problem(
            "form.community-blank",
            one.place if one else Place(file=document.file, field=field.label),
            label=field.label,
        )
        for field, name, one in zip(fields.COMMUNITY, names, found, strict=True)
        if not name and (one is not None or field.key not in lookup.places)
    ]
    wholes = () if errors(lookup.problems) else tuple(_wholes(lookup))
    return Identity(Community(*names), stated, place, wholes, tuple(blank))


def _wholes(lookup: Lookup) -> Iterator[WholeName]:
    """The whole names of a form whose names were not found by its own anchors alone."""
    for field in (fields.WHOLE_NAME, fields.LINE_NAME):
        for one in lookup.labelled(field):
            if text := squeezed(values.text(one.raw)):
                yield WholeName(text, one.place, field is fields.WHOLE_NAME)


def _several(lookup: Lookup) -> tuple[Problem, ...]:
    """A problem at each place of a name, where labels name several communities."""
    places: dict[Community, Place] = {}
    named = [lookup.labelled(field) for field in fields.COMMUNITY]
    for found in zip(*named, strict=False):
        names = Community(*(squeezed(values.text(one.raw)) for one in found))
        if all(names):
            places.setdefault(names.short, found[-1].place)
    if len(places) < 2:
        return ()
    return tuple(
        problem("form.two-applicants", place, name="".join(names), others=_others(places, names))
        for names, place in places.items()
    )


def _others(places: Iterable[Community], names: Community) -> str:
    return "」「".join("".join(other) for other in places if other != names)


def stated_as(community: Community) -> str:
    """The community as a form's document property."""
    return "/".join(community)


def _stated(document: Document) -> Community | None:
    names = document.properties.get(COMMUNITY_PROPERTY, "").split("/")
    return Community(*names) if len(names) == 4 else None


class Directory:
    """The communities of a round, found by what a form prints of them."""

    def __init__(self, communities: Iterable[Community]) -> None:
        self._by_short: dict[Community, list[Community]] = defaultdict(list)
        # Whole units by each name that a folder may have: the city of 长沙 is ("长沙市",).
        self._units: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for community in communities:
            self._by_short[community.short].append(community)
            units = tuple(community)
            for length, (name, short) in enumerate(zip(community, community.short, strict=True), 1):
                self._units[name].add(units[:length])
                self._units[short].add(units[:length])

    def find(self, names: Community) -> Community | None:
        """The community of these names, with the words behind them or without; None if unsure."""
        matches = self._by_short.get(names.short, [])
        if names in matches:
            return names
        return matches[0] if len(matches) == 1 else None

    def identify(self, identity: Identity) -> tuple[Community | None, tuple[Problem, ...]]:
        """The community that a form belongs to, or the problems why it cannot be told."""
        has_names = any(identity.names)
        known = self._known(identity.wholes)
        if not has_names and len(known) > 1:
            return None, _two(known)
        if identity.problems and (has_names or not identity.wholes):
            return None, identity.problems
        if has_names:
            community, problems = self._by_names(identity)
            others = {one: whole for one, whole in known.items() if one != community}
            if community is not None and others:
                return None, _two({community: WholeName("", identity.place, False)} | others)
            return community, problems
        if not known and not any(whole.is_named for whole in identity.wholes):
            return None, identity.problems
        return self._by_whole_name(identity, known)

    def _by_names(self, identity: Identity) -> tuple[Community | None, tuple[Problem, ...]]:
        printed, stated = identity.names, identity.stated
        matches = self._by_short.get(printed.short, [])
        candidates = [match for match in matches if match == printed] or matches
        same = stated is None or stated.short == printed.short
        return _chosen(candidates, stated, same, " ".join(printed), identity.place)

    def _by_whole_name(
        self, identity: Identity, known: Mapping[Community, WholeName]
    ) -> tuple[Community | None, tuple[Problem, ...]]:
        whole = next(iter([*known.values(), *identity.wholes]))
        candidates = self._by_whole(whole.text)
        same = identity.stated is None
        return _chosen(candidates, identity.stated, same, whole.text, whole.place)

    def _known(self, wholes: Iterable[WholeName]) -> dict[Community, WholeName]:
        """The communities that whole names are, each of which could be no other."""
        found: dict[Community, WholeName] = {}
        for whole in wholes:
            matches = self._by_whole(whole.text)
            if len(matches) == 1:
                found.setdefault(matches[0], whole)
        return found

    def check_folder(self, file: str, community: Community | None) -> list[Problem]:
        """A problem if a folder on the way to a file bears the name of another unit.

        Args:
            file: The file, with its folders.
            community: Whose form it is; None if it is not known.
        """
        if community is None:
            return []
        units = tuple(community)
        for name in PurePosixPath(file).parts[:-1]:
            named = self._units.get(name, set())
            if named and not any(units[: len(unit)] == unit for unit in named):
                facts = {"folder": name, "printed": community.full_name}
                return [problem("form.folder-mismatch", Place(file=file), **facts)]
        return []

    def _by_whole(self, whole: str) -> list[Community]:
        """Communities whose names, written in one with their endings or without, are this."""
        return [
            community
            for short, alike in self._by_short.items()
            for community in alike
            if whole in (squeezed(community.full_name), squeezed("".join(short)))
        ]


def _chosen(
    candidates: Sequence[Community], stated: Community | None, same: bool, printed: str, at: Place
) -> tuple[Community | None, tuple[Problem, ...]]:
    """The community among candidates, or why none of them is.

    Args:
        candidates: Communities of these names.
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


def _two(known: Mapping[Community, WholeName]) -> tuple[Problem, ...]:
    return tuple(
        problem(
            "form.two-applicants",
            whole.place,
            name=community.full_name,
            others="」「".join(other.full_name for other in known if other != community),
        )
        for community, whole in known.items()
    )

"""Whose form a file is: what it says of itself against what is printed on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from docgen.characters import as_name
from docgen.forms import fields
from docgen.forms.document import COMMUNITY_PROPERTY, Document, Found
from docgen.forms.labels import squeezed
from docgen.forms.lookup import Lookup
from docgen.forms.signs import name_of
from docgen.problems import Place, Problem, errors, problem
from docgen.records import Community

_NOBODY: Final = Community("", "", "", "")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a form says of whose it is.

    Attributes:
        names: The names that stand on it, as they were typed; blank where they were left blank.
        stated: The community that the file was made for; None if it does not say.
        place: Where its name stands.
        whole: The whole name, where it was written in one, without the form's labels.
        problems: Names that were left blank or cannot be told.
    """

    names: Community
    stated: Community | None
    place: Place
    whole: str = ""
    problems: tuple[Problem, ...] = ()


def read_identity(lookup: Lookup) -> Identity:
    """What a form says of whose it is."""
    document = lookup.document
    stated = _stated(document)
    found = [lookup.optional(field) for field in fields.COMMUNITY]
    names = [
        name_of(one.raw, one.place, field.label, lookup.problems) if one else ""
        for field, one in zip(fields.COMMUNITY, found, strict=True)
    ]
    place = next((one.place for one in reversed(found) if one), Place(file=document.file))
    whole = (
        lookup.optional(fields.WHOLE_NAME)
        if not any(names) and not errors(lookup.problems)
        else None
    )
    if whole is not None and (written := _whole(whole, lookup)):
        return Identity(_NOBODY, stated, whole.place, written)
    blank = [
        problem(
            "form.community-blank",
            one.place if one else Place(file=document.file, field=field.label),
            label=field.label,
        )
        for field, name, one in zip(fields.COMMUNITY, names, found, strict=True)
        if not name and (one is not None or field.key not in lookup.places)
    ]
    return Identity(Community(*names), stated, place, "", tuple(blank))


def _whole(found: Found, lookup: Lookup) -> str:
    """A name that is written in one, for comparison."""
    return squeezed(name_of(found.raw, found.place, fields.WHOLE_NAME.label, lookup.problems))


def stated_as(community: Community) -> str:
    """The community as a form's document property."""
    return "/".join(community)


def _stated(document: Document) -> Community | None:
    names = document.properties.get(COMMUNITY_PROPERTY, "").split("/")
    return Community(*names) if len(names) == 4 else None


class Directory:
    """The communities of a round, found by what a form prints of them."""

    def __init__(self, communities: Iterable[Community]) -> None:
        self._by_stem: dict[Community, list[Community]] = defaultdict(list)
        # Whole units by each name that a folder may have: the city of 长沙 is ("长沙市",).
        self._units: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for community in communities:
            self._by_stem[community.stem].append(community)
            units = tuple(community)
            for length, (name, short) in enumerate(zip(community, community.short, strict=True), 1):
                self._units[name].add(units[:length])
                self._units[short].add(units[:length])

    def find(self, names: Community) -> Community | None:
        """The community of these names, with the words behind them or without; None if unsure."""
        matches = self._by_stem.get(names.stem, [])
        if names in matches:
            return names
        return matches[0] if len(matches) == 1 else None

    def is_ambiguous(self, names: Community) -> bool:
        """Whether several communities could be meant by these names."""
        matches = self._by_stem.get(names.stem, [])
        return names not in matches and len(matches) > 1

    def identify(self, identity: Identity) -> tuple[Community | None, tuple[Problem, ...]]:
        """The community that a form belongs to, or the problems why it cannot be told."""
        if identity.problems:
            return None, identity.problems
        printed, stated = identity.names, identity.stated
        if identity.whole:
            matches = self._by_whole(identity.whole)
        else:
            matches = self._by_stem.get(printed.stem, [])
        candidates = [match for match in matches if match == printed] or matches
        if stated in candidates:
            return stated, ()
        same = stated is None or (not identity.whole and stated.stem == printed.stem)
        if len(candidates) == 1 and same:
            return candidates[0], ()
        facts = {"printed": identity.whole or " ".join(printed)}
        if stated is not None and not same:
            code = "form.community-mismatch"
            facts["stated"] = stated.full_name
        else:
            code = "form.community-ambiguous" if candidates else "form.community-unknown"
        return None, (problem(code, identity.place, **facts),)

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
            named = self._units.get(as_name(name), set())
            if named and not any(units[: len(unit)] == unit for unit in named):
                facts = {"folder": name, "printed": community.full_name}
                return [problem("form.folder-mismatch", Place(file=file), **facts)]
        return []

    def _by_whole(self, whole: str) -> list[Community]:
        """Communities whose names, written in one with their endings or without, are this."""
        return [
            community
            for alike in self._by_stem.values()
            for community in alike
            if whole in (squeezed(community.full_name), squeezed("".join(community.short)))
        ]

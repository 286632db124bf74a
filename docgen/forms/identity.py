"""Whose form a file is: what it says of itself against what is printed on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from docgen.forms import fields, values
from docgen.forms.document import COMMUNITY_PROPERTY, Document
from docgen.problems import Place, Problem, problem
from docgen.records import Community


@dataclass(frozen=True, slots=True)
class Identity:
    """What a form says of whose it is.

    Attributes:
        printed: The names that stand on it, as they were typed.
        stated: The community that the file was made for; None if it does not say.
        place: Where its name stands.
        problems: Names that were left blank.
    """

    printed: Community
    stated: Community | None
    place: Place
    problems: tuple[Problem, ...] = ()


def read_identity(document: Document) -> Identity:
    """What a form says of whose it is."""
    names: list[str] = []
    blank: list[Problem] = []
    place = Place(file=document.file)
    for field in fields.COMMUNITY:
        found = document.find(field)
        name = "".join(values.text(found.raw).split()) if found else ""
        place = found.place if found else Place(file=document.file, field=field.label)
        if not name:
            blank.append(problem("form.community-blank", place, label=field.label))
        names.append(name)
    return Identity(Community(*names), _stated(document), place, tuple(blank))


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
        for community in communities:
            self._by_short[community.short].append(community)

    def __contains__(self, community: Community) -> bool:
        return community in self._by_short.get(community.short, ())

    def identify(self, identity: Identity) -> tuple[Community | None, tuple[Problem, ...]]:
        """The community that a form belongs to, or the problems why it cannot be told."""
        if identity.problems:
            return None, identity.problems
        printed, stated = identity.printed, identity.stated
        matches = self._by_short.get(printed.short, [])
        candidates = [match for match in matches if match == printed] or matches
        if stated in candidates:
            return stated, ()
        same = stated is None or stated.short == printed.short
        if len(candidates) == 1 and same:
            return candidates[0], ()
        facts = {"printed": " ".join(printed)}
        if stated is not None and not same:
            code = "form.community-mismatch"
            facts["stated"] = stated.full_name
        else:
            code = "form.community-ambiguous" if candidates else "form.community-unknown"
        return None, (problem(code, identity.place, **facts),)

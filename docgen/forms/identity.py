"""Whose form a file is: what it says of itself against what is printed on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from docgen.forms import fields, values
from docgen.forms.document import COMMUNITY_PROPERTY, Document
from docgen.problems import Place, Problem, problem
from docgen.records import Community


class Directory:
    """The communities of a round, found by what a form prints of them."""

    def __init__(self, communities: Iterable[Community]) -> None:
        self._by_short: dict[Community, list[Community]] = defaultdict(list)
        for community in communities:
            self._by_short[community.short].append(community)

    def __contains__(self, community: Community) -> bool:
        return community in self._by_short.get(community.short, ())

    def identify(self, document: Document) -> tuple[Community | None, list[Problem]]:
        """The community that a form belongs to, or the problems why it cannot be told."""
        stated = _stated(document)
        printed, blank = _printed(document)
        if blank:
            return None, blank
        matches = self._by_short.get(printed.short, [])
        exact = [match for match in matches if match == printed]
        candidates = exact or matches
        if stated in candidates:
            return stated, []
        place = _place(document)
        if stated is not None:
            return None, [
                problem(
                    "form.community-mismatch",
                    place,
                    printed=printed.full_name,
                    stated=stated.full_name,
                )
            ]
        if len(candidates) == 1:
            return candidates[0], []
        code = "form.community-ambiguous" if candidates else "form.community-unknown"
        return None, [problem(code, place, printed=printed.full_name)]


def stated_as(community: Community) -> str:
    """The community as a form's document property."""
    return "/".join(community)


def _stated(document: Document) -> Community | None:
    names = document.properties.get(COMMUNITY_PROPERTY, "").split("/")
    return Community(*names) if len(names) == 4 else None


def _printed(document: Document) -> tuple[Community, list[Problem]]:
    names: list[str] = []
    blank: list[Problem] = []
    for field in fields.COMMUNITY:
        found = document.find(field)
        name = "".join(values.text(found.raw).split()) if found else ""
        if not name:
            place = found.place if found else Place(file=document.file, field=field.label)
            blank.append(problem("form.community-blank", place, label=field.label))
        names.append(name)
    return Community(*names), blank


def _place(document: Document) -> Place:
    found = document.find(fields.NAME)
    return found.place if found else Place(file=document.file)

"""Entries of a YAML file that a model does not take, as problems that name key, place and cure."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel
from pydantic_core import ErrorDetails
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from docgen.catalogue import MESSAGES
from docgen.problems import Place, Problem, problem
from docgen.yaml_input.expected import choices_of, expected, shown
from docgen.yaml_input.lines import excerpt
from docgen.yaml_input.paths import Location, homes_of, names_at, path_text

if TYPE_CHECKING:
    from docgen.yaml_input.source import YamlSource

_LIKE: Final = 0.7
_MOST_HOMES: Final = 3
_COLONS: Final = {"：": "yaml.wide-colon", ":": "yaml.colon-without-space"}


class Entries:
    """The entries of a file, in the light of the model that they were checked against.

    Args:
        source: The file.
        model: The model.
    """

    def __init__(self, source: YamlSource, model: type[BaseModel]) -> None:
        self._source = source
        self._model = model

    def problems(self, errors: Sequence[ErrorDetails]) -> list[Problem]:
        """What is wrong, in the order of the file; a key that was misspelt is not missing too."""
        meant = {
            (*self._in_file(error["loc"])[:-1], near)
            for error in errors
            if error["type"] == "extra_forbidden" and (near := self._near(error["loc"]))
        }
        found = [
            self._problem(error)
            for error in errors
            if error["type"] != "missing" or self._in_file(error["loc"]) not in meant
        ]
        return sorted(found, key=lambda one: (one.place.line or 0, one.place.column or 0))

    def _problem(self, error: ErrorDetails) -> Problem:
        location, kind, given = self._in_file(error["loc"]), error["type"], error["input"]
        place, key = self._source.place(location), path_text(location)
        if kind in ("missing", "union_tag_not_found"):
            name = (*location, "kind") if kind == "union_tag_not_found" else location
            return problem("yaml.missing-key", place, key=path_text(name))
        if kind == "extra_forbidden":
            return self._unknown(error["loc"], place)
        if given is None:
            return problem("yaml.value-missing", place, key=key)
        if choices := choices_of(error):
            return self._not_a_choice(location, choices, given)
        if (slip := self._slip(location, kind, given)) is not None:
            return slip
        facts = {"key": key, **shown(given)}
        context = error.get("ctx", {})
        if kind in MESSAGES:
            return problem(kind, place, **facts, **context)
        return problem("yaml.wrong-value", place, **facts, **expected(error))

    def _unknown(self, loc: Location, place: Place) -> Problem:
        location = self._in_file(loc)
        key, name = path_text(location), str(location[-1])
        if name.startswith("-"):
            return problem("yaml.dash-without-space", place, found=excerpt(name))
        if name[0].isspace():
            return problem("yaml.wide-blank", place, found=excerpt(name))
        if near := self._near(loc):
            return problem("yaml.misspelt-key", place, key=key, near=near)
        homes = _nearest(homes_of(self._model, name), location[:-1])
        if 0 < len(homes) <= _MOST_HOMES:
            full = [path_text((*home, name)) for home in homes]
            facts = {"where_zh": "、".join(full), "where_en": ", ".join(full)}
            return problem("yaml.misplaced-key", place, key=key, **facts)
        known = names_at(self._model, loc[:-1])
        facts = {"known_zh": "、".join(known), "known_en": ", ".join(known)}
        return problem("yaml.unknown-key", place, key=key, **facts)

    def _near(self, loc: Location) -> str:
        """The known key that one was probably meant to be; empty if there is none like it."""
        name = str(loc[-1])
        if homes_of(self._model, name):
            return ""
        known = {one.lower(): one for one in names_at(self._model, loc[:-1])}
        typed = name.strip().lower().replace("-", "_").replace(" ", "_")
        return next((known[one] for one in get_close_matches(typed, known, 1, _LIKE)), "")

    def _not_a_choice(self, location: Location, choices: Sequence[str], given: Any) -> Problem:
        node = self._value(location)
        at = (*location, "kind") if isinstance(node, CommentedMap) else location
        given = node.get("kind") if isinstance(node, CommentedMap) else given
        place = self._source.place(at)
        facts = {"key": path_text(at), **shown(given)}
        typed = str(given).strip().lower()
        if near := get_close_matches(typed, choices, 1, _LIKE):
            return problem("yaml.misspelt-choice", place, **facts, near=near[0])
        listed = {"choices_zh": "、".join(choices), "choices_en": ", ".join(choices)}
        return problem("yaml.not-a-choice", place, **facts, **listed)

    def _slip(self, location: Location, kind: str, given: Any) -> Problem | None:
        """A slip of the pen that left YAML, but of another kind than was meant."""
        place = self._value_place(location)
        if isinstance(given, str) and kind in ("model_type", "dict_type", "mapping_type"):
            for sign, code in _COLONS.items():
                if sign in given:
                    return problem(code, place, found=excerpt(given))
        if isinstance(given, str) and kind in ("tuple_type", "list_type") and given[0] in "-－—":
            return problem("yaml.dash-without-space", place, found=excerpt(given))
        if kind == "string_type" and isinstance(given, CommentedMap) and given.fa.flow_style():
            return problem("yaml.odd-start", place, found="{")
        return None

    def _value_place(self, location: Location) -> Place:
        """Place of a value itself, not of its key."""
        parent = self._value(location[:-1])
        if not isinstance(parent, CommentedMap) or location[-1] not in parent:
            return self._source.place(location)
        line, column = parent.lc.value(location[-1])
        return Place(file=self._source.file, line=line + 1, column=column + 1)

    def _value(self, location: Location) -> Any:
        node: Any = self._source.data
        for step in location:
            if not isinstance(node, (CommentedMap, CommentedSeq)) or not _has(node, step):
                return None
            node = node[step]
        return node

    def _in_file(self, loc: Location) -> Location:
        """The path in the file: without the tags of choices, and pydantic's mark of a key."""
        node: Any = self._source.data
        found: list[int | str] = []
        for index, step in enumerate(loc):
            if _has(node, step):
                node = node[step]
            elif index < len(loc) - 1 or step == "[key]":
                continue
            found.append(step)
        return tuple(found)


def _nearest(homes: Sequence[Location], to: Location) -> Sequence[Location]:
    """Those of several places that lie inside of one, if any does; else all of them."""
    return [home for home in homes if home[: len(to)] == to] or homes


def _has(node: Any, step: int | str) -> bool:
    if isinstance(node, CommentedSeq):
        return isinstance(step, int) and step < len(node)
    return isinstance(node, CommentedMap) and step in node

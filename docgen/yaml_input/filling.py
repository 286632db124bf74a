"""Texts that name what changes from year to year in braces: {year}, {edition}, {period.first}."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ruamel.yaml.comments import CommentedMap

from docgen.problems import Problem, problem
from docgen.yaml_input.paths import Location
from docgen.yaml_input.source import YamlSource

Names = Mapping[str, str | None]
"""What each name stands for; None where that is not known, as its own entry is wrong."""

_NAMED: Final = re.compile(r"\{([^{}]*)\}")
# Names of bureaus have braces of their own, for their units.
_OF_UNITS: Final = ("bureau", "bureaus")


def filled(source: YamlSource, names: Names) -> tuple[YamlSource, list[Problem]]:
    """A file with the names in its texts replaced by what they stand for.

    Keys and the patterns of bureaus' names are left as they are.

    Args:
        source: The file as it was read.
        names: What each name stands for.

    Returns:
        The file, every value in its place; and names that are not known, braces without a
        partner.
    """
    texts = list(_texts(source))
    if not texts:
        return source, []
    data = copy.deepcopy(source.data)  # what was parsed is kept for who asks again
    found: list[Problem] = []
    for location, text in texts:
        found += _wrong(source, location, text, names)
        node = data
        for step in location[:-1]:
            node = node[step]
        node[location[-1]] = _NAMED.sub(lambda match: names.get(match[1]) or match[0], text)
    return YamlSource(source.file, data, source.is_sure), found


def _texts(source: YamlSource) -> Iterator[tuple[Location, str]]:
    for location, value in source.values():
        named = isinstance(value, str) and bool(set("{}") & set(value))
        if named and location and not any(step in _OF_UNITS for step in location):
            yield location, value


def _wrong(source: YamlSource, location: Location, text: str, names: Names) -> Iterator[Problem]:
    place = source.place(location)
    known = ", ".join(f"{{{name}}}" for name in names)
    for name in _NAMED.findall(text):
        if name not in names:
            yield problem("yaml.unknown-name", place, found=f"{{{name}}}", known=known)
    if set("{}") & set(_NAMED.sub("", text)):
        yield problem("yaml.stray-brace", place, found=text, known=known)


def entry(source: YamlSource, *location: str) -> Any:
    """The value at a path of keys; None if there is none."""
    node: Any = source.data
    for step in location:
        node = node.get(step) if isinstance(node, CommentedMap) else None
    return node

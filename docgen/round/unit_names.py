"""Names of units in a round's file: those that look the same are one, and must not stand twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from docgen.characters import Understood, understood_name
from docgen.problems import Problem, problem
from docgen.yaml_input import Location, YamlSource, entry

# Where, at each stage, keys are names of units or of their bureaus.
_HOMES: Final[tuple[Location, ...]] = (
    ("places",),
    ("bureaus",),
    ("publicity", "contacts"),
    ("recommendation", "bureaus"),
)


def check_units(source: YamlSource) -> Iterator[Problem]:
    """Names that cannot be used, or that another name looks like."""
    for home in _homes(source):
        seen: dict[str, str] = {}
        for name, understood in _names(source, home):
            place = source.place((*home, name))
            yield from Understood("", (), understood.unusable).problems(place, name)
            other = seen.setdefault(understood.text, name)
            if other != name:
                yield problem("round.unit-twice", place, found=name, other=other)


def units_taken(source: YamlSource) -> Iterator[Problem]:
    """Names with characters that were taken for others."""
    for home in _homes(source):
        for name, understood in _names(source, home):
            place = source.place((*home, name))
            yield from Understood("", understood.taken).problems(place, understood.text)


def _homes(source: YamlSource) -> Iterator[Location]:
    stages = entry(source, "stages")
    for key in stages if isinstance(stages, Mapping) else ():
        yield from (("stages", key, *home) for home in _HOMES)


def _names(source: YamlSource, home: Location) -> Iterator[tuple[str, Understood]]:
    node: Any = source.data
    for step in home:
        node = node.get(step) if isinstance(node, Mapping) else None
    for name in node if isinstance(node, Mapping) else ():
        yield str(name), understood_name(str(name))

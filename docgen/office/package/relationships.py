"""Relationships: what the parts of a package are to each other."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.package.xml import parse_xml
from docgen.problems import Place

_LARGEST_KEPT: Final = 100_000  # what is kept comes from outside
_EXTERNAL: Final = "External"


class Target(NamedTuple):
    """What a part says of another.

    Attributes:
        identifier: By which the part's markup names the other.
        kind: What the other is to it: the last name of the relationship's type, which is the same
            in transitional and strict files.
        part: Name of the other part; empty if it lies outside the package.
        outside: What lies outside, as it is written; empty for a part.
    """

    identifier: str
    kind: str
    part: str
    outside: str = ""


@lru_cache(maxsize=64)
def relationships_of(part: str) -> str:
    """The name of the part that holds a part's relationships; of the package, for no name."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def target_of(element: etree._Element, source: str) -> Target:
    """What a relationship says.

    Args:
        element: Its element.
        source: The part that says it.
    """
    written = element.get("Target", "").replace("\\", "/")
    path = posixpath.join("/", posixpath.dirname(source), written)
    inside = element.get("TargetMode") != _EXTERNAL
    return Target(
        element.get("Id", ""),
        posixpath.basename(element.get("Type", "")),
        posixpath.normpath(path).lstrip("/") if inside else "",
        "" if inside else element.get("Target", ""),
    )


def targets(data: bytes, source: str) -> tuple[Target, ...]:
    """The relationships of a part in their order.

    Args:
        data: The part that holds them.
        source: The part whose they are; empty for the package.

    Raises:
        ProblemError: The part that holds them is damaged.
    """
    return (_kept if len(data) <= _LARGEST_KEPT else _read)(data, source)


def _read(data: bytes, source: str) -> tuple[Target, ...]:
    root = parse_xml(data, Place(field=relationships_of(source)))
    return tuple(target_of(one, source) for one in root.iterchildren("{*}Relationship"))


# They are the same in every copy of a form.
_kept: Final = lru_cache(maxsize=64)(_read)

"""Which part of a package is the document, the workbook or whatever else the file is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from docgen.office.package.content_types import ContentTypes
from docgen.office.package.namespaces import SPREADSHEET, WORD
from docgen.office.package.relationships import Target


class Kind(StrEnum):
    """What a package is."""

    WORD = "word"
    WORKBOOK = "workbook"
    BINARY_WORKBOOK = "binary-workbook"
    PRESENTATION = "presentation"
    DRAWING = "drawing"


class MainPart(NamedTuple):
    """The part that all others belong to.

    Attributes:
        name: Its name.
        kind: What it makes of the package.
    """

    name: str
    kind: Kind


# The relationship by which a package names it, in transitional and strict files and in Visio's.
_RELATIONSHIPS: Final = ("officeDocument", "document")
_TYPES: Final = (
    (re.compile(r"word.*main\+xml", re.IGNORECASE), Kind.WORD),
    (re.compile(r"excel\.sheet\.binary", re.IGNORECASE), Kind.BINARY_WORKBOOK),
    (re.compile(r"(?:sheet|excel).*main\+xml", re.IGNORECASE), Kind.WORKBOOK),
    (re.compile(r"(?:presentation|powerpoint).*main\+xml", re.IGNORECASE), Kind.PRESENTATION),
    (re.compile(r"visio.*main\+xml", re.IGNORECASE), Kind.DRAWING),
)
# How it begins, and where it usually lies, where no content type tells.
_ROOTS: Final = tuple(
    (re.compile(rf"<(?:[\w.-]+:)?{root}[\s>][^>]*?(?:{'|'.join(map(re.escape, spaces))})"), kind)
    for root, spaces, kind in (
        ("document", WORD, Kind.WORD),
        ("workbook", SPREADSHEET, Kind.WORKBOOK),
    )
)
_USUAL: Final = (("word/document.xml", Kind.WORD), ("xl/workbook.xml", Kind.WORKBOOK))


def main_part(
    relationships: Iterable[Target],
    types: ContentTypes,
    stored: Callable[[str], str | None],
    beginning: Callable[[str], str],
) -> MainPart | None:
    """The main part of a package; None if it has none that is known.

    Args:
        relationships: Those of the package itself.
        types: Its content types.
        stored: Name under which the package has a part; None if it has not.
        beginning: How a part begins, as text.
    """
    for target in relationships:
        name = stored(target.part)
        if target.kind in _RELATIONSHIPS and name is not None:
            kind = _by_type(types.of(name)) or _by_root(beginning(name))
            if kind is not None:
                return MainPart(name, kind)
    # A package that does not say it itself may declare it, or have it in its usual place.
    declared = ((name, _by_type(kind)) for name, kind in types.named.items())
    for part, kind in (*declared, *_USUAL):
        name = stored(part)
        if kind is not None and name is not None:
            return MainPart(name, kind)
    return None


@lru_cache(maxsize=64)
def _by_type(content_type: str) -> Kind | None:
    return next((kind for pattern, kind in _TYPES if pattern.search(content_type)), None)


def _by_root(beginning: str) -> Kind | None:
    return next((kind for pattern, kind in _ROOTS if pattern.search(beginning)), None)

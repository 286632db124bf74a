"""What the parts of a package are, as its content types say: by their names or their endings."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from docgen.office.package.entries import folded
from docgen.office.package.xml import parse_xml
from docgen.problems import Place

CONTENT_TYPES: Final = "[Content_Types].xml"
_LARGEST_KEPT: Final = 100_000  # what is kept comes from outside


class ContentTypes(NamedTuple):
    """The content types of a package.

    Attributes:
        named: Of each part that is declared by its name.
        by_ending: Of all parts with an ending, in small letters.
    """

    named: Mapping[str, str]
    by_ending: Mapping[str, str]

    def of(self, part: str) -> str:
        """Content type of a part; empty if it has none. Names differ by more than their case."""
        if part in self.named:
            return self.named[part]
        wanted = folded(part)
        named = (kind for name, kind in self.named.items() if folded(name) == wanted)
        ending = posixpath.splitext(wanted)[1].removeprefix(".")
        return next(named, self.by_ending.get(ending, ""))


def content_types(data: bytes) -> ContentTypes:
    """What the part that declares them says.

    Raises:
        ProblemError: It is damaged.
    """
    return (_kept if len(data) <= _LARGEST_KEPT else _read)(data)


def _read(data: bytes) -> ContentTypes:
    root = parse_xml(data, Place(field=CONTENT_TYPES))
    named = {
        one.get("PartName", "").replace("\\", "/").lstrip("/"): one.get("ContentType", "")
        for one in root.iterchildren("{*}Override")
    }
    by_ending = {
        one.get("Extension", "").lower(): one.get("ContentType", "")
        for one in root.iterchildren("{*}Default")
    }
    return ContentTypes(MappingProxyType(named), MappingProxyType(by_ending))


# The part is the same in every copy of a form.
_kept: Final = lru_cache(maxsize=64)(_read)

"""Targets of links that hold tags: each value goes in as a part of an address, and no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote, unquote

from lxml import etree

from docgen.office.tags.failures import UnprintableError
from docgen.office.tags.language import tags_in

_ENCODED: Final = re.compile(r"%7B(?:%7B|%25).*?(?:%7D|%25)%7D", re.IGNORECASE | re.DOTALL)
# What a whole address may hold beside letters and digits.
_OF_ADDRESSES: Final = ":/?#[]@!$&'()*+,;=%-._~"
_SCHEME: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_HARMLESS: Final = frozenset({"http", "https", "mailto", "ftp", "tel"})


def fill_targets(root: etree._Element) -> None:
    """Have the tags in the targets of relationships print parts of addresses."""
    for relationship in root.iter("{*}Relationship"):
        target = relationship.get("Target", "")
        target = _ENCODED.sub(lambda tag: unquote(tag[0]), target)
        pieces: list[str] = []
        done = 0
        for tag in tags_in(target):
            before = target[: tag.start]
            pieces.append(target[done : tag.start])
            if tag.kind == "{":
                name = "link_part" if before.strip() else "link_whole"
                pieces.append(f"{{{{ ({tag.body}) | {name} }}}}")
            else:
                pieces.append(target[tag.start : tag.end])
            done = tag.end
        relationship.set("Target", "".join([*pieces, target[done:]]))


def dangerous_scheme(target: str) -> str:
    """What a target begins with that no document should open; empty if it is harmless."""
    if target.lstrip().startswith(("\\\\", "//")):
        return target.lstrip()[:2]
    scheme = _SCHEME.match(target)
    return scheme[1] if scheme and scheme[1].lower() not in _HARMLESS else ""


def link_part(value: Any) -> str:
    """A value as a part of an address."""
    return quote("" if value is None else str(value).strip(), safe="@")


def link_whole(value: Any) -> str:
    """A value as a whole address.

    Raises:
        UnprintableError: It is empty, or opens something other than a page or a letter.
    """
    text = "" if value is None else str(value).strip()
    if not text:
        raise UnprintableError("template.link-empty")
    if dangerous_scheme(text):
        raise UnprintableError("template.link-dangerous", value=text)
    return quote(text, safe=_OF_ADDRESSES)


LINK_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "link_part": link_part,
    "link_whole": link_whole,
}
"""Filters that the tags in targets use."""

"""The subset of XML that is read without a tree: its tags, its texts, and what its root declares.

Tags have ASCII names, their attributes double quotes. Beyond the subset are comments, CDATA,
processing instructions, character references, and namespaces declared below the root. Nothing in
the subset is refused by an XML parser, or means something else to it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from docgen.office.package.plain_xml import PREDEFINED, UnusualError
from docgen.office.word.names import WORD
from docgen.office.word.reading.content import WORD_2010

# Tags are kept, and come from outside: how many, and how long, is bounded.
_LONGEST, _LONGEST_ROOT = 1_000, 4_000

_NAME: Final = r"[A-Za-z_][A-Za-z0-9_.-]*+"
# No blank but the space: XML reads the others in an attribute as spaces.
_PLAIN: Final = r'[^"<>&\x00-\x1f\ufffe\uffff]*+'
_VALUE: Final = rf"{_PLAIN}(?:&{PREDEFINED}{_PLAIN})*+"
_ATTRIBUTE: Final = re.compile(rf' ((?:({_NAME}):)?{_NAME})="({_VALUE})"')
_ATTRIBUTES: Final = rf'(?: (?:{_NAME}:)?{_NAME}="{_VALUE}")*+'
_TAG: Final = re.compile(rf"(/?)((?:({_NAME}):)?{_NAME})({_ATTRIBUTES}) ?(/?)")
_ADDRESS: Final = re.compile(
    r"http://(?!www\.w3\.org/)[A-Za-z][A-Za-z0-9.-]*(?:/[A-Za-z0-9/._-]*)?|urn:[A-Za-z0-9:._-]+"
)
# Numbers of paragraphs and of editing sessions; values that may matter stand in w:val or w14:val.
_NUMBER: Final = re.compile(rb'="[0-9A-F]{8}"(?<!val="........")')


class Tag(NamedTuple):
    """A tag.

    Attributes:
        name: Its name, with its prefix.
        opens: Whether an element begins.
        closes: Whether an element ends; an empty element begins and ends.
        attributes: Its attributes by their names.
        prefixes: Namespace prefixes of all these names.
    """

    name: str
    opens: bool
    closes: bool
    attributes: dict[str, str]
    prefixes: frozenset[str]


@lru_cache(maxsize=4096)
def read_tag(inside: str) -> Tag:
    """Read a tag.

    Args:
        inside: What stands between its brackets.

    Raises:
        UnusualError: It is beyond the subset.
    """
    tag = _tag(inside, _LONGEST)
    if any(name.startswith("xmlns") for name in tag.attributes):
        raise UnusualError
    return tag


@lru_cache(maxsize=64)
def declared_prefixes(attributes: bytes) -> frozenset[str]:
    """The namespace prefixes that the root's attributes declare, ``w`` among them.

    Raises:
        UnusualError: They are beyond the subset, one namespace has two prefixes, or ``w`` or
            ``w14`` is not Word's.
    """
    root = _tag(f"root{attributes.decode()}", _LONGEST_ROOT)
    spaces = {
        name.removeprefix("xmlns:"): address
        for name, address in root.attributes.items()
        if name.startswith("xmlns")
    }
    addresses = set(spaces.values())
    if (
        root.name != "root"
        or root.closes
        or spaces.get("w") != WORD
        or spaces.get("w14", WORD_2010) != WORD_2010
        or len(addresses) < len(spaces)
        or not all(map(_ADDRESS.fullmatch, addresses))
        or not {"xml", "xmlns"}.isdisjoint(spaces)
        or not root.prefixes <= {"xmlns", *spaces}
    ):
        raise UnusualError
    return frozenset(spaces)


def without_numbers(markup: bytes) -> bytes:
    """The same markup, the numbers that Word gives paragraphs and sessions made one."""
    return _NUMBER.sub(b'="0"', markup)


def _tag(inside: str, longest: int) -> Tag:
    found = _TAG.fullmatch(inside) if len(inside) <= longest else None
    if found is None:
        raise UnusualError
    end, name, prefix, attributes, empty = found.groups()
    listed = _ATTRIBUTE.findall(attributes)
    values = {attribute: value for attribute, _, value in listed}
    if len(values) < len(listed) or (end and (empty or attributes)):
        raise UnusualError
    used = {prefix, *(one for attribute, one, _ in listed if attribute != "xml:space")}
    return Tag(name, not end, bool(end or empty), values, frozenset(used - {None, ""}))

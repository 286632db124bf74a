"""The subset of XML that is read without a tree: its tags, its texts, and what its root declares.

Tags have ASCII names, their attributes double quotes. Beyond the subset are comments, CDATA,
processing instructions, character references, and namespaces declared below the root. Nothing in
the subset is refused by an XML parser, or means something else to it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple
from xml.sax.saxutils import unescape

from docgen.office.word.content import WORD_2010
from docgen.office.word.names import WORD

# Tags are kept, and come from outside: how many, and how long, is bounded.
_LONGEST, _LONGEST_ROOT = 1_000, 4_000

_NAME: Final = r"[A-Za-z_][A-Za-z0-9_.-]*+"
_ENTITY: Final = "(?:amp|lt|gt|quot|apos);"
# No blank but the space: XML reads the others in an attribute as spaces.
_PLAIN: Final = r'[^"<>&\x00-\x1f\ufffe\uffff]*+'
_VALUE: Final = rf"{_PLAIN}(?:&{_ENTITY}{_PLAIN})*+"
_ATTRIBUTE: Final = re.compile(rf' ((?:({_NAME}):)?{_NAME})="({_VALUE})"')
_ATTRIBUTES: Final = rf'(?: (?:{_NAME}:)?{_NAME}="{_VALUE}")*+'
_TAG: Final = re.compile(rf"(/?)((?:({_NAME}):)?{_NAME})({_ATTRIBUTES}) ?(/?)")
_ADDRESS: Final = re.compile(
    r"http://(?!www\.w3\.org/)[A-Za-z][A-Za-z0-9.-]*(?:/[A-Za-z0-9/._-]*)?|urn:[A-Za-z0-9:._-]+"
)
_UNUSUAL_CHARACTER: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_UNUSUAL_ENTITY: Final = re.compile(rf"&(?!{_ENTITY})")
# Numbers of paragraphs and of editing sessions; values that may matter stand in w:val or w14:val.
_NUMBER: Final = re.compile(rb'="[0-9A-F]{8}"(?<!val="........")')
_QUOTES: Final = {"&quot;": '"', "&apos;": "'"}


class UnusualError(Exception):
    """A document is beyond what is read without a tree."""


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


def plain_texts(texts: list[bytes]) -> list[str]:
    """Texts without their entities, none of which holds what XML forbids or reads differently.

    Raises:
        UnusualError: One does, the five predefined entities excepted.
        UnicodeDecodeError: One is not UTF-8.
    """
    whole = b"<".join(texts).decode()
    if _UNUSUAL_CHARACTER.search(whole) or "]]>" in whole:
        raise UnusualError
    plain = whole.split("<") if texts else []
    if "&" not in whole:
        return plain
    if _UNUSUAL_ENTITY.search(whole):
        raise UnusualError
    return [plain_text(text) for text in plain]


def plain_text(text: str) -> str:
    """A text or the value of an attribute without its entities."""
    return unescape(text, _QUOTES) if "&" in text else text


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

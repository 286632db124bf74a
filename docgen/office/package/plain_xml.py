"""Texts of XML that need no parser: what is beyond them is left to one."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import unescape

DECLARATION: Final = (
    rb"""(?:<\?xml version=(["'])1\.0\1 encoding=\1UTF-8\1(?: standalone=\1(?:yes|no)\1)?\?>"""
    rb"[ \t\r\n]*)?"
)
"""How a part begins that is read without a parser: as office programs write it, or not at all."""

PREDEFINED: Final = "(?:amp|lt|gt|quot|apos);"
"""What stands behind the ``&`` of an entity that needs no declaration."""

_UNUSUAL_ENTITY: Final = re.compile(rf"&(?!{PREDEFINED})")
_UNUSUAL_BYTES: Final = bytes([*range(0x09), *range(0x0B, 0x20)])
_QUOTES: Final = {"&quot;": '"', "&apos;": "'"}


class UnusualError(Exception):
    """A part of a file is beyond what is read without a parser."""


def plain_texts(texts: list[bytes]) -> list[str]:
    """Texts without their entities, none of which holds what XML forbids or reads differently.

    Args:
        texts: What stands between two tags, as it is written.

    Raises:
        UnusualError: One does, the five predefined entities excepted.
        UnicodeDecodeError: One is not UTF-8.
    """
    written = b"<".join(texts)
    whole = written.decode()
    # Searching for each is several times as fast as a pattern.
    if (
        len(written.translate(None, _UNUSUAL_BYTES)) < len(written)
        or "\ufffe" in whole
        or "\uffff" in whole
        or "]]>" in whole
    ):
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

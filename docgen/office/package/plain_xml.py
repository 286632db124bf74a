"""Texts of XML that need no parser: what is beyond them is left to one."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import unescape

from docgen.office.package.xml import FORBIDDEN_BEYOND, FORBIDDEN_CONTROLS

PREDEFINED: Final = "(?:amp|lt|gt|quot|apos);"
"""What stands behind the ``&`` of an entity that needs no declaration."""

_UNUSUAL_ENTITY: Final = re.compile(rf"&(?!{PREDEFINED})")
# A parser makes another character of the last one.
_UNUSUAL_BYTES: Final = f"{FORBIDDEN_CONTROLS}\r".encode()
_FORBIDDEN, _FORBIDDEN_TOO = FORBIDDEN_BEYOND
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
        or _FORBIDDEN in whole
        or _FORBIDDEN_TOO in whole
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

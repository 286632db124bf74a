"""References in texts of a long sheet: the characters that they stand for, told without a tree."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_REFERENCE: Final = re.compile("&(?:#([0-9]{1,7})|(amp|lt|gt|quot|apos));")
_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


# Units have one name in many rows.
@lru_cache(maxsize=4096)
def without_references(text: str) -> str | None:
    """A text with the characters that its references stand for; None if an XML parser must tell."""
    if "&" not in text:
        return text
    plain = _REFERENCE.sub(_character, text)
    return None if "\0" in plain or text.count("&") != len(_REFERENCE.findall(text)) else plain


def _character(reference: re.Match[str]) -> str:
    if reference[2]:
        return _ENTITIES[reference[2]]
    code = int(reference[1])
    # What XML does not allow is left to its parser.
    allowed = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return chr(code) if allowed or 0x10000 <= code < 0x110000 else "\0"

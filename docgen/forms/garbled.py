"""Text that LibreOffice garbled: a field's first paragraph, written over and over.

LibreOffice 7.4 saves a content control over several paragraphs, as Word makes one when somebody
presses Enter in it, with the first paragraph repeated, its pieces in between. Text that was struck
out comes back with it, so that nothing can be told from what is left.
"""

from __future__ import annotations

import re
from typing import Final

_HEAD: Final = 3  # characters by which a repetition is looked for
_COPIES: Final = 3
_STRAY: Final = 3  # characters that come into the text from nowhere
# What is longer is no field of a form; what is repeated is found within the first few places.
_LONGEST: Final = 50_000
_PLACES: Final = 12


def is_garbled(text: str) -> bool:
    """Whether a text begins with a paragraph that stands there again and again."""
    if len(text) > _LONGEST or text.count(text[:_HEAD]) < _COPIES:
        return False
    lines = text.split("\n")[:_PLACES]
    return any(_is_repeated("".join(lines[:end])) for end in range(len(lines), 0, -1))


def _is_repeated(text: str) -> bool:
    starts = [match.start() for match in re.finditer(re.escape(text[:_HEAD]), text)]
    for start in starts[1 : _PLACES + 1]:
        paragraph = _shared_start(text[:start], text[start:])
        enough = len(paragraph) > _HEAD and text.count(paragraph) >= _COPIES
        if enough and len(text.replace(paragraph, "")) <= len(paragraph) + _STRAY:
            return True
    return False


def _shared_start(one: str, two: str) -> str:
    differing = (at for at, pair in enumerate(zip(one, two, strict=False)) if len(set(pair)) > 1)
    return one[: next(differing, min(len(one), len(two)))]

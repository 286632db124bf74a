"""Texts of the cells of a long sheet: what is struck out is none, and references are characters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from docgen.office.workbook.reading.plan import Text
from docgen.office.workbook.reading.shown import CellFault, text_shown
from docgen.office.workbook.values import CellValue

Shown = CellValue | CellFault
"""What a cell shows, or why that cannot be used."""

_REFERENCE: Final = re.compile("&(?:#([0-9]{1,7})|(amp|lt|gt|quot|apos));")
_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Struck(NamedTuple):
    """A text of which a part is struck out.

    Attributes:
        column: Column of its cell.
        kept: What is not struck out.
        found: What is.
    """

    column: int
    kept: str
    found: str


def shown_of(text: Text) -> Shown:
    """What a text shows; a fault if all of it is struck out."""
    if text.left_out.strip() and not text.shown.strip():
        return CellFault("cell.struck-out", text.left_out)
    return text_shown(text.shown)


def text_of(shown: Shown) -> str:
    """What a person sees of a cell, be it an error."""
    return shown.found if isinstance(shown, CellFault) else str(shown)


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

"""What Word writes into runs of text as people type, and what means nothing for what is read.

A text is divided wherever the input method, the checker of spelling or a new editing session came
in. Left out, or joined again, it makes the markup of one form the same in every copy. Each piece
that is left out ends where the next tag begins, which stays: what is no XML is none without it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_ERROR: Final = b"<w:proofErr "
_ERRORS: Final = tuple(
    b'<w:proofErr w:type="%b"/><' % kind
    for kind in (b"spellStart", b"spellEnd", b"gramStart", b"gramEnd")
)
# Which of two fonts shows what both have.
_HINT: Final = b'<w:rFonts w:hint="eastAsia"/><'
_NO_LAYOUT: Final = b"<w:rPr></w:rPr><", b"<w:rPr/><"
_NUMBERED: Final = b"<w:r w:rsid"
# Each but once: with two of one name it is no XML.
_NUMBERS: Final = re.compile(rb'<w:r(?: w:rsidR="[0-9A-F]{8}")?(?: w:rsidRPr="[0-9A-F]{8}")?>')
_RUN: Final = b"<w:r>"
_END: Final = b"</w:t></w:r>"
_SEAM: Final = _END + _RUN
_LAYOUT, _LAYOUT_END = b"<w:r><w:rPr>", b"</w:rPr>"


def tidied(data: bytes) -> bytes:
    """A document part without marks of spelling, hints of fonts and numbers of sessions in runs."""
    is_hinted, is_numbered = _HINT in data, _NUMBERED in data
    if _ERROR in data:
        for error in _ERRORS:
            data = data.replace(error, b"<")
    if is_hinted:
        data = data.replace(_HINT, b"<")
    if is_hinted or is_numbered:
        for nothing in _NO_LAYOUT:
            data = data.replace(nothing, b"<")
    return _NUMBERS.sub(_RUN, data) if is_numbered else data


def seams(before: Sequence[bytes]) -> set[int]:
    """The texts that were divided from the one before: their runs follow, and look the same.

    Args:
        before: The markup before each text, up to its own tag.

    Returns:
        Their numbers, from 0.
    """
    close = [at for at, markup in enumerate(before) if markup.startswith(_SEAM)]
    return {at for at in close if at and _is_same(before[at - 1], before[at][len(_END) :])}


def _is_same(before: bytes, run: bytes) -> bool:
    """Whether a run has the beginning of another, and nothing else begins with it."""
    if not before.endswith(run):
        return False
    return run == _RUN or (
        run.startswith(_LAYOUT)
        and run.find(_LAYOUT_END) == len(run) - len(_LAYOUT_END)
        and run.rfind(_RUN) == 0
    )

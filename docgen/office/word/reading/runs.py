"""What Word writes into runs of text as people type, and what means nothing for what is read.

A text is divided wherever the input method, the checker of spelling or a new editing session came
in. Left out, or joined again, it makes the markup of one form the same in every copy. Each piece
that is left out ends where the next tag begins, which stays: what is no XML is none without it.
"""

from __future__ import annotations

import re
from typing import Final

_ERROR: Final = b"<w:proofErr "
_TEXT: Final = b'<w:t xml:space="preserve">', b"<w:t>"
_NOTHING: Final = (
    *(
        b'<w:proofErr w:type="%b"/><' % kind
        for kind in (b"spellStart", b"spellEnd", b"gramStart", b"gramEnd")
    ),
    # Which of two fonts shows what both have.
    b'<w:rFonts w:hint="eastAsia"/><',
)
_NO_LAYOUT: Final = b"<w:rPr></w:rPr><", b"<w:rPr/><"
_NUMBERS: Final = re.compile(rb'<w:r(?: w:rsid(?:R|RPr)="[0-9A-F]{8}"){1,2}>')
_RUN: Final = b"<w:r>"
_END: Final = b"</w:t></w:r>"
_LAYOUT, _LAYOUT_END = b"<w:r><w:rPr>", b"</w:rPr>"


def tidied(data: bytes) -> bytes:
    """A document part without marks of spelling, hints of fonts and numbers of sessions in runs."""
    data = data.replace(*_TEXT)
    for nothing in _NOTHING if _ERROR in data else _NOTHING[-1:]:
        data = data.replace(nothing, b"<")
    for nothing in _NO_LAYOUT:
        data = data.replace(nothing, b"<")
    return _NUMBERS.sub(_RUN, data) if b"<w:r w:rsid" in data else data


def is_seam(before: bytes, between: bytes) -> bool:
    """Whether two texts are one that was divided: their runs follow each other and look the same.

    Args:
        before: The markup before the first text, up to its own tag.
        between: The markup between the two, likewise.
    """
    if not between.startswith(_END + _RUN):
        return False
    begin = between[len(_END) :]
    if not before.endswith(begin):
        return False
    return begin == _RUN or (
        begin.startswith(_LAYOUT)
        and begin.find(_LAYOUT_END) == len(begin) - len(_LAYOUT_END)
        and begin.rfind(_RUN) == 0
    )

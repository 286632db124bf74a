"""Text boxes that an .rtf has lost.

LibreOffice saves a drawing that stands in the line, as old versions of Word made them, as the field
that Word has for it, but without the drawing: nobody can tell what stood in it.
"""

from __future__ import annotations

import re
from typing import Final

_LOST: Final = re.compile(rb"\\fldinst\s+SHAPE\b[^{}]*\}\s*\{\\fldrslt\s*\}")


def has_lost_box(data: bytes) -> bool:
    """Whether a drawing of an .rtf is gone of which the field is left."""
    return _LOST.search(data) is not None

"""QR codes as values of templates."""

from __future__ import annotations

import io
from typing import Final

import segno

from docgen.office.tags.failures import UnprintableError
from docgen.office.tags.picture import Picture

_SCALE, _BORDER = 8, 2  # pixels of a module, modules around the code
_DOTS_PER_INCH: Final = 203  # so that a module is a millimetre wide
_CORRECTION: Final = "m"


def qr_code(value: object) -> Picture | None:
    """The QR code of a text; None for an empty one.

    Raises:
        UnprintableError: No QR code can hold so long a text.
    """
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    try:
        # Chinese characters as UTF-8, which every telephone reads.
        code = segno.make_qr(text, error=_CORRECTION, encoding=None if text.isascii() else "utf-8")
    except segno.DataOverflowError:
        raise UnprintableError("template.qr-too-long", length=str(len(text))) from None
    except UnicodeEncodeError:  # half a character, which no document can hold either
        raise UnprintableError("template.unsupported-value", kind="text") from None
    stream = io.BytesIO()
    code.save(stream, kind="png", scale=_SCALE, border=_BORDER, dpi=_DOTS_PER_INCH)
    return Picture(stream.getvalue())

"""Characters of a PDF's fonts: what is meant by the names and numbers that a font gives them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from pdfminer.pdffont import PDFFont, PDFSimpleFont, PDFTrueTypeFont

from docgen.office.symbols import UNREADABLE, symbol

_UNMAPPED: Final = "(cid:"
_PRIVATE_USE: Final = range(0xE000, 0xF900)
# Letters that a font draws as one.
_LIGATURES: Final = {
    one: unicodedata.normalize("NFKC", one) for one in map(chr, range(0xFB00, 0xFB07))
}
# ``ABCDEF+Wingdings2-Regular``: the part that names the family, and its number.
_FAMILY: Final = re.compile(
    r"(?:[A-Z]{6}\+)?(symbol|wingdings|zapfdingbats)[\s-]?(\d?)", re.IGNORECASE
)
# What programs tick boxes with.
_DINGBATS: Final = dict(zip("345678lno", "✓✓✗✗✗✗●■□", strict=True))
_SYMBOLIC: Final = 1 << 2  # of a font's flags: its numbers are its own


def letters(text: str, font: PDFFont) -> str:
    """What a glyph says; ``UNREADABLE`` if it has a shape and no meaning.

    Args:
        text: What pdfminer takes it for.
        font: Its font.
    """
    if family := _family(_name(font)):
        return _sign(text, font, family)
    if text.startswith(_UNMAPPED) or text == "\0" or _is_numbered(font):
        return UNREADABLE
    plain = "".join(_LIGATURES.get(char, char) for char in text.replace("\t", " "))
    return "".join(char for char in plain if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))


def is_meant(text: str) -> bool:
    """Whether a text has a meaning beside its shape."""
    return not any(char == UNREADABLE or ord(char) in _PRIVATE_USE for char in text)


def _sign(text: str, font: PDFFont, family: str) -> str:
    """A sign of a symbol font, whose numbers say it unless a table of the file does."""
    is_named = isinstance(font, PDFSimpleFont) and font.unicode_map is None
    if len(text) != 1 or text.isspace() or not (is_named or ord(text) in _PRIVATE_USE):
        return UNREADABLE if text.startswith(_UNMAPPED) else text
    if family == "zapfdingbats":
        return _DINGBATS.get(text, UNREADABLE)
    return symbol(family, f"{ord(text):X}")


@lru_cache(maxsize=256)
def _family(name: str) -> str:
    """The family of a symbol font by the name of the font; empty if it is another one."""
    found = _FAMILY.match(name)
    return " ".join(filter(None, found.groups())).lower() if found else ""


def _is_numbered(font: PDFFont) -> bool:
    """Whether a font numbers its glyphs as it likes, and no table says what they mean."""
    if not isinstance(font, PDFTrueTypeFont) or font.unicode_map:
        return False
    return "+" in _name(font) and bool(font.flags & _SYMBOLIC)


def _name(font: PDFFont) -> str:
    name = getattr(font, "basefont", font.fontname)
    return name.decode("latin-1") if isinstance(name, bytes) else str(name)

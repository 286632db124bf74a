"""Names of Word's XML."""

from __future__ import annotations

from typing import Final

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The same names in a Strict document, as it writes them."""


def w(name: str) -> str:
    """Qualified name of an element or attribute of Word, as lxml writes it."""
    return f"{{{WORD}}}{name}"

"""Names of Word's XML."""

from __future__ import annotations

from typing import Final

from docgen.office.package import namespaces

WORD: Final = namespaces.WORD.transitional


def w(name: str) -> str:
    """Qualified name of an element or attribute of Word, as lxml writes it."""
    return f"{{{WORD}}}{name}"

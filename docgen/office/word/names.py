"""Names of Word's XML."""

from __future__ import annotations

from typing import Final

from lxml import etree

from docgen.office.package import namespaces
from docgen.office.package.namespaces import transitional
from docgen.office.package.xml import is_utf8, parse_xml
from docgen.problems import Place

WORD: Final = namespaces.WORD.transitional


def w(name: str) -> str:
    """Qualified name of an element or attribute of Word, as lxml writes it."""
    return f"{{{WORD}}}{name}"


def plain_part(data: bytes, place: Place) -> bytes:
    """A part in UTF-8 whose namespaces have their transitional names, so that bytes tell.

    Args:
        data: The part.
        place: The file, for the problem; its field names the part.

    Raises:
        ProblemError: It is in another encoding, and damaged.
    """
    if not is_utf8(data):
        data = etree.tostring(parse_xml(data, place), encoding="UTF-8")
    if not namespaces.is_strict(data):
        return data
    return transitional(transitional(data, namespaces.WORD), namespaces.MATH)

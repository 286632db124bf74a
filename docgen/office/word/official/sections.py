"""Sections of official paper: pages upright, and pages for tables that lie across them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

from docgen.office.word.names import w

_LANDSCAPE: Final = "landscape"
# The lowest line that Word knows, so that a section's end finds room on any page.
_END: Final = {"before": "0", "after": "0", "line": "14", "lineRule": "exact"}


def take_across(body: etree._Element) -> etree._Element | None:
    """Take out of a frame what its page for tables across looks like.

    The legal source is GB/T 9704-2012, clause 8. A frame opens with a section of its own for it,
    which is not printed.
    """
    for paragraph in body.iterfind(w("p")):
        section = paragraph.find(f"{w('pPr')}/{w('sectPr')}")
        if section is not None and _lies_across(section):
            del body[: body.index(paragraph) + 1]
            return section
    return None


def content(body: etree._Element) -> list[etree._Element]:
    """What stands in a body; if its last pages lie across, then as a section of its own."""
    elements = [element for element in body if element.tag != w("sectPr")]
    last = body.find(w("sectPr"))
    if last is None or not _lies_across(last):
        return elements
    divided = any(True for element in elements for _ in element.iter(w("sectPr")))
    opening = [] if divided else [_end(etree.Element(w("sectPr")))]
    return [*opening, *elements, _end(last)]


def set_pages(body: etree._Element, across: etree._Element | None) -> None:
    """Give each section the page of the frame for its direction.

    Args:
        body: The whole text; its last section is the frame's.
        across: The frame's page for tables across; what lies across stays as it is if None.
    """
    upright = list(body[-1])
    for number, section in enumerate(list(body.iter(w("sectPr")))):
        page = upright if not _lies_across(section) else section if across is None else across
        # What only the first page has, such as a letter's head, is the first section's.
        kept = [deepcopy(one) for one in page if not number or not _of_first_page(one)]
        section[:] = kept


def references(body: etree._Element) -> Iterator[etree._Element]:
    """Where sections name their headers and footers."""
    return body.iter(w("headerReference"), w("footerReference"))


def _lies_across(section: etree._Element) -> bool:
    size = section.find(w("pgSz"))
    return size is not None and size.get(w("orient")) == _LANDSCAPE


def _of_first_page(element: etree._Element) -> bool:
    return element.tag == w("titlePg") or element.get(w("type")) == "first"


def _end(section: etree._Element) -> etree._Element:
    """A paragraph that ends a section."""
    paragraph = etree.Element(w("p"))
    properties = etree.SubElement(paragraph, w("pPr"))
    etree.SubElement(properties, w("spacing"), {w(key): value for key, value in _END.items()})
    properties.append(section)
    return paragraph

"""Where something active stands, as a person sees it: at a cell, in a paragraph, under a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from docgen.office.package.active.kinds import Active
from docgen.office.package.namespaces import WORD

_EXCERPT: Final = 40  # characters of a paragraph, which are enough to find it by
_CELL: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_LETTERS: Final = 26
# What stands in a sheet by columns and rows, counted from 0.
_COLUMN, _ROW = "{*}col", "{*}row"
_ANCHORED: Final = frozenset({"twoCellAnchor", "oneCellAnchor", "oleObject", "control"})
_SHAPE: Final = "shape"
_OF_SHAPE: Final = "{urn:schemas-microsoft-com:office:excel}Anchor"
_IN_ANCHOR: Final = (0, 2)  # column and row among its numbers


def standing(active: Active, element: etree._Element) -> Active:
    """The same, with the cell, the paragraph or the name that an element stands at.

    Args:
        active: What is active.
        element: The element that makes it so, still in its place.
    """
    for around in (element, *element.iterancestors()):
        name = etree.QName(around)
        if name.localname == "p" and name.namespace in WORD:
            return active._replace(field=_excerpt(around))
        if name.localname == "definedName":
            return active._replace(field=around.get("name", ""))
        cell = _cell(around, name.localname)
        if cell:
            return active._replace(cell=cell)
    return active


def _cell(element: etree._Element, name: str) -> str:
    """The cell that an element is at, the first if several; empty if none is said."""
    if name == "c":
        return element.get("r", "")
    inner = element.find("{*}sqref")
    area = element.get("sqref", "") if inner is None else inner.text or ""
    if name == "hyperlink":
        area = element.get("ref", "")
    found = _CELL.match(area)
    if found:
        return found[1] + found[2]
    if name in _ANCHORED:
        start = next(element.iter("{*}from"), None)
        if start is not None:
            return _reference(start.findtext(_COLUMN, ""), start.findtext(_ROW, ""))
    if name == _SHAPE:
        anchor = next(element.iter(_OF_SHAPE), None)
        numbers = ("" if anchor is None else anchor.text or "").split(",")
        if len(numbers) > max(_IN_ANCHOR):
            return _reference(*(numbers[one].strip() for one in _IN_ANCHOR))
    return ""


def _reference(column: str, row: str) -> str:
    """A cell by its column and row from 0, as a person calls it; empty if they are none."""
    if not (column.isdecimal() and row.isdecimal() and len(column) < 6 and len(row) < 8):
        return ""
    letters, left = "", int(column) + 1
    while left:
        left, letter = divmod(left - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{int(row) + 1}"


def _excerpt(paragraph: etree._Element) -> str:
    text = "".join(_words(paragraph)).strip()
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"


def _words(paragraph: etree._Element) -> Iterator[str]:
    for one in paragraph.iter("{*}t"):
        if etree.QName(one).namespace in WORD:
            yield one.text or ""

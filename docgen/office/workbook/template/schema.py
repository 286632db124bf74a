"""The order in which the parts of a workbook hold their elements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

SHEET: Final = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    *("drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects"),
    *("controls", "webPublishItems", "tableParts", "extLst"),
)
WORKBOOK: Final = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize"),
    *("customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"),
    *("fileRecoveryPr", "webPublishObjects", "extLst"),
)
STYLES: Final = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"),
    *("tableStyles", "colors", "extLst"),
)


def insert_in_order(
    parent: etree._Element, element: etree._Element, order: Sequence[str]
) -> etree._Element:
    """Insert an element behind those that come before it or are of its kind.

    Args:
        parent: Where it goes.
        element: The element.
        order: Local names of the parent's children in their order.

    Returns:
        The element.
    """
    before = set(order[: order.index(etree.QName(element).localname) + 1])
    places = [
        place
        for place, child in enumerate(parent, 1)
        if isinstance(child.tag, str) and etree.QName(child).localname in before
    ]
    parent.insert(max(places, default=0), element)
    return element


def child(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    """A new last child in the namespace of its parent."""
    return etree.SubElement(parent, sibling(parent, name), attributes)


def sibling(element: etree._Element, name: str) -> str:
    """A name in the namespace of an element."""
    return f"{{{etree.QName(element).namespace}}}{name}"

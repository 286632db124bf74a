"""Pictures as values of cells: placed over the cell, as large as it is or as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from docgen.office.package.parts import OfficeParts

if TYPE_CHECKING:
    from docgen.office.workbook.template.cells import CellWriter
    from docgen.office.workbook.template.sheet import SheetExpansion


def is_picture(value: object) -> bool:
    """Whether a value is a picture: it has the bytes of an image and knows its size."""
    return hasattr(value, "image") and isinstance(getattr(value, "data", None), bytes)


def place_pictures(sheet: SheetExpansion, parts: OfficeParts, writer: CellWriter) -> None:
    pass


def add_drawing(root: etree._Element, sheet: SheetExpansion, parts: OfficeParts) -> None:
    pass

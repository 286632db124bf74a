"""Texts that are the same in all copies of a workbook, kept once beside its sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from docgen.office.package.content_types import CONTENT_TYPES

_SHEET_SPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_PART: Final = "xl/sharedStrings.xml"
_RELATIONSHIPS: Final = "xl/_rels/workbook.xml.rels"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


class SharedStrings:
    """The table of shared texts, filled from cells that hold their own."""

    def __init__(self) -> None:
        self._root = etree.fromstring(f'<sst xmlns="{_SHEET_SPACE}"/>')
        self._numbers: dict[bytes, str] = {}

    def take(self, cell: etree._Element) -> None:
        """Take over the text of a cell and leave its number there."""
        text = cell.find("{*}is")
        if text is None:
            return
        cell.remove(text)
        number = self._numbers.setdefault(etree.tostring(text), str(len(self._numbers)))
        if int(number) == len(self._root):
            text.tag = f"{{{_SHEET_SPACE}}}si"
            self._root.append(text)
        cell.set("t", "s")
        etree.SubElement(cell, f"{{{_SHEET_SPACE}}}v").text = number

    def parts(self, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        """The table as a part, with the two parts of the workbook that tell of it.

        Args:
            parts: Parts of a workbook of our own, which has no shared texts yet.
        """
        types = etree.fromstring(parts[CONTENT_TYPES])
        relations = etree.fromstring(parts[_RELATIONSHIPS])
        override = f"{{{_PACKAGE}/content-types}}Override"
        etree.SubElement(types, override, PartName=f"/{_PART}", ContentType=_TYPE)
        relationship = f"{{{_PACKAGE}/relationships}}Relationship"
        etree.SubElement(
            relations, relationship, Id="sharedStrings", Type=_KIND, Target=f"/{_PART}"
        )
        roots = {_PART: self._root, CONTENT_TYPES: types, _RELATIONSHIPS: relations}
        return {part: serialized(root) for part, root in roots.items()}


def serialized(root: etree._Element) -> bytes:
    """A part with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

"""The notes of one worksheet: their texts, and the shapes in which programs show them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property
from typing import Final

from lxml import etree
from openpyxl.worksheet.cell_range import CellRange

from docgen.office.package.parts import OfficeParts, lines_of
from docgen.office.package.xml import whole_number
from docgen.office.workbook.comments.note_shapes import FONT_SIZE, NoteShapes, new_drawing
from docgen.office.workbook.template.schema import SHEET, child, insert_in_order, sibling

_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_FONT: Final = "宋体"
_LAST_COLUMN: Final = 16_384
# Spreadsheets read _x000D_ as one character, so text that looks like that is told apart.
_ENCODED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class SheetNotes:
    """The notes of a worksheet, those of one author among them.

    Args:
        parts: The workbook.
        sheet: The worksheet.
        author: The author.
    """

    def __init__(self, parts: OfficeParts, sheet: str, author: str) -> None:
        self._parts = parts
        self._sheet = sheet
        self._author = _encoded(author)
        self._removed = False

    @property
    def _root(self) -> etree._Element:
        return self._parts.xml(self._sheet)

    def remove(self, marked: Collection[str]) -> None:
        """Take the author's notes away.

        Args:
            marked: Cells or merged cells that he marked; a program that forgets who made a note
                leaves his there without a name.
        """
        root = self._notes()
        if root is None:
            return
        corners = {_corner(area) for area in marked}
        authors = root.findall("{*}authors/{*}author")
        names = {str(number): author.text or "" for number, author in enumerate(authors)}
        cells = set()
        for note in root.findall("{*}commentList/{*}comment"):
            name, reference = names.get(note.get("authorId", ""), ""), note.get("ref", "")
            if name == self._author or (not name.strip() and reference in corners):
                _detach(note)
                cells.add(reference)
        for author in authors:
            if author.text == self._author:
                _remove_author(root, author)
        shapes = self._shapes()
        if shapes is not None:
            shapes.remove(area for cell in cells if (area := _range(cell)))
        self._removed = bool(cells)

    def area(self, reference: str) -> str:
        """The cells that are one with a cell: itself, or those that it is merged with.

        Args:
            reference: The cell, such as ``B2``; what is no cell stands for the first.
        """
        cell = _range(reference) or CellRange("A1")
        return self._merged(cell.min_row, cell.min_col).coord

    def add(self, reference: str, text: str) -> str:
        """Add a note to cells, or to the next on their right that have none.

        Args:
            reference: A cell or merged cells.
            text: What it says.

        Returns:
            The cells that got it.
        """
        root = self._notes()
        if root is None:
            root = self._new_notes()
        taken = {note.get("ref") for note in root.iterfind("{*}commentList/{*}comment")}
        area = CellRange(reference)
        while _corner(area.coord) in taken:
            area = self._merged(area.min_row, area.max_col + 1)
        if area.coord != reference:
            text = f"{_corner(reference)}: {text}"
        text = "\n".join(lines_of(text))
        _add_note(root, _corner(area.coord), self._author, _encoded(text))
        (self._shapes() or self._new_shapes()).add(area, text)
        return area.coord

    def tidy(self) -> None:
        """Remove the parts that only held what was taken away."""
        part = self._parts.target(self._sheet, "comments")
        if not self._removed or part is None:
            return
        if self._parts.xml(part).find("{*}commentList/{*}comment") is None:
            self._parts.remove(part)
        drawing, shapes = self._drawing(), self._shapes()
        if drawing is not None and shapes is not None and shapes.is_empty():
            self._parts.remove(drawing)
            for reference in self._root.findall("{*}legacyDrawing"):
                self._root.remove(reference)

    def _merged(self, row: int, column: int) -> CellRange:
        cell = CellRange(min_row=row, max_row=row, min_col=column, max_col=column)
        return next((area for area in self._merges if area.issuperset(cell)), cell)

    @cached_property
    def _merges(self) -> list[CellRange]:
        found = self._root.iterfind("{*}mergeCells/{*}mergeCell")
        return [area for one in found if (area := _range(one.get("ref", "")))]

    def _notes(self) -> etree._Element | None:
        part = self._parts.target(self._sheet, "comments")
        return None if part is None else self._parts.xml(part)

    def _new_notes(self) -> etree._Element:
        space = etree.QName(self._root).namespace
        root = etree.fromstring(f'<comments xmlns="{space}"/>')
        self._parts.add(self._sheet, "comments", root, "xl/comments{}.xml", _COMMENTS_TYPE)
        return root

    def _drawing(self) -> str | None:
        """The drawing in which the sheet shows its notes."""
        if not self._parts.may_hold(self._sheet, "legacyDrawing"):
            return None
        reference = self._root.find("{*}legacyDrawing")
        identifier = None if reference is None else reference.get(self._identifier)
        for relationship in self._parts.related(self._sheet):
            if relationship.element.get("Id") == identifier and relationship.target in self._parts:
                return relationship.target
        return None

    def _shapes(self) -> NoteShapes | None:
        drawing = self._drawing()
        return None if drawing is None else NoteShapes(self._parts.xml(drawing), self._root)

    def _new_shapes(self) -> NoteShapes:
        drawings = (part for part in self._parts if part.endswith(".vml"))
        drawing = new_drawing(1 + sum(1 for _ in drawings))
        name = "xl/drawings/vmlDrawing{}.vml"
        identifier = self._parts.add(self._sheet, "vmlDrawing", drawing, name, _DRAWING_TYPE)
        for broken in self._root.findall("{*}legacyDrawing"):
            self._root.remove(broken)
        reference = self._root.makeelement(
            sibling(self._root, "legacyDrawing"),
            {self._identifier: identifier},
            {"r": self._parts.space},
        )
        insert_in_order(self._root, reference, SHEET)
        return NoteShapes(drawing, self._root)

    @property
    def _identifier(self) -> str:
        return f"{{{self._parts.space}}}id"


def _range(reference: str) -> CellRange | None:
    """The cells that a reference such as ``B2`` or ``$B$2:$C$3`` tells; None if it is none."""
    try:
        area = CellRange(reference.replace("$", "").upper())
    except (ValueError, TypeError):
        return None
    return area if area.max_col <= _LAST_COLUMN else None


def _remove_author(root: etree._Element, author: etree._Element) -> None:
    """Remove an author who has no notes any more; the others are numbered anew."""
    number = _detach(author)
    for note in root.iterfind("{*}commentList/{*}comment"):
        if (by := whole_number(note.get("authorId"), 0)) > number:
            note.set("authorId", str(by - 1))


def _detach(element: etree._Element) -> int:
    """Remove an element from its parent, where it had this place."""
    parent = element.getparent()
    assert parent is not None, "only a root has no parent"
    place = parent.index(element)
    parent.remove(element)
    return place


def _add_note(root: etree._Element, reference: str, author: str, text: str) -> None:
    authors, notes = (_list(root, name) for name in ("authors", "commentList"))
    names = [one.text for one in authors]
    if author not in names:
        child(authors, "author").text = author
        names.append(author)
    note = child(notes, "comment", ref=reference, authorId=str(names.index(author)))
    run = child(child(note, "text"), "r")
    properties = child(run, "rPr")
    child(properties, "sz", val=str(FONT_SIZE))
    child(properties, "rFont", val=_FONT)
    letters = child(run, "t")
    letters.text = text
    letters.set(_SPACE, "preserve")


def _list(root: etree._Element, name: str) -> etree._Element:
    found = root.find(f"{{*}}{name}")
    return child(root, name) if found is None else found


def _corner(area: str) -> str:
    return area.split(":")[0]


def _encoded(text: str) -> str:
    return _ENCODED.sub("_x005F_", text)

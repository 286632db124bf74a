"""A Word file as a document: fields by their content controls, tables by their cells."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property, lru_cache

from docgen.forms.document import Content, Found, Grid, GridCell, Layout
from docgen.forms.fields import Field
from docgen.forms.labels import squeezed
from docgen.forms.office_document import OfficeDocument
from docgen.forms.signs import Signs
from docgen.office.grids import Table
from docgen.office.package.archive import Package
from docgen.office.word.reading.reader import read_fields, read_tree
from docgen.problems import Place


class WordDocument(OfficeDocument):
    """A Word file, its fields found by the tag of their content controls, else by their title.

    Controls with the same tag in one cell are the paragraphs of one field; in several cells they
    are copies, which say nothing of where the field is.
    """

    def __init__(self, file: str, package: Package) -> None:
        super().__init__(file, package)
        self._fields = read_fields(package)

    def find(self, field: Field) -> Found | None:
        """The field's value and place; None if the file has no such control."""
        tagged = self._fields.tagged
        is_tagged = field.key in tagged
        spot = tagged[field.key] if is_tagged else self._fields.titled.get(field.label)
        if spot is None:
            return None
        place = Place(self.file, field.label, *spot.place)
        raw = self.signs.read(self._fields.text(spot), place)
        return Found(raw, place, sure=is_tagged, left_out=self._fields.left_out(spot))

    @property
    def anchors(self) -> Collection[str]:
        """Tags and titles of its content controls."""
        return self._fields.names

    @cached_property
    def layout(self) -> Layout:
        """The text outside content controls, and their tags in order."""
        return Layout(_squeezed_once(self._fields.outside), self._fields.tags)

    @cached_property
    def content(self) -> Content:
        """Tables, and the paragraphs outside them."""
        tree, read = read_tree(self._package), self.signs.lines
        grids = [word_grid(table, self.file, self.signs) for table in tree.tables]
        lines, behind = read(tree.lines, self.file), read(tree.lines_behind, self.file)
        return Content(grids, lines, behind, tuple(tree.left_out_of_lines))


def word_grid(table: Table, file: str, signs: Signs) -> Grid:
    """A table of a Word file or a PDF with the places of its cells."""
    cells: dict[int, GridCell] = {}
    rows: list[list[GridCell | None]] = []
    for row in table.rows:
        found: list[GridCell | None] = []
        for cell in row:
            if cell is None:
                found.append(None)
                continue
            if id(cell) not in cells:
                place = Place(file=file, table=table.number, row=cell.row, column=cell.column)
                raw = signs.read(cell.text, place)
                cells[id(cell)] = GridCell(raw, place, left_out=cell.left_out)
            found.append(cells[id(cell)])
        rows.append(found)
    return rows


@lru_cache(maxsize=64)
def _squeezed_once(outside: str) -> str:
    """The text outside the fields is the same in every copy of a form."""
    return squeezed(outside)

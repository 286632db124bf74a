"""A PDF as a document: its form fields by their names, its ruled tables by their cells."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from docgen.forms.document import Content, Found
from docgen.forms.fields import Field
from docgen.forms.signs import Signs
from docgen.forms.word_document import word_grid
from docgen.office.pdf.reader import PdfContent
from docgen.problems import Place, Problem


class PdfDocument:
    """A PDF with form fields named by a form's keys or labels, or with a text layer, or both."""

    layout = None
    saved_at = ""
    passed_over: Sequence[Problem] = ()

    def __init__(self, file: str, pdf: PdfContent) -> None:
        self.file = file
        self.properties: Mapping[str, str] = {}
        self.signs = Signs()
        self._pdf = pdf

    @property
    def anchors(self) -> Collection[str]:
        """Names and titles of its form fields."""
        return {*self._pdf.fields, *self._pdf.field_titles}

    def find(self, field: Field) -> Found | None:
        """The form field with this key or label; None if there is none."""
        titled = self._pdf.field_titles.get(field.label, field.label)
        for name in (*field.keys, *field.names, titled):
            if name in self._pdf.fields:
                place = Place(file=self.file, field=field.label)
                return Found(self.signs.read(self._pdf.fields[name], place), place)
        return None

    @cached_property
    def content(self) -> Content:
        """Its tables, and its lines outside them."""
        grids = [word_grid(table, self.file, self.signs) for table in self._pdf.tables]
        return Content(
            grids,
            self.signs.lines(self._pdf.lines, self.file),
            self.signs.lines(self._pdf.behind, self.file),
            self._pdf.left_out,
        )

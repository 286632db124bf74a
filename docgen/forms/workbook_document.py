"""A workbook as a document: fields by the defined names of their cells, sheets as tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Final

from docgen.forms import values
from docgen.forms.document import Content, Found, Grid, GridCell, Layout
from docgen.forms.fields import Field
from docgen.forms.office_document import OfficeDocument
from docgen.forms.signs import Signs
from docgen.office.package.archive import Package
from docgen.office.workbook.reading.plan import column_letters
from docgen.office.workbook.reading.reader import WorkbookContent
from docgen.office.workbook.reading.shown import (
    CellFault,
    FaultyText,
    WordedText,
    text_shown,
)
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, Problem, ProblemError, problem

_MOST_CELLS: Final = 2_000_000


class WorkbookDocument(OfficeDocument):
    """A workbook, its fields found by their defined names."""

    def __init__(self, file: str, package: Package, workbook: WorkbookContent) -> None:
        super().__init__(file, package)
        self.workbook = workbook

    def find(self, field: Field) -> Found | None:
        """The field's value and place; None if the workbook has no such name."""
        names = self.workbook.names
        where = next((names[name] for name in field.names if name in names), None)
        if where is None:
            return None
        sheet, cell = where
        book = self.workbook
        place = Place(file=self.file, sheet=sheet, cell=cell, field=field.label)
        above = book.over_rows(sheet, cell)
        source = above or cell
        raw = self.signs.read(_without_label(book.cell(sheet, source), field), place)
        left_out = book.left_out(sheet, source)
        if hidden := book.is_hidden(sheet, cell):
            raw, left_out = None, values.text(raw) + left_out
        return Found(
            raw,
            place,
            computed=book.is_formula_at(sheet, source),
            shared=bool(above),
            left_out=left_out,
            hidden=hidden,
        )

    @property
    def anchors(self) -> Collection[str]:
        """Names of its cells."""
        return self.workbook.names

    @cached_property
    def layout(self) -> Layout:
        """Its sheets, and where each ends: what was added may be filled in instead."""
        book = self.workbook
        ends = tuple(f"{sheet}:{book.last_row(sheet)}" for sheet in book.sheet_names)
        return Layout("", ends)

    @cached_property
    def content(self) -> Content:
        """The sheets as tables, and their rows as lines."""
        grids = [self._grid(sheet, rows) for sheet, rows in self.workbook.tables().items()]
        return Content(grids, row_lines(grids))

    @property
    def passed_over(self) -> Sequence[Problem]:
        """Why sheets are too long to be a form and were not looked at, as far as it was read."""
        return tuple(self.workbook.passed_over.values())

    def _grid(self, sheet: str, rows: Sequence[Sequence[CellValue]]) -> Grid:
        grid: list[list[GridCell | None]] = []
        for number, row in enumerate(rows, 1):
            cells: list[GridCell | None] = []
            for column, raw in enumerate(row, 1):
                cell = f"{column_letters(column)}{number}"
                place = Place(file=self.file, sheet=sheet, cell=cell)
                computed = raw is not None and self.workbook.is_formula_at(sheet, cell)
                left_out = self.workbook.left_out(sheet, cell)
                cells.append(GridCell(self.signs.read(raw, place), place, computed, left_out))
            grid.append(cells)
        self._spread(grid, sheet)
        self._leave_hidden(grid, sheet)
        return grid

    def _leave_hidden(self, grid: list[list[GridCell | None]], sheet: str) -> None:
        """Leave out rows and columns that nobody sees."""
        rows, columns = self.workbook.hidden(sheet)
        for number, row in enumerate(grid, 1):
            for column in range(1, len(row) + 1):
                if number in rows or column in columns:
                    row[column - 1] = None

    def _spread(self, grid: list[list[GridCell | None]], sheet: str) -> None:
        """Put merged cells into every place that they cover."""
        width = max(map(len, grid), default=0)
        covered = 0
        for top, left, bottom, right in self.workbook.merged(sheet):
            rows, end = grid[top - 1 : bottom], min(right, width)
            covered += len(rows) * max(0, end - left)
            if covered > _MOST_CELLS:
                place = Place(file=self.file, sheet=sheet)
                raise ProblemError([problem("workbook.too-wide", place, cells=covered)])
            owner = rows[0][left - 1] if rows and left <= len(rows[0]) else None
            if owner is None:
                continue
            for row in rows:
                row += [None] * (end - len(row))
                row[left - 1 : end] = [owner] * (end - left + 1)


class RowsDocument:
    """Rows of text from a .csv, which has no anchors and says nothing of itself."""

    anchors: Collection[str] = ()
    layout = None
    saved_at = ""
    passed_over: Sequence[Problem] = ()

    def __init__(self, file: str, rows: Sequence[Sequence[str]]) -> None:
        self.file = file
        self.properties: Mapping[str, str] = {}
        self.signs = Signs()
        grid = [
            [self._cell(text, column, number) for column, text in enumerate(row, 1)]
            for number, row in enumerate(rows, 1)
        ]
        self.content = Content([grid], row_lines([grid]))

    def find(self, field: Field) -> Found | None:
        """Nothing: a .csv has no anchors."""
        return None

    def _cell(self, text: str, column: int, row: int) -> GridCell:
        place = Place(file=self.file, cell=f"{column_letters(column)}{row}")
        return GridCell(self.signs.read(_shown(text), place), place)


def _without_label(raw: CellValue, field: Field) -> CellValue:
    """What is typed in a cell where the form's own format prints the label behind it."""
    if isinstance(raw, WordedText) and raw == f"{raw.typed}{field.label}":
        return raw.typed
    return raw


def _shown(text: str) -> str:
    """What the text of a .csv stands for: without what programs add so that Excel shows it."""
    shown = text_shown(text)
    return FaultyText(shown) if isinstance(shown, CellFault) else shown


def row_lines(grids: Sequence[Grid]) -> list[str]:
    """The rows of tables as lines of text."""
    return [
        " ".join(text for cell in dict.fromkeys(row) if cell and (text := values.text(cell.raw)))
        for grid in grids
        for row in grid
    ]

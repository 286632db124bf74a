"""The rows of a table, from a .csv or a workbook alike, every cell with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.office.csv_rows import numbered_rows
from docgen.office.workbook.fields import CellValue
from docgen.office.workbook.long_table import sheet_rows
from docgen.office.workbook.plan import column_letters
from docgen.problems import Place, ProblemError, problem

_BLANKS: Final = " \t\r\n\u3000\u00a0\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table.

    Attributes:
        place: Where it stands: the line of a .csv, or sheet and row of a workbook.
        cells: Its cells from the first column on; those of a .csv are all text.
    """

    place: Place
    cells: tuple[CellValue, ...]

    @property
    def number(self) -> int:
        """Number of the row or line in its file, from 1."""
        return self.place.line or self.place.row or 1

    @property
    def blank(self) -> bool:
        """Whether nothing can be seen in it."""
        return not any(
            cell.strip(_BLANKS) if isinstance(cell, str) else cell is not None
            for cell in self.cells
        )

    def at(self, column: int, label: str) -> Place:
        """Place of a cell.

        Args:
            column: Index of its column.
            label: What the column is called.
        """
        if self.place.line is not None:
            return self.place._replace(field=label)
        cell = f"{column_letters(column + 1)}{self.number}"
        return self.place._replace(row=None, cell=cell, field=label)


def table_rows(path: Path, file: str) -> Iterator[TableRow]:
    """Every row of a table, blank ones too.

    Args:
        path: A .csv, or a workbook, of which the first sheet is read.
        file: Its name in messages.

    Raises:
        ProblemError: It is not there or cannot be read.
    """
    if not path.is_file():
        raise ProblemError([problem("file.missing", Place(file=file), path=file)])
    return _csv_rows(path, file) if path.suffix.lower() == ".csv" else _sheet_rows(path, file)


def _csv_rows(path: Path, file: str) -> Iterator[TableRow]:
    for line, cells in numbered_rows(path.read_bytes(), file):
        yield TableRow(Place(file=file, line=line), tuple(cells))


def _sheet_rows(path: Path, file: str) -> Iterator[TableRow]:
    sheet, rows = sheet_rows(path, file)
    for number, cells in enumerate(rows, start=1):
        yield TableRow(Place(file=file, sheet=sheet, row=number), tuple(cells))

"""A page as people type it: lines, and tables whose cells reach over rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: Its text, over lines or not.
        across: Columns that it covers.
        down: Rows that it covers.
        inner: A table inside it, below its text.
    """

    text: str = ""
    across: int = 1
    down: int = 1
    inner: Grid | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, row by row; a cell stands once, where it begins, as in HTML."""

    rows: Sequence[Sequence[Cell]]

    @property
    def width(self) -> int:
        """Columns of the table."""
        return max(column + cell.across for _, column, cell in self.placed())

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Row and column at which each cell begins, from 0."""
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while (number, column) in taken:
                    column += 1
                yield number, column, cell
                taken |= {
                    (number + down, column + across)
                    for down in range(cell.down)
                    for across in range(cell.across)
                }
                column += cell.across


@dataclass(frozen=True, slots=True)
class Box:
    """A line in a frame that floats above the page."""

    text: str


@dataclass(frozen=True, slots=True)
class Header:
    """A line that is printed at the top of every page."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """The next page of a document, the next sheet of a workbook."""

    sheet: str = ""


Page = Sequence[str | Grid | Box | Header | Break]


def row(*texts: str | Cell) -> list[Cell]:
    """A row of cells; a text is a cell of its own."""
    return [text if isinstance(text, Cell) else Cell(text) for text in texts]

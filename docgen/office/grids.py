"""Tables as grids, whatever format they were read from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, however many rows and columns it covers.

    Attributes:
        text: Its text, that of content controls and nested tables included.
        row: Its first row, from 1.
        column: Its first column of the grid, from 1.
        left_out: Text in it that is struck out or hidden, and so none of its text.
    """

    text: str
    row: int
    column: int
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid; a merged cell stands in every place that it covers.

    Attributes:
        number: Number of the table in the document, nested ones counted, from 1.
        rows: The rows from left to right; None where a row starts late.
    """

    number: int
    rows: tuple[tuple[Cell | None, ...], ...]

"""Tables of a PDF, each as one though it goes on over pages, and the lines of text around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from docgen.office.pdf_grid import Box, Grid, find_grids, merged
from docgen.office.pdf_page import Page
from docgen.office.pdf_rows import Rows, append_rows
from docgen.office.pdf_text import Line, lines, share_out
from docgen.office.word.reader import Cell, Table

_MARGIN: Final = 60  # of a page, where its head and foot stand
_SAME_HEIGHT: Final = 3.0
_SAME_WIDTH: Final = 3.0
_PAGE_NUMBER: Final = re.compile(r"(第|Page)?\d+页?((共|of)?\d+页?)?")
_NO_WORD: Final = re.compile(r"[\W_]+")
_DIGITS: Final = re.compile(r"[\d\s]+")


@dataclass(slots=True)
class _Sheet:
    """A page: its grids, and the lines around them."""

    height: float
    grids: list[Grid]
    lines: list[Line]


def read_layout(pages: Sequence[Page]) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """Tables in their order, and the lines of text outside them from the first page on."""
    sheets = [_sheet(page) for page in pages]
    tables: list[list[Grid]] = []
    for number, sheet in enumerate(sheets):
        before = sheets[number - 1] if number else None
        for grid in sheet.grids:
            if before and grid is sheet.grids[0] and _goes_on(before, sheet):
                last = _last(before)
                next(table for table in tables if table[-1] is last).append(grid)
            else:
                tables.append([grid])
    told = tuple(line.text for sheet in sheets for line in sheet.lines)
    return tuple(_table(n, _bound(grids)) for n, grids in enumerate(tables, 1)), told


def _sheet(page: Page) -> _Sheet:
    grids = find_grids(page)
    around = lines(share_out(page.glyphs, grids))
    for grid in grids:
        for box in grid.boxes:
            box.lines = [line.text for line in lines(box.glyphs)]
    return _Sheet(page.height, grids, around)


def _last(sheet: _Sheet) -> Grid:
    return max(sheet.grids, key=lambda grid: grid.ys[-1])


def _goes_on(before: _Sheet, after: _Sheet) -> bool:
    """Whether the first table of a page continues the last one of the page before.

    It does if both are as wide and no text stands between them. Their columns may differ, as rows
    of one table do; and pages may lie to the left or right, as bound ones do.
    """
    if not before.grids:
        return False
    last, first = _last(before), after.grids[0]
    widths = (grid.xs[-1] - grid.xs[0] for grid in (last, first))
    if abs(next(widths) - next(widths)) > _SAME_WIDTH:
        return False
    below = (line for line in before.lines if line.at > last.ys[-1])
    above = (line for line in after.lines if line.at < first.ys[0])
    return all(_is_furniture(line, before, after) for line in below) and all(
        _is_furniture(line, after, before) for line in above
    )


def _is_furniture(line: Line, page: _Sheet, neighbour: _Sheet) -> bool:
    """Whether a line is a page number, or stands in the margin of the neighbouring page too.

    What stands twice outside margins is no furniture: the title of a form, and of another one.
    """
    if _PAGE_NUMBER.fullmatch(_NO_WORD.sub("", line.text)):
        return True
    in_margin = not _MARGIN < line.at < page.height - _MARGIN
    same = (other for other in neighbour.lines if abs(other.at - line.at) < _SAME_HEIGHT)
    text = _DIGITS.sub("", line.text)
    return in_margin and any(_DIGITS.sub("", other.text) == text for other in same)


def _bound(grids: Sequence[Grid]) -> Rows:
    """The rows of a table from all its pages, on one set of columns."""
    columns = merged(x - grid.xs[0] for grid in grids for x in grid.xs)
    middles = [(start + end) / 2 for start, end in pairwise(columns)]
    rows: Rows = []
    open_below = False
    for grid in grids:
        places = [bisect_right(grid.xs, grid.xs[0] + middle) - 1 for middle in middles]
        more = [[row[min(place, len(row) - 1)] for place in places] for row in grid.rows]
        append_rows(rows, more, is_open=open_below and grid.is_open_above)
        open_below = grid.is_open_below
    return rows


def _table(number: int, rows: Rows) -> Table:
    cells: dict[Box, Cell] = {}
    for y, row in enumerate(rows, 1):
        for x, box in enumerate(row, 1):
            if box not in cells:
                cells[box] = Cell("\n".join(box.lines), y, x)
    return Table(number, tuple(tuple(cells[box] for box in row) for row in rows))

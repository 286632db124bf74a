"""Tables of a PDF, each as one though it goes on over pages, and the lines of text around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pdfplumber.utils.clustering import cluster_list

from docgen.office.grids import Cell, Table
from docgen.office.pdf.grid import Box, Grid
from docgen.office.pdf.page import Page
from docgen.office.pdf.paragraphs import Line, paragraphs
from docgen.office.pdf.rows import Rows, append_rows

_MARGIN: Final = 60  # of a page, where its head and foot stand
_SAME_HEIGHT: Final = 3.0
_SAME_WIDTH: Final = 3.0
_PAGE_NUMBER: Final = re.compile(r"(第|Page)?\d+页?((共|of)?\d+页?)?")
_NO_WORD: Final = re.compile(r"[\W_]+")
_DIGITS: Final = re.compile(r"[\d\s]+")


@dataclass(frozen=True, slots=True)
class PdfLayout:
    """Text of a PDF by the places where it stands.

    Attributes:
        tables: Its tables in their order.
        lines: The lines of text outside them from the first page on.
        left_out: What is struck out in each of the lines.
        behind: The paragraphs behind the last table, page numbers left out.
    """

    tables: tuple[Table, ...]
    lines: tuple[str, ...]
    left_out: tuple[str, ...]
    behind: tuple[str, ...]


def read_layout(pages: Sequence[Page]) -> PdfLayout:
    """Tables, and the text outside them."""
    tables: list[list[Grid]] = []
    for number, page in enumerate(pages):
        before = pages[number - 1] if number else None
        for grid in page.grids:
            if before and grid is page.grids[0] and _goes_on(before, page):
                last = _last(before)
                next(table for table in tables if table[-1] is last).append(grid)
            else:
                tables.append([grid])
    lines = [line for page in pages for line in page.lines]
    told, left_out = tuple(line.text for line in lines), tuple(line.left_out for line in lines)
    found = tuple(_table(n, _bound(grids)) for n, grids in enumerate(tables, 1))
    behind = paragraphs(_behind(pages)).split("\n")
    return PdfLayout(found, told, left_out, tuple(filter(None, behind)))


def _behind(pages: Sequence[Page]) -> list[Line]:
    """The lines behind the last table."""
    last = max((number for number, page in enumerate(pages) if page.grids), default=0)
    foot = _last(pages[last]).ys[-1] if pages[last].grids else 0
    below = [line for line in pages[last].lines if line.at > foot]
    behind = [*below, *(line for page in pages[last + 1 :] for line in page.lines)]
    return [line for line in behind if not _is_number(line)]


def _last(page: Page) -> Grid:
    return max(page.grids, key=lambda grid: grid.ys[-1])


def _goes_on(before: Page, after: Page) -> bool:
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


def _is_furniture(line: Line, page: Page, neighbour: Page) -> bool:
    """Whether a line is a page number, or stands in the margin of the neighbouring page too.

    What stands twice outside margins is no furniture: the title of a form, and of another one.
    """
    if _is_number(line):
        return True
    in_margin = not _MARGIN < line.at < page.height - _MARGIN
    same = (other for other in neighbour.lines if abs(other.at - line.at) < _SAME_HEIGHT)
    text = _DIGITS.sub("", line.text)
    return in_margin and any(_DIGITS.sub("", other.text) == text for other in same)


def _is_number(line: Line) -> bool:
    """Whether a line is the number of a page."""
    return _PAGE_NUMBER.fullmatch(_NO_WORD.sub("", line.text)) is not None


def _bound(grids: Sequence[Grid]) -> Rows:
    """The rows of a table from all its pages, on one set of columns."""
    found = cluster_list([x - grid.xs[0] for grid in grids for x in grid.xs], _SAME_WIDTH)
    columns = [sum(level) / len(level) for level in found]
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
                cells[box] = Cell(paragraphs(box.lines), y, x, box.left_out)
    return Table(number, tuple(tuple(cells[box] for box in row) for row in rows))

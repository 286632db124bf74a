"""Grids that the ruled lines of a page form: boxes side by side, some over several places.

Where the lines are joined, where they cross and which cells they enclose is what the table finder
of pdfplumber says. It has no notion of a side without a line, of cells that span others' rows and
columns, and of tables of one cell, so that these stand here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pdfplumber.table import edges_to_intersections, intersections_to_cells, merge_edges
from pdfplumber.utils.geometry import obj_to_bbox, objects_to_bbox

from docgen.office.pdf.glyphs import Glyph, Rule
from docgen.office.pdf.interpreter import Sides
from docgen.office.pdf.paragraphs import Line

# Lines that are no further apart are one: the edges of neighbours, a double line, loose corners.
_TOLERANCE: Final = 3.0
# What is smaller is a box to tick.
_SMALLEST: Final = 24

Edge = dict[str, Any]


@dataclass(eq=False, slots=True)
class Box:
    """A cell in the making: what is written in it, at last as lines, and what is left out."""

    glyphs: list[Glyph] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    left_out: str = ""

    @property
    def said(self) -> list[str]:
        """Its lines as text."""
        return [line.text for line in self.lines]


@dataclass(eq=False, slots=True)
class Grid:
    """A table, as far as it stands on one page.

    Attributes:
        xs: Where its columns begin, and where the last one ends.
        ys: The same of its rows.
        rows: The box in each place; one that covers several places stands in all of them.
        is_open_above: Whether there is no line above its first row.
        is_open_below: Whether there is no line below its last row.
    """

    xs: list[float]
    ys: list[float]
    rows: list[list[Box]]
    is_open_above: bool = False
    is_open_below: bool = False

    def box(self, x: float, y: float) -> Box | None:
        """The box at a point of the page."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        inside = 0 <= row < len(self.rows) and 0 <= column < len(self.xs) - 1
        return self.rows[row][column] if inside else None

    @property
    def area(self) -> float:
        """How much of the page it covers."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    @property
    def boxes(self) -> list[Box]:
        """Its boxes in their order, each once."""
        return list(dict.fromkeys(box for row in self.rows for box in row))

    def edges(self) -> dict[Box, tuple[float, float]]:
        """Where each of its boxes begins and ends from left to right."""
        found: dict[Box, tuple[float, float]] = {}
        for row in self.rows:
            for box, left, right in zip(row, self.xs, self.xs[1:], strict=False):
                known_left, known_right = found.get(box, (left, right))
                found[box] = min(left, known_left), max(right, known_right)
        return found

    def holds(self, other: Grid) -> bool:
        """Whether another grid lies in this one."""
        columns = self.xs[0] < other.xs[0] and other.xs[-1] < self.xs[-1]
        return columns and self.ys[0] < other.ys[0] and other.ys[-1] < self.ys[-1]


def joined(
    across: Iterable[Rule], down: Iterable[Rule], near: float
) -> tuple[list[Rule], list[Rule]]:
    """Lines that go on in each other as one.

    Args:
        across: Lines from left to right.
        down: Lines from top to bottom.
        near: How near their ends are.
    """
    edges = merge_edges([*map(_across, across), *map(_down, down)], *[near] * 4)
    return (
        [Rule(one["top"], one["x0"], one["x1"]) for one in edges if one["orientation"] == "h"],
        [Rule(one["x0"], one["top"], one["bottom"]) for one in edges if one["orientation"] == "v"],
    )


def find_grids(across: Iterable[Rule], down: Iterable[Rule]) -> list[Grid]:
    """The grids that lines form from top to bottom, an outer one before those that lie in it."""
    groups = _connected(_joined([*map(_across, across), *map(_down, down)]))
    grids = [grid for group in groups if (grid := _grid(group)) is not None]
    tables = [grid for grid in grids if len(grid.boxes) > 1 or not _is_frame(grid, grids)]
    return sorted(tables, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _is_frame(grid: Grid, grids: Iterable[Grid]) -> bool:
    """Whether a single box is a frame around the page, or around something in a table."""
    return any(grid.holds(other) or other.holds(grid) for other in grids)


def _across(rule: Rule) -> Edge:
    return _edge("h", rule.start, rule.at, rule.end, rule.at)


def _down(rule: Rule) -> Edge:
    return _edge("v", rule.at, rule.start, rule.at, rule.end)


def _edge(orientation: str, left: float, top: float, right: float, bottom: float) -> Edge:
    """A line as the table finder takes it."""
    sides = {"x0": left, "top": top, "x1": right, "bottom": bottom, "doctop": top}
    return {**sides, "width": right - left, "height": bottom - top, "orientation": orientation}


def _joined(edges: list[Edge]) -> list[Edge]:
    return merge_edges(edges, *[_TOLERANCE] * 4)


def _connected(edges: list[Edge]) -> list[list[Edge]]:
    """Groups of lines that touch each other."""
    known = {obj_to_bbox(edge): edge for edge in edges}
    groups: list[set[Sides]] = []
    for crossing in edges_to_intersections(edges, _TOLERANCE, _TOLERANCE).values():
        new = {obj_to_bbox(edge) for edge in (*crossing["v"], *crossing["h"])}
        touched = [group for group in groups if group & new]
        groups = [group for group in groups if not group & new] + [new.union(*touched)]
    return [[known[sides] for sides in group] for group in groups]


def _grid(edges: list[Edge]) -> Grid | None:
    """The grid of lines that touch each other; None if they form no table."""
    left, top, right, bottom = objects_to_bbox(edges)
    if len(edges) < 3 or max(right - left, bottom - top) < _SMALLEST:
        return None
    # Sides that have no line of their own are where the lines across them end.
    sides = [_down(Rule(x, top, bottom)) for x in (left, right)]
    sides += [_across(Rule(y, left, right)) for y in (top, bottom)]
    crossings = edges_to_intersections(_joined(edges + sides), _TOLERANCE, _TOLERANCE)
    cells = intersections_to_cells(crossings)
    if not cells:
        return None
    levels = [edge["top"] for edge in edges if edge["orientation"] == "h"]
    is_open_above = min(levels) - top > _TOLERANCE
    is_open_below = bottom - max(levels) > _TOLERANCE
    xs = sorted({x for cell in cells for x in (cell[0], cell[2])})
    ys = sorted({y for cell in cells for y in (cell[1], cell[3])})
    return Grid(xs, ys, _rows(xs, ys, cells), is_open_above, is_open_below)


def _rows(xs: Sequence[float], ys: Sequence[float], cells: Iterable[Sides]) -> list[list[Box]]:
    """The box in each place: of cells that lie in each other the inner one."""
    rows = [[Box() for _ in xs[1:]] for _ in ys[1:]]
    for left, top, right, bottom in sorted(cells, key=_area, reverse=True):
        box = Box()
        for row in rows[ys.index(top) : ys.index(bottom)]:
            row[xs.index(left) : xs.index(right)] = [box] * (xs.index(right) - xs.index(left))
    return rows


def _area(cell: Sides) -> float:
    left, top, right, bottom = cell
    return (right - left) * (bottom - top)

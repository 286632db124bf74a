"""Grids that the ruled lines of a page form: boxes side by side, some over several places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from docgen.office.pdf.page import Glyph, Page, Rule
from docgen.office.pdf.paragraphs import Line

# Lines that are no further apart are one: the edges of neighbours, a double line, loose corners.
_TOLERANCE: Final = 3.0
# What is smaller is a box to tick.
_SMALLEST: Final = 24


@dataclass(eq=False, slots=True)
class Box:
    """A cell in the making: what is written in it, at last as lines of text."""

    glyphs: list[Glyph] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

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


def find_grids(page: Page) -> list[Grid]:
    """The grids of a page from top to bottom, an outer one before those that lie in it."""
    found = [_grid(*rules) for rules in _connected(_joined(page.across), _joined(page.down))]
    grids = [grid for grid in found if grid is not None]
    # A frame around the page is no table.
    tables = [grid for grid in grids if len(grid.boxes) > 1 or not any(map(grid.holds, grids))]
    return sorted(tables, key=lambda grid: (grid.ys[0], grid.xs[0]))


def merged(positions: Iterable[float]) -> list[float]:
    """Positions in their order, those within tolerance as one."""
    return [sum(level) / len(level) for level in _levels(sorted(positions))]


def _levels(positions: Iterable[float]) -> Iterator[list[float]]:
    level: list[float] = []
    for position in positions:
        if level and position - level[0] > _TOLERANCE:
            yield level
            level = []
        level.append(position)
    if level:
        yield level


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules that continue each other, or lie side by side within tolerance, as one."""
    joined: list[Rule] = []
    ordered = sorted(rules)
    first = 0
    for level in _levels(rule.at for rule in ordered):
        at = sum(level) / len(level)
        pieces = sorted(rule[1:] for rule in ordered[first : first + len(level)])
        first += len(level)
        start, end = pieces[0]
        for next_start, next_end in pieces:
            if next_start > end + _TOLERANCE:
                joined.append(Rule(at, start, end))
                start = next_start
                end = next_end
            end = max(end, next_end)
        joined.append(Rule(at, start, end))
    return joined


def _connected(across: list[Rule], down: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that touch each other."""
    rest_across, rest_down = set(across), set(down)
    for first in across:
        if first not in rest_across:
            continue
        rest_across.remove(first)
        group_across, group_down, new = [first], list[Rule](), [first]
        while new:
            found = {other for other in rest_down if any(_touch(rule, other) for rule in new)}
            rest_down -= found
            group_down += found
            new = [other for other in rest_across if any(_touch(rule, other) for rule in found)]
            rest_across.difference_update(new)
            group_across += new
        yield group_across, group_down


def _touch(rule: Rule, other: Rule) -> bool:
    return (
        rule.start - _TOLERANCE <= other.at <= rule.end + _TOLERANCE
        and other.start - _TOLERANCE <= rule.at <= other.end + _TOLERANCE
    )


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    """The grid of rules that touch each other; None if they form no table."""
    if not down or len(across) + len(down) < 3:
        return None
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    top, bottom = min(rule.start for rule in down), max(rule.end for rule in down)
    # Sides that have no line of their own are where the lines across them end.
    xs = merged([left, *(rule.at for rule in down), right])
    ys = merged([top, *(rule.at for rule in across), bottom])
    if min(len(xs), len(ys)) < 2 or max(xs[-1] - xs[0], ys[-1] - ys[0]) < _SMALLEST:
        return None
    below, beside = _walls(across, ys, xs), _walls(down, xs, ys)
    rows = _rows(len(ys) - 1, len(xs) - 1, below, beside)
    columns = range(len(xs) - 1)
    is_open_above = not any((0, column) in below for column in columns)
    is_open_below = not any((len(ys) - 1, column) in below for column in columns)
    return Grid(xs, ys, rows, is_open_above, is_open_below)


def _walls(rules: list[Rule], levels: list[float], places: list[float]) -> set[tuple[int, int]]:
    """For each rule the number of its level, with that of each place that it runs along."""
    middles = [(start + end) / 2 for start, end in pairwise(places)]
    return {
        (level, place)
        for rule in rules
        for level in [min(range(len(levels)), key=lambda n: abs(levels[n] - rule.at))]
        for place in range(bisect_left(middles, rule.start), bisect_right(middles, rule.end))
    }


def _rows(
    height: int, width: int, below: set[tuple[int, int]], beside: set[tuple[int, int]]
) -> list[list[Box]]:
    """Boxes: all the places between which there is no wall are one."""
    boxes: dict[tuple[int, int], Box] = {}
    for place in ((row, column) for row in range(height) for column in range(width)):
        if place in boxes:
            continue
        box = boxes[place] = Box()
        new = [place]
        while new:
            row, column = new.pop()
            neighbours = (
                ((row - 1, column), (row, column) in below),
                ((row + 1, column), (row + 1, column) in below),
                ((row, column - 1), (column, row) in beside),
                ((row, column + 1), (column + 1, row) in beside),
            )
            for other, walled in neighbours:
                inside = 0 <= other[0] < height and 0 <= other[1] < width
                if inside and not walled and other not in boxes:
                    boxes[other] = box
                    new.append(other)
    return [[boxes[row, column] for column in range(width)] for row in range(height)]

"""The rows of an official table: blocks of them under their heads, and whose row each is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from docgen.forms import values
from docgen.forms.document import Grid, GridCell
from docgen.forms.entry_labels import cell_at
from docgen.forms.labels import Row, distinct, squeezed_cell
from docgen.forms.score_heads import Kind, goes_on, is_head, score_columns
from docgen.forms.titles import Titles, Total
from docgen.programme.standard import Indicator, Standard

Columns = dict[int, Kind]
"""What the columns of a table hold that hold scores or points."""

_SUBTOTAL: Final = re.compile("小计|合计|总计|总分")


@dataclass(slots=True)
class IndicatorRows:
    """An indicator with its rows: one, or several where it is divided."""

    indicator: Indicator
    title: GridCell
    rows: list[Row]


@dataclass(slots=True)
class Block:
    """The rows below one head.

    Attributes:
        columns: What its columns hold.
        indicators: Its indicators.
        totals: Its rows with a total: the row, its label's cell, and what the label says.
    """

    columns: Columns
    indicators: list[IndicatorRows] = field(default_factory=list)
    totals: list[tuple[Row, GridCell, Total]] = field(default_factory=list)

    @property
    def scores(self) -> dict[int, Kind]:
        """The columns that hold scores, or could."""
        return {column: kind for column, kind in self.columns.items() if kind != "most"}

    def add(self, row: Row, titles: Titles) -> None:
        """Add a row: an indicator's, a part of the one before, a total's, or nobody's."""
        cells = distinct(row)
        scores = {id(cell_at(row, column)) for column in self.scores}
        for cell in cells:
            indicator = titles.indicator(squeezed_cell(cell)) if id(cell) not in scores else None
            if indicator is not None:
                self._add_indicator(indicator, cell, row)
                return
        for cell in cells:
            total = titles.total(squeezed_cell(cell))
            if total is not None:
                self.totals.append((row, cell, total))
                return
        if self.indicators and self._is_part(row, scores):
            self.indicators[-1].rows.append(row)

    def _add_indicator(self, indicator: Indicator, title: GridCell, row: Row) -> None:
        last = self.indicators[-1] if self.indicators else None
        if last is not None and last.indicator is indicator:
            is_same = last.title is title or own_points(self.columns, [*last.rows, row], indicator)
            if is_same:
                last.rows.append(row)
                return
        self.indicators.append(IndicatorRows(indicator, title, [row]))

    def _is_part(self, row: Row, scores: set[int]) -> bool:
        """Whether a row without a title holds a score of the indicator above it."""
        last = self.indicators[-1]
        at = next((at for at, cell in enumerate(last.rows[0]) if cell is last.title), None)
        above = {id(cell) for one in last.rows for cell in one}
        return (
            at is not None
            and not squeezed_cell(row[at] if at < len(row) else None)
            and not any(_SUBTOTAL.search(squeezed_cell(cell)) for cell in row)
            and any(
                id(cell) in scores - above and not values.is_blank(cell.raw)
                for cell in distinct(row)
                if _is_narrow(row, cell)
            )
        )


def blocks(grid: Grid, titles: Titles, standard: Standard, carried: Columns) -> list[Block]:
    """The blocks of a table.

    Args:
        grid: The table.
        titles: The indicators' titles.
        standard: The standard.
        carried: Columns of the table before, which go on until a head; none if they do not.
    """
    found = [Block(carried)] if carried else []
    heads: list[Row] = []
    for row in grid:
        if heads and goes_on(row, heads, standard):
            heads.append(row)
            found[-1] = Block(score_columns(heads, standard))
        elif is_head(row, standard) and not _is_titled(row, titles):
            heads = [row]
            found.append(Block(score_columns(heads, standard)))
        else:
            heads = []
            if found:
                found[-1].add(row, titles)
    return found


def own_points(columns: Columns, rows: list[Row], indicator: Indicator) -> list[Decimal]:
    """The points of each of an indicator's rows, if they add up to the indicator's; else none."""
    for column, kind in columns.items():
        if kind != "most":
            continue
        cells = distinct([cell_at(row, column) for row in rows])
        try:
            points = [values.number(cell.raw, "分") for cell in cells]
        except ValueError:
            continue
        given = [one for one in points if one is not None]
        if len(given) == len(rows) > 1 and sum(given) == indicator.points:
            return given
    return []


def _is_titled(row: Row, titles: Titles) -> bool:
    return any(titles.indicator(squeezed_cell(cell)) for cell in distinct(row))


def _is_narrow(row: Row, cell: GridCell) -> bool:
    """Whether a cell covers one column of the row, and is no remark across it."""
    return sum(one is cell for one in row) == 1

"""The rows of the official table of a score sheet, as the templates print them."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.programme.standard import Block, Group, Indicator, Standard

_BETWEEN = "／"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One indicator's row, with the merged cells that it opens or continues.

    Attributes:
        indicator: The indicator itself.
        headings: What stands in the cells of its groups, from the outermost. Where they are fewer
            than the table has columns of groups, the last one reaches over the rest.
        opens: For each of these cells, whether it starts here.
        score: What the score's cell holds: a named cell in a workbook.
    """

    indicator: Indicator
    headings: tuple[str, ...]
    opens: tuple[bool, ...]
    score: object = None

    @property
    def opens_leaf(self) -> bool:
        """Whether the cell of the innermost group starts here."""
        return not self.opens or self.opens[-1]


def table_rows(standard: Standard) -> list[TableRow]:
    """The rows of the table in order."""
    rows: list[TableRow] = []
    before: list[tuple[Group, ...]] = []
    for block in standard.blocks:
        cells = _cells(block, standard.group_columns)
        opens = [at >= len(before) or before[at] != cell for at, cell in enumerate(cells)]
        opened = tuple(any(opens[: at + 1]) for at in range(len(cells)))
        for number, indicator in enumerate(block.indicators):
            starts = opened if number == 0 else tuple(False for _ in cells)
            rows.append(TableRow(indicator, tuple(map(_heading, cells)), starts))
        before = cells
    return rows


def _cells(block: Block, columns: int) -> list[tuple[Group, ...]]:
    """The groups in each column; what is deeper than the columns shares the last."""
    if columns == 0:
        return []
    cells: list[tuple[Group, ...]] = [(group,) for group in block.groups[: columns - 1]]
    rest = block.groups[columns - 1 :]
    return [*cells, rest] if rest else cells


def _heading(groups: tuple[Group, ...]) -> str:
    return _BETWEEN.join(group.heading for group in groups)

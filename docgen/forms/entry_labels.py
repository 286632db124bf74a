"""Where the entries of the data sheet stand by the labels printed beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Final

from docgen.forms.document import Content, Grid, GridCell
from docgen.forms.fields import Field
from docgen.forms.labels import (
    Located,
    Row,
    add,
    cells,
    distinct,
    found_in,
    mark_shared,
    squeezed,
    squeezed_cell,
)
from docgen.problems import Place
from docgen.programme.standard import Standard

# Heads of the two columns that hold an entry's label and its value.
ENTRY_HEAD: Final = "填报项"
VALUE_HEAD: Final = "填报数"


def locate_entries(content: Content, entries: Iterable[Field]) -> Located:
    """The entries of the data sheet: in the value's column, beside the entry's label."""
    labels = {squeezed(field.label): field for field in entries}
    located: Located = {}
    for grid in content.grids:
        owners: list[tuple[GridCell, str]] = []
        for label, found, row in _below_heads(grid):
            field = labels.get(squeezed_cell(row[label]) if label < len(row) else "")
            if field is None:
                continue
            for cell in distinct([cell_at(row, column) for column in found]):
                owners.append((cell, field.key))
                add(located, field, found_in(cell))
        mark_shared(located, owners)
    return located


def locate_facts(content: Content, facts: Iterable[Field]) -> Located:
    """The facts of the roster that the data sheet shows: behind their labels, above the heads."""
    labels = {squeezed(field.label): field for field in facts}
    located: Located = {}
    for grid in content.grids if labels else ():
        for row in _above_heads(grid):
            # Only facts stand behind facts; in a .csv a label reaches over cells that are blank.
            shown = [cell for cell in distinct(row) if squeezed_cell(cell)]
            for cell, following in zip_longest(shown, shown[1:]):
                field = labels.get(squeezed_cell(cell))
                if field is None or cell is None:
                    continue
                is_value = following is not None and squeezed_cell(following) not in labels
                blank = GridCell(None, cell.place)
                add(located, field, found_in((is_value and following) or blank))
    return located


def has_entries(content: Content, standard: Standard) -> bool:
    """Whether most entries of the data sheet are printed in a file, wherever their values are."""
    printed = {squeezed_cell(cell) for cell in cells(content.grids)}
    there = sum(squeezed(entry.label) in printed for entry in standard.entries)
    return there > len(standard.entries) / 2


def cell_at(row: Row, column: int) -> GridCell:
    """The cell of a row in a column; a blank one at the row's end if it does not reach so far."""
    cell = row[column] if column < len(row) else None
    return cell or GridCell(None, next((each.place for each in reversed(row) if each), Place()))


def _above_heads(grid: Grid) -> list[Row]:
    """The rows above the two heads; none if they are not there."""
    above: list[Row] = []
    for row in grid:
        if {ENTRY_HEAD, VALUE_HEAD} <= {squeezed_cell(cell) for cell in row}:
            return above
        above.append(row)
    return []


def _below_heads(grid: Grid) -> Iterator[tuple[int, list[int], Row]]:
    """Each row below the two heads, with the position of the label and those of the value."""
    columns: tuple[int, list[int]] | None = None
    for row in grid:
        heads = [squeezed_cell(cell) for cell in row]
        if ENTRY_HEAD in heads and VALUE_HEAD in heads:
            values = [at for at, text in enumerate(heads) if text == VALUE_HEAD]
            columns = heads.index(ENTRY_HEAD), values
        elif columns is not None:
            yield *columns, row

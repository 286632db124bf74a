"""What labels are when anchors are lost: texts for comparison, and where cells of a table stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from docgen.characters import as_text
from docgen.forms.document import Found, Grid, GridCell
from docgen.forms.fields import Field
from docgen.forms.values import text as shown

Located = dict[str, list[Found]]
"""Where each field was found, by its key; more than once if a label stands there more than once."""

Row = Sequence[GridCell | None]

_BLANK: Final = re.compile(r"[\s\u3000\u00a0\u200b-\u200f\u2060\ufeff_]+")
# How labels are typed anew: brackets and punctuation in the other width, digits too. An explicit
# map, as normal forms of Unicode change more than that (㎡ becomes m2).
_SAME: Final = str.maketrans(
    "(),:;%./+-０１２３４５６７８９．﹙﹚【】〔〕[]",
    "（），：；％．／＋－0123456789．（）（）（）（）",
)
# Numbers before a label, as 一、 1. （1） 1.1.2 ① in squeezed text.
NUMBER: Final = (
    r"(?:第?[0-9]{1,2}(?:．[0-9]{1,2})+[．、：]?"
    r"|（[0-9一二三四五六七八九十]{1,3}）[．、]?"
    r"|第?[0-9一二三四五六七八九十]{1,3}项?[．、）：]"
    "|[①-⑳⑴-⒇⒈-⒛㈠-㈩][．、]?)"
)
_REMARK_AT_END: Final = re.compile("（[^（）]*）$")


def squeezed(text: str) -> str:
    """A text for comparison: without blanks, each character as meant, all in one width."""
    return _kept(text) if len(text) <= _LONGEST_KEPT else _squeezed(text)


def _squeezed(text: str) -> str:
    return as_text(_BLANK.sub("", text)).translate(_SAME)


# Labels and their looks recur, within a form and in the forms of a round.
_LONGEST_KEPT: Final = 200  # characters; what is kept comes from outside
_kept: Final = lru_cache(maxsize=4096)(_squeezed)


def squeezed_cell(cell: GridCell | None) -> str:
    """The text of a cell for comparison."""
    return squeezed(shown(cell.raw)) if cell is not None else ""


def bare(label: str) -> str:
    """A squeezed label without colon and remark in brackets at its end."""
    return _REMARK_AT_END.sub("", label.rstrip("：")).rstrip("：")


@dataclass(frozen=True, slots=True)
class Area:
    """A cell with the rows and columns that it covers, from 0."""

    cell: GridCell
    top: int
    left: int
    bottom: int
    right: int


def areas(grid: Grid) -> dict[int, Area]:
    """The cells of a table, each once and in reading order, by identity."""
    found: dict[int, Area] = {}
    for number, row in enumerate(grid):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            known = found.get(id(cell))
            if known is None:
                found[id(cell)] = Area(cell, number, column, number, column)
            else:
                found[id(cell)] = replace(known, bottom=number, right=max(known.right, column))
    return found


def cells(grids: Iterable[Grid]) -> Iterator[GridCell]:
    """The cells of tables, each once."""
    return (area.cell for grid in grids for area in areas(grid).values())


def distinct(row: Row) -> list[GridCell]:
    """The cells of a row, each once."""
    return list({id(cell): cell for cell in row if cell is not None}.values())


def beside(grid: Grid, area: Area) -> list[GridCell]:
    """The next cell to the right, in each of the rows that a cell covers."""
    rows = (grid[number][area.right + 1 :] for number in range(area.top, area.bottom + 1))
    following = (next((cell for cell in row if cell is not None), None) for row in rows)
    return distinct(list(following))


def before(grid: Grid, area: Area) -> GridCell | None:
    """The cell to the left of a cell's first row; None at the table's edge."""
    row = grid[area.top][: area.left]
    return next((cell for cell in reversed(row) if cell is not None), None)


def below(grid: Grid, area: Area) -> GridCell | None:
    """The cell under a cell's first column; None at the table's end."""
    number = area.bottom + 1
    row = grid[number] if number < len(grid) else ()
    return row[area.left] if area.left < len(row) else None


def merge(*parts: Mapping[str, Sequence[Found]]) -> Located:
    """Everything that was located, together."""
    located: Located = {}
    for part in parts:
        for key, found in part.items():
            located.setdefault(key, []).extend(found)
    return located


def found_in(cell: GridCell) -> Found:
    """A cell as the value of a field."""
    return Found(cell.raw, cell.place, cell.computed, sure=False, left_out=cell.left_out)


def add(located: Located, field: Field, found: Found) -> None:
    """Add a place of a field."""
    place = found.place._replace(field=field.label)
    located.setdefault(field.key, []).append(found._replace(place=place))


def mark_shared(located: Located, owners: Iterable[tuple[GridCell, str]]) -> None:
    """Mark the fields that share a cell with another.

    Args:
        located: The fields.
        owners: The cell of each field, with the field's key.
    """
    keys: dict[int, set[str]] = {}
    for cell, key in owners:
        keys.setdefault(id(cell), set()).add(key)
    for shared in keys.values():
        for key in shared if len(shared) > 1 else ():
            located[key] = [found._replace(shared=True) for found in located[key]]

"""Where the rows of a template sheet went: each to one row, to none, or to many."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Final

from docgen.office.workbook.template.fields import NamedCell
from docgen.office.workbook.template.rich_text import RichValue
from docgen.office.workbook.values import CellValue

LAST_ROW: Final = 1_048_576
"""The last row of every sheet: blank in any sheet that people fill."""

Rows = tuple[int, int]
"""The first and the last of rows below each other."""


@dataclass(slots=True)
class Iteration:
    """Rows that were printed by one turn of a loop, or by all its turns.

    Attributes:
        loop: Number of the loop in its sheet.
        first: Index of its first printed piece.
        end: Index behind its last one.
        whole: All turns of the loop together; itself, for those.
    """

    loop: int
    first: int
    end: int
    whole: Iteration | None = None


@dataclass(slots=True)
class PrintedRow:
    """A row to print, or several below each other that hold no tags.

    Attributes:
        source: Number of the template's row that it is a copy of, the first if several.
        count: How many rows it is.
        number: Number of the row that it becomes, the first if several.
        inside: The turns of the loops that it stands in, the outermost first.
        values: What its cells with tags hold, by column from 1.
        texts: What texts that belong to the row say, by their numbers in the sheet.
        merging: Columns of the cells that belong to a block of merged cells: False where
            the cell starts a new block, True where it is merged with the one above.
    """

    source: int
    count: int = 1
    number: int = 0
    inside: tuple[Iteration, ...] = ()
    values: dict[int, CellValue | NamedCell | RichValue] = field(default_factory=dict)
    texts: dict[int, RichValue] = field(default_factory=dict)
    merging: dict[int, bool] = field(default_factory=dict)

    @property
    def last_source(self) -> int:
        """The last row of the template that it is a copy of."""
        return self.source + self.count - 1


Copy = tuple[PrintedRow | None, int, int]
"""A copy of something that spans rows: with which row it was printed, its first and last row."""


class _Window:
    """Printed pieces one after the other, in which rows of the template are looked for."""

    def __init__(self, pieces: Sequence[PrintedRow]) -> None:
        self._pieces = pieces
        self._most = list(accumulate((piece.last_source for piece in pieces), max))
        least = accumulate((piece.source for piece in reversed(pieces)), min)
        self._least = list(least)[::-1]

    def first(self, row: int) -> int | None:
        """The first row that comes from this row of the template or from below."""
        index = bisect_left(self._most, row)
        if index == len(self._pieces):
            return None
        piece = self._pieces[index]
        return piece.number + max(0, row - piece.source)

    def last(self, row: int) -> int | None:
        """The last row that comes from this row of the template or from above."""
        index = bisect_right(self._least, row) - 1
        if index < 0:
            return None
        piece = self._pieces[index]
        return piece.number + min(piece.count - 1, row - piece.source)


class RowMap:
    """Where the rows of a template went.

    Attributes:
        total: How many rows were printed.
        moves: Whether any row stands elsewhere than in the template, or not at all.

    Args:
        printed: What was printed, in its order.
        end: Number of the template's last row that holds anything.
    """

    def __init__(self, printed: Sequence[PrintedRow], end: int) -> None:
        number = 1
        for piece in printed:
            piece.number = number
            number += piece.count
        self.total = number - 1
        self.moves = self.total != end or any(piece.number != piece.source for piece in printed)
        below = PrintedRow(end + 1, LAST_ROW, number)
        self._pieces = [*printed, below]
        self._windows: dict[tuple[int, int], _Window] = {}

    @cached_property
    def _by_source(self) -> dict[int, list[PrintedRow]]:
        found: dict[int, list[PrintedRow]] = {}
        for piece in self._pieces:
            found.setdefault(piece.source, []).append(piece)
        return dict(sorted(found.items()))

    @cached_property
    def _sources(self) -> list[int]:
        return list(self._by_source)

    def window(self, turn: Iteration | None) -> _Window:
        """The rows of one turn of a loop; all rows for None."""
        key = (0, len(self._pieces)) if turn is None else (turn.first, turn.end)
        if key not in self._windows:
            self._windows[key] = _Window(self._pieces[slice(*key)])
        return self._windows[key]

    def first(self, row: int) -> int:
        """The first row that comes from this row of the template or, if none does, from below."""
        found = self.window(None).first(row)
        assert found is not None, "below the last row there is always another"
        return found

    def last(self, row: int) -> int:
        """The last row that comes from this row of the template or from above; 0 if none does."""
        return self.window(None).last(row) or 0

    def span(self, rows: Rows) -> Rows | None:
        """From the first to the last row that comes from some rows; None if none does."""
        first, last = self.first(rows[0]), self.last(rows[1])
        return (first, last) if first <= last else None

    def of(self, row: int) -> list[int]:
        """All rows that come from a row of the template."""
        return [piece.number + row - piece.source for piece in self.pieces_of(row)]

    def pieces_of(self, row: int) -> list[PrintedRow]:
        """All that was printed of a row of the template."""
        index = bisect_right(self._sources, row) - 1
        if index < 0:
            return []
        pieces = self._by_source[self._sources[index]]
        return [piece for piece in pieces if piece.last_source >= row]

    def runs(self, rows: Rows, restart: bool = False) -> Iterator[Rows]:
        """The rows that come from some of the template, those that adjoin together.

        Args:
            rows: Rows of the template.
            restart: What comes from the first of them starts anew.
        """
        found: list[tuple[int, int, bool]] = []
        index = max(bisect_right(self._sources, rows[0]) - 1, 0)
        while index < len(self._sources) and self._sources[index] <= rows[1]:
            for piece in self._by_source[self._sources[index]]:
                first, last = max(piece.source, rows[0]), min(piece.last_source, rows[1])
                if first <= last:
                    number = piece.number + first - piece.source
                    found.append((number, number + last - first, first == rows[0]))
            index += 1
        found.sort()
        run: Rows | None = None
        for first, last, begins in found:
            if run and run[1] + 1 == first and not (restart and begins):
                run = run[0], last
                continue
            if run:
                yield run
            run = first, last
        if run:
            yield run

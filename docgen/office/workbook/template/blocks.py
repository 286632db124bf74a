"""The blocks of rows that row tags make of a template sheet: what repeats or vanishes together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

_OPENS: Final = frozenset({"for", "if"})
_ENDS: Final = frozenset({"endfor", "endif"})


class Blocks:
    """The blocks of a sheet.

    Attributes:
        loops: The loops around each row, the outermost first; nothing of rows outside of loops.

    Args:
        tags: The row tags' first words, by their rows, in their order.
        end: Number of the sheet's last row.
    """

    def __init__(self, tags: Mapping[int, str], end: int) -> None:
        self.loops: dict[int, tuple[int, ...]] = {}
        self._around: dict[int, tuple[int, ...]] = {}
        self._tags = tags
        opened: list[tuple[int, bool]] = []
        rows = [*tags, end + 1]
        for row, following in pairwise(rows):
            word = tags[row]
            if word in _ENDS and opened:
                opened.pop()
            inside = range(row, row + 1) if word not in _OPENS | _ENDS else range(0)
            self._note([*inside], opened)
            if word in _OPENS:
                self._note([row], opened)
                opened.append((row, word == "for"))
            elif word in _ENDS:
                self._note([row], opened)
            self._note(range(row + 1, following), opened)

    def _note(self, rows: Iterable[int], opened: list[tuple[int, bool]]) -> None:
        if not opened:
            return
        around = tuple(row for row, _ in opened)
        loops = tuple(row for row, is_loop in opened if is_loop)
        for row in rows:
            self._around[row] = around
            if loops:
                self.loops[row] = loops

    def row_of(self, first: int, last: int) -> int | None:
        """The row with which something that spans rows is printed, as often as it is.

        Args:
            first: Its first row.
            last: Its last row.

        Returns:
            The first row without a row tag; None for what stands in no block, or leaves it.
        """
        around = self._around.get(first)
        if not around or self._around.get(last, ())[: len(around)] != around:
            return None
        return next((row for row in range(first, last + 1) if row not in self._tags), None)

    def is_repeated(self, first: int, last: int) -> bool:
        """Whether rows stand in one loop together."""
        loops = self.loops.get(first, ())
        return bool(loops) and self.loops.get(last, ())[: len(loops)] == loops

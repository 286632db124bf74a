"""Merged cells of a long sheet: what they show in every row that they cover."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docgen.office.package.xml import MarkupError
from docgen.office.workbook.reading.plan import Area
from docgen.office.workbook.reading.shown import MERGED_ACROSS, CellFault, Shown, printed

_MOST_COLUMNS: Final = 1 << 14


class MergedCells:
    """What merged cells show in the rows below their first: the value above.

    A cell that is merged with one to its left has no value of its own.
    """

    def __init__(self, areas: Iterable[Area]) -> None:
        self._begin: dict[int, list[Area]] = {}
        for area in areas:
            self._begin.setdefault(area.top, []).append(area)
        self._tops = sorted(self._begin, reverse=True)
        self._open: list[tuple[Area, Shown]] = []

    def filled(self, number: int, cells: list[Shown]) -> list[Shown]:
        """The cells of a row, which come in their order."""
        if not self._tops and not self._open:
            return cells
        self._open = [one for one in self._open if one[0].bottom >= number]
        while self._tops and self._tops[-1] <= number:
            top = self._tops.pop()
            if len(self._open) + len(self._begin[top]) > _MOST_COLUMNS:
                raise MarkupError("merged cells overlap")
            for area in self._begin[top]:
                inside = top == number and area.left <= len(cells)
                self._open.append((area, cells[area.left - 1] if inside else None))
        for area, value in self._open:
            if value is None or area.bottom < number:
                continue
            cells += [None] * (area.right - len(cells))
            cells[area.left - 1] = value
            beside = CellFault(MERGED_ACROSS, printed(value))
            cells[area.left : area.right] = [beside] * (area.right - area.left)
        return cells

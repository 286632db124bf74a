"""Areas of cells, as workbooks write them: ``A1``, ``$A$1:B2``, ``A:C``, ``1:3``."""

from __future__ import annotations

import re
from typing import Final, NamedTuple, Self

from openpyxl.utils import column_index_from_string, get_column_letter

from docgen.office.workbook.template.row_map import LAST_ROW, Rows

_LAST_COLUMN: Final = 16_384
_AREA: Final = re.compile(
    r"\$?([A-Z]{0,3})\$?([0-9]{0,7})(?::\$?([A-Z]{0,3})\$?([0-9]{0,7}))?", re.I
)


class Area(NamedTuple):
    """Cells beside and below each other.

    Attributes:
        left: First column, from 1.
        top: First row, from 1.
        right: Last column.
        bottom: Last row.
    """

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def of(cls, text: str) -> Self | None:
        """The area that a text names; None if it names none."""
        match = _AREA.fullmatch(text.strip())
        if match is None or not (match[1] or match[2]):
            return None
        column, row, other_column, other_row = match.groups()
        if other_column is None:
            other_column, other_row = column, row
        try:
            left, right = (
                column_index_from_string(one) if one else default
                for one, default in ((column, 1), (other_column, _LAST_COLUMN))
            )
        except ValueError:
            return None
        return cls(left, int(row or 1), right, int(other_row or LAST_ROW))

    @property
    def rows(self) -> Rows:
        """Its rows."""
        return self.top, self.bottom

    def with_rows(self, rows: Rows) -> Area:
        """The same columns of other rows."""
        return self._replace(top=rows[0], bottom=rows[1])

    @property
    def text(self) -> str:
        """How workbooks write it."""
        first = f"{get_column_letter(self.left)}{self.top}"
        last = f"{get_column_letter(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"

    @property
    def fixed(self) -> str:
        """How formulas write it wherever they stand."""
        first = f"${get_column_letter(self.left)}${self.top}"
        last = f"${get_column_letter(self.right)}${self.bottom}"
        return first if first == last else f"{first}:{last}"

    def joined(self, other: Area) -> Area:
        """The smallest area that holds both."""
        return Area(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


def areas_of(text: str) -> list[Area]:
    """The areas of a list such as ``A1:B2 D4``."""
    return [area for one in text.split() if (area := Area.of(one))]


def as_text(areas: list[Area]) -> str:
    """A list of areas as workbooks write it."""
    return " ".join(area.text for area in areas)

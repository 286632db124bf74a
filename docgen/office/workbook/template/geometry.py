"""The measures of a sheet in points: columns, rows, and what a printed page holds."""

from __future__ import annotations

from typing import Final

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

_POINTS_PER_INCH: Final = 72.0
_POINTS_PER_PIXEL: Final = 0.75
_DEFAULT_WIDTH: Final = 9.14
_DEFAULT_HEIGHT: Final = 15.0
# Width and height of a sheet of paper by Excel's number for it; A4 where a template says none.
_A4: Final = 9
_PAPERS: Final = {8: (841.9, 1190.6), _A4: (595.3, 841.9), 11: (419.5, 595.3)}
# Programs round heights to their own units, so a page is not filled to the last point.
_FILL: Final = 0.97


class Geometry:
    """Measures of a sheet as it is at the moment."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        # Widths count digits of the default font, each half as wide as the font is high.
        size = float(Cell(sheet, row=1, column=1).font.sz or 11)
        self._digit = round(size / _POINTS_PER_PIXEL / 2) * _POINTS_PER_PIXEL
        self._widths = {
            column: dimension.width
            for dimension in sheet.column_dimensions.values()
            for column in range(dimension.min or 0, (dimension.max or 0) + 1)
        }

    def width(self, left: int, right: int) -> float:
        """Width of columns together, from 1 on."""
        default = self._sheet.sheet_format.defaultColWidth or _DEFAULT_WIDTH
        columns = range(left, right + 1)
        return sum(self._widths.get(column, default) for column in columns) * self._digit

    def height(self, row: int) -> float:
        """Height of a row."""
        default = self._sheet.sheet_format.defaultRowHeight or _DEFAULT_HEIGHT
        return float(self._sheet.row_dimensions[row].height or default)

    def page_height(self, columns: int) -> float:
        """Height that rows can fill on a printed page of so many columns."""
        setup, margins = self._sheet.page_setup, self._sheet.page_margins
        width, height = _PAPERS.get(int(setup.paperSize or _A4), _PAPERS[_A4])
        if setup.orientation == "landscape":
            width, height = height, width
        height -= (margins.top + margins.bottom) * _POINTS_PER_INCH
        width -= (margins.left + margins.right) * _POINTS_PER_INCH
        fits = self._sheet.sheet_properties.pageSetUpPr
        if fits is not None and fits.fitToPage:
            scale = min(1.0, width / self.width(1, columns))
        else:
            scale = (setup.scale or 100) / 100
        return height / scale * _FILL

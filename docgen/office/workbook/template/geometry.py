"""The measures of a sheet in points: columns, rows, and what a printed page holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

_POINTS_PER_INCH: Final = 72.0
_POINTS_PER_PIXEL: Final = 0.75
_DEFAULT_WIDTH: Final = 9.14
_DEFAULT_HEIGHT: Final = 15.0
_WIDTH_OF_A_COLUMN: Final = 13.0  # that is named without one
# Width and height of a sheet of paper by Excel's number for it; A4 where a template says none.
_A4: Final = 9
_PAPERS: Final = {8: (841.9, 1190.6), _A4: (595.3, 841.9), 11: (419.5, 595.3)}
# Programs round heights to their own units, so a page is not filled to the last point.
_FILL: Final = 0.97


class Geometry:
    """Measures of a template's sheet.

    Args:
        sheet: The worksheet; its rows are not looked at.
        heights: Heights of the rows that have one of their own.
        font_size: Size of the workbook's default font in points.
    """

    def __init__(
        self, sheet: etree._Element, heights: Mapping[int, float], font_size: float
    ) -> None:
        self._sheet = sheet
        self._heights = heights
        # Widths count digits of the default font, each half as wide as the font is high.
        self._digit = round(font_size / _POINTS_PER_PIXEL / 2) * _POINTS_PER_PIXEL
        self._columns = [
            (int(_number(one, "min", 0)), int(_number(one, "max", 0)), _width(one))
            for one in sheet.iterfind("{*}cols/{*}col")
        ]
        setup = sheet.find("{*}sheetFormatPr")
        self._default_width = _number(setup, "defaultColWidth", 0) or _DEFAULT_WIDTH
        self._default_height = _number(setup, "defaultRowHeight", 0) or _DEFAULT_HEIGHT

    def width(self, left: int, right: int) -> float:
        """Width of columns together, from 1 on."""
        return sum(map(self._column, range(left, right + 1))) * self._digit

    def _column(self, column: int) -> float:
        widths = (width for first, last, width in self._columns if first <= column <= last)
        return next(widths, self._default_width)

    def height(self, row: int) -> float:
        """Height of a row of the template."""
        return self._heights.get(row) or self._default_height

    def page_height(self, columns: int) -> float:
        """Height that rows can fill on a printed page of so many columns."""
        setup, margins = self._sheet.find("{*}pageSetup"), self._sheet.find("{*}pageMargins")
        width, height = _PAPERS.get(int(_number(setup, "paperSize", _A4)), _PAPERS[_A4])
        if setup is not None and setup.get("orientation") == "landscape":
            width, height = height, width
        height -= _inches(margins, "top", 1) + _inches(margins, "bottom", 1)
        width -= _inches(margins, "left", 0.75) + _inches(margins, "right", 0.75)
        fits = self._sheet.find("{*}sheetPr/{*}pageSetUpPr")
        if fits is not None and fits.get("fitToPage") in ("1", "true"):
            scale = min(1.0, width / self.width(1, columns))
        else:
            scale = (_number(setup, "scale", 100) or 100) / 100
        return height / scale * _FILL


def _width(column: etree._Element) -> float:
    return _number(column, "width", _WIDTH_OF_A_COLUMN)


def _inches(margins: etree._Element | None, name: str, default: float) -> float:
    return _number(margins, name, default) * _POINTS_PER_INCH


def _number(element: etree._Element | None, name: str, default: float) -> float:
    try:
        return default if element is None else float(element.get(name, default))
    except ValueError:
        return default

"""The score sheet as a program for XlsxWriter, which makes workbooks from nothing.

What the workbook consists of is taken down once from docgen's own, for XlsxWriter to write again
and again: cells with their looks, merges, sizes, names, validations and protection.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet as Page

_BORDERS: Final = {"thin": 1, "medium": 2, "dashed": 3, "dotted": 4, "thick": 5, "double": 6}
_VERTICAL: Final = {None: "bottom", "center": "vcenter"}
_REPEATS: Final = re.compile(r'=IF\((\w+)="","",\1\)')


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    column: int
    value: Any
    look: int
    name: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    title: str
    widths: Mapping[str, float]
    heights: Mapping[int, float]
    merges: list[str]
    cells: list[_Cell]
    rules: list[tuple[str, dict[str, Any]]]


class Program:
    """Writes the workbook for one applicant after the other."""

    def __init__(self, blank: bytes) -> None:
        """Take down what the workbook consists of.

        Args:
            blank: The workbook, nothing filled in.
        """
        book = load_workbook(io.BytesIO(blank))
        self._names = {name: one.attr_text for name, one in book.defined_names.items()}
        self._looks: list[dict[str, Any]] = []
        self._sheets = [self._taken_down(sheet) for sheet in book.worksheets]

    def written(self, values: Mapping[str, Any]) -> bytes:
        """The workbook with values in its named cells, beside the formulas that they have."""
        buffer = io.BytesIO()
        book = Workbook(buffer, {"in_memory": True})
        looks = [book.add_format(look) for look in self._looks]
        for sheet in self._sheets:
            page = book.add_worksheet(sheet.title)
            for columns, width in sheet.widths.items():
                page.set_column(f"{columns}:{columns}", width)
            for row, height in sheet.heights.items():
                page.set_row(row - 1, height)
            for merge in sheet.merges:
                page.merge_range(merge, "")
            for cell in sheet.cells:
                _write(page, cell, looks[cell.look], values)
            for cells, rule in sheet.rules:
                page.data_validation(cells, rule)
            page.protect()
        for name, target in self._names.items():
            book.define_name(name, f"={target}")
        book.close()
        return buffer.getvalue()

    def _taken_down(self, sheet: Worksheet) -> _Sheet:
        places = {
            target.split("!")[1].replace("$", ""): name
            for name, target in self._names.items()
            if target.split("!")[0].strip("'") == sheet.title
        }
        return _Sheet(
            sheet.title,
            {letters: one.width for letters, one in sheet.column_dimensions.items()},
            {row: one.height for row, one in sheet.row_dimensions.items() if one.height},
            [area.coord for area in sheet.merged_cells.ranges],
            [self._cell(cell, places) for row in sheet.iter_rows() for cell in row],
            [
                (area.coord, _rule(validation))
                for validation in sheet.data_validations.dataValidation
                for area in validation.sqref.ranges
            ],
        )

    def _cell(self, cell: Cell | MergedCell, places: Mapping[str, str]) -> _Cell:
        look = _look(cell)
        if look not in self._looks:
            self._looks.append(look)
        repeats = _REPEATS.fullmatch(str(cell.value))
        name = repeats[1] if repeats else places.get(cell.coordinate, "")
        return _Cell(cell.row - 1, cell.column - 1, cell.value, self._looks.index(look), name)


def _write(page: Page, cell: _Cell, look: Format, values: Mapping[str, Any]) -> None:
    at, value = (cell.row, cell.column), values.get(cell.name, cell.value)
    if isinstance(cell.value, str) and cell.value.startswith("="):
        page.write_formula(*at, cell.value, look, value)
    elif value is None:
        page.write_blank(*at, None, look)
    elif isinstance(value, str):
        page.write_string(*at, value, look)
    else:
        page.write_number(*at, value, look)


def _look(cell: Cell | MergedCell) -> dict[str, Any]:
    font, place, border = cell.font, cell.alignment, cell.border
    look = {
        "font_name": font.name,
        "font_size": font.size,
        "bold": bool(font.bold),
        "align": place.horizontal or "general",
        "valign": _VERTICAL.get(place.vertical, place.vertical),
        "text_wrap": bool(place.wrap_text),
        "num_format": cell.number_format,
        "locked": bool(cell.protection.locked),
    }
    for side in ("left", "right", "top", "bottom"):
        line = getattr(border, side)
        look[side] = _BORDERS.get(line.style, 0) if line else 0
    if cell.fill.fill_type == "solid":
        look["bg_color"] = f"#{cell.fill.start_color.rgb[-6:]}"
    return look


def _rule(validation: Any) -> dict[str, Any]:
    hints = {"error_title": validation.errorTitle, "error_message": validation.error}
    if validation.type == "list":
        return {"validate": "list", "source": validation.formula1.strip('"').split(","), **hints}
    return {
        "validate": {"whole": "integer"}.get(validation.type, validation.type),
        "criteria": "between",
        "minimum": f"={validation.formula1}",
        "maximum": f"={validation.formula2}",
        **hints,
    }

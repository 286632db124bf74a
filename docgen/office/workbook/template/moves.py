"""What belongs to a sheet's rows and moves with them: formats, validations, panes, print area."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Final

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula.translate import Translator
from openpyxl.utils import absolute_coordinate, get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.print_settings import PrintArea
from openpyxl.worksheet.worksheet import Worksheet

# A name may stand for whole rows or columns as well: those stay as they are.
_CELLS: Final = re.compile(r"\$?[A-Z]+\$?[0-9]+(:\$?[A-Z]+\$?[0-9]+)?")


class RowMap:
    """Where the rows of a template went."""

    def __init__(self, sources: Sequence[int]) -> None:
        self._sources = sources

    def first(self, row: int) -> int:
        """The first row that comes from this row of the template or, if none does, from below."""
        rows = (number for number, source in enumerate(self._sources, 1) if source >= row)
        return next(rows, len(self._sources) + 1)

    def last(self, row: int) -> int:
        """The last row that comes from this row of the template or from above."""
        numbers = range(len(self._sources), 0, -1)
        return next((number for number in numbers if self._sources[number - 1] <= row), 0)

    def span(self, area: CellRange) -> CellRange | None:
        """One area from the first to the last row that comes from an area; None if none does."""
        first, last = self.first(area.min_row), self.last(area.max_row)
        return _rows(area, first, last) if first <= last else None

    def runs(self, area: CellRange, restart: bool = False) -> Iterator[CellRange]:
        """The areas that come from an area of the template, rows that adjoin together.

        Args:
            area: Area of the template.
            restart: A row that comes from the first row of the area starts a new one.
        """
        start = 0
        for number, source in enumerate([*self._sources, 0], 1):
            inside = area.min_row <= source <= area.max_row
            if start and (not inside or (restart and source == area.min_row)):
                yield _rows(area, start, number - 1)
                start = 0
            if inside and not start:
                start = number


def move_rules(sheet: Worksheet, rows: RowMap) -> None:
    """Let conditional formats and validations follow their rows."""
    formats = sheet.conditional_formatting
    sheet.conditional_formatting = ConditionalFormattingList()
    for conditional in formats:
        moved = _moved(conditional.sqref, rows)
        if not moved:
            continue
        for rule in conditional.rules:
            rule.formula = [_translated(text, conditional.sqref, moved) for text in rule.formula]
            sheet.conditional_formatting.add(str(moved), rule)
    validations = sheet.data_validations.dataValidation
    sheet.data_validations.dataValidation = []
    for validation in validations:
        moved = _moved(validation.sqref, rows)
        if not moved:
            continue
        for name in ("formula1", "formula2"):
            text = getattr(validation, name)
            if text:
                setattr(validation, name, _translated(text, validation.sqref, moved))
        validation.sqref = moved
        sheet.data_validations.append(validation)


def move_view(sheet: Worksheet, rows: RowMap) -> None:
    """Let frozen panes, selected cell, filter, print area and print titles follow their rows."""
    for view in sheet.views.sheetView:
        if view.pane is not None and view.pane.ySplit:
            split = rows.first(int(view.pane.ySplit) + 1)
            column = CellRange(view.pane.topLeftCell or "A1").min_col
            view.pane.ySplit = split - 1
            view.pane.topLeftCell = f"{get_column_letter(column)}{split}"
        for selection in view.selection:
            cell = CellRange(selection.activeCell or "A1")
            selection.activeCell = selection.sqref = (
                f"{get_column_letter(cell.min_col)}{rows.first(cell.min_row)}"
            )
    if sheet.auto_filter.ref:
        filtered = rows.span(CellRange(sheet.auto_filter.ref))
        sheet.auto_filter.ref = filtered.coord if filtered else None
    areas = [rows.span(area) for area in PrintArea.from_string(sheet.print_area).ranges]
    sheet.print_area = [area.coord for area in areas if area]
    titles = print_titles(sheet)
    if titles:
        sheet.print_title_rows = f"{rows.first(titles.start)}:{rows.last(titles.stop - 1)}"


def print_titles(sheet: Worksheet) -> range:
    """Rows that are printed on top of every page; empty if a sheet has none."""
    if not sheet.print_title_rows:
        return range(1, 1)
    first, last = (int(row.strip("$")) for row in sheet.print_title_rows.split(":"))
    return range(first, last + 1)


def move_name(name: DefinedName, rows: Mapping[str, RowMap]) -> None:
    """Let a name that a template defines span all rows that come from its own.

    Args:
        name: The name.
        rows: Where the rows of each sheet went, by its title.
    """
    moved = []
    for title, cells in name.destinations:
        if title not in rows or not _CELLS.fullmatch(cells):
            return
        area = rows[title].span(CellRange(cells.replace("$", "")))
        if area is None:
            return
        moved.append(f"{quote_sheetname(title)}!{absolute_coordinate(area.coord)}")
    if moved:
        name.attr_text = ",".join(moved)


def _rows(area: CellRange, first: int, last: int) -> CellRange:
    moved = copy(area)
    moved.min_row, moved.max_row = first, last
    return moved


def _moved(areas: MultiCellRange, rows: RowMap) -> MultiCellRange:
    return MultiCellRange([run for area in areas.ranges for run in rows.runs(area)])


def _translated(formula: str, before: MultiCellRange, after: MultiCellRange) -> str:
    """A formula that is relative to the first cell of its areas, made relative to the new ones."""
    old, new = _first_cell(before), _first_cell(after)
    translated: str = Translator(f"={formula}", origin=old).translate_formula(new)
    return translated[1:]


def _first_cell(areas: MultiCellRange) -> str:
    top = min(area.min_row for area in areas.ranges)
    left = min(area.min_col for area in areas.ranges)
    return f"{get_column_letter(left)}{top}"

"""Reading the rows of a sheet one by one, for tables too long to be held as cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from docgen.office.workbook.fields import CellValue
from docgen.problems import Place, ProblemError, problem

_Found = int | float | str | bool | time | date | datetime | timedelta


def sheet_rows(path: Path, file: str) -> tuple[str, Iterator[list[CellValue]]]:
    """The title and the rows of a workbook's first sheet, blank rows and columns kept.

    Args:
        path: The workbook: .xlsx, .xls or .ods.
        file: Its name in messages.

    Raises:
        ProblemError: It cannot be read.
    """
    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    except (CalamineError, OSError) as error:
        raise ProblemError(
            [problem("workbook.unreadable", Place(file=file), reason=str(error))]
        ) from None
    # calamine keeps the blank rows above the first cell, but not the blank columns before it.
    _, left = sheet.start or (0, 0)
    blank: list[CellValue] = [None] * left
    return sheet.name, (blank + [_value(cell) for cell in cells] for cells in sheet.iter_rows())


def _value(cell: _Found) -> CellValue:
    if cell == "":
        return None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else Decimal(repr(cell))
    if isinstance(cell, (time, timedelta)):
        return str(cell)
    return cell

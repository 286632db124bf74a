"""A table as a workbook of one sheet, for people to fill in, sort and print."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.office.package.archive import deflate, read_package, write_archive
from docgen.office.package.properties import CORE_PART, CoreProperties, core_properties
from docgen.office.workbook.values import CellValue

_WIDTH: Final = 16
_A4: Final = 9
_PAGE_NUMBER: Final = '&"宋体"&14— &P —'


def plain_table(
    title: str, head: Sequence[str], rows: Iterable[Sequence[CellValue]], keep_columns: int = 0
) -> bytes:
    """A workbook with one table, the same bytes for the same table.

    Args:
        title: The sheet's title.
        head: Heads of the columns; they stay in view, and are printed on every page.
        rows: The rows; text stays text, also behind an equals sign.
        keep_columns: How many columns stay in view.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new workbook has a sheet
    sheet.title = title
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            if isinstance(cell, Cell) and isinstance(cell.value, str):
                cell.data_type = "s"
    for index, cell in enumerate(sheet[1], start=1):
        cell.font = Font(name="黑体", size=11)
        cell.fill = PatternFill("solid", start_color="FFE8EEF4")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[get_column_letter(index)].width = _WIDTH
    sheet.freeze_panes = f"{get_column_letter(keep_columns + 1)}2"
    _set_up_page(sheet)
    stream = io.BytesIO()
    book.save(stream)
    package = read_package(stream.getvalue())
    # openpyxl writes the time of saving.
    core = core_properties(CoreProperties(title))
    return write_archive(
        deflate(name, core if name == CORE_PART else part) for name, part in package.items()
    )


def _set_up_page(sheet: Worksheet) -> None:
    sheet.print_title_rows = "1:1"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.pageOrder = "overThenDown"
    footer = sheet.oddFooter
    assert footer is not None  # a new sheet has one, empty
    assert footer.center is not None
    footer.center.text = _PAGE_NUMBER

"""A template's sheet turned into the sheet that its printed rows make."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break, RowBreak
from openpyxl.worksheet.worksheet import Worksheet

from docgen.office.workbook.reading.number_format import GENERAL
from docgen.office.workbook.reading.shown import ShownNumber
from docgen.office.workbook.template.fields import NamedCell
from docgen.office.workbook.template.geometry import Geometry
from docgen.office.workbook.template.layout import Block, paginate, text_height
from docgen.office.workbook.template.moves import RowMap, move_rules, move_view, print_titles
from docgen.office.workbook.template.rows import PrintedRow
from docgen.office.workbook.values import CellValue


@dataclass(frozen=True, slots=True)
class PlacedField:
    """A field and the cell where it stands.

    Attributes:
        field: The field.
        cell: The cell.
        source: Reference of the template's cell that placed it.
    """

    field: NamedCell
    cell: Cell
    source: str


class SheetExpansion:
    """The work on one sheet, done in place when this is made.

    Attributes:
        title: Title of the sheet.
        fields: The fields that were placed, row by row.
        rows: Where the template's rows went.
    """

    def __init__(self, sheet: Worksheet, printed: Sequence[PrintedRow]) -> None:
        self.title = sheet.title
        self.fields: list[PlacedField] = []
        self.rows = RowMap([row.source for row in printed])
        self._sheet = sheet
        self._printed = printed
        self._geometry = Geometry(sheet)
        self._merged = [CellRange(area.coord) for area in sheet.merged_cells.ranges]
        self._right = {
            (area.min_row, area.min_col): area.max_col
            for area in self._merged
            if area.min_row == area.max_row
        }
        self._write_rows()
        move_rules(sheet, self.rows)
        move_view(sheet, self.rows)
        self._fit_rows()
        self._merge()
        self._merge_blocks()

    def _write_rows(self) -> None:
        sheet = self._sheet
        template = [(), *sheet.iter_rows()]
        dimensions = dict(sheet.row_dimensions.items())
        for area in self._merged:
            sheet.merged_cells.remove(area)
        sheet.delete_rows(1, sheet.max_row)
        sheet.row_dimensions.clear()
        for number, row in enumerate(self._printed, 1):
            old_dimension = dimensions.get(row.source)
            if old_dimension is not None:
                sheet.row_dimensions[number].height = old_dimension.height
                sheet.row_dimensions[number].hidden = old_dimension.hidden
            for column, old in enumerate(template[row.source], 1):
                new = sheet.cell(number, column)
                assert isinstance(new, Cell)
                # openpyxl's own way to copy a style, which its type stubs leave out.
                new._style = copy(old._style)  # type: ignore[attr-defined,union-attr]  # not in stubs
                if column in row.values:
                    self._write(new, row.values[column], old.coordinate)
                elif old.value is not None:
                    new.value = old.value
                    new.data_type = old.data_type

    def _write(self, cell: Cell, value: CellValue | NamedCell, source: str) -> None:
        if isinstance(value, NamedCell):
            self.fields.append(PlacedField(value, cell, source))
            # A blank cell may be left out of the file; the place of a field must be in it.
            cell.value = 0
        elif value is not None and value != "":
            cell.value = value
            if isinstance(value, ShownNumber) and cell.number_format == GENERAL:
                cell.number_format = value.code
            if isinstance(value, str):
                cell.data_type = "s"  # what looks like a formula or an error is text

    def _fit_rows(self) -> None:
        """Raise the rows whose printed text needs more than the template's height."""
        for number, row in enumerate(self._printed, 1):
            needed = [
                self._text_height(number, column)
                for column, value in row.values.items()
                if isinstance(value, str) and column not in row.merging
            ]
            if needed and max(needed) > self._geometry.height(number):
                self._sheet.row_dimensions[number].height = round(max(needed), 1)

    def _text_height(self, number: int, column: int) -> float:
        cell = self._sheet.cell(number, column)
        if cell.value is None:
            return 0.0
        right = self._right.get((self._printed[number - 1].source, column), column)
        return text_height(
            str(cell.value),
            float(cell.font.sz or 11),
            self._geometry.width(column, right),
            wraps=bool(cell.alignment.wrap_text),
            indent=cell.alignment.indent or 0,
        )

    def _merge(self) -> None:
        """Merge what the template merges, once for each time that the rows are printed."""
        for area in self._merged:
            for run in self.rows.runs(area, restart=True):
                if area.min_col not in self._printed[run.min_row - 1].merging:
                    self._sheet.merged_cells.add(run)

    def _merge_blocks(self) -> None:
        """Merge the blocks of cells, and break pages so that none of them is cut."""
        blocks = self._blocks()
        if not blocks:
            return
        sheet = self._sheet
        heights = [self._geometry.height(number) for number in range(1, len(self._printed) + 1)]
        titles = print_titles(sheet)
        pages = paginate(
            heights,
            blocks,
            self._geometry.page_height(sheet.max_column),
            head=sum(heights[number - 1] for number in titles),
            head_rows=titles.stop - 1,
        )
        sheet.row_breaks = RowBreak()
        for page in pages:
            if page.first:
                sheet.row_breaks.append(Break(id=page.first))
            for number, height in enumerate(page.heights, page.first + 1):
                sheet.row_dimensions[number].height = round(height, 1)
            for block in page.blocks:
                self._merge_block(block)

    def _merge_block(self, block: Block) -> None:
        sheet = self._sheet
        for number in range(block.first + 1, block.last + 2):
            # A block that goes on from the page before says its text again.
            text = block.text if number == block.first + 1 else None
            sheet.cell(number, block.left).value = text
        area = CellRange(
            min_col=block.left,
            max_col=block.right,
            min_row=block.first + 1,
            max_row=block.last + 1,
        )
        if area.size["rows"] > 1 or area.size["columns"] > 1:
            sheet.merged_cells.add(area)

    def _blocks(self) -> list[Block]:
        """The blocks: each from the row that starts it to the last that is merged with it."""
        blocks: list[Block] = []
        opened: dict[tuple[int, int], int] = {}
        for index, row in enumerate(self._printed):
            going_on = {}
            for column, merges in row.merging.items():
                key = column, self._right.get((row.source, column), column)
                if merges and key in opened:
                    number = opened[key]
                    blocks[number] = replace(blocks[number], last=index)
                else:
                    number = len(blocks)
                    blocks.append(self._block(index, *key))
                going_on[key] = number
            opened = going_on
        return blocks

    def _block(self, index: int, left: int, right: int) -> Block:
        value = self._printed[index].values.get(left)
        height = self._text_height(index + 1, left)
        return Block(index, index, left, right, value if isinstance(value, str) else "", height)

"""A template's sheet turned into the sheet that its printed rows make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docgen.office.tags.picture import Picture
from docgen.office.workbook.template.areas import Area
from docgen.office.workbook.template.cells import CellWriter, Slot, formula_markup
from docgen.office.workbook.template.fields import NamedCell
from docgen.office.workbook.template.formulas import formula_of
from docgen.office.workbook.template.geometry import Geometry
from docgen.office.workbook.template.layout import Block, Page, paginate, text_height
from docgen.office.workbook.template.markup import FilledCell, RowMarkup, SheetMarkup
from docgen.office.workbook.template.references import References, RowLeftOutError, Standing
from docgen.office.workbook.template.rich_text import RichValue, plain
from docgen.office.workbook.template.row_map import PrintedRow, RowMap
from docgen.office.workbook.template.sheet_template import SheetTemplate
from docgen.office.workbook.template.styles import CellStyle, Styles
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, Problem, problem

Pieces = Sequence[bytes | Slot]
"""The markup of a sheet, with the places of its fields in it."""


@dataclass(frozen=True, slots=True)
class PlacedField:
    """A field and the cell where it stands.

    Attributes:
        field: The field.
        cell: The cell, as an area.
        place: The template's cell that placed it.
    """

    field: NamedCell
    cell: Area
    place: Place


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture and the cell where it stands.

    Attributes:
        picture: The picture.
        cell: The cell.
        width: Points that the cell is wide, with those that it is merged with.
        height: Points that it is high, with those.
    """

    picture: Any
    cell: Area
    width: float
    height: float


class SheetExpansion:
    """The rows of one sheet in one document.

    Attributes:
        sheet: The template's sheet.
        rows: Where its rows went.
        printed: What was printed.
        fields: The fields that were placed, row by row.
        pictures: The pictures that were placed.
        merged: Its merged cells.
        breaks: The rows behind which a page ends; None where the template's own breaks hold.
        problems: What cannot follow its rows.

    Args:
        sheet: The template's sheet.
        printed: What is printed of it.
        styles: The styles of its cells.
        geometry: Its measures.
        fits_one_line: A row too low for a single line is raised as well, as forms want it; people
            who made a template of their own meant its heights.
    """

    def __init__(
        self,
        sheet: SheetTemplate,
        printed: Sequence[PrintedRow],
        styles: Styles,
        geometry: Geometry,
        fits_one_line: bool,
    ) -> None:
        self.sheet = sheet
        self.printed = printed
        self.rows = RowMap(printed, sheet.end)
        self.fields: list[PlacedField] = []
        self.pictures: list[PlacedPicture] = []
        self.breaks: list[int] | None = None
        self.problems: list[Problem] = []
        self._styles = styles
        self._geometry = geometry
        self._fits_one_line = fits_one_line
        self._heights: dict[int, float] = {}
        self._blocks_said: dict[tuple[int, int], CellValue | NamedCell | RichValue] = {}
        self._place()
        self.merged = self._merged()
        self._merge_blocks()

    @property
    def changes_layout(self) -> bool:
        """Whether more than the values of cells is another one than in the template."""
        return self.rows.moves or self.breaks is not None

    def _place(self) -> None:
        """Note fields and pictures, and raise rows whose text needs more than their height."""
        for row in self.printed:
            for column, value in row.values.items():
                area = Area(column, row.number, column, row.number)
                if isinstance(value, NamedCell):
                    place = self.sheet.place_of(row.source, column)
                    self.fields.append(PlacedField(value, area, place))
                elif isinstance(value, Picture):
                    self.pictures.append(self._picture(value, row, area))
            self._fit(row)

    def _picture(self, value: Any, row: PrintedRow, area: Area) -> PlacedPicture:
        source = area.with_rows((row.source, row.source))
        corners = (one for one in self.sheet.merged if one[:2] == source[:2])
        whole = next(corners, source)
        heights = map(self._geometry.height, range(whole.top, whole.bottom + 1))
        width = self._geometry.width(whole.left, whole.right)
        return PlacedPicture(value, area, width, sum(heights))

    def _fit(self, row: PrintedRow) -> None:
        """Raise a row whose text needs more lines than it has room for."""
        highest = 0.0
        for column, value in row.values.items():
            text = plain(value) if isinstance(value, tuple) else value
            if not isinstance(text, str) or not text or column in row.merging:
                continue
            style = self._style(row.source, column)
            if not (self._fits_one_line or style.wraps or "\n" in text):
                continue
            needed = self._text_height(row.source, column, text, style)
            if self._fits_one_line or needed > text_height("", style.size, 1, wraps=False):
                highest = max(highest, needed)
        if highest > self._geometry.height(row.source):
            self._heights[row.number] = round(highest, 1)

    def _style(self, source: int, column: int) -> CellStyle:
        return self._styles.of(self.sheet.style_of(source, column))

    def _text_height(self, source: int, column: int, text: str, style: CellStyle) -> float:
        right = self.sheet.right.get((source, column), column)
        width = self._geometry.width(column, right)
        return text_height(text, style.size, width, style.wraps, style.indent)

    def _merged(self) -> list[Area]:
        """What the template merges, once for each time that the rows are printed."""
        if not self.rows.moves and not any(row.merging for row in self.printed):
            return self.sheet.merged
        merging = {row.number: row.merging for row in self.printed if row.merging}
        return [
            area.with_rows(run)
            for area in self.sheet.merged
            for run in self.rows.runs(area.rows, restart=True)
            if area.left not in merging.get(run[0], {})
        ]

    def _merge_blocks(self) -> None:
        """Merge the blocks of cells, and break pages so that none of them is cut."""
        blocks = self._blocks()
        if not blocks:
            return
        sources = [row.source + offset for row in self.printed for offset in range(row.count)]
        heights = [
            self._heights.get(number) or self._geometry.height(source)
            for number, source in enumerate(sources, 1)
        ]
        titles = self.sheet.print_titles
        first, last = (self.rows.first(titles[0]), self.rows.last(titles[1])) if titles else (1, 0)
        pages = paginate(
            heights,
            blocks,
            self._geometry.page_height(self.sheet.last_column),
            head=sum(heights[number - 1] for number in range(first, last + 1)),
            head_rows=last,
        )
        self.breaks = [page.first for page in pages if page.first]
        for page in pages:
            self._merge_page(page)

    def _merge_page(self, page: Page) -> None:
        for number, height in enumerate(page.heights, page.first + 1):
            self._heights[number] = round(height, 1)
        for block in page.blocks:
            for number in range(block.first + 1, block.last + 2):
                # A block that goes on from the page before says its text again.
                text = block.text if number == block.first + 1 else None
                self._blocks_said[number, block.left] = text
            area = Area(block.left, block.first + 1, block.right, block.last + 1)
            if area.left != area.right or area.top != area.bottom:
                self.merged.append(area)

    def _blocks(self) -> list[Block]:
        """The blocks: each from the row that starts it to the last that is merged with it."""
        blocks: list[Block] = []
        opened: dict[tuple[int, int], int] = {}
        for row in self.printed:
            going_on = {}
            for column, merges in row.merging.items():
                key = column, self.sheet.right.get((row.source, column), column)
                if merges and key in opened:
                    number = opened[key]
                    blocks[number] = replace(blocks[number], last=row.number - 1)
                else:
                    number = len(blocks)
                    blocks.append(self._block(row, *key))
                going_on[key] = number
            opened = going_on
        return blocks

    def _block(self, row: PrintedRow, left: int, right: int) -> Block:
        value = row.values.get(left)
        text = plain(value) if isinstance(value, tuple) else value
        style, height = self._style(row.source, left), 0.0
        if text is not None and not isinstance(text, NamedCell):
            height = self._text_height(row.source, left, str(text), style)
        index = row.number - 1
        return Block(index, index, left, right, text if isinstance(text, str) else "", height)

    def pieces(
        self,
        markup: SheetMarkup,
        writer: CellWriter,
        slots: Mapping[tuple[int, int], Slot],
        references: References,
    ) -> Iterator[bytes | Slot]:
        """The markup of its rows.

        Args:
            markup: That of the template's sheet.
            writer: Writes its cells.
            slots: The fields' cells by row and column.
            references: The references of the workbook.
        """
        for row in self.printed:
            for offset in range(row.count):
                found = markup.rows.get(row.source + offset)
                number = row.number + offset
                if found is not None:
                    yield from self._row(row, found, number, writer, slots, references)
                elif number in self._heights:
                    height = self._heights[number]
                    tag = f"{self.sheet.prefix}row"
                    yield f'<{tag} r="{number}" ht="{height:g}" customHeight="1"/>'.encode()

    def _row(
        self,
        row: PrintedRow,
        markup: RowMarkup,
        number: int,
        writer: CellWriter,
        slots: Mapping[tuple[int, int], Slot],
        references: References,
    ) -> Iterator[bytes | Slot]:
        written = str(number).encode()
        yield markup.start(written, self._heights.get(number)) + b">"
        for piece in markup.inner:
            if not isinstance(piece, FilledCell):
                yield written.join(piece)
            elif (number, piece.column) in slots:
                yield slots[number, piece.column]
            elif piece.formula is None:
                value = self._value(row, number, piece.column)
                if isinstance(value, Picture):
                    value = None
                assert not isinstance(value, NamedCell), "a field has a slot"
                reference = f"{piece.letters}{number}"
                yield writer.cell(reference, piece.style, value, piece.looks, self.sheet.prefix)
            else:
                yield self._formula(row, piece, number, references)
        yield markup.closing

    def _value(
        self, row: PrintedRow, number: int, column: int
    ) -> CellValue | NamedCell | RichValue:
        said = self._blocks_said
        key = number, column
        return said[key] if key in said else row.values.get(column)

    def _formula(
        self, row: PrintedRow, cell: FilledCell, number: int, references: References
    ) -> bytes:
        assert cell.formula is not None, "it was asked for"
        formula = cell.formula
        if cell.text:
            formula = formula_of(plain(row.texts[cell.text]))
        standing = Standing(self.sheet.title, cell.row, row.inside)
        try:
            text = references.follow(formula, standing)
        except RowLeftOutError:
            place = self.sheet.place_of(cell.row, cell.column)
            self.problems.append(problem("workbook.row-left-out", place, formula=formula.text))
            return b""
        prefix, style = self.sheet.prefix, f' s="{cell.style}"' if cell.style else ""
        array = ""
        if cell.array:
            rows = number, number + cell.array.bottom - cell.array.top
            array = f' t="array" ref="{cell.array.with_rows(rows).text}"'
        said = formula_markup(text)
        return (
            f'<{prefix}c r="{cell.letters}{number}"{style}{cell.extra}>'
            f"<{prefix}f{array}>{said}</{prefix}f></{prefix}c>"
        ).encode()

"""A sheet of a template: its rows, cells and formulas as they are, and the markup to print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string, get_column_letter

from docgen.office.package.xml import escape, whole_number
from docgen.office.workbook.template.areas import Area
from docgen.office.workbook.template.blocks import Blocks
from docgen.office.workbook.template.formulas import UNCLEAR, Formula, formula_of, says_tag
from docgen.office.workbook.template.geometry import Geometry
from docgen.office.workbook.template.markup import FilledCell, SheetMarkup, cut, prefix_of
from docgen.office.workbook.template.references import SheetRows
from docgen.office.workbook.template.row_map import Rows
from docgen.office.workbook.template.source import SourceRow, TextSource, row_tag_word
from docgen.office.workbook.template.spots import Number
from docgen.office.workbook.template.string_table import CellText, SharedTexts, cell_text
from docgen.office.workbook.template.styles import Styles
from docgen.problems import Place

# What a cell with a formula needs beside it, for arrays that grow.
_EXTRA: Final = ("cm", "ph")


@dataclass(slots=True)
class _Cell:
    """A cell as it stands in the template."""

    element: etree._Element
    row: int
    column: int
    style: str
    text: CellText | None = None
    formula: Formula | None = None
    array: Area | None = None
    source: TextSource | None = None
    is_table: bool = False  # of what-if values, which programs keep together


class SheetTemplate:
    """A worksheet of a template.

    Attributes:
        title: Its title.
        part: Its part.
        place: Itself, in messages.
        root: The sheet; without its rows once :meth:`cut` was called.
        end: Number of its last row.
        last_column: Number of its last column.
        heights: Heights of the rows that have one of their own.
        merged: Its merged cells.
        blocks: What its row tags make of its rows.
        known: What formulas need to know of it.
        heads: The cells, by row and column, that hold heads of a table, which must be texts.
        print_titles: Its rows that are printed on top of every page; None if it has none.

    Args:
        title: Its title.
        part: Its part.
        root: The sheet.
        texts: The texts that cells share.
        place: Itself, in messages.
    """

    def __init__(
        self, title: str, part: str, root: etree._Element, texts: SharedTexts, place: Place
    ) -> None:
        self.title = title
        self.part = part
        self.place = place
        self.root = root
        self.prefix = prefix_of(root)
        self.end = self.last_column = 0
        self.heights: dict[int, float] = {}
        self.merged = [
            area
            for one in root.iterfind("{*}mergeCells/{*}mergeCell")
            if (area := Area.of(one.get("ref", "")))
        ]
        self._texts = texts
        self._cells: list[_Cell] = []
        self._filled: dict[int, int] = {}
        self._formulas: dict[str, tuple[str, str]] = {}
        self._read()
        words = {
            cell.row: word
            for cell in self._cells
            if cell.text and (word := row_tag_word("".join(cell.text.parts)))
        }
        self.blocks = Blocks(words, self.end)
        self.known = SheetRows(title, self.blocks.loops, bool(words), tags=frozenset(words))
        self._styles = {(cell.row, cell.column): cell.style for cell in self._cells}
        self.print_titles: Rows | None = None
        self.heads: set[tuple[int, int]] = set()
        self._elements = {cell.element for cell in self._cells if cell.text or cell.source}

    @cached_property
    def right(self) -> dict[tuple[int, int], int]:
        """The last column of cells that are merged across, by row and column."""
        return {
            (area.top, area.left): area.right for area in self.merged if area.top == area.bottom
        }

    @property
    def has_tags(self) -> bool:
        """Whether any of its cells holds tags."""
        return any(cell.text or cell.source for cell in self._cells)

    @property
    def formulas(self) -> Iterator[tuple[int, int, Formula]]:
        """Row, column and text of each of its formulas."""
        return ((cell.row, cell.column, cell.formula) for cell in self._cells if cell.formula)

    @property
    def arrays(self) -> Iterator[tuple[Area, Place]]:
        """The cells that one formula fills together, and where it stands."""
        return (
            (cell.array, self.place_of(cell.row, cell.column)) for cell in self._cells if cell.array
        )

    @property
    def asks_others(self) -> bool:
        """Whether a formula refers to another sheet, or to something by its name."""
        return any(
            reference.sheet or not reference.ends
            for _, _, formula in self.formulas
            for reference in formula.references
        )

    def is_filled(self, cell: etree._Element) -> bool:
        """Whether a cell holds tags."""
        return cell in self._elements

    def geometry(self, styles: Styles) -> Geometry:
        """Its measures."""
        return Geometry(self.root, self.heights, styles.of("").size)

    def style_of(self, row: int, column: int) -> str:
        """Number of the style of a cell with tags."""
        return self._styles.get((row, column), "")

    def place_of(self, row: int, column: int) -> Place:
        """A cell of it, in messages."""
        return self.place._replace(cell=f"{get_column_letter(column)}{row}")

    def read_formula_tags(self, number: Number) -> None:
        """Give the formulas that hold tags their numbers among all texts."""
        for cell in self._cells:
            if cell.formula and says_tag(cell.formula.text):
                place = self.place_of(cell.row, cell.column)
                cell.source = TextSource(number(), place, (cell.formula.text,), "formula")

    def source_rows(self, others: dict[int, list[TextSource]]) -> Iterator[SourceRow]:
        """The rows that hold anything to be filled.

        Args:
            others: Texts that are printed with a row, by its number.
        """
        texts: dict[int, dict[int, Sequence[str]]] = {}
        for cell in self._cells:
            if cell.text:
                texts.setdefault(cell.row, {})[cell.column] = cell.text.parts
            if cell.source:
                others.setdefault(cell.row, []).append(cell.source)
        for row in sorted({*texts, *others}):
            yield SourceRow(row, texts.get(row, {}), self._filled.get(row, 0), others.get(row, ()))

    def cut(self, rewrites: bool) -> SheetMarkup:
        """Its markup, cut at the cells that are written anew.

        Args:
            rewrites: Formulas are among them, as what they refer to moves.
        """
        cells = []
        for cell in self._cells:
            if cell.text or cell.source or (rewrites and not cell.is_table):
                cells.append((cell.element, self._filled_cell(cell)))
            else:
                _without_value(cell.element)
        return cut(self.root, cells)

    def _filled_cell(self, cell: _Cell) -> FilledCell:
        extra = "".join(
            f' {name}="{escape(str(value), name)}"'
            for name in _EXTRA
            if (value := cell.element.get(name)) and not cell.text
        )
        return FilledCell(
            cell.row,
            cell.column,
            get_column_letter(cell.column),
            cell.style,
            cell.formula,
            cell.source.number if cell.source else 0,
            cell.array,
            extra,
            cell.text.looks if cell.text else (None,),
        )

    def _read(self) -> None:
        """Read rows and cells, and let each say where it stands."""
        number = 0
        for row in self.root.iterfind("{*}sheetData/{*}row"):
            number = whole_number(row.get("r"), number + 1)
            row.set("r", str(number))
            if row.get("ht"):
                self.heights[number] = float(row.get("ht", 0))
            column = 0
            for cell in row.iterchildren("{*}c"):
                letters = cell.get("r", "").rstrip("0123456789").upper()
                column = column_index_from_string(letters) if letters else column + 1
                cell.set("r", f"{get_column_letter(column)}{number}")
                self._read_cell(cell, number, column)
            self.last_column = max(self.last_column, column)
        self.end = number

    def _read_cell(self, element: etree._Element, row: int, column: int) -> None:
        formula = element.find("{*}f")
        style = element.get("s", "")
        if formula is not None:
            self._filled[row] = self._filled.get(row, 0) + 1
            cell = _Cell(element, row, column, style, formula=self._formula(formula, row, column))
            if formula.get("t") == "array":
                cell.array = Area.of(formula.get("ref", ""))
            if formula.get("t") == "dataTable":
                cell.formula, cell.is_table = UNCLEAR, True
            self._cells.append(cell)
            return
        kind = element.get("t")
        value = element.find("{*}is" if kind == "inlineStr" else "{*}v")
        if value is None or (kind != "inlineStr" and not value.text):
            return
        self._filled[row] = self._filled.get(row, 0) + 1
        text = None
        if kind == "inlineStr":
            text = cell_text(value)
        elif kind == "s":
            text = self._texts.text(value.text or "")
        elif kind == "str":
            text = CellText((value.text or "",), (None,))
        if text is not None and text.has_tags:
            self._cells.append(_Cell(element, row, column, style, text))

    def _formula(self, element: etree._Element, row: int, column: int) -> Formula:
        """The formula of a cell, also where it shares that of another."""
        text, here = element.text or "", f"{get_column_letter(column)}{row}"
        if element.get("t") == "shared":
            shared = element.get("si", "")
            if text:
                self._formulas[shared] = text, here
            elif shared in self._formulas:
                first, origin = self._formulas[shared]
                translated: str = Translator(f"={first}", origin).translate_formula(here)
                text = translated[1:]
        return formula_of(text)


def _without_value(cell: etree._Element) -> None:
    """A formula without the value that it had in the template, so that programs compute it."""
    value = cell.find("{*}v")
    if value is not None:
        cell.remove(value)
    cell.attrib.pop("t", "")

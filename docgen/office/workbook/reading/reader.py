"""Reading workbooks from outside: values by the defined names of their cells, and whole tables.

Only the sheets that are asked for are read, and only cells that are there take memory: a sheet
of a few bytes that claims to reach its last column and row costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from string import digits
from typing import Final

from lxml import etree

from docgen.office.package.archive import Package, read_package
from docgen.office.package.properties import read_custom_properties
from docgen.office.package.xml import MarkupError, may_switch_on, parse_xml, whole_number
from docgen.office.workbook.reading.cell_formats import CellFormats
from docgen.office.workbook.reading.cells import SheetCells
from docgen.office.workbook.reading.outline import outline_of, unreadable
from docgen.office.workbook.reading.plan import Area, column_number
from docgen.office.workbook.reading.sheets import known_sheet, sheet_of
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, Problem, ProblemError, problem

_TRUE: Final = ("1", "true")
_LAST_COLUMN: Final = 16_384
# In a sheet that is read as a table, and in all of them: a form has some hundred cells.
_MOST_CELLS, _MOST_TOGETHER = 20_000, 40_000
# In a sheet that is taken apart for it, blank cells that only have a format among them.
_MOST_IN_A_SHEET: Final = 200_000
_HEAD: Final = 4_000  # bytes in which a sheet's root stands
_MOST_CHARACTERS: Final = 1_000_000
# In all sheets that are looked at, blank cells that only have a format among them.
_MOST_STORED: Final = 400_000


class WorkbookContent:
    """What a workbook holds.

    Attributes:
        sheet_names: Titles of its sheets, in order.
        names: Sheet and cell of every defined name that stands for one cell.
        passed_over: Why a sheet is too long to be a form, by its title, as far as sheets were
            read as tables.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._sheets: dict[str, SheetCells] = {}
        self._spanned: dict[str, int] = {}
        self._hidden: dict[str, tuple[frozenset[int], frozenset[int]]] = {}
        self._stored = 0
        self.passed_over: dict[str, Problem] = {}
        outline = outline_of(package)
        self._parts = outline.sheets
        self._formats = CellFormats(
            package, outline.strings, outline.styles, from_1904=outline.from_1904
        )
        self.sheet_names = tuple(self._parts)
        self.names = outline.names
        self._hidden_sheets = outline.hidden

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """Custom document properties."""
        return read_custom_properties(self._package)

    def value(self, name: str) -> CellValue:
        """Value of the cell with a defined name: a whole number as an int, any other as a decimal.

        An error is its text, such as ``#REF!``. A formula that no program has computed gives None.

        Raises:
            KeyError: No cell has this name.
            ProblemError: The sheet is damaged.
        """
        return self.cell(*self.names[name])

    def cell(self, sheet: str, reference: str) -> CellValue:
        """Value of a cell; None if it is blank.

        Raises:
            KeyError: There is no such sheet.
            ProblemError: The sheet is damaged.
        """
        try:  # as in ``_readable``, at less cost for each of many cells
            return self._cells(sheet).value(reference)
        except MarkupError:
            raise unreadable(self._place(sheet)._replace(cell=reference)) from None

    def left_out(self, sheet: str, reference: str) -> str:
        """What is struck out in a cell, and so is no part of its value.

        Raises:
            KeyError: There is no such sheet.
            ProblemError: The sheet is damaged.
        """
        with self._readable(sheet):
            return self._cells(sheet).left_out(reference)

    def row(self, sheet: str, number: int) -> Mapping[str, CellValue]:
        """Values of a sheet's row by the letters of their columns.

        Raises:
            KeyError: There is no such sheet.
            ProblemError: The sheet is damaged.
        """
        with self._readable(sheet):
            return self._cells(sheet).row(number)

    def last_row(self, sheet: str) -> int:
        """Number of a sheet's last row that holds a value; 0 if none does.

        Raises:
            KeyError: There is no such sheet.
            ProblemError: The sheet is damaged.
        """
        with self._readable(sheet):
            return self._cells(sheet).last_row

    def is_formula(self, name: str) -> bool:
        """Whether a formula gives the value of the cell with a defined name.

        Raises:
            KeyError: No cell has this name.
            ProblemError: The sheet is damaged.
        """
        return self.is_formula_at(*self.names[name])

    def is_formula_at(self, sheet: str, reference: str) -> bool:
        """Whether a formula gives the value of a cell.

        Raises:
            KeyError: There is no such sheet.
            ProblemError: The sheet is damaged.
        """
        return self._cells(sheet).is_formula(reference)

    def merged(self, sheet: str) -> Sequence[Area]:
        """Areas of a sheet whose cells were merged into one.

        Raises:
            KeyError: There is no such sheet.
            ProblemError: The sheet is damaged.
        """
        return self._cells(sheet).merged

    def hidden(self, sheet: str) -> tuple[frozenset[int], frozenset[int]]:
        """Numbers of the rows and of the columns of a sheet that are hidden, from 1.

        Raises:
            KeyError: There is no such sheet.
            ProblemError: The sheet is damaged.
        """
        if sheet not in self._hidden:
            self._hidden[sheet] = self._look_for_hidden(sheet)
        return self._hidden[sheet]

    def is_hidden(self, sheet: str, reference: str) -> bool:
        """Whether nobody sees a cell: its row, its column or its sheet is hidden.

        Raises:
            KeyError: There is no such sheet.
            ProblemError: The sheet is damaged.
        """
        rows, columns = self.hidden(sheet)
        if sheet in self._hidden_sheets:
            return True
        if not rows and not columns:
            return False
        letters = reference.rstrip(digits)
        return int(reference[len(letters) :]) in rows or column_number(letters) in columns

    def _look_for_hidden(self, sheet: str) -> tuple[frozenset[int], frozenset[int]]:
        part = self._parts[sheet]
        if not may_switch_on(self._package[part], "hidden"):
            return frozenset(), frozenset()
        root = self._package.xml(part)
        with self._readable(sheet):
            hidden = filter(_is_hidden, root.iter("{*}row"))
            rows = {whole_number(one.get("r"), 0) for one in hidden}
            spans = [
                range(
                    whole_number(one.get("min"), 1),
                    min(whole_number(one.get("max"), 1), _LAST_COLUMN) + 1,
                )
                for one in root.iterfind("{*}cols/{*}col")
                if _is_hidden(one)
            ]
        return frozenset(rows), frozenset().union(*spans)

    def over_rows(self, sheet: str, reference: str) -> str:
        """Reference of the first cell of those, over several rows, that a cell is merged with.

        It is empty if the cell is merged with none below or above.

        Raises:
            KeyError: There is no such sheet.
            ProblemError: The sheet is damaged.
        """
        return self._cells(sheet).over_rows(reference)

    def column(self, sheet: str, letters: str) -> Mapping[int, CellValue]:
        """Values of a sheet's column by the numbers of their rows.

        Raises:
            KeyError: There is no such sheet.
            ProblemError: The sheet is damaged.
        """
        with self._readable(sheet):
            return dict(self._cells(sheet).column(letters))

    def tables(self) -> dict[str, list[list[CellValue]]]:
        """The rows of each sheet by its title, as ``rows`` gives them.

        A sheet that is far too long to be a form, such as a register of persons, is passed over,
        and noted in ``passed_over``.

        Raises:
            ProblemError: A sheet is damaged, or all together span more cells than can be meant.
        """
        # Before any is taken apart, which takes far longer than counting.
        lengths = {
            sheet: _counted(self._package[part])
            for sheet, part in self._parts.items()
            if part in self._package
        }
        for sheet, (values, stored) in lengths.items():
            if values > _MOST_CELLS or stored > _MOST_IN_A_SHEET:
                self._pass_over(self._too_wide(sheet, max(values, stored)))
            else:
                self._refuse_many(sheet, values)
        tables: dict[str, list[list[CellValue]]] = {}
        for sheet in self._parts:
            if sheet in self.passed_over:
                continue
            table = self._table(sheet)
            if isinstance(table, Problem):
                self._pass_over(table)
            else:
                tables[sheet] = table
        return tables

    def rows(self, sheet: str) -> list[list[CellValue]]:
        """All rows of a sheet from the first, up to the last cell of each that is not blank.

        Raises:
            KeyError: There is no such sheet.
            ProblemError: The sheet is damaged, or spans more cells than can be meant.
        """
        table = self._table(sheet)
        if isinstance(table, Problem):
            raise ProblemError([table])
        return table

    def _table(self, sheet: str) -> list[list[CellValue]] | Problem:
        """The rows of a sheet; why it is too long to be a form, if it is."""
        filled: list[tuple[int, int, CellValue]] = []
        characters = 0
        with self._readable(sheet):
            for cell in self._cells(sheet).filled():
                filled.append(cell)
                characters += len(cell[2]) if isinstance(cell[2], str) else 0
                if characters > _MOST_CHARACTERS:
                    return problem("workbook.too-much-text", self._place(sheet))
        widths: dict[int, int] = {}
        for row, column, _ in filled:
            widths[row] = max(column, widths.get(row, 0))
        last = max(widths, default=0)
        cells = last + sum(widths.values())
        if cells > _MOST_CELLS:
            return self._too_wide(sheet, cells)
        self._refuse_many(sheet, cells)
        table: list[list[CellValue]] = [[None] * widths.get(row, 0) for row in range(1, last + 1)]
        for row, column, value in filled:
            table[row - 1][column - 1] = value
        return table

    def _refuse_many(self, sheet: str, cells: int) -> None:
        """Refuse a sheet that spans as many cells if there are too many with those before."""
        self._spanned[sheet] = cells
        cells = sum(self._spanned.values())
        if cells > _MOST_TOGETHER:
            raise ProblemError([self._too_wide(sheet, cells)])

    def _pass_over(self, found: Problem) -> None:
        """Pass over a sheet that is too long, unless values are looked up in it."""
        sheet = found.place.sheet
        if any(sheet == home for home, _ in self.names.values()):
            raise ProblemError([found])
        self.passed_over[sheet] = found

    def _too_wide(self, sheet: str, cells: int) -> Problem:
        return problem("workbook.too-wide", self._place(sheet), cells=cells)

    def _place(self, sheet: str) -> Place:
        return Place(file=self._package.file, sheet=sheet)

    def _cells(self, sheet: str) -> SheetCells:
        if sheet not in self._sheets:
            part = self._parts[sheet]
            if part not in self._package:
                raise unreadable(self._place(sheet))
            data = self._package.counted(part)
            try:
                found = known_sheet(data) or sheet_of(
                    parse_xml(data, Place(file=self._package.file, field=part))
                )
            except MarkupError:
                raise unreadable(self._place(sheet)) from None
            self._stored += len(found.plan.cells)
            if self._stored > _MOST_STORED:
                raise ProblemError([self._too_wide(sheet, self._stored)])
            self._sheets[sheet] = SheetCells(found, self._formats)
        return self._sheets[sheet]

    @contextmanager
    def _readable(self, sheet: str) -> Iterator[None]:
        """Where cells are read: what is wrong with them is wrong with the sheet."""
        try:
            yield
        except MarkupError:
            raise unreadable(self._place(sheet)) from None


def _counted(data: bytes) -> tuple[int, int]:
    """How many values a sheet holds, and how many cells, told without taking it apart."""
    if b":worksheet" in data[:_HEAD]:
        return (data.count(b":v>") + data.count(b":is>")) // 2, data.count(b":c ")
    return data.count(b"<v>") + data.count(b"<is>"), data.count(b"<c ")


def read_workbook(data: bytes, file: str = "") -> WorkbookContent:
    """Open a workbook from outside.

    Args:
        data: The file.
        file: Its name in messages.

    Raises:
        ProblemError: It is no workbook of the current format, is damaged, protected by
            a password or beyond the limits of size.
    """
    return WorkbookContent(read_package(data, file))


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") in _TRUE

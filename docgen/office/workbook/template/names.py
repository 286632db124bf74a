"""The fields of an expanded workbook: their defined names, styles, validations and slots."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Protection
from openpyxl.utils import absolute_coordinate, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation

from docgen.office.workbook.template.compiled import Slot
from docgen.office.workbook.template.fields import NamedCell, Validation, field_problems
from docgen.office.workbook.template.sheet import PlacedField, SheetExpansion
from docgen.problems import Place, Problem, ProblemError, problem


def place_fields(
    book: Workbook, sheets: Sequence[SheetExpansion], file: str
) -> dict[str, list[Slot]]:
    """Name the cells of all fields and give them what they ask for.

    Args:
        book: The expanded workbook.
        sheets: Its sheets.
        file: The template's name in messages.

    Returns:
        The cells to be filled, by title of the sheet; none for a sheet without fields.

    Raises:
        ProblemError: A field has an unusable or a taken name, or its hints are too long.
    """
    names = _Names(book, file)
    for sheet in sheets:
        for placed in sheet.fields:
            names.place(sheet.title, placed)
    names.define_groups()
    names.validate()
    if names.problems:
        raise ProblemError(names.problems)
    return names.slots


class _Names:
    """The names that are taken, and what they stand for."""

    def __init__(self, book: Workbook, file: str) -> None:
        self.slots: dict[str, list[Slot]] = {}
        self.problems: list[Problem] = []
        self._book = book
        self._file = file
        # Excel does not tell upper from lower case in names.
        self._taken = {name.lower(): NamedCell(name) for name in book.defined_names}
        self._own: set[str] = set()
        self._groups: dict[str, list[tuple[str, CellRange, Place]]] = {}
        self._validated: dict[tuple[str, Validation], list[str]] = {}

    def place(self, sheet: str, placed: PlacedField) -> None:
        """Name the cell of a field or, if the field has one already, show that one here."""
        field, cell = placed.field, placed.cell
        place = Place(file=self._file, sheet=sheet, cell=placed.source)
        if field.number_format is not None:
            cell.number_format = field.number_format
        key = field.name.lower()
        first = key not in self._taken
        if not first and (key not in self._own or self._taken[key] != field):
            self.problems.append(problem("workbook.name-taken", place, name=field.name))
            return
        slot = Slot(cell.coordinate, field.name, field.formula if first else _shown(field.name))
        self.slots.setdefault(sheet, []).append(slot)
        if not first:
            return
        self.problems += field_problems(field, place)
        self._taken[key] = field
        self._own.add(key)
        self._define(field.name, sheet, CellRange(cell.coordinate))
        if field.unlocked:
            cell.protection = Protection(locked=False)
        if field.validation is not None:
            self._validated.setdefault((sheet, field.validation), []).append(cell.coordinate)
        for group in field.groups:
            area = CellRange(cell.coordinate)
            self._groups.setdefault(group, []).append((sheet, area, place))

    def define_groups(self) -> None:
        """Let each group's name span its cells from the first to the last."""
        for group, cells in self._groups.items():
            sheet, whole, place = cells[0]
            if group.lower() in self._taken:
                self.problems.append(problem("workbook.name-taken", place, name=group))
                continue
            for other, area, place in cells[1:]:
                if other != sheet:
                    found = problem("workbook.group-on-two-sheets", place, name=group)
                    self.problems.append(found)
                whole = _union(whole, area)
            self._define(group, sheet, whole)

    def validate(self) -> None:
        """Add the validations, each once for all the cells that it holds for."""
        for (sheet, validation), cells in self._validated.items():
            self._book[sheet].add_data_validation(
                DataValidation(
                    type=validation.kind,
                    operator=None if validation.kind in ("list", "custom") else validation.operator,
                    formula1=validation.formula1.removeprefix("="),
                    formula2=validation.formula2,
                    allow_blank=True,
                    showErrorMessage=True,
                    showInputMessage=True,
                    errorTitle=validation.title or None,
                    error=validation.message or None,
                    promptTitle=validation.prompt_title or None,
                    prompt=validation.prompt or None,
                    sqref=MultiCellRange(cells),
                )
            )

    def _define(self, name: str, sheet: str, area: CellRange) -> None:
        target = f"{quote_sheetname(sheet)}!{absolute_coordinate(area.coord)}"
        self._book.defined_names[name] = DefinedName(name, attr_text=target)


def _shown(name: str) -> str:
    """A formula that shows another cell; blank where that one is blank, which alone would be 0."""
    return f'=IF({name}="","",{name})'


def _union(one: CellRange, other: CellRange) -> CellRange:
    return CellRange(
        min_col=min(one.min_col, other.min_col),
        max_col=max(one.max_col, other.max_col),
        min_row=min(one.min_row, other.min_row),
        max_row=max(one.max_row, other.max_row),
    )

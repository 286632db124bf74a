"""The fields of a workbook: their defined names, styles, validations and slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree
from openpyxl.utils import get_column_letter, quote_sheetname

from docgen.office.workbook.template.areas import Area, as_text
from docgen.office.workbook.template.cells import CellWriter, Slot
from docgen.office.workbook.template.fields import NamedCell, Validation, field_problems
from docgen.office.workbook.template.schema import SHEET, WORKBOOK, insert_in_order, sibling
from docgen.office.workbook.template.sheet import PlacedField, SheetExpansion
from docgen.problems import Place, Problem, ProblemError, problem

Slots = dict[tuple[int, int], Slot]
"""The fields' cells of a sheet by row and column."""


class Fields:
    """The fields that a workbook places.

    Attributes:
        slots: Their cells by the title of their sheet in the template.

    Args:
        sheets: The sheets with what they print.
        workbook: The part that holds the workbook's names.
        writer: Writes the cells.

    Raises:
        ProblemError: A field has an unusable or a taken name, or its hints are too long.
    """

    def __init__(
        self, sheets: Sequence[SheetExpansion], workbook: etree._Element, writer: CellWriter
    ) -> None:
        self.slots: dict[str, Slots] = {}
        self._problems: list[Problem] = []
        self._writer = writer
        self._workbook = workbook
        # Excel does not tell upper from lower case in names.
        self._taken = {
            name.lower(): NamedCell(name)
            for one in workbook.iterfind("{*}definedNames/{*}definedName")
            if (name := one.get("name", "")) and one.get("localSheetId") is None
        }
        self._own: dict[str, tuple[str, Area]] = {}
        self._groups: dict[str, list[tuple[str, Area, Place]]] = {}
        self._validated: dict[str, dict[Validation, list[Area]]] = {}
        for sheet in sheets:
            for placed in sheet.fields:
                self._place(sheet, placed)
        self._define_groups()
        if self._problems:
            raise ProblemError(self._problems)

    def define(self, titles: Mapping[str, str]) -> None:
        """Define the names.

        Args:
            titles: The titles of the sheets in the document by those in the template.
        """
        names = self._workbook.find("{*}definedNames")
        if names is None:
            names = self._workbook.makeelement(sibling(self._workbook, "definedNames"))
            insert_in_order(self._workbook, names, WORKBOOK)
        for name, (sheet, area) in self._own.items():
            entry = etree.SubElement(names, sibling(names, "definedName"), name=name)
            entry.text = f"{quote_sheetname(titles[sheet])}!{area.fixed}"

    def validates(self, sheet: str) -> bool:
        """Whether a sheet gets validations."""
        return sheet in self._validated

    def validate(self, sheet: str, root: etree._Element) -> None:
        """Add a sheet's validations, each once for all the cells that it holds for."""
        wanted = self._validated.get(sheet)
        if not wanted:
            return
        all_ = root.find("{*}dataValidations")
        if all_ is None:
            all_ = root.makeelement(sibling(root, "dataValidations"))
            insert_in_order(root, all_, SHEET)
        for validation, areas in wanted.items():
            all_.append(_validation(root, validation, areas))
        all_.set("count", str(len(all_)))

    def _place(self, sheet: SheetExpansion, placed: PlacedField) -> None:
        """Name the cell of a field or, if the field has one already, show that one here."""
        field, area = placed.field, placed.cell
        key, title = field.name.lower(), sheet.sheet.title
        first = key not in self._taken
        if not first and (field.name not in self._own or self._taken[key] != field):
            found = problem("workbook.name-taken", placed.place, name=field.name)
            self._problems.append(found)
            return
        shown = field if first else NamedCell(field.name, number_format=field.number_format)
        source = placed.place.cell
        row = int(source.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        style = self._writer.style(sheet.sheet.style_of(row, area.left), shown)
        formula = field.formula if first else _shown(field.name)
        cell = f"{get_column_letter(area.left)}{area.top}"
        slot = Slot(cell, field.name, formula, style, sheet.sheet.prefix)
        self.slots.setdefault(title, {})[area.top, area.left] = slot
        if not first:
            return
        self._problems += field_problems(field, placed.place)
        self._taken[key] = field
        self._own[field.name] = title, area
        if field.validation is not None:
            self._validated.setdefault(title, {}).setdefault(field.validation, []).append(area)
        for group in field.groups:
            self._groups.setdefault(group, []).append((title, area, placed.place))

    def _define_groups(self) -> None:
        """Let each group's name span its cells from the first to the last."""
        for group, cells in self._groups.items():
            sheet, whole, place = cells[0]
            if group.lower() in self._taken:
                self._problems.append(problem("workbook.name-taken", place, name=group))
                continue
            for other, area, place in cells[1:]:
                if other != sheet:
                    found = problem("workbook.group-on-two-sheets", place, name=group)
                    self._problems.append(found)
                whole = whole.joined(area)
            self._own[group] = sheet, whole


def _validation(root: etree._Element, validation: Validation, areas: list[Area]) -> etree._Element:
    attributes = {
        "type": validation.kind,
        "operator": "" if validation.kind in ("list", "custom") else validation.operator,
        "allowBlank": "1",
        "showInputMessage": "1",
        "showErrorMessage": "1",
        "errorTitle": validation.title,
        "error": validation.message,
        "promptTitle": validation.prompt_title,
        "prompt": validation.prompt,
        "sqref": as_text(areas),
    }
    given = {name: value for name, value in attributes.items() if value}
    made = root.makeelement(sibling(root, "dataValidation"), given)
    for name, formula in (("formula1", validation.formula1), ("formula2", validation.formula2)):
        if formula is not None:
            text = formula.removeprefix("=") if name == "formula1" else formula
            etree.SubElement(made, sibling(root, name)).text = text
    return made


def _shown(name: str) -> str:
    """A formula that shows another cell; blank where that one is blank, which alone would be 0."""
    return f'=IF({name}="","",{name})'

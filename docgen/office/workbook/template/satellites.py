"""What stands beside a template's cells, with all texts in it that hold tags."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.office.package.parts import OfficeParts
from docgen.office.workbook.template.bindings import Bindings
from docgen.office.workbook.template.charts import Charts
from docgen.office.workbook.template.drawings import Drawing
from docgen.office.workbook.template.elsewhere import Elsewhere
from docgen.office.workbook.template.furniture import Furniture
from docgen.office.workbook.template.links import Links
from docgen.office.workbook.template.notes import Notes
from docgen.office.workbook.template.sheet_template import SheetTemplate
from docgen.office.workbook.template.source import TextSource
from docgen.office.workbook.template.spots import Number
from docgen.office.workbook.template.tables import Tables
from docgen.problems import Problem


class Home:
    """Where the texts of one sheet's satellites are put: with a row, or with none.

    Args:
        sheet: The sheet.
        number: Gives each text its number.
        loose: The texts of the workbook that no row repeats; more are added.
    """

    def __init__(self, sheet: SheetTemplate, number: Number, loose: list[TextSource]) -> None:
        self.sheet = sheet
        self.number = number
        self.by_row: dict[int, list[TextSource]] = {}
        self.problems: list[Problem] = []
        self._loose = loose

    def take(self, sources: Sequence[TextSource], first: int = 0, last: int = 0) -> int | None:
        """Take texts of something that stands in rows of the template.

        Args:
            sources: The texts.
            first: The first of its rows; 0 if it stands in none.
            last: The last of its rows.

        Returns:
            The row with which it is printed, as often as that is; None if it is printed once.
        """
        row = self.sheet.blocks.row_of(first, last) if first else None
        if row is None:
            self._loose += sources
        elif sources:
            self.by_row.setdefault(row, []).extend(sources)
        return row


class Satellites:
    """What stands beside the cells of a workbook.

    Attributes:
        problems: Tags that cannot be filled, and what cannot follow its rows.
        loose: The texts that no row repeats.
        by_row: Those that are printed with a row, by the title of their sheet and that row.

    Args:
        parts: The template.
        sheets: Its worksheets.
        number: Gives each text its number.
        file: The template's name in messages.
    """

    def __init__(
        self, parts: OfficeParts, sheets: Sequence[SheetTemplate], number: Number, file: str
    ) -> None:
        self.problems: list[Problem] = []
        self.loose: list[TextSource] = []
        self.by_row: dict[str, dict[int, list[TextSource]]] = {}
        self.furniture: dict[str, Furniture] = {}
        self.links: dict[str, Links] = {}
        self.of_sheets: list[Notes | Drawing | Tables] = []
        known: set[str] = set()
        for sheet in sheets:
            home = Home(sheet, number, self.loose)
            self.furniture[sheet.title] = Furniture(home)
            self.links[sheet.title] = Links(parts, home)
            for made in (Notes(parts, home), Drawing(parts, home), Tables(parts, home)):
                known |= made.parts
                self.of_sheets.append(made)
            self.by_row[sheet.title] = home.by_row
            self.problems += home.problems
        known |= {sheet.part for sheet in sheets}
        self.bindings = Bindings(parts, sheets, file)
        self.problems += self.bindings.problems
        self.charts = Charts(parts, number, self.loose, file)
        self.elsewhere = Elsewhere(parts, known | self.charts.parts, number, self.loose, file)
        self.problems += self.elsewhere.problems

    def fills(self, sheet: SheetTemplate) -> bool:
        """Whether a sheet itself holds texts beside its cells that are filled."""
        return self.furniture[sheet.title].any or self.links[sheet.title].any

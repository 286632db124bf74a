"""A workbook template that was read and checked: its sheets, programs and markup."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import count
from typing import Final

from lxml import etree

from docgen.office.package.archive import Member, deflate, read_package
from docgen.office.package.parts import OfficeParts
from docgen.office.package.xml import MarkupError
from docgen.office.tags.language import may_hold_tags
from docgen.office.workbook.template.formulas import Formula, formula_of
from docgen.office.workbook.template.geometry import Geometry
from docgen.office.workbook.template.markup import ROW_NUMBER, SheetMarkup
from docgen.office.workbook.template.moves import references_of, rules_of
from docgen.office.workbook.template.references import References, Standing, UnclearReferenceError
from docgen.office.workbook.template.satellites import Satellites
from docgen.office.workbook.template.sheet_template import SheetTemplate
from docgen.office.workbook.template.source import (
    Program,
    SheetEnvironment,
    TextSource,
    compile_sheet,
    compile_texts,
)
from docgen.office.workbook.template.string_table import SharedTexts
from docgen.office.workbook.template.styles import Styles
from docgen.problems import Place, Problem, ProblemError, problem

_BEST_LEVEL: Final = 9
_TITLES: Final = "_xlnm.Print_Titles"
_NO_TEXTS: Final = b'<sst xmlns="%s"/>'


class TemplateBook:
    """A template.

    Attributes:
        file: Its name in messages.
        environment: What its tags may use.
        package: The file.
        sheets: Its worksheets in their order.
        programs: The program of each, and at the end that of the texts that no row repeats.
        titles: The titles of all sheets in their order, with the source of those with tags.
        texts: The texts that cells share.
        styles: The styles of cells.
        from_1904: Days are counted from 1904.
        satellites: What stands beside the cells.
        has_formulas: Whether any cell has a formula.
        rewrites: Whether rows may move or sheets get other titles, so that formulas follow.

    Args:
        data: The file.
        file: Its name in messages.
        environment: What its tags may use.
        shares_texts: Texts of cells that are filled are shared as well, which makes copies that
            differ in a few values only small and fast to write.

    Raises:
        ProblemError: It is no workbook, or tags are wrong: all of them, each with its place.
    """

    def __init__(
        self, data: bytes, file: str, environment: SheetEnvironment, shares_texts: bool
    ) -> None:
        self.file = file
        self.environment = environment
        self.package = read_package(data, file)
        self.shares_texts = shares_texts
        parts = OfficeParts(self.package)
        try:
            self._read(parts)
        except (MarkupError, ValueError):
            raise self._unreadable() from None

    def _read(self, parts: OfficeParts) -> None:
        workbook = parts.xml(parts.main)
        self.main = parts.main
        self._number = count(1).__next__
        self.texts_part = parts.target(parts.main, "sharedStrings")
        space = str(etree.QName(workbook).namespace).encode()
        self.texts = SharedTexts(
            parts.xml(self.texts_part) if self.texts_part else etree.fromstring(_NO_TEXTS % space)
        )
        self.styles_part = parts.target(parts.main, "styles")
        self.styles = Styles(parts.xml(self.styles_part) if self.styles_part else None)
        properties = workbook.find("{*}workbookPr")
        self.from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.titles: list[tuple[str, str, TextSource | None]] = []
        self.sheets = list(self._sheets(parts, workbook))
        if not self.sheets:
            raise self._unreadable()
        self._read_print_titles(workbook)
        self.has_formulas = any(True for sheet in self.sheets for _ in sheet.formulas)
        for sheet in self.sheets:
            sheet.read_formula_tags(self._number)
        self.satellites = Satellites(parts, self.sheets, self._number, self.file)
        self.rewrites = any(sheet.known.is_moving for sheet in self.sheets) or any(
            source for _, _, source in self.titles
        )
        self.references = References({one.title.lower(): one.known for one in self.sheets})
        self._compile(workbook)
        self._cut()

    def _sheets(self, parts: OfficeParts, workbook: etree._Element) -> Iterator[SheetTemplate]:
        relationships = parts.by_identifier(parts.main)
        for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
            title = sheet.get("name", "")
            relationship = relationships.get(sheet.get(f"{{{parts.space}}}id", ""))
            part = relationship.target if relationship else ""
            source = None
            if may_hold_tags(title):
                source = TextSource(self._number(), Place(file=self.file, sheet=title), (title,))
            self.titles.append((title, part, source))
            if relationship is None or relationship.kind != "worksheet" or part not in parts:
                continue
            place = Place(file=self.file, sheet=title)
            if ROW_NUMBER.encode() in self.package[part]:
                shown = repr(ROW_NUMBER)[1:-1]
                facts = {"field": title, "character": shown}
                raise ProblemError([problem("package.illegal-character", place, **facts)])
            root = parts.xml(part)
            if root.find("{*}sheetData") is not None:
                yield SheetTemplate(title, part, root, self.texts, place)

    def _read_print_titles(self, workbook: etree._Element) -> None:
        by_title = {sheet.title: sheet for sheet in self.sheets}
        for name in workbook.iterfind("{*}definedNames/{*}definedName"):
            index = name.get("localSheetId", "")
            if (
                name.get("name") != _TITLES
                or not index.isdecimal()
                or int(index) >= len(self.titles)
            ):
                continue
            sheet = by_title.get(self.titles[int(index)][0])
            for reference in formula_of(name.text or "").references:
                if sheet and len(reference.ends) > 1 and not reference.ends[0].column:
                    sheet.print_titles = reference.ends[0].row, reference.ends[1].row

    def _compile(self, workbook: etree._Element) -> None:
        self.programs: list[Program] = []
        found: list[Problem] = [*self.satellites.problems]
        loose = [*self.satellites.loose, *(source for _, _, source in self.titles if source)]
        for sheet in self.sheets:
            try:
                rows = sheet.source_rows(self.satellites.by_row.get(sheet.title, {}))
                self.programs.append(compile_sheet(rows, sheet.end, sheet.place, self.environment))
            except ProblemError as error:
                found += error.problems
        try:
            self.programs.append(compile_texts(loose, self.environment))
        except ProblemError as error:
            found += error.problems
        if any(sheet.known.is_moving for sheet in self.sheets):
            found += self._unclear(workbook)
        if found:
            raise ProblemError(found)
        self.is_filled = bool(loose) or any(
            sheet.has_tags or self.satellites.by_row.get(sheet.title) for sheet in self.sheets
        )

    def _unclear(self, workbook: etree._Element) -> Iterator[Problem]:
        """Formulas that cannot follow the rows that they refer to."""
        for sheet in self.sheets:
            for row, column, formula in sheet.formulas:
                place = sheet.place_of(row, column)
                if self._cannot_follow(formula, Standing(sheet.title, row)):
                    yield _unclear(place, formula.text)
            for area, place in sheet.arrays:
                if not sheet.known.is_solid(*area.rows):
                    yield _unclear(place, area.text)
            for element, areas in rules_of(sheet.root):
                formula = formula_of(element.text or "")
                rows = [area.rows for area in areas]
                if self._rule_cannot_follow(formula, sheet.title, areas[0].top, rows):
                    place = sheet.place_of(areas[0].top, areas[0].left)
                    yield _unclear(place, formula.text)
        for bound in self.satellites.bindings.bound:
            if self._cannot_follow(bound.formula, Standing(bound.title)):
                yield _unclear(bound.place, bound.formula.text)
        for name in workbook.iterfind("{*}definedNames/{*}definedName"):
            formula = formula_of(name.text or "")
            if self._rule_cannot_follow(formula, "", 0, []):
                yield _unclear(Place(file=self.file, field=name.get("name", "")), formula.text)

    def _cannot_follow(self, formula: Formula, standing: Standing) -> bool:
        try:
            self.references.check(formula, standing)
        except UnclearReferenceError:
            return True
        return False

    def _rule_cannot_follow(
        self, formula: Formula, sheet: str, base: int, rows: list[tuple[int, int]]
    ) -> bool:
        try:
            self.references.check_rule(formula, sheet, base, rows)
        except UnclearReferenceError:
            return True
        return False

    def _cut(self) -> None:
        """Cut the sheets that are filled or whose formulas follow."""
        self.markup: dict[str, SheetMarkup] = {}
        self.geometry: dict[str, Geometry] = {}
        for sheet in self.sheets:
            self.geometry[sheet.title] = sheet.geometry(self.styles)
            follows = self.rewrites and (
                sheet.known.is_moving
                or any(self._may_follow(formula, sheet.title) for _, _, formula in sheet.formulas)
                or any(
                    self._may_follow(formula_of(said), sheet.title)
                    for said in references_of(sheet.root)
                )
            )
            is_filled = sheet.has_tags or follows or self.satellites.fills(sheet)
            stale = self.is_filled and sheet.asks_others
            if not (is_filled or stale):
                continue
            if self.shares_texts:
                for cell in sheet.root.iterfind("{*}sheetData/{*}row/{*}c"):
                    if not sheet.is_filled(cell):
                        self.texts.take(cell)
            self.markup[sheet.title] = sheet.cut(self.rewrites)

    def _may_follow(self, formula: Formula, title: str) -> bool:
        named = {name.lower() for name, _, source in self.titles if source}
        moving = {sheet.title.lower() for sheet in self.sheets if sheet.known.is_moving}
        return any(
            one.unclear or (one.sheet or title).lower() in named | moving
            for one in formula.references
        )

    def member(self, part: str) -> Member:
        """A part that is the same in all documents, compressed once for them."""
        if part not in self._members:
            changed = part == self.texts_part and self.texts.was_changed
            try:
                data = self.texts.data if changed else self.package[part]
                self._members[part] = deflate(part, data, _BEST_LEVEL)
            except ProblemError:
                # A picture that inflates beyond measure is handed on as it is.
                self._members[part] = self.package.member(part)
        return self._members[part]

    @cached_property
    def _members(self) -> dict[str, Member]:
        return {}

    def _unreadable(self) -> ProblemError:
        place = Place(file=self.file)
        return ProblemError([problem("workbook.unreadable", place)])


def _unclear(place: Place, formula: str) -> Problem:
    return problem("workbook.address-in-formula", place, formula=formula)

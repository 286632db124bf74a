"""One document made from a template: its sheets, and everything that follows them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from functools import cached_property
from typing import Any, Final, Self

from lxml import etree

from docgen.office.package.archive import deflate
from docgen.office.package.content_types import CONTENT_TYPES
from docgen.office.package.parts import OfficeParts
from docgen.office.package.properties import CoreProperties, core_properties
from docgen.office.package.relationships import relationships_of
from docgen.office.workbook.template.book import TemplateBook
from docgen.office.workbook.template.cells import CellWriter
from docgen.office.workbook.template.compiled import CompiledWorkbook, Pieces
from docgen.office.workbook.template.formulas import formula_of
from docgen.office.workbook.template.markup import around_rows
from docgen.office.workbook.template.moves import break_pages, merge_cells, move_sheet
from docgen.office.workbook.template.names import Fields
from docgen.office.workbook.template.pictures import SheetPictures
from docgen.office.workbook.template.references import References
from docgen.office.workbook.template.rich_text import RichValue, plain
from docgen.office.workbook.template.row_map import LAST_ROW, Copy, PrintedRow, RowMap
from docgen.office.workbook.template.rows import Typed, run
from docgen.office.workbook.template.schema import WORKBOOK, insert_in_order, sibling
from docgen.office.workbook.template.sheet import SheetExpansion
from docgen.office.workbook.template.sheet_template import SheetTemplate
from docgen.office.workbook.template.string_table import MoreTexts
from docgen.office.workbook.template.styles import Variant
from docgen.office.workbook.template.titles import follow_titles, legal_title
from docgen.problems import Problem, ProblemError

# What Excel writes since 2019. A lower number makes Excel compute everything anew on opening
# and then ask whether to save changes that nobody made.
_CALCULATION: Final = "191029"
_BEST_LEVEL: Final = 9
_STRINGS_TYPE: Final = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
)
_APP: Final = "extended-properties"
_CORE: Final = "core-properties"
_CORE_KIND: Final = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_ROWS: Final = ("_xlnm.Print_Area", "_xlnm.Print_Titles", "_xlnm._FilterDatabase")


class Filling:
    """The work on one document.

    Attributes:
        problems: What cannot be done.
        references: The references of the workbook.
        follows: Whether rows move or sheets get other titles, so that references follow.
        fills_cells: Whether anything in the workbook is filled.

    Args:
        book: The template.
        context: What its tags refer to.
        typed: What the value of a cell becomes; the value itself if None.

    Raises:
        ProblemError: A tag cannot be computed, or gives what its place cannot hold.
    """

    def __init__(
        self,
        book: TemplateBook,
        context: Mapping[str, Any],
        typed: Mapping[str, Typed] | None = None,
    ) -> None:
        self.problems: list[Problem] = []
        self.fills_cells = book.is_filled
        self._book = book
        *sheets, loose = self._run(context, typed or {})
        self._loose = {number: value for row in loose for number, value in row.texts.items()}
        self._expanded = {
            sheet.title: SheetExpansion(
                sheet, rows, book.styles, book.geometry[sheet.title], book.shares_texts
            )
            for sheet, rows in zip(book.sheets, sheets, strict=True)
        }
        self._titles = self._new_titles()
        self.references = References(
            {
                sheet.title.lower(): replace(
                    sheet.known,
                    rows=self.rows(sheet.title),
                    new_title=self._titles[sheet.title],
                )
                for sheet in book.sheets
            }
        )
        self.follows = self.references.renames or any(
            one.rows.moves for one in self._expanded.values()
        )
        book.satellites.elsewhere.fill(self)

    @cached_property
    def parts(self) -> OfficeParts:
        """The parts of the document, taken apart when the first of them changes."""
        return OfficeParts(self._book.package)

    def _run(
        self, context: Mapping[str, Any], typed: Mapping[str, Typed]
    ) -> list[list[PrintedRow]]:
        """What each program prints."""
        printed: list[list[PrintedRow]] = []
        found: list[Problem] = []
        titles = [*(sheet.title for sheet in self._book.sheets), ""]
        for title, program in zip(titles, self._book.programs, strict=True):
            try:
                printed.append(run(program, context, typed.get(title)))
            except ProblemError as error:
                found += error.problems
        if found:
            raise ProblemError(found)
        return printed

    def said(self, number: int, row: PrintedRow | None = None) -> RichValue:
        """What a text says.

        Args:
            number: Its number.
            row: With which row it was printed; None for one that no row repeats.
        """
        return self._loose[number] if row is None else row.texts[number]

    def rows(self, title: str) -> RowMap:
        """Where the rows of a sheet went, by its title in the template."""
        return self._expanded[title].rows

    def copies(self, title: str, row: int | None, first: int, last: int) -> list[Copy]:
        """Where something that spans rows stands, each time that it does.

        Args:
            title: Title of its sheet in the template.
            row: The row with which it is printed; None for what is printed once.
            first: The first of its rows in the template.
            last: The last one.

        Returns:
            The row with which its texts were printed, its first row and its last one.
        """
        rows = self.rows(title)
        if row is None:
            top = rows.first(first)
            return [(None, top, max(top, rows.first(last)))]
        found: list[Copy] = []
        for piece in rows.pieces_of(row):
            top = piece.number + row - piece.source
            window = rows.window(piece.inside[-1] if piece.inside else None)
            found.append((piece, top, max(top, window.last(last) or top)))
        return found

    def with_core(self, core: CoreProperties | None) -> Self:
        """Give the document a title, an author and a date: the template's, undated, if None."""
        part = self.parts.target("", _CORE)
        if part is None:
            root = etree.fromstring(core_properties(core or CoreProperties()))
            identifier = self.parts.add("", _CORE, root, "docProps/core{}.xml", _CORE_TYPE)
            self.parts.by_identifier("")[identifier].element.set("Type", _CORE_KIND)
            return self
        root = self.parts.xml(part)
        core = core or CoreProperties(
            root.findtext("{*}title") or "", root.findtext("{*}creator") or ""
        )
        for child in list(root):
            root.remove(child)
        root.extend(list(etree.fromstring(core_properties(core))))
        return self

    def compiled(self, level: int = _BEST_LEVEL) -> CompiledWorkbook:
        """The document with the places of its fields.

        Args:
            level: How well the parts are compressed that are this document's own.

        Raises:
            ProblemError: A field cannot be placed, or something cannot follow its rows.
        """
        book = self._book
        variants: list[Variant] = []
        has_fields = any(sheet.fields for sheet in self._expanded.values())
        more = MoreTexts(book.texts) if has_fields else None
        writer = CellWriter(book.styles, variants, book.from_1904, more)
        fields = None
        if has_fields:
            workbook = self.parts.xml(self.parts.main)
            fields = Fields(list(self._expanded.values()), workbook, writer)
        for satellite in book.satellites.of_sheets:
            satellite.fill(self)
        book.satellites.bindings.fill(self)
        book.satellites.charts.fill(self)
        sheets = {
            sheet.part: self._sheet(sheet, writer, fields)
            for sheet in book.sheets
            if sheet.title in book.markup
        }
        for expanded in self._expanded.values():
            self.problems += expanded.problems
        if self.problems:
            raise ProblemError(dict.fromkeys(self.problems))
        self._finish_workbook(fields)
        self._finish_texts(more)
        if variants and book.styles_part:
            root = book.styles.with_variants(tuple(variants))
            self.parts.replace(book.styles_part, root)
        changed = self.parts.changed() if "parts" in vars(self) else {}
        members = {
            part: deflate(part, changed[part], level) if part in changed else book.member(part)
            for part in (self.parts if changed else book.package)
        }
        if book.shares_texts:
            # A form is a file of our own, and the format asks for its types to come first.
            members = {CONTENT_TYPES: members[CONTENT_TYPES], **members}
        declaring = {
            part: changed.get(part) or book.package[part]
            for part in (CONTENT_TYPES, relationships_of(""))
        }
        return CompiledWorkbook(members, sheets, declaring, book.file)

    def _sheet(self, sheet: SheetTemplate, writer: CellWriter, fields: Fields | None) -> Pieces:
        """The markup of a sheet with the places of its fields."""
        book, expanded = self._book, self._expanded[sheet.title]
        markup = book.markup[sheet.title]
        furniture = book.satellites.furniture[sheet.title]
        links = book.satellites.links[sheet.title]
        slots = fields.slots.get(sheet.title, {}) if fields else {}
        head, tail = markup.head, markup.tail
        is_validated = fields is not None and fields.validates(sheet.title)
        changes = expanded.changes_layout or self.follows or bool(expanded.pictures)
        if changes or is_validated or furniture.any or links.any:
            root = deepcopy(sheet.root)
            furniture.fill(root, self)
            links.fill(root, self)
            if self.follows:
                move_sheet(root, sheet.title, expanded.rows, self.references)
            if expanded.changes_layout:
                merge_cells(root, expanded.merged)
            if expanded.breaks is not None:
                break_pages(root, expanded.breaks)
            if fields:
                fields.validate(sheet.title, root)
            if expanded.pictures:
                SheetPictures(self.parts, sheet.part).add(root, expanded.pictures)
            head, tail = around_rows(root)
        rows = expanded.pieces(markup, writer, slots, self.references)
        return [head, *rows, tail]

    def _finish_workbook(self, fields: Fields | None) -> None:
        """Titles, names, and how the workbook is computed."""
        book = self._book
        if self.follows:
            parts = self.parts
            root = parts.xml(parts.main)
            self._follow_names(root)
            for sheet in root.iterfind("{*}sheets/{*}sheet"):
                title = sheet.get("name", "")
                sheet.set("name", self._titles.get(title, title))
            self._follow_properties()
            chain = parts.target(parts.main, "calcChain")
            if chain:
                parts.remove(chain)
        if fields:
            fields.define(self._titles)
        if fields or book.has_formulas:
            root = self.parts.xml(book.main)
            calculation = root.find("{*}calcPr")
            if calculation is None:
                calculation = root.makeelement(sibling(root, "calcPr"))
                insert_in_order(root, calculation, WORKBOOK)
            calculation.attrib.pop("fullCalcOnLoad", "")
            calculation.set("calcId", _CALCULATION)
            if book.has_formulas:
                calculation.set("fullCalcOnLoad", "1")

    def _follow_names(self, root: etree._Element) -> None:
        for name in root.findall("{*}definedNames/{*}definedName"):
            formula = formula_of(name.text or "")
            followed = self.references.follow_rule(formula)
            around = name.getparent()
            is_left_out = str(LAST_ROW) in followed and str(LAST_ROW) not in formula.text
            if name.get("name") in _ROWS and is_left_out and around is not None:
                around.remove(name)
            else:
                name.text = followed

    def _follow_properties(self) -> None:
        """The list of sheets and names in the document's properties."""
        part = self.parts.target("", _APP)
        if part is None or not self.references.renames:
            return
        titles = list(self._titles.items())
        for entry in self.parts.xml(part).iter("{*}lpstr"):
            entry.text = follow_titles(entry.text or "", titles)

    def _finish_texts(self, more: MoreTexts | None) -> None:
        """The texts that cells share."""
        texts = self._book.texts
        if not (more and more.any) and (self._book.texts_part or not texts.was_changed):
            return  # they are the same in all documents
        root = etree.fromstring(more.data if more else texts.data)
        if self._book.texts_part:
            self.parts.replace(self._book.texts_part, root)
        else:
            name = "xl/sharedStrings{}.xml"
            self.parts.add(self.parts.main, "sharedStrings", root, name, _STRINGS_TYPE)

    def _new_titles(self) -> dict[str, str]:
        """The titles of all sheets in the document."""
        fixed = {title.lower() for title, _, source in self._book.titles if source is None}
        found: dict[str, str] = {}
        for title, _, source in self._book.titles:
            found[title] = title
            if source is None:
                continue
            try:
                said = plain(self.said(source.number))
                found[title] = legal_title(said, source.place, fixed.__contains__)
            except ProblemError as error:
                self.problems += error.problems
            fixed.add(found[title].lower())
        return found

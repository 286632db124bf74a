"""Reading the rows of a sheet one by one, for tables too long to be held as cells.

A cell's value is what the cell shows; one that shows an error, or of which that is not known,
has a fault instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.package.archive import read_package
from docgen.office.package.directory import Limits
from docgen.office.package.xml import DECLARATION, MarkupError, elements, parse_xml, whole_number
from docgen.office.workbook.reading.cell_formats import CellFormats
from docgen.office.workbook.reading.long_cells import RowCells
from docgen.office.workbook.reading.long_merged import MergedCells
from docgen.office.workbook.reading.outline import outline_of
from docgen.office.workbook.reading.plan import Area, Text, area_of, rich_text
from docgen.office.workbook.reading.shown import PartText, Shown
from docgen.problems import Place, ProblemError, problem

# A roster of every applicant of the country has 110,000 rows and some 70 columns.
_LIMITS: Final = Limits(file_size=100_000_000, part_size=500_000_000, inflated_size=600_000_000)
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14
_MOST_SPANNED: Final = 30_000_000
_LONGEST_ROW: Final = 4_000_000
_MOST_MERGED: Final = 300_000
_MERGED: Final = re.compile(
    rb"""<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["']"""
)
_LONGEST_TAG: Final = 400
_TRUE: Final = ("1", "true")
# What begins a sheet that is written plainly, and its rows.
_HEAD: Final = re.compile(
    DECLARATION.encode() + rb"""(<worksheet [^<>]*>)((?:(?!<sheetData)<[^<>]*>)*)<sheetData>\s*""",
    re.IGNORECASE,
)
_ROW: Final = re.compile(rb"(?:<row [^<>]*/>\s*)*(<row(?: [^<>]*[^/])?>)")
_ROW_END, _ROWS_END = b"</row>", b"</sheetData>"
# A row's tag as nearly all are written, which needs no parser.
_TAG: Final = re.compile(rb'<row(?: [\w:.-]+="[^"<&]*")* ?>')
_ATTRIBUTE: Final = re.compile(r' ([\w:.-]+)="([^"<&]*)"')
# Whatever may give a cell a value.
_FILLED: Final = re.compile(rb"<(?:[\w.-]+:)?(?:v|is|f)[\s/>]")


class LongSheet:
    """The sheet of a workbook that a person sees first, to be read row by row.

    Args:
        data: The workbook.
        file: Its name in messages.
        hidden: Titles of sheets that are known to be hidden, beside those of which it says so.

    Attributes:
        title: Title of the sheet.
        hidden_before: Titles of the hidden sheets before it.
        others: Titles of the other sheets that are shown and not blank.
        hidden_rows: Hidden rows with something in them, as far as rows were read.
        hidden_columns: Hidden columns with something in them, as far as rows were read.
        parts_left: Texts of which a part is struck out, with their rows and columns, likewise.

    Raises:
        ProblemError: It cannot be read.
    """

    def __init__(self, data: bytes, file: str, hidden: frozenset[str] = frozenset()) -> None:
        self._package = read_package(data, file, _LIMITS)
        outline = outline_of(self._package)
        titles = list(outline.sheets)
        shown = [title for title in titles if title not in outline.hidden | hidden]
        if not shown:
            raise ProblemError([problem("table.no-sheet", Place(file=file))])
        self.title = shown[0]
        self.hidden_before = titles[: titles.index(self.title)]
        self.others = [title for title in shown[1:] if self._is_filled(outline.sheets[title])]
        self.hidden_rows: list[int] = []
        self.hidden_columns: set[int] = set()
        self._hidden: set[int] = set()
        self._part = outline.sheets[self.title]
        if self._part not in self._package:
            found = problem("package.damaged", Place(file=file), part=self._part)
            raise ProblemError([found])
        self._strings_part = outline.strings
        formats = CellFormats(
            self._package, outline.strings, outline.styles, from_1904=outline.from_1904
        )
        self._place = Place(file=file, sheet=self.title)
        self.parts_left: list[tuple[int, int, PartText]] = []
        self._cells = RowCells(self._strings(), formats)

    def rows(self) -> Iterator[tuple[int, list[Shown]]]:
        """Number and cells, from the first column on, of every row that is not blank.

        Raises:
            ProblemError: The sheet is damaged.
        """
        try:
            yield from self._read()
        except MarkupError:
            raise ProblemError([problem("workbook.unreadable", self._place)]) from None

    def _read(self) -> Iterator[tuple[int, list[Shown]]]:
        ahead = self._look_ahead()
        merged = MergedCells(ahead.areas)
        number = spanned = 0
        for row, cells in self._plain_rows() if ahead.is_plain else self._rows_by_tree():
            before, number = number, whole_number(row.get("r"), number + 1)
            if not before < number <= _MOST_ROWS:
                raise MarkupError(f"row {number} comes after row {before}")
            if any(cell is not None and cell != "" for cell in cells):
                self._note_hidden(row, number, cells)
                if self._cells.has_parts:
                    self.parts_left += _parts(number, cells)
                filled = merged.filled(number, cells)
                spanned += len(filled)
                if spanned > _MOST_SPANNED:
                    raise ProblemError([problem("workbook.too-wide", self._place, cells=spanned)])
                yield number, filled

    def _plain_rows(self) -> Iterator[tuple[Mapping[str, str], list[Shown]]]:
        """The attributes of each row, and its cells."""
        root, rest = b"", b""
        place = self._place._replace(field=self._part)
        for piece in self._package.pieces(self._part):
            rest += piece
            if not root:
                head = _HEAD.match(rest)
                if head is None:
                    if len(rest) > _LONGEST_ROW:
                        raise ProblemError([problem("package.inflates", place)])
                    continue
                root, rest = head[1], rest[head.end() :]
                self._note_columns(parse_xml(root + head[2] + b"</worksheet>", place))
            *rows, rest = rest.split(_ROW_END)
            for row in rows:
                start = _ROW.match(row.lstrip())
                if start is None:
                    raise MarkupError("a row is not written as rows are")
                tag = _attributes(start[1], place)
                cells = self._cells.plain(_decoded(row.lstrip()[start.end() :]))
                if cells is None:
                    sheet = parse_xml(root + row + _ROW_END + b"</worksheet>", place)
                    cells = self._cells.of(sheet[-1])
                yield tag, cells
            if rest.lstrip().startswith(_ROWS_END):
                return
            if len(rest) > _LONGEST_ROW:
                raise ProblemError([problem("package.inflates", place)])
        raise MarkupError("the sheet ends within its rows")

    def _rows_by_tree(self) -> Iterator[tuple[Mapping[str, str], list[Shown]]]:
        place = self._place._replace(field=self._part)
        pieces = self._package.pieces(self._part)
        columns_seen = False
        for element in elements(pieces, ("cols", "row", "sheetData"), place):
            match etree.QName(element).localname:
                case "sheetData":
                    return
                case "cols":
                    if columns_seen:
                        raise MarkupError("its columns are told twice")
                    columns_seen = True
                    self._note_columns(element)
                case _:
                    yield _named(element), self._cells.of(element)

    def _note_columns(self, root: etree._Element) -> None:
        for column in root.iter("{*}col"):
            if column.get("hidden") in _TRUE:
                last = min(whole_number(column.get("max"), 0), _MOST_COLUMNS)
                self._hidden.update(range(whole_number(column.get("min"), 1), last + 1))

    def _note_hidden(self, row: Mapping[str, str], number: int, cells: list[Shown]) -> None:
        if row.get("hidden") in _TRUE:
            self.hidden_rows.append(number)
        for column in self._hidden - self.hidden_columns:
            if column <= len(cells) and cells[column - 1] not in (None, ""):
                self.hidden_columns.add(column)

    def _strings(self) -> Iterator[Text]:
        """The texts that cells share."""
        if self._strings_part not in self._package:
            return
        pieces = self._package.pieces(self._strings_part)
        place = Place(file=self._place.file, field=self._strings_part)
        yield from map(rich_text, elements(pieces, ("si",), place))

    def _is_filled(self, part: str) -> bool:
        """Whether there is anything in a sheet."""
        rest = b""
        for piece in self._package.pieces(part):
            if _FILLED.search(rest + piece):
                return True
            rest = piece[-_LONGEST_TAG:]
        return False

    def _look_ahead(self) -> _Ahead:
        """What must be known before the rows are read: merged cells stand behind them."""
        found: set[bytes] = set()
        rest, start, is_plain = b"", b"", True
        for piece in self._package.pieces(self._part):
            start = start or piece
            rest += piece
            is_plain = is_plain and b"<!" not in rest and rest.find(b"<?", 2) < 0
            if b"mergeCell" in rest:
                found.update(_MERGED.findall(rest))
            if len(found) > _MOST_MERGED:
                raise MarkupError("it has more merged cells than can be meant")
            rest = rest[-_LONGEST_TAG:]
        is_plain = is_plain and _HEAD.match(start) is not None
        areas = filter(None, (area_of(one.decode()) for one in found))
        return _Ahead(is_plain, tuple(areas))


def _decoded(row: bytes) -> str:
    try:
        return row.decode()
    except UnicodeDecodeError as error:
        raise MarkupError(str(error)) from None


def _attributes(tag: bytes, place: Place) -> Mapping[str, str]:
    if _TAG.fullmatch(tag):
        return dict(_ATTRIBUTE.findall(_decoded(tag)))
    return _named(parse_xml(tag + _ROW_END, place))


def _named(row: etree._Element) -> Mapping[str, str]:
    return {str(name): str(value) for name, value in row.items()}


def _parts(number: int, cells: list[Shown]) -> Iterator[tuple[int, int, PartText]]:
    for column, cell in enumerate(cells, 1):
        if isinstance(cell, PartText):
            yield number, column, cell


class _Ahead(NamedTuple):
    """What must be known of a sheet before its rows are read.

    Attributes:
        is_plain: Whether its markup can be cut without a parser.
        areas: Its merged cells.
    """

    is_plain: bool
    areas: tuple[Area, ...]

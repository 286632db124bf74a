"""Reading the rows of a sheet one by one, for tables too long to be held as cells.

A cell's value is what the cell shows; one that shows an error, or of which that is not known,
has a fault instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.package.archive import read_package
from docgen.office.package.directory import Limits
from docgen.office.package.xml import elements, parse_xml
from docgen.office.workbook.reading.cells import CellFormats
from docgen.office.workbook.reading.long_cells import RowCells, Shown
from docgen.office.workbook.reading.long_merged import MergedCells
from docgen.office.workbook.reading.plan import Area, Text, area_of, rich_text
from docgen.office.workbook.reading.reader import outline_of
from docgen.office.workbook.reading.shown import PartText, text_shown
from docgen.problems import Place, ProblemError, problem

# A roster of every community of the country has 110,000 rows and some 70 columns.
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
    rb"""(?:<\?xml version=(["'])1\.0\1 encoding=\1UTF-8\1(?: standalone=\1(?:yes|no)\1)?\?>\s*)?"""
    rb"""(<worksheet [^<>]*>)((?:(?!<sheetData)<[^<>]*>)*)<sheetData>\s*""",
    re.IGNORECASE,
)
_ROW: Final = re.compile(rb"(?:<row [^<>]*/>\s*)*(<row(?: [^<>]*[^/])?>)")
_ROW_END, _ROWS_END = b"</row>", b"</sheetData>"


class LongSheet:
    """The sheet of a workbook that a person sees first, to be read row by row.

    Args:
        data: The workbook.
        file: Its name in messages.
        hidden: Titles of sheets that are known to be hidden, beside those of which it says so.

    Attributes:
        title: Title of the sheet.
        hidden_before: Titles of the hidden sheets before it.
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
        self.hidden_rows: list[int] = []
        self.hidden_columns: set[int] = set()
        self._hidden: set[int] = set()
        self._part = outline.sheets[self.title]
        self._strings_part = outline.strings
        formats = CellFormats(
            self._package, outline.strings, outline.styles, from_1904=outline.from_1904
        )
        self._place = Place(file=file, sheet=self.title)
        self.parts_left: list[tuple[int, int, PartText]] = []
        self._cells = RowCells(*self._strings(), formats)

    def rows(self) -> Iterator[tuple[int, list[Shown]]]:
        """Number and cells, from the first column on, of every row that is not blank.

        Raises:
            ProblemError: The sheet is damaged.
        """
        try:
            yield from self._read()
        except (KeyError, ValueError, IndexError) as error:
            found = problem("workbook.unreadable", self._place, reason=str(error))
            raise ProblemError([found]) from None

    def _read(self) -> Iterator[tuple[int, list[Shown]]]:
        ahead = self._look_ahead()
        merged = MergedCells(ahead.areas)
        number = spanned = 0
        for row, cells in self._plain_rows() if ahead.is_plain else self._rows_by_tree():
            before, number = number, int(row.get("r", number + 1))
            if not before < number <= _MOST_ROWS:
                raise ValueError(f"row {number} comes after row {before}")
            if any(cell is not None and cell != "" for cell in cells):
                self._note_hidden(row, number, cells)
                if self._cells.has_parts:
                    self.parts_left += _parts(number, cells)
                filled = merged.filled(number, cells)
                spanned += len(filled)
                if spanned > _MOST_SPANNED:
                    raise ProblemError([problem("workbook.too-wide", self._place, cells=spanned)])
                yield number, filled

    def _plain_rows(self) -> Iterator[tuple[etree._Element, list[Shown]]]:
        """The start tag of each row, and its cells."""
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
                root, rest = head[2], rest[head.end() :]
                self._note_columns(parse_xml(root + head[3] + b"</worksheet>", place))
            *rows, rest = rest.split(_ROW_END)
            for row in rows:
                start = _ROW.match(row.lstrip())
                if start is None:
                    raise ValueError("a row is not written as rows are")
                tag = parse_xml(start[1] + _ROW_END, place)
                cells = self._cells.plain(row.lstrip()[start.end() :].decode())
                if cells is None:
                    sheet = parse_xml(root + row + _ROW_END + b"</worksheet>", place)
                    cells = self._cells.of(sheet[-1])
                yield tag, cells
            if rest.lstrip().startswith(_ROWS_END):
                return
            if len(rest) > _LONGEST_ROW:
                raise ProblemError([problem("package.inflates", place)])
        raise ValueError("the sheet ends within its rows")

    def _rows_by_tree(self) -> Iterator[tuple[etree._Element, list[Shown]]]:
        place = self._place._replace(field=self._part)
        pieces = self._package.pieces(self._part)
        columns_seen = False
        for element in elements(pieces, ("cols", "row", "sheetData"), place):
            match etree.QName(element).localname:
                case "sheetData":
                    return
                case "cols":
                    if columns_seen:
                        raise ValueError("its columns are told twice")
                    columns_seen = True
                    self._note_columns(element)
                case _:
                    yield element, self._cells.of(element)

    def _note_columns(self, root: etree._Element) -> None:
        for column in root.iter("{*}col"):
            if column.get("hidden") in _TRUE:
                last = min(int(column.get("max", 0)), _MOST_COLUMNS)
                self._hidden.update(range(int(column.get("min", 1)), last + 1))

    def _note_hidden(self, row: etree._Element, number: int, cells: list[Shown]) -> None:
        if row.get("hidden") in _TRUE:
            self.hidden_rows.append(number)
        for column in self._hidden - self.hidden_columns:
            if column <= len(cells) and cells[column - 1] not in (None, ""):
                self.hidden_columns.add(column)

    def _strings(self) -> tuple[list[Shown], dict[int, Text]]:
        """What each text that cells share shows, and those that have marks or fonts in them."""
        if self._strings_part not in self._package:
            return [], {}
        pieces = self._package.pieces(self._strings_part)
        place = Place(file=self._place.file, field=self._strings_part)
        shown: list[Shown] = []
        marked: dict[int, Text] = {}
        for item in elements(pieces, ("si",), place):
            text = rich_text(item)
            if text.left_out or text.own_look:
                marked[len(shown)] = text
            shown.append(text_shown(text.shown))
        return shown, marked

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
                raise ValueError("it has more merged cells than can be meant")
            rest = rest[-_LONGEST_TAG:]
        is_plain = is_plain and _HEAD.match(start) is not None
        areas = filter(None, (area_of(one.decode()) for one in found))
        return _Ahead(is_plain, tuple(areas))


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

"""The rows of a table, from a .csv or a workbook alike, every cell with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Final

from docgen.office.incoming.csv_rows import numbered_rows
from docgen.office.incoming.formats import format_of
from docgen.office.incoming.kinds import Format, refusal
from docgen.office.soffice.conversion import in_current_formats
from docgen.office.tables.opendocument import hidden_sheets
from docgen.office.workbook.reading.long_table import LongSheet
from docgen.office.workbook.reading.plan import column_letters
from docgen.office.workbook.reading.shown import MERGED_ACROSS, CellFault, text_shown
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, Problem, ProblemError, problem

_BLANKS: Final = " \t\r\n\u3000\u00a0\u200b\ufeff"
_NO_FAULTS: Final[Mapping[int, CellFault]] = MappingProxyType({})
_CONVERTED: Final = frozenset({Format.OLD_WORKBOOK, Format.ODF_SHEET})
# Workbooks that are told by their own names, with what to save them as.
_TO_SAVE_AGAIN: Final = frozenset({Format.ENCRYPTED, Format.BINARY_WORKBOOK, Format.OUTDATED})
_PERHAPS_CSV: Final = frozenset({Format.TEXT, Format.UNKNOWN, Format.EMPTY})
_TIMEOUT: Final = 120  # seconds for LibreOffice: a table is longer than a form


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table.

    Attributes:
        place: Where it stands: the line of a .csv, or sheet and row of a workbook.
        cells: What its cells show from the first column on; those of a .csv are all text.
        faults: Why a cell has no value that can be used, by the index of its column.
    """

    place: Place
    cells: tuple[CellValue, ...]
    faults: Mapping[int, CellFault] = field(default_factory=lambda: _NO_FAULTS)

    @property
    def number(self) -> int:
        """Number of the row or line in its file, from 1."""
        return self.place.line or self.place.row or 1

    def at(self, column: int, label: str) -> Place:
        """Place of a cell.

        Args:
            column: Index of its column.
            label: What the column is called.
        """
        if self.place.line is not None:
            return self.place._replace(field=label)
        cell = f"{column_letters(column + 1)}{self.number}"
        return self.place._replace(row=None, cell=cell, field=label)

    def below(self, number: int) -> TableRow:
        """A row of the same table by its number, without its cells."""
        if self.place.line is not None:
            return TableRow(self.place._replace(line=number), ())
        return TableRow(self.place._replace(row=number), ())

    def problem(self, column: int, label: str) -> Problem:
        """The problem of a cell that has a fault.

        Args:
            column: Index of its column.
            label: What the column is called.

        Raises:
            KeyError: It has none.
        """
        code, found = self.faults[column]
        return problem(code, self.at(column, label), found=found)


class TableFile:
    """A table in a file, whose rows can be read again and again.

    Args:
        path: A .csv, or a workbook, of which the first sheet that is shown is read. What it is
            its content says.
        file: Its name in messages.
    """

    def __init__(self, path: Path, file: str) -> None:
        self.file = file
        self._path = path
        self._converted: bytes | None = None

    def rows(self, told: list[Problem]) -> Iterator[TableRow]:
        """The rows that are not blank.

        Args:
            told: Takes what a person should know of how it was read, once all rows were.

        Raises:
            ProblemError: It is not there or cannot be read.
        """
        file = self.file
        if not self._path.is_file():
            raise ProblemError([problem("file.missing", Place(file=file), path=file)])
        data = self._path.read_bytes()
        kind = format_of(data)
        if kind is Format.CSV or (self._path.suffix.lower() == ".csv" and kind in _PERHAPS_CSV):
            return _csv_rows(data, file)
        if kind in _CONVERTED:
            hidden = hidden_sheets(data, file) if kind is Format.ODF_SHEET else frozenset()
            return _sheet_rows(self._current(data), file, told, hidden)
        if kind is not Format.WORKBOOK:
            raise ProblemError([_refused(kind, file)])
        return _sheet_rows(data, file, told)

    def _current(self, data: bytes) -> bytes:
        """An old or open workbook in the current format; LibreOffice takes long, so only once."""
        if self._converted is None:
            (made,) = in_current_formats([(self.file, data)], timeout=_TIMEOUT)
            if isinstance(made, Problem):
                raise ProblemError([made])
            self._converted = made
        return self._converted


def table_rows(path: Path, file: str, told: list[Problem]) -> Iterator[TableRow]:
    """The rows of a table that is read once, as ``TableFile`` has them."""
    return TableFile(path, file).rows(told)


def _refused(kind: Format, file: str) -> Problem:
    """Why a file is no table: for what it is, where that is known."""
    told = refusal(kind, file) if kind in _TO_SAVE_AGAIN else None
    code = "table.web-page" if kind is Format.HTML else "table.not-a-table"
    return told or problem(code, Place(file=file))


def head_faults(head: TableRow) -> Iterator[Problem]:
    """What keeps the names of columns from being known; a name may spread over several."""
    for index, fault in head.faults.items():
        if fault.code != MERGED_ACROSS:
            yield head.problem(index, "")


def heads_again(head: TableRow, row: TableRow) -> Iterator[Problem]:
    """Where a row of data is heads, as it is below heads over two rows or on each new page."""
    for index, (name, cell) in enumerate(zip(head.cells, row.cells, strict=False)):
        if cell == name and isinstance(name, str) and name.strip(_BLANKS):
            yield problem("table.head-again", row.at(index, name), name=name)
            return


def _csv_rows(data: bytes, file: str) -> Iterator[TableRow]:
    for line, texts in numbered_rows(data, file):
        if any(text.strip(_BLANKS) for text in texts):
            yield _row(Place(file=file, line=line), map(text_shown, texts))


def _sheet_rows(
    data: bytes, file: str, told: list[Problem], hidden: frozenset[str] = frozenset()
) -> Iterator[TableRow]:
    sheet = LongSheet(data, file, hidden)
    place = Place(file=file, sheet=sheet.title)
    if sheet.hidden_before:
        others = "、".join(sheet.hidden_before)
        told.append(problem("table.sheet-hidden", place, sheet=sheet.title, others=others))
    if sheet.others:
        others = "、".join(sheet.others)
        told.append(problem("table.sheets-left", place, sheet=sheet.title, others=others))
    for number, cells in sheet.rows():
        row = _row(place._replace(row=number), cells)
        if row.faults or any(
            cell.strip(_BLANKS) if isinstance(cell, str) else cell is not None for cell in row.cells
        ):
            yield row
    for number, column, text in sheet.parts_left:
        at = place._replace(cell=f"{column_letters(column)}{number}")
        told.append(problem("cell.struck-out", at, found=text.left_out, kept=str(text)))
    if sheet.hidden_rows:
        told.append(problem("table.rows-hidden", place, rows=_spans(sheet.hidden_rows)))
    if sheet.hidden_columns:
        letters = "、".join(map(column_letters, sorted(sheet.hidden_columns)))
        told.append(problem("table.columns-hidden", place, columns=letters))


def _row(place: Place, cells: Iterable[CellValue | CellFault]) -> TableRow:
    found = tuple(cells)
    if CellFault not in set(map(type, found)):
        return TableRow(place, found)  # type: ignore[arg-type]  # none of them is a fault
    faults = {index: cell for index, cell in enumerate(found) if isinstance(cell, CellFault)}
    values = tuple(None if isinstance(cell, CellFault) else cell for cell in found)
    return TableRow(place, values, faults)


def _spans(numbers: Iterable[int]) -> str:
    """Numbers with those between in short: 3、5–9."""
    spans: list[str] = []
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        span = [number for _, number in group]
        spans.append(f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]))
    return "、".join(spans)

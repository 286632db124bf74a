"""Making the score sheet as a workbook: docgen beside openpyxl, XlsxWriter, exceljs, bare means.

Everybody makes the same workbook, of two sheets with live formulas, from finished values. docgen
and XlsxWriter write the value of every formula beside it. openpyxl and exceljs load the workbook,
fill its entries and save it: openpyxl cannot write such values, and exceljs is spared them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from benchmarks.bare import BareDocument
from benchmarks.from_nothing import Program
from benchmarks.node import Node
from benchmarks.sample import Entry, Sample
from benchmarks.timing import Case, repeated, to_disk
from docgen.desk.files import write_whole
from docgen.office.package.archive import read_package
from docgen.office.workbook.reading.reader import WorkbookContent
from docgen.programme.standard import LARGEST
from docgen.records import Applicant, FormKind

Cells = Mapping[str, Mapping[str, Any]]


class WorkbookWork:
    """The score sheet, and the ways of making it."""

    def __init__(self, sample: Sample) -> None:
        self._form = sample.forms[FormKind.SCORE_SHEET]
        self.entries = sample.entries
        first, made = sample.entries[0], [self.docgen(entry) for entry in sample.entries]
        self.blank = self._form.render(first.applicant, {})
        self.bare = BareDocument([*made, self._contrary(first)])
        self.bare_values = self.bare.values[:-1]
        contents = [WorkbookContent(read_package(data)) for data in made]
        self.values = [_values(content) for content in contents]
        self.cells = [_entries(content) for content in contents]
        self._program = Program(self.blank)

    def docgen(self, entry: Entry) -> bytes:
        """The workbook from answers and scores."""
        return self._form.render(entry.applicant, entry.answers, entry.scores)

    def _contrary(self, entry: Entry) -> bytes:
        """A workbook none of whose values is that of another, for the floor to leave out."""
        answers = {
            key: False if isinstance(value, bool) else LARGEST + 1
            for key, value in entry.answers.items()
        }
        return self._form.render(Applicant("甲甲市", "乙乙县", "丙丙街道", "丁丁社区"), answers)

    def openpyxl(self, cells: Cells) -> bytes:
        """The blank workbook loaded, filled and saved; where its entries are is known."""
        book = load_workbook(io.BytesIO(self.blank))
        for title, values in cells.items():
            sheet = book[title]
            for cell, value in values.items():
                sheet[cell] = value
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    def xlsxwriter(self, values: Mapping[str, Any]) -> bytes:
        """The workbook from nothing."""
        return self._program.written(values)


def workbook_cases(sample: Sample, node: Node | None, folder: Path) -> Iterator[Case]:
    """Making the score sheet, in memory and to disk."""
    work = WorkbookWork(sample)
    peers = {
        "openpyxl, load, fill, save": repeated(work.openpyxl, work.cells),
        "XlsxWriter, from nothing": repeated(work.xlsxwriter, work.values),
    }
    if node is not None:
        peers["exceljs, load, fill, save"] = node.work("exceljs", work.blank, work.cells)
    floor = repeated(work.bare.made, work.bare_values)
    yield Case("score sheet .xlsx", repeated(work.docgen, work.entries), peers, floor)
    path = folder / "score-sheet.xlsx"
    yield Case(
        "score sheet .xlsx, to disk",
        repeated(to_disk(work.docgen, path, write_whole), work.entries),
        {
            "openpyxl, load, fill, save": repeated(to_disk(work.openpyxl, path), work.cells),
            "XlsxWriter, from nothing": repeated(to_disk(work.xlsxwriter, path), work.values),
        },
        repeated(to_disk(work.bare.made, path), work.bare_values),
    )


def _values(content: WorkbookContent) -> dict[str, Any]:
    """The value of every named cell, as programs without decimals have it."""
    return {name: _plain(content.value(name)) for name in content.names}


def _entries(content: WorkbookContent) -> dict[str, dict[str, Any]]:
    """The values of the cells that people fill in, by sheet and cell."""
    cells: dict[str, dict[str, Any]] = {title: {} for title in content.sheet_names}
    for name, (sheet, cell) in content.names.items():
        if not content.is_formula(name):
            cells[sheet][cell] = _plain(content.value(name))
    return cells


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int) else float(value)

"""Reading completed score sheets (.xlsx): docgen beside openpyxl, and calamine to compare with.

*Reading* is getting at the applicant's names, every answer and every score by name. *From file to
record* is the whole way: telling which form a file is and whose, reading it, checking each answer,
scoring them all and comparing the scores. Checks and scores are docgen's own for openpyxl too.
Loading a file read-only saves openpyxl time; then it cannot look up a cell, so all rows are read.
calamine tells neither names nor formulas: it is told beforehand in which cells to look.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineWorkbook

from benchmarks.own_markup import OWN_MARKUP, typed_in_excel
from benchmarks.sample import Sample
from benchmarks.timing import Case, repeated
from docgen.desk.intake import Reader
from docgen.forms import fields, open_document
from docgen.programme.standard import YES, Standard, Value, check_answers, score
from docgen.records import FormKind

Values = dict[str, Any]
_PARTS: Final = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml")


class WorkbookReading:
    """The ways of reading a score sheet; each gives the value of every field by its name."""

    def __init__(self, sample: Sample) -> None:
        standard = sample.setting.standard
        self.standard = standard
        self.files = [one.data for one in sample.completed[FormKind.SCORE_SHEET]]
        self.fields = [
            *fields.APPLICANT,
            *map(fields.entry, standard.entries),
            *map(fields.score, standard.indicators),
            fields.TOTAL,
        ]
        book = load_workbook(io.BytesIO(self.files[0]), read_only=True)
        self._places = {field.name: _place(book, field.name) for field in self.fields}

    def docgen(self, data: bytes) -> Values:
        """By name, each with its place and whether a formula gives it."""
        document = open_document(data, "")
        return {field.name: document.find(field).raw for field in self.fields}

    def openpyxl(self, data: bytes) -> Values:
        """By name."""
        return self._by_name(load_workbook(io.BytesIO(data), data_only=True))

    def openpyxl_read_only(self, data: bytes) -> Values:
        """All rows first, then by name."""
        book = load_workbook(io.BytesIO(data), data_only=True, read_only=True)
        rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
        places = {field.name: _place(book, field.name) for field in self.fields}
        return {name: rows[sheet][row][column] for name, (sheet, row, column) in places.items()}

    def calamine(self, data: bytes) -> Values:
        """All rows first, then by cell."""
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = {
            title: book.get_sheet_by_name(title).to_python(skip_empty_area=False)
            for title in book.sheet_names
        }
        return {
            name: rows[sheet][row][column] for name, (sheet, row, column) in self._places.items()
        }

    def bare(self, data: bytes) -> list[etree._Element]:
        """The parts unpacked and parsed, nothing looked at."""
        archive = zipfile.ZipFile(io.BytesIO(data))
        return [etree.fromstring(archive.read(part)) for part in _PARTS]

    def record_by_openpyxl(self, data: bytes) -> tuple[Mapping[str, Value], list[object]]:
        """Answers and problems."""
        book = load_workbook(io.BytesIO(data), data_only=True)
        stated = {one.name: one.value for one in book.custom_doc_props.props}
        values = self._by_name(book)
        names = [values[field.name] for field in fields.APPLICANT]
        problems: list[object] = [] if stated["docgen.form"] == FormKind.SCORE_SHEET else ["form"]
        problems += [name for name in names if name not in stated["docgen.community"]]
        answers = _answers(self.standard, values)
        problems += check_answers(self.standard, answers)
        scores = score(self.standard, answers)
        for indicator in self.standard.indicators:
            if _decimal(values[indicator.anchor]) != scores.by_indicator[indicator.id]:
                problems.append(indicator.id)
        if _decimal(values[fields.TOTAL.name]) != scores.total:
            problems.append("total")
        return answers, problems

    def _by_name(self, book: Workbook) -> Values:
        values: Values = {}
        for field in self.fields:
            ((sheet, cell),) = book.defined_names[field.name].destinations
            values[field.name] = book[sheet][cell].value
        return values


def workbook_reading_cases(sample: Sample) -> Iterator[Case]:
    """Reading score sheets, and the whole way from file to record."""
    work = WorkbookReading(sample)
    floor = repeated(work.bare, work.files)
    for how, files in (("", work.files), (OWN_MARKUP, typed_in_excel(work.files))):
        yield Case(
            f"completed score sheet .xlsx{how}, read",
            repeated(work.docgen, files),
            {
                "openpyxl": repeated(work.openpyxl, files),
                "openpyxl, read-only": repeated(work.openpyxl_read_only, files),
                "calamine, cells known": repeated(work.calamine, files),
            },
            repeated(work.bare, files),
        )
    reader = Reader(sample.setting)
    yield Case(
        "completed score sheet .xlsx, from file to record",
        repeated(lambda data: reader.read(data, ""), work.files),
        {"openpyxl": repeated(work.record_by_openpyxl, work.files)},
        floor,
    )


def _place(book: Workbook, name: str) -> tuple[str, int, int]:
    ((sheet, cell),) = book.defined_names[name].destinations
    row, column = coordinate_to_tuple(cell.replace("$", ""))
    return sheet, row - 1, column - 1


def _answers(standard: Standard, values: Values) -> dict[str, Value]:
    answers: dict[str, Value] = {}
    for entry in standard.entries:
        value = values[entry.anchor]
        if entry.kind == "yes_no":
            answers[entry.key] = value == YES
        elif value is not None:
            answers[entry.key] = int(value) if entry.kind == "count" else _decimal(value)
    return answers


def _decimal(number: float) -> Decimal:
    return Decimal(str(number))

"""However an office file was packed, it reads the same; what is no form is named for what it is."""

import io
import re
from functools import cache

import pytest
from openpyxl import load_workbook
from readings.handling_word import SAVED
from samples.completing import save_workbook, unpacked
from samples.example_forms import APPLICATION, PAPER, SHEET, Office
from samples.packages import WAYS, packed_by, zipped

from docgen.desk.reader import Reader
from docgen.forms import Directory
from docgen.office.package.archive import read_package
from docgen.office.word.comments.comments import WordComment, comment_word
from docgen.office.workbook.comments.comments import CellComment, comment_workbook

FORMS = (SHEET, PAPER, APPLICATION)


@pytest.fixture(scope="module")
def office(setting):
    return Office(setting)


@pytest.fixture(scope="module")
def completed(office):
    applicant = office.by_name["示例星火社区"]
    return {
        SHEET: office.score_sheet(applicant, office.answers[applicant], SAVED),
        PAPER: office.paper(applicant, SAVED),
        APPLICATION: office.application(applicant, SAVED, reviewed=True),
    }


@pytest.fixture(scope="module")
def read(setting, office):
    reader, directory = Reader(setting), Directory(office.answers)
    return lambda data: reader.read(data, "file")[0].of(directory)


def codes(reading):
    return [found.code for found in reading.problems]


def nameless(data):
    """A form that has lost its anchors, so that it is read by its labels."""
    parts = unpacked(data)
    if "xl/workbook.xml" in parts:
        book = parts["xl/workbook.xml"]
        parts["xl/workbook.xml"] = re.sub(rb"<definedNames>.*</definedNames>", b"", book)
    else:
        document = parts["word/document.xml"]
        parts["word/document.xml"] = re.sub(rb"<w:(tag|alias) ", b"<w:rsid ", document)
    return zipped(parts)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_form_reads_the_same_however_it_was_packed(way, form, completed, read):
    data = packed_by(way, completed[form].data)
    assert data != completed[form].data
    reading = read(data)
    assert codes(reading) == codes(read(completed[form].data))
    assert reading.record == completed[form].record


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_form_without_anchors_does_too(way, form, completed, read):
    plain = read(nameless(completed[form].data))
    reading = read(packed_by(way, nameless(completed[form].data)))
    assert reading.record is not None
    assert (reading.record, codes(reading)) == (plain.record, codes(plain))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_copy_with_comments_is_made_of_it_and_reads_the_same(way, form, completed, read):
    package = read_package(packed_by(way, completed[form].data))
    if form is SHEET:
        sheet = read(completed[form].data).places["total"].sheet
        copy = comment_workbook(package, [CellComment("有误。", sheet, "B2")], "docgen")
    else:
        copy = comment_word(package, [WordComment("有误。", "", 1, 1, 1)], "docgen")
    commented = read_package(copy)
    assert commented.main == package.main
    assert any("comments" in name and name not in package for name in commented)
    assert b"\xe6\x9c\x89\xe8\xaf\xaf" in b"".join(
        commented[name] for name in commented if "comments" in name.lower()
    )
    assert read(copy).record == completed[form].record


# A register of persons beside the form.


@cache
def with_register(data, rows, columns, before=False):
    book = load_workbook(io.BytesIO(data))
    sheet = book.create_sheet("人员花名册", 0 if before else None)
    for row in range(rows):
        sheet.append([f"张{row}" if column else row for column in range(columns)])
    return save_workbook(book, saved=SAVED)


@cache
def saved_again(data):
    return save_workbook(load_workbook(io.BytesIO(data)), saved=SAVED)


@pytest.mark.parametrize("anchors", [True, False], ids=["anchors", "labels"])
@pytest.mark.parametrize(
    ("rows", "columns", "before"),
    [(5_000, 20, False), (5_000, 20, True), (1_500, 20, False), (30_000, 1, False)],
)
def test_a_register_on_a_further_sheet_is_passed_over_and_told(
    rows, columns, before, anchors, completed, read
):
    plain = saved_again(completed[SHEET].data)
    data = with_register(completed[SHEET].data, rows, columns, before)
    if not anchors:
        plain, data = nameless(plain), nameless(data)
    expected, reading = read(plain), read(data)
    assert reading.record == expected.record is not None
    (told,) = [one for one in reading.problems if one.code == "workbook.sheet-passed-over"]
    assert (told.place.sheet, told.severity) == ("人员花名册", "warning")
    assert [one for one in codes(reading) if one != told.code] == codes(expected)


def test_a_short_list_on_a_further_sheet_needs_no_word(completed, read):
    reading = read(with_register(completed[SHEET].data, 200, 20))
    assert "workbook.sheet-passed-over" not in codes(reading)


def test_a_register_alone_is_too_wide_to_be_a_form(read):
    book = load_workbook(io.BytesIO(with_register(_blank_book(), 5_000, 20)))
    assert codes(read(save_workbook(book, saved=SAVED))) == ["workbook.too-wide"]


def test_a_sheet_with_anchors_is_never_passed_over(completed, read):
    book = load_workbook(io.BytesIO(completed[SHEET].data))
    sheet = book[read(completed[SHEET].data).places["total"].sheet]
    sheet["XFD1048576"] = 1
    book.create_sheet("又一张")
    assert codes(read(save_workbook(book, saved=SAVED))) == ["workbook.too-wide"]


def _blank_book():
    from openpyxl import Workbook

    stream = io.BytesIO()
    Workbook().save(stream)
    return stream.getvalue()

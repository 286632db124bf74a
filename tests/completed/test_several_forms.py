"""Several forms in one file: what else is there is told, whatever has lost its controls."""

import io
from copy import deepcopy

import pytest
from lxml import etree
from openpyxl import load_workbook
from readings import handling_word as word
from readings.layout_files import as_xlsx
from readings.layout_outcomes import filled
from readings.layouts_application import ApplicationLayout, application_page
from readings.layouts_score import ScoreLayout, score_page

from docgen.office.word.names import w


@pytest.fixture(scope="module")
def one(office):
    return office.by_name["示例星火社区"]


@pytest.fixture(scope="module")
def two(office):
    return office.by_name["示例竹园社区"]


def behind(first, second, *edits):
    """A Word form with another behind it, the other's document edited first."""
    parts = word.unpacked(word.edited(second, *edits))
    body = etree.fromstring(parts[word.DOCUMENT]).find(w("body"))

    def append(root):
        home = root.find(w("body"))
        for block in body:
            if block.tag != w("sectPr"):
                home.insert(len(home) - 1, deepcopy(block))

    return word.edited(first, append)


def with_page(workbook, page, *, below):
    """A workbook with another form on a sheet of its own, or below its first sheet."""
    book = load_workbook(io.BytesIO(workbook))
    sheet = book.worksheets[0] if below else book.create_sheet("另一份")
    down = sheet.max_row + 2 if below else 0
    for row in load_workbook(io.BytesIO(as_xlsx(page))).active.iter_rows():
        for cell in row:
            if cell.value is not None:
                sheet.cell(cell.row + down, cell.column, cell.value)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def codes(reading):
    return {problem.code for problem in reading.problems}


@pytest.mark.parametrize("edits", [(), (word.lose_controls,)])
def test_another_kind_of_form_behind_one_is_told(read, office, one, edits):
    paper = office.paper(one, word.SAVED).data
    application = office.application(one, word.SAVED, reviewed=True).data
    for first, second in ((paper, application), (application, paper)):
        reading = read(behind(first, second, *edits))
        assert "form.two-kinds" in codes(reading)
        assert not reading.accepted


@pytest.mark.parametrize("edits", [(), (word.lose_controls,)])
def test_two_applicants_in_one_document_are_told_at_both(read, office, one, two, edits):
    papers = [office.paper(each, word.SAVED).data for each in (one, two)]
    applications = [office.application(each, word.SAVED, reviewed=True).data for each in (one, two)]
    for forms in (papers, applications):
        reading = read(behind(*forms, *edits))
        told = [each for each in reading.problems if each.code == "form.two-applicants"]
        named = "".join(dict(each.facts)["name"] for each in told)
        assert len(told) == 2
        assert "示例星火" in named
        assert "示例竹园" in named
        assert not reading.accepted


def test_the_same_form_twice_is_the_form(read, office, one):
    paper = office.paper(one, word.SAVED)
    reading = read(behind(paper.data, paper.data, word.lose_controls))
    assert reading.record == paper.record
    assert reading.accepted


@pytest.mark.parametrize("below", [True, False])
@pytest.mark.parametrize("kind", ["score", "application"])
def test_what_stands_below_a_workbook_or_on_its_next_sheet_is_told(
    read, office, one, two, below, kind
):
    data = office.score_sheet(one, office.answers[one], word.SAVED).data
    other = filled(two)
    page = (
        score_page(ScoreLayout(), other.sheet)
        if kind == "score"
        else application_page(ApplicationLayout(), other.applied)
    )
    reading = read(with_page(data, page, below=below))
    assert "form.two-applicants" in codes(reading)
    assert ("form.two-kinds" in codes(reading)) == (kind == "application")
    assert not reading.accepted


def struck(text):
    """An edit that strikes a run with this text, behind what stands in its paragraph."""

    def strike(root):
        body = root.find(w("body"))
        paragraph = body[len(body) - 2]
        run = etree.SubElement(paragraph, w("r"))
        etree.SubElement(etree.SubElement(run, w("rPr")), w("strike"))
        etree.SubElement(run, w("t")).text = text

    return strike


def test_what_is_struck_out_on_attached_pages_is_told(read, office, one):
    typed = {"application.summary": "见附页"}
    form = office.application(one, word.SAVED, typed, reviewed=True).data
    edits = [word.attach_pages("附页", "社区工作情况良好。"), struck("有投诉3起。")]
    reading = read(word.edited(form, *edits))
    (told,) = [each for each in reading.problems if each.code == "form.struck-out"]
    assert "有投诉3起。" in dict(told.facts)["found"]
    assert reading.record.summary == "社区工作情况良好。"

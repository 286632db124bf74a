"""Several columns under one head, and two forms in one file: nothing is taken or lost silently."""

import io
from copy import deepcopy

import pytest
from docx import Document
from lxml import etree
from openpyxl import Workbook
from readings import handling_word as word
from samples.official_blank import rows, unit_line

from docgen.forms.values import plain
from docgen.office.word.names import w
from docgen.records import FormKind

ROWS = rows()


@pytest.fixture(scope="module")
def points(office, applicant, setting):
    """The score of each indicator."""
    record = office.paper(applicant, word.SAVED).record
    return [record.scores[one.id] for one in setting.standard.indicators]


def table(points, heads, subheads, others):
    """An official table with two columns of scores: the others', then the right ones."""
    first = ["考核内容", "评分标准", *heads]
    lines = [first] + ([[None, None, *subheads]] if subheads else [])
    for row, mine, other in zip(ROWS, points, others, strict=True):
        lines.append([row.title, row.criterion, plain(other), plain(mine)])
    return [*lines, ["总  分", None, plain(sum(others)), plain(sum(points))]]


def as_workbook(applicant, lines, subheads, hidden=""):
    book = Workbook()
    sheet = book.active
    sheet.append([unit_line(applicant.short)])
    for line in lines:
        sheet.append(line)
    if subheads:
        for area in ("A2:A3", "B2:B3", "C2:D2"):
            sheet.merge_cells(area)
    if hidden:
        sheet.column_dimensions[hidden].hidden = True
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def as_document(applicant, lines, subheads, hidden=""):
    document = Document()
    document.add_paragraph(unit_line(applicant.short))
    found = document.add_table(len(lines), 4)
    for row, line in zip(found.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text or ""
    if subheads:
        for column in (0, 1):
            found.cell(0, column).merge(found.cell(1, column))
        found.cell(0, 2).merge(found.cell(0, 3))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


MAKERS = pytest.mark.parametrize("make", [as_workbook, as_document])


@MAKERS
@pytest.mark.parametrize("subheads", [("满分", "实得分"), ("标准分", "得分"), ("分值", "实际得分")])
def test_the_head_below_says_which_column_is_the_score(
    read, setting, applicant, points, make, subheads
):
    most = [one.points for one in setting.standard.indicators]
    lines = table(points, ("得分", None), subheads, most)
    reading = read(make(applicant, lines, subheads))
    assert list(reading.record.scores.values()) == points
    assert reading.record.total == sum(points)
    assert reading.accepted


@MAKERS
@pytest.mark.parametrize(
    ("heads", "subheads"),
    [
        (("得分", None), ("社区自评", "县级审核")),
        (("得分", None), ("自评分", "复核分")),
        (("得分", "得分"), ()),
    ],
)
def test_two_columns_that_could_both_be_the_score_are_unclear_at_both(
    read, applicant, points, make, heads, subheads
):
    others = [max(one - 1, 0) if number else one for number, one in enumerate(points)]
    lines = table(points, heads, subheads, others)
    reading = read(make(applicant, lines, subheads))
    differing = [one for one, other in zip(points, others, strict=True) if one != other]
    unclear = [one.place for one in reading.problems if one.code == "form.field-unclear"]
    assert len(set(unclear)) == len(unclear) == 2 * (len(differing) + 1)
    assert len(reading.record.scores) == len(points) - len(differing)
    assert not reading.accepted


def test_a_column_that_nobody_sees_is_not_the_score(read, applicant, points):
    others = [max(one - 1, 0) for one in points]
    lines = table(points, ("得分", "得分"), (), others)
    reading = read(as_workbook(applicant, lines, (), hidden="C"))
    assert list(reading.record.scores.values()) == points
    assert reading.accepted


def test_a_second_column_that_was_left_blank_changes_nothing(read, applicant, points):
    lines = table(points, ("得分", "得分"), (), points)
    for line in lines[1:]:
        line[2] = None
    reading = read(as_workbook(applicant, lines, ()))
    assert list(reading.record.scores.values()) == points
    assert reading.accepted


@pytest.mark.parametrize("first", [FormKind.PAPER_SCORE_SHEET, FormKind.APPLICATION])
@pytest.mark.parametrize("edits", [(), (word.lose_controls,)])
def test_two_forms_in_one_file_are_told(read, office, applicant, first, edits):
    paper = office.paper(applicant, word.SAVED).data
    application = office.application(applicant, word.SAVED, reviewed=True).data
    one, two = (paper, application) if first is not FormKind.APPLICATION else (application, paper)
    body = etree.fromstring(word.unpacked(two)[word.DOCUMENT]).find(w("body"))

    def append(root):
        home = root.find(w("body"))
        for block in body:
            if block.tag != w("sectPr"):
                home.insert(len(home) - 1, deepcopy(block))

    reading = read(word.edited(one, append, *edits))
    assert "form.two-kinds" in [problem.code for problem in reading.problems]
    assert not reading.accepted

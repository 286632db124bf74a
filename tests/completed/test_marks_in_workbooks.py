"""What is struck out in a workbook, a part of a text or the whole cell, is no value: it is told."""

import io
from fractions import Fraction

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from readings import handling_word as word
from readings import handling_workbook as book
from samples import official_blank
from samples.hunan import short

from docgen.desk.reader import Reader
from docgen.forms.shortlist import ShortlistForm
from docgen.records import Candidate, Ranked

ENTRY = "measure_new_jobs_done"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRUCK = "<r><rPr><strike/></rPr><t>7</t></r>"


@pytest.fixture
def sheet(office, applicant):
    return office.score_sheet(applicant, office.answers[applicant], word.SAVED).data


def text(kind, runs):
    return etree.fromstring(f'<{kind} xmlns="{SPACE}">{runs}</{kind}>')


def inline(name, runs):
    def edit(found):
        cell = found.cell(*found.name(name))
        cell[:] = [text("is", runs)]
        cell.set("t", "inlineStr")

    return edit


def shared(name, runs):
    def edit(found):
        cell = found.cell(*found.name(name))
        found.strings.append(text("si", runs))
        cell[:] = [text("v", str(len(found.strings) - 1))]
        cell.set("t", "s")

    return edit


def restyled(data, where, font):
    opened = load_workbook(io.BytesIO(data))
    ((sheet, cell),) = opened.defined_names[where].destinations
    opened[sheet][cell].font = font
    saved = io.BytesIO()
    opened.save(saved)
    return saved.getvalue()


def codes(reading):
    return {(one.code, one.place.cell) for one in reading.problems}


@pytest.mark.parametrize("write", [inline, shared])
@pytest.mark.parametrize(
    "runs",
    [
        f"{STRUCK}<r><t>71</t></r>",
        f"<r><t>71</t></r>{STRUCK}",
        f"<r><rPr><b/></rPr><t>7</t></r>{STRUCK}<r><rPr><b/></rPr><t>1</t></r>",
    ],
)
def test_a_part_that_is_struck_out_is_no_part_of_the_number(read, sheet, write, runs):
    reading = read(book.edited(sheet, write(ENTRY, runs)))
    assert reading.record.answers["new_jobs_done"] == 71
    assert ("form.struck-out", "D12") in codes(reading)


@pytest.mark.parametrize("write", [inline, shared])
def test_an_entry_of_which_nothing_is_left_is_a_problem(read, sheet, write):
    reading = read(book.edited(sheet, write(ENTRY, STRUCK)))
    assert "new_jobs_done" not in reading.record.answers
    assert ("form.nothing-left", "D12") in codes(reading)
    assert not reading.accepted


@pytest.mark.parametrize("write", [inline, shared])
def test_a_mark_that_is_switched_off_strikes_nothing_out(read, sheet, write):
    runs = '<r><rPr><strike val="0"/></rPr><t>7</t></r><r><t>1</t></r>'
    reading = read(book.edited(sheet, write(ENTRY, runs)))
    assert reading.record.answers["new_jobs_done"] == 71
    assert not {code for code, _ in codes(reading)} & {"form.struck-out", "form.nothing-left"}


def test_a_raised_digit_does_not_become_part_of_the_number(read, sheet):
    runs = '<r><t>7</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r>'
    reading = read(book.edited(sheet, inline(ENTRY, runs)))
    assert "new_jobs_done" not in reading.record.answers
    assert ("answer.not-a-number", "D12") in codes(reading)


def test_a_number_in_a_cell_that_is_struck_out_is_no_answer(read, sheet):
    reading = read(restyled(sheet, ENTRY, Font(strike=True)))
    assert "new_jobs_done" not in reading.record.answers
    assert ("form.nothing-left", "D12") in codes(reading)
    assert not reading.accepted


def test_a_struck_out_text_with_a_part_that_is_not_leaves_that_part(read, sheet):
    struck = restyled(sheet, ENTRY, Font(strike=True))
    runs = "<r><rPr><strike/></rPr><t>77</t></r><r><rPr><b/></rPr><t>71</t></r>"
    reading = read(book.edited(struck, inline(ENTRY, runs)))
    assert reading.record.answers["new_jobs_done"] == 71
    assert ("form.struck-out", "D12") in codes(reading)


def test_a_decision_that_is_struck_out_is_none(setting, applicant):
    ranked = [Ranked(1, Candidate(applicant, Fraction(90), True, True))]
    data = ShortlistForm(setting).render(
        setting.round.stages[0], "岳麓区", ranked, {applicant: True}
    )
    reading, _ = Reader(setting).read(restyled(data, "decision_1", Font(strike=True)), "file")
    assert reading.decisions == {}
    assert {code for code, _ in codes(reading)} == {
        "form.nothing-left",
        "shortlist.decision-missing",
    }


def test_of_a_decision_the_part_that_is_not_struck_out_counts(setting, applicant):
    ranked = [Ranked(1, Candidate(applicant, Fraction(90), True, True))]
    data = ShortlistForm(setting).render(
        setting.round.stages[0], "岳麓区", ranked, {applicant: True}
    )
    opened = load_workbook(io.BytesIO(data), rich_text=True)
    ((sheet, cell),) = opened.defined_names["decision_1"].destinations
    opened[sheet][cell].value = CellRichText(TextBlock(InlineFont(strike=True), "不"), "推荐")
    saved = io.BytesIO()
    opened.save(saved)
    reading, _ = Reader(setting).read(saved.getvalue(), "file")
    assert reading.decisions == {applicant: True}
    assert {code for code, _ in codes(reading)} == {"form.struck-out"}


def fault(name, kind, value, formula="1/0"):
    """A cell with a formula, and what a program noted as its result."""

    def edit(found):
        cell = found.cell(*found.name(name))
        noted = f"<v>{value}</v>" if value else ""
        cell[:] = etree.fromstring(f'<c xmlns="{SPACE}"><f>{formula}</f>{noted}</c>')[:]
        cell.set("t", kind)

    return edit


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (fault(ENTRY, "e", "#DIV/0!"), "cell.error"),
        (fault(ENTRY, "e", "#REF!"), "cell.error"),
        (fault(ENTRY, "n", ""), "cell.no-value"),
        (shared(ENTRY, STRUCK), "form.nothing-left"),
    ],
)
def test_one_fault_is_told_once(sheet, read, edit, code):
    found = read(book.edited(sheet, edit))
    errors = [one for one in found.problems if one.severity == "error"]
    assert [one.code for one in errors] == [code]


def test_one_fault_of_a_score_sheet_in_a_workbook_is_told_once(office, applicant, setting, read):
    record = office.paper(applicant, word.SAVED).record
    scores = [record.scores[one.id] for one in setting.standard.indicators]
    data = official_blank.score_workbook(
        short(applicant), [*map(float, scores)], float(record.total)
    )
    found = load_workbook(io.BytesIO(data))
    cell = next(one for row in found.active.iter_rows() for one in row if one.value == scores[0])
    cell.value, cell.data_type = "#REF!", "e"
    stream = io.BytesIO()
    found.save(stream)
    errors = [one for one in read(stream.getvalue()).problems if one.severity == "error"]
    assert [(one.code, one.place.cell) for one in errors] == [("cell.error", cell.coordinate)]

"""Choices, dates, texts and decimals in the score sheet: offered, checked, read as typed."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from samples.hunan import HUNAN
from samples.one_rule import standard_of

from docgen.forms import Directory, Setting, open_document
from docgen.forms.score_sheet import ScoreSheetForm

TERMS = (
    "{kind: choice, measure: grade, points: {A: 4, B: 3, C: 2, D: 0}}",
    "{kind: shortfall, measure: cold, bar: -10, points: 1, min: -2}",
    "{kind: surplus, rate: grown, bar: 0, each: 10, points: 1, max: 3}",
    "{kind: judged, ranges: [[0, 0], [1, 3]]}",
)
ANSWERS = {
    "grade": "B",
    "cold": Decimal("-10.5"),
    "now": Decimal("125.25"),
    "before": Decimal(100),
    "judged_1": Decimal("2.5"),
    "since": date(2016, 5, 31),
    "remark": "甲、乙两处",
}


@pytest.fixture
def form(setting, tmp_path):
    standard = standard_of(tmp_path, *TERMS, asks="since, remark")
    return ScoreSheetForm(Setting(setting.round, standard))


@pytest.fixture
def read(form, applicant):
    """Reads a sheet in which some cells hold something else."""

    def again(**cells):
        book = load_workbook(io.BytesIO(form.render(applicant, ANSWERS)))
        for name, value in cells.items():
            ((sheet, cell),) = book.defined_names[name].destinations
            book[sheet][cell].value = value
        saved = io.BytesIO()
        book.save(saved)
        return form.read(open_document(saved.getvalue(), "form")).of(
            Directory(HUNAN.applicant, [applicant])
        )

    return again


def test_what_is_written_is_read_again(form, applicant):
    data = form.render(applicant, ANSWERS)
    reading = form.read(open_document(data, "form")).of(Directory(HUNAN.applicant, [applicant]))
    assert reading.problems == ()
    assert reading.record.answers == ANSWERS
    assert reading.record.total == Decimal("7.5")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("A", "A"),
        (" Ａ ", "A"),
        ("a", "A"),
        ("C", "C"),
        ("合格", "C"),
        ("合 格", "C"),
        ("C.合格", "C"),
        ("Ｃ：合格", "C"),
        ("□A ☑B □C □D", "B"),
        ("A□ B□ C☑ D□", "C"),
    ],
)
def test_a_choice_is_read_in_the_ways_that_people_write_it(read, typed, expected):
    assert read(measure_grade=typed).record.answers["grade"] == expected


@pytest.mark.parametrize("typed", ["E", "AB", "优", "☑A ☑B □C □D", "□A □B □C □D", "☑A □E", 1, True])
def test_what_is_no_option_is_a_problem_at_its_cell(read, form, typed):
    reading = read(measure_grade=typed)
    (found,) = [one for one in reading.problems if one.code == "answer.not-an-option"]
    assert found.place.cell == reading.places["measure_grade"].cell
    assert dict(found.facts)["options"] == "A、B、C、D"
    assert "grade" not in reading.record.answers


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (date(2016, 3, 1), date(2016, 3, 1)),
        ("2016年3月1日", date(2016, 3, 1)),
        ("2016.3.1", date(2016, 3, 1)),
    ],
)
def test_a_date_is_read_in_the_ways_that_people_write_it(read, typed, expected):
    assert read(measure_since=typed).record.answers["since"] == expected


@pytest.mark.parametrize(
    ("cell", "typed", "code"),
    [
        ("measure_since", "去年", "answer.not-a-date"),
        ("measure_since", "2016年2月30日", "answer.not-a-date"),
        ("measure_since", "1899年1月1日", "answer.day-too-early"),
        ("measure_remark", True, "answer.not-a-text"),
        ("measure_cold", Decimal("-50.01"), "answer.below-minimum"),
        ("measure_now", "-0.01", "answer.negative"),
        ("measure_now", "很多", "answer.not-a-number"),
        ("judged_1", "0.5", "answer.outside-ranges"),
    ],
)
def test_what_cannot_be_is_a_problem_at_its_cell(read, cell, typed, code):
    reading = read(**{cell: typed})
    (found,) = [one for one in reading.problems if one.code == code]
    assert found.place.cell == reading.places[cell].cell


def test_only_what_is_optional_may_be_blank(read):
    reading = read(measure_remark=None)
    assert "form.value-missing" not in [one.code for one in reading.problems]
    assert "remark" not in reading.record.answers
    reading = read(measure_since=None)
    assert "form.value-missing" in [one.code for one in reading.problems]


def test_a_number_in_a_text_is_the_text_that_is_shown(read):
    assert read(measure_remark=13800000000).record.answers["remark"] == "13800000000"


def test_the_sheet_offers_the_options_and_says_what_they_mean(form, applicant):
    book = load_workbook(io.BytesIO(form.render(applicant, {})))
    ((title, cell),) = book.defined_names["measure_grade"].destinations
    sheet = book[title]
    (offered,) = [one for one in sheet.data_validations.dataValidation if cell_in(cell, one)]
    assert (offered.type, offered.formula1) == ("list", '"A,B,C,D"')
    texts = [str(each.value) for row in sheet.iter_rows() for each in row if each.value]
    assert any("C：合格。" in text for text in texts)
    ((title, cell),) = book.defined_names["measure_since"].destinations
    (dated,) = [one for one in book[title].data_validations.dataValidation if cell_in(cell, one)]
    assert dated.type == "date"
    assert book[title][cell].number_format == "yyyy-mm-dd"


def cell_in(cell, validation):
    return cell.replace("$", "") in str(validation.sqref).split()

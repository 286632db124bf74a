"""Score sheets of standards of any shape: made, read back, their subtotals and total exact."""

import io
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from readings import handling_word as word
from readings import handling_workbook as sheet
from samples import sample_answers, standards_at_random
from samples.hunan import HUNAN

from docgen.forms import Directory, Setting, open_document
from docgen.forms.paper_score_sheet import PaperScoreSheetForm
from docgen.forms.score_sheet import ScoreSheetForm
from docgen.office.workbook.reading.reader import read_workbook
from docgen.programme.standard import CENT, check_answers, group_formula, rounded, score


def named(book, name):
    ((sheet, cell),) = book.defined_names[name].destinations
    return book[sheet][cell].value


def possible(standard, answers):
    wrong = {violation.key for violation in check_answers(standard, answers)}
    return {key: value for key, value in answers.items() if key not in wrong}


def check_sheets(setting, standard, applicant, seed):
    answers = possible(standard, sample_answers.at_random(standard, seed))
    scores = score(standard, answers, standards_at_random.facts_at_random(standard, seed))
    changed = Setting(setting.round, standard)
    form = ScoreSheetForm(changed)
    data = form.render(applicant, answers, scores)
    check_table(data, standard)
    shown, formulas = read_workbook(data), load_workbook(io.BytesIO(data))
    assert Fraction(shown.value("total")) == scores.total
    stating = [group for group in standard.all_groups if group.points is not None]
    for group in stating:
        assert Fraction(shown.value(group.subtotal)) == rounded(scores.of_group(group.id), CENT)
        assert named(formulas, group.subtotal) == group_formula(standard, group)
    subtotals = [name for name in shown.names if name.startswith("subtotal_")]
    assert len(subtotals) == len(stating)
    reading = form.read(open_document(data, "form")).of(Directory(HUNAN.applicant, [applicant]))
    assert reading.record.answers == answers
    missing = ["form.value-missing"] * len(scores.missing)
    assert [found.code for found in reading.problems] == missing
    check_by_labels(form, data, applicant, answers, scores)
    check_paper(changed, standard, applicant, answers, scores)


def check_table(data, standard):
    """Every indicator's row shows the groups that it stands in, from the outermost."""
    table = load_workbook(io.BytesIO(data))["考核表"]
    merged = {cell: area for area in table.merged_cells.ranges for cell in area.cells}
    columns = standard.group_columns or 1
    rows = {
        table.cell(row, column).value: row
        for row in range(1, table.max_row + 1)
        for column in range(1, 6)
    }

    def at(row, column):
        area = merged.get((row, column))
        cell = table.cell(area.min_row, area.min_col) if area else table.cell(row, column)
        return str(cell.value).replace("\n", "")

    for block in standard.blocks:
        headings = [group.heading for group in block.groups]
        for indicator in block.indicators:
            row = rows[indicator.title]
            shown = list(dict.fromkeys(at(row, column) for column in range(1, columns + 1)))
            assert "／".join(shown) == ("／".join(headings) or indicator.title)


def check_by_labels(form, data, applicant, answers, scores):
    """Without a single name, labels give the same answers and facts, and so the same scores."""
    document = open_document(sheet.edited(data, sheet.lose_names), "form")
    reading = form.read(document).of(Directory(HUNAN.applicant, [applicant]))
    assert reading.record.answers == answers
    if not scores.missing:
        assert reading.problems == ()


def check_paper(setting, standard, applicant, answers, scores):
    form = PaperScoreSheetForm(setting)
    data = form.render(applicant, answers, scores)
    reading = form.read(open_document(data, "form")).of(Directory(HUNAN.applicant, [applicant]))
    given = {id_: points for id_, points in scores.by_indicator.items() if points is not None}
    assert reading.record.scores == given
    if scores.complete:
        assert reading.record.total == scores.total
        assert reading.problems == ()
    plain = open_document(word.edited(data, word.lose_controls), "form")
    by_labels = form.read(plain).of(Directory(HUNAN.applicant, [applicant]))
    assert by_labels.record.scores == given


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_standard_of_any_shape_gives_sheets_that_read_back(setting, applicant, seed):
    check_sheets(setting, standards_at_random.at_random(seed), applicant, seed)


@pytest.mark.soak
@settings(max_examples=400, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_400_standards_give_sheets_that_read_back(setting, applicant, seed):
    check_sheets(setting, standards_at_random.at_random(seed), applicant, seed)

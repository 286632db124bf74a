"""Score sheets of standards of any shape: made, read back, their subtotals and total exact."""

import io
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from samples import sample_answers, standards_at_random

from docgen.forms import Directory, Setting, open_document
from docgen.forms.paper_score_sheet import PaperScoreSheetForm
from docgen.forms.score_sheet import ScoreSheetForm
from docgen.office.workbook.reading.reader import read_workbook
from docgen.programme.standard import check_answers, score


def named(book, name):
    ((sheet, cell),) = book.defined_names[name].destinations
    return book[sheet][cell].value


def possible(standard, answers):
    wrong = {violation.key for violation in check_answers(standard, answers)}
    return {key: value for key, value in answers.items() if key not in wrong}


def parts(standard):
    for category in standard.categories:
        yield category.id, category.items, "of_category"
        if not category.spans_item:
            for item in category.items:
                yield item.id, (item,), "of_item"


def check_sheets(setting, standard, applicant, seed):
    answers = possible(standard, sample_answers.at_random(standard, seed))
    scores = score(standard, answers)
    changed = Setting(setting.round, standard)
    form = ScoreSheetForm(changed)
    data = form.render(applicant, answers)
    shown, formulas = read_workbook(data), load_workbook(io.BytesIO(data))
    assert Fraction(shown.value("total")) == scores.total
    for id_, items, of in parts(standard):
        name = f"subtotal_{id_.replace('.', '_')}"
        assert Fraction(shown.value(name)) == getattr(scores, of)(id_), name
        anchors = [indicator.anchor for item in items for indicator in item.indicators]
        assert named(formulas, name) == f"=ROUND(SUM({','.join(anchors)}),2)"
    subtotals = [name for name in shown.names if name.startswith("subtotal_")]
    assert len(subtotals) == len(list(parts(standard)))
    reading = form.read(open_document(data, "form")).of(Directory([applicant]))
    assert reading.record.answers == answers
    missing = ["form.value-missing"] * len(scores.missing)
    assert [found.code for found in reading.problems] == missing
    check_paper(changed, standard, applicant, answers, scores)


def check_paper(setting, standard, applicant, answers, scores):
    form = PaperScoreSheetForm(setting)
    reading = form.read(open_document(form.render(applicant, answers), "form"))
    reading = reading.of(Directory([applicant]))
    given = {id_: points for id_, points in scores.by_indicator.items() if points is not None}
    assert reading.record.scores == given
    if scores.complete:
        assert reading.record.total == scores.total
        assert reading.problems == ()


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_standard_of_any_shape_gives_sheets_that_read_back(setting, applicant, seed):
    check_sheets(setting, standards_at_random.at_random(seed), applicant, seed)


@pytest.mark.soak
@settings(max_examples=400, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_400_standards_give_sheets_that_read_back(setting, applicant, seed):
    check_sheets(setting, standards_at_random.at_random(seed), applicant, seed)

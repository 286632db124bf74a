"""A form that was made, completed by editing its file, and read gives the record back."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import sample_answers
from samples.completing import fill_word, fill_workbook

from docgen.characters import as_text
from docgen.forms import Directory, compile_forms, open_document, values
from docgen.forms.summary import SummaryDraft
from docgen.office.symbols import UNREADABLE
from docgen.programme.standard import score
from docgen.records import FormKind, Review

SAVED = datetime(2017, 9, 1)
SEEDS = st.integers(0, 10**6)
# What people type: lines with something on them, without blanks around them.
LINES = st.text(
    st.characters(
        exclude_categories=["C", "Z"],
        include_characters=" ",
        exclude_characters=UNREADABLE,  # which is told, wherever it stands
    ),
    min_size=1,
    max_size=30,
).map(str.strip)
SUMMARIES = st.lists(LINES.filter(as_text), min_size=1, max_size=4).map("\n".join)


@pytest.fixture(scope="module")
def forms(setting):
    return {form.kind: form for form in compile_forms(setting)}


@pytest.fixture(scope="module")
def directory(applicant):
    return Directory([applicant])


def read(forms, directory, kind, data):
    document = open_document(data, "form")
    assert forms[kind].recognises(document)
    return forms[kind].read(document).of(directory)


def check_score_sheet(forms, directory, applicant, standard, seed):
    answers = sample_answers.at_random(standard, seed)
    answers = {
        key: value for key, value in answers.items() if key not in impossible(standard, answers)
    }
    known = {key: value for number, (key, value) in enumerate(answers.items()) if number % 3}
    blank = forms[FormKind.SCORE_SHEET].render(applicant, known)
    typed = {
        standard.measure(key).anchor: values.shown(value)
        for key, value in answers.items()
        if key not in known
    }
    reading = read(forms, directory, FormKind.SCORE_SHEET, fill_workbook(blank, typed, saved=SAVED))
    assert reading.applicant == applicant
    assert reading.record.answers == answers
    missing = [entry.key for entry in standard.entries if entry.key not in answers]
    assert [found.code for found in reading.problems] == ["form.value-missing"] * len(missing)
    anchors = [standard.measure(key).anchor for key in missing]
    assert [found.place for found in reading.problems] == [reading.places[key] for key in anchors]


def impossible(standard, answers):
    from docgen.programme.standard import check_answers

    return {violation.key for violation in check_answers(standard, answers)}


@settings(max_examples=8, deadline=None)
@given(seed=SEEDS)
def test_a_score_sheet_gives_its_answers_back(forms, directory, applicant, standard, seed):
    check_score_sheet(forms, directory, applicant, standard, seed)


@pytest.mark.soak
@settings(max_examples=500, deadline=None)
@given(seed=SEEDS)
def test_500_score_sheets_give_their_answers_back(forms, directory, applicant, standard, seed):
    check_score_sheet(forms, directory, applicant, standard, seed)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_paper_score_sheet_gives_its_scores_back(forms, directory, applicant, standard, data):
    scores = {
        indicator.id: Decimal(data.draw(st.integers(0, int(indicator.points * 100)))) / 100
        for indicator in standard.indicators
    }
    total = sum(scores.values())
    blank = forms[FormKind.PAPER_SCORE_SHEET].render(applicant, {})
    typed = {f"score.{key}": values.plain(value) for key, value in scores.items()}
    filled = fill_word(blank, typed | {"total": values.plain(total)}, saved=SAVED)
    reading = read(forms, directory, FormKind.PAPER_SCORE_SHEET, filled)
    assert reading.problems == ()
    assert reading.record.scores == scores
    assert reading.record.total == total


@settings(max_examples=60, deadline=None)
@given(
    summary=SUMMARIES,
    opinions=st.lists(SUMMARIES, max_size=3),
    days=st.lists(st.dates(date(2017, 8, 14), date(2017, 9, 25)), min_size=3, max_size=3),
)
def test_an_application_gives_its_texts_back(forms, directory, applicant, summary, opinions, days):
    levels = ["county", "city", "province"][: len(opinions)]
    signed = zip(opinions, sorted(days)[: len(opinions)], strict=True)
    reviews = dict(zip(levels, signed, strict=True))
    texts = {"application.summary": summary}
    for level, (opinion, day) in reviews.items():
        texts[f"review.{level}.opinion"] = opinion
        texts[f"review.{level}.date"] = f"{day.year}年{day.month}月{day.day}日"
    blank = forms[FormKind.APPLICATION].render(applicant, {})
    reading = read(forms, directory, FormKind.APPLICATION, fill_word(blank, texts, saved=SAVED))
    # What looks the same is the same, and is told.
    typed = [summary, *opinions[: len(levels)]]
    alike = sum(as_text(text) != text for text in typed)
    assert [found.code for found in reading.problems] == ["text.taken"] * alike
    assert reading.record.summary == as_text(summary)
    expected = {level: Review(as_text(opinion), day) for level, (opinion, day) in reviews.items()}
    assert reading.record.reviews == expected


def test_a_draft_is_read_back_as_it_was_written(forms, directory, applicant, standard):
    answers = sample_answers.typical(standard)
    data = forms[FormKind.APPLICATION].render(applicant, answers)
    reading = read(forms, directory, FormKind.APPLICATION, data)
    assert reading.problems == ()
    draft = SummaryDraft(standard).write(applicant, answers, score(standard, answers))
    assert reading.record.summary == draft
    assert len(draft.splitlines()) == 4


def test_an_application_without_a_draft_is_blank(forms, directory, applicant):
    data = forms[FormKind.APPLICATION].render(applicant, {})
    reading = read(forms, directory, FormKind.APPLICATION, data)
    assert [found.code for found in reading.problems] == ["form.summary-missing"]

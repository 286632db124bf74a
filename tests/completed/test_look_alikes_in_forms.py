"""Names and values in completed forms of any format: what looks the same is the same, and told."""

import io

import pytest
from office.pdf_by_hand import data, drawn, named, with_form
from openpyxl import load_workbook
from readings import handling_word as word

from docgen.forms.labels import squeezed

# What each part of 示例星火社区 or its street may look like, and the code that is told.
LOOKS = [
    ("示例星\u2f55", "U+2F55"),
    ("示例星火\ufe00", "U+FE00"),
    ("示例\u200b星火", "U+200B"),
    ("\u2f70例星火", "U+2F70"),  # 示
    ("示例星\U000e0100火", "U+E0100"),
]


def told(reading, code="text.taken"):
    return [one for one in reading.problems if one.code == code]


def in_cell(data, name, value):
    book = load_workbook(io.BytesIO(data))
    ((sheet, cell),) = book.defined_names[name].destinations
    book[sheet][cell] = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(("typed", "code"), LOOKS)
@pytest.mark.parametrize("edits", [(), (word.lose_controls,)], ids=["controls", "labels"])
def test_a_name_in_a_word_form_is_the_one_that_it_looks_like(
    read, office, applicant, typed, code, edits
):
    made = office.application(applicant, word.SAVED, reviewed=True).data
    reading = read(word.edited(made, word.set_text("community.name", typed), *edits))
    assert reading.applicant == applicant
    assert reading.accepted
    (found,) = told(reading)
    assert code in found.message()
    assert found.place.table == 1


@pytest.mark.parametrize(("typed", "code"), LOOKS)
def test_a_name_in_a_workbook_is_the_one_that_it_looks_like(read, office, applicant, typed, code):
    made = office.score_sheet(applicant, office.answers[applicant], word.SAVED).data
    reading = read(in_cell(made, "community_name", typed))
    assert reading.applicant == applicant
    assert reading.accepted
    (found,) = told(reading)
    assert code in found.message()
    assert found.place.cell


@pytest.mark.parametrize(("typed", "code"), LOOKS)
def test_a_name_in_a_field_of_a_pdf_is_the_one_that_it_looks_like(read, applicant, typed, code):
    names = dict(zip(("city", "county", "street"), applicant.short, strict=False)) | {"name": typed}
    typed_in = {f"community.{part}": name for part, name in names.items()}
    typed_in["application.summary"] = "各项工作已完成。"
    box = {"Subtype": "Widget", "Rect": [0, 0, 90, 20]}
    marks = [named(FT="Tx", T=f"={key}", V=f"={value}", **box) for key, value in typed_in.items()]
    reading = read(data(with_form(drawn("", marks=marks), marks)))
    assert reading.applicant == applicant
    (found,) = told(reading)
    assert code in found.message()


def test_a_value_with_look_alikes_is_read_as_meant_and_told(read, office, applicant):
    made = office.application(applicant, word.SAVED, reviewed=True).data
    typed = "同意推荐，\u2f83愿申报\u200b。"
    reading = read(word.edited(made, word.set_text("review.county.opinion", typed)))
    assert reading.record.reviews["county"].opinion == "同意推荐，自愿申报。"
    (found,) = told(reading)
    assert found.place.field
    assert "U+2F83" in found.message()
    assert "U+200B" in found.message()


@pytest.mark.parametrize("char", ["\ue000", "\U000f0001", "\u0378"])
def test_a_character_that_cannot_be_used_is_named_by_its_code(read, office, applicant, char):
    made = office.application(applicant, word.SAVED, reviewed=True).data
    for key in ("community.name", "application.summary"):
        reading = read(word.edited(made, word.set_text(key, f"示例星{char}火")))
        (found,) = told(reading, "text.unusable")
        assert dict(found.facts)["codes"] == f"U+{ord(char):04X}"
        assert not reading.accepted
    sheet = office.score_sheet(applicant, office.answers[applicant], word.SAVED).data
    (found,) = told(read(in_cell(sheet, "community_name", f"星{char}")), "text.unusable")
    assert found.place.cell


def hide(data, name, what):
    book = load_workbook(io.BytesIO(data))
    ((title, cell),) = book.defined_names[name].destinations
    sheet = book[title]
    where = sheet[cell.replace("$", "")]
    if what == "row":
        sheet.row_dimensions[where.row].hidden = True
    elif what == "column":
        sheet.column_dimensions[where.column_letter].hidden = True
    else:
        sheet.sheet_state = "hidden"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue(), where.coordinate


@pytest.mark.parametrize("what", ["row", "column", "sheet"])
def test_a_value_that_nobody_sees_is_not_taken_and_is_told(read, office, applicant, what):
    made = office.score_sheet(applicant, office.answers[applicant], word.SAVED).data
    hidden, cell = hide(made, "measure_new_jobs_done", what)
    reading = read(hidden)
    assert "new_jobs_done" not in reading.record.answers
    assert cell in [one.place.cell for one in told(reading, "form.nothing-left")]
    assert not reading.accepted


def test_labels_are_compared_as_they_look():
    assert squeezed("\u2f95⻓ 沙\ufe00︵甲︶") == squeezed("谷长沙（甲）")

"""Opinion and date of a review that lost its controls, told apart by where they stand."""

import io

import pytest
from docx import Document

from docgen.forms import compile_forms, open_document
from docgen.records import FormKind

COUNTY = "县（市、区）人力资源社会保障部门审核意见："


@pytest.fixture(scope="module")
def review(setting):
    """Reads what was written behind the county's label in a table without controls."""
    form = next(one for one in compile_forms(setting) if one.kind is FormKind.APPLICATION)

    def review(written):
        document = Document()
        document.add_table(1, 1).cell(0, 0).text = f"{COUNTY}\n{written}"
        buffer = io.BytesIO()
        document.save(buffer)
        reading = form.read(open_document(buffer.getvalue(), "form"))
        county = reading.record.reviews.get("county")
        codes = {one.code for one in reading.problems if one.place.row}
        return county and county.opinion, county and str(county.date), codes

    return review


@pytest.mark.parametrize(
    "written",
    [
        "同意。\n（公章）\n2017年9月20日",
        "同意。\n2017年9月20日（公章）",
        "同意。 (盖章)  年  月  日 2017.9.20",
        "同意。\n单击或点击此处\n输入文字。\n2017/9/20",
    ],
)
def test_the_date_at_the_end_is_the_date(review, written):
    assert review(written) == ("同意。", "2017-09-20", set())


def test_a_date_before_the_seal_belongs_to_the_opinion(review):
    opinion, date, codes = review("同意，公示至2017年9月15日\n（公章）\n2017年9月20日")
    assert (opinion, date, codes) == ("同意，公示至2017年9月15日", "2017-09-20", set())


@pytest.mark.parametrize(
    "date",
    ["2017年9月20日2017年9月8日", "2017.9.20\n2017.9.8", "9月20日", "17.9.20", "2017年9月31日"],
)
def test_two_dates_or_none_of_the_calendar_are_no_date(review, date):
    assert review(f"同意。\n（公章）{date}") == ("同意。", "None", {"form.not-a-date"})


def test_a_blank_review_is_none(review):
    assert review("\n（公章）   年  月  日") == (None, None, set())

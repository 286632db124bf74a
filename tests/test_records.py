"""Applicants and records: names as forms print them, records as data and back."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.records import Applicant, Application, Review, ScoreSheet, from_data, to_data

NAMES = st.text(min_size=1, max_size=8)
APPLICANTS = st.builds(Applicant, NAMES, NAMES, NAMES, NAMES)
DECIMALS = st.decimals(0, 100, places=2)
DAYS = st.dates(date(1900, 3, 1), date(9999, 12, 31))
ANSWERS = st.dictionaries(
    NAMES, st.one_of(st.booleans(), st.integers(0, 999999), DECIMALS, st.text(), DAYS)
)
SHEETS = st.builds(
    ScoreSheet,
    APPLICANTS,
    st.text(),
    ANSWERS,
    st.dictionaries(NAMES, DECIMALS),
    st.none() | DECIMALS,
)
REVIEWS = st.builds(Review, st.text(), st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)))
APPLICATIONS = st.builds(
    Application, APPLICANTS, st.text(), st.text(), st.dictionaries(NAMES, REVIEWS)
)


@given(SHEETS | APPLICATIONS)
def test_a_record_survives_json(record):
    again = from_data(json.loads(json.dumps(to_data(record))))
    assert again == record
    if isinstance(record, ScoreSheet):
        kinds = {key: type(value) for key, value in record.answers.items()}
        assert {key: type(value) for key, value in again.answers.items()} == kinds


@pytest.mark.parametrize(
    ("full", "short"),
    [
        (("长沙市", "岳麓区", "望岳街道", "样例社区"), ("长沙", "岳麓", "望岳", "样例")),
        (("湘西自治州", "吉首市", "样例镇", "甲社区"), ("湘西", "吉首", "样例", "甲社区")),
        (("衡阳市", "衡阳县", "西渡镇", "城西村"), ("衡阳", "衡阳", "西渡", "城西村")),
    ],
)
def test_a_form_prints_names_without_the_word_behind_the_blank(full, short):
    assert Applicant(*full).short == Applicant(*short)
    assert Applicant(*short).short == Applicant(*short)

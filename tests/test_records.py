"""Applicants and records: names as forms print them, records as data and back."""

import json
from datetime import date

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

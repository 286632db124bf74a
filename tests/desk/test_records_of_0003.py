"""A database of version 0003, which named applicants in four columns, is carried on whole."""

import datetime
import json

import pytest
from samples.databases import fresh_database, lay_of_0003
from sqlalchemy import text

from docgen.desk.store import RevocationOnRecord, Store
from docgen.records import Applicant, FormKind

FIRST = Applicant("长沙市", "岳麓区", "示例麓南街道", "示例甲社区")
SECOND = Applicant("湘西土家族苗族自治州", "吉首市", "示例镇", "示例乙社区")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The records, as the version before left them in a database of each kind."""
    url = fresh_database(request.param, tmp_path)
    lay_of_0003(url)
    return url


def test_what_was_kept_is_there_by_one_list_of_names(url):
    store = Store(url)
    try:
        first, second, third = store.submissions()
        assert first.reading.applicant == second.reading.applicant == FIRST
        assert first.reading.record.applicant == FIRST
        assert second.reading.record.summary == '他写道："community": ["甲"]。'
        assert third.reading.applicant is None
        assert [one.code for one in third.reading.problems] == ["form.applicant-unknown"]
        assert store.newest(FormKind.SCORE_SHEET) == {FIRST: "1" * 64}
        assert store.senders(FormKind.APPLICATION) == {FIRST}
        assert store.decisions("county") == {FIRST: True, SECOND: False}
        day = datetime.date(2018, 6, 15)
        told = RevocationOnRecord("湘人社函〔2018〕1号", day, "连续两年复查不达标")
        assert store.revocations() == {FIRST: told}
        with store.engine.connect() as connection:
            names = connection.scalars(text("select applicant from decisions order by applicant"))
            assert {tuple(json.loads(one)) for one in names} == {FIRST, SECOND}
    finally:
        store.close()


def test_it_goes_on_to_be_written_to(url):
    store = Store(url)
    try:
        store.decide("county", {FIRST: False})
        store.withdraw("county", [SECOND])
        assert store.decisions("county") == {FIRST: False}
    finally:
        store.close()
    store = Store(url)  # and is not carried on twice
    assert store.decisions("city") == {FIRST: True}
    store.close()

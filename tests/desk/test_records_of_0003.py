"""A database of version 0003, which named applicants in four columns, is carried on whole."""

import datetime
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from samples.databases import fresh_database
from sqlalchemy import create_engine, text

from docgen.desk.store import RevocationOnRecord, Store
from docgen.records import Applicant, FormKind

DUMP = Path(__file__).parents[1] / "rounds_before" / "records-0003.sql"
FIRST = Applicant("长沙市", "岳麓区", "示例麓南街道", "示例甲社区")
SECOND = Applicant("湘西土家族苗族自治州", "吉首市", "示例镇", "示例乙社区")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The records, as the version before left them in a database of each kind."""
    url = fresh_database(request.param, tmp_path)
    script = DUMP.read_text(encoding="utf-8")
    if request.param == "sqlite":
        with closing(sqlite3.connect(tmp_path / "records.db")) as database:
            database.executescript(script)
        return url
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in re.findall(r"(?:CREATE|INSERT).*?;\n", script, re.DOTALL):
            connection.execute(text(_of_postgresql(statement).replace(":", r"\:")))
    engine.dispose()
    return url


def _of_postgresql(statement):
    """The same with truth values as that database writes them."""
    if statement.startswith('INSERT INTO "submissions"'):
        return re.sub(r"(NULL|社区'),([01]),", lambda m: f"{m[1]},{bool(int(m[2]))},", statement)
    if statement.startswith('INSERT INTO "decisions"'):
        return re.sub(r",([01])\)", lambda m: f",{bool(int(m[1]))})", statement)
    return statement


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

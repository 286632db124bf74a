"""The store: what is kept, what counts, and that databases other than SQLite serve as well."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from samples.databases import fresh_database
from sqlalchemy import text

from docgen.desk.folder import RoundFolder
from docgen.desk.store import Store, Submission
from docgen.forms import Reading
from docgen.problems import Place, problem
from docgen.records import Applicant, Application, FormKind


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    return fresh_database(request.param, tmp_path)


@pytest.fixture
def store(url):
    opened = Store(url)
    yield opened
    opened.close()


def submission(applicant, name="a", summary="甲", saved_at="2017-09-01T00:00:00", problems=()):
    record = Application(applicant, "hunan-2017 1", summary)
    reading = Reading(FormKind.APPLICATION, record, applicant=applicant, problems=tuple(problems))
    return Submission(f"completed/{name}.docx", f"{name:0>64}", saved_at, reading)


BLANK = problem("form.value-missing", Place("completed/a.docx", field="甲", row=3), label="甲")


def test_a_submission_is_kept_as_it_was_understood(store, applicant):
    one = submission(applicant, problems=[BLANK])
    store.keep([one])
    assert store.submissions() == [one]
    assert store.current(FormKind.APPLICATION) == {}, "a form with an error counts for nothing"


def test_reading_the_same_file_again_changes_nothing(store, applicant):
    one = submission(applicant)
    store.keep([one, one])
    store.keep([replace(one, file="completed/copy.docx")])
    assert store.submissions() == [one]


def test_a_file_that_is_judged_anew_is_kept_anew(store, applicant):
    store.keep([submission(applicant, problems=[BLANK])])
    store.keep([submission(applicant)])
    assert store.submissions() == [submission(applicant)]


def test_the_form_that_was_saved_last_counts_whenever_it_is_read(store, applicant):
    old = submission(applicant, "old", "旧", "2017-09-01T00:00:00")
    new = submission(applicant, "new", "新", "2017-09-02T00:00:00")
    wrong = submission(applicant, "wrong", "错", "2017-09-03T00:00:00", [BLANK])
    store.keep([new])
    store.keep([wrong, old])
    assert store.current(FormKind.APPLICATION)[applicant].summary == "新"
    assert len(store.submissions()) == 3


def test_what_counts_is_found_by_its_hash_and_loaded_by_it(store, applicant):
    old = submission(applicant, "1", "旧", "2017-09-01T00:00:00")
    new = submission(applicant, "2", "新", "2017-09-02T00:00:00")
    wrong = submission(applicant, "3", "错", "2017-09-03T00:00:00", [BLANK])
    store.keep([new, wrong, old])
    assert store.newest(FormKind.APPLICATION) == {applicant: new.sha256}
    assert store.newest(FormKind.SCORE_SHEET) == {}
    many = [old.sha256, new.sha256, *(f"{number:0>64}" for number in range(10, 1200))]
    assert store.records(many) == {one.sha256: one.reading.record for one in (old, new)}


def test_a_form_that_came_back_with_mistakes_came_back(store, applicant):
    other = Applicant("长沙市", "岳麓区", "示例街道", "别的社区")
    nobody = submission(applicant, "3", problems=[BLANK])
    store.keep(
        [
            submission(applicant, "1", problems=[BLANK]),
            submission(other, "2"),
            replace(nobody, reading=replace(nobody.reading, applicant=None)),
        ]
    )
    assert store.senders(FormKind.APPLICATION) == {applicant, other}
    assert store.senders(FormKind.SCORE_SHEET) == set()


def test_a_later_decision_replaces_an_earlier_one(store, applicant):
    other = Applicant("长沙市", "岳麓区", "示例街道", "别的社区")
    store.decide("county", {applicant: True, other: True})
    store.decide("county", {other: False})
    store.decide("city", {other: True})
    assert store.decisions("county") == {applicant: True, other: False}
    assert store.decisions("city") == {other: True}


def test_two_readers_at_once_keep_every_submission_once(store, applicant):
    batches = [[submission(applicant, str(number)) for number in range(200)] for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(store.keep, batches))
    assert len(store.submissions()) == 200
    with store.engine.connect() as connection:
        assert connection.scalar(text("select count(*) from submissions")) == 200


def test_the_records_of_a_folder_lie_in_it_whatever_its_name(tmp_path, applicant):
    folder = RoundFolder(tmp_path / "a?b=c#d%20 甲&e")
    folder.path.mkdir()
    for _ in range(2):
        store = Store(folder.database)
        store.keep([submission(applicant)])
        store.close()
        assert folder.records.is_file()
    assert [one.name for one in tmp_path.rglob("*.db*")] == ["records.db"]

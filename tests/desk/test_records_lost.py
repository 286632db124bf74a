"""The database says its version; an old one is carried on, and what is wrong with one is told."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from samples.databases import fresh_database, lay_of_0003
from samples.small_round import ALL, FIRST, LEVELS, THIRD, Desk, copied, played, roster_of
from sqlalchemy import create_engine, insert, text

from docgen.desk import intake
from docgen.desk.backup import back_up
from docgen.desk.folder import RoundFolder
from docgen.desk.store import Store, Submission, version
from docgen.desk.store.rows import to_text
from docgen.desk.store.schema import METADATA, SUBMISSIONS
from docgen.forms import Reading
from docgen.problems import ProblemError
from docgen.records import Application, FormKind

PUBLICITY_DAY = "2017-11-17"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    return fresh_database(request.param, tmp_path)


@pytest.fixture(scope="module")
def decided(tmp_path_factory):
    desk = played(tmp_path_factory.mktemp("decided") / "round")
    desk.run("publish", "publicity", "province", "--first-day", PUBLICITY_DAY)
    desk.edit(("  date: 2017-11-24  # 示例 sample", "  date: 2017-11-24"))
    reason = ["--applicant", THIRD.name, "--reason", "连续两年复查不达标"]
    desk.run("publish", "revocation", *reason)
    return desk


@pytest.fixture
def desk(decided, tmp_path):
    return copied(decided, tmp_path / "round")


def submission(applicant, number, accepted=True):
    record = Application(applicant, "hunan-2017 1", "甲")
    reading = Reading(FormKind.APPLICATION, record, applicant=applicant)
    return Submission(f"completed/{number}.docx", f"{number:0>64}", "2017-09-01", reading)


# The version.


def test_the_newest_version_is_the_last_that_alembic_knows():
    scripts = ScriptDirectory(str(version.MIGRATIONS))
    assert scripts.get_current_head() == version.NEWEST
    assert [one.revision for one in scripts.walk_revisions()][::-1] == [
        "0001",
        "0002",
        "0003",
        "0004",
    ]


def test_the_steps_lead_to_the_tables_that_the_program_uses(url):
    Store(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        options = {"version_table": version.VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert context.get_current_revision() == version.NEWEST
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def as_before(url):
    """A database as the version made it that did not say one, with records and decisions."""
    lay_of_0003(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        for name in (version.VERSION_TABLE, "publicity", "revocations"):
            connection.execute(text(f"drop table {name}"))
    engine.dispose()


def test_a_database_that_says_no_version_is_carried_on_with_all_that_is_in_it(url):
    as_before(url)
    store = Store(url)
    assert [one.reading.applicant for one in store.submissions()] == [FIRST, FIRST, None]
    assert store.decisions("city") == {FIRST: True}
    store.keep_first_days("county", {"长沙市岳麓区": date(2017, 9, 18)})
    assert store.first_days("county") == {"长沙市岳麓区": date(2017, 9, 18)}
    store.close()
    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.scalar(text("select version_num from docgen_version")) == version.NEWEST
    engine.dispose()


def test_a_newer_version_is_told_and_left_as_it_is(url):
    store = Store(url)
    with store.engine.begin() as connection:
        connection.execute(text("update docgen_version set version_num = '0999'"))
    store.close()
    with pytest.raises(ProblemError) as caught:
        Store(url)
    (found,) = caught.value.problems
    assert found.code == "store.newer"
    assert dict(found.facts) == {"found": "0999", "known": version.NEWEST}


@pytest.mark.parametrize("table", ["submissions", "revocations"])
def test_tables_that_are_missing_are_told(url, table):
    store = Store(url)
    with store.engine.begin() as connection:
        connection.execute(text(f"drop table {table}"))
    store.close()
    with pytest.raises(ProblemError) as caught:
        Store(url)
    assert [one.code for one in caught.value.problems] == ["store.damaged"]


def test_tables_of_other_programs_are_left_alone(url):
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("create table alembic_version (version_num varchar(32))"))
        connection.execute(text("insert into alembic_version values ('abc')"))
    store = Store(url)
    assert store.is_empty
    store.close()
    with engine.connect() as connection:
        assert connection.scalar(text("select version_num from alembic_version")) == "abc"
    engine.dispose()


# Damaged, emptied, missing.


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b"\0" * 4096),
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        lambda path: path.write_text("记录" * 1000, encoding="utf-8"),
        lambda path: path.write_bytes(
            path.read_bytes()[:4096] + b"\xff" * (path.stat().st_size - 4096)
        ),
    ],
)
def test_a_damaged_database_is_told_with_what_to_do(desk, damage):
    damage(desk.folder.records)
    for command in (["status"], ["read"], ["publish", "determination"], ["export", "a.csv"]):
        facts = desk.facts(*command, code=1)
        (found,) = facts["problems"]
        assert found["code"] == "store.damaged", command
        assert "docgen read" in found["zh"]
        assert "docgen backup" in found["zh"]


def emptied(path):
    with closing(sqlite3.connect(path)) as database:
        for table in METADATA.tables:
            database.execute(f"delete from {table}")
        database.commit()


LOSSES = [
    pytest.param(lambda path: path.unlink(), id="missing"),
    pytest.param(lambda path: path.write_bytes(b""), id="no bytes"),
    pytest.param(emptied, id="emptied"),
]


@pytest.mark.parametrize("lose", LOSSES)
def test_records_that_are_gone_are_told_and_no_paper_is_touched(desk, lose):
    before = desk.published()
    lose(desk.folder.records)
    for command in (
        ["status"],
        ["shortlist", "county"],
        ["publish", "publicity", "county"],
        ["publish", "determination"],
        ["export", str(desk.path / "a.csv")],
        ["forms"],
        ["check"],
        ["backup", str(desk.path / "a.db")],
    ):
        facts = desk.facts(*command, code=1)
        (found,) = [one for one in facts["problems"] if one["severity"] == "error"]
        assert found["code"] == "store.lost", command
        assert "有14个收到的文件" in found["zh"]
    assert desk.published() == before


@pytest.mark.parametrize("lose", LOSSES)
@pytest.mark.parametrize("completed", [True, False])
def test_reading_again_rebuilds_all(desk, decided, lose, completed):
    """Forms, decisions, days that were stated, revocations; also where completed/ is gone."""
    lose(desk.folder.records)
    if not completed:
        shutil.rmtree(desk.folder.completed)
        desk.folder.completed.mkdir()
    codes = desk.codes("read")
    assert codes == [*([] if completed else ["file.folder-empty"]), "store.rebuilt"]
    assert known(desk) == known(decided)
    assert desk.published() == decided.published()
    assert "store.rebuilt" not in desk.codes("read")


def known(desk):
    """All that is on record, but for the names under which files came."""
    store = Store(desk.folder.database)
    told = (
        {one.sha256: one.reading.record for one in store.submissions()},
        [store.decisions(level) for level in LEVELS],
        [store.first_days(level) for level in LEVELS],
        store.revocations(),
    )
    store.close()
    return told


def test_the_list_that_was_saved_last_counts_when_all_are_read_again(tmp_path):
    desk = played(tmp_path / "round", through="county")
    desk.decide("county", {FIRST.name: "不推荐"})
    desk.decide("county", {FIRST.name: "推荐"})
    desk.decide("county", {FIRST.name: "不推荐"})
    desk.folder.records.unlink()
    desk.run("read")
    store = Store(desk.folder.database)
    assert store.decisions("county")[FIRST] is False
    store.close()


# Codes and kinds of another version.


def put(desk, **values):
    """Change a submission of FIRST as another version may have written it."""
    store = Store(desk.folder.database)
    chosen = (SUBMISSIONS.c.applicant == to_text(FIRST)) & (SUBMISSIONS.c.kind == "score-sheet")
    with store.engine.begin() as connection:
        changed = connection.execute(SUBMISSIONS.update().where(chosen).values(values))
        assert changed.rowcount == 1
    store.close()


def test_a_kind_of_another_version_is_shown(desk):
    put(desk, kind="site-visit")
    facts = desk.facts("status")
    told = [one for one in facts["problems"] if one["code"] == "store.unknown-kind"]
    assert "「site-visit」" in told[0]["zh"]
    assert told[0]["place"]["file"].endswith("附件2_评定考核表.xlsx")


@pytest.mark.parametrize("record", ['{"community": ["甲"]}', "[1]", '{"summary": 3', "null"])
def test_a_record_of_another_version_is_shown_and_counts_for_nothing(desk, record):
    put(desk, record=record)
    facts = desk.facts("status")
    codes = [one["code"] for one in facts["problems"]]
    assert codes.count("store.unknown-record") == 1
    assert sum(row["scored"] for row in facts["units"]) == 3
    desk.run("export", desk.path / "a.json")


@pytest.mark.parametrize(
    ("problems", "code"),
    [
        (
            [{"code": "form.of-tomorrow", "place": {}, "facts": {"value": "甲乙"}}],
            "form.of-tomorrow",
        ),
        # A code that is known, whose message asks for other facts.
        (
            [{"code": "form.value-missing", "place": {"floor": 3}, "facts": {}}],
            "form.value-missing",
        ),
    ],
)
def test_a_problem_of_another_version_is_shown(desk, problems, code):
    put(desk, problems=json.dumps(problems), accepted=False)
    store = Store(desk.folder.database)
    told = [found for one in store.submissions() for found in one.reading.problems]
    store.close()
    (found,) = [one for one in told if one.code == "store.unknown-error"]
    assert f"（{code}）" in found.message("zh")
    assert found.severity == "error"
    assert sum(row["returned"] for row in desk.facts("status")["units"]) == 1


def test_a_warning_of_another_version_leaves_a_form_good(desk):
    problems = [{"code": "form.of-tomorrow", "place": {}, "facts": {}}]
    put(desk, problems=json.dumps(problems))
    store = Store(desk.folder.database)
    told = [found.code for one in store.submissions() for found in one.reading.problems]
    store.close()
    assert told.count("store.unknown-warning") == 1
    facts = desk.facts("status")
    assert sum(row["scored"] for row in facts["units"]) == 4
    assert sum(row["returned"] for row in facts["units"]) == 0


def test_no_record_stands_in_a_traceback(url):
    store = Store(url)
    store.keep([submission(FIRST, 1)])
    row = {"sha256": "1".zfill(64), "file": "机密.docx", "saved_at": "", "accepted": True}
    with pytest.raises(RuntimeError) as caught, store.reading() as connection:
        connection.execute(insert(SUBMISSIONS), row | {"problems": "机密"})
    store.close()
    assert "机密" not in str(caught.value)
    assert "000001" not in str(caught.value)
    assert caught.value.__suppress_context__


# Backup.


def test_a_backup_holds_every_record(url, tmp_path, decided):
    store = Store(url)
    source = Store(decided.folder.database)
    store.keep(source.submissions())
    for level in LEVELS:
        store.decide(level, source.decisions(level))
        store.keep_first_days(level, source.first_days(level))
    for applicant, revocation in source.revocations().items():
        store.revoke([applicant], revocation)
    source.close()
    path = tmp_path / "备份" / "a.db"
    assert back_up(RoundFolder(tmp_path), store, path) == 8
    store.close()
    copy = Desk(tmp_path / "备份" / "round")
    copy.path.mkdir()
    shutil.copyfile(path, copy.folder.records)
    assert known(copy) == known(decided)


def test_a_backup_takes_the_place_of_the_records(desk, tmp_path, decided):
    file = tmp_path / "a.db"
    result = desk.run("backup", file)
    assert f"已备份到 {file}：8份收到的表" in result.stdout
    desk.folder.records.write_bytes(b"\0" * 4096)
    desk.run("status", code=1)
    shutil.copyfile(file, desk.folder.records)
    assert desk.codes("status") == decided.codes("status")
    assert known(desk) == known(decided)


def test_a_backup_is_never_written_over_another_file(desk, tmp_path):
    file = tmp_path / "a.db"
    file.write_bytes(b"precious")
    assert desk.codes("backup", file, code=1) == ["backup.exists"]
    assert file.read_bytes() == b"precious"
    assert desk.codes("backup", file / "b.db", code=1) == ["backup.not-written"]
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_every_level_is_in_the_rebuilt_round(desk):
    """What the rebuilding is for: the round goes on."""
    desk.folder.records.unlink()
    desk.run("read")
    for level in LEVELS:
        desk.run("publish", "publicity", level)
    assert "公示_省级_湖南省.docx" in desk.published()


def test_a_rebuilding_that_was_stopped_is_not_taken_for_whole(desk, decided, monkeypatch):
    """Stopped after forms were kept, and before decisions were."""
    before = desk.published()
    desk.folder.records.unlink()

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(intake, "keep_decisions", stopped)
    desk.run("read", code=130)
    assert [one for one in desk.codes("status", code=1)] == ["store.lost"]
    monkeypatch.undo()
    assert "store.rebuilt" in desk.codes("read")
    assert known(desk) == known(decided)
    assert desk.published() == before


def test_decisions_that_were_withdrawn_stay_withdrawn_when_all_is_read_again(tmp_path):
    """A county says no, the levels above decide without it, the county says yes again."""
    desk = played(tmp_path / "round")
    desk.decide("county", {FIRST.name: "不推荐"})
    for level in LEVELS[1:]:
        desk.decide(level)
    desk.decide("county", {FIRST.name: "推荐"})
    before = known(desk)
    assert FIRST not in before[1][2]
    desk.folder.records.unlink()
    desk.run("read")
    assert known(desk) == before


def test_a_list_that_does_not_count_any_more_is_told_when_all_is_read_again(tmp_path):
    desk = played(tmp_path / "round", through="county")
    roster_of(desk.path, ALL[1:])
    desk.folder.records.unlink()
    facts = desk.facts("read", code=1)
    told = [one for one in facts["problems"] if one["code"] == "store.list-not-taken"]
    assert len(told) == 1
    assert FIRST.name in told[0]["zh"]
    assert told[0]["place"]["file"].startswith("received/")

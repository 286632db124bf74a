"""A decision stands only while every level below recommends; nothing untrue is made or stays."""

import pytest
from docx import Document
from samples.small_round import (
    ALL,
    FIRST,
    FOURTH,
    LEVELS,
    SECOND,
    THIRD,
    copied,
    names_on,
    played,
    roster_of,
    started,
)

from docgen.desk.intake import completed_files
from docgen.desk.printing import items_of
from docgen.desk.store import Store
from docgen.problems import problem


@pytest.fixture(scope="module")
def decided(tmp_path_factory):
    """A round that all three levels have decided on, with every paper of theirs."""
    desk = played(tmp_path_factory.mktemp("decided") / "round")
    for level in LEVELS:
        desk.run("publish", "publicity", level)
    for level in LEVELS[:2]:
        desk.run("publish", "recommendation", level)
    desk.run("publish", "determination")
    return desk


@pytest.fixture
def desk(decided, tmp_path):
    return copied(decided, tmp_path / "round")


def text_of(path):
    document = Document(path)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def take_back(desk, level="county", name=FIRST.name):
    """The level changes its mind about an applicant, and its list is read."""
    (path,) = (
        one
        for one in sorted((desk.path / "shortlists").glob("*.xlsx"))
        if one.name.startswith({"county": "县级", "city": "市级"}[level])
        and name in names_on(one.read_bytes())
    )
    desk.type_decisions(path, {name: "不推荐"})
    return desk.run("read", path)


@pytest.mark.parametrize("level", ["county", "city"])
def test_nothing_names_a_applicant_that_a_level_below_does_not_recommend_any_more(desk, level):
    take_back(desk, level)
    for command in (["publish", "determination"], ["publish", "publicity", "province"]):
        facts = desk.facts(*command, code=1)
        assert facts["files"] == []
        (found,) = facts["problems"]
        assert found["code"] == "publish.not-from-below"
        assert FIRST.full_name in found["zh"]
    assert not (desk.path / "published" / "认定文件.docx").exists()
    assert not (desk.path / "published" / "公示_省级_湖南省.docx").exists()
    desk.run("shortlist", "province")
    names = names_on(desk.list_path("province", "湖南省").read_bytes())
    assert sorted(names) == sorted(one.name for one in ALL if one != FIRST)


def test_what_lost_its_ground_is_told_and_moved_and_the_rest_stays(desk):
    before = desk.published()
    result = take_back(desk)
    moved = {
        "公示_县级_长沙市岳麓区.docx",
        "推荐请示_县级_长沙市岳麓区.docx",
        "公示_市级_长沙市.docx",
        "推荐请示_市级_长沙市.docx",
        "公示_省级_湖南省.docx",
        "认定文件.docx",
    }
    assert set(before) - set(desk.published()) == moved
    home = desk.path / "published" / "superseded"
    assert {one.name for one in home.iterdir()} == moved
    for name in moved:
        assert f"published/{name}\n  提醒 里面写有「{FIRST.full_name}」" in result.stderr
        assert f"已移到 published/superseded/{name}" in result.stderr
    why = problem("paper.names-wrongly", name=FIRST.full_name, count=1).message("zh")
    assert why in result.stderr
    lists = {one.name for one in (desk.path / "shortlists" / "superseded").iterdir()}
    assert lists == {"市级_长沙市.xlsx", "省级_湖南省.xlsx"}
    again = desk.run("status")
    assert "superseded" not in again.stderr, "it is moved and told once"


def test_status_names_the_decisions_above_that_do_not_stand(desk):
    take_back(desk)
    facts = desk.facts("status")
    told = [(one["code"], one["zh"][:2]) for one in facts["problems"]]
    assert told == [("decision.overtaken", "市级"), ("decision.overtaken", "省级")]
    (city,) = (row for row in facts["units"] if row["unit"] == "长沙市")
    assert (city["county_level"], city["city_level"], city["province_level"]) == (2, 2, 2)


def test_a_change_that_is_taken_back_makes_the_decisions_above_stand_again(desk):
    take_back(desk)
    desk.decide("county", {FIRST.name: "推荐"})
    assert desk.codes("status") == []
    desk.run("publish", "determination")
    assert FIRST.name in text_of(desk.path / "published" / "认定文件.docx")


def test_deciding_again_above_lets_the_round_go_on_without_it(desk):
    take_back(desk)
    result = desk.decide("city")
    assert f"「{FIRST.full_name}」已不在市级审定之列" in result.stderr
    desk.decide("province")
    assert desk.codes("publish", "determination") == []
    text = text_of(desk.path / "published" / "认定文件.docx")
    assert FIRST.name not in text
    assert all(one.name in text for one in (SECOND, THIRD, FOURTH))


def test_a_unit_with_nobody_left_to_decide_on_can_go_on_too(desk):
    """The only applicant of its city: no list of that city can be made any more."""
    take_back(desk, name=FOURTH.name)
    assert desk.codes("publish", "publicity", "city", code=1).count("publish.not-from-below") == 1
    assert "decision.withdrawn" in desk.codes("shortlist", "city")
    desk.decide("province")
    assert "publish.not-from-below" not in desk.codes("publish", "publicity", "city")
    assert desk.codes("publish", "determination") == []


def test_a_level_that_was_never_decided_is_no_recommendation(desk):
    """A county whose list was never read, below a city and a province that decided."""
    store = Store(desk.folder.database)
    store.withdraw("county", [FOURTH])
    store.close()
    facts = desk.facts("publish", "determination", code=1)
    wrong = [one for one in facts["problems"] if one["severity"] == "error"]
    assert [one["code"] for one in wrong] == ["publish.not-from-below"]
    assert FOURTH.full_name in wrong[0]["zh"]
    assert [name for name in desk.published() if "衡阳" in name or "认定" in name] == []


def test_reading_and_printing_pass_over_what_was_superseded(desk):
    take_back(desk)
    home = desk.path / "published"
    printed = {item.file for item in items_of([home], desk.path / "pack.pdf")}
    assert printed == {home / name for name in desk.published()}
    read = set(completed_files([desk.path / "shortlists"]))
    assert read == {one for one in (desk.path / "shortlists").iterdir() if one.suffix == ".xlsx"}
    superseded = home / "superseded" / "认定文件.docx"
    assert [one.file for one in items_of([superseded], desk.path / "a.pdf")] == [superseded]


def test_a_folder_of_that_name_among_completed_files_is_read(tmp_path):
    desk = started(tmp_path / "round")
    completed = desk.path / "completed"
    (completed / "superseded").mkdir()
    name = f"{FIRST.name}_附件2_评定考核表.xlsx"
    (completed / name).rename(completed / "superseded" / name)
    assert desk.facts("read")["accepted"] == 8


def test_a_paper_that_leaves_out_who_was_added_since_is_told(desk):
    """A list of a county says 推荐 where it had said 不推荐 when its notice was made."""
    take_back(desk)
    desk.run("publish", "publicity", "county")
    desk.decide("county", {FIRST.name: "推荐"})
    (found,) = desk.facts("status")["problems"]
    assert found["code"] == "paper.leaves-out"
    assert found["place"]["file"] == "published/公示_县级_长沙市岳麓区.docx"
    assert FIRST.full_name in found["zh"]


def test_a_recommended_applicant_whose_form_is_gone_is_not_left_out_in_silence(desk):
    """Its form is judged anew, and has an error now."""
    name = f"{FIRST.name}_附件2_评定考核表.xlsx"
    desk.edit(('name: "{year}年省级充分就业星级社区认定"', "name: 2017年认定"))
    desk.run("read", desk.path / "completed" / name, code=1)
    desk.edit(("name: 2017年认定", 'name: "{year}年省级充分就业星级社区认定"'))
    codes = desk.codes("publish", "determination", code=1)
    assert codes.count("publish.without-form") == 1
    status = desk.facts("status")["problems"]
    assert [one["code"] for one in status].count("decision.without-form") == 3


# Names that are corrected in the roster.

RENAMED = type(FIRST)(FIRST[0], FIRST[1], FIRST[2], "示例甲一社区")


@pytest.fixture
def renamed(desk):
    roster_of(desk.path, (RENAMED, *ALL[1:]))
    return desk


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["check"], 0),
        (["status"], 0),
        (["publish", "notice"], 0),
        (["publish", "quota"], 0),
        (["publish", "publicity", "city"], 0),
        (["publish", "recommendation", "county"], 0),
        (["publish", "determination"], 1),
        (["publish", "revocation", "--applicant", THIRD.name, "--reason", "复查不达标"], 0),
        (["shortlist", "county"], 0),
    ],
)
def test_records_that_are_not_on_the_roster_are_told_with_their_name(renamed, command, code):
    facts = renamed.facts(*command, code=code)
    told = [one for one in facts["problems"] if one["code"] == "record.off-roster"]
    assert len(told) == 1
    assert FIRST.full_name in told[0]["zh"]
    assert FIRST.full_name in told[0]["en"]


def test_they_stop_a_determination(renamed):
    assert "publish.off-roster" in renamed.codes("publish", "determination", code=1)
    assert "认定文件.docx" not in renamed.published()


def test_a_applicant_that_left_the_roster_stops_it_likewise(desk):
    roster_of(desk.path, ALL[1:])
    assert "publish.off-roster" in desk.codes("publish", "determination", code=1)


def test_records_alone_without_a_decision_stop_it_too(tmp_path):
    desk = played(tmp_path / "round", through="county")
    desk.decide("city", {FIRST.name: "不推荐"})
    desk.decide("province")
    roster_of(desk.path, (RENAMED, *ALL[1:]))
    assert "publish.off-roster" in desk.codes("publish", "determination", code=1)


def test_the_old_name_in_the_roster_again_lets_it_go_on(renamed):
    roster_of(renamed.path, ALL)
    assert renamed.codes("publish", "determination") == []


def test_forms_and_lists_under_the_new_name_let_it_go_on(renamed, tmp_path):
    """What bears the old name is read again, and judged anew; lists are made anew."""
    renamed.run("read", code=1)
    completed = started(tmp_path / "new", (RENAMED,)).path / "completed"
    renamed.run("read", completed)
    for level in LEVELS:
        renamed.decide(level)
    assert renamed.codes("status") == []
    assert renamed.codes("publish", "determination") == []
    text = text_of(renamed.path / "published" / "认定文件.docx")
    assert RENAMED.name in text
    assert FIRST.name not in text


def test_a_word_behind_a_name_may_be_added_without_losing_its_decisions(desk):
    """A list names 岳麓, the roster 岳麓区: it is the same applicant."""
    short = type(FIRST)(FIRST[0], "岳麓", FIRST[2], FIRST.name)
    other = started(desk.path.parent / "short", (short,))
    other.run("read")
    other.run("shortlist", "county")
    path = other.list_path("county", "长沙市岳麓")
    desk.run("read", path)
    assert desk.codes("status") == []

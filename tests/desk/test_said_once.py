"""What a paper said once is on record: days of publicity, and who lost the honour."""

import csv
import json

import pytest
from docx import Document
from openpyxl import load_workbook
from samples.small_round import ALL, FIRST, SECOND, copied, played, roster_of

from docgen.desk import papers

REASON = "连续两年复查不达标"
REVOKED = ["publish", "revocation", "--applicant", FIRST.name, "--reason", REASON]


@pytest.fixture(scope="module")
def decided(tmp_path_factory):
    return played(tmp_path_factory.mktemp("decided") / "round")


@pytest.fixture
def desk(decided, tmp_path):
    return copied(decided, tmp_path / "round")


def text_of(desk, name):
    document = Document(desk.path / "published" / name)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


# Days of publicity.


@pytest.mark.parametrize(
    ("level", "unit", "day", "period"),
    [
        ("county", "长沙市岳麓区", "2017-09-15", "2017年9月15日至2017年9月21日"),
        ("city", "长沙市", "2017-10-16", "2017年10月16日至2017年10月20日"),
    ],
)
def test_a_recommendation_states_the_days_that_the_notice_stated(desk, level, unit, day, period):
    desk.run("publish", "publicity", level, "--first-day", day)
    desk.run("publish", "recommendation", level)
    label = {"county": "县级", "city": "市级"}[level]
    assert period in text_of(desk, f"公示_{label}_{unit}.docx")
    assert period in text_of(desk, f"推荐请示_{label}_{unit}.docx")


def test_a_notice_made_again_states_the_same_day(desk):
    desk.run("publish", "publicity", "province", "--first-day", "2017-11-15")
    facts = desk.facts("publish", "publicity", "province")
    (found,) = facts["problems"]
    assert found["code"] == "publish.first-day-on-record"
    assert "2017年11月15日" in found["zh"]
    assert "2017年11月16日" in found["zh"]
    assert "2017年11月15日至2017年11月21日" in text_of(desk, "公示_省级_湖南省.docx")


def test_a_day_that_was_only_planned_is_said_as_well_once_a_notice_states_it(desk):
    """The plan is changed after the notice went out."""
    desk.run("publish", "publicity", "city")
    desk.edit(("first_day: 2017-10-18  # 示例 sample", "first_day: 2017-10-17"))
    desk.run("publish", "recommendation", "city")
    assert "2017年10月18日至2017年10月24日" in text_of(desk, "推荐请示_市级_长沙市.docx")


def test_another_day_needs_to_be_asked_for(desk):
    desk.run("publish", "publicity", "city", "--first-day", "2017-10-16")
    kept = desk.codes("publish", "publicity", "city", "--first-day", "2017-10-17")
    assert kept.count("publish.first-day-on-record") == 2
    assert "2017年10月16日至" in text_of(desk, "公示_市级_长沙市.docx")
    asked = desk.codes("publish", "publicity", "city", "--first-day", "2017-10-17", "--overwrite")
    assert "publish.first-day-on-record" not in asked
    desk.run("publish", "recommendation", "city")
    for kind in ("公示", "推荐请示"):
        assert "2017年10月17日至2017年10月23日" in text_of(desk, f"{kind}_市级_长沙市.docx")


def test_overwriting_an_edited_notice_leaves_its_day(desk):
    """Whoever wants the notice anew did not ask for another day."""
    desk.run("publish", "publicity", "province", "--first-day", "2017-11-15")
    codes = desk.codes("publish", "publicity", "province", "--overwrite")
    assert codes == ["publish.first-day-on-record"]
    assert "2017年11月15日至" in text_of(desk, "公示_省级_湖南省.docx")


def test_a_recommendation_that_states_other_days_than_its_notice_is_told(desk):
    """It was made before the notice was, by the plan."""
    desk.run("publish", "recommendation", "city")
    desk.run("publish", "publicity", "city", "--first-day", "2017-10-16")
    told = [one for one in desk.facts("status")["problems"] if one["code"] == "paper.other-days"]
    files = [one["place"]["file"] for one in told]
    assert files == ["published/推荐请示_市级_衡阳市.docx", "published/推荐请示_市级_长沙市.docx"]


def test_units_that_publish_later_have_a_day_of_their_own(desk):
    desk.decide("city", {FIRST.name: "不推荐", SECOND.name: "不推荐", "示例丙社区": "不推荐"})
    desk.run("publish", "publicity", "city", "--first-day", "2017-10-16")
    desk.decide("city", {FIRST.name: "推荐"})
    desk.run("publish", "publicity", "city", "--first-day", "2017-10-17")
    assert "2017年10月16日至" in text_of(desk, "公示_市级_衡阳市.docx")
    assert "2017年10月17日至" in text_of(desk, "公示_市级_长沙市.docx")


def test_a_notice_that_was_held_back_has_said_nothing(desk):
    """It would end after the deadline."""
    desk.run("publish", "publicity", "province", "--first-day", "2017-11-23", code=1)
    desk.run("publish", "publicity", "province")
    assert "2017年11月16日至" in text_of(desk, "公示_省级_湖南省.docx")


# Who lost the honour.


@pytest.fixture
def revoked(desk):
    desk.run("publish", "determination")
    desk.run(*REVOKED)
    return desk


def test_status_says_who_lost_the_honour_and_how(revoked):
    line = f"已取消资格：{FIRST.full_name}（湘人社函〔2018〕999号，2018年6月15日）：{REASON}"
    assert line in revoked.run("status").stdout
    facts = revoked.facts("status")
    (told,) = facts["revoked"]
    assert (told["applicant"], told["reason"]) == (FIRST.full_name, REASON)
    (city,) = (row for row in facts["units"] if row["unit"] == "长沙市")
    assert city["revoked"] == 1


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_an_export_marks_it(revoked, ending):
    path = revoked.path / f"a.{ending}"
    revoked.run("export", path)
    if ending == "json":
        rows = {one["name"]: one["revoked"] for one in json.loads(path.read_text("utf-8"))}
        assert rows[FIRST.name]["reason"] == REASON
    else:
        if ending == "csv":
            table = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
        else:
            table = [list(row) for row in load_workbook(path).active.iter_rows(values_only=True)]
        column = table[0].index("取消资格")
        rows = {row[3]: row[column] or None for row in table[1:]}
        assert rows[FIRST.name] == f"湘人社函〔2018〕999号：{REASON}"
    assert rows[SECOND.name] is None


def test_a_determination_made_again_leaves_it_out_and_says_so(revoked):
    facts = revoked.facts("publish", "determination")
    (found,) = facts["problems"]
    assert found["code"] == "publish.revoked-left-out"
    assert FIRST.full_name in found["zh"]
    text = text_of(revoked, "认定文件.docx")
    assert FIRST.name not in text
    assert "等3个社区" in text


def test_the_determination_that_was_made_before_stays_until_then(revoked):
    assert FIRST.name in text_of(revoked, "认定文件.docx")
    assert revoked.codes("status") == []


def test_the_honour_is_withdrawn_once(revoked):
    """The same again is the same; another reason needs to be asked for."""
    assert revoked.codes(*REVOKED) == []
    other = [*REVOKED[:-1], "材料不实"]
    assert revoked.codes(*other, code=1) == ["publish.revoked-already"]
    assert REASON in text_of(revoked, f"取消资格文件_{FIRST.full_name}.docx")
    assert revoked.codes(*other, "--overwrite") == []
    assert revoked.facts("status")["revoked"][0]["reason"] == "材料不实"


def test_a_second_revocation_leaves_the_paper_of_the_first(revoked):
    revoked.run("publish", "revocation", "--applicant", SECOND.name, "--reason", REASON)
    for one in (FIRST, SECOND):
        assert one.full_name in text_of(revoked, f"取消资格文件_{one.full_name}.docx")
    assert len(revoked.facts("status")["revoked"]) == 2


def test_when_all_have_lost_it_there_is_no_determination(revoked):
    names = [
        one for name in ("示例乙社区", "示例丙社区", "示例丁社区") for one in ("--applicant", name)
    ]
    revoked.run("publish", "revocation", *names, "--reason", REASON)
    assert "publish.all-revoked" in revoked.codes("publish", "determination", code=1)


def test_a_revocation_whose_document_was_not_written_is_not_on_record(desk, monkeypatch):
    def refused(path, data):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(papers, "write_whole", refused)
    assert desk.codes(*REVOKED, code=1) == ["paper.not-written"]
    monkeypatch.undo()
    assert desk.facts("status")["revoked"] == []


def test_a_revocation_stays_true_whatever_is_decided_since(revoked):
    path = revoked.list_path("county", "长沙市岳麓区")
    revoked.type_decisions(path, {FIRST.name: "不推荐"})
    revoked.run("read", path)
    assert f"取消资格文件_{FIRST.full_name}.docx" in revoked.published()


def test_a_new_name_does_not_make_a_revocation_forgotten(revoked):
    roster_of(revoked.path, ALL[1:])
    told = [one["zh"] for one in revoked.facts("status")["problems"]]
    assert any(FIRST.full_name in one for one in told)
    assert "publish.off-roster" in revoked.codes("publish", "determination", code=1)

"""Every gate before an official paper holds it back or tells, and is the only thing that does.

Each case is played twice: as it is, and with its gate taken out, when the paper must be made
(or the warning must be missing). So none of them can be switched off unseen.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from openpyxl import load_workbook
from samples.completing import packed, unpacked
from samples.hunan import HUNAN
from samples.sample_answers import typical
from samples.small_round import (
    ALL,
    FIRST,
    FOURTH,
    SECOND,
    THIRD,
    copied,
    played,
    roster_of,
    started,
)

from docgen.desk import correspondence, publication, publishing, standing
from docgen.desk.store import Store
from docgen.forms import compile_forms, form, shortlist
from docgen.records import lists


@pytest.fixture(scope="module")
def decided(tmp_path_factory):
    return played(tmp_path_factory.mktemp("decided") / "round")


@pytest.fixture
def desk(decided, tmp_path):
    return copied(decided, tmp_path / "round")


@dataclass
class Gate:
    """A gate before a paper.

    Attributes:
        code: What it says.
        command: What is asked for.
        paper: The paper that it holds back; empty for a warning.
        arrange: Brings the round to where the gate closes.
        open: Takes the gate out.
        place: Whom it names.
    """

    code: str
    command: list[str]
    paper: str = ""
    arrange: object = lambda desk: None
    open: list = field(default_factory=list)
    place: str = ""

    def __str__(self):
        return f"{self.code} before {self.paper or self.command}"


def nothing(*_, **__):
    return []


def none(*_, **__):
    return None


def only(kept):
    """Lets pass what a check of lists finds, but for one code."""

    def without(code):
        def checked(*arguments, **named):
            return [one for one in kept(*arguments, **named) if one.code != code]

        return checked

    return without


def fewer_points(desk):
    """A corrected score sheet comes in after the decisions, and has fewer points."""
    setting = desk.folder.load().setting
    answers = typical(setting.standard) | {"centre_established": False, "funding_secured": False}
    answers |= {"rules_complete": False, "rules_followed": False, "service_manner": False}
    sheet, *_ = compile_forms(setting)
    data = packed(unpacked(sheet.render(FIRST, answers)), saved=datetime(2017, 11, 1), level=1)
    path = desk.path / "completed" / "更正.xlsx"
    path.write_bytes(data)
    desk.run("read", path)


def judged_anew(desk, form):
    """A form is judged anew under another name of the round, and has an error now."""
    desk.edit(('name: "{year}年省级充分就业星级社区认定"', "name: 2017年认定"))
    desk.run("read", desk.path / "completed" / f"{FIRST.name}_{form}", code=1)
    desk.edit(("name: 2017年认定", 'name: "{year}年省级充分就业星级社区认定"'))


def without_application(desk):
    judged_anew(desk, "附件3_申报表.docx")


def without_score_sheet(desk):
    judged_anew(desk, "附件2_评定考核表.xlsx")


def quotas(text, total):
    def arrange(desk):
        path = desk.path / "round.yaml"
        whole = path.read_text(encoding="utf-8")
        whole = re.sub(r"places:\n(      .*\n)+", f"places:\n{text}", whole)
        path.write_text(re.sub(r"    total: \d+", f"    total: {total}", whole), "utf-8")

    return arrange


def forms_that_disagree(desk):
    setting = desk.folder.load().setting
    answers = typical(setting.standard) | {"centre_established": False}
    paper = compile_forms(setting)[1]
    data = packed(unpacked(paper.render(FIRST, answers)), saved=datetime(2017, 9, 13), level=1)
    path = desk.path / "completed" / "纸质表.docx"
    path.write_bytes(data)
    desk.run("read", path)


def county_says_no(desk):
    path = desk.list_path("county", "长沙市岳麓区")
    desk.type_decisions(path, {FIRST.name: "不推荐"})
    desk.run("read", path)


def publicity_ends_late(desk):
    desk.run("publish", "publicity", "province", "--first-day", "2017-11-20")


def in_round(*changes):
    return lambda desk: desk.edit(*changes)


def revoked(desk):
    desk.run("publish", "revocation", "--applicant", FIRST.name, "--reason", "复查不达标")


DETERMINATION = ["publish", "determination"]
PROVINCE = ["publish", "publicity", "province"]
CITY = ["publish", "publicity", "city"]
COUNTY = ["publish", "publicity", "county"]
PAPER = "认定文件.docx"
REVOCATION = ["publish", "revocation", "--reason", "复查不达标", "--applicant"]

ERRORS = [
    Gate(
        "publish.after-deadline",
        [*COUNTY, "--first-day", "2017-09-25"],
        "公示_县级_长沙市岳麓区.docx",
        open=[(publishing, "_after_deadline", none)],
    ),
    Gate(
        "publish.determination-late",
        DETERMINATION,
        PAPER,
        in_round(("  date: 2017-11-24  # 示例 sample", "  date: 2017-11-27")),
        [(publishing, "_untimely", nothing)],
    ),
    Gate(
        "publish.determination-early",
        DETERMINATION,
        PAPER,
        publicity_ends_late,
        [(publishing, "_untimely", nothing)],
    ),
    *(
        Gate(
            "publish.not-from-below",
            command,
            paper,
            county_says_no,
            [(publication, "first_missing", none)],
        )
        for command, paper in (
            (CITY, "公示_市级_长沙市.docx"),
            (PROVINCE, "公示_省级_湖南省.docx"),
            (["publish", "recommendation", "city"], "推荐请示_市级_长沙市.docx"),
            (DETERMINATION, PAPER),
        )
    ),
    *(
        Gate(
            "publish.without-form",
            command,
            paper,
            without_score_sheet,
            [(module, "without_forms", lambda *_: {}) for module in (publication, publishing)],
        )
        for command, paper in (
            (COUNTY, "公示_县级_长沙市岳麓区.docx"),
            (["publish", "recommendation", "county"], "推荐请示_县级_长沙市岳麓区.docx"),
            (DETERMINATION, PAPER),
        )
    ),
    *(
        Gate(
            code,
            command,
            paper,
            arrange,
            [(publication, "check_list", only(lists.check_list)(code))],
        )
        for code, arrange in (
            ("list.below-pass-mark", fewer_points),
            ("list.no-application", without_application),
        )
        for command, paper in (
            (COUNTY, "公示_县级_长沙市岳麓区.docx"),
            (PROVINCE, "公示_省级_湖南省.docx"),
            (["publish", "recommendation", "city"], "推荐请示_市级_长沙市.docx"),
            (DETERMINATION, PAPER),
        )
    ),
    Gate(
        "list.unit-quota",
        CITY,
        "公示_市级_长沙市.docx",
        quotas("      长沙市: 1\n      衡阳市: 9\n", 10),
        [(publication, "check_list", only(lists.check_list)("list.unit-quota"))],
    ),
    *(
        Gate(
            "list.total-quota",
            command,
            paper,
            quotas("      长沙市: 3\n      衡阳市: 0\n", 3),
            [(publication, "check_list", only(lists.check_list)("list.total-quota"))],
        )
        for command, paper in ((PROVINCE, "公示_省级_湖南省.docx"), (DETERMINATION, PAPER))
    ),
    Gate(
        "publish.off-roster",
        DETERMINATION,
        PAPER,
        lambda desk: roster_of(desk.path, ALL[1:]),
        [(standing, "_off_roster", nothing)],
    ),
    *(
        Gate(
            f"publish.recommendation-{when}",
            ["publish", "recommendation", "city"],
            "推荐请示_市级_长沙市.docx",
            in_round(("      date: 2017-10-25  # 示例 sample", f"      date: {day}")),
            [(correspondence, "_out_of_time", none)],
        )
        for day, when in (("2017-10-24", "early"), ("2017-10-26", "late"))
    ),
]


@pytest.mark.parametrize("gate", ERRORS, ids=str)
def test_a_gate_holds_the_paper_back(desk, gate):
    gate.arrange(desk)
    facts = desk.facts(*gate.command, code=1)
    wrong = [one for one in facts["problems"] if one["severity"] == "error"]
    assert {one["code"] for one in wrong} == {gate.code}
    assert gate.paper not in desk.published()
    assert not [one for one in facts["files"] if one.endswith(gate.paper)]


@pytest.mark.parametrize("gate", ERRORS, ids=str)
def test_nothing_else_holds_it_back(desk, gate, monkeypatch):
    gate.arrange(desk)
    for module, name, replacement in gate.open:
        monkeypatch.setattr(module, name, replacement)
    desk.run(*gate.command, code=0)
    assert gate.paper in desk.published()


def one_county_undecided(desk):
    store = Store(desk.folder.database)
    store.withdraw("county", [THIRD])
    store.close()


WARNINGS = [
    Gate(
        "publish.unit-undecided",
        COUNTY,
        arrange=one_county_undecided,
        open=[(publishing, "_undecided_units", nothing)],
        place="长沙市浏阳市",
    ),
    Gate(
        "publish.borrowed-contact",
        CITY,
        open=[(publishing, "_borrowed_contact", nothing)],
        place="长沙市人力资源和社会保障局",
    ),
    *(
        Gate(
            "record.forms-disagree",
            command,
            arrange=forms_that_disagree,
            open=[(standing, "_disagreement", nothing)],
            place=FIRST.full_name,
        )
        for command in (
            ["status"],
            ["shortlist", "county"],
            COUNTY,
            ["publish", "recommendation", "city"],
            DETERMINATION,
        )
    ),
]


@pytest.mark.parametrize("gate", WARNINGS, ids=str)
def test_what_does_not_hold_a_paper_back_is_told_with_a_name(desk, gate, monkeypatch):
    gate.arrange(desk)
    told = [one for one in desk.facts(*gate.command)["problems"] if one["code"] == gate.code]
    assert told
    assert gate.place in "".join(one["zh"] for one in told)
    assert {one["severity"] for one in told} == {"warning"}
    for module, name, replacement in gate.open:
        monkeypatch.setattr(module, name, replacement)
    assert gate.code not in desk.codes(*gate.command)


# Decisions that are no decisions.


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "shortlist.decision-missing"), ("再议", "shortlist.decision-unclear")],
)
def test_a_blank_or_unclear_decision_is_told_at_its_cell_and_its_list_not_taken(
    tmp_path, typed, code
):
    desk = started(tmp_path / "round")
    desk.run("read")
    desk.run("shortlist", "county")
    path = desk.list_path("county", "长沙市岳麓区")
    desk.type_decisions(path, {SECOND.name: typed})
    facts = desk.facts("read", path, code=1)
    (found,) = facts["problems"]
    assert found["code"] == code
    assert found["place"]["file"] == "shortlists/县级_长沙市岳麓区.xlsx"
    assert re.fullmatch(r"I\d", found["place"]["cell"])
    assert desk.codes(*COUNTY, code=1) == ["publish.undecided"]


def test_that_gate_is_the_only_one_before_an_unclear_decision(tmp_path, monkeypatch):
    monkeypatch.setattr(shortlist, "_decision", lambda *_: True)
    desk = started(tmp_path / "round")
    desk.run("read")
    desk.run("shortlist", "county")
    path = desk.list_path("county", "长沙市岳麓区")
    desk.type_decisions(path, {SECOND.name: "再议"})
    desk.run("read", path)
    desk.run(*COUNTY)
    assert "公示_县级_长沙市岳麓区.docx" in desk.published()


def test_a_list_of_another_round_is_not_taken(tmp_path, monkeypatch):
    desk = started(tmp_path / "round")
    desk.run("read")
    desk.run("shortlist", "county")
    desk.edit(('name: "{year}年省级充分就业星级社区认定"', "name: 2017年认定"))
    path = desk.list_path("county", "长沙市岳麓区")
    assert desk.codes("read", path, code=1) == ["form.other-round"]
    monkeypatch.setattr(form.Setting, "check_origin", nothing)
    desk.run("read", path)
    desk.run(*COUNTY)


def test_a_list_with_a_applicant_that_is_not_on_the_roster_is_not_taken(tmp_path):
    desk = started(tmp_path / "round")
    desk.run("read")
    desk.run("shortlist", "county")
    roster_of(desk.path, ALL[1:])
    path = desk.list_path("county", "长沙市岳麓区")
    assert "form.applicant-unknown" in desk.codes("read", path, code=1)
    assert desk.codes(*COUNTY, code=1)[-1] == "publish.undecided"


# What is not there yet.


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (COUNTY, "publish.undecided"),
        (["publish", "recommendation", "county"], "publish.undecided"),
        (DETERMINATION, "publish.undecided"),
        ([*REVOCATION, FIRST.name], "publish.not-recognised"),
    ],
)
def test_nothing_is_published_before_it_is_decided(tmp_path, command, code):
    desk = started(tmp_path / "round")
    desk.run("read")
    assert desk.codes(*command, code=1) == [code]
    assert desk.published() == []


def test_a_level_that_recommends_nobody_publishes_nothing(desk):
    desk.decide("county", {one.name: "不推荐" for one in ALL})
    for command in (COUNTY, ["publish", "recommendation", "county"]):
        assert desk.codes(*command, code=1) == ["publish.nothing-chosen"]


def test_papers_that_the_round_does_not_plan_are_not_made(desk):
    text = (desk.path / "round.yaml").read_text(encoding="utf-8")
    determination = text.index("\ndetermination:")
    (desk.path / "round.yaml").write_text(text[:determination], encoding="utf-8")
    assert desk.codes(*DETERMINATION, code=1) == ["publish.no-determination"]
    assert desk.codes(*REVOCATION, FIRST.name, code=1) == ["publish.no-revocation"]
    desk.edit(("    recommendation:\n      date: 2017-09-25  # 示例 sample\n", ""))
    recommend = ["publish", "recommendation", "county"]
    assert desk.codes(*recommend, code=1) == ["publish.no-recommendation"]


@pytest.mark.parametrize("day", ["2017-09-16", "2017-09-23"])
def test_publicity_does_not_begin_on_a_day_off(desk, day):
    assert desk.codes(*COUNTY, "--first-day", day, code=1).count("round.day-off") == 1
    assert desk.published() == []


def test_a_revocation_names_only_who_has_the_honour(desk):
    county_says_no(desk)
    assert desk.codes(*REVOCATION, FIRST.name, code=1) == ["publish.not-recognised"]
    assert desk.codes(*REVOCATION, THIRD.name, "--applicant", FOURTH.name) == []


def test_a_name_that_several_bear_must_be_given_in_full(tmp_path):
    namesake = type(FIRST)(FOURTH[0], FOURTH[1], FOURTH[2], FIRST.name)
    desk = started(tmp_path / "round", (FIRST, namesake))
    desk.folder.completed.joinpath("b").mkdir()
    for path in started(tmp_path / "other", (FIRST,)).folder.completed.iterdir():
        path.rename(desk.folder.completed / "b" / path.name)
    desk.run("read")
    for level in ("county", "city", "province"):
        desk.decide(level)
    assert desk.codes(*REVOCATION, FIRST.name, code=1) == ["publish.name-ambiguous"]
    assert desk.codes(*REVOCATION, FIRST.full_name) == []


# Lists that are not what docgen made.


def changed(path, change):
    """A list that was changed in a program that lets people do anything."""
    book = load_workbook(path)
    change(book)
    book.save(path)


def without_a_row(book):
    """As a row that is deleted leaves the names of its cells."""
    for name in (*(f"applicant_{key}_1" for key in HUNAN.applicant.keys), "decision_1"):
        del book.defined_names[name]


def without_the_last_row(book):
    for name in (*(f"applicant_{key}_2" for key in HUNAN.applicant.keys), "decision_2"):
        del book.defined_names[name]


def with_a_row_twice(book):
    sheet = book.active
    for name in (f"applicant_{key}" for key in HUNAN.applicant.keys):
        cells = [book.defined_names[f"{name}_{n}"].attr_text.rpartition("!")[2] for n in (1, 2)]
        first, second = (cell.replace("$", "") for cell in cells)
        sheet[second] = sheet[first].value


def without_its_level(book):
    del book.custom_doc_props["docgen.level"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (without_a_row, "shortlist.rows-missing"),
        (without_the_last_row, "shortlist.rows-missing"),
        (with_a_row_twice, "list.duplicate"),
        (without_its_level, "shortlist.no-stage"),
    ],
)
def test_a_list_that_is_not_whole_is_not_taken(tmp_path, change, code):
    desk = started(tmp_path / "round")
    desk.run("read")
    desk.run("shortlist", "county")
    path = desk.list_path("county", "长沙市岳麓区")
    changed(path, change)
    assert code in desk.codes("read", path, code=1)
    assert desk.codes(*COUNTY, code=1) == ["publish.undecided"]


def test_what_keeps_a_level_from_publishing_is_told_with_who_is_not_on_the_roster(desk):
    roster_of(desk.path, ALL[1:2])
    desk.decide("county", {SECOND.name: "不推荐"})
    codes = desk.codes(*COUNTY, code=1)
    assert codes[-1] == "publish.nothing-chosen"
    assert codes.count("record.off-roster") == 3

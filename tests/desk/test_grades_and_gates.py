"""Titles and gates are seen wherever people look, and nobody who is barred passes."""

import csv
import io
import json
import shutil

import pytest
from openpyxl import load_workbook
from samples.completing import packed, unpacked
from samples.sample_answers import typical
from samples.small_round import ALL, FIRST, FOURTH, SECOND, THIRD, copied, started

from docgen import assets
from docgen.forms import Setting, compile_forms, open_document
from docgen.programme.standard import score

TITLES = """grades:
  - {title: 五星级, total: 98, also: {"3": 9}}
  - {title: 四星级, total: 95}
  - {title: 三星级, total: 90}
gates:
  - title: 一票否决
    when: {kind: number, measure: mass_incidents, relation: at_least, bar: 1}
    reason: 发生群体性事件
"""
CENTRE = "points: 3\n            criterion: 成立有社区劳动保障服务中心并挂牌"
ANSWERS = {
    FIRST: {},
    SECOND: {"complaints_upheld": 4},
    THIRD: {"mass_incidents": 1},
    FOURTH: {"centre_established": False},
}
EARNED = {
    FIRST: ("五星级", 100),
    SECOND: ("四星级", 96),
    THIRD: ("四星级", 95),
    FOURTH: ("四星级", 97),
}
BARS = {THIRD: ["发生群体性事件"], FOURTH: ["「机构到位」没有得满分"]}


def completed(desk, setting):
    sheet, _, application = compile_forms(setting)
    for applicant in ALL:
        answers = typical(setting.standard) | ANSWERS[applicant]
        for form in (sheet, application):
            data = packed(unpacked(form.render(applicant, answers)), saved=desk.saved, level=1)
            (desk.path / "completed" / form.file_name(applicant)).write_bytes(data)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    desk = started(tmp_path_factory.mktemp("graded") / "round")
    text = assets.builtin_standards()["hunan-2017"].read_text(encoding="utf-8")
    assert CENTRE in text
    text = text.replace(CENTRE, f"gate: true\n            {CENTRE}")
    text = text.replace("pass_mark: 90\n", TITLES)
    shutil.copytree(assets.builtin_programmes()["hunan-2017"], desk.path / "programme")
    (desk.path / "programme" / "standard.yaml").write_text(text, encoding="utf-8")
    desk.edit(("programme: hunan-2017\n", ""))
    completed(desk, desk.folder.load().setting)
    desk.run("read")
    return desk


@pytest.fixture
def desk(graded, tmp_path):
    return copied(graded, tmp_path / "round")


def rows_of(path, first):
    """The rows of a sheet by their heads."""
    head, *rows = list(load_workbook(path).active.iter_rows(min_row=first, values_only=True))
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_shortlist_shows_titles_and_what_bars(desk):
    desk.run("shortlist", "county")
    shown = {}
    for path in sorted((desk.path / "shortlists").glob("县级_*.xlsx")):
        assert "五星级不低于98分、四星级不低于95分、三星级不低于90分" in str(
            load_workbook(path).active["A2"].value
        )
        shown |= {row["社区"]: row for row in rows_of(path, 3)}
    for applicant in ALL:
        row = shown[applicant.name]
        title, total = EARNED[applicant]
        bars = "；".join(BARS.get(applicant, []))
        assert (row["等级"], row["总分"], row["不能申报的原因"] or "") == (title, total, bars)
        assert row["建议"] == ("不推荐" if bars else "推荐")


def test_its_decisions_are_read_back(desk):
    desk.run("shortlist", "county")
    path = desk.list_path("county", "长沙市岳麓区")
    desk.type_decisions(path, {SECOND.name: "不推荐"})
    desk.run("read", path)
    rows = desk.facts("status")["units"]
    assert [row["county_level"] for row in rows if row["unit"] == "长沙市"] == [1]


def test_nobody_who_is_barred_is_published_as_recommended(desk):
    desk.decide("county", {THIRD.name: "推荐"})
    found = [one for one in desk.facts("publish", "publicity", "county", code=1)["problems"]]
    barred = [one for one in found if one["code"] == "list.barred"]
    assert len(barred) == 1
    assert THIRD.full_name in str(barred[0])
    assert not [name for name in desk.published() if "浏阳市" in name]


def test_the_export_tells_titles_and_what_bars(desk, tmp_path):
    desk.run("export", tmp_path / "all.json")
    data = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    by_name = {row["name"]: row for row in data}
    for applicant in ALL:
        row = by_name[applicant.name]
        assert (row["grade"], row["bars"]) == (EARNED[applicant][0], BARS.get(applicant, []))
    desk.run("export", tmp_path / "all.csv")
    text = (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
    rows = {row["社区"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows[FIRST.name]["等级"] == "五星级"
    assert rows[THIRD.name]["不能申报的原因"] == "发生群体性事件"


def test_the_status_counts_titles_and_names_who_is_barred(desk):
    told = desk.facts("status")
    assert told["grades"] == {"五星级": 1, "四星级": 1, "三星级": 0}
    assert {one["applicant"]: one["reasons"] for one in told["barred"]} == {
        applicant.full_name: reasons for applicant, reasons in BARS.items()
    }
    output = desk.run("status").stdout
    assert "等级：五星级 1，四星级 1，三星级 0" in output
    assert f"不能申报：{THIRD.full_name}：发生群体性事件" in output


def test_a_programme_without_them_shows_neither(tmp_path):
    desk = started(tmp_path / "round")
    desk.run("read")
    assert not {"grades", "barred"} & set(desk.facts("status"))
    desk.run("export", tmp_path / "all.xlsx")
    (head, *_) = rows_of(tmp_path / "all.xlsx", 1)
    assert not {"等级", "不能申报的原因"} & set(head)
    desk.run("shortlist", "county")
    (row, *_) = rows_of(desk.list_path("county", "长沙市岳麓区"), 3)
    assert list(row)[5:8] == ["总分", "申报表", "建议"]


def test_the_sheet_says_which_title_and_what_bars(graded, applicant):
    setting = graded.folder.load().setting
    sheet = compile_forms(Setting(setting.round, setting.standard))[0]
    answers = typical(setting.standard)
    said = {}
    for name, changes in {"best": {}, "barred": {"mass_incidents": 1}}.items():
        data = sheet.render(applicant, answers | changes)
        said[name] = open_document(data, "a.xlsx").workbook.value("status")
        assert score(setting.standard, answers | changes).complete
    assert said == {
        "best": "已填完，总分100分，达到五星级的要求。",
        "barred": "已填完，总分95分，达到四星级的要求。但不能申报：发生群体性事件。",
    }

"""Facts and kinds of applicants, from the roster to the shortlist: each kind by its own form."""

import csv
import io
import json
from datetime import date
from fractions import Fraction

import pytest
from openpyxl import load_workbook
from readings import handling_workbook as handling
from samples.completing import packed, unpacked
from samples.farm_stays import (
    ALL,
    BEST,
    BOTH,
    MEALS,
    SAVED,
    TYPED,
    UNLICENSED,
    UNTITLED,
    completed,
    named_cells,
    roster,
    send_in,
    started,
)
from samples.small_round import copied

from docgen.desk.intake import read_completed
from docgen.desk.standing import stand
from docgen.desk.store import Store
from docgen.problems import Place, errors
from docgen.records import FormKind, Particulars

TITLE_MISSING = "上届已获县级称号"
SHEET, PAPER = FormKind.SCORE_SHEET, FormKind.PAPER_SCORE_SHEET


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    return started(tmp_path_factory.mktemp("farm") / "round")


@pytest.fixture
def desk(begun, tmp_path):
    return copied(begun, tmp_path / "round")


@pytest.fixture(scope="module")
def come_in(begun, tmp_path_factory):
    desk = copied(begun, tmp_path_factory.mktemp("read") / "round")
    loaded = desk.folder.load()
    for applicant in ALL:
        forms = completed(loaded.setting, applicant, loaded.roster.particulars(applicant))
        del forms[PAPER]
        send_in(desk, forms, applicant.name)
    told = desk.facts("read")
    assert told["problems"] == []
    return desk


@pytest.fixture
def read(come_in, tmp_path):
    return copied(come_in, tmp_path / "round")


def listed(desk):
    """The rows of the county's list by the applicants' names."""
    desk.run("shortlist", "county")
    (path,) = (desk.path / "shortlists").glob("县级_*.xlsx")
    head, *rows = load_workbook(path).active.iter_rows(min_row=3, values_only=True)
    return {row[4]: dict(zip(head, row, strict=True)) for row in rows}


def read_alone(desk, applicant, particulars, edit=lambda data: data, answers=BEST):
    """Read one sheet alone that was made for these particulars: its path, and what is wrong."""
    loaded = desk.folder.load()
    data = completed(loaded.setting, applicant, particulars, answers)[SHEET]
    (path,) = send_in(desk, {SHEET: edit(data)}, applicant.name)
    store = Store(desk.folder.database)
    try:
        return path, read_completed(loaded, store, [path]).problems
    finally:
        store.close()


def only(problems, code):
    """The problems with a code: where each stands, and what it tells."""
    return [(one.place, dict(one.facts)) for one in problems if one.code == code]


def test_the_roster_says_kinds_and_facts_as_people_type_them(desk):
    entrants = {one.applicant: one.particulars for one in desk.folder.load().roster}
    day = date(2010, 5, 1)
    assert entrants == {
        MEALS: Particulars("meals", {"licensed": True, "opened": day}),
        BOTH: Particulars(
            "both", {"licensed": True, "title_held": "县级", "opened": date(2015, 12, 31)}
        ),
        UNLICENSED: Particulars("meals", {"licensed": False, "opened": date(2016, 1, 1)}),
        UNTITLED: Particulars("both", {"licensed": True}),
    }
    told = [one["code"] for one in desk.facts("check")["problems"]]
    assert set(told) <= {"round.sample", "roster.sample"}


def test_each_kind_gets_its_own_form_with_its_facts(desk):
    assert desk.facts("forms")["made"] == 3 * len(ALL)
    meals, both = (
        named_cells(desk.path / "forms" / "/".join(one) / f"{one.name}_附件2_评定考核表.xlsx")
        for one in (MEALS, BOTH)
    )
    assert {"measure_beds", "score_3_1"} & set(meals) == set()
    assert {"measure_beds", "score_3_1"} <= set(both)
    assert (meals["fact_licensed"], meals["fact_title_held"], meals["fact_opened"]) == (
        "是",
        None,
        20100501,
    )
    assert (both["fact_title_held"], both["fact_opened"]) == ("县级", 20151231)
    assert desk.facts("forms")["made"] == 0


def test_a_fact_or_a_kind_that_changes_makes_the_forms_of_its_applicant_anew(desk):
    desk.run("forms")
    roster(desk.path / "communities.xlsx", {**TYPED, MEALS: ("餐饮型", "否", "", "2010年5月1日")})
    assert desk.facts("forms")["made"] == 1  # its blank Word forms say nothing of the fact
    roster(desk.path / "communities.xlsx", {**TYPED, MEALS: ("综合型", "是", "", "2010年5月1日")})
    desk.run("forms")
    path = desk.path / "forms" / "/".join(MEALS) / f"{MEALS.name}_附件2_评定考核表.xlsx"
    assert "measure_beds" in named_cells(path)


def test_what_heads_the_roster_alone_makes_no_form_anew(desk):
    desk.run("forms")
    path = desk.path / "programme" / "standard.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("variants:\n", "variants_label: 经营类型\nvariants:\n"), "utf-8")
    table = roster(desk.path / "communities.xlsx", TYPED)
    book = load_workbook(table)
    book.active["E1"] = "经营类型"
    book.save(table)
    assert desk.facts("forms")["made"] == 0


def test_the_shortlist_knows_weights_of_kinds_and_bars_by_facts(read):
    rows = listed(read)
    shown = {
        name: (row["总分"], row["等级"], row["不能申报的原因"] or "", row["建议"])
        for name, row in rows.items()
    }
    assert shown == {
        MEALS.name: (106, "五星级", "", "推荐"),
        BOTH.name: (106, "五星级", "", "推荐"),
        UNLICENSED.name: (106, "五星级", "没有营业执照", "不推荐"),
        UNTITLED.name: (106, "五星级", TITLE_MISSING, "不推荐"),
    }


def test_status_and_export_go_by_kinds_and_facts(read, tmp_path):
    status = read.facts("status")
    assert status["grades"] == {"五星级": 2, "四星级": 0, "三星级": 0}
    assert {one["applicant"]: one["reasons"] for one in status["barred"]} == {
        UNLICENSED.full_name: ["没有营业执照"],
        UNTITLED.full_name: [TITLE_MISSING],
    }
    read.run("export", tmp_path / "all.csv")
    text = (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
    rows = {row["社区"]: row for row in csv.DictReader(io.StringIO(text))}
    meals, both = rows[MEALS.name], rows[BOTH.name]
    assert (meals["类型"], meals["有营业执照"], meals["开业日期"]) == (
        "餐饮型",
        "是",
        "2010-05-01",
    )
    assert (meals["3.1 床位。"], meals["床位数"]) == ("", "")
    assert (both["类型"], both["3.1 床位。"], both["3.2 消防。"]) == ("综合型", "20", "20")
    read.run("export", tmp_path / "all.json")
    data = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    own = {row["name"]: (row["variant"], row["facts"]) for row in data}
    assert own[BOTH.name] == (
        "both",
        {"licensed": True, "title_held": "县级", "opened": "2015-12-31"},
    )
    assert own[UNTITLED.name] == ("both", {"licensed": True})


def test_a_fact_that_the_roster_corrects_counts_at_once(read):
    roster(
        read.path / "communities.xlsx", {**TYPED, UNLICENSED: ("餐饮型", "是", "", "2016-01-01")}
    )
    assert listed(read)[UNLICENSED.name]["建议"] == "推荐"


def test_a_form_of_another_kind_is_told_with_both(desk):
    path, found = read_alone(desk, MEALS, Particulars("both", {"licensed": True}))
    ((place, facts),) = only(found, "form.other-variant")
    assert place == Place(file=f"completed/{path.name}")
    assert facts == {"found": "综合型", "expected": "餐饮型", "name": MEALS.full_name}
    assert current(desk) == {}


def current(desk):
    store = Store(desk.folder.database)
    try:
        return store.current(SHEET)
    finally:
        store.close()


def test_a_form_that_does_not_say_its_kind_is_read_by_what_it_asks(desk):
    known = desk.folder.load().roster.particulars(BOTH)
    _, found = read_alone(desk, BOTH, known, without_kind)
    assert found == []
    assert current(desk)[BOTH].answers["beds"] == 10
    _, wrong = read_alone(desk, MEALS, known, without_kind)
    assert only(wrong, "form.other-variant")


def test_kinds_that_are_asked_the_same_are_told_apart_by_the_roster(desk):
    """Their weights differ alone, so that nothing on a sheet but its total tells them apart."""
    text = (desk.path / "programme" / "standard.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("label: 餐饮型}", "label: 餐饮型, points: 120}"),
        ("        only: [both]\n", ""),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    (desk.path / "programme" / "standard.yaml").write_text(text, encoding="utf-8")
    loaded = desk.folder.load()
    for applicant in (MEALS, BOTH):
        particulars = loaded.roster.particulars(applicant)
        assert read_alone(desk, applicant, particulars, without_kind)[1] == []
    store = Store(desk.folder.database)
    totals = {one.applicant: one.total for one in stand(loaded, store).candidates}
    store.close()
    assert totals == {MEALS: Fraction(126), BOTH: Fraction(106)}


def without_kind(data):
    """A sheet that does not say any more for which kind it was made."""
    parts = unpacked(data)
    (name,) = [name for name, part in parts.items() if b"docgen.variant" in part]
    parts[name] = parts[name].replace(b"docgen.variant", b"docgen.forgotten")
    return packed(parts, saved=SAVED, level=1)


def test_facts_of_a_file_that_are_not_the_rosters_are_told_at_their_cells(desk):
    made_with = Particulars("meals", {"licensed": False, "title_held": "市级"})
    path, found = read_alone(desk, MEALS, made_with)
    outdated = only(found, "form.fact-outdated")
    assert [facts for _, facts in outdated] == [
        {"label": "有营业执照", "found": "否", "expected": "是"},
        {"label": "已获称号", "found": "市级", "expected": "空白"},
        {"label": "开业日期", "found": "空白", "expected": "2010-05-01"},
    ]
    names = load_workbook(path).defined_names
    for (place, _), key in zip(outdated, ("licensed", "title_held", "opened"), strict=True):
        ((sheet, cell),) = names[f"fact_{key}"].destinations
        at = (f"completed/{path.name}", sheet, cell.replace("$", ""))
        assert (place.file, place.sheet, place.cell) == at
    assert errors(found) == []
    store = Store(desk.folder.database)
    (candidate,) = stand(desk.folder.load(), store).candidates
    store.close()
    assert (candidate.bars, candidate.total) == ((), Fraction(106))


@pytest.mark.parametrize(
    ("made_with", "of", "missing"),
    [
        (Particulars("meals", {"licensed": True, "opened": date(2016, 3, 1)}), MEALS, ["绿化良好"]),
        (Particulars("meals", {"licensed": True, "opened": date(2010, 5, 1)}), UNLICENSED, []),
    ],
)
def test_what_has_to_be_answered_goes_by_the_rosters_facts(desk, made_with, of, missing):
    answers = {key: value for key, value in BEST.items() if key != "green"}
    path, found = read_alone(desk, of, made_with, answers=answers)
    blank = only(found, "form.value-missing")
    assert [facts["label"] for _, facts in blank] == missing
    ((sheet, cell),) = load_workbook(path).defined_names["measure_green"].destinations
    assert all((at.sheet, at.cell) == (sheet, cell.replace("$", "")) for at, _ in blank)


@pytest.mark.parametrize("edit", ["names", "csv"])
def test_without_a_single_name_facts_and_kind_are_still_known(desk, edit):
    """Its environment is left out, and a blank there is none: it opened too late to be judged."""
    loaded = desk.folder.load()
    answers = {key: value for key, value in BEST.items() if key != "green"}
    particulars = loaded.roster.particulars(UNLICENSED)
    data = completed(loaded.setting, UNLICENSED, particulars, answers)[SHEET]
    if edit == "names":
        made = without_kind(handling.edited(data, handling.lose_names))
    else:
        made = handling.as_csv(data, "utf-8-sig")
    path = desk.path / "completed" / f"一份{'.xlsx' if edit == 'names' else '.csv'}"
    path.write_bytes(made)
    assert [one["code"] for one in desk.facts("read", path)["problems"]] == []
    store = Store(desk.folder.database)
    (candidate,) = stand(loaded, store).candidates
    store.close()
    assert (candidate.variant, candidate.complete, candidate.total) == ("meals", True, 106)


def test_workers_make_and_read_forms_by_kind(desk, come_in):
    assert desk.facts("forms", "--jobs", "2")["made"] == 3 * len(ALL)
    both = desk.path / "forms" / "/".join(BOTH) / f"{BOTH.name}_附件2_评定考核表.xlsx"
    assert "measure_beds" in named_cells(both)
    told = desk.facts("read", come_in.path / "completed", "--jobs", "2")
    assert told["problems"] == []


def test_a_paper_form_is_scored_by_its_applicants_kind(desk):
    loaded = desk.folder.load()
    forms = completed(loaded.setting, BOTH, loaded.roster.particulars(BOTH))
    (path,) = send_in(desk, {PAPER: forms[PAPER]}, BOTH.name)
    assert desk.facts("read", path)["problems"] == []
    store = Store(desk.folder.database)
    (candidate,) = stand(loaded, store).candidates
    assert (candidate.variant, candidate.total) == ("both", Fraction(106))
    store.close()

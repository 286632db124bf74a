"""Kinds and facts of applicants on a roster, and what is wrong with them at its cells."""

import csv
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from samples.farm_stays import BOTH, HEADS, MEALS, STANDARD, TYPED, roster
from samples.hunan import HUNAN

from docgen.forms import Entrant, Roster, write_roster
from docgen.problems import ProblemError
from docgen.programme.standard import load_standard
from docgen.records import Particulars

KNOWN = "餐饮型、综合型"


@pytest.fixture(scope="module")
def farm():
    return load_standard(STANDARD)


def changed(tmp_path, *replacements):
    text = STANDARD.read_text(encoding="utf-8")
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = tmp_path / "standard.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def found(path, standard):
    """Code, place and facts of each problem, the last by their names."""
    with pytest.raises(ProblemError) as error:
        Roster(path, HUNAN, standard)
    return [
        (one.code, one.place.cell or one.place.line or one.place.row, dict(one.facts))
        for one in error.value.problems
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("", "是", "", ""), ("roster.variant-missing", "E2", {"found": ""})),
        (("宾馆", "是", "", ""), ("roster.variant-unknown", "E2", {"found": "宾馆"})),
        (("餐饮型", "也许", "", ""), ("roster.fact-unread", "F2", {"found": "也许"})),
        (("餐饮型", 1, "", ""), ("roster.fact-unread", "F2", {"found": "1"})),
        (("餐饮型", "是", "", "去年"), ("roster.fact-unread", "H2", {"found": "去年"})),
        (("餐饮型", "是", "", "2016-02-30"), ("roster.fact-unread", "H2", {"found": "2016-02-30"})),
        (("餐饮型", "是", "=1/0", ""), ("cell.no-value", "G2", {})),
    ],
)
def test_what_cannot_be_read_is_a_problem_at_its_cell(tmp_path, farm, typed, expected):
    path = roster(tmp_path / "r.xlsx", {MEALS: typed})
    code, place, facts = expected
    ((its_code, its_place, its_facts),) = found(path, farm)
    assert (its_code, its_place) == (code, place)
    assert facts.items() <= its_facts.items()
    if "variant" in code:
        assert (its_facts["known"], its_facts["column"]) == (KNOWN, "类型")


def test_in_a_csv_they_are_told_at_their_lines(tmp_path, farm):
    path = tmp_path / "r.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(
            [HEADS, [*MEALS, "餐饮型", "是", "", "明天"], [*BOTH, "宾馆", "是", "", "2010.5.1"]]
        )
    assert [(code, at) for code, at, _ in found(path, farm)] == [
        ("roster.fact-unread", 2),
        ("roster.variant-unknown", 3),
    ]


@pytest.mark.parametrize("head", ["类型", "有营业执照", "开业日期"])
def test_the_columns_of_kinds_and_facts_must_be_there(tmp_path, farm, head):
    path = roster(tmp_path / "r.xlsx", TYPED)
    book = load_workbook(path)
    book.active.delete_cols(HEADS.index(head) + 1)
    book.save(path)
    told = found(path, farm)
    assert told == [("roster.column-missing", 1, {"column": head})]


def test_a_figure_that_nobody_asks_of_a_kind_is_told_at_its_cell_and_left(tmp_path, farm):
    rows = {MEALS: ("餐饮型", "是", "", "", 12), BOTH: ("综合型", "是", "", "", 12)}
    read = Roster(roster(tmp_path / "r.xlsx", rows, "床位数"), HUNAN, farm)
    (told,) = read.told
    assert (told.code, told.place.cell) == ("roster.not-of-variant", "I2")
    assert dict(told.facts) == {
        "label": "床位数",
        "found": "12",
        "variant": "餐饮型",
        "column": "类型",
    }
    assert [one.answers for one in read] == [{}, {"beds": 12}]


def test_what_is_written_is_read_again(tmp_path, farm):
    entrants = [
        Entrant(MEALS, {"clean": True}, Particulars("meals", {"opened": date(2016, 1, 1)})),
        Entrant(BOTH, {"beds": 3}, Particulars("both", {"licensed": False, "title_held": "=县级"})),
    ]
    path = tmp_path / "r.xlsx"
    write_roster(path, HUNAN, farm, entrants)
    read = Roster(path, HUNAN, farm)
    assert list(read) == entrants
    assert [read.particulars(one.applicant) for one in entrants] == [
        one.particulars for one in entrants
    ]
    assert read.told == ()


def test_an_empty_roster_has_a_column_for_each_and_a_label_of_the_standards_own(tmp_path):
    path = changed(tmp_path, ("variants:\n", "variants_label: 经营类型\n\nvariants:\n"))
    standard = load_standard(path)
    write_roster(tmp_path / "r.xlsx", HUNAN, standard)
    heads = [cell.value for cell in load_workbook(tmp_path / "r.xlsx").active[1]]
    assert heads[: len(HEADS)] == [*HEADS[:4], "经营类型", *HEADS[5:]]
    assert heads[len(HEADS) :] == [entry.label for entry in standard.entries]


@pytest.mark.parametrize(("typed", "value"), [("3", 3), (2.5, Decimal("2.5")), (0, 0), ("", None)])
def test_a_number_is_read_as_shown(tmp_path, typed, value):
    path = changed(
        tmp_path,
        ("label: 开业日期, kind: date", "label: 开业日期, kind: number"),
        (
            "fact_date, fact: opened, relation: not_before, day: 2016-01-01",
            "fact_given, fact: opened",
        ),
    )
    standard = load_standard(path)
    (one,) = Roster(
        roster(tmp_path / "r.xlsx", {MEALS: ("餐饮型", "", "", typed)}), HUNAN, standard
    )
    assert one.particulars.facts.get("opened") == value


def test_a_number_of_more_digits_than_a_form_can_hold_is_told(tmp_path):
    path = changed(
        tmp_path,
        ("label: 开业日期, kind: date", "label: 开业日期, kind: number"),
        (
            "fact_date, fact: opened, relation: not_before, day: 2016-01-01",
            "fact_given, fact: opened",
        ),
    )
    typed = {MEALS: ("餐饮型", "", "", "12345678901234.567")}
    (told,) = found(roster(tmp_path / "r.xlsx", typed), load_standard(path))
    assert told[:2] == ("roster.fact-unread", "H2")


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("label: 有营业执照,", "label: 床位数,", "duplicate-label", "{key: licensed"),
        ("label: 综合型}", "label: 餐饮型}", "duplicate-label", "{key: both, label"),
        ("variants:\n", "variants_label: 床位数\nvariants:\n", "duplicate-label", "variants_label"),
        ("{key: opened,", "{key: beds,", "duplicate-key", "{key: beds, label: 开业日期"),
    ],
)
def test_heads_that_could_be_two_columns_are_told(tmp_path, old, new, code, at):
    path = changed(tmp_path, (old, new))
    with pytest.raises(ProblemError) as error:
        load_standard(path)
    lines = path.read_text(encoding="utf-8").split("\n")
    found = [one.place.line for one in error.value.problems if one.code == f"standard.{code}"]
    assert [at in lines[line - 1] for line in found] == [True]

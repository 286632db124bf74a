"""Rosters as bureaus keep them: look-alikes, short names, columns of their own, any format."""

import pytest
from forms.test_roster import HEADS, ROW, found, write_rows
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from docgen.forms import Roster
from docgen.office.soffice.convert import convert
from docgen.records import Applicant

FORMATS = pytest.mark.parametrize("name", ["r.csv", "r.xlsx"])


def told(roster):
    return [(one.code, one.place.cell or one.place.line, one.place.field) for one in roster.told]


@FORMATS
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("示例\u2f55炬社区", "U+2F55"),
        ("示例火\ufe00炬社区", "U+FE00"),
        ("示例火炬\u200b社区", "U+200B"),
    ],
)
def test_names_that_look_the_same_are_the_same_and_told_once(tmp_path, standard, name, typed, code):
    rows = [
        HEADS,
        [*ROW[:3], typed],
        ["\u2ed3沙市", *ROW[1:3], "乙"],
        ["\u2ed3沙市", *ROW[1:3], "丙"],
    ]
    roster = Roster(write_rows(tmp_path / name, rows), standard)
    names = [Applicant(*ROW[:3], one) for one in ("示例火炬社区", "乙", "丙")]
    assert [*roster.applicants] == [one.applicant for one in roster] == names
    assert all(name.isprintable() for one in roster.applicants for name in one)
    places = [2, 3] if name.endswith("csv") else ["D2", "A3"]
    assert sorted(told(roster), key=str) == sorted(
        [("text.taken", places[0], "社区"), ("text.taken", places[1], "市州")], key=str
    )
    assert any(code in one.message() for one in roster.told)


@FORMATS
def test_two_rows_of_names_that_look_the_same_are_one_too_many(tmp_path, standard, name):
    rows = [HEADS, [*ROW[:3], "火炬社区"], [*ROW[:3], "\u2f55炬社区"]]
    assert "roster.community-twice" in [
        code for code, *_ in found(write_rows(tmp_path / name, rows), standard)
    ]


@FORMATS
@pytest.mark.parametrize("char", ["\ue000", "\uf8ff", "\u0378", "\ufffd"])
def test_a_character_that_cannot_be_used_is_a_problem_at_its_cell(tmp_path, standard, name, char):
    path = write_rows(tmp_path / name, [HEADS, [*ROW[:3], f"星{char}社区"]])
    place = 2 if name.endswith("csv") else "D2"
    assert found(path, standard) == [("text.unusable", place, "社区")]


def test_rare_characters_stay_in_gb_18030_too(tmp_path, standard):
    names = ["㙟湾社区", "𠮷祥社区", "\U0002b740社区", "\U00031350社区"]
    rows = [HEADS, *([*ROW[:3], name] for name in names)]
    path = tmp_path / "r.csv"
    path.write_bytes("\r\n".join(map(",".join, rows)).encode("gb18030"))
    assert [one.name for one in Roster(path, standard).applicants] == names


def test_private_codes_of_gb_18030_are_the_characters_of_today(tmp_path, standard):
    path = tmp_path / "r.csv"
    lines = [
        ",".join(HEADS).encode("gb18030"),
        ",".join(ROW[:3]).encode("gb18030") + b",\xfe\x59\xa8\xbc",
    ]
    path.write_bytes(b"\r\n".join(lines))
    roster = Roster(path, standard)
    assert [one.name for one in roster.applicants] == ["\u9fb4\u1e3f"]
    assert told(roster) == [("text.taken", 2, "社区")]


@FORMATS
def test_a_unit_that_is_called_by_its_short_name_is_the_one_that_is_called_so(
    tmp_path, standard, name
):
    rows = [
        HEADS,
        ROW,
        ["长沙", "岳麓", "示例", "乙社区"],
        ["湘西州", "凤凰", "甲镇", "丙社区"],
        ["湘西土家族苗族自治州", "凤凰县", "甲镇", "丁社区"],
    ]
    roster = Roster(write_rows(tmp_path / name, rows), standard, cities=["长沙市"])
    assert [*roster.applicants] == [
        Applicant(*ROW),
        Applicant(*ROW[:3], "乙社区"),
        Applicant("湘西州", "凤凰", "甲镇", "丙社区"),
        Applicant("湘西土家族苗族自治州", "凤凰县", "甲镇", "丁社区"),
    ]
    assert [one.applicant for one in roster] == [*roster.applicants]
    assert [dict(one.facts)["taken"] for one in roster.told] == ["长沙市", "岳麓区", "示例街道"]
    assert {one.code for one in roster.told} == {"unit.taken"}


def test_a_city_that_only_the_round_names_in_full_is_that_one(tmp_path, standard):
    path = write_rows(tmp_path / "r.xlsx", [HEADS, ["长沙", *ROW[1:]]])
    roster = Roster(path, standard, cities=["长沙市", "衡阳市"])
    assert [*roster.applicants] == [Applicant(*ROW)]
    assert told(roster) == [("unit.taken", "A2", "市州")]
    alone = Roster(path, standard)
    assert [one.city for one in alone.applicants] == ["长沙"]
    assert alone.told == ()


def test_a_short_name_of_two_units_is_a_problem(tmp_path, standard):
    rows = [HEADS, ROW, ["长沙市", "岳麓县", "某街道", "丙"], ["长沙市", "岳麓", "某街道", "丁"]]
    assert found(write_rows(tmp_path / "r.xlsx", rows), standard) == [
        ("unit.ambiguous", "B4", "县市区")
    ]


def test_a_applicant_that_is_named_short_and_in_full_stands_there_twice(tmp_path, standard):
    rows = [HEADS, ROW, ["长沙", *ROW[1:]]]
    codes = [code for code, *_ in found(write_rows(tmp_path / "r.xlsx", rows), standard)]
    assert codes == ["unit.taken", "roster.community-twice"]


@FORMATS
def test_heads_as_the_forms_print_them_and_columns_that_nothing_asks_for(tmp_path, standard, name):
    label = standard.measure("graduates").label
    heads = [
        "序号",
        "市（州）",
        "县(市、区)",
        "街道（乡镇）",
        "社 区",
        "书记",
        label,
        "手机",
        "备注",
    ]
    rows = [["参评名单"], heads, [1, *ROW, "王某", 5, "139", "新"], ["合计", *[None] * 5, 5]]
    roster = Roster(write_rows(tmp_path / name, rows), standard)
    assert [(one.applicant, one.answers) for one in roster] == [(Applicant(*ROW), {"graduates": 5})]
    left, total = roster.told
    assert (left.code, dict(left.facts)) == (
        "roster.columns-left",
        {"columns": "序号、书记、手机、备注"},
    )
    assert (total.code, total.place.row or total.place.line) == ("roster.total-left", 4)


@FORMATS
def test_two_rosters_side_by_side_are_a_problem(tmp_path, standard, name):
    rows = [["甲表", *[None] * 4, "乙表"], [*HEADS, None, *HEADS], [*ROW, None, *ROW[:3], "乙社区"]]
    codes = [code for code, *_ in found(write_rows(tmp_path / name, rows), standard)]
    assert codes == ["roster.column-twice"] * 4


def kept_book(path):
    """A roster with a title, merged units, a total, a struck-out row and signs."""
    rows = [
        ["2017年参评社区名单"],
        ["序号", *HEADS, "备注"],
        [1, *ROW, None],
        [2, None, None, None, "乙社区", None],
        [3, None, None, None, "丙社区", None],
        ["合计", None, None, None, 3, None],
    ]
    write_rows(path, rows)
    book = load_workbook(path)
    sheet = book.active
    for area in ("A1:F1", "B3:B5", "C3:C5", "D3:D5", "A6:D6"):
        sheet.merge_cells(area)
    sheet["E5"] = CellRichText(TextBlock(InlineFont(strike=True), "丁"), "丙社区")
    book.create_sheet("旧名单").append(["甲"])
    book.save(path)
    return path


def check_kept(path, standard):
    roster = Roster(path, standard)
    assert [*roster.applicants] == [
        Applicant(*ROW[:3], name) for name in ("示例社区", "乙社区", "丙社区")
    ]
    assert {one.code for one in roster.told} == {
        "table.sheets-left",
        "roster.columns-left",
        "cell.struck-out",
        "roster.total-left",
    }
    assert [one.applicant for one in roster] == [*roster.applicants]


def test_a_roster_that_was_worked_on_is_read_as_it_shows(tmp_path, standard):
    path = kept_book(tmp_path / "r.xlsx")
    check_kept(path, standard)
    book = load_workbook(path, rich_text=True)
    book.active["E4"].font = Font(strike=True)
    book.save(path)
    assert ("cell.nothing-left", "E4", "社区") in found(path, standard)


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_rosters_in_old_and_open_formats_are_read_as_they_show(tmp_path, standard, kind):
    source = kept_book(tmp_path / "r.xlsx")
    check_kept(convert([source], kind, tmp_path / kind).made[source], standard)

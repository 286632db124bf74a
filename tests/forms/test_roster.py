"""The roster: read from Excel and .csv alike, every fault at its cell or line."""

import pytest
from openpyxl import Workbook

from docgen.forms import Entrant, Roster, write_roster
from docgen.problems import ProblemError
from docgen.records import Community

HEADS = ["市州", "县市区", "街道乡镇", "社区"]
ROW = ["长沙市", "岳麓区", "示例街道", "示例社区"]


def write_rows(path, rows):
    if path.suffix == ".csv":
        lines = (",".join("" if cell is None else str(cell) for cell in row) for row in rows)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
        return path
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def found(path, standard):
    with pytest.raises(ProblemError) as caught:
        Roster(path, standard)
    return [
        (one.code, one.place.cell or one.place.line, one.place.field)
        for one in caught.value.problems
    ]


def test_what_was_written_is_read_back(tmp_path, standard):
    answers = {"graduates": 12, "city_standard_met": True, "graduates_registered": 12}
    entrants = [
        Entrant(Community(*ROW), answers),
        Entrant(Community("长沙市", "天心区", "丙", "丁"), {}),
    ]
    path = tmp_path / "communities.xlsx"
    write_roster(path, standard, entrants)
    roster = Roster(path, standard)
    assert list(roster) == entrants
    assert list(roster) == entrants, "a roster can be read again"
    assert roster.communities == tuple(one.community for one in entrants)


@pytest.mark.parametrize("name", ["r.csv", "r.xlsx"])
def test_columns_may_stand_in_any_order_and_blank_rows_are_no_rows(tmp_path, standard, name):
    label = standard.measure("graduates").label
    rows = [[label, *HEADS], [5, *ROW], [None] * 5, ["7人", "长沙市", "岳麓区", "示例街道", "乙"]]
    roster = Roster(write_rows(tmp_path / name, rows), standard)
    assert [one.answers for one in roster] == [{"graduates": 5}, {"graduates": 7}]


def test_a_csv_that_excel_saved_in_gb18030_is_read(tmp_path, standard):
    path = tmp_path / "communities.csv"
    path.write_bytes("\r\n".join([",".join(HEADS), ",".join(ROW)]).encode("gb18030"))
    assert Roster(path, standard).communities == (Community(*ROW),)


@pytest.mark.parametrize("name", ["r.csv", "r.xlsx"])
def test_every_fault_is_found_at_its_cell_or_line(tmp_path, standard, name):
    whole, part = standard.measure("graduates").label, standard.measure("graduates_served").label
    rows = [
        [*HEADS, whole, part],
        [*ROW, 10, 12],
        [*ROW, 3, 1],
        ["长沙市", None, "示例街道", "a/b", "约3人", 1],
        [None] * 6,
        ["长沙市", "岳麓区", "示例街道", "丙社区", -1, 0],
    ]
    expected = [
        ("answer.above-other", "F2", part),
        ("roster.community-twice", "A3", "社区"),
        ("roster.name-missing", "B4", "县市区"),
        ("roster.unsafe-name", "D4", "社区"),
        ("answer.not-a-number", "E4", whole),
        ("answer.negative", "E6", whole),
    ]
    if name.endswith(".csv"):
        expected = [(code, int(cell[1:]), field) for code, cell, field in expected]
    assert found(write_rows(tmp_path / name, rows), standard) == expected


def test_a_head_that_is_not_known_is_named(tmp_path, standard):
    path = write_rows(tmp_path / "r.xlsx", [[*HEADS[:3], "小区", "社区", "社区"], [*ROW, "", ""]])
    assert found(path, standard) == [
        ("roster.column-unknown", "D1", "小区"),
        ("roster.column-twice", "F1", "社区"),
    ]
    path = write_rows(tmp_path / "s.xlsx", [HEADS[1:], ROW[1:]])
    assert [code for code, *_ in found(path, standard)] == ["roster.column-missing"]


def test_a_roster_without_communities_is_a_problem(tmp_path, standard):
    assert found(write_rows(tmp_path / "r.xlsx", [HEADS]), standard) == [("roster.empty", None, "")]
    assert found(tmp_path / "none.xlsx", standard) == [("file.missing", None, "")]
    (tmp_path / "broken.xlsx").write_bytes(b"PK nothing")
    assert found(tmp_path / "broken.xlsx", standard) == [("table.not-a-table", None, "")]


def test_cells_stand_where_they_stand_though_rows_and_columns_before_them_are_blank(
    tmp_path, standard
):
    path = write_rows(tmp_path / "r.xlsx", [[None, *HEADS], [None, *ROW[:3], None]])
    assert found(path, standard) == [("roster.name-missing", "E2", "社区")]

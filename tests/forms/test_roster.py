"""The roster: read from Excel and .csv alike, every fault at its cell or line."""

import pytest
from openpyxl import Workbook, load_workbook

from docgen.forms import Entrant, Roster, write_roster
from docgen.problems import ProblemError
from docgen.records import Applicant

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
        Entrant(Applicant(*ROW), answers),
        Entrant(Applicant("长沙市", "天心区", "丙", "丁"), {}),
    ]
    path = tmp_path / "communities.xlsx"
    write_roster(path, standard, entrants)
    roster = Roster(path, standard)
    assert list(roster) == entrants
    assert list(roster) == entrants, "a roster can be read again"
    assert roster.applicants == tuple(one.applicant for one in entrants)


@pytest.mark.parametrize("name", ["r.csv", "r.xlsx"])
def test_columns_may_stand_in_any_order_and_blank_rows_are_no_rows(tmp_path, standard, name):
    label = standard.measure("graduates").label
    rows = [[label, *HEADS], [5, *ROW], [None] * 5, ["7人", "长沙市", "岳麓区", "示例街道", "乙"]]
    roster = Roster(write_rows(tmp_path / name, rows), standard)
    assert [one.answers for one in roster] == [{"graduates": 5}, {"graduates": 7}]


def test_a_csv_that_excel_saved_in_gb18030_is_read(tmp_path, standard):
    path = tmp_path / "communities.csv"
    path.write_bytes("\r\n".join([",".join(HEADS), ",".join(ROW)]).encode("gb18030"))
    assert Roster(path, standard).applicants == (Applicant(*ROW),)


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
    meant = standard.measure("graduates").label.replace("人数", "人员数")
    path = write_rows(tmp_path / "r.xlsx", [[*HEADS[:3], meant, "社区", "社区"], [*ROW, "", ""]])
    assert found(path, standard) == [
        ("roster.column-unknown", "D1", meant),
        ("roster.column-twice", "F1", "社区"),
    ]
    path = write_rows(tmp_path / "s.xlsx", [HEADS[1:], ROW[1:]])
    assert [code for code, *_ in found(path, standard)] == ["roster.column-missing"]


def test_a_roster_without_applicants_is_a_problem(tmp_path, standard):
    assert found(write_rows(tmp_path / "r.xlsx", [HEADS]), standard) == [("roster.empty", None, "")]
    assert found(tmp_path / "none.xlsx", standard) == [("file.missing", None, "")]
    (tmp_path / "broken.xlsx").write_bytes(b"PK nothing")
    assert found(tmp_path / "broken.xlsx", standard) == [("table.not-a-table", None, "")]


def test_cells_stand_where_they_stand_though_rows_and_columns_before_them_are_blank(
    tmp_path, standard
):
    path = write_rows(tmp_path / "r.xlsx", [[None, *HEADS], [None, *ROW[:3], None]])
    assert found(path, standard) == [("roster.name-missing", "E2", "社区")]


def roster_of(path, standard, cells, heads=()):
    """A roster of one applicant whose cells have formats: measure, value and format of each."""
    book = Workbook()
    labels = [standard.measure(key).label for key, *_ in cells]
    book.active.append([*HEADS, *labels])
    book.active.append(ROW)
    for column, (_, value, code) in enumerate(cells, len(HEADS) + 1):
        book.active.cell(2, column, value).number_format = code
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (434.99999999999994, "General", 435),
        (12, '0"人"', 12),
        (1234, "#,##0", 1234),
        (7, "000", 7),
        (11.6, "0", 12),
        (0, '#,##0;-#,##0;"-"', 0),
    ],
)
def test_a_measure_is_the_number_that_its_cell_shows(tmp_path, standard, value, code, expected):
    path = roster_of(tmp_path / "r.xlsx", standard, [("graduates", value, code)])
    (entrant,) = Roster(path, standard)
    assert entrant.answers == {"graduates": expected}


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("#DIV/0!", "General", "cell.error"),
        ("#REF!", "General", "cell.error"),
        ("=100+44", "General", "cell.no-value"),
        (5, "0.00E+00", "cell.format-unknown"),
        (430102199001011234, "0", "cell.digits-lost"),
        (0.5, "0%", "answer.not-a-number"),
        (42998, "yyyy-mm-dd", "answer.not-a-number"),
        (5, '0"万人"', "answer.not-a-number"),
    ],
)
def test_a_cell_that_shows_no_number_is_a_problem(tmp_path, standard, value, code, expected):
    path = roster_of(tmp_path / "r.xlsx", standard, [("graduates", value, code)])
    label = standard.measure("graduates").label
    assert found(path, standard) == [(expected, "E2", label)]


def test_a_name_that_is_an_error_is_a_problem(tmp_path, standard):
    path = write_rows(tmp_path / "r.xlsx", [HEADS, [*ROW[:3], "#N/A"]])
    assert found(path, standard) == [("cell.error", "D2", "社区")]
    path = write_rows(tmp_path / "r.csv", [HEADS, [*ROW[:3], "#NAME?"]])
    assert found(path, standard) == [("cell.error", 2, "社区")]


def test_merged_units_stand_in_every_row(tmp_path, standard):
    rows = [HEADS, ROW, [None, None, None, "乙社区"], ["株洲市", "芦淞区", "示例街道", "丙社区"]]
    path = write_rows(tmp_path / "r.xlsx", rows)
    book = load_workbook(path)
    for letter in "ABC":
        book.active.merge_cells(f"{letter}2:{letter}3")
    book.save(path)
    names = [one.full_name for one in Roster(path, standard).applicants]
    assert names == [
        Applicant(*ROW).full_name,
        Applicant(*ROW[:3], "乙社区").full_name,
        Applicant("株洲市", "芦淞区", "示例街道", "丙社区").full_name,
    ]


def test_what_is_hidden_is_told(tmp_path, standard):
    path = write_rows(tmp_path / "r.xlsx", [HEADS, ROW])
    book = load_workbook(path)
    book.active.column_dimensions["C"].hidden = True
    book.create_sheet("字典", 0).sheet_state = "hidden"
    book.active = 1
    book.save(path)
    told = Roster(path, standard).told
    assert [one.code for one in told] == ["table.sheet-hidden", "table.columns-hidden"]


def test_heads_that_are_repeated_below_are_told(tmp_path, standard):
    path = write_rows(tmp_path / "r.xlsx", [HEADS, ROW, HEADS])
    assert found(path, standard) == [("table.head-again", "A3", "市州")]


@pytest.mark.parametrize("name", ["r.csv", "r.xlsx"])
def test_a_roster_is_read_as_bureaus_keep_it(tmp_path, standard, name):
    label = standard.measure("graduates").label
    rows = [
        ["2017年参评社区名单"],
        ["填报单位：某市", None, None, None, "2017年9月"],
        ["序号", *HEADS, label, "备注"],
        [1, *ROW, 5, "新"],
        [2, *ROW[:3], "乙社区", 7, None],
        ["合 计", None, None, None, None, 12],
    ]
    path = write_rows(tmp_path / name, rows)
    if name.endswith("xlsx"):
        book = load_workbook(path)
        book.active.merge_cells("A1:G1")
        book.active.merge_cells("A6:E6")
        book.save(path)
    roster = Roster(path, standard)
    assert [one.applicant.name for one in roster] == ["示例社区", "乙社区"]
    assert [one.answers for one in roster] == [{"graduates": 5}, {"graduates": 7}]
    assert [(one.code, one.place.row or one.place.line) for one in roster.told] == [
        ("roster.columns-left", 3),
        ("roster.total-left", 6),
    ]
    assert dict(roster.told[0].facts) == {"columns": "序号、备注"}


def test_a_total_in_the_first_name_is_one_and_a_applicant_called_so_is_not(tmp_path, standard):
    rows = [HEADS, ROW, ["总计", None, None, None], ["长沙市", "岳麓区", "示例街道", "合计"]]
    roster = Roster(write_rows(tmp_path / "r.xlsx", rows), standard)
    assert [one.name for one in roster.applicants] == ["示例社区", "合计"]
    assert [(one.code, one.place.row) for one in roster.told] == [("roster.total-left", 3)]


def test_a_row_without_a_applicant_that_is_no_total_is_a_problem(tmp_path, standard):
    rows = [HEADS, ROW, ["长沙市", "岳麓区", "小计", None]]
    path = write_rows(tmp_path / "r.xlsx", rows)
    assert found(path, standard) == [("roster.name-missing", "D3", "社区")]

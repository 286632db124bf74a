"""Expanding workbook templates: tags, fields, and what moves along with the rows."""

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Alignment, Border, Font, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader
from workbook_samples import expanded, found, opened, save_template, texts

from docgen.office.package.archive import read_package
from docgen.office.package.properties import CoreProperties, read_core_properties
from docgen.office.soffice.convert import convert
from docgen.office.workbook.template.template import NamedCell, Validation, WorkbookTemplate
from docgen.problems import ProblemError

LOOP = "{%tr for item in items %}"
END = "{%tr endfor %}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "template.xlsx"


# Cells


@pytest.mark.parametrize(
    "value",
    ["字", "=1+1", "007", "#N/A", 3, Decimal("2.5"), True, None],
)
def test_a_cell_that_is_one_expression_keeps_the_type_of_its_value(path: Path, value: Any) -> None:
    cell = expanded(path, [["{{ value }}", "x"]], {"value": value}).worksheets[0]["A1"]
    assert cell.value == (float(value) if isinstance(value, Decimal) else value)
    assert cell.data_type == ("s" if isinstance(value, str) else cell.data_type)


def test_a_date_becomes_a_date_with_a_date_format(path: Path) -> None:
    cell = expanded(path, [["{{ day }}"]], {"day": date(2017, 9, 25)}).worksheets[0]["A1"]
    assert cell.is_date
    assert cell.value.date() == date(2017, 9, 25)


def test_tags_within_a_text_print_into_it(path: Path) -> None:
    row = ["共{{ n }}个", "{% if n > 1 %}多{% else %}少{% endif %}\n{{ none }}{# 注 #}"]
    assert texts(expanded(path, [row], {"n": 2, "none": None})) == [["共2个", "多\n"]]


def test_stacked_text_stands_one_character_a_line_with_numbers_whole(path: Path) -> None:
    book = expanded(path, [["{{ text | stacked }}"]], {"text": "就业︵60分︶"})
    assert texts(book) == [["就\n业\n︵\n60\n分\n︶"]]


# Rows


def test_row_tags_repeat_choose_and_vanish(path: Path) -> None:
    rows = [
        ["头"],
        ["{%tr for group in groups %}"],
        ["{{ group.name }}"],
        [None, "{%tr for item in group['items'] %}"],
        ["{%tr if item > 1 %}"],
        ["{{ loop.index }}", "{{ item }}"],
        ["{%tr elif item == 1 %}"],
        ["一"],
        ["{%tr else %}"],
        ["零"],
        ["{%tr endif %}"],
        [END],
        ["{%tr endfor %}"],
        ["尾"],
    ]
    groups = [{"name": "甲", "items": [0, 1, 5]}, {"name": "乙", "items": []}]
    printed = [row[0] for row in texts(expanded(path, rows, {"groups": groups}))]
    assert printed == ["头", "甲", "零", "一", 3, "乙", "尾"]


def test_styles_heights_and_merges_are_repeated_with_their_row(path: Path) -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet["A2"].font = Font(name="黑体", size=16)
        sheet["C2"].border = Border(right=Side(style="thin"))
        sheet.merge_cells("A2:B2")
        sheet.merge_cells("A4:A5")
        sheet.row_dimensions[2].height = 33

    rows = [[LOOP], ["{{ item }}", None, "x"], [END], ["a"], ["b"]]
    sheet = expanded(path, rows, {"items": "甲乙"}, prepare).worksheets[0]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:B1", "A2:B2", "A3:A4"]
    assert [sheet.row_dimensions[row].height for row in (1, 2, 3)] == [33, 33, None]
    assert sheet["A2"].font.name == "黑体"
    assert sheet["C2"].border.right.style == "thin"


def test_a_text_that_wraps_raises_its_row(path: Path) -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet.column_dimensions["A"].width = 10
        sheet["A2"].alignment = Alignment(wrap_text=True)
        sheet.row_dimensions[2].height = 20

    rows = [[LOOP], ["{{ item }}"], [END]]
    sheet = expanded(path, rows, {"items": ["短", "长" * 30]}, prepare).worksheets[0]
    assert sheet.row_dimensions[1].height == 20
    assert sheet.row_dimensions[2].height > 60


def test_vm_merges_a_cell_with_the_one_above_until_a_new_block_starts(path: Path) -> None:
    rows = [
        ["{%tr for opens, text in rows %}"],
        ["{% vm opens %}{{ text }}", "x"],
        [END],
        ["后"],
    ]
    context = {"rows": [(True, "甲"), (False, "甲"), (True, "乙"), (False, "乙"), (False, "乙")]}
    sheet = expanded(path, rows, context).worksheets[0]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:A2", "A3:A5"]
    assert [sheet[f"A{row}"].value for row in (1, 3, 6)] == ["甲", "乙", "后"]


def test_blocks_of_different_width_do_not_join(path: Path) -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet.merge_cells("A3:B3")

    rows = [
        ["{%tr for wide in rows %}"],
        ["{%tr if wide %}"],
        ["{% vm false %}宽"],
        ["{%tr else %}"],
        ["{% vm false %}左", "{% vm false %}右"],
        ["{%tr endif %}"],
        [END],
    ]
    sheet = expanded(path, rows, {"rows": [False, False, True, True]}, prepare).worksheets[0]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:A2", "A3:B4", "B1:B2"]
    assert [sheet[cell].value for cell in ("A1", "B1", "A3")] == ["左", "右", "宽"]


def test_a_block_that_would_be_cut_by_a_page_goes_on_as_a_new_one(path: Path) -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].height = 200
        sheet.print_title_rows = "1:1"

    rows = [["头"], [LOOP], ["{% vm loop.first %}甲", "{{ item }}"], [END]]
    sheet = expanded(path, rows, {"items": "123456"}, prepare).worksheets[0]
    assert [page.id for page in sheet.row_breaks.brk] == [4]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A2:A4", "A5:A7"]
    assert sheet["A2"].value == sheet["A5"].value == "甲"


# What moves along


def test_print_area_titles_panes_and_selection_follow_their_rows(path: Path) -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet.print_area = "A1:B6"
        sheet.print_title_rows = "4:4"
        sheet.freeze_panes = "B5"
        sheet.sheet_view.selection[-1].activeCell = "B5"
        sheet.sheet_view.selection[-1].sqref = "B5"

    rows = [[LOOP], ["{{ item }}"], [END], ["头"], ["甲", "乙"], ["尾"]]
    sheet = expanded(path, rows, {"items": "123"}, prepare).worksheets[0]
    assert sheet.print_area == "'表'!$A$1:$B$6"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "B5"
    sheet = expanded(path, rows, {"items": ""}, prepare).worksheets[0]
    assert sheet.print_area == "'表'!$A$1:$B$3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "B2"
    assert sheet.sheet_view.selection[-1].activeCell == "B2"


def test_conditional_formats_and_validations_follow_their_rows(path: Path) -> None:
    def prepare(sheet: Worksheet) -> None:
        red = Font(color="FFFF0000")
        sheet.conditional_formatting.add("A3", CellIsRule(formula=['"错"'], font=red))
        sheet.conditional_formatting.add("A5:B5", FormulaRule(formula=["$A5=B$1"], font=red))
        choice = DataValidation("list", formula1='"是,否"', sqref="B3")
        sheet.add_data_validation(choice)

    rows = [["头"], [LOOP], ["{{ item }}", None], [END], ["尾", "x"]]
    sheet = expanded(path, rows, {"items": "123"}, prepare).worksheets[0]
    formats = {str(entry.sqref): entry.rules[0] for entry in sheet.conditional_formatting}
    assert set(formats) == {"A2:A4", "A5:B5"}
    assert formats["A2:A4"].dxf.font.color.rgb == "FFFF0000"
    assert formats["A5:B5"].formula == ["$A5=B$1"]
    assert str(sheet.data_validations.dataValidation[0].sqref) == "B2:B4"
    sheet = expanded(path, rows, {"items": ""}, prepare).worksheets[0]
    formats = {str(entry.sqref): entry.rules[0].formula for entry in sheet.conditional_formatting}
    assert formats == {"A2:B2": ["$A2=B$1"]}
    assert not sheet.data_validations.dataValidation


def test_a_name_of_the_template_spans_all_rows_that_come_from_its_own(path: Path) -> None:
    def prepare(sheet: Worksheet) -> None:
        names = sheet.parent.defined_names
        names["places"] = DefinedName("places", attr_text="表!$A$2")
        names["rate"] = DefinedName("rate", attr_text="0.5")

    rows = [[LOOP], ["{{ item }}"], [END], ["=SUM(places)*rate"]]
    book = expanded(path, rows, {"items": [1, 2, 3]}, prepare)
    assert book.defined_names["places"].attr_text == "'表'!$A$1:$A$3"
    assert book.defined_names["rate"].attr_text == "0.5"
    assert book.worksheets[0]["A4"].value == "=SUM(places)*rate"


def test_excel_computes_on_opening_only_where_a_formula_has_no_value_yet(path: Path) -> None:
    for cell, attributes in [
        ("=1+1", {"calcId": "191029", "fullCalcOnLoad": "1"}),
        ("{{ total }}", {"calcId": "191029"}),
    ]:
        template = WorkbookTemplate.compile(save_template(path, [[cell]]))
        data = template.expand({"total": NamedCell("total", "=1+1")}).render({})
        package = read_package(data)
        assert dict(package.xml("xl/workbook.xml").find("{*}calcPr").attrib) == attributes
        assert "xl/calcChain.xml" not in package


# Fields


def test_a_field_gets_its_name_protection_format_and_validation(path: Path) -> None:
    check = Validation("whole", "0", "9", title="不对", message="0至9", prompt="请填")
    fields = [
        NamedCell(f"measure_{key}", unlocked=True, validation=check, number_format="0.00")
        for key in "abc"
    ]
    rows = [["头"], [LOOP], [None, "{{ item }}"], [END]]
    book = expanded(path, rows, {"items": fields})
    sheet = book.worksheets[0]
    assert book.defined_names["measure_c"].attr_text == "'表'!$B$4"
    assert sheet["B4"].value is None
    assert not sheet["B4"].protection.locked
    assert sheet["A4"].protection.locked
    assert sheet["B4"].number_format == "0.00"
    (validation,) = sheet.data_validations.dataValidation
    assert str(validation.sqref) == "B2:B4" or validation.sqref == "B2 B3 B4"
    assert (validation.type, validation.formula1, validation.formula2) == ("whole", "0", "9")
    assert (validation.errorTitle, validation.error, validation.prompt) == ("不对", "0至9", "请填")


def test_a_group_spans_from_its_first_to_its_last_field(path: Path) -> None:
    fields = [NamedCell(f"check_{key}", groups=("checks",)) for key in "abc"]
    rows = [[LOOP], ["x"], [None, "{{ item }}"], [END]]
    book = expanded(path, rows, {"items": fields})
    assert book.defined_names["checks"].attr_text == "'表'!$B$2:$B$6"


def test_a_field_that_is_printed_again_is_shown_there_by_a_formula(path: Path) -> None:
    name = NamedCell("community_name", unlocked=True)
    template = WorkbookTemplate.compile(save_template(path, [["{{ name }}"], ["{{ name }}"]]))
    workbook = template.expand({"name": name})
    assert workbook.names == {"community_name"}
    data = workbook.render({"community_name": "星火社区"})
    sheet = opened(data).worksheets[0]
    assert sheet["A1"].value == "星火社区"
    assert sheet["A2"].value == '=IF(community_name="","",community_name)'
    assert sheet["A2"].protection.locked
    assert opened(data).defined_names["community_name"].attr_text == "'表'!$A$1"


def test_protection_of_the_sheet_and_the_sheet_that_opens_first_survive(path: Path) -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet.protection.sheet = True
        sheet.parent.create_sheet("填报")
        sheet.parent.active = 1

    book = expanded(path, [["{{ 1 }}"]], {}, prepare)
    assert book.worksheets[0].protection.sheet
    assert book.worksheets[0].protection.password is None
    assert book.active.title == "填报"


def test_unlocking_a_field_leaves_the_template_cell_of_another_locked(path: Path) -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet["A1"].protection = Protection(locked=True, hidden=True)

    context = {"one": NamedCell("one", unlocked=True), "two": NamedCell("two")}
    book = expanded(path, [["{{ one }}", "{{ two }}"]], context, prepare)
    assert not book.worksheets[0]["A1"].protection.locked
    assert book.worksheets[0]["B1"].protection.locked


# What is wrong with a template


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        (
            [["{{ a + }}"], ["{% if x %}"]],
            [("template.syntax", "A1"), ("template.unpaired-tag", "A2")],
        ),
        (
            [[LOOP, "x"], [END]],
            [("workbook.row-tag-not-alone", "A1"), ("workbook.row-tag-unexpected", "A2")],
        ),
        (
            [["{%tr if x %}"], [LOOP]],
            [("workbook.row-tag-open", "A1"), ("workbook.row-tag-open", "A2")],
        ),
        ([["x"], [None, END]], [("workbook.row-tag-unexpected", "B2")]),
        ([["{%tr for x %}"], [END]], [("template.syntax", "A1")]),
        (
            [["{%tr if a %}"], ["{%tr elif b + %}"], ["{%tr endif %}"]],
            [("template.unpaired-tag", "A2")],
        ),
        ([["{% vm a + %}x"]], [("template.syntax", "A1")]),
        ([[LOOP], [END], ['=INDIRECT("A9")']], [("workbook.address-in-formula", "A3")]),
    ],
)
def test_every_wrong_tag_is_named_with_its_cell(
    path: Path, rows: Any, problems: list[tuple[str, str]]
) -> None:
    with pytest.raises(ProblemError) as error:
        WorkbookTemplate.compile(save_template(path, rows), "模板.xlsx")
    assert found(error.value) == problems
    assert {problem.place.file for problem in error.value.problems} == {"模板.xlsx"}
    assert {problem.place.sheet for problem in error.value.problems} == {"表"}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("{{ missing }}", "template.undefined"),
        ("共{{ thing.missing }}个", "template.undefined"),
        ("{{ 1 / 0 }}", "template.division-by-zero"),
        ("{{ ().__class__.__subclasses__() }}", "template.forbidden"),
        ("{{ [1] }}", "template.unsupported-value"),
        ("{{ bell }}", "package.illegal-character"),
        ("{% vm missing %}x", "template.undefined"),
    ],
)
def test_a_tag_that_cannot_be_computed_is_named_with_its_cell(
    path: Path, cell: str, code: str
) -> None:
    template = WorkbookTemplate.compile(save_template(path, [["x\ny"], [None, cell]]))
    with pytest.raises(ProblemError) as error:
        template.expand({"thing": SimpleNamespace(), "bell": "\x07"})
    assert found(error.value) == [(code, "B2")]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ([NamedCell("A1")], "workbook.name-invalid"),
        ([NamedCell("r1c1")], "workbook.name-invalid"),
        ([NamedCell("1a")], "workbook.name-invalid"),
        ([NamedCell("有 空格")], "workbook.name-invalid"),
        ([NamedCell("one"), NamedCell("ONE", "=1")], "workbook.name-taken"),
        ([NamedCell("taken")], "workbook.name-taken"),
        ([NamedCell("one", groups=("taken",))], "workbook.name-taken"),
        ([NamedCell("one", "=" + "1+" * 4096)], "workbook.field-text-too-long"),
        (
            [NamedCell("one", validation=Validation("list", "长" * 256))],
            "workbook.field-text-too-long",
        ),
        (
            [NamedCell("one", validation=Validation("list", '"是"', title="长" * 33))],
            "workbook.field-text-too-long",
        ),
    ],
)
def test_a_field_that_excel_would_refuse_is_a_problem(
    path: Path, fields: list[NamedCell], code: str
) -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet.parent.defined_names["taken"] = DefinedName("taken", attr_text="表!$A$1")

    with pytest.raises(ProblemError) as error:
        expanded(path, [[LOOP], [None, "{{ item }}"], [END]], {"items": fields}, prepare)
    assert found(error.value) == [(code, "B2")]


def test_a_field_in_a_cell_that_is_merged_away_is_a_problem(path: Path) -> None:
    rows = [[LOOP], ["{% vm loop.first %}{{ item }}"], [END]]
    with pytest.raises(ProblemError) as error:
        expanded(path, rows, {"items": [NamedCell("one"), NamedCell("two")]})
    assert found(error.value) == [("workbook.field-merged-away", "A2")]


def test_a_file_that_is_no_workbook_is_a_problem(path: Path) -> None:
    with pytest.raises(ProblemError) as error:
        WorkbookTemplate.compile(path)
    assert found(error.value) == [("file.missing", "")]
    path.write_bytes(b"no zip")
    with pytest.raises(ProblemError) as error:
        WorkbookTemplate.compile(path)
    assert found(error.value) == [("package.not-office", "")]


# The file as a whole


def test_the_same_template_and_context_give_the_same_bytes(path: Path) -> None:
    rows = [[LOOP], ["{{ item }}"], [END]]
    template = save_template(path, rows)
    context = {"items": [NamedCell("one"), "字"]}
    first, second = (WorkbookTemplate.compile(template).expand(context) for _ in range(2))
    values = {"one": Decimal("2.5")}
    assert first.render(values, {"a": "1"}) == second.render(values, {"a": "1"})
    assert first.render(values) == first.render(values)


def test_title_author_and_date_are_given_or_those_of_the_template(path: Path) -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet.parent.properties.title = "考核表"
        sheet.parent.properties.creator = "省厅"

    template = WorkbookTemplate.compile(save_template(path, [["x"]], prepare))
    own = read_core_properties(read_package(template.expand({}).render({})))
    assert own == CoreProperties("考核表", "省厅")
    given = CoreProperties("题", "人")
    read = read_core_properties(read_package(template.expand({}, given).render({})))
    assert read == given


def test_bytes_do_not_depend_on_the_process(path: Path) -> None:
    def prepare(sheet: Worksheet) -> None:
        for area in ("A2:B2", "C2:D2", "A4:B4", "E4:F4"):
            sheet.merge_cells(area)

    save_template(path, [[LOOP], ["{{ item }}"], [END], ["x"]], prepare)
    program = (
        "import hashlib, pathlib, sys\n"
        "from docgen.office.workbook.template.template import WorkbookTemplate\n"
        "template = WorkbookTemplate.compile(pathlib.Path(sys.argv[1]))\n"
        "data = template.expand({'items': 'abcdef'}).render({}, {'a': '1'})\n"
        "print(hashlib.sha256(data).hexdigest())\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    digests = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


# As it is printed


@pytest.mark.office
def test_a_block_says_its_text_on_every_page_that_it_reaches(path: Path, tmp_path: Path) -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].height = 90
        sheet.print_title_rows = "1:1"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    rows = [["Head"], [LOOP], ["{% vm loop.first %}Block", "{{ item }}"], [END], ["Foot"]]
    template = WorkbookTemplate.compile(save_template(path, rows, prepare))
    file = tmp_path / "printed.xlsx"
    file.write_bytes(template.expand({"items": range(20)}).render({}))
    pages = PdfReader(convert([file], "pdf", tmp_path).made[file]).pages
    printed = [page.extract_text().split() for page in pages]
    assert [(page.count("Head"), page.count("Block")) for page in printed] == [(1, 1)] * 3
    assert sum("Foot" in page for page in printed) == 1

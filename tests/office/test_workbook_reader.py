"""Rendering workbooks and reading workbooks from anywhere: what goes in comes out."""

import io
import random
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from workbook_samples import found, opened, save_template

from docgen.office.package.archive import deflate, read_package, write_archive
from docgen.office.workbook.reading.reader import WorkbookContent, read_workbook
from docgen.office.workbook.template.template import CompiledWorkbook, NamedCell, WorkbookTemplate
from docgen.problems import ProblemError

TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=20
)
NUMBERS = st.integers(-(10**15) + 1, 10**15 - 1) | st.decimals(
    -(10**6), 10**6, allow_nan=False, places=3
)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> CompiledWorkbook:
    path = tmp_path_factory.mktemp("templates") / "template.xlsx"
    save_template(path, [["标签", "{{ entry }}", "{{ score }}"], [None, "{{ day }}", "x"]])
    return WorkbookTemplate.compile(path).expand(
        {
            "entry": NamedCell("entry"),
            "score": NamedCell("score", '=IF(entry<>"",1,"<&>")'),
            "day": NamedCell("day", number_format="yyyy-mm-dd"),
        }
    )


def saved(prepare: Callable[[Worksheet], object], **options: Any) -> bytes:
    book = Workbook()
    prepare(book.active)
    for name, value in options.items():
        setattr(book, name, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def many_sheets(number: int, cells: str) -> WorkbookContent:
    """A workbook of so many sheets, each with these cells."""

    def prepare(sheet: Worksheet) -> None:
        for _ in range(1, number):
            sheet.parent.create_sheet()

    parts = {
        name: re.sub(rb"<sheetData ?/>|<sheetData></sheetData>", cells.encode(), data)
        for name, data in read_package(saved(prepare)).items()
    }
    # What one file may inflate to is another limit.
    members = [*(deflate(name, data) for name, data in parts.items())]
    members.append(deflate("padding", random.Random(1).randbytes(100_000)))
    return read_workbook(write_archive(members))


def sheet_of(cells: str) -> WorkbookContent:
    """A workbook whose one sheet has these rows of XML."""
    parts = dict(read_package(saved(lambda sheet: None)))
    part = "xl/worksheets/sheet1.xml"
    blank = b"<sheetData></sheetData>"
    assert blank in parts[part]
    parts[part] = parts[part].replace(blank, f"<sheetData>{cells}</sheetData>".encode())
    return read_workbook(write_archive(deflate(name, data) for name, data in parts.items()))


# Rendered and read


@given(TEXTS | NUMBERS | st.booleans() | st.none())
def test_a_rendered_value_is_read_back(workbook: CompiledWorkbook, value: Any) -> None:
    data = workbook.render({"entry": value, "score": value})
    content = read_workbook(data)
    assert content.value("entry") == (value if value != "" else None)
    assert content.value("score") == (value if value != "" else None)
    assert content.is_formula("score")
    assert not content.is_formula("entry")


@given(st.text(st.sampled_from("ab&<>\"' \t\n√湘"), max_size=20) | NUMBERS)
def test_calamine_reads_the_same(workbook: CompiledWorkbook, value: Any) -> None:
    data = workbook.render({"entry": value, "score": value})
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    theirs = sheet.to_python(skip_empty_area=False)[0]
    ours = read_workbook(data)
    for name, their in zip(("entry", "score"), theirs[1:], strict=True):
        value = ours.value(name)
        assert their == (value if isinstance(value, str) else "" if value is None else float(value))


def test_text_that_looks_like_an_encoded_character_is_told_apart(
    workbook: CompiledWorkbook,
) -> None:
    data = workbook.render({"entry": "_x0041_"})
    assert b"_x005F_x0041_" in read_package(data)["xl/worksheets/sheet1.xml"]
    assert read_workbook(data).value("entry") == "_x0041_"


def test_text_stays_text_and_a_date_is_a_date(workbook: CompiledWorkbook) -> None:
    data = workbook.render({"entry": "=HYPERLINK(1)", "day": date(2017, 9, 25)})
    assert opened(data).worksheets[0]["B1"].data_type in ("s", "inlineStr")
    content = read_workbook(data)
    assert content.value("entry") == "=HYPERLINK(1)"
    assert content.value("day") == date(2017, 9, 25)


def test_line_ends_are_those_of_a_cell(workbook: CompiledWorkbook) -> None:
    content = read_workbook(workbook.render({"entry": "a\r\nb\rc\nd"}))
    assert content.value("entry") == "a\nb\nc\nd"


def test_a_value_without_its_cell_is_a_problem_of_the_template(workbook: CompiledWorkbook) -> None:
    with pytest.raises(ProblemError) as raised:
        workbook.render({"unknown": 1})
    (found,) = raised.value.problems
    assert (found.code, found.place.file) == ("workbook.fields-missing", "template.xlsx")
    assert dict(found.facts)["name"] == "unknown"


@pytest.mark.parametrize(
    ("text", "code"),
    [("a\x0bb", "package.illegal-character"), ("长" * 32_768, "workbook.text-too-long")],
)
def test_a_text_that_no_cell_can_hold_is_a_problem_of_its_field(
    workbook: CompiledWorkbook, text: str, code: str
) -> None:
    with pytest.raises(ProblemError) as error:
        workbook.render({"entry": text})
    assert [(problem.code, problem.place.field) for problem in error.value.problems] == [
        (code, "entry")
    ]


def test_properties_are_written_and_read(workbook: CompiledWorkbook) -> None:
    properties = {"docgen.form": "score_sheet", "社区": "A & B"}
    assert read_workbook(workbook.render({}, properties)).properties == properties
    assert read_workbook(workbook.render({})).properties == {}


def test_every_part_is_declared(workbook: CompiledWorkbook) -> None:
    package = read_package(workbook.render({"entry": "x"}, {"a": "1"}))
    assert next(iter(package)) == "[Content_Types].xml"
    assert set(package.content_types) <= set(package)
    undeclared = set(package) - set(package.content_types) - {"[Content_Types].xml"}
    assert all(name.endswith(".rels") for name in undeclared)


# From other programs


def test_values_come_with_their_types() -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["C1"] = 2.0, 0.1, True
        sheet["D1"], sheet["E1"] = date(2017, 9, 25), datetime(2017, 9, 25, 8, 30)
        sheet["F1"], sheet["G1"] = " 字\n ", "=1+1"
        sheet["H1"] = "#REF!"
        sheet["I1"], sheet["J1"] = time(8, 30), timedelta(hours=30)
        sheet["L2"] = 1e300

    content = read_workbook(saved(prepare))
    first, second = content.rows("Sheet")
    assert first == [
        2,
        Decimal("0.1"),
        True,
        date(2017, 9, 25),
        datetime(2017, 9, 25, 8, 30),
        " 字\n ",
        None,
        "#REF!",
        "8:30:00",
        "30:00:00",
    ]
    assert type(first[0]) is int
    assert not isinstance(first[3], datetime)
    assert str(first[3]) == "2017-09-25"
    assert second == [None] * 11 + ["1e+300"]
    assert second[11].fault.code == "cell.digits-lost"
    assert content.cell("Sheet", "Z99") is None


def test_days_may_be_counted_from_1904() -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet["A1"] = date(2017, 9, 25)

        sheet["A2"] = 2_958_000
        sheet["A2"].number_format = "yyyy-mm-dd"

    content = read_workbook(saved(prepare, epoch=CALENDAR_MAC_1904))
    assert content.cell("Sheet", "A1") == date(2017, 9, 25)
    # Beyond the year 9999, where Excel shows nothing but ####.
    assert content.cell("Sheet", "A2").fault.code == "cell.format-unknown"


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("yyyy年m月d日", True),
        ("[$-804]yyyy/m/d", True),
        ('0.00"md"', False),
        ("[Red]0.0", False),
        ("General", False),
        ("0_d", False),
    ],
)
def test_a_number_is_a_date_if_its_format_says_so(code: str, is_date: bool) -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet["A1"] = 43003
        sheet["A1"].number_format = code

    value = read_workbook(saved(prepare)).cell("Sheet", "A1")
    assert value == (date(2017, 9, 25) if is_date else 43003)


def test_rich_text_is_read_as_its_text() -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet["A1"] = CellRichText("一", TextBlock(InlineFont(b=True), "二"))

    assert read_workbook(saved(prepare)).cell("Sheet", "A1") == "一二"
    shared = '<r><t>一</t></r><r><t>二</t></r><rPh sb="0" eb="1"><t>yi</t></rPh>'
    content = sheet_of(f'<row r="1"><c r="A1" t="inlineStr"><is>{shared}</is></c></row>')
    assert content.cell("Sheet", "A1") == "一二"


@pytest.mark.parametrize(
    ("target", "where"),
    [
        ("Sheet!$B$3", ("Sheet", "B3")),
        ("'Sheet'!B3", ("Sheet", "B3")),
        ("'甲''乙 丙'!$B$3", ("甲'乙 丙", "B3")),
        ("Sheet!$B$3:$C$4", None),
        ("Sheet!#REF!", None),
        ("#REF!", None),
        ("1+1", None),
    ],
)
def test_a_name_stands_for_one_cell_or_is_not_listed(
    target: str, where: tuple[str, str] | None
) -> None:
    def prepare(sheet: Worksheet) -> None:
        sheet.parent.create_sheet("甲'乙 丙")
        sheet.parent.defined_names["total"] = DefinedName("total", attr_text=target)

    assert read_workbook(saved(prepare)).names.get("total") == where


def test_the_name_of_a_copied_sheet_does_not_hide_the_form_s_own() -> None:
    def prepare(sheet: Worksheet) -> None:
        copy = sheet.parent.create_sheet("Sheet (2)")
        sheet.parent.defined_names["total"] = DefinedName("total", attr_text="Sheet!$A$1")
        copy.defined_names["total"] = DefinedName("total", attr_text="'Sheet (2)'!$A$1")

    assert read_workbook(saved(prepare)).names == {"total": ("Sheet", "A1")}


def test_references_may_be_left_out() -> None:
    content = sheet_of("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>")
    assert content.rows("Sheet") == [[1, 2], [None, 3]]


def test_an_encoded_character_is_decoded_unless_it_is_half_of_one() -> None:
    content = sheet_of('<row r="1"><c r="A1" t="str"><v>a_x000D_b_xD83D_c</v></c></row>')
    assert content.cell("Sheet", "A1") == "a\rb_xD83D_c"


def test_a_cell_far_away_costs_nothing() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c>'
    content = sheet_of(f"{far}</row>")
    assert content.cell("Sheet", "A1") == 1
    assert content.cell("Sheet", "XFD1048576") == 2


@pytest.mark.parametrize("reference", ["A0", "A01"])
def test_a_cell_that_stands_nowhere_is_not_in_the_table(reference: str) -> None:
    rows = f'<row r="1"><c r="A1"><v>1</v></c><c r="{reference}"><v>2</v></c></row>'
    assert sheet_of(rows).rows("Sheet") == [[1]]


def test_many_sheets_of_many_cells_are_refused_before_they_take_much_memory() -> None:
    cells = f"<sheetData><row>{'<c/>' * 50_000}</row></sheetData>"
    book = many_sheets(12, cells)
    with pytest.raises(ProblemError) as error:
        list(map(book.rows, book.sheet_names))
    assert [one.code for one in error.value.problems] == ["workbook.too-wide"]


def test_a_table_of_more_cells_than_can_be_meant_is_a_problem() -> None:
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 200))
    with pytest.raises(ProblemError) as error:
        sheet_of(rows).rows("Sheet")
    assert found(error.value) == [("workbook.too-wide", "")]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><v>zwei</v></c>',
        '<c r="A1" t="s"><v>99</v></c>',
        '<c r="A1" t="d"><v>gestern</v></c>',
    ],
)
def test_a_cell_that_contradicts_its_type_is_a_problem_at_the_cell(cell: str) -> None:
    content = sheet_of(f'<row r="1">{cell}</row>')
    with pytest.raises(ProblemError) as error:
        content.cell("Sheet", "A1")
    assert found(error.value) == [("workbook.unreadable", "A1")]
    with pytest.raises(ProblemError):
        content.rows("Sheet")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2017-09-05", date(2017, 9, 5)),
        ("2017-09-05T00:00:00", date(2017, 9, 5)),
        ("2017-09-05T14:30:00", datetime(2017, 9, 5, 14, 30)),
        ("2017-09-05T14:30:00.000", datetime(2017, 9, 5, 14, 30)),
        ("2017-09-05T14:30:00Z", datetime(2017, 9, 5, 14, 30)),
        ("14:30:00", datetime(1899, 12, 30, 14, 30)),
    ],
)
def test_a_day_in_words_is_that_day(text: str, value: date) -> None:
    content = sheet_of(f'<row r="1"><c r="A1" t="d"><v>{text}</v></c></row>')
    assert content.cell("Sheet", "A1") == value
    assert content.rows("Sheet") == [[value]]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_without_its_main_parts_is_a_problem(part: str) -> None:
    parts = dict(read_package(saved(lambda sheet: None)))
    del parts[part]
    data = write_archive(deflate(name, content) for name, content in parts.items())
    with pytest.raises(ProblemError) as error:
        read_workbook(data, "表.xlsx")
    assert [(problem.code, problem.place.file) for problem in error.value.problems] == [
        ("workbook.unreadable", "表.xlsx")
    ]


def test_a_workbook_without_its_sheet_is_a_problem_when_the_sheet_is_read(tmp_path: Path) -> None:
    parts = dict(read_package(saved(lambda sheet: None)))
    del parts["xl/worksheets/sheet1.xml"]
    data = write_archive(deflate(name, content) for name, content in parts.items())
    content = read_workbook(data)
    with pytest.raises(ProblemError) as error:
        content.rows("Sheet")
    assert [problem.place.sheet for problem in error.value.problems] == ["Sheet"]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "UTF-16LE", "GBK"])
def test_hidden_rows_are_told_in_any_encoding(encoding):
    shown, hidden = (f'<c r="A{number}"><v>{number}</v></c></row>' for number in (1, 2))
    row = f'<row r="1">{shown}<row r="2" hidden="1">{hidden}'
    parts = dict(read_package(saved(lambda sheet: None)))
    part = "xl/worksheets/sheet1.xml"
    text = parts[part].decode().replace("<sheetData></sheetData>", f"<sheetData>{row}</sheetData>")
    text = text[text.index("<worksheet") :]
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{text}'
    parts[part] = declared.encode(encoding)
    book = read_workbook(write_archive(deflate(name, data) for name, data in parts.items()))
    assert book.hidden("Sheet") == ({2}, set())

"""Tables from outside: what a cell shows is its value, whatever the format; else a problem."""

import re
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from docgen.office.soffice.convert import convert
from docgen.office.tables.reader import table_rows
from docgen.problems import ProblemError

NOISE = [
    (0.30000000000000004, "General", "0.3"),
    (434.99999999999994, "General", "435"),
    (3.3000000000000003, "General", "3.3"),
    (-0.7000000000000001, "General", "-0.7"),
    (0.1 + 0.7, "General", "0.8"),
]
FORMATS = [
    (0.955, "0.0%", "95.5%"),
    (1, "0%", "100%"),
    (10001, "000000", "010001"),
    (731, "0000", "0731"),
    (1234567.5, '#,##0.00"元"', "1,234,567.50元"),
    (1234, "#,##0", "1,234"),
    (12, '0"人"', "12人"),
    (date(2017, 9, 20), 'yyyy"年"m"月"d"日"', "2017年9月20日"),
    (date(2017, 9, 5), "yyyy-mm-dd", "2017-09-05"),
    (datetime(2017, 9, 20, 14, 30), "yyyy/m/d\\ h:mm", "2017/9/20 14:30"),
    (time(14, 30), "h:mm", "14:30"),
    (timedelta(hours=26), "[h]:mm:ss", "26:00:00"),
    (True, "General", "True"),
    (999999999999999, "0", "999999999999999"),
]
LONG = [
    (430102199001011234, "0", "cell.digits-lost"),
    (430102199001011234, "General", "cell.digits-lost"),
    (6222020000000001, "0", "cell.digits-lost"),
    (-1e20, "General", "cell.digits-lost"),
]
ERRORS = [
    ("#N/A", "General", "cell.error"),
    ("#DIV/0!", "General", "cell.error"),
    ("#VALUE!", "General", "cell.error"),
    ("#REF!", "General", "cell.error"),
]
UNKNOWN = [
    (5.5, "# ?/?", "cell.format-unknown"),
    (12345, "0.00E+00", "cell.format-unknown"),
    (5, "[>3]0;0.0", "cell.format-unknown"),
]
GUARDED = [
    ("\t430102199001011234", "General", "430102199001011234"),
    ('="0731"', "@", "0731"),
    ("'007", "General", "007"),
    ("#N/A", "@", "cell.error"),
    ("'90年代", "General", "90年代"),
    ("它's", "General", "它's"),
]
ALL = [*NOISE, *FORMATS, *LONG, *ERRORS, *UNKNOWN, *GUARDED]


def book_of_kinds(path):
    book = Workbook()
    for number, (value, code, _) in enumerate(ALL, 1):
        book.active.append([number])
        cell = book.active.cell(number, 2, value)
        cell.number_format = code
        if isinstance(value, str) and (value.startswith("=") or code == "@"):
            cell.data_type = "s"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Each kind of book as LibreOffice saves it in other formats, by its maker and the format."""
    folder = tmp_path_factory.mktemp("saved")
    makers = (book_of_kinds, merged_book, hidden_book, marked_book, dated_book)
    sources = {make: make(folder / f"{make.__name__}.xlsx") for make in makers}
    made = {}
    for kind in ("xls", "ods"):
        conversion = convert(list(sources.values()), kind, folder / kind)
        made |= {(make, kind): conversion.made[path] for make, path in sources.items()}
    return made


def read(path):
    told = []
    return list(table_rows(path, path.name, told)), told


def seen(row, column=1):
    return row.faults[column].code if column in row.faults else str(row.cells[column])


def refused(path):
    with pytest.raises(ProblemError) as caught:
        read(path)
    (found,) = caught.value.problems
    return found.code


def test_every_kind_of_cell_is_read_as_shown_or_is_a_problem(tmp_path):
    rows, told = read(book_of_kinds(tmp_path / "d.xlsx"))
    assert [seen(row) for row in rows] == [expected for *_, expected in ALL]
    assert told == []


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_old_and_open_workbooks_show_the_same(saved, kind):
    rows, _ = read(saved[book_of_kinds, kind])
    assert [seen(row) for row in rows] == [expected for *_, expected in ALL]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0.30000000000000004", "0.3"),
        ("434.99999999999994", "435"),
        ("-0.7000000000000001", "-0.7"),
        ("3.14159265358979323", "3.14159265358979323"),
        ("430102199001011234", "430102199001011234"),
        ("95.5%", "95.5%"),
        ("010001", "010001"),
        ("TRUE", "TRUE"),
        ("4.30102E+17", "cell.digits-lost"),
        ("6.22E+15", "cell.digits-lost"),
        ("-1E+20", "cell.digits-lost"),
        ("#N/A", "cell.error"),
        ("#DIV/0!", "cell.error"),
        ("#REF!", "cell.error"),
        ("########", "cell.error"),
        ("#3", "#3"),
        ("\t430102199001011234", "430102199001011234"),
        ("430102199001011234\t", "430102199001011234"),
        ('"=""0731-80000000"""', "0731-80000000"),
        ('="0731"', "0731"),
        ('"=""\t007"""', "007"),
        ("'007", "007"),
        ("'-5", "-5"),
        ("'甲'", "'甲'"),
    ],
)
def test_cells_of_a_csv_are_what_excel_would_show(tmp_path, typed, expected):
    path = tmp_path / "d.csv"
    path.write_bytes(f"甲,乙\n1,{typed}\n".encode())
    rows, _ = read(path)
    assert seen(rows[1]) == expected


def test_a_fault_is_a_problem_at_its_cell(tmp_path):
    book = Workbook()
    book.active.append(["姓名", "人数"])
    book.active.append(["甲", "#N/A"])
    book.active.append(["乙", "=1+1"])
    book.save(tmp_path / "d.xlsx")
    rows, _ = read(tmp_path / "d.xlsx")
    found = [row.problem(1, "人数") for row in rows[1:]]
    assert [(one.code, one.place.sheet, one.place.cell) for one in found] == [
        ("cell.error", "Sheet", "B2"),
        ("cell.no-value", "Sheet", "B3"),
    ]


def merged_book(path):
    book = Workbook()
    for row in [["市州", "区", "社区"], ["甲市", "一区", "松林"], [None, None, "竹园"]]:
        book.active.append(row)
    book.active.append(["乙市", "二区", "梅园"])
    book.active.append(["合计", None, 3])
    for area in ("A2:A3", "B2:B3", "A5:B5"):
        book.active.merge_cells(area)
    book.save(path)
    return path


def check_merged(path):
    rows, _ = read(path)
    assert [row.cells[:3] for row in rows[1:4]] == [
        ("甲市", "一区", "松林"),
        ("甲市", "一区", "竹园"),
        ("乙市", "二区", "梅园"),
    ]
    assert seen(rows[4]) == "cell.merged-across"


def test_a_merged_value_stands_in_every_row_and_in_no_second_column(tmp_path):
    check_merged(merged_book(tmp_path / "d.xlsx"))


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_merged_cells_of_old_and_open_workbooks(saved, kind):
    check_merged(saved[merged_book, kind])


def test_rows_that_are_merged_as_a_whole_are_one(tmp_path):
    book = Workbook()
    for row in [["市州", "社区"], ["甲市", "松林"], [None, None], ["乙市", "梅园"]]:
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("B2:B3")
    book.save(tmp_path / "d.xlsx")
    rows, _ = read(tmp_path / "d.xlsx")
    assert [row.number for row in rows] == [1, 2, 4]


def hidden_book(path):
    book = Workbook()
    book.active.title = "字典"
    book.active.append(["是"])
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("名单")
    for number in range(1, 8):
        sheet.append([number, number, number])
    for number in (3, 5, 6):
        sheet.row_dimensions[number].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["E"].hidden = True  # there is nothing in it
    book.create_sheet("说明").append(["不读"])
    book.active = 1
    book.save(path)
    return path


def check_hidden(path):
    rows, told = read(path)
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert {row.place.sheet for row in rows} == {"名单"}
    assert [(one.code, dict(one.facts)) for one in told] == [
        ("table.sheet-hidden", {"sheet": "名单", "others": "字典"}),
        ("table.sheets-left", {"sheet": "名单", "others": "说明"}),
        ("table.rows-hidden", {"rows": "3、5–6"}),
        ("table.columns-hidden", {"columns": "B"}),
    ]


def test_the_sheet_that_is_shown_is_read_and_what_is_hidden_is_told(tmp_path):
    check_hidden(hidden_book(tmp_path / "d.xlsx"))


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_is_hidden_in_old_and_open_workbooks(saved, kind):
    check_hidden(saved[hidden_book, kind])


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("d.xls", b"<html><table><tr><td>1</td></tr></table></html>", "table.web-page"),
        ("d.xlsx", b"PK nothing", "table.not-a-table"),
        ("d.csv", b"%PDF-1.4 a,b", "table.not-a-table"),
        ("d.xlsx", b"", "table.not-a-table"),
    ],
)
def test_what_is_no_table_is_said_in_plain_words(tmp_path, name, data, code):
    (tmp_path / name).write_bytes(data)
    assert refused(tmp_path / name) == code


@pytest.mark.parametrize("name", ["d.xls", "d.xlsx", "d.et"])
def test_a_text_is_read_as_one_whatever_its_name(tmp_path, name):
    (tmp_path / name).write_bytes("姓名\t人数\n甲\t3\n".encode("gb18030"))
    rows, _ = read(tmp_path / name)
    assert [row.cells for row in rows] == [("姓名", "人数"), ("甲", "3")]


def test_a_workbook_is_read_as_one_whatever_its_name(tmp_path):
    book = book_of_kinds(tmp_path / "d.xlsx")
    for name in ("d.xls", "e.csv", "f.ods"):
        path = tmp_path / name
        path.write_bytes(book.read_bytes())
        assert len(read(path)[0]) == len(ALL)


def marked_book(path):
    """Cells that are struck out, as a whole or in part, or in a font of signs."""
    book = Workbook()
    sheet = book.active
    sheet.append(["社区", "人数", "选择"])
    for _ in range(6):
        sheet.append(["甲", 12, "是"])
    sheet["B2"].font = Font(strike=True)
    sheet["A3"].font = Font(strike=True)
    sheet["A4"] = CellRichText(TextBlock(InlineFont(strike=True), "乙"), "丙")
    sheet["B4"] = CellRichText(TextBlock(InlineFont(strike=True), "557"))
    for row, sign in enumerate("þüo", 2):
        sheet.cell(row, 3, sign).font = Font(name="Wingdings")
    sheet["C5"] = CellRichText(TextBlock(InlineFont(rFont="Wingdings 2"), "R"), "是")
    sheet["C6"] = "z"
    sheet["C6"].font = Font(name="Wingdings")
    sheet["C7"] = "≥"
    sheet["C7"].font = Font(name="Symbol")
    sheet["B7"] = 12
    sheet["B7"].font = Font(name="Symbol")
    book.save(path)
    return path


def check_marked(path):
    rows, told = read(path)
    assert [[seen(row, column) for column in range(3)] for row in rows[1:]] == [
        ["甲", "cell.nothing-left", "☑"],
        ["cell.nothing-left", "12", "✓"],
        ["丙", "cell.nothing-left", "□"],
        ["甲", "12", "☑是"],
        ["甲", "12", "cell.sign-unread"],
        ["甲", "12", "≥"],
    ]
    assert rows[1].faults[1].found == "12"
    assert [(one.code, one.place.cell, dict(one.facts)) for one in told] == [
        ("cell.struck-out", "A4", {"found": "乙", "kept": "丙"})
    ]


def test_what_is_struck_out_is_no_value_and_signs_are_read_as_shown(tmp_path):
    check_marked(marked_book(tmp_path / "d.xlsx"))


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_marks_of_old_and_open_workbooks(saved, kind):
    check_marked(saved[marked_book, kind])


def dated_book(path):
    """Formatted values that are merged over rows."""
    book = Workbook()
    book.active.append(["日期", "率", "编号", "社区"])
    book.active.append([date(2017, 9, 5), 0.955, 731, "甲"])
    book.active.append([None, None, None, "乙"])
    for letter, code in zip("ABC", ('yyyy"年"m"月"d"日"', "0.0%", "0000"), strict=True):
        book.active[f"{letter}2"].number_format = code
        book.active.merge_cells(f"{letter}2:{letter}3")
    book.save(path)
    return path


def check_dated(path):
    rows, _ = read(path)
    shown = ["2017年9月5日", "95.5%", "0731"]
    assert [[*map(str, row.cells)] for row in rows[1:]] == [[*shown, "甲"], [*shown, "乙"]]
    assert rows[2].cells[0] == date(2017, 9, 5)


def test_merged_values_keep_their_formats(tmp_path):
    check_dated(dated_book(tmp_path / "d.xlsx"))


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_merged_values_of_old_and_open_workbooks_keep_their_formats(saved, kind):
    check_dated(saved[dated_book, kind])


def test_of_several_sheets_the_first_is_read_and_those_that_are_not_blank_are_named(tmp_path):
    book = Workbook()
    book.active.title = "名单"
    book.active.append(["甲"])
    book.create_sheet("Sheet2")
    for title in ("旧名单", "说明"):
        book.create_sheet(title).append(["乙"])
    book.save(tmp_path / "d.xlsx")
    rows, told = read(tmp_path / "d.xlsx")
    assert [row.cells for row in rows] == [("甲",)]
    assert [(one.code, one.place.sheet, dict(one.facts)) for one in told] == [
        ("table.sheets-left", "名单", {"sheet": "名单", "others": "旧名单、说明"})
    ]


# However it is written


def rewritten(path, change):
    """The workbook with its sheet's markup changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = change(parts[name].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


PREFIXED = {"<": "<x:", "<x:/": "</x:", "<x:?": "<?", "xmlns=": "xmlns:x="}


def inline(text):
    """A sheet of one cell with an inline text, as it is written."""

    def change(markup):
        data = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'
        return re.sub("<sheetData>.*</sheetData>", f"<sheetData>{data}</sheetData>", markup)

    return change


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("&#38271;&#27801;", "长沙"),
        ("a&amp;b &lt;c&gt; &quot;d&apos;", "a&b <c> \"d'"),
        ("&#x957F;&#27801;", "长沙"),
        ("&#131072;", "\U00020000"),
        ("&amp;#38271;", "&#38271;"),
    ],
)
def test_references_to_characters_are_these_characters(tmp_path, written, text):
    rows, _ = read(rewritten(book_of_kinds(tmp_path / "d.xlsx"), inline(written)))
    assert [row.cells for row in rows] == [(text,)]


@pytest.mark.parametrize("written", ["&#0;", "&nbsp;", "&#55296;", "&#65535;", "a&b;"])
def test_a_reference_that_xml_does_not_allow_is_a_problem(tmp_path, written):
    path = rewritten(book_of_kinds(tmp_path / "d.xlsx"), inline(written))
    assert refused(path) == "package.bad-xml"


def prefixed(markup):
    for old, new in PREFIXED.items():
        markup = markup.replace(old, new)
    return markup


@pytest.mark.parametrize(
    "change",
    [
        prefixed,
        lambda markup: markup.replace("<sheetData>", "<sheetData><!-- </row> -->"),
        lambda markup: markup.replace("<v>", "\n<v >"),
        lambda markup: markup.replace("<c ", "\n  <c "),
        lambda markup: re.sub(r' (\w+)="([^"]*)"(?=[ />])', r" \1='\2'", markup),
    ],
)
def test_a_sheet_reads_the_same_however_it_is_written(tmp_path, change):
    rows, _ = read(rewritten(book_of_kinds(tmp_path / "d.xlsx"), change))
    assert [seen(row) for row in rows] == [expected for *_, expected in ALL]
    path = rewritten(merged_book(tmp_path / "m.xlsx"), change)
    check_merged(path)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda markup: markup.replace("<sheetData>", "<sheetData" + " " * 5), "package.bad-xml"),
        (lambda markup: markup[: len(markup) // 2], "workbook.unreadable"),
        (lambda markup: "<!DOCTYPE x [<!ENTITY a 'b'>]>" + markup, "package.document-type"),
        (lambda markup: markup.replace("<v>1<", "<v>1_0<", 1), "workbook.unreadable"),
        (lambda markup: markup.replace('<row r="2"', '<row r="1"'), "workbook.unreadable"),
        (lambda markup: markup.replace("<sheetData>", "<sheetData>" + "<c/>" * 2_000_000), None),
    ],
)
def test_a_damaged_sheet_is_a_problem(tmp_path, change, code):
    path = rewritten(book_of_kinds(tmp_path / "d.xlsx"), change)
    assert refused(path) in ({code} if code else {"package.inflates", "workbook.unreadable"})


def test_openpyxl_sees_the_same_values(tmp_path):
    path = book_of_kinds(tmp_path / "d.xlsx")
    values = [row[0].value for row in load_workbook(path).active.iter_rows(max_col=1)]
    assert [row.cells[0] for row in read(path)[0]] == values

"""Mail merge prints what a cell shows, and tells what cannot be known; nothing is guessed."""

from datetime import date, datetime, time

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from docgen.desk.merge import merge
from docgen.problems import ProblemError


def word(path, text):
    document = Document()
    document.add_paragraph(text)
    document.save(path)
    return path


def table(path, *columns):
    """A table of one row: head, value and format of each column."""
    book = Workbook()
    book.active.append([head for head, *_ in columns])
    for index, (_, value, code) in enumerate(columns, 1):
        book.active.cell(2, index, value).number_format = code
    book.save(path)
    return path


def printed(folder, text, data):
    merged = merge(word(folder / "t.docx", text), data, folder / "out")
    assert merged.problems == []
    return [Document(path).paragraphs[0].text for path in merged.files]


def told(folder, text, data):
    with pytest.raises(ProblemError) as caught:
        merge(word(folder / "t.docx", text), data, folder / "out")
    assert not (folder / "out").exists()
    return [
        (one.code, one.place.cell or one.place.line, one.place.field)
        for one in caught.value.problems
    ]


SHOWN = [
    ("率", 0.955, "0.0%"),
    ("邮编", 10001, "000000"),
    ("金额", 1234567.5, '#,##0.00"元"'),
    ("日期", date(2017, 9, 20), 'yyyy"年"m"月"d"日"'),
    ("时刻", time(14, 30), "h:mm"),
    ("起", datetime(2017, 9, 20, 14, 30), "yyyy/m/d h:mm"),
    ("是否", True, "General"),
    ("和", 0.1 + 0.2, "General"),
]


def test_a_letter_says_what_the_cells_show(tmp_path):
    text = "".join(f"{{{{ {head} }}}}｜" for head, *_ in SHOWN)
    assert printed(tmp_path, text, table(tmp_path / "d.xlsx", *SHOWN)) == [
        "95.5%｜010001｜1,234,567.50元｜2017年9月20日｜14:30｜2017/9/20 14:30｜TRUE｜0.3｜"
    ]


def test_values_still_compute(tmp_path):
    text = (
        "{% if 率 > 0.9 and 是否 %}{{ 金额 | money }}{% endif %} {{ 日期 | date }} {{ 日期.year }}"
    )
    data = table(tmp_path / "d.xlsx", *SHOWN)
    assert printed(tmp_path, text, data) == ["1,234,567.50 2017年9月20日 2017"]


def test_a_workbook_gets_numbers_that_look_as_in_the_table(tmp_path):
    book = Workbook()
    book.active.append([f"{{{{ {head} }}}}" for head, *_ in SHOWN])
    book.active["C1"].number_format = "0.0"
    book.save(tmp_path / "t.xlsx")
    data = table(tmp_path / "d.xlsx", *SHOWN)
    (path,) = merge(tmp_path / "t.xlsx", data, tmp_path / "out").files
    cells = load_workbook(path).active[1]
    assert [cell.value for cell in cells[:3]] == [0.955, 10001, 1234567.5]
    assert [cell.number_format for cell in cells[:3]] == ["0.0%", "000000", "0.0"]
    assert [cell.value for cell in cells[3:]] == [
        datetime(2017, 9, 20),
        "14:30",
        datetime(2017, 9, 20, 14, 30),
        True,
        0.3,
    ]


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (430102199001011234, "0", "cell.digits-lost"),
        ("#N/A", "General", "cell.error"),
        ("=1+1", "General", "cell.no-value"),
        (0.5, "# ?/?", "cell.format-unknown"),
    ],
)
def test_a_cell_without_a_value_is_told_only_where_it_is_used(tmp_path, value, code, expected):
    data = table(tmp_path / "d.xlsx", ("姓名", "甲", "General"), ("数", value, code))
    assert told(tmp_path, "{{ 姓名 }}{{ 数 }}", data) == [(expected, "B2", "数")]
    assert printed(tmp_path, "{{ 姓名 }}", data) == ["甲"]


def test_an_error_among_the_heads_is_told(tmp_path):
    data = table(tmp_path / "d.xlsx", ("姓名", "甲", "General"), ("#REF!", 1, "General"))
    assert told(tmp_path, "{{ 姓名 }}", data) == [("cell.error", "B1", "")]


def test_heads_over_two_rows_are_told(tmp_path):
    book = Workbook()
    for row in [["姓名", "人数", None], [None, "男", "女"], ["甲", 1, 2]]:
        book.active.append(row)
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    book.save(tmp_path / "d.xlsx")
    expected = [("table.head-again", "A2", "姓名")]
    assert told(tmp_path, "{{ 姓名 }}", tmp_path / "d.xlsx") == expected


def test_what_is_hidden_is_told_with_the_files(tmp_path):
    data = table(tmp_path / "d.xlsx", ("姓名", "甲", "General"))
    book = load_workbook(data)
    book.active.row_dimensions[2].hidden = True
    book.save(data)
    merged = merge(word(tmp_path / "t.docx", "{{ 姓名 }}"), data, tmp_path / "out")
    assert [(one.code, one.severity) for one in merged.problems] == [
        ("table.rows-hidden", "warning")
    ]
    assert len(merged.files) == 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2017/9/5", "2017年9月5日"),
        ("2017-09-05 14:30", "2017年9月5日"),
        ("2017-9-5 0:00:00", "2017年9月5日"),
        ("2017年9月", "2017年9月"),
        ("2017年9月5日上午", "2017年9月5日上午"),
        ("待定", "待定"),
        ("42983", None),
        ("9/5/2017", None),
        ("17.9.5", None),
        ("9:05", None),
    ],
)
def test_a_date_is_a_date_or_is_told(tmp_path, typed, shown):
    data = tmp_path / "d.csv"
    data.write_text(f"日期\n{typed}\n", encoding="utf-8")
    merged = merge(word(tmp_path / "t.docx", "{{ 日期 | date }}"), data, tmp_path / "out", "{#}")
    texts = [Document(path).paragraphs[0].text for path in merged.files]
    assert texts == ([shown] if shown else [])
    codes = [(one.code, one.place.line) for one in merged.problems]
    assert codes == ([] if shown else [("template.not-a-date", 2)])

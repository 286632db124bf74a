"""Values take the type of the cell that they go to, and pictures stand over their cells."""

from __future__ import annotations

import struct
import zlib
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from workbook_by_hand import contents, row, sheet, workbook
from workbook_samples import found, opened

from docgen.office.tags.picture import Picture
from docgen.office.workbook.template.mail_merge import MergeWorkbook
from docgen.problems import ProblemError

GENERAL, NUMBER, PERCENT, DATE, TEXT, TIME = range(6)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "t.xlsx"


def cell(path: Path, style: int, value: Any) -> Any:
    workbook(path, {"表": sheet(row(1, f"~{style}{{{{ x }}}}"))})
    return opened(MergeWorkbook.compile(path).render({"x": value})).active["A1"]


@pytest.mark.parametrize(
    ("style", "value", "expected", "code"),
    [
        (GENERAL, "40", 40, "General"),
        (GENERAL, "-0.5", -0.5, "General"),
        (GENERAL, "1,234", 1234, "#,##0"),
        (GENERAL, "12.50", 12.5, "0.00"),
        (GENERAL, "4.5%", 0.045, "0.0%"),
        (GENERAL, "2017-09-20", datetime(2017, 9, 20), "yyyy-mm-dd"),
        (GENERAL, "2017年9月5日", datetime(2017, 9, 5), 'yyyy"年"m"月"d"日"'),
        (GENERAL, "007", "007", "General"),
        (GENERAL, "010001", "010001", "General"),
        (GENERAL, "13800138000", "13800138000", "General"),
        (GENERAL, "430102199001011234", "430102199001011234", "General"),
        (GENERAL, "+86", "+86", "General"),
        (GENERAL, "2017-02-30", "2017-02-30", "General"),
        (GENERAL, "待定", "待定", "General"),
        (GENERAL, "=1+1", "=1+1", "General"),
        (NUMBER, "1,234", 1234, "0"),
        (NUMBER, "１２", 12, "0"),
        (NUMBER, "¥5", 5, "0"),
        (NUMBER, "95.5%", 0.955, "0"),
        (NUMBER, "无", "无", "0"),
        (NUMBER, "430102199001011234", "430102199001011234", "0"),
        (NUMBER, Decimal("2.5"), 2.5, "0"),
        (PERCENT, "95.5%", 0.955, "0.00%"),
        (PERCENT, "0.955", 0.955, "0.00%"),
        (DATE, "2017/9/20", datetime(2017, 9, 20), "mm-dd-yy"),
        (DATE, "20170920", datetime(2017, 9, 20), "mm-dd-yy"),
        (DATE, "2017.9.20 14:30", datetime(2017, 9, 20, 14, 30), "mm-dd-yy"),
        (DATE, "9/5/2017", "9/5/2017", "mm-dd-yy"),
        (DATE, date(2017, 9, 20), datetime(2017, 9, 20), "mm-dd-yy"),
        (TEXT, "010001", "010001", "@"),
        (TEXT, 40, "40", "@"),
        (TEXT, date(2017, 9, 20), "2017-09-20", "@"),
        (TIME, "14:30", time(14, 30), "h:mm"),
    ],
)
def test_a_value_takes_the_type_of_its_cell(
    path: Path, style: int, value: Any, expected: Any, code: str
) -> None:
    made = cell(path, style, value)
    assert (made.value, made.number_format.replace("\\", "")) == (expected, code)
    assert type(made.value) is type(expected)


def test_a_figure_that_may_or_may_not_be_a_percentage_is_told(path: Path) -> None:
    with pytest.raises(ProblemError) as error:
        cell(path, PERCENT, "95.5")
    assert found(error.value) == [("workbook.percent-unclear", "A1")]
    assert cell(path, PERCENT, Decimal("1.5")).value == 1.5


def test_days_of_a_workbook_from_1904_are_those_days(path: Path) -> None:
    workbook(path, {"表": sheet(row(1, "~3{{ x }}"))})
    parts = contents(path.read_bytes())
    text = parts["xl/workbook.xml"].decode()
    text = text.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    workbook(path, {"表": sheet(row(1, "~3{{ x }}"))}, {"xl/workbook.xml": text[56:]})
    made = opened(MergeWorkbook.compile(path).render({"x": date(2017, 9, 20)}))
    assert made.active["A1"].value == datetime(2017, 9, 20)


# Pictures


def picture(width: int, height: int) -> Picture:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">L", zlib.crc32(kind + data))
        return struct.pack(">L", len(data)) + kind + data + check

    head = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress((b"\0" + b"\x80" * width) * height)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")
    return Picture(data)


def test_a_picture_stands_over_its_cell_in_every_row(path: Path) -> None:
    rows = row(1, "{%tr for one in all %}") + row(2, "{{ one }}") + row(3, "{%tr endfor %}")
    workbook(path, {"表": sheet(rows)})
    one, other = picture(10, 10), picture(2000, 1000)
    parts = contents(MergeWorkbook.compile(path).render({"all": [one, other, one]}))
    drawing = etree.fromstring(parts["xl/drawings/drawing.xml"])
    assert [row.text for row in drawing.iter("{*}row")] == ["0", "1", "2"]
    assert len({shape.get("id") for shape in drawing.iter("{*}cNvPr")}) == 3
    sizes = [(int(one.get("cx")), int(one.get("cy"))) for one in drawing.iterfind("*/{*}ext")]
    assert sizes[0] == (95_250, 95_250)
    assert sizes[1][0] == 2 * sizes[1][1] < 2000 * 9525
    assert sum(name.startswith("xl/media/") for name in parts) == 2
    assert opened(MergeWorkbook.compile(path).render({"all": [one]})).active._images


def test_a_picture_that_cannot_be_shown_or_stands_in_a_text_is_told(path: Path) -> None:
    bad = Picture(b"x")
    workbook(path, {"表": sheet(row(1, "{{ x }}") + row(2, "见{{ x }}"))})
    template = MergeWorkbook.compile(path)
    for value, place in ((picture(1, 1), ("template.picture-in-text", "A2")),):
        with pytest.raises(ProblemError) as error:
            template.render({"x": value})
        assert found(error.value) == [place]
    workbook(path, {"表": sheet(row(1, "{{ x }}"))})
    with pytest.raises(ProblemError) as error:
        MergeWorkbook.compile(path).render({"x": bad})
    assert found(error.value) == [("template.picture-unreadable", "A1")]


# Bounds


@pytest.mark.parametrize(
    "text",
    [
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{% for a in x %}" * 30 + "x" + "{% endfor %}" * 30,
        "{{ " + "[" * 3000 + "]" * 3000 + " }}",
        "{{ x" + "|upper" * 5000 + " }}",
    ],
)
def test_nesting_too_deep_is_told_at_its_cell(path: Path, text: str) -> None:
    workbook(path, {"表": sheet(row(1, "x") + row(2, "", text))})
    with pytest.raises(ProblemError) as error:
        MergeWorkbook.compile(path)
    assert found(error.value) == [("template.too-deep", "B2")]


def test_row_tags_nested_too_deep_and_too_many_rows_are_told(path: Path) -> None:
    opening = [row(n, "{%tr for a in x %}") for n in range(1, 31)]
    closing = [row(n, "{%tr endfor %}") for n in range(32, 62)]
    workbook(path, {"表": sheet("".join([*opening, row(31, "{{ a }}"), *closing]))})
    with pytest.raises(ProblemError) as error:
        MergeWorkbook.compile(path)
    assert [code for code, _ in found(error.value)] == ["template.too-deep"]
    rows = row(1, "{%tr for a in x %}") + row(6001, "尾") + row(6002, "{%tr endfor %}")
    workbook(path, {"表": sheet(rows)})
    with pytest.raises(ProblemError) as error:
        MergeWorkbook.compile(path).render({"x": range(200)})
    assert found(error.value) == [("workbook.too-many-rows", "A1")]


def test_a_strict_workbook_is_filled_as_one(path: Path) -> None:
    workbook(path, {"表": sheet(row(1, "{{ x }}", "=A1*2"))})
    parts = contents(path.read_bytes())
    strict = {
        name: data.decode()
        .replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        .partition("\n")[2]
        for name, data in parts.items()
        if name != "[Content_Types].xml"
    }
    workbook(path, {"表": strict.pop("xl/worksheets/sheet1.xml")}, strict)
    made = contents(MergeWorkbook.compile(path).render({"x": "7"}))
    root = etree.fromstring(made["xl/worksheets/sheet1.xml"])
    assert root.tag == "{http://purl.oclc.org/ooxml/spreadsheetml/main}worksheet"
    assert root.findtext(".//{*}c[@r='A1']/{*}v") == "7"

"""Tables however they were packed, and files whose names lie: read by content, or plain words."""

import re
import zipfile

import pytest
from openpyxl import Workbook
from samples.completing import unpacked
from samples.packages import WAYS, packed_by, white_picture, zipped

from docgen.office.tables.reader import table_rows
from docgen.problems import ProblemError

ROWS = [["市州", "社区", "人数"], ["长沙市", "星火社区", "3"]]
HTML = "<html><head><meta charset=gb2312></head><body><table><tr><td>市州</td></tr></table>"


def book(path):
    workbook = Workbook()
    for row in ROWS:
        workbook.active.append(row)
    workbook.save(path)
    return path


def cells(path):
    return [[str(cell) for cell in row.cells] for row in table_rows(path, path.name, [])]


def refusal(path):
    with pytest.raises(ProblemError) as caught:
        list(table_rows(path, path.name, []))
    return [found.code for found in caught.value.problems]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_table_reads_the_same_however_it_was_packed(way, tmp_path):
    path = book(tmp_path / "a.xlsx")
    path.write_bytes(packed_by(way, path.read_bytes()))
    assert cells(path) == ROWS


def test_a_strict_workbook_has_days_in_words(tmp_path):
    path = book(tmp_path / "a.xlsx")
    parts = unpacked(path.read_bytes())
    sheet = parts["xl/worksheets/sheet1.xml"]
    day = b'<c r="D2" t="d"><v>2017-09-05</v></c>'
    parts["xl/worksheets/sheet1.xml"] = re.sub(rb"(</row></sheetData>)", day + rb"\1", sheet)
    path.write_bytes(packed_by(WAYS[-2], zipped(parts)))
    assert cells(path)[1][3] == "2017-09-05"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xls", "市州\t社区\t人数\n长沙市\t星火社区\t3\n".encode("gbk")),
        ("a.xlsx", "市州\t社区\t人数\r\n长沙市\t星火社区\t3\r\n".encode("utf-16")),
        ("a.et", "\ufeff市州,社区,人数\n长沙市,星火社区,3\n".encode()),
        ("a.xls", None),
        ("a.csv", None),
    ],
    ids=["tab text .xls", "UTF-16 .xlsx", "csv .et", "xlsx .xls", "xlsx .csv"],
)
def test_a_table_is_read_by_its_content_whatever_its_name(name, data, tmp_path):
    path = book(tmp_path / "a.xlsx").rename(tmp_path / name)
    if data is not None:
        path.write_bytes(data)
    assert cells(path) == ROWS


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xls", HTML.encode("gbk"), "table.web-page"),
        ("a.xls", b"<table border=1><tr><td>1</table>", "table.web-page"),
        ("a.xlsx", b"\xef\xbb\xbf<!DOCTYPE html><html><table>", "table.web-page"),
        ("a.xlsx", b"%PDF-1.7\n", "table.not-a-table"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(20), "table.not-a-table"),
        ("a.xlsx", "没有表格的一句话".encode(), "table.not-a-table"),
        ("a.xls", b"\x09\x04\x06\0\0\0\x10\0" + bytes(20), "format.outdated"),
        ("a.xlsx", b"", "table.not-a-table"),
    ],
)
def test_what_is_no_table_is_named_for_what_it_is(name, data, code, tmp_path):
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(path) == [code]


def test_a_binary_workbook_is_named_with_what_to_do(tmp_path):
    path = tmp_path / "a.xlsx"
    types = b'<Types><Override PartName="/xl/workbook.bin" ContentType="application/'
    types += b'vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    path.write_bytes(zipped({"[Content_Types].xml": types, "xl/workbook.bin": b"\x83\1"}))
    assert refusal(path) == ["format.binary-workbook"]


def test_a_picture_that_inflates_does_not_count(tmp_path):
    path = book(tmp_path / "a.xlsx")
    path.write_bytes(packed_by(white_picture, path.read_bytes()))
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo("word/media/image1.bmp").file_size > 200 * path.stat().st_size
    assert cells(path) == ROWS

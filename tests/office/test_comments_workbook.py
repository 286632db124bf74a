"""Comments in copies of workbooks: notes and colour, taken away again, nothing else changed."""

import contextlib
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from workbook_samples import opened
from xlsxwriter import Workbook as WriterWorkbook

from docgen.office.package.archive import (
    Package,
    deflate,
    read_package,
    write_archive,
)
from docgen.office.package.content_types import CONTENT_TYPES
from docgen.office.soffice.convert import convert
from docgen.office.workbook.comments.comments import CellComment, comment_workbook
from docgen.office.workbook.reading.plan import string
from docgen.office.workbook.reading.reader import WorkbookContent
from docgen.office.workbook.template.schema import SHEET
from docgen.problems import ProblemError

AUTHOR = '岳阳市"人社局"'
BOOK, SHEET_1, STYLES = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"
RED = "FFFFC7CE"
PLAIN_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
PLACES = [
    CellComment("填的是「约30」，应填整数。\n请改为数字。", "填报数据", "D20"),
    CellComment("不能大于总人数。", "填报数据", "D20"),
    CellComment("县名与名册不符。", "考核表", "E3"),
    CellComment("本项得分有误。", "考核表", "H9"),
    CellComment("全文。"),
]
ON_THE_FORM = {
    ("填报数据", "D20"): "填的是「约30」，应填整数。\n请改为数字。\n不能大于总人数。",
    ("考核表", "E3"): "县名与名册不符。",
    ("考核表", "G9"): "本项得分有误。",
    ("考核表", "A1"): "全文。",
}


def package(parts: Mapping[str, bytes]) -> Package:
    return read_package(whole(parts))


def whole(parts: Mapping[str, bytes]) -> bytes:
    return write_archive(deflate(name, part) for name, part in parts.items())


def saved(book: Workbook) -> Package:
    buffer = io.BytesIO()
    book.save(buffer)
    return read_package(buffer.getvalue())


def commented(found: Package, comments: list[CellComment], author: str = AUTHOR) -> Package:
    return read_package(comment_workbook(found, comments, author), found.file)


def notes(found: Package) -> dict[tuple[str, str], tuple[str, str]]:
    """Author and text of the note of each sheet and cell, as openpyxl reads them."""
    return {
        (sheet.title, cell.coordinate): (cell.comment.author, cell.comment.text)
        for sheet in opened(whole(found)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def texts(found: Package, author: str = AUTHOR) -> dict[tuple[str, str], str]:
    return {place: text for place, (by, text) in notes(found).items() if by == author}


def coloured(found: Package, title: str) -> set[str]:
    """The areas of a sheet that a rule makes red whatever they hold."""
    rules = opened(whole(found))[title].conditional_formatting
    return {
        area
        for ranges in rules
        for rule in ranges.rules
        if rule.type == "expression" and rule.dxf.fill.bgColor.rgb == RED
        for area in str(ranges.sqref).split()
    }


def shown(found: Package) -> dict[str, set[tuple[int, int]]]:
    """Row and column from 0 of each note that a drawing shows."""
    drawings = {name: found.xml(name) for name in found if name.endswith(".vml")}
    return {
        name: {
            (int(note.findtext("{*}Row")), int(note.findtext("{*}Column")))
            for note in root.iter("{*}ClientData")
            if note.get("ObjectType") == "Note"
        }
        for name, root in drawings.items()
    }


def canonical(part: bytes) -> bytes:
    return etree.tostring(etree.fromstring(part), method="c14n")


def same(before: Package, after: Package) -> bool:
    """Whether all parts say the same, and the texts of no part but XML ones were touched."""
    return set(before) == set(after) and all(
        part == after[name] or canonical(part) == canonical(after[name])
        for name, part in before.items()
    )


def values(found: Package) -> dict[str, object]:
    content = WorkbookContent(found)
    return {name: content.value(name) for name in content.names if content.names[name][0]}


def readable(paths: list[Path]) -> Iterator[Package]:
    """The files that are not damaged."""
    for path in paths:
        with contextlib.suppress(ProblemError):
            yield read_package(path.read_bytes(), path.name)


def without(part: bytes, pattern: str) -> bytes:
    return re.sub(pattern.encode(), b"", part)


@pytest.fixture(scope="module")
def form(example: Path) -> Package:
    (path,) = (example / "completed").rglob("示例碧湖社区_附件2_评定考核表.xlsx")
    return read_package(path.read_bytes(), path.name)


def table() -> Workbook:
    book = Workbook()
    book.active.title = "甲 表"
    book.active["B2"] = 3
    book.active.merge_cells("C3:D4")
    return book


def test_notes_and_colour_are_where_they_belong(form: Package) -> None:
    copy = commented(form, PLACES)
    assert texts(copy) == ON_THE_FORM
    assert coloured(copy, "填报数据") == {"D20"}
    assert coloured(copy, "考核表") == {"A1:K1", "E3", "G9:J9"}
    assert sorted(map(sorted, shown(copy).values())) == [[(0, 0), (2, 4), (8, 6)], [(19, 3)]]


def test_a_copy_of_every_completed_form_differs_only_by_its_comments(example: Path) -> None:
    found_all = list(readable(sorted((example / "completed").rglob("*.xlsx"))))
    assert len(found_all) > 30
    for found in found_all:
        copy = commented(found, PLACES)
        assert "全文。" in copy["xl/comments.xml"].decode() + copy["xl/comments2.xml"].decode()
        touched = {name for name in found if found[name] != copy[name]}
        assert touched <= {CONTENT_TYPES, STYLES, *(n for n in found if "/worksheets/" in n)}
        assert values(copy) == values(found)
        assert comment_workbook(copy, PLACES, AUTHOR) == whole(copy)
        assert same(found, commented(copy, []))


def test_elements_of_a_sheet_are_in_their_order(form: Package) -> None:
    copy = commented(form, PLACES)
    for name in copy:
        if name.startswith("xl/worksheets/sheet"):
            places = [SHEET.index(etree.QName(child).localname) for child in copy.xml(name)]
            assert places == sorted(places)
            assert "legacyDrawing" in copy[name].decode()


def test_styles_of_cells_and_protection_stay(form: Package) -> None:
    copy = commented(form, PLACES)
    added = r"<conditionalFormatting (?:(?!</cond).)*LEN.*?</conditionalFormatting>"
    drawing = r"<legacyDrawing [^>]*>"
    for name in (SHEET_1, "xl/worksheets/sheet2.xml"):
        left = without(without(copy[name], added), drawing)
        assert canonical(left) == canonical(form[name])
    assert copy.xml(STYLES).find("{*}dxfs").get("count") == "4"


def test_a_copy_that_comes_back_carries_only_what_is_still_wrong(form: Package) -> None:
    again = commented(commented(form, PLACES), PLACES[2:3])
    assert texts(again) == {("考核表", "E3"): "县名与名册不符。"}
    assert coloured(again, "填报数据") == set()
    assert list(shown(again).values()) == [{(2, 4)}]


def test_colour_is_taken_away_from_a_sheet_in_another_encoding(form: Package) -> None:
    parts = dict(commented(form, PLACES))
    sheet = etree.fromstring(parts[SHEET_1])
    parts[SHEET_1] = etree.tostring(sheet, encoding="UTF-16", xml_declaration=True)
    clean = commented(package(parts), [])
    assert b"docgen" in etree.tostring(sheet)
    assert b"docgen" not in etree.tostring(etree.fromstring(clean[SHEET_1]))


def test_a_note_reaches_as_far_down_as_the_rows_are_high() -> None:
    def rows_of_note(height: float) -> int:
        book = Workbook()
        for row in range(1, 60):
            book.active.cell(row, 1, "x")
            book.active.row_dimensions[row].height = height
        text = "\n".join(["一行字"] * 8)
        found = commented(saved(book), [CellComment(text, "Sheet", "A3")])
        [drawing] = [found[name] for name in found if name.endswith(".vml")]
        anchor = etree.fromstring(drawing).findtext(".//{*}Anchor")
        numbers = [int(number) for number in anchor.split(",")]
        return numbers[6] - numbers[2]

    assert rows_of_note(12) == pytest.approx(4 * rows_of_note(48), abs=4)
    assert rows_of_note(12) > 6


@pytest.mark.parametrize(
    ("comment", "place"),
    [
        (CellComment("x"), ("甲 表", "A1")),
        (CellComment("x", "甲 表"), ("甲 表", "A1")),
        (CellComment("x", "没有这张表", "B7"), ("甲 表", "A1")),
        (CellComment("x", "甲 表", "$b$2"), ("甲 表", "B2")),
        (CellComment("x", "甲 表", "D4"), ("甲 表", "C3")),
        (CellComment("x", "甲 表", "第2行"), ("甲 表", "A1")),
        (CellComment("x", "甲 表", "ZZZ1"), ("甲 表", "A1")),
        (CellComment("x", "藏", "B2"), ("藏", "B2")),
    ],
)
def test_a_place_that_is_not_there_is_the_first_cell_that_can_be_seen(comment, place) -> None:
    book = table()
    book.create_sheet("藏", 0).sheet_state = "hidden"
    assert texts(commented(saved(book), [comment])) == {place: "x"}


def test_notes_of_others_stay_and_are_not_covered() -> None:
    book = table()
    book.active["B2"].comment = Comment("别人的批注", "张三")
    book.active["C3"].comment = Comment("也是别人的", "李四")
    before = saved(book)
    comments = [CellComment("有误。", "甲 表", cell) for cell in ("B2", "B5")]
    copy = commented(before, comments)
    assert notes(copy) == {
        ("甲 表", "B2"): ("张三", "别人的批注"),
        ("甲 表", "C2"): (AUTHOR, "B2: 有误。"),
        ("甲 表", "C3"): ("李四", "也是别人的"),
        ("甲 表", "B5"): (AUTHOR, "有误。"),
    }
    assert coloured(copy, "甲 表") == {"B2", "C2", "B5"}
    (places,) = shown(copy).values()
    assert places == {(1, 1), (1, 2), (2, 2), (4, 1)}
    assert comment_workbook(copy, comments, AUTHOR) == whole(copy)
    assert same(before, commented(copy, []))


def test_a_sheet_with_buttons_keeps_them() -> None:
    buffer = io.BytesIO()
    book = WriterWorkbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("表")
    sheet.insert_button("D2", {"caption": "按钮"})
    sheet.write("A1", 1)
    book.close()
    parts = dict(read_package(buffer.getvalue()))
    (drawing,) = (name for name in parts if name.endswith(".vml"))
    # As Excel writes it.
    parts[drawing] = parts[drawing].replace("按钮".encode(), "按<br>钮".encode())
    copy = commented(package(parts), [CellComment("有误。", "表", "A1")])
    assert texts(copy) == {("表", "A1"): "有误。"}
    assert [name for name in copy if name.endswith(".vml")] == [drawing]
    kinds = [one.get("ObjectType") for one in copy.xml(drawing).iter("{*}ClientData")]
    assert kinds == ["Button", "Note"]
    clean = commented(copy, [])
    kinds = [one.get("ObjectType") for one in clean.xml(drawing).iter("{*}ClientData")]
    assert kinds == ["Button"]


def test_threaded_comments_stay() -> None:
    book = table()
    book.active["B2"].comment = Comment("[线程批注]", "tc={3D3F}")
    parts = dict(saved(book))
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    relation = f'<Relationship Id="t1" Type="{kind}" Target="../threadedComments/t.xml"/>'
    parts[rels] = parts[rels].replace(b"</Rel", relation.encode() + b"</Rel")
    parts["xl/threadedComments/t.xml"] = b"<ThreadedComments/>"
    before = package(parts)
    copy = commented(before, [CellComment("有误。", "甲 表", "B2")])
    assert copy["xl/threadedComments/t.xml"] == b"<ThreadedComments/>"
    assert relation in copy[rels].decode()
    assert notes(copy)["甲 表", "B2"] == ("tc={3D3F}", "[线程批注]")
    assert same(before, commented(copy, []))


def test_a_workbook_of_other_names_and_prefixes_and_without_styles() -> None:
    relation = '<Relationship Id="{}" Type="{}" Target="{}"/>'
    space = "http://schemas.openxmlformats.org/package/2006"

    def relations(*entries: tuple[str, str, str]) -> bytes:
        inner = "".join(relation.format(*entry) for entry in entries)
        return f'<Relationships xmlns="{space}/relationships">{inner}</Relationships>'.encode()

    before = package(
        {
            CONTENT_TYPES: f'<Types xmlns="{space}/content-types"><Override PartName="/a/book.xml"'
            f' ContentType="{PLAIN_BOOK}"/></Types>'.encode(),
            "_rels/.rels": relations(("main", f"{OFFICE}/officeDocument", "/a/book.xml")),
            "a/book.xml": f'<x:workbook xmlns:x="{MAIN}" xmlns:q="{OFFICE}"><x:sheets>'
            f'<x:sheet name="一" sheetId="1" q:id="s"/></x:sheets></x:workbook>'.encode(),
            "a/_rels/book.xml.rels": relations(("s", f"{OFFICE}/worksheet", "/b/one.xml")),
            "b/one.xml": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c t="inlineStr">'
            "<x:is><x:t>文</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>".encode(),
        }
    )
    copy = commented(before, [CellComment("有误。", "一", "B2")])
    assert texts(copy) == {("一", "B2"): "有误。"}
    assert coloured(copy, "一") == {"B2"}
    assert canonical(commented(copy, [])["b/one.xml"]) == canonical(before["b/one.xml"])


def strict(form: Package) -> Package:
    parts = dict(form)
    for name, part in parts.items():
        for loose, tight in STRICT.items():
            part = part.replace(loose.encode(), tight.encode())
        parts[name] = part
    return package(parts)


def test_a_strict_workbook_gets_strict_notes(form: Package) -> None:
    before = strict(form)
    copy = commented(before, PLACES)
    part = next(name for name in copy if "comments" in name)
    assert etree.QName(copy.xml(part)).namespace == STRICT[MAIN]
    assert comment_workbook(copy, PLACES, AUTHOR) == whole(copy)
    assert same(before, commented(copy, []))


@pytest.mark.parametrize(
    "declared", ["application/vnd.ms-office.vbaProject", "application/octet-stream"]
)
def test_a_workbook_with_macros_comes_back_without_them(declared: str) -> None:
    parts = dict(saved(table()))
    macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    parts[CONTENT_TYPES] = (
        parts[CONTENT_TYPES]
        .replace(PLAIN_BOOK.encode(), macro.encode())
        .replace(
            b"<Override",
            b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            + f'<Override PartName="/xl/vbaProject.bin" ContentType="{declared}"/>'.encode()
            + b"<Override",
            1,
        )
    )
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    relation = f'<Relationship Id="v" Type="{kind}" Target="vbaProject.bin"/>'
    signature = f'<Relationship Id="s" Type="{kind}Signature" Target="vbaProjectSignature.bin"/>'
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"</Rel", relation.encode() + b"</Rel")
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["xl/_rels/vbaProject.bin.rels"] = (
        f'<Relationships xmlns="{space}">{signature}</Relationships>'.encode()
    )
    parts |= {"xl/vbaProject.bin": b"", "xl/vbaProjectSignature.bin": b"", "xl/orphan.bin": b""}
    copy = commented(package(parts), [CellComment("有误。")])
    assert not [name for name in copy if name.endswith(".bin") or "vba" in name]
    assert b"vba" not in copy[CONTENT_TYPES]
    assert copy.content_types[BOOK] == PLAIN_BOOK
    assert b"vba" not in copy[rels]
    assert texts(copy) == {("甲 表", "A1"): "有误。"}


def test_what_is_no_workbook_is_a_problem(example: Path) -> None:
    (path,) = (example / "completed").rglob("示例金桥社区_附件3_申报表.docx")
    with pytest.raises(ProblemError) as error:
        comment_workbook(read_package(path.read_bytes(), "表.docx"), PLACES, AUTHOR)
    assert [found.code for found in error.value.problems] == ["workbook.unreadable"]


ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=60) | st.text(
    "<&>\"'\t\n \x0b_x000汉", min_size=1
)
PLAIN = saved(table())


@settings(deadline=None, max_examples=60)
@given(ANY_TEXT, st.sampled_from([1, 1, 1, 100]))
def test_any_text_comes_out_as_it_was_put_in(text: str, times: int) -> None:
    text *= times
    copy = commented(PLAIN, [CellComment(text, "甲 表", "B2")], "《甲》& 乙")
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", text)
    (note,) = copy.xml("xl/comments.xml").iter("{*}comment")
    assert string(note.find("{*}text")) == kept
    assert same(PLAIN, commented(copy, [], "《甲》& 乙"))


def table_notes(flat: Path) -> dict[tuple[str, int], str]:
    """The notes of a flat OpenDocument spreadsheet by sheet and row."""
    found = {}
    for sheet in etree.parse(flat).iter("{*}table"):
        number = 1
        (named,) = (value for key, value in sheet.attrib.items() if str(key).endswith("}name"))
        for row in sheet.iter("{*}table-row"):
            for note in row.iter("{*}annotation"):
                lines = ["".join(line.itertext()) for line in note.iter("{*}p")]
                found[named, number] = "\n".join(lines)
            repeated = [v for k, v in row.attrib.items() if str(k).endswith("rows-repeated")]
            number += int(repeated[0]) if repeated else 1
    return found


@pytest.mark.office
@pytest.mark.parametrize("dialect", ["transitional", "strict"])
def test_libreoffice_shows_the_notes_at_their_cells(form: Package, tmp_path, dialect) -> None:
    source = strict(form) if dialect == "strict" else form
    copy = tmp_path / "退回.xlsx"
    copy.write_bytes(comment_workbook(source, PLACES, AUTHOR))
    flat = convert([copy], "fods", tmp_path / "ods").made[copy]
    rows = {(sheet, int(re.sub(r"\D", "", cell))): cell for sheet, cell in ON_THE_FORM}
    assert table_notes(flat) == {
        (sheet, row): ON_THE_FORM[sheet, cell] for (sheet, row), cell in rows.items()
    }


@pytest.mark.office
def test_a_copy_saved_by_libreoffice_can_be_cleaned(form: Package, tmp_path: Path) -> None:
    copy = tmp_path / "退回.xlsx"
    copy.write_bytes(comment_workbook(form, PLACES, AUTHOR))
    path = convert([copy], "xlsx", tmp_path / "saved").made[copy]
    back = read_package(path.read_bytes())
    # LibreOffice forgets who made a note.
    assert {place: text for place, (_, text) in notes(back).items()} == ON_THE_FORM
    assert coloured(back, "填报数据") == {"D20"}
    clean = commented(back, [])
    assert notes(clean) == {}
    assert coloured(clean, "填报数据") == set()
    assert coloured(clean, "考核表") == set()
    assert not [name for name in clean if "comment" in name or name.endswith(".vml")]
    assert values(clean) == values(back)
    assert load_workbook(io.BytesIO(whole(clean))).sheetnames == ["考核表", "填报数据"]

"""Reading Word files: content controls of every kind with their places, and merged tables."""

import io
import time

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.office.grids import Table
from docgen.office.package.archive import Package, deflate, read_package, write_archive
from docgen.office.symbols import UNREADABLE
from docgen.office.word.reading.content import Control
from docgen.office.word.reading.reader import read_controls, read_tables
from docgen.problems import ProblemError

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def package(body: str) -> Package:
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    parts = {"[Content_Types].xml": TYPES, "word/document.xml": document}
    return read_package(write_archive(deflate(n, xml.encode()) for n, xml in parts.items()))


def sdt(tag: str, content: str, more: str = "") -> str:
    properties = f'<w:sdtPr><w:alias w:val="名"/><w:tag w:val="{tag}"/>{more}</w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def text_cell(text: str, properties: str = "") -> str:
    return cell(paragraph(run(text)), properties)


def texts(found: Table) -> list[list[str | None]]:
    return [[cell and cell.text for cell in cells] for cells in found.rows]


def places(controls: list[Control]) -> dict[str, tuple[str, int | None, int | None, int | None]]:
    return {found.tag: (found.text, found.table, found.row, found.column) for found in controls}


def test_controls_of_every_level_are_read_with_their_places() -> None:
    body = (
        sdt("block", paragraph(run("一")) + paragraph(run("二")))
        + paragraph(run("前"), sdt("inline", run("三")), run("后"))
        + table(
            row(text_cell("a"), text_cell("b")),
            sdt("row", row(text_cell("c"), text_cell("d"))),
            row(
                text_cell("宽", '<w:gridSpan w:val="3"/>'),
                sdt("cell", text_cell("e")),
                cell(sdt("in cell", paragraph(sdt("nested", run("f"))))),
            ),
        )
    )
    assert places(read_controls(package(body))) == {
        "block": ("一\n二", None, None, None),
        "inline": ("三", None, None, None),
        "row": ("c\nd", 1, 2, 1),
        "cell": ("e", 1, 3, 4),
        "in cell": ("f", 1, 3, 5),
        "nested": ("f", 1, 3, 5),
    }


def test_a_control_in_a_nested_table_has_its_place_in_that_table() -> None:
    inner = table(row(text_cell("x"), cell(paragraph(sdt("inner", run("y"))))))
    body = table(row(text_cell("a"), cell(inner + paragraph(sdt("outer", run("z"))))))
    assert places(read_controls(package(body))) == {
        "inner": ("y", 2, 1, 2),
        "outer": ("z", 1, 1, 2),
    }


def test_a_control_around_a_table_stands_in_no_table() -> None:
    body = sdt("all", table(row(text_cell("a"))))
    assert places(read_controls(package(body))) == {"all": ("a", None, None, None)}


def test_tabs_breaks_and_tracked_changes_make_the_text_that_is_seen() -> None:
    content = (
        "<w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr>"
        "<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:noBreakHyphen/></w:r>"
        "<w:ins><w:r><w:t>加</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>"
        "<mc:AlternateContent><mc:Choice Requires='w14'><w:r><w:t>框</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>框</w:t></w:r></mc:Fallback></mc:AlternateContent>"
    )
    [control] = read_controls(package(sdt("t", paragraph(content))))
    assert control.text == "一\t二\n三-加框"


def test_a_deleted_row_is_no_row() -> None:
    deleted = row("<w:trPr><w:del/></w:trPr>", text_cell("甲"))
    [found] = read_tables(package(table(deleted, row(text_cell("乙")))))
    assert texts(found) == [["乙"]]


def test_a_prompt_is_told_from_an_answer() -> None:
    body = paragraph(
        sdt("prompt", run("单击此处输入"), "<w:showingPlcHdr/>"),
        sdt("off", run("x"), '<w:showingPlcHdr w:val="0"/>'),
        sdt("answer", run("单击此处输入")),
    )
    found = {control.tag: control.placeholder for control in read_controls(package(body))}
    assert found == {"prompt": True, "off": False, "answer": False}


@pytest.mark.parametrize(
    ("box", "checked"),
    [
        ('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', True),
        ('<w14:checkbox><w14:checked w14:val="true"/></w14:checkbox>', True),
        ('<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', False),
        ("<w14:checkbox/>", False),
        ("", None),
    ],
)
def test_a_check_box_is_read_by_its_state_and_not_its_glyph(box: str, checked: bool | None) -> None:
    [control] = read_controls(package(paragraph(sdt("box", run("☒"), box))))
    assert (control.checked, control.text) == (checked, "☒")


@pytest.mark.parametrize(
    ("state", "checked"),
    [
        ("<w:checked/>", True),
        ('<w:checked w:val="0"/>', False),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', False),
        ('<w:default w:val="1"/>', True),
        ("", False),
    ],
)
def test_a_check_box_of_the_older_kind_is_read(state: str, checked: bool) -> None:
    field = f"<w:ffData><w:name w:val='同意'/><w:checkBox>{state}</w:checkBox></w:ffData>"
    body = table(row(cell(paragraph(f"<w:r><w:fldChar>{field}</w:fldChar></w:r>"))))
    [control] = read_controls(package(body))
    assert (control.tag, control.checked, control.table) == ("同意", checked, 1)


def test_a_control_without_tag_or_content_is_read() -> None:
    body = paragraph("<w:sdt><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt><w:sdt/>")
    assert read_controls(package(body)) == [Control("", "", "a"), Control("", "", "")]


def test_merged_cells_stand_in_every_place_that_they_cover() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    [found] = read_tables(
        package(
            table(
                row(text_cell("类", restart), text_cell("头", '<w:gridSpan w:val="2"/>')),
                row(text_cell("", go_on), text_cell("一"), text_cell("二")),
                row(text_cell("", go_on), sdt("x", text_cell("三")), text_cell("四")),
            )
        )
    )
    assert texts(found) == [["类", "头", "头"], ["类", "一", "二"], ["类", "三", "四"]]
    assert found.rows[0][0] is found.rows[2][0]


def test_irregular_merges_are_read() -> None:
    go_on, wide = "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    [found] = read_tables(
        package(
            table(
                row(text_cell("孤", go_on), text_cell("a")),
                row(text_cell("", wide + go_on), text_cell("b", go_on)),
                row("<w:trPr><w:gridBefore w:val='1'/></w:trPr>", text_cell("", go_on)),
                row(text_cell("h", '<w:hMerge w:val="restart"/>'), text_cell("", "<w:hMerge/>")),
            )
        )
    )
    assert texts(found) == [["孤", "a"], ["孤", "孤", "b"], [None, "孤"], ["h", "h"]]


def test_marks_and_cells_out_of_place_are_no_crash() -> None:
    lost = sdt("t", cell(paragraph(run("a")))) + '<w:gridSpan w:val="2"/><w:vMerge/>' + row()
    found = package(lost + table(cell("b"), row('<w:vMerge w:val="x"/>')))
    assert places(read_controls(found)) == {"t": ("a", None, None, None)}
    assert [texts(each) for each in read_tables(found)] == [[[]]]


def test_a_span_beyond_all_measure_is_cut() -> None:
    [found] = read_tables(package(table(row(text_cell("a", '<w:gridSpan w:val="999999999"/>')))))
    assert len(found.rows[0]) == 63


def test_a_strict_file_is_read() -> None:
    strict = package(paragraph(sdt("t", run("a"))))
    document = strict["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    members = [
        deflate("[Content_Types].xml", TYPES.encode()),
        deflate("word/document.xml", document),
    ]
    [control] = read_controls(read_package(write_archive(members)))
    assert (control.tag, control.text) == ("t", "a")


@pytest.mark.parametrize("parts", [{}, {"[Content_Types].xml": "<Types/>"}])
def test_what_is_no_word_file_is_a_problem(parts: dict[str, str]) -> None:
    data = write_archive(deflate(name, xml.encode()) for name, xml in parts.items())
    with pytest.raises(ProblemError) as caught:
        read_controls(read_package(data, "表.docx"))
    [found] = caught.value.problems
    assert found.code in ("package.not-office", "word.not-word")
    assert found.place.file == "表.docx"


@settings(max_examples=20)
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.text("甲乙 ab\n", max_size=3), min_size=width, max_size=width),
            min_size=1,
            max_size=4,
        )
    )
)
def test_a_table_is_read_as_python_docx_wrote_it(rows: list[list[str]]) -> None:
    document = Document()
    made = document.add_table(len(rows), len(rows[0]))
    for cells, values in zip(made.rows, rows, strict=True):
        for written, text in zip(cells.cells, values, strict=True):
            written.text = text
    stream = io.BytesIO()
    document.save(stream)
    [found] = read_tables(read_package(stream.getvalue()))
    assert texts(found) == rows


MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
STRICT_MATH = "http://purl.oclc.org/ooxml/officeDocument/math"


def test_an_equation_is_read_in_strict_files_too() -> None:
    for space in (MATH, STRICT_MATH):
        equation = f'<m:oMath xmlns:m="{space}"><m:r><m:t>169</m:t></m:r></m:oMath>'
        [control] = read_controls(package(paragraph(sdt("t", run("a") + equation))))
        assert control.text == "a169"


def test_a_deep_equation_takes_no_longer_than_it_is() -> None:
    deep = "<m:e>" * 29 + "<m:r><m:t>1</m:t></m:r>" + "</m:e>" * 29
    equation = f'<m:oMath xmlns:m="{MATH}">{deep}</m:oMath>'
    began = time.process_time()
    [control] = read_controls(package(paragraph(sdt("t", equation))))
    assert control.text in ("1", UNREADABLE)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<w:r><w:sym w:char="-1"/></w:r>', UNREADABLE),
        ('<w:r><w:sym w:char="-FFFFFFFFFFFFFFFFF"/></w:r>', UNREADABLE),
        ('<w:r><w:sym w:char="FFFFFFFF"/></w:r>', UNREADABLE),
        ("<w:trPr><w:del/></w:trPr>" + run("a"), "a"),
    ],
)
def test_what_no_program_writes_is_no_crash(content: str, text: str) -> None:
    [control] = read_controls(package(paragraph(sdt("t", content))))
    assert control.text == text


def test_a_span_of_very_many_digits_is_as_wide_as_a_table_can_be() -> None:
    wide = text_cell("a", f'<w:gridSpan w:val="{"9" * 5_000}"/>')
    [found] = read_tables(package(table(row(wide))))
    assert texts(found) == [["a"] * 63]


STYLES = (
    f'<w:styles {NAMESPACES}><w:style w:type="character" w:styleId="S&amp;T"><w:rPr><w:strike/>'
    '</w:rPr></w:style><w:style w:type="character" w:styleId="S"><w:rPr><w:dstrike/></w:rPr>'
    "</w:style></w:styles>"
)


@pytest.mark.parametrize("style", ['"S"', "'S'", '"S&amp;T"'])
@pytest.mark.parametrize("of_document", ["UTF-8", "UTF-16"])
@pytest.mark.parametrize("of_styles", ["UTF-8", "UTF-16"])
def test_a_style_strikes_out_however_the_parts_are_written(
    style: str, of_document: str, of_styles: str
) -> None:
    struck = f"<w:r><w:rPr><w:rStyle w:val={style}/></w:rPr><w:t>99</w:t></w:r>"
    body = paragraph(sdt("t", struck + run("5")))
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
    of = f'<Override PartName="/word/styles.xml" ContentType="{kind}"/></Types>'
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/styles" Target="styles.xml"/></Relationships>'
    )
    parts = {
        "[Content_Types].xml": TYPES.replace("</Types>", of).encode(),
        "word/_rels/document.xml.rels": relation.encode(),
        "word/document.xml": f'<?xml version="1.0" encoding="{of_document}"?>{document}'.encode(
            of_document
        ),
        "word/styles.xml": f'<?xml version="1.0" encoding="{of_styles}"?>{STYLES}'.encode(
            of_styles
        ),
    }
    found = read_package(write_archive(deflate(name, data) for name, data in parts.items()))
    [control] = read_controls(found)
    assert (control.text, control.left_out) == ("5", "99")


def test_text_in_very_many_controls_is_refused() -> None:
    text = f'<w:r><w:t xml:space="default">{"a" * 100_000}</w:t></w:r>'
    body = "<w:sdt><w:sdtContent>" * 100 + paragraph(text)
    body += "</w:sdtContent></w:sdt>" * 100
    with pytest.raises(ProblemError) as error:
        read_controls(package(body))
    assert [one.code for one in error.value.problems] == ["word.too-large"]

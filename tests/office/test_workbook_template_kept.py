"""A workbook template is filled where it stands: what nothing is filled into keeps its bytes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from workbook_by_hand import (
    STYLES,
    box,
    chart,
    chart_frame,
    contents,
    drawing,
    note_shapes,
    notes,
    related,
    row,
    run,
    sheet,
    texts,
    workbook,
)
from workbook_samples import found, opened

from docgen.office.workbook.template.mail_merge import MergeWorkbook
from docgen.problems import ProblemError

LOOP, END = "{%tr for one in people %}", "{%tr endfor %}"
PEOPLE = [{"name": "甲", "n": 3}, {"name": "乙", "n": 4}, {"name": "丙", "n": 5}]
BOLD = '<a:rPr b="1"/>'
TAG = re.compile(rb"\{\{|\{%|\{#|%7B%7B")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "t.xlsx"


def filled(path: Path, **context: Any) -> dict[str, bytes]:
    """The parts of what a template gives; none of them holds a tag."""
    parts = contents(MergeWorkbook.compile(path).render(context))
    assert [name for name, data in parts.items() if TAG.search(data)] == []
    return parts


def texts_of(data: bytes, name: str = "t") -> list[str]:
    found = etree.fromstring(data).iter(f"{{*}}{name}")
    return [one.text or "" for one in found if not len(one)]


def formulas_of(data: bytes) -> list[str]:
    return [one.text or "" for one in etree.fromstring(data).iter("{*}f")]


def problems(path: Path, **context: Any) -> list[tuple[str, str]]:
    with pytest.raises(ProblemError) as error:
        MergeWorkbook.compile(path).render(context)
    assert all(one.text("zh") and one.text("en") for one in error.value.problems)
    return found(error.value)


def everything(path: Path) -> Path:
    """A template with all that people put beside cells, and a loop over its rows 3 to 5."""
    rows = (
        row(1, "#0")
        + row(2, "单位", "人数", attributes='outlineLevel="1" collapsed="0"')
        + row(3, LOOP)
        + row(4, "#1", "{{ one.n }}", "=B4*2", attributes='ht="20" customHeight="1"')
        + row(5, END)
        + row(6, "合计", "=SUM(B4)", "=SUM(C3:C5)")
        + row(7, "网址", "=列表!A1")
    )
    rest = (
        '<mergeCells count="1"><mergeCell ref="A7:A8"/></mergeCells>'
        '<conditionalFormatting sqref="B4"><cfRule type="expression" priority="1"><formula>'
        "$B4&gt;$B$6</formula></cfRule></conditionalFormatting>"
        '<dataValidations count="1"><dataValidation type="list" sqref="A4" prompt="{{ unit }}">'
        "<formula1>列表!$A$1:$A$2</formula1></dataValidation></dataValidations>"
        '<hyperlinks><hyperlink ref="A7" r:id="h" tooltip="{{ unit }}"/>'
        '<hyperlink ref="A4" location="表!A6"/></hyperlinks>'
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        "<headerFooter><oddHeader>&amp;C{{ unit }}</oddHeader></headerFooter>"
        '<rowBreaks count="1" manualBreakCount="1"><brk id="6" max="16383" man="1"/></rowBreaks>'
        '<ignoredErrors><ignoredError sqref="B4" numberStoredAsText="1"/></ignoredErrors>'
        '<drawing r:id="d"/><legacyDrawing r:id="v"/>'
    )
    plain = row(1, "是") + row(2, "否")
    parts = {
        "xl/sharedStrings.xml": texts(
            "<r><t>登记表：</t></r><r><rPr><b/></rPr><t>{{ unit }}</t></r><r><t>（样）</t></r>",
            "<t>{{ one.name }}</t>",
        ),
        "xl/calcChain.xml": '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006'
        '/main"><c r="C4" i="1"/><c r="B6" i="1"/></calcChain>',
        "xl/worksheets/_rels/sheet1.xml.rels": related(
            d="drawing ../drawings/drawing1.xml",
            v="vmlDrawing ../drawings/vmlDrawing1.vml",
            c="comments ../comments1.xml",
            h="hyperlink http://x.cn/?u=%7B%7B%20unit%20%7D%7D External",
        ),
        "xl/drawings/drawing1.xml": drawing(
            box("标题", run("审核：") + run("{{ unit }}", BOLD), 1, 2),
            box("每行", run("给{{ one.name }}"), 4, 4, 3),
            chart_frame("ch", 8, 20),
        ),
        "xl/drawings/_rels/drawing1.xml.rels": related(ch="chart ../charts/chart1.xml"),
        "xl/charts/chart1.xml": chart("{{ unit }}情况", "表!$B$4", "{{ unit }}轴"),
        "xl/comments1.xml": notes(A4="请{{ one.name }}核对", A7="须知"),
        "xl/drawings/vmlDrawing1.vml": note_shapes(4, 7),
        "xl/media/image1.png": "not really a picture",
    }
    names = (
        '<definedName name="_xlnm.Print_Area" localSheetId="0">表!$A$1:$C$8</definedName>'
        '<definedName name="人数">表!$B$4</definedName>'
    )
    return workbook(path, {"表": sheet(rows, rest), "列表": sheet(plain)}, parts, names)


def test_what_nothing_is_filled_into_keeps_bytes_names_and_order(path: Path) -> None:
    before = contents(everything(path).read_bytes())
    after = filled(path, unit="甲&乙 厅", people=PEOPLE[:1])
    kept = [name for name in before if after.get(name) == before[name]]
    assert list(after) == [name for name in before if name != "xl/calcChain.xml"]
    assert {"xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/media/image1.png", "_rels/.rels"} <= {
        *kept
    }
    without = MergeWorkbook.compile(
        workbook(path, {"表": sheet(row(1, "{{ unit }}"))}, {"xl/media/a.png": "x"})
    )
    before, after = contents(path.read_bytes()), contents(without.render({"unit": "甲"}))
    assert list(after) == list(before)
    assert [name for name in before if after[name] != before[name]] == ["xl/worksheets/sheet1.xml"]


def test_tags_are_filled_wherever_people_type_them(path: Path) -> None:
    after = filled(everything(path), unit="甲&乙 厅", people=PEOPLE)
    (bold,) = [
        one.findtext("{*}t")
        for one in etree.fromstring(after["xl/worksheets/sheet1.xml"]).iter("{*}r")
        if one.find("{*}rPr/{*}b") is not None
    ]
    assert bold == "甲&乙 厅"
    (whole,) = etree.fromstring(after["xl/worksheets/sheet1.xml"]).xpath(
        ".//*[local-name()='c'][@r='A1']/*"
    )
    assert [etree.QName(one).localname for one in whole] == ["r", "r", "r"]
    assert texts_of(after["xl/charts/chart1.xml"]) == ["甲&乙 厅情况", "甲&乙 厅轴"]
    said = etree.fromstring(after["xl/worksheets/sheet1.xml"])
    assert said.findtext("{*}headerFooter/{*}oddHeader") == "&C甲&&乙 厅"
    assert said.find("{*}dataValidations/{*}dataValidation").get("prompt") == "甲&乙 厅"
    assert said.find("{*}hyperlinks/{*}hyperlink").get("tooltip") == "甲&乙 厅"
    links = etree.fromstring(after["xl/worksheets/_rels/sheet1.xml.rels"])
    assert "http://x.cn/?u=甲%26乙%20厅" in [one.get("Target") for one in links]


def test_what_stands_beside_rows_is_repeated_with_them_and_keeps_its_own_numbers(
    path: Path,
) -> None:
    after = filled(everything(path), unit="厅", people=PEOPLE)
    boxes = etree.fromstring(after["xl/drawings/drawing1.xml"])
    assert texts_of(after["xl/drawings/drawing1.xml"]) == ["审核：", "厅", "给甲", "给乙", "给丙"]
    numbers = [one.get("id") for one in boxes.iter("{*}cNvPr")]
    assert len(numbers) == len(set(numbers)) == 5
    rows = [one.text for one in boxes.iterfind("{*}twoCellAnchor/{*}from/{*}row")]
    assert rows == ["0", "2", "3", "4", "7"]
    remarks = etree.fromstring(after["xl/comments1.xml"])
    assert [
        (one.get("ref"), one.findtext("{*}text/{*}t")) for one in remarks.iter("{*}comment")
    ] == [
        ("A3", "请甲核对"),
        ("A4", "请乙核对"),
        ("A5", "请丙核对"),
        ("A7", "须知"),
    ]
    shapes = etree.fromstring(after["xl/drawings/vmlDrawing1.vml"])
    assert [one.text for one in shapes.iter("{*}Row")] == ["2", "3", "4", "6"]
    names = [one.get("id") for one in shapes.iterchildren("{*}shape")]
    assert len(set(names)) == 4
    anchors = [one.text.split(", ")[2] for one in shapes.iter("{*}Anchor")]
    assert anchors == ["2", "3", "4", "6"]


def test_all_that_refers_to_rows_follows_them(path: Path) -> None:
    after = filled(everything(path), unit="厅", people=PEOPLE)
    first = after["xl/worksheets/sheet1.xml"]
    said = etree.fromstring(first)
    assert [one for one in formulas_of(first) if "SUM" in one or "*" in one] == [
        "B3*2",
        "B4*2",
        "B5*2",
        "SUM(B3:B5)",
        "SUM(C3:C5)",
    ]
    assert said.find("{*}conditionalFormatting").get("sqref") == "B3:B5"
    assert said.findtext("{*}conditionalFormatting/{*}cfRule/{*}formula") == "$B3>$B$6"
    assert said.find("{*}dataValidations/{*}dataValidation").get("sqref") == "A3:A5"
    links = [(one.get("ref"), one.get("location")) for one in said.iter("{*}hyperlink")]
    assert links == [("A7", None), *((f"A{row}", "'表'!A6") for row in (3, 4, 5))]
    assert [one.get("id") for one in said.iter("{*}brk")] == ["6"]
    assert said.find("{*}ignoredErrors/{*}ignoredError").get("sqref") == "B3:B5"
    assert [one.get("ref") for one in said.iter("{*}mergeCell")] == ["A7:A8"]
    assert formulas_of(after["xl/charts/chart1.xml"]) == ["'表'!$B$3:$B$5"]
    assert b"numCache" not in after["xl/charts/chart1.xml"]
    names = {
        one.get("name"): one.text
        for one in etree.fromstring(after["xl/workbook.xml"]).iter("{*}definedName")
    }
    assert names == {"_xlnm.Print_Area": "'表'!$A$1:$C$8", "人数": "'表'!$B$3:$B$5"}
    assert "xl/calcChain.xml" not in after
    assert said.find("{*}sheetData/{*}row[@r='2']").get("outlineLevel") == "1"
    assert {one.get("ht") for one in said.iterfind("{*}sheetData/{*}row")} == {None, "20"}


def test_without_a_turn_nothing_is_left_of_the_loop(path: Path) -> None:
    after = filled(everything(path), unit="厅", people=[])
    first = after["xl/worksheets/sheet1.xml"]
    assert formulas_of(first)[0] == "SUM(B1048576)"
    said = etree.fromstring(first)
    assert said.find("{*}conditionalFormatting") is None
    assert said.find("{*}dataValidations") is None
    assert texts_of(after["xl/comments1.xml"]) == ["须知"]
    assert texts_of(after["xl/drawings/drawing1.xml"]) == ["审核：", "厅"]


# Formulas


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["=B3*$A$1"], ["B2*$A$1", "B3*$A$1"]),
        (["=B3/SUM(B$2:B$4)"], ["B2/SUM(B$2:B$3)", "B3/SUM(B$2:B$3)"]),
        (["=SUM(B$3:B3)"], ["SUM(B$2:B2)", "SUM(B$2:B3)"]),
        (["=列!A1+1"], None),
        (["=B2+1"], None),
        (["=B6+1"], None),
        (["=SUM(列!A$1:A$9)"], ["SUM('列'!A$1:A$9)"] * 2),
        (["=人数+1"], ["人数+1"] * 2),
    ],
)
def test_a_formula_in_a_loop_means_its_own_turn_or_what_a_dollar_holds(
    path: Path, cells: list[str], expected: list[str] | None
) -> None:
    rows = row(1, "2") + row(2, LOOP) + row(3, "{{ one.name }}", "{{ one.n }}", *cells)
    sheets = {"表": sheet(rows + row(4, END) + row(6, "尾", "5")), "列": sheet(row(1, "1"))}
    workbook(path, sheets)
    if expected is None:
        assert problems(path, people=PEOPLE[:2]) == [("workbook.address-in-formula", "C3")]
    else:
        after = filled(path, people=PEOPLE[:2])
        assert formulas_of(after["xl/worksheets/sheet1.xml"]) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(B3)", "SUM(B2:B3)"),
        ("SUM(B2:B4)/A1", "SUM(B2:B3)/A1"),
        ("VLOOKUP(A1,A2:B4,2,0)", "VLOOKUP(A1,A2:B3,2,0)"),
        ("A6&amp;B6", "A5&B5"),
        ("SUM(3:3)+COUNT(B:B)", "SUM(2:3)+COUNT(B:B)"),
        ("B3*2", None),
        ("IF(B3&gt;1,1,2)", None),
        ('INDIRECT("B3")', None),
        ("A1:INDEX(B:B,3)", None),
    ],
)
def test_a_formula_outside_of_a_loop_takes_all_its_rows_or_is_told(
    path: Path, formula: str, expected: str | None
) -> None:
    rows = row(1, "2") + row(2, LOOP) + row(3, "{{ one.name }}", "{{ one.n }}")
    rows += row(4, END) + row(6, "尾", "5", f"={formula}")
    workbook(path, {"表": sheet(rows)})
    if expected is None:
        assert problems(path, people=PEOPLE[:2]) == [("workbook.address-in-formula", "C6")]
    else:
        after = filled(path, people=PEOPLE[:2])
        assert formulas_of(after["xl/worksheets/sheet1.xml"]) == [expected]


def test_turns_inside_turns_keep_their_own_rows(path: Path) -> None:
    rows = (
        row(1, "{%tr for group in groups %}")
        + row(2, "{{ group.name }}", "=SUM(B3:B5)")
        + row(3, "{%tr for one in group.people %}")
        + row(4, "{{ one.name }}", "{{ one.n }}", "=B4/B$2")
        + row(5, END)
        + row(6, "{%tr endfor %}")
        + row(7, "总计", "=SUM(B1:B6)", "=COUNT(B2)")
    )
    workbook(path, {"表": sheet(rows)})
    groups = [{"name": "一", "people": PEOPLE[:2]}, {"name": "二", "people": PEOPLE[2:]}]
    after = filled(path, groups=groups)
    assert formulas_of(after["xl/worksheets/sheet1.xml"]) == [
        "SUM(B2:B3)",
        "B2/B$1",
        "B3/B$1",
        "SUM(B5:B5)",
        "B5/B$4",
        "SUM(B1:B5)",
        "COUNT(B1:B4)",
    ]


def test_formulas_that_share_one_text_and_those_of_arrays_follow(path: Path) -> None:
    shared = (
        '<row r="3"><c r="A3" t="inlineStr"><is><t>{{ one.n }}</t></is></c><c r="B3"><f t="shared"'
        ' ref="B3:B6" si="0">A3*2</f><v>1</v></c></row>'
    )
    rows = row(1, "头") + row(2, LOOP) + shared + row(4, END)
    rows += '<row r="6"><c r="A6"><v>8</v></c><c r="B6"><f t="shared" si="0"/><v>1</v></c>'
    rows += '<c r="C6" cm="1"><f t="array" ref="C6:C7">A6:A7</f><v>1</v></c></row>'
    workbook(path, {"表": sheet(rows)})
    first = filled(path, people=PEOPLE)["xl/worksheets/sheet1.xml"]
    assert formulas_of(first) == ["A2*2", "A3*2", "A4*2", "A6*2", "A6:A7"]
    cell = etree.fromstring(first).find(".//{*}c[@r='C6']")
    assert (cell.get("cm"), cell.find("{*}f").get("ref")) == ("1", "C6:C7")


def test_a_row_that_is_left_out_counts_as_blank_in_a_range_and_is_told_alone(path: Path) -> None:
    rows = row(1, "{%tr if yes %}") + row(2, "5") + row(3, "{%tr endif %}")
    workbook(path, {"表": sheet(rows + row(4, "=SUM(A1:A3)"))})
    after = filled(path, yes=False)
    assert formulas_of(after["xl/worksheets/sheet1.xml"]) == ["SUM(A1048576:A1048576)"]
    workbook(path, {"表": sheet(rows + row(4, "=A2*2"))})
    assert formulas_of(filled(path, yes=True)["xl/worksheets/sheet1.xml"]) == ["A1*2"]
    assert problems(path, yes=False) == [("workbook.row-left-out", "A4")]


# Titles of sheets


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("一厅", "一厅"),
        ("a/b:c*[d]?", "a／b：c＊［d］？"),
        ("长" * 40, "长" * 31),
        ("数据", "数据 (2)"),
        ("O'Neil", "O'Neil"),
        ("😀" * 20, "😀" * 15),
    ],
)
def test_a_title_of_a_sheet_becomes_a_legal_one_and_references_follow(
    path: Path, said: str, title: str
) -> None:
    tagged = "{{ unit }}"
    names = f"<definedName name=\"起\">'{tagged}'!$A$1</definedName>"
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-'
        'properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes'
        f'"><TitlesOfParts><vt:vector size="2" baseType="lpstr"><vt:lpstr>{tagged}</vt:lpstr>'
        "<vt:lpstr>数据</vt:lpstr></vt:vector></TitlesOfParts></Properties>"
    )
    sheets = {tagged: sheet(row(1, "7")), "数据": sheet(row(1, f"='{tagged}'!A1*2"))}
    extra = {
        "docProps/app.xml": app,
        "_rels/.rels": related(m="officeDocument xl/workbook.xml").replace(
            "</Rel",
            '<Relationship Id="a" Type="http://schemas.openxmlformats.org/office'
            'Document/2006/relationships/extended-properties" Target="docProps/app.xml"/></Rel',
        ),
    }
    workbook(path, sheets, extra, names)
    after = filled(path, unit=said)
    book = opened(MergeWorkbook.compile(path).render({"unit": said}))
    quoted = title.replace("'", "''")
    assert book.sheetnames == [title, "数据"]
    assert book.worksheets[1]["A1"].value == f"='{quoted}'!A1*2"
    assert book.defined_names["起"].attr_text == f"'{quoted}'!$A$1"
    assert texts_of(after["docProps/app.xml"], "lpstr") == [title, "数据"]


def test_a_title_of_which_nothing_is_left_is_told(path: Path) -> None:
    workbook(path, {"{{ unit }}": sheet(row(1, "7"))})
    with pytest.raises(ProblemError) as error:
        MergeWorkbook.compile(path).render({"unit": " ' "})
    assert [(one.code, one.place.sheet) for one in error.value.problems] == [
        ("workbook.title-blank", "{{ unit }}")
    ]


# Tags that cannot be filled


@pytest.mark.parametrize(
    ("part", "content"),
    [
        (
            "xl/styles.xml",
            STYLES.replace(
                "<fonts",
                '<numFmts count="1"><numFmt numFmtId="170"'
                ' formatCode="&quot;{{ unit }}&quot;0"/></numFmts><fonts',
            ),
        ),
        (
            "xl/pivotCache/pivotCacheDefinition1.xml",
            '<pivotCacheDefinition xmlns="m"><s v="{{ unit }}"/></pivotCacheDefinition>',
        ),
        ("customXml/item1.xml", "<x>{{ unit }}</x>"),
        ("xl/slicers/slicer1.xml", '<slicers xmlns="m"><slicer caption="{% if a %}"/></slicers>'),
    ],
)
def test_a_tag_where_nothing_can_be_filled_in_is_told_when_the_template_is_read(
    path: Path, part: str, content: str
) -> None:
    workbook(path, {"表": sheet(row(1, "{{ unit }}"))}, {part: content})
    with pytest.raises(ProblemError) as error:
        MergeWorkbook.compile(path)
    (problem,) = error.value.problems
    assert problem.code == "workbook.tag-out-of-reach"
    assert "{" in dict(problem.facts)["tag"]


def test_smart_art_and_document_properties_are_filled(path: Path) -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006"
    art = (
        f'<dgm:dataModel xmlns:dgm="{space}/diagram" xmlns:a="{space}/main"><dgm:ptLst><dgm:pt>'
        "<dgm:t><a:bodyPr/><a:p><a:r><a:t>{{ un</a:t></a:r><a:r><a:t>it }}长</a:t></a:r></a:p>"
        "</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    )
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-'
        'properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ unit }}表</dc:title>'
        "</cp:coreProperties>"
    )
    parts = {"xl/diagrams/data1.xml": art, "docProps/core.xml": core}
    workbook(path, {"表": sheet(row(1, "甲"))}, parts)
    after = filled(path, unit="厅")
    assert texts_of(after["xl/diagrams/data1.xml"]) == ["厅", "长"]
    assert texts_of(after["docProps/core.xml"], "title") == ["厅表"]


@pytest.mark.parametrize(
    ("anchor", "part"),
    [
        (chart_frame("ch", 3, 3), {}),
        (chart_frame("ch", 3, 3).replace("<c:chart", "<c:relIds").replace("c:chart/>", ""), {}),
    ],
)
def test_a_chart_in_a_loop_is_told(path: Path, anchor: str, part: dict[str, str]) -> None:
    rows = row(1, "头") + row(2, LOOP) + row(3, "{{ one.name }}") + row(4, END)
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": related(d="drawing ../drawings/drawing1.xml"),
        "xl/drawings/drawing1.xml": drawing(anchor),
        "xl/drawings/_rels/drawing1.xml.rels": related(ch="chart ../charts/chart1.xml"),
        "xl/charts/chart1.xml": chart("图", "表!$A$3"),
    }
    workbook(path, {"表": sheet(rows, '<drawing r:id="d"/>')}, parts)
    assert problems(path, people=PEOPLE) == [("workbook.chart-in-loop", "H3")]


@pytest.mark.parametrize(
    ("target", "value", "expected"),
    [
        ("{{ url }}", "https://a.cn/x?y=1&z=2", "https://a.cn/x?y=1&z=2"),
        ("http://a.cn/{{ url }}/", "甲 乙/丙", "http://a.cn/甲%20乙%2F丙/"),
        ("mailto:{{ url }}", "a@b.cn", "mailto:a%40b.cn"),
        ("http://a.cn/%7B%7Burl%7D%7D", "x&y", "http://a.cn/x%26y"),
        ("{{ url }}", "javascript:alert(1)", None),
        ("{{ url }}", "file:///c:/x.exe", None),
    ],
)
def test_links_are_filled_and_lead_to_no_program(
    path: Path, target: str, value: str, expected: str | None
) -> None:
    rest = '<hyperlinks><hyperlink ref="A1" r:id="h"/></hyperlinks>'
    links = related(h=f"hyperlink {target.replace(' ', '')} External")
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": links}
    workbook(path, {"表": sheet(row(1, "看"), rest)}, parts)
    if expected is None:
        assert problems(path, url=value) == [("template.link-dangerous", "A1")]
        return
    after = filled(path, url=value)
    (link,) = etree.fromstring(after["xl/worksheets/_rels/sheet1.xml.rels"])
    assert link.get("Target") == expected


def test_links_of_repeated_rows_lead_each_to_its_own_target(path: Path) -> None:
    rows = row(1, LOOP) + row(2, "{{ one.name }}") + row(3, END)
    rest = '<hyperlinks><hyperlink ref="A2" r:id="h"/></hyperlinks>'
    links = related(h="hyperlink http://a.cn/{{one.n}} External")
    workbook(path, {"表": sheet(rows, rest)}, {"xl/worksheets/_rels/sheet1.xml.rels": links})
    filled(path, people=PEOPLE)
    book = opened(MergeWorkbook.compile(path).render({"people": PEOPLE}))
    links = [book.active[f"A{n}"].hyperlink.target for n in (1, 2, 3)]
    assert links == ["http://a.cn/3", "http://a.cn/4", "http://a.cn/5"]


# Tables


def table(name: str, ref: str, *heads: str) -> str:
    columns = "".join(f'<tableColumn id="{n}" name="{one}"/>' for n, one in enumerate(heads, 1))
    return (
        '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1"'
        f' name="{name}" displayName="{name}" ref="{ref}"><autoFilter ref="{ref}"/>'
        f'<tableColumns count="{len(heads)}">{columns}</tableColumns></table>'
    )


@pytest.mark.parametrize(
    ("ref", "people", "year", "expected"),
    [
        ("A1:B4", PEOPLE, "2017", "A1:B4"),
        ("A1:B4", PEOPLE * 3, "2017", "A1:B10"),
        ("A1:B4", [], "2017", ("workbook.table-empty", "A1")),
        ("A1:B4", PEOPLE, "姓名", ("workbook.table-heads-alike", "A1")),
        ("A3:B5", PEOPLE, "2017", ("workbook.table-in-loop", "A3")),
    ],
)
def test_a_table_spans_its_rows_and_its_heads_say_what_its_cells_say(
    path: Path, ref: str, people: list[Any], year: str, expected: Any
) -> None:
    rows = row(1, "姓名", "{{ year }}") + row(2, LOOP) + row(3, "{{ one.name }}", "{{ one.n }}")
    rest = '<tableParts count="1"><tablePart r:id="t"/></tableParts>'
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": related(t="table ../tables/table1.xml"),
        "xl/tables/table1.xml": table("表1", ref, "姓名", "{{ year }}"),
    }
    workbook(path, {"表": sheet(rows + row(4, END) + row(5, "尾"), rest)}, parts)
    if not isinstance(expected, str):
        assert problems(path, people=people, year=year) == [expected]
        return
    after = filled(path, people=people, year=year)
    root = etree.fromstring(after["xl/tables/table1.xml"])
    assert {root.get("ref"), root.find("{*}autoFilter").get("ref")} == {expected}
    assert [one.get("name") for one in root.iter("{*}tableColumn")] == ["姓名", "2017"]
    cell = etree.fromstring(after["xl/worksheets/sheet1.xml"]).find(".//{*}c[@r='B1']")
    assert cell.get("t") == "inlineStr"


def test_a_comment_with_replies_follows_its_row_and_is_told_in_a_loop(path: Path) -> None:
    def template(cell: str) -> Path:
        rows = row(1, "头") + row(2, LOOP) + row(3, "{{ one.name }}") + row(4, END) + row(5, "尾")
        thread = (
            '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
            f'threadedcomments"><threadedComment ref="{cell}" id="{{1}}"><text>问{{{{ unit }}}}'
            "</text></threadedComment></ThreadedComments>"
        )
        parts = {
            "xl/worksheets/_rels/sheet1.xml.rels": related(
                c="comments ../comments1.xml",
                p="threadedComment ../threadedComments/threadedComment1.xml",
            ),
            "xl/comments1.xml": notes(**{cell: "问"}),
            "xl/threadedComments/threadedComment1.xml": thread,
        }
        return workbook(path, {"表": sheet(rows)}, parts)

    assert problems(template("A3"), people=PEOPLE) == [("workbook.thread-in-loop", "A3")]
    after = filled(template("A5"), people=PEOPLE, unit="厅")
    (thread,) = etree.fromstring(after["xl/threadedComments/threadedComment1.xml"])
    assert (thread.get("ref"), thread.findtext("{*}text")) == ("A5", "问厅")

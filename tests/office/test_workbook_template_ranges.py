"""What other sheets and parts say of rows that are repeated follows them, or is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from test_workbook_template_kept import END, LOOP, PEOPLE, filled, problems, texts_of
from workbook_by_hand import LINKS, MAIN, note_shapes, related, row, sheet, workbook

ROWS = row(1, "姓名", "人数") + row(2, LOOP) + row(3, "{{ one.name }}", "{{ one.n }}") + row(4, END)
LIST = "'人'!$A$2:$A$4"
"""The rows of the loop in the document, where they are three."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "t.xlsx"


def other_sheet(path: Path, rest: str, before: str = "") -> etree._Element:
    """A sheet without tags, formulas or rows that move, beside one with a loop; as it became."""
    workbook(path, {"表": sheet(row(1, "尾"), rest, before), "人": sheet(ROWS + row(5, "合计"))})
    return etree.fromstring(filled(path, people=PEOPLE)["xl/worksheets/sheet1.xml"])


def test_a_list_to_choose_from_on_another_sheet_has_all_its_rows(path: Path) -> None:
    rest = (
        '<dataValidations count="1"><dataValidation type="list" sqref="A1">'
        "<formula1>人!$A$3:$A$3</formula1></dataValidation></dataValidations>"
    )
    said = other_sheet(path, rest)
    assert said.findtext("{*}dataValidations/{*}dataValidation/{*}formula1") == LIST
    assert said.find("{*}dataValidations/{*}dataValidation").get("sqref") == "A1"


def test_a_condition_on_cells_of_another_sheet_looks_at_all_its_rows(path: Path) -> None:
    rest = (
        '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>'
        "COUNTIF(人!$A$3,A1)&gt;0</formula></cfRule></conditionalFormatting>"
    )
    said = other_sheet(path, rest)
    assert said.findtext(".//{*}cfRule/{*}formula") == f"COUNTIF({LIST},A1)>0"


def test_a_sparkline_of_another_sheet_draws_all_its_rows(path: Path) -> None:
    x14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    xm = "http://schemas.microsoft.com/office/excel/2006/main"
    rest = (
        f'<extLst><ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}" xmlns:x14="{x14}">'
        f'<x14:sparklineGroups xmlns:xm="{xm}"><x14:sparklineGroup><x14:sparklines>'
        "<x14:sparkline><xm:f>人!$B$3</xm:f><xm:sqref>A1</xm:sqref></x14:sparkline>"
        "</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
    )
    assert other_sheet(path, rest).findtext(".//{*}sparkline/{*}f") == "'人'!$B$2:$B$4"


def test_a_link_to_cells_of_another_sheet_leads_to_them(path: Path) -> None:
    rest = '<hyperlinks><hyperlink ref="A1" location="人!A5"/></hyperlinks>'
    assert other_sheet(path, rest).find(".//{*}hyperlink").get("location") == "'人'!A5"


def test_what_is_consolidated_is_all_its_rows(path: Path) -> None:
    rest = (
        '<dataConsolidate><dataRefs count="1"><dataRef ref="A1:B3" sheet="人"/></dataRefs>'
        "</dataConsolidate>"
    )
    assert other_sheet(path, rest).find(".//{*}dataRef").get("ref") == "A1:B4"


# Pivot tables and controls

PIVOT = "xl/pivotCache/pivotCacheDefinition1.xml"


def with_pivot(path: Path, source: str, rows: str = ROWS) -> Path:
    """A workbook with a loop over its rows 2 to 4, and a pivot table of its cells."""
    workbook(
        path,
        {"人": sheet(rows + row(5, "尾"))},
        {
            PIVOT: f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{LINKS}" saveData="0">'
            f'<cacheSource type="worksheet"><worksheetSource {source}/></cacheSource>'
            '<cacheFields count="0"/></pivotCacheDefinition>',
            "xl/_rels/workbook.xml.rels": related(
                s1="worksheet worksheets/sheet1.xml",
                styles="styles styles.xml",
                p="pivotCacheDefinition pivotCache/pivotCacheDefinition1.xml",
            ),
        },
        '<definedName name="人员">人!$A$1:$B$3</definedName>',
    )
    return path


@pytest.mark.parametrize(
    ("source", "people", "expected"),
    [
        ('ref="A1:B3" sheet="人"', PEOPLE, "A1:B4"),
        ('ref="A1:B4" sheet="人"', PEOPLE * 3, "A1:B10"),
        ('ref="$A$1:$B$4" sheet="人"', PEOPLE[:1], "A1:B2"),
        ('ref="A1:B3" sheet="人"', [], ("workbook.pivot-empty", "A1")),
        ('ref="A2:B4" sheet="人"', [], ("workbook.pivot-empty", "A2")),
        ('ref="A3:B4" sheet="人"', PEOPLE, ("workbook.pivot-head-in-loop", "A3")),
        ('name="人员"', PEOPLE, None),
        ('ref="A1:B3" sheet="别处"', PEOPLE, "A1:B3"),
        ('ref="A1:B3" sheet="人" r:id="x"', PEOPLE, "A1:B3"),
    ],
)
def test_a_pivot_table_counts_all_rows_or_is_told(path: Path, source, people, expected) -> None:
    with_pivot(path, source)
    if isinstance(expected, tuple):
        assert problems(path, people=people) == [expected]
        return
    root = etree.fromstring(filled(path, people=people)[PIVOT])
    assert root.find(".//{*}worksheetSource").get("ref") == expected
    own = "r:id" not in source and "name" not in source
    assert root.get("refreshOnLoad") == ("1" if own else None)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("$A$5", "$A$5"),
        ("A5", "$A$5"),
        ("人!$A$5", "'人'!$A$5"),
        ("$A$3", None),
        ("A3:B3", "$A$2:$B$4"),
    ],
)
@pytest.mark.parametrize("old", [False, True])
def test_a_control_stays_bound_to_its_cells_or_is_told(path: Path, link, expected, old) -> None:
    control = "xl/drawings/vmlDrawing1.vml" if old else "xl/ctrlProps/ctrlProp1.xml"
    shape = note_shapes(5).replace(
        "</x:ClientData>", f"<x:FmlaLink>{link}</x:FmlaLink></x:ClientData>"
    )
    new = f'<formControlPr objectType="CheckBox" fmlaLink="{link}" xmlns="urn:x"/>'
    parts = {
        control: shape if old else new,
        "xl/worksheets/_rels/sheet1.xml.rels": related(
            c=f"{'vmlDrawing' if old else 'ctrlProp'} ../{control[3:]}"
        ),
    }
    workbook(path, {"人": sheet(ROWS + row(5, "尾"))}, parts)
    if expected is None:
        assert [code for code, _ in problems(path, people=PEOPLE)] == [
            "workbook.address-in-formula"
        ]
        return
    root = etree.fromstring(filled(path, people=PEOPLE)[control])
    assert (texts_of(root_bytes(root), "FmlaLink") if old else [root.get("fmlaLink")]) == [expected]


def root_bytes(root: etree._Element) -> bytes:
    return etree.tostring(root)


def test_a_cell_that_is_mapped_to_xml_follows_its_row(path: Path) -> None:
    cells = "xl/tables/tableSingleCells1.xml"
    parts = {
        cells: f'<singleXmlCells xmlns="{MAIN}"><singleXmlCell id="1" r="A5" connectionId="0"/>'
        "</singleXmlCells>",
        "xl/worksheets/_rels/sheet1.xml.rels": related(c=f"tableSingleCells ../{cells[3:]}"),
    }
    workbook(path, {"人": sheet(ROWS + row(5, "尾"))}, parts)
    after = etree.fromstring(filled(path, people=PEOPLE * 2)[cells])
    assert after.find("{*}singleXmlCell").get("r") == "A8"

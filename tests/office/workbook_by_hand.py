"""A workbook as Excel writes it, with all that people put beside cells; its parts are given."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHEET_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument."
_TYPES = {
    "xl/workbook.xml": f"{_TYPE}spreadsheetml.sheet.main+xml",
    "xl/worksheets/": f"{_TYPE}spreadsheetml.worksheet+xml",
    "xl/sharedStrings.xml": f"{_TYPE}spreadsheetml.sharedStrings+xml",
    "xl/styles.xml": f"{_TYPE}spreadsheetml.styles+xml",
    "xl/comments": f"{_TYPE}spreadsheetml.comments+xml",
    "xl/drawings/drawing": f"{_TYPE}drawing+xml",
    "xl/charts/chart": f"{_TYPE}drawingml.chart+xml",
    "xl/tables/": f"{_TYPE}spreadsheetml.table+xml",
    "xl/calcChain.xml": f"{_TYPE}spreadsheetml.calcChain+xml",
    "xl/diagrams/data": f"{_TYPE}drawingml.diagramData+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{_TYPE}extended-properties+xml",
}
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="6">'
    + "".join(
        f'<xf numFmtId="{code}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for code in (0, 1, 10, 14, 49, 20)
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
"""Styles 0 to 5: General, 0, 0.00%, a date, text, a time."""


def sheet(rows: str, rest: str = "", before: str = "") -> str:
    """A worksheet."""
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}">{before}<sheetData>{rows}</sheetData>'
        f"{rest}<!-- kept by nobody --></worksheet>"
    ).replace("<!-- kept by nobody -->", "")


def row(number: int, *cells: str, attributes: str = "") -> str:
    """A row: ``{{ tag }}`` or other text, ``=formula``, ``#3`` for a shared text, or a number."""
    made = []
    for index, cell in enumerate(cells):
        where = f'r="{chr(65 + index)}{number}"'
        style = ""
        if cell[:1] == "~":
            style, cell = f' s="{cell[1]}"', cell[2:]
        if cell.startswith("="):
            made.append(f"<c {where}{style}><f>{cell[1:]}</f><v>99</v></c>")
        elif cell.startswith("#"):
            made.append(f'<c {where}{style} t="s"><v>{cell[1:]}</v></c>')
        elif re.fullmatch(r"[0-9.]+", cell):
            made.append(f"<c {where}{style}><v>{cell}</v></c>")
        elif cell:
            made.append(f'<c {where}{style} t="inlineStr"><is><t>{cell}</t></is></c>')
    return f'<row r="{number}"{attributes and " " + attributes}>{"".join(made)}</row>'


def texts(*entries: str) -> str:
    """Shared texts, each as the content of its entry."""
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{one}</si>" for one in entries)}</sst>'


def related(**targets: str) -> str:
    """Relationships by their identifiers: ``kind target``, with ``External`` behind if it is."""
    made = []
    for identifier, said in targets.items():
        kind, target, *outside = said.split(" ")
        mode = ' TargetMode="External"' if outside else ""
        made.append(
            f'<Relationship Id="{identifier}" Type="{LINKS}/{kind}" Target="{target}"{mode}/>'
        )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(made)}</Relationships>'


def box(name: str, text: str, first: int, last: int, identifier: int = 2) -> str:
    """A text box over rows, from 1 on."""
    return (
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>"
        f"{first - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to>"
        f"<xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{last - 1}</xdr:row>"
        "<xdr:rowOff>99</xdr:rowOff></xdr:to>"
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{identifier}" name="{name}"/>'
        '<xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="900000" cy="200000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</xdr:spPr><xdr:txBody><a:bodyPr/><a:p>{text}</a:p></xdr:txBody></xdr:sp>"
        "<xdr:clientData/></xdr:twoCellAnchor>"
    )


def run(text: str, look: str = "") -> str:
    """A run of a text box."""
    return f"<a:r>{look}<a:t>{text}</a:t></a:r>"


def chart_frame(link: str, first: int, last: int) -> str:
    """A chart over rows, from 1 on."""
    return (
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>7</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>"
        f"{first - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to>"
        f"<xdr:col>12</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{last - 1}</xdr:row>"
        "<xdr:rowOff>0</xdr:rowOff></xdr:to>"
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="9" name="图表"/>'
        '<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" r:id="{link}"/></a:graphicData>'
        "</a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>"
    )


def drawing(*anchors: str) -> str:
    """The drawing of a sheet."""
    return (
        f'<xdr:wsDr xmlns:xdr="{SHEET_DRAWING}" xmlns:a="{DRAWING}" xmlns:r="{LINKS}">'
        f"{''.join(anchors)}</xdr:wsDr>"
    )


def chart(title: str, values: str, axis: str = "") -> str:
    """A bar chart of one series."""

    def text(said: str) -> str:
        return (
            f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{said}</a:t></a:r></a:p></c:rich>"
            '</c:tx><c:overlay val="0"/></c:title>'
        )

    return (
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}"><c:chart>{text(title)}'
        '<c:autoTitleDeleted val="0"/><c:plotArea>'
        '<c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser>'
        f'<c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>{values}</c:f><c:numCache>'
        '<c:ptCount val="1"/><c:pt idx="0"><c:v>7</c:v></c:pt></c:numCache></c:numRef></c:val>'
        '</c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/>'
        '<c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="b"/>{text(axis) if axis else ""}<c:crossAx val="2"/></c:catAx><c:valAx>'
        '<c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea><c:plotVisOnly val="1"/>'
        "</c:chart></c:chartSpace>"
    )


def notes(**said: str) -> str:
    """Notes by their cells."""
    made = "".join(
        f'<comment ref="{cell}" authorId="0"><text><t>{text}</t></text></comment>'
        for cell, text in said.items()
    )
    return (
        f'<comments xmlns="{MAIN}"><authors><author>局</author></authors><commentList>{made}'
        "</commentList></comments>"
    )


def note_shapes(*rows: int) -> str:
    """The shapes of notes in the first column, by their rows from 1 on."""
    made = "".join(
        f'<v:shape id="_x0000_s{1025 + index}" type="#_x0000_t202" style="position:absolute;'
        'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:textbox><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>1, 15, {number - 1}, 2, 3, 15, {number + 3}, 16</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{number - 1}</x:Row><x:Column>0</x:Column>"
        "</x:ClientData></v:shape>"
        for index, number in enumerate(rows)
    )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:'
        'office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
        '<o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202"'
        ' coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>'
        f"{made}</xml>"
    )


def workbook(
    path: Path, sheets: Mapping[str, str], parts: Mapping[str, str] | None = None, names: str = ""
) -> Path:
    """A workbook.

    Args:
        path: Its file.
        sheets: Its sheets by their titles.
        parts: Other parts; those of texts are related to the workbook.
        names: Its defined names.
    """
    more = dict(parts or {})
    links = {f"s{n}": f"worksheet worksheets/sheet{n}.xml" for n in range(1, len(sheets) + 1)}
    links["styles"] = "styles styles.xml"
    for part, kind in (("sharedStrings", "sharedStrings"), ("calcChain", "calcChain")):
        if f"xl/{part}.xml" in more:
            links[kind] = f"{kind} {part}.xml"
    entries = "".join(
        f'<sheet name="{title}" sheetId="{n}" r:id="s{n}"/>' for n, title in enumerate(sheets, 1)
    )
    named = f"<definedNames>{names}</definedNames>" if names else ""
    all_ = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{entries}</sheets>'
        f"{named}</workbook>",
        "xl/_rels/workbook.xml.rels": related(**links),
        **{f"xl/worksheets/sheet{n}.xml": one for n, one in enumerate(sheets.values(), 1)},
        "xl/styles.xml": STYLES,
        "_rels/.rels": related(m="officeDocument xl/workbook.xml"),
        **more,
    }
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>'
        for part in all_
        for start, kind in _TYPES.items()
        if part.startswith(start) and "_rels" not in part
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'vmlDrawing"/>{overrides}</Types>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", _HEAD + types)
        for part, content in all_.items():
            archive.writestr(part, _HEAD + content)
    return path


def contents(data: bytes) -> dict[str, bytes]:
    """The parts of a file in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

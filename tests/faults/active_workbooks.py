"""Workbooks with something active in them, in each way that Excel knows of; where it is told."""

from __future__ import annotations

from faults.active_parts import (
    BOOK,
    MS,
    OBJECT,
    SHEET,
    VBA,
    Attack,
    Parts,
    R,
    S,
    add,
    at,
    base_of_links,
    carried,
    custom_xml,
    menu,
    part,
    relate,
    task_pane,
    unrelated,
)


def formula(text: str) -> Attack:
    """A formula in a cell, with what it gave."""

    def attack(parts: Parts, target: str) -> None:
        words = text.format(target).replace("&", "&amp;").replace("<", "&lt;")
        row = f'<row r="900"><c r="B900" t="str"><f>{words}</f><v>shown</v></c></row>'
        add(parts, SHEET, "sheetData", row)

    return attack


def shared_formula(parts: Parts, target: str) -> None:
    rows = (
        f'<row r="900"><c r="B900"><f t="shared" ref="B900:B901" si="90">[1]a!A1&amp;"{target}"</f>'
        '<v>1</v></c></row><row r="901"><c r="B901"><f t="shared" si="90"/><v>2</v></c></row>'
    )
    add(parts, SHEET, "sheetData", rows)


def in_sheet(markup: str) -> Attack:
    def attack(parts: Parts, target: str) -> None:
        add(parts, SHEET, "worksheet", markup.format(target))

    return attack


def name(attributes: str, text: str) -> Attack:
    def attack(parts: Parts, target: str) -> None:
        one = f"<definedName {attributes}>{text.format(target)}</definedName>"
        add(parts, BOOK, "definedNames", one)

    return attack


def other_book(root: str, kind: str = "externalLink") -> Attack:
    def attack(parts: Parts, target: str) -> None:
        link = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
        inner = root.format(target)
        part(
            parts, "xl/externalLinks/externalLink1.xml",
            f"<externalLink {S} {R}>{inner}</externalLink>", link,
        )  # fmt: skip
        relate(parts, BOOK, "x1", kind, "externalLinks/externalLink1.xml")
        if "x2" in inner:
            relate(
                parts, "xl/externalLinks/externalLink1.xml", "x2", "externalLinkPath", target,
                outside=True,
            )  # fmt: skip
        reference = f'<externalReferences {R}><externalReference r:id="x1"/></externalReferences>'
        add(parts, BOOK, "workbook", reference)

    return attack


def macro_sheet(parts: Parts, target: str) -> None:
    cell = f'<c r="A1" t="str"><f>EXEC("{target}")</f></c>'
    part(
        parts, "xl/macrosheets/sheet1.xml",
        f'<xm:macrosheet xmlns:xm="{MS}/excel/2006/main" {S}><sheetData><row r="1">{cell}</row>'
        "</sheetData></xm:macrosheet>",
        "application/vnd.ms-excel.macrosheet+xml",
    )  # fmt: skip
    relate(parts, BOOK, "x1", f"{MS}/2006/relationships/xlMacrosheet", "macrosheets/sheet1.xml")
    add(parts, BOOK, "sheets", f'<sheet {R} name="宏" sheetId="99" state="hidden" r:id="x1"/>')


def query_table(parts: Parts, target: str) -> None:
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    connection = f'<connections {S}><connection id="1" connection="{target}"/></connections>'
    part(parts, "xl/connections.xml", connection, f"{base}.connections+xml")
    relate(parts, BOOK, "x1", "connections", "connections.xml")
    part(
        parts, "xl/queryTables/queryTable1.xml", f'<queryTable {S} name="{target}"/>',
        f"{base}.queryTable+xml",
    )  # fmt: skip
    relate(parts, SHEET, "x2", "queryTable", "../queryTables/queryTable1.xml")


def pivot(source: str) -> Attack:
    def attack(parts: Parts, target: str) -> None:
        base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        part(
            parts, "xl/pivotCache/pivotCacheDefinition1.xml",
            f"<pivotCacheDefinition {S} {R}>{source.format(target)}</pivotCacheDefinition>",
            f"{base}.pivotCacheDefinition+xml",
        )  # fmt: skip
        relate(parts, BOOK, "x1", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
        part(
            parts, "xl/pivotTables/pivotTable1.xml", f"<pivotTableDefinition {S}/>",
            f"{base}.pivotTable+xml",
        )  # fmt: skip
        relate(
            parts, "xl/pivotTables/pivotTable1.xml", "x1", "pivotCacheDefinition",
            "../pivotCache/pivotCacheDefinition1.xml",
        )  # fmt: skip
        relate(parts, SHEET, "x2", "pivotTable", "../pivotTables/pivotTable1.xml")
        if "x3" in source:
            relate(
                parts, "xl/pivotCache/pivotCacheDefinition1.xml", "x3", "externalLinkPath", target,
                outside=True,
            )  # fmt: skip
        add(parts, BOOK, "workbook",
            f'<pivotCaches {R}><pivotCache cacheId="1" r:id="x1"/></pivotCaches>')  # fmt: skip

    return attack


def bound_map(parts: Parts, target: str) -> None:
    binding = f'<DataBinding FileBinding="true" FileBindingName="{target}"/>'
    part(parts, "xl/xmlMaps.xml",
         f'<MapInfo {S}><Schema ID="a" SchemaRef="{target}"/><Map ID="1">{binding}</Map></MapInfo>',
         "application/xml")  # fmt: skip
    relate(parts, BOOK, "x1", "xmlMaps", "xmlMaps.xml")


def sheet_link(parts: Parts, target: str) -> None:
    relate(parts, SHEET, "x1", "hyperlink", target, outside=True)
    add(parts, SHEET, "worksheet",
        f'<hyperlinks {R}><hyperlink ref="B3" r:id="x1"/></hyperlinks>')  # fmt: skip


def button(parts: Parts, target: str) -> None:
    part(
        parts, "xl/drawings/vmlDrawing9.vml",
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:'
        'excel"><v:shape><x:ClientData ObjectType="Button"><x:Anchor>1, 15, 4, 2, 3, 15, 6, 2'
        f"</x:Anchor><x:FmlaMacro>{target}</x:FmlaMacro>"
        "</x:ClientData></v:shape></xml>",
        "application/vnd.openxmlformats-officedocument.vmlDrawing",
    )  # fmt: skip
    relate(parts, SHEET, "x1", "vmlDrawing", "../drawings/vmlDrawing9.vml")


_XDR = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
_FROM = (
    "<xdr:from><xdr:col>27</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:from>"
)


def drawing(inner: str, kind: str = "") -> Attack:
    def attack(parts: Parts, target: str) -> None:
        space = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
        a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        part(
            parts, "xl/drawings/drawing9.xml",
            f'<xdr:wsDr xmlns:xdr="{space}" {a} {R}><xdr:oneCellAnchor>{_FROM}<xdr:ext cx="9"'
            f' cy="9"/>{inner.format(target)}<xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>',
            "application/vnd.openxmlformats-officedocument.drawing+xml",
        )  # fmt: skip
        relate(parts, SHEET, "x1", "drawing", "../drawings/drawing9.xml")
        if kind:
            relate(parts, "xl/drawings/drawing9.xml", "x2", kind, target, outside=True)

    return attack


_CF = (
    '<conditionalFormatting sqref="B3"><cfRule type="expression" priority="1">'
    "<formula>{}</formula></cfRule></conditionalFormatting>"
)
_DV = (
    '<dataValidations count="1"><dataValidation type="list" sqref="B3"><formula1>{}</formula1>'
    "</dataValidation></dataValidations>"
)
_PUBLISHED = '<webPublishItems count="1"><webPublishItem destinationFile="{}"/></webPublishItems>'
_EXTERNAL = '<cacheSource type="external" connectionId="1"><a b="{}"/></cacheSource>'
_OTHER = '<cacheSource type="worksheet"><worksheetSource r:id="x3" sheet="a"/></cacheSource>'

BOOK_ATTACKS: dict[str, tuple[Attack, str]] = {
    "DDE": (formula("cmd|'/c {}'!A1"), "active.dde"),
    "DDE, function": (formula('DDE("soffice","{}","a")'), "active.dde"),
    "DDE, link": (
        other_book('<ddeLink ddeService="cmd" ddeTopic="{}"><ddeItems/></ddeLink>'), "active.dde",
    ),
    "OLE, link": (other_book('<oleLink r:id="x2" progId="a"/>'), "active.link"),
    "other workbook": (other_book('<externalBook r:id="x2"/>'), "active.link"),
    "formula of another": (formula('[1]a!A1&"{}"'), "active.link"),
    "formula of another, quoted": (formula("'[1]a b'!A1&\"{}\""), "active.link"),
    "formula of another, by path": (formula("'{}[b.xlsx]a'!A1"), "active.link"),
    "formula of another, shared": (shared_formula, "active.link"),
    "name of another": (name('name="a1b"', "[1]a!$A$1&amp;\"{}\""), "active.link"),
    "WEBSERVICE": (formula('_xlfn.WEBSERVICE("{}")'), "active.link"),
    "WEBSERVICE, small": (formula('webservice("{}")'), "active.link"),
    "IMAGE": (formula('_xlfn.IMAGE("{}")'), "active.link"),
    "RTD": (formula('RTD("a",,"{}")'), "active.add-in"),
    "CALL": (formula('CALL("{}","a","J")'), "active.macro"),
    "PY": (formula('_xlfn._xlws.PY(0,"{}")'), "active.macro"),
    "HYPERLINK to a file": (formula('HYPERLINK("{}","a")'), "active.file-link"),
    "condition": (in_sheet(_CF.format('_xlfn.WEBSERVICE("{}")')), "active.link"),
    "validation": (in_sheet(_DV.format('[1]a!$A$1&amp;"{}"')), "active.link"),
    "Auto_Open": (name('name="_xlnm.Auto_Open"', '"{}"'), "active.macro"),
    "function of a macro": (
        name('name="a1b" function="1" vbProcedure="1"', '"{}"'), "active.macro",
    ),
    "macro sheet": (macro_sheet, "active.macro"),
    "macros": (
        carried("vbaProject.bin", f"{MS}/2006/relationships/vbaProject", VBA, where=BOOK),
        "active.macro",
    ),
    "macros without a relationship": (unrelated("xl/vbaProject.bin"), "active.macro"),
    "button": (button, "active.macro"),
    "shape with a macro": (
        drawing('<xdr:sp macro="{}"><xdr:spPr/></xdr:sp>'), "active.macro",
    ),
    "linked picture": (
        drawing('<xdr:pic><xdr:blipFill><a:blip r:link="x2"/></xdr:blipFill></xdr:pic>', "image"),
        "active.link",
    ),
    "shape with a link": (
        drawing('<xdr:sp><a:hlinkClick r:id="x2"/></xdr:sp>', "hyperlink"), "active.file-link",
    ),
    "link to a file": (sheet_link, "active.file-link"),
    "object": (
        carried("embeddings/o.bin", "oleObject", OBJECT,
                f'<oleObjects {R}><oleObject progId="Package" shapeId="1" r:id="x1"><objectPr>'
                f"<anchor {_XDR}>{_FROM}</anchor></objectPr></oleObject></oleObjects>",
                where=SHEET),
        "active.object",
    ),
    "control": (
        carried("activeX/activeX1.xml", "control", "application/vnd.ms-office.activeX+xml",
                f'<controls {R}><control shapeId="1" r:id="x1"/></controls>', where=SHEET),
        "active.control",
    ),
    "query": (query_table, "active.query"),
    "query of a mashup": (custom_xml("DataMashup"), "active.query"),
    "data model": (
        carried("model/item.data", f"{MS}/2011/relationships/powerPivotData",
                "application/vnd.openxmlformats-officedocument.model+data", where=BOOK),
        "active.query",
    ),
    "pivot of a connection": (pivot(_EXTERNAL), "active.query"),
    "pivot of another workbook": (pivot(_OTHER), "active.query"),
    "bound XML": (bound_map, "active.binding"),
    "publishing": (
        in_sheet(_PUBLISHED), "active.link",
    ),
    "menu": (menu, "active.add-in"),
    "task pane": (task_pane, "active.add-in"),
    "base of links": (base_of_links, "active.link"),
}  # fmt: skip

_SHEET = {"sheet": "填报数据"}
_OF_THE_FILE = ("macros", "query of a mashup", "data model")
_OF_A_LINK = ("DDE, link", "OLE, link", "other workbook")
_DRAWN = ("shape with a macro", "linked picture", "shape with a link", "object")
_OF_THE_SHEET = (
    *("control", "query", "pivot of a connection", "pivot of another workbook", "publishing"),
)
_PLACES = {
    **at(BOOK_ATTACKS, {**_SHEET, "cell": "B900"}),
    **at(_OF_THE_FILE, {}),
    **at(_OF_A_LINK, {"field": "xl/externalLinks/externalLink1.xml"}),
    **at(("condition", "validation", "link to a file"), {**_SHEET, "cell": "B3"}),
    **at(_DRAWN, {**_SHEET, "cell": "AB5"}),
    **at(_OF_THE_SHEET, _SHEET),
    "button": {**_SHEET, "cell": "B5"},
    "name of another": {"field": "a1b"},
    "function of a macro": {"field": "a1b"},
    "Auto_Open": {"field": "_xlnm.Auto_Open"},
    "macro sheet": {"sheet": "宏"},
    "macros without a relationship": {"field": "xl/vbaProject.bin"},
    "bound XML": {"field": "xl/xmlMaps.xml"},
    "menu": {"field": "customUI/customUI14.xml"},
    "task pane": {"field": "word/webextensions/taskpanes.xml"},
    "base of links": {"field": "docProps/app9.xml"},
}
_ALSO = {
    "pivot of another workbook": [
        ("active.link", {"field": "xl/pivotCache/pivotCacheDefinition1.xml"})
    ],
    "base of links": [("active.template", {"field": "docProps/app9.xml"})],
}

BOOK_TOLD = {
    name: [(code, _PLACES[name]), *_ALSO.get(name, [])] for name, (_, code) in BOOK_ATTACKS.items()
}
"""Codes, and places inside the file, that are told of each."""

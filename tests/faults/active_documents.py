"""Word forms with something active in them, in each way that Word knows of; where it is told."""

from __future__ import annotations

from faults.active_parts import (
    DOCUMENT,
    MS,
    OBJECT,
    PARAGRAPH,
    SETTINGS,
    VBA,
    Attack,
    Parts,
    R,
    W,
    add,
    at,
    base_of_links,
    carried,
    custom_xml,
    menu,
    paragraph,
    part,
    relate,
    task_pane,
    unrelated,
)


def _field(code: str, result: str = "shown") -> str:
    run = "<w:r>{}</w:r>".format
    return "".join(
        (
            run('<w:fldChar w:fldCharType="begin"/>'),
            code if code.startswith("<") else run(f"<w:instrText> {code} </w:instrText>"),
            run('<w:fldChar w:fldCharType="separate"/>'),
            run(f"<w:t>{result}</w:t>"),
            run('<w:fldChar w:fldCharType="end"/>'),
        )
    )


def field(code: str) -> Attack:
    """A field of Word, the target in its code."""

    def attack(parts: Parts, target: str) -> None:
        paragraph(parts, _field(code.format(target)))

    return attack


def simple_field(code: str) -> Attack:
    def attack(parts: Parts, target: str) -> None:
        words = code.format(target).replace('"', "&quot;")
        paragraph(
            parts, f'<w:fldSimple w:instr="{words}"><w:r><w:t>shown</w:t></w:r></w:fldSimple>'
        )

    return attack


def divided_field(parts: Parts, target: str) -> None:
    words = ("IN", "CLUDE", "TEXT ", f'"{target}"')
    paragraph(
        parts, _field("".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in words))
    )


def nested_field(parts: Parts, target: str) -> None:
    made = _field("QUOTE 68 68 69", "DDE")
    code = f"{made}<w:r><w:instrText> cmd &quot;{target}&quot;</w:instrText></w:r>"
    paragraph(parts, _field(code))


def field_in_field(parts: Parts, target: str) -> None:
    inner = _field(f'INCLUDETEXT "{target}"')
    before = "<w:r><w:instrText> IF 1 = 1 &quot;</w:instrText></w:r>"
    paragraph(parts, _field(f"{before}{inner}<w:r><w:instrText>&quot;</w:instrText></w:r>"))


def escaped_field(parts: Parts, target: str) -> None:
    paragraph(parts, _field(f'&#73;NCLUDETEXT "{target}"'))


def field_in_header(parts: Parts, target: str) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    code = f"<w:r><w:t>{PARAGRAPH}</w:t></w:r>" + _field(f'INCLUDEPICTURE "{target}"')
    part(parts, "word/header9.xml", f"<w:hdr {W}><w:p>{code}</w:p></w:hdr>", kind)
    relate(parts, DOCUMENT, "x9", "header", "header9.xml")


def related(kind: str, markup: str = "", where: str = DOCUMENT, end: str = "") -> Attack:
    """A relationship to the target, and markup that refers to it by ``x1``."""

    def attack(parts: Parts, target: str) -> None:
        relate(parts, where, "x1", kind, target, outside=True)
        if where == DOCUMENT and markup and not end:
            paragraph(parts, markup)
        elif markup:
            parts[where] = parts[where].replace(
                b"<w:settings ", f"<w:settings {R} ".encode().replace(R.encode(), b"", 1), 1
            )
            add(parts, where, end, markup)

    return attack


def in_settings(markup: str) -> Attack:
    def attack(parts: Parts, target: str) -> None:
        add(parts, SETTINGS, "w:settings", markup.format(target))

    return attack


def template(parts: Parts, target: str) -> None:
    relate(parts, SETTINGS, "x1", "attachedTemplate", target, outside=True)
    add(parts, SETTINGS, "w:settings", f'<w:attachedTemplate {R} r:id="x1"/>')


def mail_merge(parts: Parts, target: str) -> None:
    relate(parts, SETTINGS, "x1", "mailMergeSource", target, outside=True)
    query = f'<w:connectString w:val="{target}"/><w:dataSource {R} r:id="x1"/>'
    add(parts, SETTINGS, "w:settings", f"<w:mailMerge>{query}</w:mailMerge>")


def frames(parts: Parts, target: str) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.webSettings+xml"
    frame = '<w:frameset><w:frame><w:sourceFileName r:id="x1"/></w:frame></w:frameset>'
    part(parts, "word/webSettings.xml", f"<w:webSettings {W} {R}>{frame}</w:webSettings>", kind)
    relate(parts, DOCUMENT, "x8", "webSettings", "webSettings.xml")
    relate(parts, "word/webSettings.xml", "x1", "frame", target, outside=True)


_BLIP = (
    '<w:r><w:drawing><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    "<a:graphicData><a:blip {}/></a:graphicData></a:graphic></w:drawing></w:r>"
)
_SHAPE = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"{}>{}</v:shape></w:pict></w:r>'
)
_OLE = (
    '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed"'
    ' ProgID="Package" r:id="x1"/></w:object></w:r>'
)
_LINK = '<w:hyperlink r:id="x1"><w:r><w:t>shown</w:t></w:r></w:hyperlink>'


def drawn(attribute: str, inner: str = "") -> Attack:
    def attack(parts: Parts, target: str) -> None:
        paragraph(parts, _SHAPE.format(attribute.format(target), inner.format(target)))

    return attack


def film(parts: Parts, target: str) -> None:
    frame = f"&lt;iframe src=&quot;{target}&quot;&gt;"
    space = f"{MS}/word/2012/wordprocessingDrawing"
    one = f'<wp15:webVideoPr xmlns:wp15="{space}" embeddedHtml="{frame}"/>'
    paragraph(parts, f"<w:r><w:drawing>{one}</w:drawing></w:r>")


_CHUNK = '<w:r><w:t>x</w:t></w:r></w:p><w:altChunk r:id="x1"/><w:p>'

WORD_ATTACKS: dict[str, tuple[Attack, str]] = {
    "DDE": (field('DDE cmd "{}"'), "active.dde"),
    "DDEAUTO": (field('ddeauto c:\\\\cmd.exe "{}"'), "active.dde"),
    "DDEAUTO, simple": (simple_field('DDEAUTO cmd "{}"'), "active.dde"),
    "DDE by a field": (nested_field, "active.included"),
    "LINK": (field('LINK Excel.Sheet.12 "{}" a'), "active.link"),
    "INCLUDETEXT": (field('INCLUDETEXT "{}"'), "active.included"),
    "INCLUDETEXT, simple": (simple_field('INCLUDETEXT "{}"'), "active.included"),
    "INCLUDETEXT, divided": (divided_field, "active.included"),
    "INCLUDETEXT, in a field": (field_in_field, "active.included"),
    "INCLUDETEXT, escaped": (escaped_field, "active.included"),
    "INCLUDEPICTURE": (field('INCLUDEPICTURE "{}" \\d'), "active.included"),
    "INCLUDEPICTURE, in a header": (field_in_header, "active.included"),
    "IMPORT": (field('IMPORT "{}"'), "active.included"),
    "RD": (field('RD "{}"'), "active.included"),
    "DATABASE": (field('DATABASE \\d "{}"'), "active.query"),
    "MACROBUTTON": (field('MACROBUTTON Run "{}"'), "active.macro"),
    "PRINT": (field('PRINT "{}"'), "active.macro"),
    "HYPERLINK to a file": (field('HYPERLINK "{}"'), "active.file-link"),
    "template": (template, "active.template"),
    "mail merge": (mail_merge, "active.query"),
    "stylesheet": (
        in_settings('<w:saveThroughXslt w:solutionID="{}"/>'), "active.link",
    ),
    "schemas": (
        in_settings(
            '<sl:schemaLibrary xmlns:sl="urn:sl"><sl:schema sl:manifestLocation="{}"/>'
            "</sl:schemaLibrary>"
        ),
        "active.binding",
    ),
    "smart tags": (
        in_settings('<w:smartTagType w:name="a" w:namespaceuri="b" w:url="{}"/>'), "active.add-in",
    ),
    "frames": (frames, "active.included"),
    "altChunk": (related("aFChunk", _CHUNK), "active.included"),
    "altChunk in the file": (
        carried("chunk.html", "aFChunk", "text/html", _CHUNK), "active.included",
    ),
    "subdocument": (related("subDocument", '<w:subDoc r:id="x1"/>'), "active.included"),
    "linked picture": (related("image", _BLIP.format('r:link="x1"')), "active.link"),
    "picture outside": (related("image", _BLIP.format('r:embed="x1"')), "active.link"),
    "linked picture, old": (
        related("image", _SHAPE.format("", '<v:imagedata r:href="x1"/>')), "active.link",
    ),
    "picture by address": (drawn("", '<v:imagedata src="{}"/>'), "active.link"),
    "filling by address": (drawn("", '<v:fill src="{}"/>'), "active.link"),
    "shape with a link": (drawn(' href="{}"'), "active.file-link"),
    "link to a file": (related("hyperlink", _LINK), "active.file-link"),
    "film": (film, "active.link"),
    "linked object": (related("oleObject", _OLE), "active.object"),
    "object": (carried("embeddings/o.bin", "oleObject", OBJECT, _OLE), "active.object"),
    "embedded file": (
        carried("embeddings/o.xlsx", "package", "application/octet-stream", _OLE), "active.object",
    ),
    "control": (
        carried(
            "activeX/activeX1.xml", "control", "application/vnd.ms-office.activeX+xml",
            '<w:r><w:object><w:control r:id="x1" w:name="a"/></w:object></w:r>',
        ),
        "active.control",
    ),
    "macros": (
        carried("vbaProject.bin", f"{MS}/2006/relationships/vbaProject", VBA), "active.macro",
    ),
    "macros, signed": (
        carried("vbaProjectSignature.bin", f"{MS}/2006/relationships/vbaProjectSignature",
                "application/vnd.ms-office.vbaProjectSignature"),
        "active.macro",
    ),
    "macros without a relationship": (unrelated("word/vbaProject.bin"), "active.macro"),
    "macros of keys": (
        carried("customizations.xml", f"{MS}/2006/relationships/keyMapCustomizations",
                "application/vnd.ms-word.keyMapCustomizations+xml"),
        "active.add-in",
    ),
    "menu": (menu, "active.add-in"),
    "task pane": (task_pane, "active.add-in"),
    "query": (custom_xml("DataMashup"), "active.query"),
    "form of a server": (custom_xml("customXsn"), "active.binding"),
    "base of links": (base_of_links, "active.link"),
    "unknown outside": (related("urn:x/whatever"), "active.link"),
}  # fmt: skip

_SETTINGS = at(
    ("template", "mail merge", "stylesheet", "schemas", "smart tags"), {"field": SETTINGS}
)
_OF_THE_FILE = at(
    (
        *("macros", "macros, signed", "macros of keys", "query", "form of a server"),
        "unknown outside",
    ),
    {},
)
_OF_A_FIELD = at(
    (
        *("DDE", "DDEAUTO", "DDEAUTO, simple", "LINK", "IMPORT", "RD", "DATABASE", "MACROBUTTON"),
        *("PRINT", "HYPERLINK to a file", "INCLUDETEXT", "INCLUDETEXT, simple", "link to a file"),
        *("INCLUDETEXT, divided", "INCLUDETEXT, escaped", "INCLUDEPICTURE"),
        "INCLUDEPICTURE, in a header",
    ),
    {"field": f"{PARAGRAPH}shown"},
)
_PLACES = {
    **at(WORD_ATTACKS, {"field": PARAGRAPH}),
    **_SETTINGS,
    **_OF_THE_FILE,
    **_OF_A_FIELD,
    "DDE by a field": {"field": f"{PARAGRAPH}DDEshown"},
    "INCLUDETEXT, in a field": {"field": f"{PARAGRAPH}shownshown"},
    "frames": {"field": "word/webSettings.xml"},
    "altChunk": {},
    "altChunk in the file": {},
    "macros without a relationship": {"field": "word/vbaProject.bin"},
    "menu": {"field": "customUI/customUI14.xml"},
    "task pane": {"field": "word/webextensions/taskpanes.xml"},
    "base of links": {"field": "docProps/app9.xml"},
}
_ALSO = {"base of links": [("active.template", {"field": "docProps/app9.xml"})]}

WORD_TOLD = {
    name: [(code, _PLACES[name]), *_ALSO.get(name, [])] for name, (_, code) in WORD_ATTACKS.items()
}
"""Codes, and places inside the file, that are told of each."""

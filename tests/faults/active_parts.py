"""Completed forms with something active in them: in each way that office files know of.

Each attack changes the parts of a good form; whatever it would fetch, run or start lies at a
target that must not be left anywhere in a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

Parts = dict[str, bytes]
Attack = Callable[[Parts, str], None]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MS = "http://schemas.microsoft.com/office"
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = f'xmlns:r="{OFFICE}"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DOCUMENT, SETTINGS, BOOK = "word/document.xml", "word/settings.xml", "xl/workbook.xml"
SHEET, TYPES = "xl/worksheets/sheet2.xml", "[Content_Types].xml"


def at(names: Iterable[str], place: dict[str, str]) -> dict[str, dict[str, str]]:
    """A place inside a file, at which all these attacks are told."""
    return {name: place for name in names}


def add(parts: Parts, part: str, end: str, content: str) -> None:
    """Put something before the end of an element."""
    closing = f"</{end}>".encode()
    assert closing in parts[part], (part, end)
    before, _, behind = parts[part].rpartition(closing)
    parts[part] = before + content.encode() + closing + behind


def relate(
    parts: Parts, source: str, id_: str, kind: str, target: str, *, outside: bool = False
) -> None:
    folder, _, name = source.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".lstrip("/")
    parts.setdefault(rels, RELS.encode())
    if parts[rels].endswith(b"/>") and b"</Relationships>" not in parts[rels]:
        parts[rels] = parts[rels][:-2] + b"></Relationships>"
    type_ = kind if "/" in kind else f"{OFFICE}/{kind}"
    mode = ' TargetMode="External"' if outside else ""
    one = f'<Relationship Id="{id_}" Type="{type_}" Target="{target}"{mode}/>'
    add(parts, rels, "Relationships", one)


def declare(parts: Parts, part: str, content_type: str) -> None:
    add(parts, TYPES, "Types", f'<Override PartName="/{part}" ContentType="{content_type}"/>')


def part(parts: Parts, name: str, content: str | bytes, content_type: str = "") -> None:
    parts[name] = content.encode() if isinstance(content, str) else content
    if content_type:
        declare(parts, name, content_type)


PARAGRAPH = "见附件"
"""What the paragraph says to a person that something active is put into."""
VBA = "application/vnd.ms-office.vbaProject"
OBJECT = "application/vnd.openxmlformats-officedocument.oleObject"


def paragraph(parts: Parts, content: str) -> None:
    body = parts[DOCUMENT]
    at = body.rfind(b"<w:sectPr")
    at = at if at > 0 else body.rfind(b"</w:body>")
    shown = f"<w:r><w:t>{PARAGRAPH}</w:t></w:r>"
    wrapped = f"<w:p {R}>{shown}{content}</w:p>".encode()
    parts[DOCUMENT] = body[:at] + wrapped + body[at:]


def carried(
    name: str, kind: str, content_type: str, markup: str = "", where: str = DOCUMENT
) -> Attack:
    """A part in the file that says the target, and markup that refers to it by ``x1``."""

    def attack(parts: Parts, target: str) -> None:
        home = where.rpartition("/")[0]
        path = f"{home}/{name}" if home else name
        part(parts, path, f"canary {target}", content_type)
        relate(parts, where, "x1", kind, name)
        if markup and where == DOCUMENT:
            paragraph(parts, markup)
        elif markup:
            add(parts, where, "worksheet" if where == SHEET else "workbook", markup)

    return attack


def custom_xml(root: str) -> Attack:
    def attack(parts: Parts, target: str) -> None:
        part(parts, "customXml/item9.xml", f'<{root} xmlns="urn:x">{target}</{root}>')
        main = DOCUMENT if DOCUMENT in parts else BOOK
        relate(parts, main, "x1", "customXml", "/customXml/item9.xml")

    return attack


def menu(parts: Parts, target: str) -> None:
    content = f'<customUI><button onAction="{target}"/></customUI>'
    part(parts, "customUI/customUI14.xml", content)
    relate(parts, "", "x1", f"{MS}/2007/relationships/ui/extensibility", "customUI/customUI14.xml")


def task_pane(parts: Parts, target: str) -> None:
    kind = "application/vnd.ms-office.webextensiontaskpanes+xml"
    part(parts, "word/webextensions/taskpanes.xml", f"<taskpanes>{target}</taskpanes>", kind)
    relate(
        parts, "", "x1", f"{MS}/2011/relationships/webextensiontaskpanes",
        "word/webextensions/taskpanes.xml",
    )  # fmt: skip


def unrelated(name: str) -> Attack:
    def attack(parts: Parts, target: str) -> None:
        parts[name] = f"canary {target}".encode()

    return attack


def base_of_links(parts: Parts, target: str) -> None:
    kind = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    words = f"<HyperlinkBase>{target}</HyperlinkBase><Template>c:\\{target}</Template>"
    part(parts, "docProps/app9.xml", f"<Properties>{words}</Properties>", kind)
    relate(parts, "", "x1", "extended-properties", "docProps/app9.xml")

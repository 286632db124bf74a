"""Word forms with marks in their fields: how they are made, and where each field's mark stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree
from samples.completing import DOCUMENT, packed, unpacked
from samples.example_forms import Office

from docgen.office.word.names import WORD, w
from readings import handling_word as word
from readings.seen_marks import MARKS, NAME, OPINION, SCORE, Mark

APPLICANT: Final = "示例星火社区"
RIGHT: Final[Mapping[str, str]] = {OPINION: "同意推荐。", NAME: "示例星火"}
DECOY: Final[Mapping[str, str]] = {SCORE: "0.", OPINION: "不", NAME: "新"}
_FIELDS: Final[Mapping[str, str]] = {OPINION: "review.county.opinion", NAME: "applicant.name"}
_WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_ROOT: Final = (
    f'<w:p xmlns:w="{WORD}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml">'
)
_STYLES: Final = "word/styles.xml"
_OWN_STYLES: Final = (
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr>'
    '</w:style><w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr>'
    '<w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Past"><w:name '
    'w:val="Past"/><w:rPr><w:strike/></w:rPr></w:style><w:style w:type="table" w:styleId="Old">'
    '<w:name w:val="Old"/><w:rPr><w:strike/></w:rPr></w:style>'
)
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NOTE: Final = f'<w:p xmlns:w="{WORD}"><w:r><w:t>不</w:t></w:r></w:p>'
_PARTS: Final[Mapping[str, str]] = {
    "comments": f'<w:comments xmlns:w="{WORD}"><w:comment w:id="5" w:author="王科长" '
    f'w:initials="王">{_NOTE}</w:comment></w:comments>',
    "footnotes": f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="5">{_NOTE}</w:footnote>'
    "</w:footnotes>",
    "numbering": f'<w:numbering xmlns:w="{WORD}">'
    + "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for number, kind, text in (
            (1, "chineseCountingThousand", "%1、"),
            (2, "decimal", "%1."),
        )
    )
    + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in (1, 2)
    )
    + "</w:numbering>",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A Word form with marks in its fields.

    Attributes:
        data: The file.
        fields: The mark of each field, by the field's key.
        right: What each field is to hold.
    """

    data: bytes
    fields: Mapping[str, tuple[str, Mark]]
    right: Mapping[str, str]


def marked_forms(office: Office) -> Iterator[Marked]:
    """All marks in forms: an application for each, and as many as have room in a score sheet."""
    applicant = office.by_name[APPLICANT]
    form = office.application(applicant, word.SAVED, reviewed=True).data
    for mark in MARKS:
        fields = {_FIELDS[place]: (place, mark) for place in mark.places if place in _FIELDS}
        if not fields:
            continue
        right = {key: RIGHT[place] for key, (place, _) in fields.items()}
        yield _marked(form, fields, right)
    paper = office.paper(applicant, word.SAVED)
    scores = {f"score.{id_}": f"{points:f}" for id_, points in paper.record.scores.items()}
    for marks in _sheets(len(scores)):
        fields = {key: (SCORE, mark) for key, mark in zip(scores, marks, strict=False)}
        yield _marked(paper.data, fields, scores)


def _sheets(room: int) -> Iterator[Sequence[Mark]]:
    marks = [mark for mark in MARKS if SCORE in mark.places]
    several = [mark for mark in marks if not mark.whole]
    yield from (several[at : at + room] for at in range(0, len(several), room))
    yield from ([mark] for mark in marks if mark.whole)


def written(template: str, right: str, decoy: str) -> str:
    """Markup, or what is seen of it, with the texts in their places."""
    return template.format(t=right, d=decoy, wide=right.translate(_WIDE))


def _marked(
    form: bytes, fields: Mapping[str, tuple[str, Mark]], right: Mapping[str, str]
) -> Marked:
    parts = unpacked(form)
    root = etree.fromstring(parts[DOCUMENT])
    for key, (place, mark) in fields.items():
        _write(root, key, written(mark.runs, right[key], DECOY[place]))
        if mark.whole in _IN_PARAGRAPH:
            _format_paragraph(root, key, _IN_PARAGRAPH[mark.whole])
    (_, first), *_ = fields.values()
    styles = parts[_STYLES].replace(b"</w:styles>", f"{_OWN_STYLES}</w:styles>".encode())
    parts[_STYLES] = styles
    if first.whole in _WHOLE:
        _WHOLE[first.whole](root, parts, next(iter(fields)))
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Marked(word.without_applicant(packed(parts, saved=word.SAVED)), fields, right)


def _write(root: etree._Element, key: str, runs: str) -> None:
    """Type runs into the control of a field, in place of its text."""
    control = word.controls(root, key)[-1]
    old = list(control.iter(w("r")))
    home = old[0].getparent()
    at = home.index(old[0])
    for one in old:
        if one.getparent() is home:
            home.remove(one)
    home[at:at] = list(etree.fromstring(f"{_ROOT}{runs}</w:p>"))


def _format_paragraph(root: etree._Element, key: str, layout: str) -> None:
    paragraph = next(word.controls(root, key)[-1].iterancestors(w("p")))
    found = paragraph.find(w("pPr"))
    (new,) = etree.fromstring(f"{_ROOT}{layout}</w:p>")
    if new.tag == w("pStyle"):
        found.remove(found.find(w("pStyle")))
        found.insert(0, new)
    else:
        found.insert(1, new)


_IN_PARAGRAPH: Final[Mapping[str, str]] = {
    "paragraph style": '<w:pStyle w:val="Past"/>',
    "numbered 一、": '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    "numbered 1.": '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>',
}


def _strike_by_default(root: etree._Element, parts: dict[str, bytes], key: str) -> None:
    where, mark = b"<w:rPrDefault><w:rPr>", b"<w:strike/>"
    assert parts[_STYLES].count(where) == 1
    parts[_STYLES] = parts[_STYLES].replace(where, where + mark)
    _strike_no_other(root, key)


def _strike_by_table(root: etree._Element, parts: dict[str, bytes], key: str) -> None:
    for layout in root.iter(w("tblPr")):
        for old in layout.findall(w("tblStyle")):
            layout.remove(old)
        style = etree.Element(w("tblStyle"))
        style.set(w("val"), "Old")
        layout.insert(0, style)
    _strike_no_other(root, key)


def _strike_no_other(root: etree._Element, key: str) -> None:
    """Switch the mark off in all other runs but the field's own."""
    for run in root.iter(w("r")):
        control = next(run.iterancestors(w("sdt")), None)
        tags = [] if control is None else [one.get(w("val")) for one in control.iter(w("tag"))]
        if tags in (["review.county.opinion"], ["applicant.name"], [key]):
            continue
        layout = run.find(w("rPr"))
        if layout is None:
            layout = etree.Element(w("rPr"))
            run.insert(0, layout)
        etree.SubElement(layout, w("strike")).set(w("val"), "0")


def _hide_row(root: etree._Element, parts: dict[str, bytes], key: str) -> None:
    row = next(word.controls(root, key)[-1].iterancestors(w("tr")))
    layout = row.find(w("trPr"))
    if layout is None:
        layout = etree.Element(w("trPr"))
        row.insert(0, layout)
    etree.SubElement(layout, w("hidden"))


def _with_part(name: str) -> Callable[[etree._Element, dict[str, bytes], str], None]:
    def add(root: etree._Element, parts: dict[str, bytes], key: str) -> None:
        parts[f"word/{name}.xml"] = _PARTS[name].encode()
        types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
        one = f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{name}+xml"/></Types>'
        parts[types] = parts[types].replace(b"</Types>", one.encode())
        one = f'<Relationship Id="rId90" Type="{_RELATION}/{name}" Target="{name}.xml"/>'
        end = "</Relationships>"
        parts[relations] = parts[relations].replace(end.encode(), f"{one}{end}".encode())

    return add


_WHOLE: Final[Mapping[str, Callable[[etree._Element, dict[str, bytes], str], None]]] = {
    "defaults": _strike_by_default,
    "table style": _strike_by_table,
    "hidden row": _hide_row,
    "comments": _with_part("comments"),
    "footnotes": _with_part("footnotes"),
    "numbered 一、": _with_part("numbering"),
    "numbered 1.": _with_part("numbering"),
}

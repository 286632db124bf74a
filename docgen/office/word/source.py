"""A part of a Word template as Jinja source: its tags cleaned of Word's markup, each on a line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from docxtpl import DocxTemplate
from lxml import etree

from docgen.office.word.grid import mark_tables
from docgen.office.word.names import w
from docgen.office.xml import illegal_character, parse_xml
from docgen.problems import Place, Problem, ProblemError, problem

_TAG: Final = re.compile(
    r"{%[-+]?\s*raw\s*[-+]?%}.*?{%[-+]?\s*endraw\s*[-+]?%}|{{.*?}}|{%.*?%}|{\#.*?\#}", re.DOTALL
)
_OPENING: Final = re.compile(r"{[{%#].*", re.DOTALL)
_DELIMITER: Final = re.compile(r"({[{%][-+]?)")
# Tags of these prefixes take the place of the whole element that they stand in.
_PREFIXED: Final = {name: re.compile(rf"{{[{{%]{name}\s") for name in ("p", "tr", "tc")}
_MERGE_IF: Final = re.compile(
    r"(?P<open><w:tc(?: [^>]*)?>)(?:<w:tcPr(?:/>|>(?P<properties>(?:(?!</w:tcPr>).)*)</w:tcPr>))?"
    r"(?P<before>(?:(?!</?w:tc[ >]).)*?){%\s*vm\s+(?P<condition>(?:(?!%}).)+?)\s*%}"
    r"(?P<after>.*?)</w:tc>",
    re.DOTALL,
)
# What may follow w:vMerge among a cell's properties: the schema fixes the order.
_AFTER_MERGE: Final = re.compile(
    r"<w:(?:tcBorders|shd|noWrap|tcMar|textDirection|tcFitText|vAlign|hideMark)\b"
)
_ESCAPED: Final = {"{_{": "{{", "{_%": "{%", "}_}": "}}", "%_}": "%}"}
_ENTITIES: Final = {"&quot;": '"', "&apos;": "'", "&#10;": " ", "&#9;": " ", "&amp;": "&"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template.

    Attributes:
        text: The tag, such as ``{{ community.name }}``.
        paragraph: What a person sees of its paragraph.
    """

    text: str
    paragraph: str

    def place(self, template: str) -> Place:
        """Where the tag stands."""
        return Place(file=template, field=self.paragraph)


@dataclass(frozen=True, slots=True)
class PartSource:
    """Jinja source of a part.

    Attributes:
        text: The source; a line ends inside each tag, so that a line number tells the tag.
        tags: The tags in their order.
        lines: The line on which each tag's content stands.
    """

    text: str
    tags: tuple[Tag, ...]
    lines: tuple[int, ...]

    def tag_at(self, line: int) -> Tag:
        """The tag whose content stands on a line."""
        return self.tags[max(bisect_right(self.lines, line) - 1, 0)]


def part_source(name: str, data: bytes, template: str) -> PartSource:
    """Turn a part of a template into Jinja source.

    Args:
        name: The part's name in the package.
        data: Its XML.
        template: The template's name, for problems.

    Raises:
        ProblemError: The part is damaged; or all tags that do not end, or that would take
            others away with them.
    """
    # Blank text between elements is dropped, as docxtpl does, so that tags meet.
    root = parse_xml(data, Place(file=template, field=name), keep_blank=False)
    found = [*_unclosed(root, template), *_swallowed(root, template)]
    if found:
        raise ProblemError(found)
    mark_tables(root)
    xml = etree.tostring(root, encoding="unicode")
    character = illegal_character(xml)
    if character:
        place = Place(file=template)
        found = [problem("package.illegal-character", place, field=template, character=character)]
        raise ProblemError(found)
    return _numbered(_MERGE_IF.sub(_merge_if, DocxTemplate(None).patch_xml(xml)))


def tags_of(text: str) -> list[str]:
    """The tags in a text, comments left out."""
    return [tag for tag in _TAG.findall(text) if not tag.startswith("{#")]


def visible_text(xml: str, position: int) -> str:
    """What a person sees of the paragraph around a position."""
    start = max(xml.rfind("<w:p>", 0, position), xml.rfind("<w:p ", 0, position))
    end = xml.find("</w:p>", position)
    inside = 0 <= start < end and xml.find("</w:p>", start, position) < 0
    tag = _TAG.match(xml, position)
    text = xml[start:end] if inside or tag is None else tag[0]
    return " ".join(re.sub(r"<[^>]*>", "", text).split())


def _numbered(xml: str) -> PartSource:
    pieces: list[str] = []
    tags: list[Tag] = []
    lines: list[int] = []
    done, line = 0, 1
    for match in _TAG.finditer(xml):
        static = _unescaped(xml[done : match.start()])
        tag = _decoded(match[0])
        line += static.count("\n") + 1
        tags.append(Tag(" ".join(tag.split()), visible_text(xml, match.start())))
        lines.append(line)
        if tag.startswith("{#") or re.match(r"{%[-+]?\s*raw\b", tag):
            line += tag.count("\n") - 1
        else:
            tag = _DELIMITER.sub(r"\1\n", tag.replace("\n", " "), count=1)
        pieces += (static, tag)
        done = match.end()
    pieces.append(_unescaped(xml[done:]))
    return PartSource("".join(pieces), tuple(tags), tuple(lines))


def _unescaped(static: str) -> str:
    for escaped, delimiter in _ESCAPED.items():
        plain = f"{{{{'{delimiter}'}}}}" if delimiter.startswith("{") else delimiter
        static = static.replace(escaped, plain)
    return static


def _decoded(tag: str) -> str:
    for entity, character in (_ENTITIES | _ESCAPED).items():
        tag = tag.replace(entity, character)
    return tag


def _merge_if(cell: re.Match[str]) -> str:
    properties = re.sub(r"<w:vMerge\b[^>]*/>", "", cell["properties"] or "")
    follower = _AFTER_MERGE.search(properties)
    at = follower.start() if follower else len(properties)
    condition = cell["condition"]
    value = f"{{% if {condition} %}}restart{{% else %}}continue{{% endif %}}"
    merge = f'<w:vMerge w:val="{value}"/>'
    content = cell["before"] + cell["after"]
    layout = re.search(r"<w:pPr>.*?</w:pPr>", content, re.DOTALL)
    empty = f"<w:p>{layout[0] if layout else ''}</w:p>"
    return (
        f"{cell['open']}<w:tcPr>{properties[:at]}{merge}{properties[at:]}</w:tcPr>"
        f"{{% if {condition} %}}{content}{{% else %}}{empty}{{% endif %}}</w:tc>"
    )


def _unclosed(root: etree._Element, template: str) -> Iterator[Problem]:
    for text in _texts(root):
        opening = _OPENING.search(_TAG.sub("", text))
        if opening:
            place = Place(file=template, field=text)
            yield problem("template.unclosed-tag", place, tag=opening[0])


def _texts(root: etree._Element) -> Iterator[str]:
    paragraphs = list(root.iter(w("p")))
    for paragraph in paragraphs:
        yield _own_text(paragraph)
    for element in root.iter(etree.Element):
        yield from (str(value) for value in element.attrib.values() if "{" in value)
        if not paragraphs and element.text:
            yield element.text


def _swallowed(root: etree._Element, template: str) -> Iterator[Problem]:
    for name, prefixed in _PREFIXED.items():
        for element in root.iter(w(name)):
            text = _own_text(element)
            tags = tags_of(text)
            if len(tags) > 1 and any(prefixed.match(tag) for tag in tags):
                place = Place(file=template, field=text)
                yield problem("template.two-tags", place, tag=tags[0], other=tags[1])


def _own_text(element: etree._Element) -> str:
    """Text of an element without that of elements of its own kind inside it."""
    texts = element.iterdescendants(w("t"))
    return "".join(
        text.text or "" for text in texts if next(text.iterancestors(element.tag)) is element
    )

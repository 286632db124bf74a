"""A part of a Word template as Jinja source: its tags cleaned of Word's markup, each on a line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from docxtpl import DocxTemplate
from lxml import etree

from docgen.office.package.xml import illegal_character, parse_xml
from docgen.office.tags.heads import NO_HEADS, Heads
from docgen.office.tags.language import may_hold_tags, tags_in
from docgen.office.tags.writing import prepared, prepared_tag
from docgen.office.word.template.checks import taking_tags, wrong_tags
from docgen.office.word.template.grid import mark_tables
from docgen.office.word.template.links import dangerous_scheme, fill_targets
from docgen.office.word.template.merge_fields import fill_merge_fields
from docgen.office.word.template.placeholder import mark_placeholders
from docgen.office.word.template.split_tags import IN_RUNS, INSTRUCTION, join_split_tags
from docgen.office.word.template.structure import Nesting, mark_containers
from docgen.office.word.template.tags import Paragraphs, Tag
from docgen.problems import Place, ProblemError, problem

_DELIMITER: Final = re.compile(r"({[{%][-+]?)")
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
class PartSource:
    """Jinja source of a part.

    Attributes:
        text: The source; a line ends inside each tag, so that a line number tells the tag.
        tags: The tags in their order.
        lines: The line on which each tag's content stands.
        torn: Tags of blocks that do not nest with the part's elements.
    """

    text: str
    tags: tuple[Tag, ...]
    lines: tuple[int, ...]
    torn: tuple[Tag, ...]

    def tag_at(self, line: int) -> Tag:
        """The tag whose content stands on a line."""
        return self.tags[max(bisect_right(self.lines, line) - 1, 0)]


def part_source(name: str, data: bytes, template: str, heads: Heads = NO_HEADS) -> PartSource:
    """Turn a part of a template into Jinja source.

    Args:
        name: The part's name in the package.
        data: Its XML.
        template: The template's name, for problems.
        heads: The heads of the table that its tags may name.

    Raises:
        ProblemError: The part is damaged; or all tags that do not end or would take away what
            stands beside them; or all that share the alternative text of a picture.
    """
    # Blank text between elements is dropped, as docxtpl does, so that tags meet.
    root = parse_xml(data, Place(file=template, field=name), keep_blank=False)
    character = illegal_character(etree.tostring(root, encoding="unicode"))
    if character:
        place = Place(file=template)
        found = [problem("package.illegal-character", place, field=template, character=character)]
        raise ProblemError(found)
    of_fields, found = fill_merge_fields(root, heads, template)
    found += wrong_tags(root, template)
    if found:
        raise ProblemError(found)
    written = {**join_split_tags(root, heads), **of_fields}
    written |= _prepare_others(root, heads, written)
    found = taking_tags(root, template) or mark_placeholders(root, template)
    if found:
        raise ProblemError(found)
    mark_tables(root)
    mark_containers(root)
    xml = etree.tostring(root, encoding="unicode")
    return _numbered(_MERGE_IF.sub(_merge_if, DocxTemplate(None).patch_xml(xml)), written)


def targets_source(name: str, data: bytes, template: str, heads: Heads = NO_HEADS) -> PartSource:
    """Turn the relationships of a part into Jinja source: the targets of its links hold tags.

    Raises:
        ProblemError: It is damaged, a tag does not end, or a link opens what it should not.
    """
    root = parse_xml(data, Place(file=template, field=name))
    fill_targets(root)
    written = _prepare_others(root, heads, {})
    found = wrong_tags(root, template)
    for relationship in root.iter("{*}Relationship"):
        target = relationship.get("Target", "")
        if may_hold_tags(target) and (scheme := dangerous_scheme(target)):
            place = Place(file=template, field=target)
            found.append(problem("template.link-dangerous", place, tag=target, value=scheme))
    if found:
        raise ProblemError(found)
    return _numbered(etree.tostring(root, encoding="unicode"), written)


def _prepare_others(
    root: etree._Element, heads: Heads, before: Mapping[str, str]
) -> dict[str, str]:
    """Make the tags in attributes, fields, and texts that no run holds, what Jinja reads."""
    written = dict(before)
    for element in root.iter(etree.Element):
        for name, value in element.items():
            if may_hold_tags(value := str(value)):
                element.set(name, _prepared(value, heads, written))
        if element.text and may_hold_tags(element.text):
            if element.tag == INSTRUCTION:
                element.text = _argument(element.text, written)
            elif element.tag not in IN_RUNS:
                element.text = _prepared(element.text, heads, written)
    return written


def _argument(text: str, written: dict[str, str]) -> str:
    """What a field says, its values as parts of texts: data must not say what a field does."""
    pieces: list[str] = []
    done = 0
    for tag in tags_in(text):
        source = text[tag.start : tag.end]
        if tag.kind == "{":
            made = f"{{{{ ({tag.body}) | field_argument }}}}"
            written[made] = written.get(source, source)
            source = made
        pieces += (text[done : tag.start], source)
        done = tag.end
    return "".join([*pieces, text[done:]])


def _prepared(text: str, heads: Heads, written: dict[str, str]) -> str:
    for tag in tags_in(text):
        written[prepared_tag(text, tag, heads)] = text[tag.start : tag.end]
    return prepared(text, heads)


def _as_written(text: str, written: Mapping[str, str]) -> str:
    """A text with its tags as a person wrote them."""
    if not written:
        return text
    pieces: list[str] = []
    done = 0
    for tag in tags_in(text):
        source = text[tag.start : tag.end]
        pieces += (text[done : tag.start], written.get(source, source))
        done = tag.end
    return "".join([*pieces, text[done:]])


def _numbered(xml: str, written: Mapping[str, str]) -> PartSource:
    pieces: list[str] = []
    tags: list[Tag] = []
    lines: list[int] = []
    nesting = Nesting()
    paragraphs, shown = Paragraphs(xml), dict[str, str]()
    done, line = 0, 1
    for found in tags_in(xml):
        static = _unescaped(xml[done : found.start])
        tag = xml[found.start : found.end]
        tag = tag if found.kind == "r" else _decoded(tag)
        line += static.count("\n") + 1
        source = " ".join(tag.split())
        seen = paragraphs.around(found.start, found.end)
        if seen not in shown:
            shown[seen] = _as_written(seen, written)
        tags.append(Tag(written.get(tag, source), shown[seen], source))
        lines.append(line)
        nesting.add_xml(static)
        nesting.add_tag(len(tags) - 1, tag)
        if found.kind in "r#":
            line += tag.count("\n") - 1
        else:
            tag = _DELIMITER.sub(r"\1\n", tag.replace("\n", " "), count=1)
        pieces += (static, tag)
        done = found.end
    pieces.append(_unescaped(xml[done:]))
    nesting.add_xml(pieces[-1])
    torn = tuple(tags[number] for number in nesting.torn)
    return PartSource("".join(pieces), tuple(tags), tuple(lines), torn)


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

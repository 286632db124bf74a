"""Which parts of a Word file are filled, and tags that stand where nothing fills them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from lxml import etree

from docgen.office.package.archive import Package, read_package
from docgen.office.tags.language import tags_in
from docgen.problems import Place, Problem, ProblemError, problem

RELATIONSHIPS: Final = ".rels"
# Ends of the content types of the parts that are filled, whatever stands in them.
_FILLED: Final = (
    "document.main+xml",
    "wordprocessingml.header+xml",
    "wordprocessingml.footer+xml",
    "wordprocessingml.footnotes+xml",
    "wordprocessingml.endnotes+xml",
    "core-properties+xml",
    "extended-properties+xml",
    "custom-properties+xml",
)
# And of those that are filled if they hold tags, and otherwise stay as they are.
_IF_TAGGED: Final = (
    "wordprocessingml.comments+xml",
    "drawingml.chart+xml",
    "drawingml.chartshapes+xml",
    "drawingml.diagramData+xml",
    "drawingml.diagramDrawing+xml",
    "ms-office.chartex+xml",
)
_DATA: Final = "customXml/item"
_ZIPPED: Final = b"PK\3\4"
_EXCERPT: Final = 60
# Elements whose text may be divided among others, in documents, drawings and workbooks.
_PARAGRAPHS: Final = frozenset({"p", "si", "is"})


def filled_parts(package: Package) -> list[str]:
    """The names of the parts whose tags are filled, those of relationships left out."""
    types = package.content_types
    named = [part for part, kind in types.items() if kind.endswith(_FILLED) and part in package]
    others = (
        part
        for part in package
        if types.get(part, "").endswith(_IF_TAGGED)
        or (part.startswith(_DATA) and part.endswith(".xml") and "Props" not in part)
    )
    return [*named, *(part for part in others if next(_tags(package, part), None))]


def tagged_relationships(package: Package) -> list[str]:
    """The names of the parts of relationships whose targets hold tags."""
    names = (part for part in package if part.endswith(RELATIONSHIPS))
    return [part for part in names if next(_tags(package, part), None)]


def out_of_reach(package: Package, filled: set[str]) -> Iterator[Problem]:
    """Tags in texts and attributes of all other parts, those of embedded files too."""
    for part in package:
        if part not in filled:
            for tag in dict.fromkeys(_tags(package, part)):
                place = Place(file=package.file, field=tag[:_EXCERPT])
                yield problem("template.tag-out-of-reach", place, tag=tag, part=part)


def _tags(package: Package, part: str) -> Iterator[str]:
    """The tags of a part, as they stand there; of an embedded file, those of its parts."""
    try:
        data = package[part]
    except ProblemError:
        return  # a picture that inflates
    if data.startswith(_ZIPPED):
        try:
            inner = read_package(data, package.file)
        except ProblemError:
            return
        yield from (tag for name in inner for tag in _tags(inner, name))
    elif part.endswith((".xml", RELATIONSHIPS, ".vml")) and _may_hold(data):
        try:
            root = package.xml(part)
        except ProblemError:
            return
        for text in _texts(root):
            text = unquote(text) if part.endswith(RELATIONSHIPS) else text
            tags = (tag for tag in tags_in(text) if tag.body.strip())
            yield from (text[tag.start : tag.end] for tag in tags)


def _texts(root: etree._Element) -> Iterator[str]:
    """Every text and attribute, and of paragraphs all that stands in them together."""
    for element in root.iter(etree.Element):
        yield from map(str, element.values())
        if etree.QName(element).localname in _PARAGRAPHS:
            yield "".join(map(str, element.itertext()))
        elif element.text:
            yield element.text


def _may_hold(data: bytes) -> bool:
    return "{" in (text := unquote(data.decode("utf-8", "replace"))) or "｛" in text

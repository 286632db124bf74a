"""What is wrong with the tags of a template before Jinja sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from docgen.office.tags.language import unfinished_tag
from docgen.office.word.names import w
from docgen.office.word.template.tags import tags_of
from docgen.problems import Place, Problem, problem

# Tags of these prefixes take the place of the whole element that they stand in.
_PREFIXED: Final = {name: re.compile(rf"{{[{{%#]{name}\s") for name in ("p", "tr", "tc")}
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DRAWN_TEXT, DRAWN_PARAGRAPH = f"{_DRAWN}t", f"{_DRAWN}p"
"""Texts and paragraphs of charts and SmartArt."""

_NOT_TEXT: Final = tuple(map(w, ("drawing", "pict", "object", "sectPr")))


def wrong_tags(root: etree._Element, template: str) -> list[Problem]:
    """The tags of a part that do not end."""
    found = (
        problem("template.unclosed-tag", Place(file=template, field=text), tag=opening)
        for text in _texts(root)
        if (opening := unfinished_tag(text))
    )
    # Word writes some texts twice, such as those of text boxes.
    return list(dict.fromkeys(found))


def taking_tags(root: etree._Element, template: str) -> list[Problem]:
    """The tags of a part that would take away what stands beside them."""
    return list(dict.fromkeys(_swallowing(root, template)))


def _texts(root: etree._Element) -> Iterator[str]:
    paragraphs = list(root.iter(w("p")))
    for paragraph in paragraphs:
        yield own_text(paragraph)
    for paragraph in root.iter(DRAWN_PARAGRAPH):
        yield "".join(text.text or "" for text in paragraph.iter(DRAWN_TEXT))
    for element in root.iter(etree.Element):
        yield from (str(value) for value in element.attrib.values() if "{" in value)
        if not paragraphs and element.text and element.tag != DRAWN_TEXT:
            yield element.text


def _swallowing(root: etree._Element, template: str) -> Iterator[Problem]:
    for name, prefixed in _PREFIXED.items():
        for element in root.iter(w(name)):
            text = own_text(element)
            place = Place(file=template, field=text)
            tags = tags_of(text)
            if len(tags) > 1 and any(prefixed.match(tag) for tag in tags):
                yield problem("template.two-tags", place, tag=tags[0], other=tags[1])
            elif prefixed.search(text) and next(element.iter(*_NOT_TEXT), None) is not None:
                tag = next((tag for tag in tags if prefixed.match(tag)), text)
                yield problem("template.tag-not-alone", place, tag=tag)


def own_text(element: etree._Element) -> str:
    """Text of an element without that of elements of its own kind inside it."""
    texts = element.iterdescendants(w("t"))
    return "".join(
        text.text or "" for text in texts if next(text.iterancestors(element.tag)) is element
    )

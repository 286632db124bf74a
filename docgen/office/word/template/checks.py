"""What is wrong with the tags of a template before Jinja sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from docgen.office.word.names import w
from docgen.office.word.template.tags import TAG, tags_of
from docgen.problems import Place, Problem, problem

_OPENING: Final = re.compile(r"{[{%#].*", re.DOTALL)
# Braces as Chinese input methods type them.
_WIDE: Final = re.compile(r"(?:｛[{｛%％]|{[｛％]).*", re.DOTALL)
# Tags of these prefixes take the place of the whole element that they stand in.
_PREFIXED: Final = {name: re.compile(rf"{{[{{%#]{name}\s") for name in ("p", "tr", "tc")}
_NOT_TEXT: Final = tuple(map(w, ("drawing", "pict", "object", "sectPr")))


def wrong_tags(root: etree._Element, template: str) -> list[Problem]:
    """The tags of a part that do not end, or would take away what stands beside them."""
    found = [*_unclosed(root, template), *_swallowing(root, template)]
    # Word writes some texts twice, such as those of text boxes.
    return list(dict.fromkeys(found))


def _unclosed(root: etree._Element, template: str) -> Iterator[Problem]:
    for text in _texts(root):
        rest = TAG.sub("", text)
        place = Place(file=template, field=text)
        if opening := _OPENING.search(rest):
            yield problem("template.unclosed-tag", place, tag=opening[0])
        elif opening := _WIDE.search(rest):
            yield problem("template.wide-braces", place, tag=opening[0])


def _texts(root: etree._Element) -> Iterator[str]:
    paragraphs = list(root.iter(w("p")))
    for paragraph in paragraphs:
        yield own_text(paragraph)
    for element in root.iter(etree.Element):
        yield from (str(value) for value in element.attrib.values() if "{" in value)
        if not paragraphs and element.text:
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
                tag = TAG.search(text)
                yield problem("template.tag-not-alone", place, tag=tag[0] if tag else text)


def own_text(element: etree._Element) -> str:
    """Text of an element without that of elements of its own kind inside it."""
    texts = element.iterdescendants(w("t"))
    return "".join(
        text.text or "" for text in texts if next(text.iterancestors(element.tag)) is element
    )

"""Markup that runs, fetches or binds something without a relationship that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from docgen.office.package.active.kinds import Active, Kind, attributes, is_plain_link
from docgen.office.package.active.where import standing

# Elements that are active wherever they stand, and what they are.
_ELEMENTS: Final = {
    "mailMerge": Kind.QUERY,
    "attachedTemplate": Kind.TEMPLATE,
    "saveThroughXslt": Kind.LINK,
    "entryMacro": Kind.MACRO,
    "exitMacro": Kind.MACRO,
    "FmlaMacro": Kind.MACRO,
    "ddeLink": Kind.DDE,
    "OLEObject": Kind.OBJECT,
    "schemaLibrary": Kind.BINDING,
    "DataBinding": Kind.BINDING,
    "webPublishItems": Kind.LINK,
    "webPublishObjects": Kind.LINK,
    "webextensionref": Kind.ADD_IN,
    "altChunk": Kind.INCLUDED,
    "subDoc": Kind.INCLUDED,
    "sourceFileName": Kind.INCLUDED,
}
# Attributes that are, unless they are empty.
_ATTRIBUTES: Final = {
    "macro": Kind.MACRO,
    "embeddedHtml": Kind.LINK,
    "SchemaRef": Kind.BINDING,
}
# In drawings of the old kind, where pictures come from, and what a click leads to.
_SOURCES: Final = ("src", "href", "althref")
_DRAWINGS: Final = ("urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office")
_HELD: Final = ("#", "cid:", "data:")
_SMART_TAG: Final = "smartTagType"
# Properties that may say a path: of the template, and of what links begin with.
_PATHS: Final = {
    "Template": (Kind.TEMPLATE, re.compile(r"[/\\]")),
    "HyperlinkBase": (Kind.LINK, re.compile(r"\S")),
}
_SIGNS: Final = (
    *(b"<" + name.encode() for name in _ELEMENTS),
    *(b":" + name.encode() for name in _ELEMENTS),
    *(name.encode() + b"=" for name in (*_ATTRIBUTES, *_SOURCES)),
    *(b"smartTagType", b"<Template>", b"<HyperlinkBase>"),
)
_EMPTY: Final = re.compile(rb"(?:macro|src|href|althref)=(?:\"\"|'')")
# What has no sense once nothing is left in it.
_WRAPPERS: Final = frozenset(
    {
        *("oleObjects", "controls", "AlternateContent", "Choice", "Fallback"),
        *("hyperlinks", "externalReferences", "pivotCaches"),
    }
)


def may_hold_markup(data: bytes) -> bool:
    """Whether a part may hold active markup: if not, it needs no parsing."""
    return any(sign in data for sign in _SIGNS) and any(
        sign in _EMPTY.sub(b"", data) for sign in _SIGNS
    )


def take_out_markup(root: etree._Element, part: str) -> Iterator[Active]:
    """Remove active elements and attributes.

    Args:
        root: Root of a part; it is changed.
        part: Its name.

    Yields:
        What was taken out.
    """
    for one in list(root.iter("{*}*")):
        name = etree.QName(one)
        if name.localname in _ELEMENTS:
            yield standing(Active(_ELEMENTS[name.localname], _says(one), part), one)
            take_out(one)
            continue
        for key, value in attributes(one):
            kind = _kind(name, key, value)
            if kind and value.strip():
                yield standing(Active(kind, value, part), one)
                del one.attrib[key]
        if name.localname in _PATHS and one.text:
            of_path, is_path = _PATHS[name.localname]
            if is_path.search(one.text):
                yield Active(of_path, one.text, part)
                one.text = ""


def _kind(element: etree.QName, key: str, value: str) -> Kind | None:
    attribute = etree.QName(key).localname
    if element.localname == _SMART_TAG:
        return Kind.ADD_IN if attribute == "url" else None
    if attribute in _SOURCES and element.namespace in _DRAWINGS:
        is_click = attribute == "href" and etree.QName(key).namespace is None
        if is_click and is_plain_link(value):
            return None
        held = value.startswith(_HELD)
        return None if held else (Kind.FILE_LINK if is_click else Kind.LINK)
    return _ATTRIBUTES.get(attribute)


def _says(element: etree._Element) -> str:
    """What an element tells of what it is about: its text, or the longest of its attributes."""
    text = "".join(map(str, element.itertext())).strip()
    values = [value for one in element.iter("{*}*") for _, value in attributes(one)]
    return text or max(values, key=len, default=etree.QName(element).localname)


def take_out(element: etree._Element) -> None:
    """Remove an element, and what held only it."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if not len(parent) and etree.QName(parent).localname in _WRAPPERS:
        take_out(parent)

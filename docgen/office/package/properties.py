"""Document properties: the ones of docgen's own (custom), and title, author and date (core)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lxml import etree

from docgen.office.package.archive import Package
from docgen.office.package.content_types import CONTENT_TYPES
from docgen.office.package.namespaces import (
    CORE_PROPERTIES,
    CUSTOM_PROPERTIES,
    PACKAGE_RELATIONSHIPS,
    PACKAGE_TYPES,
    RELATIONSHIPS,
    VARIANT_TYPES,
)
from docgen.office.package.xml import DECLARATION, FORBIDDEN_BEYOND, escape, parse_xml
from docgen.problems import Place

CUSTOM_PART: Final = "docProps/custom.xml"
CORE_PART: Final = "docProps/core.xml"

_RELATIONSHIPS: Final = "_rels/.rels"
_NO_RELATIONSHIPS: Final = f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}"/>'.encode()
_CUSTOM_SPACE, _VARIANTS = CUSTOM_PROPERTIES.transitional, VARIANT_TYPES.transitional
_CUSTOM_KIND: Final = f"{RELATIONSHIPS.transitional}/custom-properties"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Every property that a user defines has this format identifier, and numbers from 2.
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST: Final = 2
_KINDS: Final = {CUSTOM_PART: "custom-properties", CORE_PART: "core-properties"}
_CORE_NAMES: Final = ("title", "creator", "modified")

# The two parts as Word and we write them, which need no parser; any other is parsed.
_PLAIN: Final = rf"[^<>&\"\x00-\x1f{FORBIDDEN_BEYOND}]*+"
_CUSTOM_ENTRY: Final = re.compile(
    rf'<property fmtid="[{{}}\w-]+" pid="\d+" name="({_PLAIN})">'
    rf"<vt:lpwstr>({_PLAIN})</vt:lpwstr></property>",
    re.ASCII,
)
_CUSTOM: Final = re.compile(
    rf'{DECLARATION}<Properties xmlns="{_CUSTOM_SPACE}"'
    rf' xmlns:vt="{_VARIANTS}">((?:{_CUSTOM_ENTRY.pattern})*+)</Properties>',
    re.ASCII,
)
_CORE_ENTRY: Final = re.compile(
    r"<(?P<name>(?:cp|dc|dcterms):[A-Za-z]+)(?: xsi:type=\"dcterms:W3CDTF\")?>"
    rf"({_PLAIN})</(?P=name)>"
)
_CORE: Final = re.compile(
    rf'{DECLARATION}<cp:coreProperties xmlns:cp="{CORE_PROPERTIES}"'
    r' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    r'(?: xmlns:dcmitype="http://purl.org/dc/dcmitype/")?'
    r' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    rf"((?:{_CORE_ENTRY.pattern})*+)</cp:coreProperties>"
)


def custom_properties(properties: Mapping[str, str]) -> bytes:
    """The part that holds custom properties, in the given order.

    Raises:
        ProblemError: A name or a value holds a character that XML does not allow.
    """
    entries = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{escape(name, name)}">'
        f"<vt:lpwstr>{escape(value, name)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), _FIRST)
    )
    return (
        f'{_DECLARATION}<Properties xmlns="{_CUSTOM_SPACE}"'
        f' xmlns:vt="{_VARIANTS}">{entries}</Properties>'
    ).encode()


def read_custom_properties(package: Package) -> dict[str, str]:
    """The custom properties of a file as text; none if it has no such part.

    Raises:
        ProblemError: The part is damaged.
    """
    part = _part(package, CUSTOM_PART)
    if part is None:
        return {}
    data = package[part]
    found = _matched(_CUSTOM, data)
    if found is not None:
        return dict(_CUSTOM_ENTRY.findall(found))
    root = parse_xml(data, Place(file=package.file, field=part))
    return {
        entry.get("name", ""): str(entry.xpath("string()"))
        for entry in root.iterfind("{*}property")
    }


def declare_custom_properties(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The content types and relationships of a package, told of its custom properties.

    Args:
        parts: Parts of a package.

    Returns:
        The two parts by name; unchanged where the package knows of the properties already.
    """
    types = etree.fromstring(parts[CONTENT_TYPES])
    # A template may be found by its content type alone.
    known = parts.get(_RELATIONSHIPS, _NO_RELATIONSHIPS)
    relations = etree.fromstring(known)
    if any(relation.get("Type") == _CUSTOM_KIND for relation in relations):
        return {CONTENT_TYPES: parts[CONTENT_TYPES], _RELATIONSHIPS: known}
    etree.SubElement(
        types,
        f"{{{PACKAGE_TYPES}}}Override",
        PartName=f"/{CUSTOM_PART}",
        ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml",
    )
    etree.SubElement(
        relations,
        f"{{{PACKAGE_RELATIONSHIPS}}}Relationship",
        Id="customProperties",
        Type=_CUSTOM_KIND,
        Target=CUSTOM_PART,
    )
    return {CONTENT_TYPES: _serialized(types), _RELATIONSHIPS: _serialized(relations)}


@dataclass(frozen=True, slots=True)
class CoreProperties:
    """What office programs show of every file.

    Attributes:
        title: Title of the document.
        author: Who made it.
        modified: When it was made; UTC where it names no zone.
    """

    title: str = ""
    author: str = ""
    modified: datetime | None = None


def core_properties(core: CoreProperties) -> bytes:
    """The part that holds core properties.

    Raises:
        ProblemError: A value holds a character that XML does not allow.
    """
    moment = core.modified.strftime("%Y-%m-%dT%H:%M:%SZ") if core.modified else ""
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
        if moment
    )
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{CORE_PROPERTIES}"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(core.title, 'title')}</dc:title>"
        f"<dc:creator>{escape(core.author, 'author')}</dc:creator>{dates}</cp:coreProperties>"
    ).encode()


def read_core_properties(package: Package) -> CoreProperties:
    """The core properties of a file; empty where it says nothing.

    Raises:
        ProblemError: The part is damaged.
    """
    part = _part(package, CORE_PART)
    if part is None:
        return CoreProperties()
    data = package[part]
    found = _matched(_CORE, data)
    if found is None:
        root = parse_xml(data, Place(file=package.file, field=part))
        texts = {name: root.findtext(f"{{*}}{name}", "") for name in _CORE_NAMES}
    else:
        # Of several of one name, the first counts.
        entries = reversed(_CORE_ENTRY.findall(found))
        texts = {name.partition(":")[2]: text for name, text in entries}
    title, author, modified = [texts.get(name, "") for name in _CORE_NAMES]
    return CoreProperties(title, author, _moment(modified))


def _part(package: Package, usual: str) -> str | None:
    """Name of the part with some properties; None if the file has none."""
    return usual if usual in package else package.target("", _KINDS[usual])


def _matched(pattern: re.Pattern[str], data: bytes) -> str | None:
    """The entries of a part; None if it is written in another way."""
    try:
        found = pattern.fullmatch(data.decode())
    except UnicodeDecodeError:
        return None
    return found[1] if found else None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _serialized(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

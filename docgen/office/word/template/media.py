"""The pictures of a document in its package: relationships, content types and files."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from docgen.office.package.archive import Package
from docgen.office.package.content_types import CONTENT_TYPES
from docgen.office.package.relationships import relationships_of
from docgen.office.package.xml import parse_xml
from docgen.office.tags.picture import Picture
from docgen.problems import Place

_TYPES: Final = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif"}
_NO_RELATIONSHIPS: Final = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_IMAGE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def ready_for_pictures(package: Package, sources: Mapping[str, str]) -> dict[str, bytes]:
    """The parts of a template without the pictures that only placeholders showed.

    Args:
        package: The template.
        sources: The source of each part that holds placeholders.

    Returns:
        All its parts; the content types know of every format that pictures may have.
    """
    parts = dict(package)
    gone: set[str] = set()
    for part, source in sources.items():
        name = relationships_of(part)
        relationships = _relationships(parts, name, package.file)
        for relationship in relationships.findall("{*}Relationship"):
            if relationship.get("Type") == _IMAGE and f'"{relationship.get("Id")}"' not in source:
                gone.add(_target(relationship, name))
                relationships.remove(relationship)
        parts[name] = _serialized(relationships)
    for picture in gone - set(_all_targets(parts, package.file)):
        parts.pop(picture, None)
    parts[CONTENT_TYPES] = _with_types(package.xml(CONTENT_TYPES), gone - parts.keys())
    return parts


def with_pictures(relationships: bytes, pictures: Mapping[str, Picture], part: str) -> bytes:
    """The relationships of a part with those of the pictures that stand in it."""
    root = etree.fromstring(relationships)
    kind = f"{{{etree.QName(root).namespace}}}Relationship"
    for name, picture in pictures.items():
        target = posixpath.relpath(picture_file(picture), posixpath.dirname(part))
        etree.SubElement(root, kind, Id=name, Type=_IMAGE, Target=target)
    return _serialized(root)


def picture_file(picture: Picture) -> str:
    """The name of the part that a picture is."""
    return f"word/media/{picture.name}.{picture.image.extension}"


def _relationships(parts: Mapping[str, bytes], name: str, file: str) -> etree._Element:
    return parse_xml(parts.get(name, _NO_RELATIONSHIPS), Place(file=file, field=name))


def _all_targets(parts: Mapping[str, bytes], file: str) -> Iterator[str]:
    for name in parts:
        if name.endswith(".rels"):
            for relationship in _relationships(parts, name, file).iterfind("{*}Relationship"):
                yield _target(relationship, name)


def _target(relationship: etree._Element, name: str) -> str:
    """The part that a relationship of the part of this name leads to."""
    folder = posixpath.dirname(posixpath.dirname(name))
    path = posixpath.join("/", folder, relationship.get("Target", ""))
    return posixpath.normpath(path).lstrip("/")


def _with_types(types: etree._Element, gone: set[str]) -> bytes:
    for override in types.findall("{*}Override"):
        if override.get("PartName", "").lstrip("/") in gone:
            types.remove(override)
    known = {default.get("Extension", "").lower() for default in types.iterfind("{*}Default")}
    for extension, kind in _TYPES.items():
        if extension not in known:
            default = types.makeelement(
                f"{{{etree.QName(types).namespace}}}Default", Extension=extension, ContentType=kind
            )
            types.insert(0, default)
    return _serialized(types)


def _serialized(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

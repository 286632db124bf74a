"""Official paper: a frame with page, head and imprint around a wording, as one template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from docgen.office.package.archive import (
    Package,
    deflate,
    read_package,
    write_archive,
)
from docgen.office.package.content_types import CONTENT_TYPES
from docgen.office.word.names import w
from docgen.office.word.official.sections import content, references, set_pages, take_across
from docgen.office.word.official.styles import StyleSheet, rename_styles
from docgen.problems import Place, ProblemError, problem

_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAIN, _STYLES, _SETTINGS = "document.main+xml", ".styles+xml", ".settings+xml"
_AROUND: Final = (".header+xml", ".footer+xml")
# Word may have turned the quotation marks into typographic ones.
_INCLUDE: Final = re.compile(r"{%p\s+include\s+[\"'“”‘’]([^\"'“”‘’]+)[\"'“”‘’]\s*%}")
_WORDING: Final = "wording"

Load = Callable[[str], Package]
"""Opens a template by its name."""


def framed(frame: Package, wording: Package, load: Load, pitch: int | None = None) -> Package:
    """A wording in its frame.

    The paragraph ``{%p include "wording" %}`` of the frame becomes the wording's text, and any
    other such paragraph the text of the template that it names. Page, headers, footers, settings
    and styles are the frame's; styles of the same name are taken for the same, others are added.
    What lies across in the wording gets the frame's page for tables across.

    Args:
        frame: Page, head and imprint.
        wording: The text.
        load: Opens a template that is included.
        pitch: Line pitch in twips, if not the frame's own.

    Raises:
        ProblemError: The frame has no place for the wording, a template that is included is not
            there, or a part is damaged.
    """
    assembly = _Assembly(frame, wording, load)
    parts = {name: wording[name] for name in wording if name not in set(_around(wording))}
    parts.update(assembly.parts(pitch))
    members = [deflate(name, data) for name, data in parts.items()]
    return read_package(write_archive(members), wording.file)


def included(package: Package) -> list[str]:
    """Names of the templates that a template includes, the wording of a frame left out."""
    body = package.xml(_part(package, _MAIN))
    names = dict.fromkeys(_included(paragraph) for paragraph in body.iter(w("p")))
    return [name for name in names if name not in ("", _WORDING)]


def by_itself(package: Package) -> Package:
    """A frame, or a template with others in it, without what it includes."""
    document = _part(package, _MAIN)
    root = package.xml(document)
    for paragraph in list(root.iter(w("p"))):
        if _included(paragraph):
            _replace(paragraph, [etree.Element(w("p"))])
    parts = {**package, document: _written(root)}
    members = [deflate(name, data) for name, data in parts.items()]
    return read_package(write_archive(members), package.file)


class _Assembly:
    """The parts of a frame and of what is put into it, on their way to one template."""

    def __init__(self, frame: Package, wording: Package, load: Load) -> None:
        self._frame, self._wording, self._load = frame, wording, load
        self._styles = StyleSheet(frame.xml(_part(frame, _STYLES)))
        self._renamed: dict[str, str] = {}

    def parts(self, pitch: int | None) -> dict[str, bytes]:
        """The parts of the template that the wording by itself has not, or has otherwise."""
        frame, wording = self._frame, self._wording
        document = _part(wording, _MAIN)
        text = _written(self._document(document))
        parts = {new: frame[old] for old, new in self._renamed.items()}
        parts[document] = text
        parts[_relationships(document)] = _written(self._related(document))
        parts[_part(wording, _SETTINGS)] = frame[_part(frame, _SETTINGS)]
        parts[CONTENT_TYPES] = _written(self._types())
        if pitch is not None:
            self._styles.set_pitch(pitch)
        parts[_part(wording, _STYLES)] = _written(self._styles.root)
        return parts

    def _document(self, name: str) -> etree._Element:
        root = self._wording.xml(name)
        body = root.find(w("body"))
        outer = self._frame.xml(_part(self._frame, _MAIN)).find(w("body"))
        if body is None or outer is None:
            raise ProblemError([problem("template.not-word", Place(file=self._frame.file))])
        across = take_across(outer)
        place = next((one for one in outer if _included(one) == _WORDING), None)
        if place is None:
            raise ProblemError([problem("template.no-wording", Place(file=self._frame.file))])
        _replace(place, self._text(self._wording, body))
        self._include(outer)
        set_pages(outer, across)
        self._use(outer)
        body[:] = list(outer)
        return root

    def _use(self, body: etree._Element) -> None:
        """Take over the headers and footers that the sections name, under names of their own."""
        related = self._frame.xml(_relationships(_part(self._frame, _MAIN)))
        targets = {one.get("Id"): f"word/{one.get('Target')}" for one in related}
        named = {targets.get(reference.get(_ID)) for reference in references(body)}
        names = (name for name in _around(self._frame) if name in named)
        self._renamed = {name: f"word/frame-{name.rpartition('/')[2]}" for name in names}
        for reference in references(body):
            reference.set(_ID, f"frame-{reference.get(_ID)}")

    def _include(self, body: etree._Element) -> None:
        for paragraph in list(body.iter(w("p"))):
            name = _included(paragraph)
            if name:
                package = self._load(name)
                inner = package.xml(_part(package, _MAIN)).find(w("body"))
                _replace(paragraph, [] if inner is None else self._text(package, inner))

    def _text(self, package: Package, body: etree._Element) -> list[etree._Element]:
        """What stands in a body, its styles named as in the frame."""
        rename_styles(body, self._styles.adopt(package.xml(_part(package, _STYLES))))
        for reference in list(references(body)):
            _remove(reference)
        return content(body)

    def _related(self, document: str) -> etree._Element:
        name = _relationships(document)
        root = self._wording.xml(name)
        for relationship in list(root):
            if relationship.get("Type", "").endswith(("/header", "/footer")):
                root.remove(relationship)
        main = _part(self._frame, _MAIN)
        for relationship in self._frame.xml(_relationships(main)):
            target = self._renamed.get(f"word/{relationship.get('Target')}")
            if target:
                relationship.set("Id", f"frame-{relationship.get('Id')}")
                relationship.set("Target", target.removeprefix("word/"))
                root.append(relationship)
        return root

    def _types(self) -> etree._Element:
        root = self._wording.xml(CONTENT_TYPES)
        gone = {f"/{name}" for name in _around(self._wording)}
        for override in list(root):
            if override.get("PartName") in gone:
                root.remove(override)
        for override in self._frame.xml(CONTENT_TYPES).iterfind("{*}Override"):
            new = self._renamed.get(override.get("PartName", "").removeprefix("/"))
            if new:
                override.set("PartName", f"/{new}")
                root.append(override)
        return root


def _included(element: etree._Element) -> str:
    """Name of the template that a paragraph includes; empty for any other element."""
    text = "".join(one.text or "" for one in element.iter(w("t")))
    found = _INCLUDE.fullmatch(text.strip()) if element.tag == w("p") else None
    return found[1] if found else ""


def _replace(place: etree._Element, elements: list[etree._Element]) -> None:
    for element in elements:
        place.addprevious(element)
    _remove(place)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _part(package: Package, kind: str) -> str:
    """Name of the part of a kind.

    Raises:
        ProblemError: There is none.
    """
    for name, type_ in package.content_types.items():
        if type_.endswith(kind) and name in package:
            return name
    raise ProblemError([problem("template.not-word", Place(file=package.file))])


def _around(package: Package) -> Iterator[str]:
    """Names of headers and footers."""
    return (name for name, kind in package.content_types.items() if kind.endswith(_AROUND))


def _relationships(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

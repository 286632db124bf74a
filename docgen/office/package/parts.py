"""The parts of an office file from outside while some of them change; all others keep their bytes.

Parts are found by their relationships, whatever names and identifiers a program gave them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from itertools import chain, count
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.package.archive import Member, Package, deflate, write_archive
from docgen.office.package.content_types import CONTENT_TYPES
from docgen.office.package.entries import folded
from docgen.office.package.namespaces import PACKAGE_RELATIONSHIPS, PACKAGE_TYPES
from docgen.office.package.relationships import relationships_of, target_of
from docgen.office.package.xml import PartsParser, illegal_character, may_hold
from docgen.problems import Place, ProblemError, problem

_RELATIONSHIP: Final = f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"
_NO_RELATIONSHIPS: Final = f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}"/>'.encode()
_MAIN: Final = "/officeDocument"
_REPLACEMENT: Final = "\ufffd"


class Relationship(NamedTuple):
    """What a part says of another.

    Attributes:
        source: The part that says it; empty for the package itself.
        kind: What the other is to it: the last name of the relationship's type.
        target: The other part; empty if it lies outside the package.
        element: The relationship's element.
    """

    source: str
    kind: str
    target: str
    element: etree._Element


class OfficeParts:
    """The parts of an office file that is changed.

    Attributes:
        file: The file's name in messages.
        main: Name of the document or workbook part.
        space: Namespace of relationships in the file's parts: transitional or strict.

    Args:
        package: The file.

    Raises:
        ProblemError: It is no office file, or it is damaged.
    """

    def __init__(self, package: Package) -> None:
        self.file = package.file
        self._package = package
        self._names = dict.fromkeys(package)
        self._folded = {folded(name): name for name in package}
        self._trees: dict[str, etree._Element] = {}
        self._found: dict[str, bytes] = {}
        self._binary: dict[str, bytes] = {}
        self._parser = PartsParser()
        main = next((one for one in self.related("") if one.kind == _MAIN[1:]), None)
        if main is None or main.target not in self or CONTENT_TYPES not in self:
            raise ProblemError([problem("package.not-office", Place(file=self.file))])
        self.main = main.target
        self.space = main.element.get("Type", "").removesuffix(_MAIN)

    def __contains__(self, part: str) -> bool:
        return self._stored(part) in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._names))

    def xml(self, part: str) -> etree._Element:
        """Root element of a part; whatever is changed there will be written.

        Raises:
            KeyError: There is no such part.
            ProblemError: It is damaged or not acceptable XML.
        """
        part = self._stored(part)
        if part not in self._trees:
            if part not in self._names:
                raise KeyError(part)
            data = self._package[part]
            if part.endswith(".vml"):
                # Office programs leave this one tag of HTML open in drawings.
                data = data.replace(b"<br>", b"<br/>")
            root = self._parser.parse(data, Place(file=self.file, field=part))
            self._trees[part], self._found[part] = root, _serialized(root)
        return self._trees[part]

    def replace(self, part: str, root: etree._Element) -> None:
        """Give a part another content.

        Raises:
            KeyError: There is no such part.
        """
        part = self._stored(part)
        if part not in self._names:
            raise KeyError(part)
        self._trees[part], self._found[part] = root, b""

    def content(self, part: str) -> bytes:
        """A part as it came, whatever was changed in it since.

        Raises:
            KeyError: The file did not have it.
            ProblemError: It is damaged.
        """
        return self._package[part]

    def may_hold(self, part: str, *names: str) -> bool:
        """Whether a part may hold an element of one of these names.

        Raises:
            KeyError: There is no such part.
        """
        known = self._stored(part) in self._trees
        return known or any(may_hold(self._package[part], name) for name in names)

    def related(self, source: str) -> list[Relationship]:
        """The relationships of a part in their order; of the package for the empty name."""
        name = relationships_of(source)
        if name not in self:
            return []
        found = []
        for element in self.xml(name).iterchildren("{*}Relationship"):
            one = target_of(element, source)
            found.append(Relationship(source, one.kind, self._stored(one.part), element))
        return found

    def _stored(self, part: str) -> str:
        """The name under which the file has a part, whatever its letters; else the same name."""
        return part if part in self._names else self._folded.get(folded(part), part)

    def target(self, source: str, kind: str) -> str | None:
        """The first part that is of this kind to another; None if there is none."""
        targets = (one.target for one in self.related(source) if one.kind == kind)
        return next((target for target in targets if target in self), None)

    def by_identifier(self, source: str) -> dict[str, Relationship]:
        """The relationships of a part by their identifiers."""
        return {one.element.get("Id", ""): one for one in self.related(source)}

    def add(self, source: str, kind: str, root: etree._Element, name: str, type_: str) -> str:
        """Add a part that another one refers to.

        Args:
            source: The other part.
            kind: What the new one is to it.
            root: Its content.
            name: Its name with ``{}`` for the number that makes it new where it is taken.
            type_: Its content type.

        Returns:
            Identifier of the relationship.
        """
        names = map(name.format, chain([""], count(2)))
        part = next(part for part in names if part not in self)
        self._names[part] = None
        self._trees[part], self._found[part] = root, b""
        self.declare(part, type_)
        return self._relate(source, kind, part)

    def add_binary(self, source: str, kind: str, data: bytes, part: str) -> str:
        """Let a part refer to one that is no XML, such as a picture, which is added if it is new.

        Args:
            source: The part.
            kind: What the other is to it.
            data: Content of the other.
            part: Name of the other, which only this content has; its ending is declared.

        Returns:
            Identifier of the relationship.
        """
        if part not in self:
            self._names[part] = None
            self._binary[part] = data
        return self._relate(source, kind, part)

    def _relate(self, source: str, kind: str, part: str) -> str:
        taken = self.by_identifier(source)
        identifier = next(new for n in count(1) if (new := f"{kind}{n}") not in taken)
        etree.SubElement(
            self._relationships(source),
            _RELATIONSHIP,
            Id=identifier,
            Type=f"{self.space}/{kind}",
            Target=f"/{part}",
        )
        return identifier

    def remove(self, part: str) -> None:
        """Remove a part, its relationships, and whatever the package says of it."""
        for name in (part, relationships_of(part)):
            self._names.pop(name, None)
        for source in ("", *self):
            for one in self.related(source):
                if one.target == part:
                    self.remove_relationship(one)
        for override in self._overrides(part):
            self.xml(CONTENT_TYPES).remove(override)

    def remove_relationship(self, relationship: Relationship) -> None:
        """Remove a relationship, and the part that held it if it was the only one."""
        name = relationships_of(relationship.source)
        self.xml(name).remove(relationship.element)
        if not len(self.xml(name)):
            self._names.pop(name)

    def content_type(self, part: str) -> str:
        """Content type of a part: its own, or that of all files with its ending."""
        for override in self._overrides(part):
            return override.get("ContentType", "")
        ending = posixpath.splitext(part)[1].lstrip(".").lower()
        defaults = self.xml(CONTENT_TYPES).iterchildren("{*}Default")
        types = (one.get("ContentType", "") for one in defaults if _ending(one) == ending)
        return next(types, "")

    def declare(self, part: str, content_type: str) -> None:
        """Declare the content type of a part."""
        for override in self._overrides(part):
            override.set("ContentType", content_type)
            return
        etree.SubElement(
            self.xml(CONTENT_TYPES),
            f"{{{PACKAGE_TYPES}}}Override",
            PartName=f"/{part}",
            ContentType=content_type,
        )

    def drop_defaults(self, unwanted: Callable[[str], bool]) -> None:
        """Remove declarations of a content type for all files with an ending."""
        types = self.xml(CONTENT_TYPES)
        for default in types.findall("{*}Default"):
            if unwanted(default.get("ContentType", "")):
                types.remove(default)

    def reachable(self) -> set[str]:
        """The parts that relationships lead to, from the package on."""
        seen: set[str] = set()
        ahead = [""]
        while ahead:
            for one in self.related(ahead.pop()):
                if one.target in self and one.target not in seen:
                    seen.add(one.target)
                    ahead.append(one.target)
        return seen

    def write(self) -> bytes:
        """The file with what changed; the same bytes for the same changes."""
        changed = self.changed()
        return write_archive(self._member(part, changed.get(part)) for part in self)

    def changed(self) -> dict[str, bytes]:
        """What the parts hold that were changed or added, by their names."""
        data = {part: _serialized(self._trees[part]) for part in self if part in self._trees}
        return {part: now for part, now in data.items() if now != self._found[part]} | self._binary

    def _member(self, part: str, data: bytes | None) -> Member:
        return self._package.member(part) if data is None else deflate(part, data)

    def _relationships(self, source: str) -> etree._Element:
        name = relationships_of(source)
        if name not in self:
            self._names[name] = None
            self._trees[name], self._found[name] = etree.fromstring(_NO_RELATIONSHIPS), b""
        return self.xml(name)

    def _overrides(self, part: str) -> list[etree._Element]:
        types = self.xml(CONTENT_TYPES).iterchildren("{*}Override")
        return [one for one in types if self._stored(_part_name(one)) == part]


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever ends them, with marks for what XML does not allow."""
    return [legal(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def legal(text: str) -> str:
    """Text with a mark in the place of each character that XML does not allow."""
    if illegal_character(text) is None:
        return text
    return "".join(_REPLACEMENT if illegal_character(one) else one for one in text)


def _part_name(override: etree._Element) -> str:
    return override.get("PartName", "").replace("\\", "/").lstrip("/")


def _ending(default: etree._Element) -> str:
    return default.get("Extension", "").lower()


def _serialized(root: etree._Element) -> bytes:
    tree = root.getroottree()
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)

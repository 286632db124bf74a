"""What all documents of a Word template share: the parts that do not change, compressed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from docgen.office.package.active.content import take_out_programs
from docgen.office.package.archive import (
    Member,
    Package,
    deflate,
    read_package,
    write_archive,
)
from docgen.office.package.content_types import CONTENT_TYPES
from docgen.office.package.main_part import Kind
from docgen.office.package.parts import OfficeParts
from docgen.office.package.properties import (
    CUSTOM_PART,
    custom_properties,
    declare_custom_properties,
)
from docgen.office.package.relationships import relationships_of
from docgen.office.word.template.media import picture_file, ready_for_pictures, with_pictures
from docgen.office.word.template.placeholder import replace_placeholders
from docgen.problems import Place, ProblemError, problem

_BEST, _FAST, _STORED = 9, 1, 0
_MAIN: Final = "document.main+xml"
_DOCUMENT: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The parts of a template.

    Attributes:
        file: The template's name in messages.
        members: Every part, in its order; of a part that is rendered only the place counts.
        declared: The parts that are other where a document has custom properties.
        relationships: Those of each part that holds placeholders, without pictures.
    """

    file: str
    members: Mapping[str, Member]
    declared: Mapping[str, Member]
    relationships: Mapping[str, bytes]

    @classmethod
    def of(cls, package: Package, sources: Mapping[str, str]) -> Skeleton:
        """The skeleton of a template.

        Args:
            package: The template, all its parts as they are.
            sources: The source of each part that holds placeholders.
        """
        parts = ready_for_pictures(package, sources) if sources else package
        names = sorted(parts, key=lambda name: name != CONTENT_TYPES)
        declared = declare_custom_properties(parts)
        return cls(
            package.file,
            {name: deflate(name, parts[name], _BEST) for name in names},
            {name: deflate(name, data, _BEST) for name, data in declared.items()},
            {name: parts[relationships_of(name)] for name in sources},
        )

    def related(self, name: str, package: Package) -> bytes:
        """The part of relationships of this name, without pictures that only placeholders had."""
        own = {relationships_of(part): data for part, data in self.relationships.items()}
        return own[name] if name in own else package[name]

    def with_static(self, parts: Iterable[tuple[str, bytes]]) -> Skeleton:
        """The same with parts that turned out to be the same in all documents."""
        return replace(self, members={**self.members, **dict(self._members(parts, _BEST))})

    def document(
        self, rendered: Iterable[tuple[str, bytes]], properties: Mapping[str, str] | None
    ) -> bytes:
        """A document with its rendered parts, and custom properties if it has any."""
        members = dict(self.members)
        members.update(self._members(rendered, _FAST))
        if properties is not None:
            members.update(self.declared)
            members[CUSTOM_PART] = deflate(CUSTOM_PART, custom_properties(properties))
        return write_archive(members.values())

    def _members(
        self, parts: Iterable[tuple[str, bytes]], level: int
    ) -> Iterator[tuple[str, Member]]:
        rendered = dict(parts)
        for name in [name for name in rendered if name in self.relationships]:
            rendered[name], pictures = replace_placeholders(rendered[name])
            own = relationships_of(name)
            related = rendered.get(own, self.relationships[name])
            rendered[own] = with_pictures(related, pictures, name)
            for picture in pictures.values():
                # It is compressed already.
                file = picture_file(picture)
                yield file, deflate(file, picture.data, _STORED)
        for name, data in rendered.items():
            yield name, deflate(name, data, level)


def read_template(path: Path, file: str) -> Package:
    """Open a template.

    Args:
        path: The file.
        file: Its name in messages.

    Raises:
        ProblemError: It is not there, or it is no Word document.
    """
    place = Place(file=file)
    try:
        package = read_package(path.read_bytes(), file)
    except (FileNotFoundError, IsADirectoryError):
        raise ProblemError([problem("file.missing", place, path=path)]) from None
    main = package.main
    if main is not None and main.kind is Kind.WORD:
        return _as_document(package, main.name)
    if not any(kind.endswith(_MAIN) for kind in package.content_types.values()):
        raise ProblemError([problem("template.not-word", place)])
    return package


def _as_document(package: Package, main: str) -> Package:
    """A file as a document, whether it is one or a template of Word's, without what can run in it.

    What it says of the table that Word merged it with would have Word ask for that table.
    """
    parts = OfficeParts(package)
    settings = package.target(main, "settings")
    merged = settings is not None and b"mailMerge" in package[settings]
    if package.content_types.get(main) == _DOCUMENT and not merged:
        return package
    take_out_programs(parts)
    parts.declare(main, _DOCUMENT)
    if settings is not None and merged:
        for element in list(parts.xml(settings).iter("{*}mailMerge")):
            element.getparent().remove(element)  # type: ignore[union-attr]  # never the root
        for relationship in parts.related(settings):
            if relationship.kind.startswith(("mailMerge", "recipientData")):
                parts.remove_relationship(relationship)
    return read_package(parts.write(), package.file)

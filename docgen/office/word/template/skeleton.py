"""What all documents of a Word template share: the parts that do not change, compressed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from docgen.office.package.archive import (
    Member,
    Package,
    deflate,
    read_package,
    write_archive,
)
from docgen.office.package.content_types import CONTENT_TYPES
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
# Ends of the content types of the parts that may hold tags.
_WITH_TAGS: Final = (
    _MAIN,
    "wordprocessingml.header+xml",
    "wordprocessingml.footer+xml",
    "wordprocessingml.footnotes+xml",
    "wordprocessingml.endnotes+xml",
    "core-properties+xml",
    "extended-properties+xml",
    "custom-properties+xml",
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
        for name, data in parts:
            if name in self.relationships:
                data, pictures = replace_placeholders(data)
                related = with_pictures(self.relationships[name], pictures, name)
                yield relationships_of(name), deflate(relationships_of(name), related, level)
                for picture in pictures.values():
                    # It is compressed already.
                    file = picture_file(picture)
                    yield file, deflate(file, picture.data, _STORED)
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
    if not any(kind.endswith(_MAIN) for kind in package.content_types.values()):
        raise ProblemError([problem("template.not-word", place)])
    return package


def parts_with_tags(package: Package) -> list[str]:
    """The names of the parts that may hold tags."""
    types = package.content_types
    return [part for part, kind in types.items() if kind.endswith(_WITH_TAGS) and part in package]

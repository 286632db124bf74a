"""The zip archive of an office file: written from compressed parts, and read with distrust."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from lxml import etree
from zlib_ng import zlib_ng

from docgen.office.package.directory import (
    RAW_WINDOW,
    UTF8,
    BrokenArchiveError,
    Limits,
    ZipDirectory,
)
from docgen.office.package.xml import PartsParser, parse_xml
from docgen.problems import Place, ProblemError, problem

CONTENT_TYPES: Final = "[Content_Types].xml"

# What the header of a part and its entry in the directory have in common.
_COMMON: Final = struct.Struct("<5H3L2H")
_END: Final = struct.Struct("<4s4H2LH")
_OFFSET: Final = struct.Struct("<L")
_VERSION, _DEFLATED = 20, 8
_LOCAL_START: Final = b"PK\3\4"
_CENTRAL_START: Final = struct.pack("<4sH", b"PK\1\2", _VERSION)
_REST: Final = bytes(10)  # no comment, the first disk, no attributes
_TIME, _DATE = 0, (1 << 5) | 1  # midnight, 1 January 1980: the first moment zip can tell

_OLD_FORMAT: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST_KEPT: Final = 100_000
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_LIMITS: Final = Limits()


class Member(NamedTuple):
    """A part of an archive, already compressed.

    Attributes:
        local: The part as it stands in the archive: local header, name and compressed data.
        entry: Its entry in the central directory, up to its offset in the archive.
        name: Its name, which comes after the offset.
    """

    local: bytes
    entry: bytes
    name: bytes


def deflate(name: str, data: bytes, level: int = 1) -> Member:
    """Compress a part.

    Args:
        name: Its name in the archive.
        data: Its content.
        level: 1, the fastest, for a part of one document; 9 for one that many share.
    """
    raw = zlib_ng.compress(data, level, RAW_WINDOW)
    flags, written = 0 if name.isascii() else UTF8, name.encode()
    sizes = (zlib_ng.crc32(data), len(raw), len(data), len(written), 0)
    common = _COMMON.pack(_VERSION, flags, _DEFLATED, _TIME, _DATE, *sizes)
    return Member(_LOCAL_START + common + written + raw, _CENTRAL_START + common + _REST, written)


def write_archive(members: Iterable[Member]) -> bytes:
    """A zip archive of the members in their order, the same bytes for the same members."""
    parts: list[bytes] = []
    entries: list[bytes] = []
    offset = 0
    for local, entry, name in members:
        parts.append(local)
        entries += (entry, _OFFSET.pack(offset), name)
        offset += len(local)
    directory = b"".join(entries)
    count = len(parts)
    parts += (directory, _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), offset, 0))
    return b"".join(parts)


class Package(Mapping[str, bytes]):
    """The parts of an office file by name; each is inflated when it is asked for.

    Attributes:
        file: The file's name in messages.
    """

    def __init__(self, directory: ZipDirectory, file: str) -> None:
        self.file = file
        self._directory = directory
        self._parts = directory.parts
        self._parser = PartsParser()

    def __getitem__(self, name: str) -> bytes:
        """Content of a part.

        Raises:
            KeyError: There is no such part.
            ProblemError: It is damaged.
        """
        return self._content(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def size(self, name: str) -> int:
        """Bytes of a part, as the archive declares them; it has no more.

        Raises:
            KeyError: There is no such part.
        """
        return self._parts[name].size

    def xml(self, name: str) -> etree._Element:
        """Root element of a part.

        Raises:
            KeyError: There is no such part.
            ProblemError: It is damaged or not acceptable XML, or with those before takes very
                much memory.
        """
        return self._parser.parse(self[name], Place(file=self.file, field=name))

    def counted(self, name: str) -> bytes:
        """Content of a part that is to be taken apart, counted as its tree is by ``xml``.

        Raises:
            KeyError: There is no such part.
            ProblemError: It is damaged, or with those before takes very much memory.
        """
        data = self[name]
        self._parser.count(data, Place(file=self.file, field=name))
        return data

    def pieces(self, name: str) -> Iterator[bytes]:
        """Content of a part bit by bit, for one that is too long to be held.

        Raises:
            KeyError: There is no such part.
            ProblemError: It is damaged, which may show at its end only.
        """
        try:
            yield from self._directory.pieces(name)
        except BrokenArchiveError:
            found = problem("package.damaged", Place(file=self.file), part=name)
            raise ProblemError([found]) from None

    def shared(self, name: str) -> bytes:
        """Content of a part that is the same in many files, and kept for the next of them.

        Raises:
            KeyError: There is no such part.
            ProblemError: It is damaged.
        """
        return self._content(name, shared=True)

    @cached_property
    def content_types(self) -> Mapping[str, str]:
        """Content type of each part that the file declares by name."""
        if CONTENT_TYPES not in self:
            raise ProblemError([problem("package.not-office", Place(file=self.file))])
        data = self._content(CONTENT_TYPES, shared=True)
        read = _kept_types if len(data) <= _LARGEST_KEPT else _declared_types
        try:
            return read(data)
        except ProblemError as error:
            raise error.within(self.file) from None

    def _content(self, name: str, shared: bool = False) -> bytes:
        try:
            return self._directory.inflated(name, shared)
        except BrokenArchiveError:
            found = problem("package.damaged", Place(file=self.file), part=name)
            raise ProblemError([found]) from None


def read_package(data: bytes, file: str = "", limits: Limits = _LIMITS) -> Package:
    """Open an office file from outside without trusting it.

    Args:
        data: The file.
        file: Its name in messages.
        limits: How large it may be.

    Raises:
        ProblemError: It is not an office file of the current formats, it is protected by
            a password, or it goes beyond a limit.
    """
    place = Place(file=file)
    if len(data) > limits.file_size:
        raise ProblemError([problem("package.too-large", place, most=limits.file_size)])
    if data.startswith(_OLD_FORMAT):
        code = "package.encrypted" if _ENCRYPTED in data else "package.old-format"
        raise ProblemError([problem(code, place)])
    # Counted first, as reading the entries of very many parts takes long.
    if ZipDirectory.is_longer(data, limits.parts):
        raise ProblemError([problem("package.too-many-parts", place)])
    try:
        directory = ZipDirectory(data)
    except BrokenArchiveError:
        raise ProblemError([problem("package.not-office", place)]) from None
    refusal = directory.refusal(limits)
    if refusal:
        raise ProblemError([problem(refusal, place)])
    return Package(directory, file)


def _declared_types(data: bytes) -> Mapping[str, str]:
    root = parse_xml(data, Place(field=CONTENT_TYPES))
    return MappingProxyType(
        {
            override.get("PartName", "").removeprefix("/"): override.get("ContentType", "")
            for override in root.iterchildren("{*}Override")
        }
    )


# The part is the same in every copy of a form.
_kept_types: Final = lru_cache(maxsize=64)(_declared_types)

"""The zip archive of an office file: written from compressed parts, and read with distrust."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from lxml import etree
from zlib_ng import zlib_ng

from docgen.office.package.content_types import CONTENT_TYPES, ContentTypes, content_types
from docgen.office.package.directory import RAW_WINDOW, Limits, ZipDirectory
from docgen.office.package.entries import UTF8, BrokenArchiveError, folded, is_longer
from docgen.office.package.main_part import MainPart, main_part
from docgen.office.package.relationships import Target, relationships_of, targets
from docgen.office.package.xml import PartsParser
from docgen.problems import Place, ProblemError, problem

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
_NO_TYPES: Final = ContentTypes({}, {})
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
    return _member(name, raw, _DEFLATED, zlib_ng.crc32(data), len(data))


def _member(name: str, raw: bytes, method: int, crc: int, size: int) -> Member:
    flags, written = 0 if name.isascii() else UTF8, name.encode()
    sizes = (crc, len(raw), size, len(written), 0)
    common = _COMMON.pack(_VERSION, flags, method, _TIME, _DATE, *sizes)
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

    Names that differ in nothing but capital letters are one name.

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
        return isinstance(name, str) and self.stored(name) is not None

    @property
    def archive(self) -> bytes:
        """The file that it was opened from."""
        return self._directory.data

    def stored(self, name: str) -> str | None:
        """The name of a part as the archive has it; None if there is no such part."""
        return name if name in self._parts else self._folded.get(folded(name))

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return {folded(name): name for name in self._parts}

    def _name(self, name: str) -> str:
        stored = self.stored(name)
        if stored is None:
            raise KeyError(name)
        return stored

    def size(self, name: str) -> int:
        """Bytes of a part, as the archive declares them; it has no more.

        Raises:
            KeyError: There is no such part.
        """
        return self._parts[self._name(name)].size

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
            yield from self._directory.pieces(self._open(name))
        except BrokenArchiveError:
            raise self._damaged(name) from None

    def shared(self, name: str) -> bytes:
        """Content of a part that is the same in many files, and kept for the next of them.

        Raises:
            KeyError: There is no such part.
            ProblemError: It is damaged.
        """
        return self._content(name, shared=True)

    def member(self, name: str) -> Member:
        """A part as it may stand in another archive.

        A picture that inflates beyond the limits is handed on as it is.

        Raises:
            KeyError: There is no such part.
            ProblemError: It is damaged.
        """
        stored = self._name(name)
        if stored not in self._directory.closed:
            return deflate(stored, self._content(stored))
        try:
            entry, packed = self._directory.raw(stored)
        except BrokenArchiveError:
            raise self._damaged(name) from None
        return _member(stored, packed, entry.method, entry.crc, entry.size)

    @property
    def content_types(self) -> Mapping[str, str]:
        """Content type of each part that the file declares by name.

        Raises:
            ProblemError: It declares none, or they are damaged.
        """
        if CONTENT_TYPES not in self:
            raise ProblemError([problem("package.not-office", Place(file=self.file))])
        return self._types.named

    @property
    def declared_types(self) -> Iterator[str]:
        """All content types that the file declares, by names of parts or their endings.

        Raises:
            ProblemError: They are damaged.
        """
        yield from self._types.named.values()
        yield from self._types.by_ending.values()

    @cached_property
    def main(self) -> MainPart | None:
        """The part that makes the file what it is; None if it is no office file.

        Raises:
            ProblemError: What it says of its parts is damaged.
        """
        return main_part(self.related(""), self._types, self.stored, self._beginning)

    def related(self, source: str) -> tuple[Target, ...]:
        """The relationships of a part in their order; of the package for the empty name.

        Raises:
            ProblemError: They are damaged.
        """
        name = relationships_of(source)
        if name not in self:
            return ()
        try:
            return targets(self._content(name, shared=True), source)
        except ProblemError as error:
            raise error.within(self.file) from None

    def target(self, source: str, kind: str) -> str | None:
        """The first part that is of a kind to another; None if there is none.

        Raises:
            ProblemError: What the other says of its parts is damaged.
        """
        parts = (one.part for one in self.related(source) if one.kind == kind)
        return next(filter(None, map(self.stored, parts)), None)

    @cached_property
    def _types(self) -> ContentTypes:
        if CONTENT_TYPES not in self:
            return _NO_TYPES
        try:
            return content_types(self._content(CONTENT_TYPES, shared=True))
        except ProblemError as error:
            raise error.within(self.file) from None

    def _beginning(self, name: str) -> str:
        return next(self.pieces(name), b"").decode("utf-8", "replace")

    def _content(self, name: str, shared: bool = False) -> bytes:
        try:
            return self._directory.inflated(self._open(name), shared)
        except BrokenArchiveError:
            raise self._damaged(name) from None

    def _open(self, name: str) -> str:
        """The stored name of a part that may be read."""
        stored = self._name(name)
        if stored in self._directory.closed:
            raise ProblemError([problem("package.inflates", Place(file=self.file, field=name))])
        return stored

    def _damaged(self, name: str) -> ProblemError:
        return ProblemError([problem("package.damaged", Place(file=self.file), part=name)])


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
    if is_longer(data, limits.parts):
        raise ProblemError([problem("package.too-many-parts", place)])
    try:
        directory = ZipDirectory(data)
    except BrokenArchiveError:
        raise ProblemError([problem("package.not-office", place)]) from None
    refusal = directory.refusal(limits)
    if refusal:
        raise ProblemError([problem(refusal, place)])
    return Package(directory, file)

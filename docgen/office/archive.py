"""The zip archive of an office file: written from compressed parts, and read with distrust."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter
from types import MappingProxyType
from typing import Final, NamedTuple

from lxml import etree
from zlib_ng import zlib_ng

from docgen.office.xml import PartsParser, parse_xml
from docgen.problems import Place, ProblemError, problem

CONTENT_TYPES: Final = "[Content_Types].xml"

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5HL")
_END: Final = struct.Struct("<4s4H2LH")
_OFFSET: Final = struct.Struct("<L")
# What matters to reading: of a local header, and of an entry with its offset.
_HEADER: Final = struct.Struct("<4s2xH18x2H")
_ENTRY: Final = struct.Struct("<4s2x3H4x3L3H8xL")
_VERSION, _DEFLATED, _UTF8 = 20, 8, 0x800
_LOCAL_START: Final = b"PK\3\4"
_TIME, _DATE = 0, (1 << 5) | 1  # midnight, 1 January 1980: the first moment zip can tell

_RAW_WINDOW: Final = -15
_OLD_FORMAT: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY_START, _END_START, _ZIP64_START = b"PK\1\2", b"PK\5\6", b"PK\6\7"
_ZIP64_SIZE: Final = 20  # of what then stands before the end record
_NEWEST: Final = 20  # version of the format that deflated parts need
# Flags of the entry of a part: encryption in two ways, and patches to a part that is not there.
_LOCKED, _PATCHED = 0x1 | 0x40, 0x20
# An absolute name, or one that leads out of its folder; each name comes behind a NUL.
_ASTRAY: Final = re.compile(r"[\0/\\](?:(?<=\0)(?:[/\\]|[A-Za-z]:)|\.\.(?:[\0/\\]|$))")
_LARGEST_KEPT: Final = 100_000
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_offset: Final = attrgetter("offset")
# All that zipfile and zlib raise over bytes that are no proper archive.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OverflowError,
    RuntimeError,
    ValueError,
)


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
    raw = zlib_ng.compress(data, level, _RAW_WINDOW)
    flags, written = 0 if name.isascii() else _UTF8, name.encode()
    sizes = (zlib_ng.crc32(data), len(raw), len(data), len(written), 0)
    header = (_VERSION, flags, _DEFLATED, _TIME, _DATE, *sizes)
    local = _LOCAL.pack(_LOCAL_START, *header) + written + raw
    return Member(local, _CENTRAL.pack(b"PK\1\2", _VERSION, *header, 0, 0, 0, 0), written)


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


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file from outside may be.

    Attributes:
        file_size: Bytes of the file.
        parts: Number of parts.
        part_size: Bytes of one part, inflated.
        inflated_size: Bytes of all its parts together, inflated.
        ratio: Inflated bytes for each byte of the file.
    """

    file_size: int = 50_000_000
    parts: int = 2_000
    part_size: int = 50_000_000
    inflated_size: int = 200_000_000
    ratio: int = 200


class Package(Mapping[str, bytes]):
    """The parts of an office file by name; each is inflated when it is asked for.

    Attributes:
        file: The file's name in messages.
    """

    def __init__(self, data: bytes, directory: _Directory, file: str) -> None:
        self.file = file
        self._data = data
        self._parser = PartsParser()
        entries, end = directory
        self._parts = {entry.name: entry for entry in entries if not entry.name.endswith("/")}
        # A part ends before the next one in the file begins, the last one before the directory.
        self._ends: dict[str, int] = {}
        for entry in sorted(entries, key=_offset, reverse=True):
            self._ends[entry.name] = end
            end = min(end, entry.offset)

    def __getitem__(self, name: str) -> bytes:
        """Content of a part.

        Raises:
            KeyError: There is no such part.
            ProblemError: It is damaged.
        """
        entry = self._parts[name]
        try:
            return _inflated(self._data, entry, self._ends[name])
        except _BROKEN:
            found = problem("package.damaged", Place(file=self.file), part=name)
            raise ProblemError([found]) from None

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

    @cached_property
    def content_types(self) -> Mapping[str, str]:
        """Content type of each part that the file declares by name."""
        if CONTENT_TYPES not in self:
            raise ProblemError([problem("package.not-office", Place(file=self.file))])
        data = self[CONTENT_TYPES]
        read = _kept_types if len(data) <= _LARGEST_KEPT else _declared_types
        try:
            return read(data)
        except ProblemError as error:
            raise error.within(self.file) from None


def read_package(data: bytes, file: str = "", limits: Limits | None = None) -> Package:
    """Open an office file from outside without trusting it.

    Args:
        data: The file.
        file: Its name in messages.
        limits: How large it may be.

    Raises:
        ProblemError: It is not an office file of the current formats, it is protected by
            a password, or it goes beyond a limit.
    """
    limits = limits or Limits()
    place = Place(file=file)
    if len(data) > limits.file_size:
        raise ProblemError([problem("package.too-large", place, most=limits.file_size)])
    if data.startswith(_OLD_FORMAT):
        code = "package.encrypted" if _ENCRYPTED in data else "package.old-format"
        raise ProblemError([problem(code, place)])
    # Counted first, as reading the entries of very many parts takes long; few bytes hold few.
    most = limits.parts
    if len(data) > len(_ENTRY_START) * most and data.count(_ENTRY_START) > most:
        raise ProblemError([problem("package.too-many-parts", place)])
    try:
        directory = _plain_directory(data) or _directory(data)
    except _BROKEN:
        raise ProblemError([problem("package.not-office", place)]) from None
    refusal = _refusal(directory[0], len(data), limits)
    if refusal:
        raise ProblemError([problem(refusal, place)])
    return Package(data, directory, file)


class _Entry(NamedTuple):
    """What the directory of an archive says of a part.

    Attributes:
        name: Its name; what stands behind a NUL is not of it.
        written: Its name as the part repeats it.
        flags: How it is written.
        method: How it is compressed.
        crc: Checksum of its content.
        packed: Its bytes in the archive.
        size: Bytes of its content.
        offset: Where it begins.
    """

    name: str
    written: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int


_Directory = tuple[list[_Entry], int]  # the entries, and where they begin


def _directory(data: bytes) -> _Directory:
    """The directory of any archive."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    entries = [
        _Entry(
            info.filename,
            info.orig_filename,
            info.flag_bits,
            info.compress_type,
            info.CRC,
            info.compress_size,
            info.file_size,
            info.header_offset,
        )
        for info in archive.infolist()
    ]
    return entries, archive.start_dir


def _plain_directory(data: bytes) -> _Directory | None:
    """The directory as most programs write it, several times as fast; None if it is another.

    It fills the file from where it begins to the end record, and has nothing that is optional:
    there is but one way to read it.
    """
    end = len(data) - _END.size
    if end < _ZIP64_SIZE or data.startswith(_ZIP64_START, end - _ZIP64_SIZE):
        return None
    signature, disk, first, count, total, size, start, comment = _END.unpack_from(data, end)
    if (signature, disk, first, total, start + size, comment) != (_END_START, 0, 0, count, end, 0):
        return None
    entries: list[_Entry] = []
    at = start
    while at + _ENTRY.size <= end:
        header = _ENTRY.unpack_from(data, at)
        signature, version, flags, method, crc, packed, size, length, extra, comment, offset = (
            header
        )
        at += _ENTRY.size + length
        written = data[at - length : at]
        if (
            signature != _ENTRY_START
            or version > _NEWEST
            or extra
            or comment
            or b"\0" in written
            or not (flags & _UTF8 or written.isascii())
        ):
            return None
        name = written.decode()
        entries.append(_Entry(name, name, flags, method, crc, packed, size, offset))
    return (entries, start) if at == end and len(entries) == count else None


def _inflated(data: bytes, entry: _Entry, end: int) -> bytes:
    """A part as its entry in the directory declares it; several times as fast as by zipfile."""
    if entry.offset < 0:
        raise zipfile.BadZipFile(entry.name)
    signature, flags, length, extra = _HEADER.unpack_from(data, entry.offset)
    name = entry.offset + _HEADER.size
    start = name + length + extra
    written = data[name : name + length].decode("utf-8" if flags & _UTF8 else "cp437")
    stop = start + entry.packed
    if signature != _LOCAL_START or written != entry.written or stop > end:
        raise zipfile.BadZipFile(entry.name)
    part = data[start:stop]
    if entry.method == zipfile.ZIP_DEFLATED:
        # One byte more than declared would be too many: inflating stops there.
        part = zlib.decompressobj(_RAW_WINDOW).decompress(part, entry.size + 1)
    if len(part) != entry.size or zlib_ng.crc32(part) != entry.crc:
        raise zipfile.BadZipFile(entry.name)
    return part


def _refusal(entries: list[_Entry], size: int, limits: Limits) -> str | None:
    sizes = [entry.size for entry in entries]
    inflated = sum(sizes)
    if (
        inflated > min(limits.inflated_size, size * limits.ratio)
        or max(sizes, default=0) > limits.part_size
    ):
        return "package.inflates"
    flags = 0
    for entry in entries:
        flags |= entry.flags
    if flags & _LOCKED:
        return "package.encrypted"
    names = {entry.name for entry in entries}
    methods = {entry.method for entry in entries}
    if (
        flags & _PATCHED
        or len(names) < len(entries)
        or not methods <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        or _ASTRAY.search("\0".join(["", *names]))
    ):
        return "package.not-office"
    return None


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

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

from docgen.office.xml import parse_xml
from docgen.problems import Place, ProblemError, problem

CONTENT_TYPES: Final = "[Content_Types].xml"

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5HL")
_END: Final = struct.Struct("<4s4H2LH")
_OFFSET: Final = struct.Struct("<L")
_VERSION, _DEFLATED, _UTF8 = 20, 8, 0x800
_LOCAL_START: Final = b"PK\3\4"
_TIME, _DATE = 0, (1 << 5) | 1  # midnight, 1 January 1980: the first moment zip can tell

_RAW_WINDOW: Final = -15
_OLD_FORMAT: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY_START: Final = b"PK\1\2"
# Flags of the entry of a part: encryption in two ways, and patches to a part that is not there.
_LOCKED, _PATCHED = 0x1 | 0x40, 0x20
# An absolute name, or one that leads out of its folder; names are joined by NUL.
_ASTRAY: Final = re.compile(r"(?:^|\0)(?:[/\\]|[A-Za-z]:)|(?:^|[\0/\\])\.\.(?:[\0/\\]|$)")
_LARGEST_KEPT: Final = 100_000
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_offset: Final = attrgetter("header_offset")
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
        inflated_size: Bytes of all its parts together, inflated.
        ratio: Inflated bytes for each byte of the file.
    """

    file_size: int = 50_000_000
    parts: int = 2_000
    inflated_size: int = 200_000_000
    ratio: int = 200


class Package(Mapping[str, bytes]):
    """The parts of an office file by name; each is inflated when it is asked for.

    Attributes:
        file: The file's name in messages.
    """

    def __init__(self, data: bytes, archive: zipfile.ZipFile, file: str) -> None:
        self.file = file
        self._data = data
        infos = archive.infolist()
        self._parts = {info.filename: info for info in infos if not info.filename.endswith("/")}
        # A part ends before the next one in the file begins, the last one before the directory.
        self._ends: dict[str, int] = {}
        end = archive.start_dir
        for info in sorted(infos, key=_offset, reverse=True):
            self._ends[info.filename] = end
            end = info.header_offset

    def __getitem__(self, name: str) -> bytes:
        """Content of a part.

        Raises:
            KeyError: There is no such part.
            ProblemError: It is damaged.
        """
        info = self._parts[name]
        try:
            return _inflated(self._data, info, self._ends[name])
        except _BROKEN:
            found = problem("package.damaged", Place(file=self.file), part=name)
            raise ProblemError([found]) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def xml(self, name: str) -> etree._Element:
        """Root element of a part.

        Raises:
            KeyError: There is no such part.
            ProblemError: It is damaged or not acceptable XML.
        """
        return parse_xml(self[name], Place(file=self.file, field=name))

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
            raise ProblemError(found.within(self.file) for found in error.problems) from None


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
    # Counted first, as reading the entries of very many parts takes long.
    if data.count(_ENTRY_START) > limits.parts:
        raise ProblemError([problem("package.too-many-parts", place)])
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise ProblemError([problem("package.not-office", place)]) from None
    refusal = _refusal(archive.infolist(), len(data), limits)
    if refusal:
        raise ProblemError([problem(refusal, place)])
    return Package(data, archive, file)


def _inflated(data: bytes, info: zipfile.ZipInfo, end: int) -> bytes:
    """A part as its entry in the directory declares it; several times as fast as by zipfile."""
    if info.header_offset < 0:
        raise zipfile.BadZipFile(info.filename)
    signature, _, flags, *_, length, extra = _LOCAL.unpack_from(data, info.header_offset)
    name = info.header_offset + _LOCAL.size
    start = name + length + extra
    written = data[name : name + length].decode("utf-8" if flags & _UTF8 else "cp437")
    stop = start + info.compress_size
    if signature != _LOCAL_START or written != info.orig_filename or stop > end:
        raise zipfile.BadZipFile(info.filename)
    part = data[start:stop]
    if info.compress_type == zipfile.ZIP_DEFLATED:
        # One byte more than declared would be too many: inflating stops there.
        part = zlib.decompressobj(_RAW_WINDOW).decompress(part, info.file_size + 1)
    if len(part) != info.file_size or zlib_ng.crc32(part) != info.CRC:
        raise zipfile.BadZipFile(info.filename)
    return part


def _refusal(infos: list[zipfile.ZipInfo], size: int, limits: Limits) -> str | None:
    inflated = sum([info.file_size for info in infos])
    if inflated > limits.inflated_size or inflated > size * limits.ratio:
        return "package.inflates"
    flags = 0
    for info in infos:
        flags |= info.flag_bits
    if flags & _LOCKED:
        return "package.encrypted"
    names = {info.filename for info in infos}
    methods = {info.compress_type for info in infos}
    if (
        flags & _PATCHED
        or len(names) < len(infos)
        or not methods <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        or _ASTRAY.search("\0".join(names))
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

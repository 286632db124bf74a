"""The zip archive of an office file: written from compressed parts, and read with distrust."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

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
_TIME, _DATE = 0, (1 << 5) | 1  # midnight, 1 January 1980: the first moment zip can tell

_RAW_WINDOW: Final = -15
_OLD_FORMAT: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
# All that zipfile raises over bytes that are no proper archive.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class Member:
    """A part of an archive, already compressed.

    Attributes:
        name: Its name, with ``/`` between folders.
        raw: The data as a raw deflate stream.
        crc: CRC-32 of the data.
        size: Size of the data in bytes.
    """

    name: str
    raw: bytes
    crc: int
    size: int

    @cached_property
    def local(self) -> bytes:
        """The member as it stands in the archive: local header, name and compressed data."""
        name, header = self._header
        return _LOCAL.pack(b"PK\3\4", *header, len(name), 0) + name + self.raw

    @cached_property
    def directory(self) -> tuple[bytes, bytes]:
        """Its entry in the central directory: what stands before its offset, and after."""
        name, header = self._header
        entry = _CENTRAL.pack(b"PK\1\2", _VERSION, *header, len(name), 0, 0, 0, 0, 0)
        return entry, name

    @property
    def _header(self) -> tuple[bytes, tuple[int, ...]]:
        flags = 0 if self.name.isascii() else _UTF8
        sizes = (self.crc, len(self.raw), self.size)
        return self.name.encode(), (_VERSION, flags, _DEFLATED, _TIME, _DATE, *sizes)


def deflate(name: str, data: bytes, level: int = 2) -> Member:
    """Compress a part.

    Args:
        name: Its name in the archive.
        data: Its content.
        level: 2, nearly the fastest, for a part of one document; 9 for one that many share.
    """
    raw = zlib_ng.compress(data, level, _RAW_WINDOW)
    return Member(name, raw, zlib_ng.crc32(data), len(data))


def write_archive(members: Iterable[Member]) -> bytes:
    """A zip archive of the members in their order, the same bytes for the same members."""
    parts: list[bytes] = []
    entries: list[bytes] = []
    offset = 0
    for member in members:
        local = member.local
        entry, name = member.directory
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

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.file = file
        self._archive = archive
        self._parts = {
            info.filename: info for info in archive.infolist() if not info.filename.endswith("/")
        }

    def __getitem__(self, name: str) -> bytes:
        """Content of a part.

        Raises:
            KeyError: There is no such part.
            ProblemError: It is damaged.
        """
        info = self._parts[name]
        try:
            # zipfile stops at the size that the directory declares, which was checked.
            return self._archive.read(info)
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
        return {
            override.get("PartName", "").removeprefix("/"): override.get("ContentType", "")
            for override in self.xml(CONTENT_TYPES).iterfind("{*}Override")
        }


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
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise ProblemError([problem("package.not-office", place)]) from None
    refusal = _refusal(archive.infolist(), len(data), limits)
    if refusal:
        raise ProblemError([problem(refusal, place)])
    return Package(archive, file)


def _refusal(infos: list[zipfile.ZipInfo], size: int, limits: Limits) -> str | None:
    inflated = sum(info.file_size for info in infos)
    if len(infos) > limits.parts:
        return "package.too-many-parts"
    if inflated > limits.inflated_size or inflated > size * limits.ratio:
        return "package.inflates"
    if any(info.flag_bits & 1 for info in infos):
        return "package.encrypted"
    methods = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    names = {info.filename for info in infos}
    if len(names) < len(infos) or any(info.compress_type not in methods for info in infos):
        return "package.not-office"
    return None

"""The zip archive of an office file: written from compressed parts, and read with distrust."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
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
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
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

    def __init__(self, data: bytes, infos: Iterable[zipfile.ZipInfo], file: str) -> None:
        self.file = file
        self._data = data
        self._parts = {info.filename: info for info in infos if not info.filename.endswith("/")}

    def __getitem__(self, name: str) -> bytes:
        """Content of a part.

        Raises:
            KeyError: There is no such part.
            ProblemError: It is damaged.
        """
        info = self._parts[name]
        try:
            return _inflated(self._data, info)
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
            for override in self.xml(CONTENT_TYPES).iterchildren("{*}Override")
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
    return Package(data, archive.infolist(), file)


def _inflated(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """A part as its entry in the directory declares it; several times as fast as by zipfile."""
    signature, *_, name, extra = _LOCAL.unpack_from(data, info.header_offset)
    start = info.header_offset + _LOCAL.size + name + extra
    part = data[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_DEFLATED:
        # One byte more than declared would be too many: inflating stops there.
        part = zlib.decompressobj(_RAW_WINDOW).decompress(part, info.file_size + 1)
    if (signature, len(part), zlib_ng.crc32(part)) != (_LOCAL_START, info.file_size, info.CRC):
        raise zipfile.BadZipFile(info.filename)
    return part


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

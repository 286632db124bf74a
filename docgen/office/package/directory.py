"""The directory of a zip archive, read with distrust, and parts inflated as it declares them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple, cast

from zlib_ng import zlib_ng

RAW_WINDOW: Final = -15
"""Window of deflate without a header of its own, as zip has it."""

UTF8: Final = 0x800
"""Flag of a part whose name is written in UTF-8."""

# What matters to reading: of a local header, of an entry with its offset, and of the end record.
_HEADER: Final = struct.Struct("<4s2xH18x2H")
_ENTRY: Final = struct.Struct("<4s2x3H4x3L3H8xL")
_END: Final = struct.Struct("<4s4H2LH")
_HEADER_START, _ENTRY_START, _END_START = b"PK\3\4", b"PK\1\2", b"PK\5\6"
_ZIP64_START: Final = b"PK\6\7"
_ZIP64_SIZE: Final = 20  # of what then stands before the end record
_NEWEST: Final = 20  # version of the format that deflated parts need
# Flags of the entry of a part: encryption in two ways, and patches to a part that is not there.
_LOCKED, _PATCHED = 0x1 | 0x40, 0x20
_LARGEST_KEPT: Final = 10_000  # what is kept comes from outside
_PIECE: Final = 1 << 17  # bytes of a part that is inflated bit by bit
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# An absolute name, or one that leads out of its folder; each name comes behind a NUL.
_ASTRAY: Final = re.compile(r"[\0/\\](?:(?<=\0)(?:[/\\]|[A-Za-z]:)|\.\.(?:[\0/\\]|$))")
_offset: Final = attrgetter("offset")
# All that zipfile and zlib-ng raise over bytes that are no proper archive.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    cast("type[Exception]", zlib_ng.error),  # its stub names an instance
    struct.error,
    EOFError,
    OverflowError,
    RuntimeError,
    ValueError,
)


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


class BrokenArchiveError(Exception):
    """Bytes are no proper archive."""


class Entry(NamedTuple):
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


class ZipDirectory:
    """The parts of an archive by name.

    Attributes:
        parts: Their entries, folders left out.

    Args:
        data: The archive.

    Raises:
        BrokenArchiveError: It is none.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._entries, end = _plain_entries(data) or _entries(data)
        except _BROKEN as error:
            raise BrokenArchiveError(str(error)) from None
        self.parts = {one.name: one for one in self._entries if not one.name.endswith("/")}
        # A part ends before the next one in the file begins, the last one before the directory.
        self._ends: dict[str, int] = {}
        for entry in sorted(self._entries, key=_offset, reverse=True):
            self._ends[entry.name] = end
            end = min(end, entry.offset)

    @staticmethod
    def is_longer(data: bytes, most: int) -> bool:
        """Whether an archive has more parts than these, told before their entries are read."""
        return len(data) > len(_ENTRY_START) * most and data.count(_ENTRY_START) > most

    def refusal(self, limits: Limits) -> str | None:
        """Code of the problem for which an archive is not to be opened; None if it may be."""
        entries = self._entries
        sizes = [entry.size for entry in entries]
        most = min(limits.inflated_size, len(self._data) * limits.ratio)
        if sum(sizes) > most or max(sizes, default=0) > limits.part_size:
            return "package.inflates"
        flags = 0
        for entry in entries:
            flags |= entry.flags
        if flags & _LOCKED:
            return "package.encrypted"
        names = {entry.name for entry in entries}
        if (
            flags & _PATCHED
            or len(names) < len(entries)
            or not _METHODS.issuperset([entry.method for entry in entries])
            or _ASTRAY.search("\0".join(["", *names]))
        ):
            return "package.not-office"
        return None

    def inflated(self, name: str, shared: bool = False) -> bytes:
        """Content of a part as the directory declares it.

        Args:
            name: Its name.
            shared: Whether it is the same in many archives, and worth keeping.

        Raises:
            KeyError: There is no such part.
            BrokenArchiveError: It is not as it was declared.
        """
        entry = self.parts[name]
        try:
            packed = self._packed(entry)
            kept = shared and max(entry.packed, entry.size) <= _LARGEST_KEPT
            return (_kept_content if kept else _content)(
                packed, entry.method, entry.size, entry.crc
            )
        except _BROKEN as error:
            raise BrokenArchiveError(str(error)) from None

    def pieces(self, name: str) -> Iterator[bytes]:
        """Content of a part bit by bit, for one that is too long to be held.

        Args:
            name: Its name.

        Raises:
            KeyError: There is no such part.
            BrokenArchiveError: It is not as it was declared, which may show at its end only.
        """
        entry = self.parts[name]
        crc = size = 0
        try:
            for piece in _pieces(self._packed(entry), entry.method):
                size += len(piece)
                crc = zlib_ng.crc32(piece, crc)
                if size > entry.size:
                    raise zipfile.BadZipFile(name)
                yield piece
            if (size, crc) != (entry.size, entry.crc):
                raise zipfile.BadZipFile(name)
        except _BROKEN as error:
            raise BrokenArchiveError(str(error)) from None

    def _packed(self, entry: Entry) -> bytes:
        """A part as it stands in the archive, behind a header that must agree with its entry."""
        if entry.offset < 0:
            raise zipfile.BadZipFile(entry.name)
        signature, flags, length, extra = _HEADER.unpack_from(self._data, entry.offset)
        name = entry.offset + _HEADER.size
        start = name + length + extra
        written = self._data[name : name + length].decode("utf-8" if flags & UTF8 else "cp437")
        stop = start + entry.packed
        if signature != _HEADER_START or written != entry.written or stop > self._ends[entry.name]:
            raise zipfile.BadZipFile(entry.name)
        return self._data[start:stop]


_Entries = tuple[Sequence[Entry], int]  # the entries, and where they begin


def _entries(data: bytes) -> _Entries:
    """The entries of any archive."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    entries = [
        Entry(
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


def _plain_entries(data: bytes) -> _Entries | None:
    """The entries as most programs write them, several times as fast; None if it is otherwise.

    They fill the file from where they begin to the end record, and have nothing that is optional:
    there is but one way to read them.
    """
    end = len(data) - _END.size
    if end < _ZIP64_SIZE or data.startswith(_ZIP64_START, end - _ZIP64_SIZE):
        return None
    signature, disk, first, count, total, size, start, comment = _END.unpack_from(data, end)
    if (signature, disk, first, total, start + size, comment) != (_END_START, 0, 0, count, end, 0):
        return None
    entries: list[Entry] = []
    at, unpack, length = start, _ENTRY.unpack_from, _ENTRY.size
    while at + length <= end:
        signature, version, flags, method, crc, packed, size, named, extra, comment, offset = (
            unpack(data, at)
        )
        begin = at + length
        at = begin + named
        written = data[begin:at]
        if signature != _ENTRY_START or version > _NEWEST or extra or comment or b"\0" in written:
            return None
        if not (written.isascii() or flags & UTF8):
            return None
        name = written.decode()
        entries.append(Entry(name, name, flags, method, crc, packed, size, offset))
    return (entries, start) if at == end and len(entries) == count else None


def _content(packed: bytes, method: int, size: int, crc: int) -> bytes:
    """A part inflated, several times as fast as by zipfile."""
    content = packed
    if method == zipfile.ZIP_DEFLATED:
        # One byte more than declared would be too many: inflating stops there.
        content = zlib_ng.decompressobj(RAW_WINDOW).decompress(packed, size + 1)
    if len(content) != size or zlib_ng.crc32(content) != crc:
        raise zipfile.BadZipFile
    return content


def _pieces(packed: bytes, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        for start in range(0, len(packed), _PIECE):
            yield packed[start : start + _PIECE]
        return
    inflater = zlib_ng.decompressobj(RAW_WINDOW)
    while not inflater.eof and (piece := inflater.decompress(packed, _PIECE)):
        yield piece
        packed = inflater.unconsumed_tail


_kept_content: Final = lru_cache(maxsize=64)(_content)

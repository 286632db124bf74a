"""The parts of a zip archive from outside, inflated as its directory declares them.

What an archive may not do stands here, once, for office files and zipped folders alike: parts
that overlap, that inflate further than they declare, or whose names lead elsewhere.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple

from zlib_ng import zlib_ng

from docgen.office.package.entries import (
    BROKEN,
    UTF8,
    BrokenArchiveError,
    Entry,
    entries_of,
    folded,
)

RAW_WINDOW: Final = -15
"""Window of deflate without a header of its own, as zip has it."""

_HEADER: Final = struct.Struct("<4s2xH18x2H")  # what matters to reading
_HEADER_START: Final = b"PK\3\4"
# Flags of the entry of a part: encryption in two ways, and patches to a part that is not there.
_LOCKED, _PATCHED = 0x1 | 0x40, 0x20
_LARGEST_KEPT: Final = 10_000  # what is kept comes from outside
_PIECE: Final = 1 << 17  # bytes of a part that is inflated bit by bit
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# A name on a drive, or one that leads out of its folder; each name comes behind a NUL.
_ASTRAY: Final = re.compile(r"[\0/](?:(?<=\0)[A-Za-z]:|\.\.(?:[\0/]|$))")
# What a form shows and no reader looks at; a white picture inflates beyond any measure.
_PICTURES: Final = tuple(
    f".{ending}"
    for ending in ("bmp", "dib", "emf", "wmf", "png", "jpg", "jpeg", "gif", "tif", "tiff", "bin")
)
_offset: Final = attrgetter("offset")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file from outside may be; pictures that go beyond are not read.

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


class RawPart(NamedTuple):
    """A part as it stands in the archive.

    Attributes:
        entry: What the directory says of it.
        packed: Its compressed bytes.
    """

    entry: Entry
    packed: bytes


class ZipDirectory:
    """The parts of an archive by name.

    Attributes:
        data: The archive.
        entries: All entries in their order, folders and names that come twice among them.
        parts: The entries of parts by name, folders left out.
        closed: Names of pictures that inflate beyond the limits, and so are not to be read.

    Args:
        data: The archive.

    Raises:
        BrokenArchiveError: It is none.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.entries: Sequence[Entry]
        self.entries, end = entries_of(data)
        self.parts = {one.name: one for one in self.entries if not one.name.endswith("/")}
        self.closed: frozenset[str] = frozenset()
        # A part ends before the next one in the file begins, the last one before the directory.
        self._ends: dict[int, int] = {}
        for entry in sorted(self.entries, key=_offset, reverse=True):
            self._ends[entry.offset] = end
            end = min(end, entry.offset)

    def refusal(self, limits: Limits) -> str | None:
        """Code of the problem for which an archive is not to be opened; None if it may be."""
        entries = self.entries
        if self._is_beyond(limits, entries):
            self.closed = frozenset(one.name for one in entries if _is_picture(one.name))
            if self._is_beyond(limits, [one for one in entries if one.name not in self.closed]):
                return "package.inflates"
        names = "\0".join([entry.name for entry in entries])
        may_be = _kept_names if len(names) <= _LARGEST_KEPT else _names_may_be
        flags = 0
        for entry in entries:
            flags |= entry.flags
        if flags & _LOCKED:
            return "package.encrypted"
        if (
            flags & _PATCHED
            or not _METHODS.issuperset([entry.method for entry in entries])
            or not may_be(names)
        ):
            return "package.not-office"
        return None

    def _is_beyond(self, limits: Limits, entries: Sequence[Entry]) -> bool:
        sizes = [entry.size for entry in entries]
        most = min(limits.inflated_size, len(self.data) * limits.ratio)
        return sum(sizes) > most or max(sizes, default=0) > limits.part_size

    def inflated(self, name: str, shared: bool = False) -> bytes:
        """Content of a part as the directory declares it.

        Args:
            name: Its name.
            shared: Whether it is the same in many archives, and worth keeping.

        Raises:
            KeyError: There is no such part.
            BrokenArchiveError: It is not as it was declared.
        """
        return self.content(self.parts[name], shared)

    def content(self, entry: Entry, shared: bool = False) -> bytes:
        """Content of an entry as the directory declares it.

        Args:
            entry: The entry.
            shared: Whether it is the same in many archives, and worth keeping.

        Raises:
            BrokenArchiveError: It is not as it was declared.
        """
        try:
            packed = self._packed(entry)
            kept = shared and max(entry.packed, entry.size) <= _LARGEST_KEPT
            return (_kept_content if kept else _content)(
                packed, entry.method, entry.size, entry.crc
            )
        except BROKEN as error:
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
        try:
            yield from _checked_pieces(entry, self._packed(entry))
        except BROKEN as error:
            raise BrokenArchiveError(str(error)) from None

    def raw(self, name: str) -> RawPart:
        """A part as it stands in the archive, for one that is handed on and not read.

        Args:
            name: Its name.

        Raises:
            KeyError: There is no such part.
            BrokenArchiveError: It is not where the directory says.
        """
        entry = self.parts[name]
        try:
            return RawPart(entry, self._packed(entry))
        except BROKEN as error:
            raise BrokenArchiveError(str(error)) from None

    def _packed(self, entry: Entry) -> bytes:
        """A part as it stands in the archive, behind a header that must agree with its entry."""
        if entry.offset < 0 or entry.method not in _METHODS:
            raise zipfile.BadZipFile(entry.name)
        signature, flags, length, extra = _HEADER.unpack_from(self.data, entry.offset)
        name = entry.offset + _HEADER.size
        start = name + length + extra
        encoding = "utf-8" if flags & UTF8 else "cp437"
        written = self.data[name : name + length].decode(encoding)
        stop, end = start + entry.packed, self._ends[entry.offset]
        if signature != _HEADER_START or written != entry.written or stop > end:
            raise zipfile.BadZipFile(entry.name)
        return self.data[start:stop]


def _names_may_be(joined: str) -> bool:
    """Whether names, joined by NUL, are each the name of one entry and lead nowhere else."""
    names = joined.split("\0")
    return len(set(map(folded, names))) == len(names) and not _ASTRAY.search(f"\0{joined}")


# They are the same in every copy of a form.
_kept_names: Final = lru_cache(maxsize=64)(_names_may_be)


def _is_picture(name: str) -> bool:
    """Whether a part is a picture or the like, by its name: nothing that is read as text."""
    return name.lower().endswith(_PICTURES)


def _content(packed: bytes, method: int, size: int, crc: int) -> bytes:
    """A part inflated, several times as fast as by zipfile."""
    content = packed
    if method == zipfile.ZIP_DEFLATED:
        # One byte more than declared would be too many: inflating stops there.
        content = zlib_ng.decompressobj(RAW_WINDOW).decompress(packed, size + 1)
    if len(content) != size or zlib_ng.crc32(content) != crc:
        raise zipfile.BadZipFile
    return content


def _checked_pieces(entry: Entry, packed: bytes) -> Iterator[bytes]:
    crc = size = 0
    for piece in _pieces(packed, entry.method):
        size += len(piece)
        crc = zlib_ng.crc32(piece, crc)
        if size > entry.size:
            raise zipfile.BadZipFile(entry.name)
        yield piece
    if (size, crc) != (entry.size, entry.crc):
        raise zipfile.BadZipFile(entry.name)


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

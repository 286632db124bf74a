"""The streams of a compound file (OLE, as .doc and .xls are), read with distrust."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER: Final = struct.Struct("<30xH16xL4xL8xL4x109L")
_ENTRY: Final = struct.Struct("<64sHBxLLL36xLL4x")
_NUMBER: Final = struct.Struct("<L")
_IN_HEADER: Final = 109  # sectors of the allocation table that the header names
_SECTOR_SHIFTS: Final = (9, 12)
_STREAM, _ROOT = 2, 5
# A form has some ten entries; one that embeds objects has some more.
_MOST_ENTRIES: Final = 4096


class _Entry(NamedTuple):
    """An entry of the directory: a tree of which every storage has one of its own."""

    padded: bytes
    length: int
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int

    @property
    def name(self) -> str:
        return self.padded[: max(self.length - 2, 0)].decode("utf-16-le", "replace")


def stream_starts(data: bytes) -> dict[str, bytes]:
    """The streams at the top of a compound file, each with what stands in its first sector.

    That of a short stream is empty; a damaged file has fewer streams, or none.
    """
    try:
        return _Compound(data).stream_starts()
    except (struct.error, IndexError, ValueError):
        return {}


class _Compound:
    def __init__(self, data: bytes) -> None:
        shift, directory, cutoff, more, *table = _HEADER.unpack_from(data)
        if shift not in _SECTOR_SHIFTS:
            raise ValueError(shift)
        self._data = data
        self._size = 1 << shift
        self._directory = directory
        self._cutoff = cutoff
        self._table = [*table, *self._rest_of_table(more)]

    def stream_starts(self) -> dict[str, bytes]:
        """The streams that are no part of an embedded object."""
        entries = list(self._entries())
        starts: dict[str, bytes] = {}
        seen: set[int] = set()
        ahead = [entry.child for entry in entries[:1] if entry.kind == _ROOT]
        while ahead:
            number = ahead.pop()
            if number in seen or number >= len(entries):
                continue
            seen.add(number)
            entry = entries[number]
            ahead += (entry.left, entry.right)
            if entry.kind == _STREAM:
                long = entry.size >= self._cutoff
                starts[entry.name] = self._sector(entry.start) if long else b""
        return starts

    def _entries(self) -> Iterator[_Entry]:
        sector = self._directory
        for _ in range(_MOST_ENTRIES * _ENTRY.size // self._size):
            part = self._sector(sector)
            if len(part) < self._size:
                return
            yield from map(_Entry._make, _ENTRY.iter_unpack(part))
            sector = self._next(sector)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _next(self, sector: int) -> int:
        """The sector that follows another, as the allocation table says."""
        part, at = divmod(sector * _NUMBER.size, self._size)
        (following,) = _NUMBER.unpack_from(self._sector(self._table[part]), at)
        return int(following)

    def _rest_of_table(self, sector: int) -> Iterator[int]:
        """The sectors of the allocation table that the header has no room for."""
        numbers = self._size // _NUMBER.size
        for _ in range(len(self._data) // self._size // numbers // numbers + 1):
            part = self._sector(sector)
            if len(part) < self._size:
                return
            *named, (sector,) = _NUMBER.iter_unpack(part)
            yield from (number for (number,) in named)

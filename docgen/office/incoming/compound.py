"""The streams of a compound file (OLE, as .doc and .xls are), read with distrust."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from typing import Final

import olefile

SIGNATURE: Final = olefile.MAGIC

_SHIFT, _TABLE_SECTORS = struct.Struct("<30xH"), struct.Struct("<44xL")
_SECTOR_SHIFTS: Final = (9, 12)
_NUMBERS_OF_A_SECTOR: Final = 4  # bytes of each
_IN_HEADER: Final = 109  # sectors of the allocation table that the header names
# A form has some ten entries; one that embeds objects has some more.
_MOST_ENTRIES: Final = 4096
_START: Final = 512  # bytes of a stream that tell what it is


class _Bounded(olefile.OleFileIO):  # type: ignore[misc]  # it has no types
    """A compound file whose directory is no longer than that of any document."""

    _left = _MOST_ENTRIES

    def _load_direntry(self, sid: int) -> object:
        self._left -= 1
        if self._left < 0:
            raise olefile.OleFileError("too many entries")
        return super()._load_direntry(sid)


def stream_starts(data: bytes) -> dict[str, bytes]:
    """The streams at the top of a compound file, each with its first bytes.

    Names are in small letters, as they differ by more than their case. A damaged file has fewer
    streams, or none.
    """
    if not _is_sound(data):
        return {}
    try:
        compound = _Bounded(io.BytesIO(data))
        streams = [one for one in compound.root.kids if one.entry_type == olefile.STGTY_STREAM]
    except Exception:  # whatever a damaged file leads the library to
        return {}
    return {one.name.lower(): _start(compound, one.name) for one in streams}


def storages(data: bytes) -> list[str]:
    """The storages at the top of a compound file, in small letters; none of a damaged one."""
    if not _is_sound(data):
        return []
    try:
        kids = _Bounded(io.BytesIO(data)).root.kids
        return [one.name.lower() for one in kids if one.entry_type == olefile.STGTY_STORAGE]
    except Exception:  # whatever a damaged file leads the library to
        return []


def whole_streams(data: bytes, names: Sequence[str]) -> list[bytes]:
    """The streams at the top of a compound file that have some names, as far as they are whole.

    Args:
        data: The file.
        names: The names, in small letters.
    """
    if not _is_sound(data):
        return []
    found: list[bytes] = []
    try:
        compound = _Bounded(io.BytesIO(data))
        for one in compound.root.kids:
            if one.entry_type == olefile.STGTY_STREAM and one.name.lower() in names:
                with compound.openstream([one.name]) as stream:
                    found.append(stream.read())
    except Exception:  # whatever a damaged file leads the library to
        return found
    return found


def _start(compound: _Bounded, name: str) -> bytes:
    try:
        with compound.openstream([name]) as stream:
            return bytes(stream.read(_START))
    except Exception:  # as above
        return b""


def _is_sound(data: bytes) -> bool:
    """Whether a file may be as large as its header says, which the library believes."""
    if len(data) < olefile.MINIMAL_OLEFILE_SIZE:
        return False
    (shift,), (sectors,) = _SHIFT.unpack_from(data), _TABLE_SECTORS.unpack_from(data)
    if shift not in _SECTOR_SHIFTS:
        return False
    of_a_sector = (1 << shift) // _NUMBERS_OF_A_SECTOR
    return bool(sectors <= _IN_HEADER + (len(data) >> shift) // of_a_sector)

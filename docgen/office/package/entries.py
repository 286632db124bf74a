"""What the directory of a zip archive says of its entries, read with distrust."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from typing import Final, NamedTuple, cast

from zlib_ng import zlib_ng

_UPPER: Final = re.compile("[A-Z]+")
UTF8: Final = 0x800
"""Flag of an entry whose name is written in UTF-8."""

BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    cast("type[Exception]", zlib_ng.error),  # its stub names an instance
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    UnicodeDecodeError,
)
"""All that zipfile and zlib-ng raise over bytes that are no proper archive."""

# What zipfile raises besides, over a directory that cannot be.
_BROKEN_DIRECTORY: Final = (*BROKEN, OSError, RuntimeError, ValueError)

# What matters to reading: of an entry with its offset, and of the end record.
_ENTRY: Final = struct.Struct("<4s2x3H4x3L3H4x2L")
_END: Final = struct.Struct("<4s4H2LH")
_ENTRY_START, _END_START = b"PK\1\2", b"PK\5\6"
_ZIP64_START: Final = b"PK\6\7"
_ZIP64_SIZE: Final = 20  # of what then stands before the end record
_NEWEST: Final = 20  # version of the format that deflated parts need


class BrokenArchiveError(Exception):
    """Bytes are no proper archive."""


class Entry(NamedTuple):
    """What the directory of an archive says of a part.

    Attributes:
        name: Its name, with slashes and none at its beginning; what stands behind a NUL is not
            of it.
        written: Its name as the part repeats it.
        flags: How it is written.
        method: How it is compressed.
        crc: Checksum of its content.
        packed: Its bytes in the archive.
        size: Bytes of its content.
        attributes: What the system that packed it says of it.
        offset: Where it begins.
        extra: What else its program adds.
    """

    name: str
    written: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    attributes: int
    offset: int
    extra: bytes = b""


Entries = tuple[Sequence[Entry], int]
"""The entries of an archive, and where they begin."""


def is_longer(data: bytes, most: int) -> bool:
    """Whether an archive has more entries than these, told before they are read."""
    return len(data) > len(_ENTRY_START) * most and data.count(_ENTRY_START) > most


def entries_of(data: bytes) -> Entries:
    """The entries of an archive.

    Args:
        data: The archive.

    Raises:
        BrokenArchiveError: It is none.
    """
    return _plain_entries(data) or _entries(data)


def _entries(data: bytes) -> Entries:
    """The entries of any archive."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN_DIRECTORY as error:
        raise BrokenArchiveError(str(error)) from None
    entries = [
        Entry(
            # Some programs write names as their system has them.
            info.filename.replace("\\", "/").lstrip("/"),
            info.orig_filename,
            info.flag_bits,
            info.compress_type,
            info.CRC,
            info.compress_size,
            info.file_size,
            info.external_attr,
            info.header_offset,
            info.extra,
        )
        for info in archive.infolist()
    ]
    return entries, archive.start_dir


def _plain_entries(data: bytes) -> Entries | None:
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
    names: list[str] = [""]
    at, unpack, length = start, _ENTRY.unpack_from, _ENTRY.size
    while at + length <= end:
        found = unpack(data, at)
        signature, version, flags, method, crc, packed, size, named, extra, comment = found[:10]
        begin = at + length
        at = begin + named
        written = data[begin:at]
        if signature != _ENTRY_START or version > _NEWEST or extra or comment:
            return None
        if not (written.isascii() or flags & UTF8):
            return None
        try:
            name = written.decode()
        except UnicodeDecodeError:
            return None
        names.append(name)
        entries.append(Entry(name, name, flags, method, crc, packed, size, found[10], found[11]))
    whole = "\0".join(names)
    if "\\" in whole or "\0/" in whole or whole.count("\0") != len(entries):
        return None
    return (entries, start) if at == end and len(entries) == count else None


def folded(name: str) -> str:
    """The name of a part as names are compared: ASCII letters alike (ECMA-376-2, 6.2.2)."""
    return name.lower() if name.isascii() else _UPPER.sub(lambda one: one[0].lower(), name)

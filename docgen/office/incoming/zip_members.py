"""The members of any zip archive from outside, inflated no further than they declare."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Final

_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# All that zipfile and zlib raise over bytes that are no proper archive.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_ENTRY: Final = b"PK\1\2"
# Opening an archive with so many entries takes half a second.
_MOST_ENTRIES: Final = 60_000


def is_crowded(data: bytes) -> bool:
    """Whether an archive may have more entries, with those of archives in it, than any of ours."""
    return data.count(_ENTRY) > _MOST_ENTRIES


def open_zip(data: bytes) -> zipfile.ZipFile | None:
    """An archive, opened; None if it is damaged."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        return None


def member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int | None = None
) -> bytes | None:
    """Content of a member.

    Args:
        archive: The archive.
        info: The member's entry in its directory.
        most: How many bytes are wanted; all that the entry declares if None.

    Returns:
        The content; None if it is damaged or packed in an unusual way.
    """
    if info.compress_type not in _METHODS:
        return None
    wanted = info.file_size if most is None else min(most, info.file_size)
    try:
        with archive.open(info) as stream:
            content = stream.read(wanted)  # without a number it would inflate all there is
    except _BROKEN:
        return None
    return content if len(content) == wanted else None

"""What may happen to an archive: its parts renamed, lost, doubled; its headers wrong."""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
from collections.abc import Callable

Parts = list[tuple[str, bytes]]


def unpacked(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names that stand there twice are meant
        with zipfile.ZipFile(stream, "w", method, compresslevel=1) as archive:
            for name, content in parts:
                archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def _repacked(data: bytes, rng: random.Random, change: Callable[[Parts], object]) -> bytes:
    parts = unpacked(data)
    change(parts)
    return packed(parts)


def rename_part(data: bytes, rng: random.Random) -> bytes:
    def change(parts: Parts) -> None:
        at = rng.randrange(len(parts))
        name = parts[at][0]
        others = (
            name.upper(),
            "/" + name,
            "../" + name,
            name + "\0",
            "x/" + name,
            "[trash]/0000.dat",
        )
        parts[at] = rng.choice((*others, rng.choice(parts)[0])), parts[at][1]

    return _repacked(data, rng, change)


def drop_part(data: bytes, rng: random.Random) -> bytes:
    return _repacked(data, rng, lambda parts: parts.pop(rng.randrange(len(parts))))


def repeat_part(data: bytes, rng: random.Random) -> bytes:
    def change(parts: Parts) -> None:
        name, content = rng.choice(parts)
        other = rng.choice((content, b"", rng.randbytes(20)))
        parts.insert(rng.randrange(len(parts) + 1), (name, other))

    return _repacked(data, rng, change)


def swap_parts(data: bytes, rng: random.Random) -> bytes:
    def change(parts: Parts) -> None:
        one, other = rng.randrange(len(parts)), rng.randrange(len(parts))
        (name, content), (other_name, other_content) = parts[one], parts[other]
        parts[one], parts[other] = (name, other_content), (other_name, content)

    return _repacked(data, rng, change)


def shuffle_parts(data: bytes, rng: random.Random) -> bytes:
    return _repacked(data, rng, rng.shuffle)


def other_method(data: bytes, rng: random.Random) -> bytes:
    method = rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    return packed(unpacked(data), method)


def nest(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 1, 2, 4))):
        data = packed([(rng.choice(("甲.xlsx", "a/b.docx", "c.zip")), data)])
    return data


def wrong_header(data: bytes, rng: random.Random) -> bytes:
    """A wrong size, checksum, method, flag, length or offset in a header."""
    changed = bytearray(data)
    kind = rng.choice((b"PK\1\2", b"PK\3\4", b"PK\5\6"))
    start = rng.choice([found.start() for found in re.finditer(re.escape(kind), data)])
    field = rng.choice((4, 6, 8, 10, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 38, 42))
    if start + field + 4 <= len(changed):
        value = rng.choice((0, 1, 0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF, rng.getrandbits(32)))
        width = rng.choice((1, 2, 4))
        changed[start + field : start + field + width] = struct.pack("<L", value)[:width]
    return bytes(changed)

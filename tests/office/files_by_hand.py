"""Files made byte by byte, as no program at hand makes them: compound files, zips, OpenDocument."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

from docgen.office.soffice.convert import convert

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512

ODF_TEXT = "application/vnd.oasis.opendocument.text"
ODF_SHEET = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        **{name: name for name in ("office", "text", "table")},
        "draw": "drawing",
        "svg": "svg-compatible",
    }.items()
)
NAMESPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink"'


def compound_file(streams: dict[str, bytes], directory_at_end: bool = False) -> bytes:
    """A compound file with the streams at its top, none of them short."""
    names = ["Root Entry", *streams]
    directory_size = -(-len(names) * 128 // SECTOR)
    bodies = [
        body.ljust(-(-max(len(body), 4096) // SECTOR) * SECTOR, b"\0") for body in streams.values()
    ]
    table = [TABLE]
    starts = []
    sectors = b""
    directory = 1
    if directory_at_end:
        directory += sum(map(len, bodies)) // SECTOR
    else:
        table += [*range(2, directory_size + 1), END]
    for body in bodies:
        starts.append(len(table))
        count = len(body) // SECTOR
        table += [*range(len(table) + 1, len(table) + count), END]
        sectors += body
    if directory_at_end:
        table += [*range(directory + 1, directory + directory_size), END]
    entries = b""
    for number, name in enumerate(names):
        encoded = name.encode("utf-16-le")
        root = number == 0
        right = number + 1 if 0 < number < len(names) - 1 else FREE
        links = (FREE, right, 1 if root else FREE)
        start, size = (END, 0) if root else (starts[number - 1], len(bodies[number - 1]))
        entries += struct.pack(
            "<64sHBBLLL36xLLL",
            encoded,
            len(encoded) + 2,
            5 if root else 2,
            1,
            *links,
            start,
            size,
            0,
        )
    entries = entries.ljust(directory_size * SECTOR, b"\0")
    header = struct.pack(
        "<8s16xHHHHH6xLLLLLLLLL109L",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0),
        *(1, directory, 0, 4096, END, 0, END, 0),
        *(0, *[FREE] * 108),
    )
    allocation = struct.pack("<128L", *table, *[FREE] * (128 - len(table)))
    parts = (sectors, entries) if directory_at_end else (entries, sectors)
    return header + allocation + b"".join(parts)


def zip_of(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def zip_by_hand(
    *members: tuple[bytes, bytes],
    flags: int = 0,
    extra: bytes = b"",
    attributes: int = 0,
    declared: int | None = None,
    copies: int = 1,
) -> bytes:
    """A zip archive whose names are raw bytes, and which may lie about sizes."""
    body = directory = b""
    for name, content in members:
        raw = zlib.compress(content, 9)[2:-4]
        size = len(content) if declared is None else declared
        fixed = (20, flags, 8, 0, 33, zlib.crc32(content), len(raw), size, len(name), len(extra))
        offset = len(body)
        body += struct.pack("<4s5H3L2H", b"PK\3\4", *fixed) + name + extra + raw
        entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 0x314, *fixed, 0, 0, 0, attributes, offset)
        directory += (entry + name + extra) * copies
    count = min(len(members) * copies, 0xFFFF)  # nobody goes by it
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + end


def opendocument(mime: str, body: str, manifest: str = "") -> bytes:
    """A file of OpenDocument with a body, such as ``<office:text>…</office:text>``."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}'
        f' office:version="1.2"><office:body>{body}</office:body></office:document-content>'
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", mime), ("content.xml", "text/xml"))
    )
    parts = {
        "mimetype": mime,
        "content.xml": content,
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
        f'opendocument:xmlns:manifest:1.0">{entries}{manifest}</manifest:manifest>',
    }
    # Deflated, LibreOffice does not know what it is.
    return zip_of({name: part.encode() for name, part in parts.items()}, zipfile.ZIP_STORED)


def saved_as(files: list[Path], ending: str, folder: Path) -> list[bytes]:
    """Files as LibreOffice saves them in another format."""
    conversion = convert(files, ending, folder)
    assert not conversion.problems
    return [conversion.made[file].read_bytes() for file in files]

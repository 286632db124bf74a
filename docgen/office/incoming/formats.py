"""What kind of file some bytes are, told by their content: nobody trusts a file's name."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Final

from docgen.office.incoming.compound import SIGNATURE, stream_starts
from docgen.office.incoming.kinds import ODF, ODF_FORMATS, Format
from docgen.office.incoming.text_formats import text_format
from docgen.office.package.archive import Package
from docgen.office.package.content_types import CONTENT_TYPES
from docgen.office.package.directory import ZipDirectory
from docgen.office.package.entries import BrokenArchiveError, is_longer
from docgen.office.package.main_part import Kind
from docgen.problems import ProblemError

_ZIP: Final = b"PK\3\4"
_EMPTY_ZIP: Final = b"PK\5\6"
_ENOUGH: Final = 1 << 16  # bytes or characters that tell a format
# Of what says what the parts of an office file are: no program writes as much.
_LONGEST_DECLARED: Final = 1_000_000
_DECLARED: Final = (CONTENT_TYPES, "_rels/.rels")
# Opening an archive with so many entries takes half a second.
_MOST_ENTRIES: Final = 60_000
_WORD_PART, _WORKBOOK_PART = "word/document.xml", "xl/workbook.xml"
_KINDS: Final = {
    Kind.WORD: Format.WORD,
    Kind.WORKBOOK: Format.WORKBOOK,
    Kind.BINARY_WORKBOOK: Format.BINARY_WORKBOOK,
    Kind.PRESENTATION: Format.PRESENTATION,
    Kind.DRAWING: Format.DRAWING,
}
_EPUB: Final = "application/epub+zip"
# Parts that nothing but files of a kind has.
_TELLING_PARTS: Final = {
    "OFD.xml": Format.OFD,
    "FixedDocumentSequence.fdseq": Format.XPS,
    "FixedDocSeq.fdseq": Format.XPS,
    "Index/Document.iwa": Format.APPLE,
    CONTENT_TYPES: Format.UNKNOWN,
}
_STREAMS: Final = {
    "powerpoint document": Format.PRESENTATION,
    "pp40": Format.PRESENTATION,
    "visiodocument": Format.DRAWING,
    "__properties_version1.0": Format.MAIL,
}
_IMAGE: Final = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n|GIF8|II\*\0|MM\0\*|BM.{4}\0{4}|RIFF.{4}WEBP|8BPS"
    rb"|%!PS|\xc5\xd0\xd3\xc6"
    rb"|.{4}ftyp(?:hei|hev|mif|msf|avi)",
    re.DOTALL,
)
_ARCHIVE: Final = re.compile(
    rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh|\xfd7zXZ|MSCF|.{257}ustar", re.DOTALL
)
# Excel until version 4 and Word until version 6, before they wrote compound files; WordPerfect.
_OUTDATED: Final = re.compile(
    rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00..[\x05\x10]\x00"
    rb"|\xdb\xa5[\x2d\x65]\x00|\x31\xbe\x00\x00|\xdc\xa5|\xffWPC",
    re.DOTALL,
)
_PROGRAM: Final = re.compile(rb"MZ.{0,60}\0\0|\x7fELF|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe", re.DOTALL)
_MEDIA: Final = re.compile(
    rb"ID3[\x02-\x04]|OggS\x00|fLaC\x00|\x1aE\xdf\xa3|RIFF.{4}(?:AVI |WAVE)"
    rb"|.{4}ftyp(?:iso|mp4|M4A|qt|3gp)|\x00\x00\x01\xba",
    re.DOTALL,
)
_SIGNS: Final = (
    (_IMAGE, Format.IMAGE),
    (_ARCHIVE, Format.ARCHIVE),
    (_OUTDATED, Format.OUTDATED),
    (_PROGRAM, Format.PROGRAM),
    (_MEDIA, Format.MEDIA),
)
_OFFICE_START: Final = re.compile(
    rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|(?:_rels|docProps|word|xl)/)", re.DOTALL
)
# In the first block of a Word file, and in its first records an old workbook, say so.
_WORD_FLAGS, _WORD_ENCRYPTED = struct.Struct("<10xH"), 0x0100
_RECORD, _FILE_PASS = struct.Struct("<2H"), 0x2F


def format_of(data: bytes) -> Format:
    """Format of a file, by its content alone; whatever the bytes are, nothing is raised."""
    if not data:
        return Format.EMPTY
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _zip_format(data)
    if data.startswith(SIGNATURE):
        return _compound_format(data)
    if data.startswith(b"{\\rtf"):
        return Format.RTF
    for pattern, kind in _SIGNS:
        if pattern.match(data):
            return kind
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    return text_format(data)


def is_office_package(data: bytes) -> bool:
    """Whether an archive begins like a .docx or .xlsx, which is all that most files need to show.

    A folder that was zipped begins with a file of the folder.
    """
    return _OFFICE_START.match(data) is not None


def _zip_format(data: bytes) -> Format:
    if is_longer(data, _MOST_ENTRIES):
        return Format.ZIP  # a folder that will be refused for its size
    try:
        directory = ZipDirectory(data)
    except BrokenArchiveError:
        return _cut_off_format(data)
    package = Package(directory, "")
    main = _main_kind(package)
    if main is not None:
        return _KINDS[main]
    for part, kind in ((_WORD_PART, Format.WORD), (_WORKBOOK_PART, Format.WORKBOOK)):
        if part in package:
            return kind
    mime, manifest = _part(package, "mimetype"), _part(package, "META-INF/manifest.xml")
    odf = ODF.match(mime) or ODF.search(manifest)
    if odf:
        return Format.ENCRYPTED if "encryption-data" in manifest else ODF_FORMATS[odf[1]]
    if mime.startswith(_EPUB):
        return Format.BOOK
    return next((kind for part, kind in _TELLING_PARTS.items() if part in package), Format.ZIP)


def _main_kind(package: Package) -> Kind | None:
    """What the main part of an archive makes of it; None if it has none that can be told."""
    declared = [package.size(part) for part in _DECLARED if part in package]
    if max(declared, default=0) > _LONGEST_DECLARED:
        return None
    try:
        return package.main.kind if package.main else None
    except ProblemError:
        return None  # what is wrong is said when it is opened


def _part(package: Package, name: str) -> str:
    """The beginning of a part; empty if it is not there or cannot be read."""
    try:
        begin = next(package.pieces(name), b"") if name in package else b""
    except ProblemError:
        return ""
    return begin[:_ENOUGH].decode("utf-8", "replace")


def _cut_off_format(data: bytes) -> Format:
    """Format of a zip archive that has lost its directory."""
    if _WORD_PART.encode() in data:
        return Format.WORD
    if _WORKBOOK_PART.encode() in data:
        return Format.WORKBOOK
    return Format.UNKNOWN


def _compound_format(data: bytes) -> Format:
    streams = stream_starts(data)
    if "encryptedpackage" in streams:
        return Format.ENCRYPTED
    if "worddocument" in streams:
        flags = _WORD_FLAGS.unpack_from(streams["worddocument"].ljust(_WORD_FLAGS.size, b"\0"))
        return Format.ENCRYPTED if flags[0] & _WORD_ENCRYPTED else Format.OLD_WORD
    for name in ("workbook", "book"):
        if name in streams:
            encrypted = _FILE_PASS in _records(streams[name])
            return Format.ENCRYPTED if encrypted else Format.OLD_WORKBOOK
    return next((kind for name, kind in _STREAMS.items() if name in streams), Format.UNKNOWN)


def _records(stream: bytes) -> Iterator[int]:
    """Kinds of the first records of an old workbook."""
    at = 0
    while at + _RECORD.size <= len(stream):
        kind, length = _RECORD.unpack_from(stream, at)
        yield kind
        at += _RECORD.size + length

"""What kind of file some bytes are, told by their content: nobody trusts a file's name."""

from __future__ import annotations

import codecs
import re
import struct
import zipfile
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from docgen.office.incoming.compound import SIGNATURE, stream_starts
from docgen.office.incoming.csv_rows import looks_like_csv
from docgen.office.incoming.zip_members import is_crowded, member, open_zip
from docgen.office.package.archive import CONTENT_TYPES
from docgen.problems import Place, Problem, problem


class Format(StrEnum):
    """Format of a file.

    Old Word files are .doc, .wps and Word 2003 XML; old workbooks .xls, .et and Excel 2003 XML.
    OpenDocument files may be flat (.fodt, .fods). A zip archive is no office file: a folder.
    """

    WORD = "word"
    WORKBOOK = "workbook"
    OLD_WORD = "old-word"
    OLD_WORKBOOK = "old-workbook"
    ODF_TEXT = "odf-text"
    ODF_SHEET = "odf-sheet"
    RTF = "rtf"
    HTML = "html"
    PDF = "pdf"
    CSV = "csv"
    ZIP = "zip"
    IMAGE = "image"
    ARCHIVE = "archive"
    ENCRYPTED = "encrypted"
    EMPTY = "empty"
    UNKNOWN = "unknown"


_REFUSALS: Final = {
    Format.IMAGE: "format.image",
    Format.ARCHIVE: "format.archive",
    Format.ENCRYPTED: "package.encrypted",
    Format.EMPTY: "format.empty",
    Format.UNKNOWN: "format.unknown",
}

_ZIP: Final = b"PK\3\4"
_EMPTY_ZIP: Final = b"PK\5\6"
_ENOUGH: Final = 1 << 16  # bytes or characters that tell a format
_WORD_PART, _WORKBOOK_PART = "word/document.xml", "xl/workbook.xml"
_MAIN_TYPE: Final = re.compile(
    r'ContentType\s*=\s*["\'][^"\']{0,99}(word|sheet|excel)[^"\']{0,99}main\+xml'
)
_ODF: Final = re.compile(r"application/vnd\.oasis\.opendocument\.(text|spreadsheet)")
_FLAT_ODF: Final = re.compile(rf'office:mimetype\s*=\s*["\']{_ODF.pattern}')
_ODF_FORMATS: Final = {"text": Format.ODF_TEXT, "spreadsheet": Format.ODF_SHEET}
# OFD (pages as they are printed), PowerPoint, and workbooks of Excel's binary kind.
_OTHER_KINDS: Final = frozenset({"OFD.xml", CONTENT_TYPES})
_WORD_2003: Final = "schemas.microsoft.com/office/word/2003/wordml"
_EXCEL_2003: Final = "urn:schemas-microsoft-com:office:spreadsheet"
_XML_FORMATS: Final = (
    (re.compile(rf"<(\w+:)?wordDocument\b[^>]{{0,4000}}{re.escape(_WORD_2003)}"), Format.OLD_WORD),
    (re.compile(rf"<(\w+:)?Workbook\b[^>]{{0,4000}}{re.escape(_EXCEL_2003)}"), Format.OLD_WORKBOOK),
    (re.compile(r"<(!doctype\s+)?(html|table)\b", re.IGNORECASE), Format.HTML),
)
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_IMAGE: Final = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n|GIF8|II\*\0|MM\0\*|BM.{4}\0{4}|RIFF.{4}WEBP"
    rb"|.{4}ftyp(?:hei|hev|mif|msf|avi)",
    re.DOTALL,
)
_ARCHIVE: Final = re.compile(
    rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh|\xfd7zXZ|MSCF|.{257}ustar", re.DOTALL
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
    if _IMAGE.match(data):
        return Format.IMAGE
    if _ARCHIVE.match(data):
        return Format.ARCHIVE
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    return _text_format(data)


def is_office_package(data: bytes) -> bool:
    """Whether an archive begins like a .docx or .xlsx, which is all that most files need to show.

    A folder that was zipped begins with a file of the folder.
    """
    return _OFFICE_START.match(data) is not None


def refusal(kind: Format, file: str) -> Problem | None:
    """Why a file of a format cannot be read; None where it can.

    Args:
        kind: The format.
        file: The file's name in messages.
    """
    code = _REFUSALS.get(kind)
    return problem(code, Place(file=file)) if code else None


def _zip_format(data: bytes) -> Format:
    if is_crowded(data):
        return Format.ZIP  # a folder that will be refused for its size
    archive = open_zip(data)
    if archive is None:
        return _cut_off_format(data)
    names = archive.NameToInfo
    main = _MAIN_TYPE.search(_part(archive, CONTENT_TYPES))
    if main:
        return Format.WORD if main[1] == "word" else Format.WORKBOOK
    if _WORD_PART in names:
        return Format.WORD
    if _WORKBOOK_PART in names:
        return Format.WORKBOOK
    manifest = _part(archive, "META-INF/manifest.xml")
    odf = _ODF.match(_part(archive, "mimetype")) or _ODF.search(manifest)
    if odf:
        return Format.ENCRYPTED if "encryption-data" in manifest else _ODF_FORMATS[odf[1]]
    return Format.ZIP if names.keys().isdisjoint(_OTHER_KINDS) else Format.UNKNOWN


def _part(archive: zipfile.ZipFile, name: str) -> str:
    """The beginning of a part; empty if it is not there or cannot be read."""
    info = archive.NameToInfo.get(name)
    content = member(archive, info, _ENOUGH) if info else None
    return (content or b"").decode("utf-8", "replace")


def _cut_off_format(data: bytes) -> Format:
    """Format of a zip archive that has lost its directory."""
    if _WORD_PART.encode() in data:
        return Format.WORD
    if _WORKBOOK_PART.encode() in data:
        return Format.WORKBOOK
    return Format.UNKNOWN


def _compound_format(data: bytes) -> Format:
    streams = stream_starts(data)
    if "EncryptedPackage" in streams:
        return Format.ENCRYPTED
    if "WordDocument" in streams:
        flags = _WORD_FLAGS.unpack_from(streams["WordDocument"].ljust(_WORD_FLAGS.size, b"\0"))
        return Format.ENCRYPTED if flags[0] & _WORD_ENCRYPTED else Format.OLD_WORD
    for name in ("Workbook", "Book"):
        if name in streams:
            encrypted = _FILE_PASS in _records(streams[name])
            return Format.ENCRYPTED if encrypted else Format.OLD_WORKBOOK
    return Format.UNKNOWN


def _records(stream: bytes) -> Iterator[int]:
    """Kinds of the first records of an old workbook."""
    at = 0
    while at + _RECORD.size <= len(stream):
        kind, length = _RECORD.unpack_from(stream, at)
        yield kind
        at += _RECORD.size + length


def _text_format(data: bytes) -> Format:
    head = data[:_ENOUGH]
    text = head.decode("utf-16" if head.startswith(_UTF16) else "utf-8", "replace")
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        flat = _FLAT_ODF.search(text)
        if flat:
            return _ODF_FORMATS[flat[1]]
        kinds = (kind for pattern, kind in _XML_FORMATS if pattern.search(text))
        return next(kinds, Format.UNKNOWN)
    return Format.CSV if looks_like_csv(data) else Format.UNKNOWN

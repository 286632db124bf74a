"""What kind of text some bytes are: a table, a web page, an old format of XML, a message."""

from __future__ import annotations

import codecs
import re
from typing import Final

from docgen.office.incoming.csv_rows import looks_like_csv, looks_like_text
from docgen.office.incoming.kinds import ODF, ODF_FORMATS, Format

_ENOUGH: Final = 1 << 16  # bytes that tell
_FLAT_ODF: Final = re.compile(rf'office:mimetype\s*=\s*["\']{ODF.pattern}')
_WORD_2003: Final = "schemas.microsoft.com/office/word/2003/wordml"
_EXCEL_2003: Final = "urn:schemas-microsoft-com:office:spreadsheet"
_XML_FORMATS: Final = (
    (re.compile(rf"<(\w+:)?wordDocument\b[^>]{{0,4000}}{re.escape(_WORD_2003)}"), Format.OLD_WORD),
    (re.compile(rf"<(\w+:)?Workbook\b[^>]{{0,4000}}{re.escape(_EXCEL_2003)}"), Format.OLD_WORKBOOK),
    (re.compile(r"<(!doctype\s+)?(html|table)\b", re.IGNORECASE), Format.HTML),
)
_MAIL: Final = re.compile(
    r"(?:(?:From|Received|Return-Path|Date|Subject|To|MIME-Version|Message-ID):[^\n]*\n"
    r"(?:[ \t][^\n]*\n)*){3}",
    re.IGNORECASE,
)
_WEB_ARCHIVE: Final = re.compile(
    r"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE
)
_XML: Final = "<?xml"
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_format(data: bytes) -> Format:
    """Format of a text, by its beginning; unknown if the bytes are none."""
    head = data[:_ENOUGH]
    text = head.decode("utf-16" if head.startswith(_UTF16) else "utf-8", "replace")
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        flat = _FLAT_ODF.search(text)
        if flat:
            return ODF_FORMATS[flat[1]]
        kinds = (kind for pattern, kind in _XML_FORMATS if pattern.search(text))
        return next(kinds, Format.XML if text.startswith(_XML) else Format.UNKNOWN)
    if _MAIL.match(text):
        return Format.WEB_ARCHIVE if _WEB_ARCHIVE.search(text) else Format.MAIL
    if looks_like_csv(data):
        return Format.CSV
    return Format.TEXT if looks_like_text(data) else Format.UNKNOWN

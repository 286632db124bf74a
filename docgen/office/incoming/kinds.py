"""The formats that files come in, and why those that are no form cannot be read."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

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
    BINARY_WORKBOOK = "binary-workbook"
    PRESENTATION = "presentation"
    DRAWING = "drawing"
    OFD = "ofd"
    XPS = "xps"
    BOOK = "book"
    MAIL = "mail"
    WEB_ARCHIVE = "web-archive"
    APPLE = "apple"
    PROGRAM = "program"
    MEDIA = "media"
    OUTDATED = "outdated"
    TEXT = "text"
    XML = "xml"
    IMAGE = "image"
    ARCHIVE = "archive"
    ENCRYPTED = "encrypted"
    EMPTY = "empty"
    UNKNOWN = "unknown"


ODF: Final = re.compile(
    r"application/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation|graphics)"
)
"""How a file of OpenDocument says what it is."""

ODF_FORMATS: Final = {
    "text": Format.ODF_TEXT,
    "spreadsheet": Format.ODF_SHEET,
    "presentation": Format.PRESENTATION,
    "graphics": Format.DRAWING,
}
"""The format that it is, by the last word of that."""

_REFUSALS: Final = {
    Format.BINARY_WORKBOOK: "format.binary-workbook",
    Format.PRESENTATION: "format.presentation",
    Format.DRAWING: "format.drawing",
    Format.OFD: "format.ofd",
    Format.XPS: "format.xps",
    Format.BOOK: "format.book",
    Format.MAIL: "format.mail",
    Format.WEB_ARCHIVE: "format.web-archive",
    Format.APPLE: "format.apple",
    Format.PROGRAM: "format.program",
    Format.MEDIA: "format.media",
    Format.OUTDATED: "format.outdated",
    Format.TEXT: "format.text",
    Format.XML: "format.xml",
    Format.IMAGE: "format.image",
    Format.ARCHIVE: "format.archive",
    Format.ENCRYPTED: "package.encrypted",
    Format.EMPTY: "format.empty",
    Format.UNKNOWN: "format.unknown",
}


def refusal(kind: Format, file: str) -> Problem | None:
    """Why a file of a format cannot be read; None where it can.

    Args:
        kind: The format.
        file: The file's name in messages.
    """
    code = _REFUSALS.get(kind)
    return problem(code, Place(file=file)) if code else None

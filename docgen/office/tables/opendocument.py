"""Which sheets of an OpenDocument spreadsheet are hidden: LibreOffice may show one it converts."""

from __future__ import annotations

from typing import Final

from docgen.office.package.archive import read_package
from docgen.office.package.xml import parse_xml
from docgen.problems import Place

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CONTENT: Final = "content.xml"


def hidden_sheets(data: bytes, file: str) -> frozenset[str]:
    """Titles of the hidden sheets.

    Args:
        data: The file, zipped or flat.
        file: Its name in messages.

    Raises:
        ProblemError: It is damaged.
    """
    if data.startswith(b"PK"):
        root = read_package(data, file).xml(_CONTENT)
    else:
        root = parse_xml(data, Place(file=file, field=_CONTENT))
    hidden = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for looks in style.iterchildren(f"{_STYLE}table-properties")
        if looks.get(f"{_TABLE}display") == "false"
    }
    return frozenset(
        table.get(f"{_TABLE}name", "")
        for table in root.iter(f"{_TABLE}table")
        if table.get(f"{_TABLE}style-name") in hidden
    )

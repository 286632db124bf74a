"""A second reader, which knows nothing of docgen's: what a file shows beside each label.

It believes nothing and prefers nothing: everything that stands at a place is told, twice if it
stands there twice.
"""

from __future__ import annotations

import csv
import io
import posixpath
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter

Row = list[str]
"""The texts of the cells of a row of a table, from left to right."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NARROW = str.maketrans("（），：；％／－．０１２３４５６７８９", "(),:;%/-.0123456789")
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_BOOK = "xl/workbook.xml"
_BEYOND = (
    *(zipfile.BadZipFile, etree.XMLSyntaxError, csv.Error),
    *(KeyError, ValueError, IndexError, StopIteration),
)
# Text that was struck out, or that stands there a second time.
_GONE = (f"{_W}del", f"{_W}moveFrom", "{*}Fallback")
# Where no text belongs: whether it is seen there depends on who looks.
_PROPERTIES = tuple(f"{_W}{name}" for name in ("pPr", "rPr", "tcPr", "trPr", "tblPr", "sdtPr"))


def plain(text: str) -> str:
    """A text without blanks, in one width."""
    return re.sub(r"[\s\u200b-\u200f\u2060\ufeff_]+", "", text.translate(_NARROW))


def as_number(text: str) -> Decimal | None:
    """The number that a text begins with, whatever unit stands behind it."""
    found = re.match(r"[+-]?\d*\.?\d+(?:[eE][+-]?\d+)?", plain(text).replace(",", ""))
    try:
        return Decimal(found[0]) if found else None
    except InvalidOperation:
        return None


def rows_of(data: bytes, *, strict: bool = False) -> list[Row]:
    """The rows of all tables of a file, in any order; none if it is beyond this reader.

    Args:
        data: The file.
        strict: Only text that stands where text belongs.
    """
    gone = (*_GONE, *_PROPERTIES) if strict else _GONE
    try:
        if data.startswith(b"PK"):
            parts = _parts(data)
            return list(
                _sheet_rows(parts) if _BOOK in parts else _word_rows(_main_part(parts), gone)
            )
        for encoding in ("utf-8-sig", "gb18030"):
            with suppress(UnicodeDecodeError):
                return list(csv.reader(io.StringIO(data.decode(encoding))))
    except _BEYOND:
        pass
    return []


def names_of(data: bytes) -> dict[str, set[str]]:
    """Every text that stands at a defined name of a workbook, or in a control with a tag."""
    found: dict[str, set[str]] = defaultdict(set)
    try:
        parts = _parts(data) if data.startswith(b"PK") else {}
        for name, text in _named(parts) if _BOOK in parts else _tagged(parts):
            found[name].add(text)
    except _BEYOND:
        pass
    return found


def _named(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    cells = dict(_sheets(parts))
    for name in _parsed(parts[_BOOK]).iter("{*}definedName"):
        sheet, _, cell = (name.text or "").replace("$", "").rpartition("!")
        for reference, text in cells.get(sheet.strip("'"), ()):
            if reference == cell:
                yield name.get("name", ""), text


def _tagged(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for control in _parsed(_main_part(parts)).iter(f"{_W}sdt"):
        for tag in control.iterfind(f"{_W}sdtPr/{_W}tag"):
            yield tag.get(f"{_W}val", ""), _word_text(control)


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts that are not damaged."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            with suppress(zipfile.BadZipFile, zlib.error, ValueError, EOFError):
                parts[name.replace("\\", "/").lstrip("/").lower()] = archive.read(name)
    return parts


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser)


def _main_part(parts: dict[str, bytes]) -> bytes:
    for name in map(str.lower, _said_to_be_main(parts)):
        if name in parts:
            return parts[name].replace(_STRICT.encode(), _W[1:-1].encode())
    raise KeyError("no document")


def _said_to_be_main(parts: dict[str, bytes]) -> Iterator[str]:
    """What the types of the parts, or else the relationships of the package, call the document."""
    with suppress(*_BEYOND):
        for override in _parsed(parts["[content_types].xml"]).iter("{*}Override"):
            if "document.main+xml" in override.get("ContentType", ""):
                yield override.get("PartName", "").lstrip("/")
    for one in _parsed(parts["_rels/.rels"]).iter("{*}Relationship"):
        if one.get("Type", "").endswith("/officeDocument"):
            yield one.get("Target", "").lstrip("/")


def _word_text(element: etree._Element, gone: Sequence[str] = _GONE) -> str:
    texts = []
    for node in element.iter(f"{_W}t", f"{_W}p", f"{_W}br"):
        if next(node.iterancestors(*gone), None) is not None:
            continue
        texts.append("".join(node.itertext()) if node.tag == f"{_W}t" else "\n")
    return "".join(texts).strip()


def _word_rows(document: bytes, gone: Sequence[str]) -> Iterator[Row]:
    for row in _parsed(document).iter(f"{_W}tr"):
        cells = [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]
        yield [_word_text(cell, gone) for cell in cells]


def _sheet_rows(parts: dict[str, bytes]) -> Iterator[Row]:
    for _, cells in _sheets(parts):
        rows: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for reference, text in cells:
            letters = reference.rstrip("0123456789")
            rows[reference[len(letters) :]].append((len(letters), letters, text))
        for row in rows.values():
            yield [text for *_, text in sorted(row)]


def _sheets(parts: dict[str, bytes]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Title of each sheet, and its cells with their texts."""
    relations = {
        one.get("Id"): posixpath.normpath(posixpath.join("xl", one.get("Target", ""))).lstrip("/")
        for one in _parsed(parts["xl/_rels/workbook.xml.rels"])
    }
    relations = {key: value.removeprefix("xl/xl/") for key, value in relations.items()}
    strings = ["".join(one.itertext("{*}t")) for one in _shared(parts)]
    for sheet in _parsed(parts["xl/workbook.xml"]).iterfind("{*}sheets/{*}sheet"):
        identifier = "".join(value for key, value in sheet.items() if key.endswith("}id"))
        part = relations[identifier].lower()
        if part not in parts:
            part = posixpath.join("xl", part)
        cells = [
            (_reference(cell), _cell_text(cell, strings))
            for cell in _parsed(parts[part]).iter("{*}c")
        ]
        yield sheet.get("name", ""), cells


def _reference(cell: etree._Element) -> str:
    """Where a cell stands: behind the one before it, if it does not say."""
    if "r" in cell.attrib:
        return cell.get("r", "")
    before = cell.getprevious()
    row = cell.getparent().get("r", "")
    if before is None:
        return f"A{row}"
    letters = _reference(before).rstrip("0123456789")
    return f"{get_column_letter(column_index_from_string(letters) + 1)}{row}"


def _shared(parts: dict[str, bytes]) -> Iterator[etree._Element]:
    if "xl/sharedstrings.xml" in parts:
        yield from _parsed(parts["xl/sharedstrings.xml"]).iterchildren("{*}si")


def _cell_text(cell: etree._Element, strings: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        nodes = (*cell.iterfind("{*}is/{*}t"), *cell.iterfind("{*}is/{*}r/{*}t"))
        return "".join("".join(node.itertext()) for node in nodes)
    text = "".join("".join(node.itertext()) for node in cell.iter("{*}v"))
    if kind == "s" and text:
        number = int(text) if text.isdecimal() else -1
        return strings[number] if 0 <= number < len(strings) else f"? {text}"
    if kind == "n" and re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", text.strip()):
        number = float(text)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    return text

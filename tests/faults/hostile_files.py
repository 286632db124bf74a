"""Files that are meant to fill the memory or to take for ever, each with the problem it is to be.

Run as a program it reads files from end to end, and tells for each how long processors worked on
it, the most memory that it took, and its problems.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import struct
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pypdf import PdfWriter
from samples.completing import unpacked

from docgen import assets
from docgen.desk.folder import RoundFolder
from docgen.desk.intake import read_completed
from docgen.desk.returning import hand_back
from docgen.desk.store import Store
from docgen.office.package.archive import deflate, write_archive

TABLE, STRINGS, BOOK = "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
RELATIONS, DOCUMENT, TYPES = (
    "xl/_rels/workbook.xml.rels",
    "word/document.xml",
    "[Content_Types].xml",
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = '<sheet xmlns:r="{kind}" name="{number}" sheetId="{number}" r:id="x{number}"/>'
_RELATION = (
    '<Relationship Id="x{number}" Type="{kind}/worksheet" Target="worksheets/s{number}.xml"/>'
)

Parts = dict[str, bytes]


def add(parts: Parts, part: str, end: str, content: bytes) -> None:
    """Put something before the end of an element."""
    closing = f"</{end}>".encode()
    assert closing in parts[part]
    parts[part] = parts[part].replace(closing, content + closing, 1)


def rows(count: int, cell: bytes = b"<v>1</v>", kind: bytes = b"n") -> bytes:
    return b"".join(
        b'<row r="%d"><c r="A%d" t="%s">%s</c></row>' % (row, row, kind, cell)
        for row in range(200, 200 + count)
    )


def nameless(parts: Parts) -> None:
    """Without anchors all of a file is looked at."""
    if BOOK in parts:
        parts[BOOK] = re.sub(rb"<definedNames>.*</definedNames>", b"", parts[BOOK])
    else:
        parts[DOCUMENT] = re.sub(rb"<w:(tag|alias) ", b"<w:rsid ", parts[DOCUMENT])


def long_sheet(parts: Parts) -> None:
    add(parts, TABLE, "sheetData", rows(600_000))


def far_cell(parts: Parts) -> None:
    nameless(parts)
    last = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    add(parts, TABLE, "sheetData", last)


def shared_string(parts: Parts) -> None:
    nameless(parts)
    add(parts, STRINGS, "sst", b"<si><t>" + b"x" * 9_000_000 + b"</t></si>")
    number = parts[STRINGS].count(b"<si>") - 1
    add(parts, TABLE, "sheetData", rows(100_000, b"<v>%d</v>" % number, b"s"))


def inline_strings(parts: Parts) -> None:
    nameless(parts)
    cell = b"<is><t>" + b"x" * 300_000 + b"</t></is>"
    add(parts, TABLE, "sheetData", rows(100, cell, b"inlineStr"))


def many_sheets(parts: Parts) -> None:
    nameless(parts)
    add(parts, TABLE, "sheetData", rows(9_000))
    for number in range(100, 120):
        parts[f"xl/worksheets/s{number}.xml"] = parts[TABLE]
        sheet, relation = (
            one.format(kind=_KIND, number=number).encode() for one in (_SHEET, _RELATION)
        )
        add(parts, BOOK, "sheets", sheet)
        add(parts, RELATIONS, "Relationships", relation)


def many_strings(parts: Parts) -> None:
    add(parts, STRINGS, "sst", b"<si><t/></si>" * 900_000)


def many_names(parts: Parts) -> None:
    add(parts, BOOK, "definedNames", b'<definedName name="a">x!$A$1</definedName>' * 600_000)


def long_document(parts: Parts) -> None:
    add(parts, DOCUMENT, "w:body", b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 1_500_000)


def deep_document(parts: Parts) -> None:
    add(parts, DOCUMENT, "w:body", b"<w:p>" * 400_000 + b"</w:p>" * 400_000)


def wide_table(parts: Parts) -> None:
    nameless(parts)
    row = b"<w:tr>" + b"<w:tc><w:p/></w:tc>" * 60 + b"</w:tr>"
    add(parts, DOCUMENT, "w:body", b"<w:tbl>" + row * 2_000 + b"</w:tbl>")


def wide_spans(parts: Parts) -> None:
    cell = b'<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc>'
    row = b'<w:tr><w:trPr><w:gridBefore w:val="1000000000"/></w:trPr>' + cell * 9 + b"</w:tr>"
    add(parts, DOCUMENT, "w:body", b"<w:tbl>" + row * 900 + b"</w:tbl>")


def entities(parts: Parts) -> None:
    definitions = b"".join(
        b'<!ENTITY e%d "%s">' % (number, b"&e%d;" % (number - 1) * 10) for number in range(1, 12)
    )
    doctype = b'<!DOCTYPE a [<!ENTITY e0 "x">' + definitions + b"]>"
    text = parts[DOCUMENT].replace(b"?>", b"?>" + doctype, 1)
    parts[DOCUMENT] = text.replace(b"<w:t", b"<w:t>&e11;</w:t><w:t", 1)


def many_types(parts: Parts) -> None:
    add(parts, TYPES, "Types", b'<Override PartName="/a" ContentType="b"/>' * 800_000)


def many_parts(parts: Parts) -> None:
    parts |= {f"a{number}.xml": b"" for number in range(10_000)}


def gigabyte_sheet() -> bytes:
    """A sheet of some million rows; the same rows over and over are deflated once."""
    rest = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    again = rest.compress(rows(1) * 10_000) + rest.flush(zlib.Z_FULL_FLUSH)
    raw = again * 2_500 + rest.flush()
    sheet = deflate(TABLE, b"")
    sizes = struct.pack("<2L", len(raw), 1_000_000_000)
    local = sheet.local[: 30 + len(TABLE)] + raw
    entry = sheet.entry[:20] + sizes + sheet.entry[28:]
    return write_archive([deflate(BOOK, b"<workbook/>"), sheet._replace(local=local, entry=entry)])


def long_table() -> bytes:
    return ("填报项,填报数\n" + "甲,1\n" * 6_000_000).encode()


def wide_csv() -> bytes:
    return b"\n".join([b"," * 16_000] * 2_000)


def open_quote() -> bytes:
    return b'a,b\n"' + b"x,\n" * 15_000_000


def large_file() -> bytes:
    return b"%PDF-1.7" + bytes(60_000_000)


def many_pages() -> bytes:
    writer = PdfWriter()
    for _ in range(10_000):
        writer.add_blank_page(595, 842)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


WORKBOOKS: dict[Callable[[Parts], None], str] = {
    long_sheet: "package.inflates",
    far_cell: "workbook.too-wide",
    shared_string: "workbook.too-wide",
    inline_strings: "workbook.too-much-text",
    many_sheets: "workbook.too-wide",
    many_strings: "package.inflates",
    many_names: "package.inflates",
    many_parts: "package.too-many-parts",
}
DOCUMENTS: dict[Callable[[Parts], None], str] = {
    long_document: "package.inflates",
    deep_document: "package.bad-xml",
    wide_table: "word.too-large",
    wide_spans: "",
    entities: "package.bad-xml",
    many_types: "package.inflates",
}
OTHERS: dict[Callable[[], bytes], str] = {
    gigabyte_sheet: "package.inflates",
    long_table: "table.too-large",
    wide_csv: "table.too-large",
    open_quote: "table.too-large",
    large_file: "package.too-large",
    many_pages: "pdf.too-many-pages",
}


def write_files(folder: Path, workbook: bytes, document: bytes) -> dict[str, str]:
    """Write every hostile file into a folder; the problem that each is to be, by its name."""
    for makers, data in ((WORKBOOKS, workbook), (DOCUMENTS, document)):
        for maker in makers:
            parts = unpacked(data)
            maker(parts)
            (folder / maker.__name__).write_bytes(_within_the_ratio(parts))
    for make in OTHERS:
        (folder / make.__name__).write_bytes(make())
    return {one.__name__: code for one, code in {**WORKBOOKS, **DOCUMENTS, **OTHERS}.items()}


def _within_the_ratio(parts: Parts) -> bytes:
    """An archive with as much noise in it as makes its inflation look usual."""
    noise = random.Random(1).randbytes(sum(map(len, parts.values())) // 190)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in {**parts, "xl/media/noise.png": noise}.items():
            archive.writestr(name, part)
    return stream.getvalue()


def peak_memory() -> int:
    """Megabytes that this process has taken at most since it was asked last."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = re.search(r"VmHWM:\s+(\d+)", status)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return int(peak[1]) // 1024 if peak else 0


def _read(folder: Path) -> None:
    loaded = RoundFolder(assets.example_round("hunan-2017")).load()
    for path in (folder / "warm-up", *sorted(folder.iterdir())):
        with tempfile.TemporaryDirectory() as name:
            own = RoundFolder(Path(name))
            store = Store(own.database)
            peak_memory()
            began = sum(os.times()[:4])
            intake = read_completed(replace(loaded, folder=own), store, [path])
            hand_back(own, loaded.setting, intake)
            seconds = sum(os.times()[:4]) - began  # of processors, those of children too
            store.close()
        codes = sorted({found.code for found in intake.problems})
        print(json.dumps([path.name, seconds, peak_memory(), codes]), flush=True)


if __name__ == "__main__":
    _read(Path(sys.argv[1]))

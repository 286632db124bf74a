"""Completed forms of every kind and format, from which mutants are made."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from samples.completing import cell_of, packed, unpacked
from samples.example_forms import Office

from docgen.forms import Setting
from docgen.office.soffice.convert import convert
from faults.fuzzing import Seed

_SAVED = datetime(2017, 9, 12, 9, 0)
_ALL = ("part", "part", "tree", "tree", "tree", "tree", "tree", "zip", "bytes")
_SLOW = {"xls": "xlsx", "ods": "xlsx", "doc": "docx", "odt": "docx"}


def package_seeds(setting: Setting) -> tuple[Seed, ...]:
    """Forms in the current formats, and what is read without another program."""
    office = Office(setting)
    first, second, third = (
        office.by_name[name] for name in ("示例星火社区", "示例光明社区", "示例松林社区")
    )
    sheet = office.score_sheet(first, office.answers[first], _SAVED).data
    saved = office.score_sheet(second, office.answers[second], _SAVED).data
    paper = office.paper(third, _SAVED).data
    reviewed = office.application(first, _SAVED, reviewed=True).data
    application = office.application(second, _SAVED, reviewed=False).data
    folder = io.BytesIO()
    with zipfile.ZipFile(folder, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("长沙市/星火.xlsx", sheet)
        archive.writestr("长沙市/星火.docx", reviewed)
    table = _data_sheet(sheet)
    return (
        Seed("score sheet", sheet, _ALL),
        Seed("score sheet saved by openpyxl", saved, _ALL),
        Seed("score sheet without names", _without_names(sheet), _ALL),
        Seed("paper score sheet", paper, _ALL),
        Seed("paper score sheet without controls", _without_tags(paper), _ALL),
        Seed("application", reviewed, _ALL),
        Seed("application without review", application, _ALL),
        Seed("application without controls", _without_tags(reviewed), _ALL),
        Seed("table in UTF-8", table.encode("utf-8-sig"), ("bytes",)),
        Seed("table in GB 18030", table.encode("gb18030"), ("bytes",)),
        Seed("folder", folder.getvalue(), ("zip", "bytes")),
    )


def converted_seeds(setting: Setting, folder: Path) -> tuple[Seed, ...]:
    """Forms in the formats that LibreOffice reads, and PDFs."""
    seeds: list[Seed] = []
    files = {}
    for seed in package_seeds(setting):
        if seed.name in ("score sheet", "paper score sheet", "application"):
            ending = "xlsx" if "xl/workbook.xml" in unpacked(seed.data) else "docx"
            files[seed.name] = folder / f"{seed.name}.{ending}"
            files[seed.name].write_bytes(seed.data)
    for to, of in (*_SLOW.items(), ("pdf", "")):
        sources = [path for path in files.values() if path.suffix.endswith(of)]
        for source, made in convert(sources, to, folder / to).made.items():
            kinds = _ALL if to in ("odt", "ods") else ("bytes",)
            seeds.append(Seed(f"{source.stem} as {to}", made.read_bytes(), kinds, current=False))
    return tuple(seeds)


def _data_sheet(data: bytes) -> str:
    """The sheet with the entries as it is saved to .csv."""
    sheet, _ = cell_of(data, "measure_new_jobs_done")
    stream = io.StringIO()
    book = load_workbook(io.BytesIO(data), data_only=True)
    csv.writer(stream).writerows(book[sheet].iter_rows(values_only=True))
    return stream.getvalue()


def _without_names(data: bytes) -> bytes:
    book = load_workbook(io.BytesIO(data), data_only=True)
    for name in list(book.defined_names):
        del book.defined_names[name]
    stream = io.BytesIO()
    book.save(stream)
    return packed(unpacked(stream.getvalue()), saved=_SAVED)


def _without_tags(data: bytes) -> bytes:
    parts = dict(_untagged(unpacked(data)))
    return packed(parts, saved=_SAVED)


def _untagged(parts: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for name, part in parts.items():
        yield name, part.replace(b"<w:tag ", b"<w:nn ").replace(b"<w:alias ", b"<w:nm ")

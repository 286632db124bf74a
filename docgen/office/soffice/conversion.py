"""Files of other formats turned into .docx and .xlsx, so that one reader is enough for each."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from docgen.office.incoming.compound import SIGNATURE
from docgen.office.incoming.formats import format_of
from docgen.office.incoming.kinds import Format
from docgen.office.incoming.rtf_boxes import has_lost_box
from docgen.office.package.archive import read_package
from docgen.office.package.directory import Limits
from docgen.office.package.xml import parse_xml
from docgen.office.soffice.convert import convert, working_folder
from docgen.problems import Place, Problem, ProblemError, problem


class _Way(NamedTuple):
    """How a format is converted: LibreOffice goes by the ending of a file's name in part."""

    ending: str
    to: str


_WAYS: Final = {
    Format.OLD_WORD: _Way(".doc", "docx"),
    Format.ODF_TEXT: _Way(".odt", "docx"),
    Format.RTF: _Way(".rtf", "docx"),
    Format.OLD_WORKBOOK: _Way(".xls", "xlsx"),
    Format.ODF_SHEET: _Way(".ods", "xlsx"),
    Format.HTML: _Way(".xls", "xlsx"),
}
OUT_OF_ORDER: Final = frozenset({"soffice.needed", "soffice.not-starting", "soffice.no-room"})
"""Codes of problems that lie with LibreOffice or the machine, whatever files it is about."""

CONVERTIBLE: Final = frozenset(_WAYS)
"""The formats that are converted before they are read."""

_ODF_PARTS: Final = ("content.xml", "styles.xml")
_BINARY: Final = (SIGNATURE, b"{\\rtf")
_KEPT: Final = "from-"  # before the hash of what a file was made from
_CURRENT: Final = frozenset({Format.WORD, Format.WORKBOOK})
_ZIP: Final = b"PK"
_WHOLE: Final = "XML"  # the only part of a file that is not packed
# Four times what a form needs.
_MEGABYTES: Final = 320
_MOST: Final = Limits().file_size
_TIMEOUT: Final = 30  # seconds for one file; a form takes less than one


def in_current_formats(
    files: Sequence[tuple[str, bytes]],
    *,
    program: str | None = None,
    timeout: float = _TIMEOUT,
    kept: Path | None = None,
) -> list[bytes | Problem]:
    """Convert files to .docx or .xlsx, all of one kind in one start of LibreOffice.

    Macros do not run, links are not followed, and LibreOffice is confined.

    Args:
        files: The files' names in messages and their contents, of formats in ``CONVERTIBLE``.
        program: Path of LibreOffice; looked for where it is usually installed if None.
        timeout: Seconds that one file may take.
        kept: Folder in which what came of each content is kept, so that it is converted once;
            within this call it is converted once anyhow.

    Returns:
        For each file the new one, or why there is none: of a LibreOffice that is missing or does
        not start, that alone.

    Raises:
        KeyError: A file is of another format.
    """
    hashes = [hashlib.sha256(data).hexdigest() for _, data in files]
    contents = dict(zip(hashes, (data for _, data in files), strict=True))
    results = {sha256: _kept(kept, sha256) for sha256 in contents}
    new = {sha256: contents[sha256] for sha256, result in results.items() if result is None}
    made = _converted(new, timeout, program)
    if kept is not None:
        for sha256, result in made.items():
            with suppress(OSError):  # what cannot be kept is converted again
                _keep(kept, sha256, result)
    told: list[bytes | Problem] = []
    for (name, _), sha256 in zip(files, hashes, strict=True):
        result = results[sha256] or made[sha256]
        if isinstance(result, Problem):
            result = replace(result, place=result.place._replace(file=name))
        told.append(result)
    return told


def _kept(folder: Path | None, sha256: str) -> bytes | Problem | None:
    """What came of a content before; None if nothing is known."""
    with suppress(OSError):
        if folder is not None:
            data = Path(folder, _KEPT + sha256).read_bytes()
            return data if data.startswith(_ZIP) else _problem(json.loads(data))
    return None


def _keep(folder: Path, sha256: str, result: bytes | Problem) -> None:
    if isinstance(result, Problem):
        result = json.dumps([result.code, result.place.field, result.facts]).encode()
    beside = Path(folder, f"{os.getpid()}-{_KEPT}{sha256}")
    beside.write_bytes(result)
    beside.replace(Path(folder, _KEPT + sha256))


def _problem(told: Any) -> Problem:
    code, field, facts = told
    return Problem(code, Place(field=field), tuple((name, text) for name, text in facts))


def _converted(
    contents: Mapping[str, bytes], timeout: float, program: str | None
) -> dict[str, bytes | Problem]:
    """What comes of contents, by their hashes."""
    results: dict[str, bytes | Problem] = {}
    sources: dict[str, dict[Path, str]] = {}
    try:
        with working_folder(len(contents)) as folder:
            for sha256, data in contents.items():
                kind = format_of(data)
                way = _WAYS[kind]
                refused = _refusal(data, kind)
                if refused:
                    results[sha256] = refused
                    continue
                source = folder / f"{sha256}{way.ending}"
                source.write_bytes(data)
                sources.setdefault(way.to, {})[source] = sha256
            for to, hashes in sources.items():
                made = _made(list(hashes), to, folder / to, timeout, program)
                results |= {hashes[source]: result for source, result in made.items()}
    except ProblemError as error:
        return dict.fromkeys(contents, error.problems[0]) | results
    return results


def _made(
    sources: Sequence[Path], to: str, folder: Path, timeout: float, program: str | None
) -> dict[Path, bytes | Problem]:
    try:
        conversion = convert(sources, to, folder, timeout, megabytes=_MEGABYTES, program=program)
    except ProblemError as error:
        found = error.problems[0]
        if found.code == "soffice.missing":
            found = problem("soffice.needed", count=len(sources))
        return dict.fromkeys(sources, found)
    results: dict[Path, bytes | Problem] = {}
    for found in conversion.problems:
        # What has no place is said of the program, and so of all that it did not convert.
        for source in [Path(found.place.file)] if found.place.file else sources:
            results[source] = replace(found, place=Place())
    made = {source: _checked(path) for source, path in conversion.made.items()}
    return results | made


def _checked(path: Path) -> bytes | Problem:
    """What LibreOffice made, if it is a document or a workbook."""
    if path.stat().st_size > _MOST:
        return problem("package.too-large", most=_MOST)
    data = path.read_bytes()
    if format_of(data) in _CURRENT:
        return data
    return problem("soffice.failed", format=path.suffix[1:])


def _refusal(data: bytes, kind: Format) -> Problem | None:
    """What keeps a file from being handed over: size, bombs, entities, what it has lost."""
    if len(data) > _MOST:
        return problem("package.too-large", most=_MOST)
    if kind is Format.RTF and has_lost_box(data):
        return problem("format.box-lost")
    try:
        if data.startswith(_ZIP):
            package = read_package(data)
            for part in filter(package.__contains__, _ODF_PARTS):
                package.xml(part)
        elif kind is not Format.HTML and not data.startswith(_BINARY):
            parse_xml(data, Place(field=_WHOLE))
    except ProblemError as error:
        return error.problems[0]
    return None

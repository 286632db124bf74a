"""Files of other formats turned into .docx and .xlsx, so that one reader is enough for each."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from docgen.office.incoming.compound import SIGNATURE
from docgen.office.incoming.formats import format_of
from docgen.office.incoming.kinds import Format
from docgen.office.incoming.rtf_boxes import has_lost_box
from docgen.office.package.archive import read_package
from docgen.office.package.directory import Limits
from docgen.office.package.xml import parse_xml
from docgen.office.soffice.convert import convert
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
CONVERTIBLE: Final = frozenset(_WAYS)
"""The formats that are converted before they are read."""

_ODF_PARTS: Final = ("content.xml", "styles.xml")
_BINARY: Final = (SIGNATURE, b"{\\rtf")
_MOST: Final = Limits().file_size
_TIMEOUT: Final = 30  # seconds for one file; a form takes less than one


def in_current_formats(
    files: Sequence[tuple[str, bytes]], *, program: str | None = None, timeout: float = _TIMEOUT
) -> list[bytes | Problem]:
    """Convert files to .docx or .xlsx, all of one kind in one start of LibreOffice.

    Macros do not run, links are not followed, and LibreOffice is confined.

    Args:
        files: The files' names in messages and their contents, of formats in ``CONVERTIBLE``.
        program: Path of LibreOffice; looked for where it is usually installed if None.
        timeout: Seconds that one file may take.

    Returns:
        For each file the new one, or why there is none.

    Raises:
        KeyError: A file is of another format.
    """
    results: dict[int, bytes | Problem] = {}
    with tempfile.TemporaryDirectory(prefix="docgen-") as folder:
        sources: dict[str, dict[Path, int]] = {}
        for number, (name, data) in enumerate(files):
            kind = format_of(data)
            way = _WAYS[kind]
            refused = _refusal(data, kind, name)
            if refused:
                results[number] = refused
                continue
            source = Path(folder, f"{number}{way.ending}")
            source.write_bytes(data)
            sources.setdefault(way.to, {})[source] = number
        for to, numbers in sources.items():
            made = _converted(list(numbers), to, Path(folder, to), timeout, program)
            for source, result in made.items():
                number = numbers[source]
                if isinstance(result, Problem):
                    result = replace(result, place=Place(file=files[number][0]))
                results[number] = result
    return [results[number] for number in range(len(files))]


def _converted(
    sources: Sequence[Path], to: str, folder: Path, timeout: float, program: str | None
) -> dict[Path, bytes | Problem]:
    try:
        conversion = convert(sources, to, folder, timeout, confine=True, program=program)
    except ProblemError:
        return dict.fromkeys(sources, problem("soffice.needed"))
    results: dict[Path, bytes | Problem] = {
        Path(failed.place.file): failed for failed in conversion.problems
    }
    for source, path in conversion.made.items():
        large = path.stat().st_size > _MOST
        results[source] = problem("package.too-large", most=_MOST) if large else path.read_bytes()
    return results


def _refusal(data: bytes, kind: Format, name: str) -> Problem | None:
    """What keeps a file from being handed over: size, bombs, entities, what it has lost."""
    place = Place(file=name)
    if len(data) > _MOST:
        return problem("package.too-large", place, most=_MOST)
    if kind is Format.RTF and has_lost_box(data):
        return problem("format.box-lost", place)
    try:
        if data.startswith(b"PK"):
            package = read_package(data, name)
            for part in filter(package.__contains__, _ODF_PARTS):
                package.xml(part)
        elif kind is not Format.HTML and not data.startswith(_BINARY):
            parse_xml(data, place._replace(field=name))
    except ProblemError as error:
        return error.problems[0]
    return None

"""A pack for the printer: documents of any office format as one PDF, in order, with bookmarks."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from pypdf.errors import PyPdfError

from docgen.desk.files import write_output
from docgen.desk.printable import Item, is_sound, items_of
from docgen.office.pdf.binder import Binder, Style
from docgen.office.pdf.watermark import watermark_source
from docgen.office.soffice.convert import Conversion, convert, working_folder
from docgen.problems import Place, Problem, ProblemError, problem
from docgen.round import load_round

__all__ = ["Pack", "Style", "issuer_of", "items_of", "print_pack"]

_PDF: Final = ".pdf"
_DRAFT: Final = "样稿"
# Fewer files than this are converted sooner than another LibreOffice is ready.
_WORTH_A_PROGRAM: Final = 10
_MOST_PROGRAMS: Final = 4


@dataclass(slots=True)
class Pack:
    """What came of printing.

    Attributes:
        documents: How many documents are in the pack; it was not written if there are none.
        pages: How many pages, blank ones too.
        problems: What could not be printed, and why.
    """

    documents: int = 0
    pages: int = 0
    problems: list[Problem] = field(default_factory=list)


def print_pack(
    paths: Sequence[Path],
    output: Path,
    style: Style | None = None,
    *,
    draft: bool = False,
    timeout: float = 120,
    program: str | None = None,
    progress: Callable[[int], None] = lambda documents: None,
) -> Pack:
    """Print documents into one PDF; one that cannot be printed never stops the others.

    Args:
        paths: Documents and folders of them, in the order of the pack.
        output: The pack.
        style: How the documents are bound.
        draft: Whether 样稿 is to lie under every page.
        timeout: Seconds that one document may take.
        program: Path of LibreOffice; looked for where it is usually installed if None.
        progress: Called with the number of documents that were converted, again and again.

    Raises:
        ProblemError: Drafts cannot be marked as such, or there is no room for temporary files.
    """
    style = style or Style()
    pack = Pack()
    items = [item for item in items_of(paths, output) if is_sound(item.file, pack.problems)]
    with working_folder(len(items)) as folder:
        mark = _mark(folder) if draft else None
        sources = [item.file for item in items if item.file.suffix.lower() != _PDF]
        to_pdf = partial(
            convert,
            to="pdf",
            out_dir=folder / "pdf",
            timeout=timeout,
            archival=style.archival,
            jobs=_programs(len(sources)),
            program=program,
            progress=progress,
        )
        made = _made(to_pdf, mark, sources, pack.problems)
        binder = _binder(style, made[mark] if mark else None)
        _bind(items, made, binder, output, pack)
    return pack


def issuer_of(folder: Path) -> str:
    """Who issues the documents of the round in a folder; empty where there is no round."""
    file = folder / "round.yaml"
    return load_round(file, file.name).issuer if file.is_file() else ""


def _binder(style: Style, mark: Path | None) -> Binder:
    if mark is None:
        return Binder(style)
    try:
        return Binder(replace(style, watermark=mark))
    except PyPdfError:
        raise ProblemError([problem("print.no-watermark", text=_DRAFT)]) from None


def _mark(folder: Path) -> Path:
    mark = folder / "mark.rtf"
    mark.write_bytes(watermark_source(_DRAFT))
    return mark


def _made(
    to_pdf: Callable[[Sequence[Path]], Conversion],
    mark: Path | None,
    sources: Sequence[Path],
    problems: list[Problem],
) -> Mapping[Path, Path]:
    """The PDF of each source that could be converted, and of the mark if there is to be one."""
    try:
        conversion = to_pdf([mark, *sources] if mark else sources)
    except ProblemError as error:
        if mark:
            raise
        problems += error.problems
        return {}
    if mark and mark not in conversion.made:
        started = [found for found in conversion.problems if not found.place.file]
        raise ProblemError(started or [problem("print.no-watermark", text=_DRAFT)])
    problems += conversion.problems
    return conversion.made


def _programs(files: int) -> int:
    return min(_MOST_PROGRAMS, os.cpu_count() or 1, max(1, files // _WORTH_A_PROGRAM))


def _bind(
    items: Sequence[Item], made: Mapping[Path, Path], binder: Binder, output: Path, pack: Pack
) -> None:
    for item in items:
        file = item.file if item.file.suffix.lower() == _PDF else made.get(item.file)
        if file is None:
            continue
        try:
            binder.add(file, item.titles)
        except ProblemError as error:
            place = Place(file=item.file.as_posix())
            pack.problems += [replace(found, place=place) for found in error.problems]
    pack.documents, pack.pages = binder.files, binder.pages
    if binder.files:
        write_output(output, binder.data())
    elif not pack.problems:
        raise ProblemError([problem("print.nothing")])

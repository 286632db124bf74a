"""The files in a round's folder of templates: which are used, and what is old in their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from docgen import assets
from docgen.desk.folder import RoundFolder
from docgen.desk.sample_left import SAMPLE
from docgen.office.incoming.zipped_folder import LEFT_BEHIND
from docgen.office.package.archive import read_package
from docgen.office.tables.reader import TableRow
from docgen.office.tags.language import without_tags
from docgen.office.word.template.paragraphs import paragraph_texts
from docgen.office.workbook.reading.reader import read_workbook
from docgen.problems import Place, Problem, ProblemError, problem
from docgen.round import written_years

_EXCERPT: Final = 30


def own_files(folder: RoundFolder) -> list[Path]:
    """The files of the round's own folder of templates and below it, but for those of systems."""
    return sorted(
        path
        for path in folder.templates.rglob("*")
        if path.is_file() and not path.name.startswith(LEFT_BEHIND)
    )


def check_unused(folder: RoundFolder, used: Iterable[str]) -> Iterator[Problem]:
    """The files that no document is made from, each with the name that may have been meant.

    Args:
        folder: The round's folder.
        used: Names of the templates that are used, where the folder has them.
    """
    known = sorted({*assets.templates(), *used})
    for path in own_files(folder):
        if path.relative_to(folder.templates).as_posix() in known:
            continue
        place = Place(file=folder.shown(path))
        nearest = _nearest(path.name, known)
        if nearest:
            yield problem("template.misnamed", place, nearest=nearest)
        else:
            yield problem("template.unused", place, known="、".join(known))


def check_texts(folder: RoundFolder, year: int, years: Set[int]) -> Iterator[Problem]:
    """What the templates say of other years, and as samples, beside their tags.

    Args:
        folder: The round's folder.
        year: The round's year.
        years: The years that may be named.
    """
    for place, text in template_texts(folder):
        wording = without_tags(text)
        for found in dict.fromkeys(written_years(wording)):
            if found.year not in years:
                facts = {"found": found.excerpt, "year": year}
                yield problem("template.other-year", place, **facts)
        if SAMPLE in wording:
            yield problem("template.sample", place, found=_excerpt(wording))


def template_texts(folder: RoundFolder) -> Iterator[tuple[Place, str]]:
    """The texts of all templates in the round's folder, tags included, with their places."""
    for path in own_files(folder):
        yield from _texts(path, folder.shown(path))


def _nearest(name: str, known: Iterable[str]) -> str:
    by_lower = {one.lower(): one for one in known}
    lower = name.lower()
    # A template of Word 97, as some programs save them by themselves.
    lower = lower + "x" if lower.endswith((".doc", ".xls")) else lower
    found = get_close_matches(lower, by_lower, n=1)
    return by_lower[found[0]] if found else ""


def _texts(path: Path, shown: str) -> Iterator[tuple[Place, str]]:
    """The texts of a Word or Excel file; one that cannot be read is told where it is used."""
    try:
        data = path.read_bytes()
        if path.suffix.lower() == ".docx":
            for text in paragraph_texts(read_package(data, shown)):
                yield Place(file=shown, field=_excerpt(text)), text
        elif path.suffix.lower() == ".xlsx":
            book = read_workbook(data, shown)
            for sheet in book.sheet_names:
                for number, cells in enumerate(book.rows(sheet), 1):
                    row = TableRow(Place(file=shown, sheet=sheet, row=number), tuple(cells))
                    for column, value in enumerate(cells):
                        if isinstance(value, str):
                            yield row.at(column, ""), value
    except ProblemError:
        return


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"

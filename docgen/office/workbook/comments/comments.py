"""Comments in a copy of a workbook: a note at each cell, and the cell in colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.office.package.active.content import take_out_active
from docgen.office.package.archive import Package
from docgen.office.package.parts import OfficeParts, legal
from docgen.office.package.xml import MarkupError
from docgen.office.workbook.comments.highlights import Highlights
from docgen.office.workbook.comments.notes import SheetNotes
from docgen.problems import Place, ProblemError, problem

_HIDDEN: Final = frozenset({"hidden", "veryHidden"})


@dataclass(frozen=True, slots=True)
class CellComment:
    r"""A remark on a cell.

    Attributes:
        text: What it says, paragraphs separated by ``\n``.
        sheet: Title of its sheet; if there is none of this title, the first that can be seen.
        cell: Its reference, such as ``C12``; the first cell if it is empty.
    """

    text: str
    sheet: str = ""
    cell: str = ""


def comment_workbook(package: Package, comments: Sequence[CellComment], author: str) -> bytes:
    """A copy of a workbook with comments; those at one cell become one.

    The cells get a light red background. A cell that holds a note of somebody else keeps it,
    and the comment stands at the next free cell on its right, which is coloured as well.
    Earlier comments of the same author, their colour, and all that is active are taken out; all
    else stays.

    Args:
        package: The workbook.
        comments: The comments; with none, the copy is only cleaned.
        author: Who makes them.

    Raises:
        ProblemError: The file is no workbook, or a part that matters is damaged.
    """
    parts = OfficeParts(package)
    sheets = _sheets(parts)
    if not sheets:
        raise _unreadable(package.file)
    take_out_active(parts)
    author = legal(author)
    notes = {sheet: SheetNotes(parts, sheet, author) for _, sheet, _ in sheets}
    highlights = Highlights(parts, list(notes), author)
    try:
        for sheet, of_sheet in notes.items():
            of_sheet.remove(highlights.noted(sheet))
        highlights.remove()
        for sheet, texts in _by_place(comments, sheets, notes).items():
            noted = [notes[sheet].add(area, "\n".join(lines)) for area, lines in texts.items()]
            highlights.add(sheet, noted, noted=True)
            highlights.add(sheet, [area for area in texts if area not in noted], noted=False)
        for of_sheet in notes.values():
            of_sheet.tidy()
    except MarkupError:
        raise _unreadable(package.file) from None
    return parts.write()


def _sheets(parts: OfficeParts) -> list[tuple[str, str, bool]]:
    """Title and part of each worksheet in order, and whether it can be seen."""
    relationships = parts.by_identifier(parts.main)
    found = []
    for sheet in parts.xml(parts.main).iterfind("{*}sheets/{*}sheet"):
        relationship = relationships.get(sheet.get(f"{{{parts.space}}}id", ""))
        if relationship and relationship.kind == "worksheet" and relationship.target in parts:
            visible = sheet.get("state") not in _HIDDEN
            found.append((sheet.get("name", ""), relationship.target, visible))
    return found


def _by_place(
    comments: Sequence[CellComment],
    sheets: Sequence[tuple[str, str, bool]],
    notes: Mapping[str, SheetNotes],
) -> dict[str, dict[str, list[str]]]:
    """The texts for each area of each sheet."""
    titles = {title: sheet for title, sheet, _ in sheets}
    first = next((sheet for _, sheet, visible in sheets if visible), sheets[0][1])
    texts: dict[str, dict[str, list[str]]] = {}
    for comment in comments:
        known = comment.sheet in titles
        sheet = titles[comment.sheet] if known else first
        area = notes[sheet].area(comment.cell if known or not comment.sheet else "")
        texts.setdefault(sheet, {}).setdefault(area, []).append(comment.text)
    return texts


def _unreadable(file: str) -> ProblemError:
    return ProblemError([problem("workbook.unreadable", Place(file=file))])

"""The text beside the fields of a workbook, which nobody may change and no field may leave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from docgen.forms import fields
from docgen.forms.labels import squeezed
from docgen.office.workbook.reading.reader import WorkbookContent, read_workbook
from docgen.problems import Place, Problem, problem
from docgen.programme.standard import Standard

_ROW: Final = re.compile("[0-9]+$")


@dataclass(frozen=True, slots=True)
class FixedCell:
    """A text that stands in the row of a field.

    Attributes:
        key: The field's key.
        column: Column of the text in the form as it was made.
        text: The text.
    """

    key: str
    column: str
    text: str


def fixed_cells(blank: bytes, standard: Standard) -> tuple[FixedCell, ...]:
    """The labels of a score sheet's entries, and indicators and criteria beside its scores.

    Args:
        blank: The form as it is made for somebody of whom nothing is known.
        standard: Its standard.
    """
    book = read_workbook(blank)
    texts: dict[fields.Field, tuple[str, ...]] = {
        fields.entry(entry): (entry.label,) for entry in standard.entries
    }
    for indicator in standard.indicators:
        texts[fields.score(indicator)] = (indicator.title, indicator.criterion)
    return tuple(
        FixedCell(field.key, column, text)
        for field, wanted in texts.items()
        for column, text in _in_row(book, *book.names[field.name])
        if text in wanted
    )


def changed_cells(
    book: WorkbookContent, fixed: Iterable[FixedCell], places: Mapping[str, Place]
) -> list[Problem]:
    """Rows of fields where the text beside the field is not the one that was printed there.

    Either somebody changed it, or cells were dragged or sorted, and values stand in wrong rows.
    """
    found: list[Problem] = []
    for cell in fixed:
        place = places.get(cell.key)
        if place is None or not place.sheet or any(place is one.place for one in found):
            continue
        if book.cell(place.sheet, f"{cell.column}{_row_number(place.cell)}") == cell.text:
            continue
        beside = {squeezed(str(text)) for _, text in _in_row(book, place.sheet, place.cell)}
        if squeezed(cell.text) not in beside:
            found.append(problem("form.row-changed", place, expected=cell.text))
    return found


def _in_row(book: WorkbookContent, sheet: str, cell: str) -> list[tuple[str, str]]:
    """The texts in the row of a cell, each with its column."""
    row = book.row(sheet, _row_number(cell))
    return [(column, value) for column, value in row.items() if isinstance(value, str)]


def _row_number(cell: str) -> int:
    match = _ROW.search(cell)
    return int(match[0]) if match else 0

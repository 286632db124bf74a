"""The text that a form prints and nobody may change: indicators, criteria and labels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from docgen.forms import fields, values
from docgen.forms.document import Grid, Layout
from docgen.forms.labels import squeezed
from docgen.forms.lookup import Lookup
from docgen.forms.opening import open_document
from docgen.problems import Place, Problem, problem
from docgen.programme.standard import Indicator, Standard
from docgen.records import Applicant

if TYPE_CHECKING:
    from docgen.forms.form import Form

SOMEBODY: Final = Applicant("某某市", "某某县", "某某街道", "某某社区")
"""Whom a form is made for to see what it prints for everybody."""


def printed_layout(form: Form) -> Layout:
    """What a form is apart from its values: as it is made for somebody of whom nothing is known."""
    layout = open_document(form.render(SOMEBODY, {}), "").layout
    assert layout is not None  # of Word documents and workbooks
    return layout


def changed_rows(lookup: Lookup, standard: Standard) -> list[Problem]:
    """Indicators of the official table that do not stand in their row as the standard has them.

    Args:
        lookup: The completed form; a row is looked at where its score stands.
        standard: The standard.
    """
    rows = _texts_by_row(lookup.document.content.grids)
    places = lookup.clear_places
    found: list[Problem] = []
    for indicator in standard.indicators:
        place = places.get(fields.score(indicator).key)
        texts = rows.get(_row_of(place)) if place is not None else None
        if place is None or texts is None:
            continue
        for what_zh, what_en, wanted in _printed(indicator):
            if squeezed(wanted) not in texts:
                facts = {"id": indicator.id, "what_zh": what_zh, "what_en": what_en}
                found.append(problem("form.text-changed", place, expected=wanted, **facts))
    return found


def changed_labels(lookup: Lookup, standard: Standard) -> list[Problem]:
    """Labels of the application form that are not there any more as Annex 3 prints them.

    Those of fields that are missing as a whole are not named a second time, nor those that were
    found in other words. Where nothing is anchored, a name needs no label.
    """
    form = standard.application
    located = lookup.located
    is_anchored = lookup.document.find(fields.SUMMARY) is not None
    labels = {form.unit_label: ""} if is_anchored else {}
    labels |= {form.summary_label: fields.SUMMARY.key} | {
        review.opinion.label: review.opinion.key for review in fields.reviews(standard)
    }
    shown = squeezed(
        "".join(
            values.text(cell.raw)
            for grid in lookup.document.content.grids
            for row in grid
            for cell in dict.fromkeys(row)
            if cell is not None
        )
    )
    return [
        problem("form.label-changed", Place(file=lookup.document.file), expected=label)
        for label, key in labels.items()
        if squeezed(label) not in shown
        and (not key or (key in lookup.places and key not in located))
    ]


def _printed(indicator: Indicator) -> Iterable[tuple[str, str, str]]:
    yield "考核内容", "content", indicator.title
    yield "评分标准", "criterion", indicator.criterion


def _row_of(place: Place | None) -> tuple[str, int | None, int | None] | None:
    if place is None:
        return None
    row = int("".join(filter(str.isdigit, place.cell))) if place.cell else place.row
    return place.sheet, place.table, row


def _texts_by_row(grids: Iterable[Grid]) -> dict[tuple[str, int | None, int | None] | None, str]:
    """The texts of every row of every table, squeezed together."""
    rows: dict[tuple[str, int | None, int | None] | None, str] = {}
    for grid in grids:
        for row in grid:
            cells = [cell for cell in dict.fromkeys(row) if cell is not None]
            own = [cell for cell in cells if cell.place.row == max(c.place.row or 0 for c in cells)]
            where = next((_row_of(cell.place) for cell in (own or cells)), None)
            texts = "".join(squeezed(values.text(cell.raw)) for cell in cells)
            rows[where] = rows.get(where, "") + texts
    return rows

"""Which labels of a form stand in a file that cannot be read as one, and which do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from docgen.forms import fields, values
from docgen.forms.document import Content
from docgen.forms.labels import cells, squeezed, squeezed_cell
from docgen.forms.opinion_labels import OpinionLabels
from docgen.forms.score_heads import is_head
from docgen.forms.titles import Titles
from docgen.problems import Place
from docgen.programme.standard import Standard

_BESIDE_TITLE: Final = 12  # characters that may stand beside a title in its line
_SENTENCE: Final = re.compile("[，。；]")
_NAMED: Final = 3  # labels that a message names one by one


class Traces(NamedTuple):
    """What a file has of a form.

    Attributes:
        title: The form's title.
        found: The labels that are there; none if nothing says that it is this form.
        missing: The labels that are not there.
        place: Where the first of them stands.
    """

    title: str
    found: tuple[str, ...]
    missing: tuple[str, ...]
    place: Place


def score_traces(content: Content, standard: Standard) -> Traces:
    """What a file has of the score sheet: indicators, the head of the scores, the total."""
    titles = Titles(standard)
    there: dict[str, Place] = {}
    total = Place()
    for cell in cells(content.grids):
        text = squeezed_cell(cell)
        if (indicator := titles.indicator(text)) is not None:
            there.setdefault(indicator.id, cell.place)
        elif titles.total(text) is not None:
            total = total if total.file else cell.place
    has_head = any(is_head(row, standard) for grid in content.grids for row in grid)
    columns = standard.score_sheet.columns
    absent = [each.id for each in standard.indicators if each.id not in there]
    labels = {
        f"「{columns.score}」一栏": has_head,
        f"「{fields.TOTAL.label}」": bool(total.file),
        **{f"指标{_listed(absent)}": False for _ in absent[:1]},
        f"{len(there)}项{columns.indicator}": bool(there),
    }
    is_it = bool(there) or _has_title(content, standard.title)
    place = next(iter(there.values()), Place())
    return _traces(standard.title, labels, is_it, place)


def application_traces(content: Content, standard: Standard) -> Traces:
    """What a file has of the application form: the labels of summary and opinions."""
    labels = OpinionLabels(standard)
    places = {
        segment.field.key: cell.place
        for cell in cells(content.grids)
        for segment in labels.segments(values.text(cell.raw))
    }
    wanted = [fields.SUMMARY, *(each.opinion for each in fields.reviews(standard))]
    there = {f"「{field.label}」": field.key in places for field in wanted}
    title = standard.application.title
    is_it = bool(places) or _has_title(content, title)
    return _traces(title, there, is_it, next(iter(places.values()), Place()))


def _traces(title: str, labels: dict[str, bool], is_it: bool, place: Place) -> Traces:
    found = tuple(label for label, is_there in labels.items() if is_there)
    missing = tuple(label for label, is_there in labels.items() if not is_there and label[0] != "0")
    return Traces(title, (found or (f"标题「{title}」",)) if is_it else (), missing, place)


def _listed(names: list[str]) -> str:
    shown = "、".join(names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown}等{len(names)}项"


def _has_title(content: Content, title: str) -> bool:
    wanted = squeezed(title)
    return any(
        wanted in text and len(text) <= len(wanted) + _BESIDE_TITLE and not _SENTENCE.search(text)
        for text in _texts(content)
    )


def _texts(content: Content) -> Iterator[str]:
    yield from map(squeezed, content.lines)
    yield from map(squeezed_cell, cells(content.grids))

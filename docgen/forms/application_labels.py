"""Where the fields of the application form stand: in, behind, beside or below their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from docgen.forms import fields, values
from docgen.forms.document import Content, Found, Grid, GridCell
from docgen.forms.fields import Field
from docgen.forms.labels import (
    Area,
    Located,
    add,
    areas,
    below,
    beside,
    found_in,
    merge,
    squeezed,
    squeezed_cell,
)
from docgen.forms.name_labels import locate_applicant
from docgen.forms.opinion_labels import OpinionLabels
from docgen.forms.signing import split_review
from docgen.problems import Place
from docgen.programme.standard import Standard

# A text that looks like a label, and how opinions begin that end like one.
_LIKE_LABEL: Final = re.compile("[^。]{1,25}(?:意见|情况|名称|备注|说明)(?:（[^（）]*）)?：?")
_OPINION: Final = re.compile("同意|不同意|不予|拟|经(?!办)|已|情况属实|属实")
# What stands in rows of its own and is no opinion.
_ASIDE: Final = re.compile(
    "(?:注|备注|说明|联系|电话|经办|填表|报送|负责|日期|时间)[^：，。意]{0,6}："
    "(?!.*(?:同意|推荐|属实|不予))"
)
_SAYS: Final = re.compile("同意|推荐|属实|。")


def locate_application(content: Content, standard: Standard) -> Located:
    """Summary, opinions and their dates, and the applicant."""
    form = standard.application
    located: Located = {}
    labels = OpinionLabels(standard)
    reviews = {each.opinion.key: each.date for each in fields.reviews(standard)}
    tables = [_Table(grid, labels) for grid in content.grids]
    answers = [found for table in tables for found in table.answers()]
    unlabelled = [one for table in tables for one in table.unlabelled(answers)]
    if unlabelled:
        located[fields.UNLABELLED.key] = unlabelled
    if not answers:
        page = labels.segments("\n".join(content.lines))
        answers = [_Answer(each.field, GridCell(each.text, Place())) for each in page]
    for field, cell, is_placed in answers:
        if not is_placed:
            place = cell.place._replace(field=field.label)
            unplaced = found_in(cell)._replace(place=place)
            located.setdefault(fields.UNPLACED.key, []).append(unplaced)
        elif field.key in reviews:
            opinion, date = split_review(values.text(cell.raw))
            add(located, field, found_in(cell._replace(raw=opinion)))
            add(located, reviews[field.key], found_in(cell._replace(raw=date, left_out="")))
        else:
            add(located, field, found_in(cell))
    return merge(located, locate_applicant(content, form.units, form.unit_label))


class _Answer(NamedTuple):
    """What belongs to a label.

    Attributes:
        field: The label's field.
        cell: The text, at the place where it stands.
        is_placed: Whether it is certain that it belongs there.
    """

    field: Field
    cell: GridCell
    is_placed: bool = True


class _Table:
    """The labels in a table, and what belongs to each."""

    def __init__(self, grid: Grid, labels: OpinionLabels) -> None:
        self._grid = grid
        self._areas = areas(grid)
        self._segments = {
            key: labels.segments(values.text(area.cell.raw)) for key, area in self._areas.items()
        }

    def answers(self) -> Iterator[_Answer]:
        """What stands behind each label, or beside or below a label that stands alone."""
        for key, area in self._areas.items():
            segments = self._segments[key]
            if len(segments) == 1 and not values.text(segments[0].text):
                yield from self._elsewhere(segments[0].field, area)
            else:
                for field, text in segments:
                    yield _Answer(field, area.cell._replace(raw=text))

    def unlabelled(self, answers: Sequence[_Answer]) -> Iterator[Found]:
        """Sentences in a cell that no label is for, as where the label was deleted or moved."""
        if not any(self._segments.values()):
            return  # no table of this form
        known = "\n".join(squeezed_cell(each.cell) for each in answers)
        for key, area in self._areas.items():
            text = squeezed_cell(area.cell)
            is_said = _SAYS.search(text) and not _ASIDE.match(text)
            if is_said and not self._segments[key] and text not in known:
                yield found_in(area.cell)

    def _elsewhere(self, field: Field, area: Area) -> Iterator[_Answer]:
        """The answer to a label that stands alone in its cell."""
        sides = beside(self._grid, area)
        is_beside = bool(sides) and not any(self._segments[id(cell)] for cell in sides)
        under = self._under(area)
        answer = _joined(sides if is_beside else under)
        text = values.text(answer.raw) if answer else ""
        if _ASIDE.match(squeezed(text)):
            answer, text = None, ""
        if answer is None or not text:
            yield _Answer(field, (answer or area.cell)._replace(raw=""))
            for cell in under if is_beside else ():
                if _SAYS.search(squeezed_cell(cell)) and not _ASIDE.match(squeezed_cell(cell)):
                    yield _Answer(field, cell, is_placed=False)
        elif _is_like_label(text) or not (is_beside or self._is_below(area, under[0])):
            yield _Answer(field, area.cell._replace(raw=""))
            yield _Answer(field, answer, is_placed=False)
        else:
            yield _Answer(field, answer._replace(left_out=area.cell.left_out + answer.left_out))

    def _under(self, area: Area) -> list[GridCell]:
        """The cell below a label, and one below that with no more than seal and date."""
        first = below(self._grid, area)
        if first is None or self._segments[id(first)]:
            return []
        second = below(self._grid, self._areas[id(first)])
        if second is None or self._segments[id(second)] or not self._is_aligned(area, second):
            return [first]
        text = values.text(second.raw)
        is_signing = bool(text) and not values.text(split_review(text)[0])
        return [first, second] if is_signing else [first]

    def _is_below(self, area: Area, cell: GridCell) -> bool:
        """Whether a cell stands below a label alone, and is no label with a text beside it."""
        further = [] if beside(self._grid, area) else beside(self._grid, self._areas[id(cell)])
        return self._is_aligned(area, cell) and not any(map(squeezed_cell, further))

    def _is_aligned(self, area: Area, cell: GridCell) -> bool:
        other = self._areas[id(cell)]
        return (area.left, area.right) == (other.left, other.right)


def _joined(parts: Sequence[GridCell]) -> GridCell | None:
    """Cells as one, at the place of the first that is not blank."""
    texts = [text for cell in parts if (text := values.text(cell.raw))]
    at = next((cell for cell in parts if values.text(cell.raw)), None) or next(iter(parts), None)
    left_out = "".join(cell.left_out for cell in parts)
    return at._replace(raw="\n".join(texts), left_out=left_out) if at else None


def _is_like_label(text: str) -> bool:
    typed = squeezed(text)
    return _LIKE_LABEL.fullmatch(typed) is not None and _OPINION.match(typed) is None

"""Where the fields of a form stand by the labels printed beside them, when anchors are lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from docgen.characters import as_text
from docgen.forms import fields, values
from docgen.forms.document import Content, Found, Grid, GridCell
from docgen.forms.fields import Field
from docgen.problems import Place
from docgen.standard import Standard, UnitLabels

Located = dict[str, list[Found]]
"""Where each field was found, by its key; more than once if a label stands there more than once."""

Row = Sequence[GridCell | None]

# Heads of the two columns of the data sheet that hold an entry's label and its value.
ENTRY_HEAD: Final = "填报项"
VALUE_HEAD: Final = "填报数"

# Heads under the score's own: what an indicator was given, and what it can be given at most.
_REACHED: Final = frozenset({"得分", "实得分", "实际得分", "考核得分", "实得"})
_MOST: Final = frozenset({"满分", "分值", "标准分", "标准分值", "应得分", "总分值"})

_BLANK: Final = re.compile(r"[\s\u3000\u00a0\u200b-\u200f\u2060\ufeff_]+")
# How labels are typed anew: brackets and punctuation in the other width, digits too. An explicit
# map, as normal forms of Unicode change more than that (㎡ becomes m2).
_SAME: Final = str.maketrans(
    "(),:;.%/+-０１２３４５６７８９．﹙﹚【】〔〕[]",
    "（），：；．％／＋－0123456789．（）（）（）（）",
)


def squeezed(text: str) -> str:
    """A text for comparison: without blanks, each character as meant, all in one width."""
    return as_text(_BLANK.sub("", text)).translate(_SAME)


def locate_community(content: Content, units: UnitLabels, unit_label: str = "") -> Located:
    """The four names of a community, written before or between their labels.

    Args:
        content: What the file shows.
        units: The labels behind the names: 市（州）, 县（市、区）, 街道（乡镇）, 社区.
        unit_label: The label of the cell in front of them, where the form has one. A whole name
            there that is not divided by labels is found as such.
    """
    labels = map(squeezed, (units.city, units.county, units.street, units.community))
    pattern = re.compile("".join(f"(.*?){re.escape(label)}" for label in labels))
    located: Located = {}
    lines = list(_unit_lines(content, unit_label))
    is_labelled = bool(unit_label and lines)
    if not lines:
        lines = [(values.text(cell.raw), cell.place) for cell in _cells(content)]
    for text, place in lines:
        match = pattern.fullmatch(squeezed(text).removeprefix(squeezed(unit_label)))
        if match:
            for field, name in zip(fields.COMMUNITY, match.groups(), strict=True):
                _add(located, field, Found(name, place, sure=False))
        elif is_labelled and place.table is not None:
            _add(located, fields.WHOLE_NAME, Found(values.text(text), place, sure=False))
    return located


def locate_scores(content: Content, standard: Standard) -> Located:
    """The scores in the official table: in the column of that name, beside the indicator's text."""
    columns = standard.score_sheet.columns
    titles = {squeezed(each.title): fields.score(each) for each in standard.indicators}
    total = squeezed(standard.score_sheet.total_label)
    located: Located = {}
    for grid in content.grids:
        owners: list[tuple[GridCell, str]] = []
        for title, found, row in _below(grid, columns.indicator, columns.score):
            labels = [squeezed(values.text(each.raw)) for each in _distinct(row[: found[0]])]
            field = titles.get(_squeezed_at(row, title)) or next(
                (titles[label] for label in labels if label in titles), None
            )
            if field is None and total in labels:
                field = fields.TOTAL
            if field is None:
                continue
            for cell in _cells_at(row, found):
                owners.append((cell, field.key))
                _add(located, field, _found(cell))
        _mark_shared(located, owners)
    return located


def locate_entries(content: Content, entries: Iterable[Field]) -> Located:
    """The entries of the data sheet: in the value's column, beside the entry's label."""
    labels = {squeezed(field.label): field for field in entries}
    located: Located = {}
    for grid in content.grids:
        owners: list[tuple[GridCell, str]] = []
        for label, found, row in _below(grid, ENTRY_HEAD, VALUE_HEAD):
            field = labels.get(_squeezed_at(row, label))
            if field is None:
                continue
            for cell in _cells_at(row, found):
                owners.append((cell, field.key))
                _add(located, field, _found(cell))
        _mark_shared(located, owners)
    return located


def behind_label(text: str, label: str) -> str | None:
    """What stands in a cell behind its label; None if the cell does not begin with it."""
    wanted = squeezed(label)
    taken = ""
    for position, character in enumerate(text):
        if taken == wanted:
            return text[position:]
        taken += squeezed(character)
        if not wanted.startswith(taken):
            return None
    return "" if taken == wanted else None


def cells_of(grid: Grid) -> Iterator[tuple[GridCell, GridCell | None]]:
    """The cells of a table, each once, with the next one in its row."""
    seen: set[int] = set()
    for row in grid:
        cells = _distinct(row)
        for cell, following in zip_longest(cells, cells[1:]):
            if id(cell) not in seen:
                seen.add(id(cell))
                yield cell, following


def merge(*parts: Mapping[str, Sequence[Found]]) -> Located:
    """Everything that was located, together."""
    located: Located = {}
    for part in parts:
        for key, found in part.items():
            located.setdefault(key, []).extend(found)
    return located


def _cells(content: Content) -> Iterator[GridCell]:
    return (cell for grid in content.grids for cell, _ in cells_of(grid))


def _unit_lines(content: Content, unit_label: str) -> Iterator[tuple[str, Place]]:
    """The texts that may hold a community's names."""
    label = squeezed(unit_label)
    for grid in content.grids:
        for cell, following in cells_of(grid):
            text = values.text(cell.raw)
            if label and squeezed(text) == label and following is not None:
                yield values.text(following.raw), following.place
    if not label:
        for line in content.lines:
            yield line, Place()


def _below(grid: Grid, label: str, value: str) -> Iterator[tuple[int, list[int], Row]]:
    """Each row under a head that names a label's column and a value's, with their positions.

    There are several of the value's where it is not clear which of them counts.
    """
    columns: tuple[int, list[int]] | None = None
    head: Row = ()
    for row in grid:
        heads = [squeezed(values.text(cell.raw)) if cell else "" for cell in row]
        if squeezed(label) in heads and squeezed(value) in heads:
            title = heads.index(squeezed(label))
            columns = title, [at for at, text in enumerate(heads) if text == squeezed(value)]
            head = row
        elif columns is not None and _is_subhead(row, head, *columns):
            columns = columns[0], _clear_columns(heads, columns[1])
        if columns is not None and row is not head and not _is_subhead(row, head, *columns):
            yield *columns, row


def _is_subhead(row: Row, head: Row, title: int, found: list[int]) -> bool:
    """Whether a row divides a head above it: the label's cell goes on, the value's does not."""
    if title >= len(row) or row[title] is None or row[title] is not head[title]:
        return False
    return row is not head and any(at < len(row) and row[at] is not head[at] for at in found)


def _clear_columns(heads: Sequence[str], found: list[int]) -> list[int]:
    """The column whose head says that it holds what was reached; all of them if that is unclear."""
    named = {at: heads[at] for at in found if at < len(heads)}
    reached = [at for at, text in named.items() if text in _REACHED]
    others = [text for text in named.values() if text not in _REACHED]
    is_clear = len(reached) == 1 and all(text in _MOST for text in others)
    return reached if is_clear else found


def _distinct(row: Row) -> list[GridCell]:
    cells: dict[int, GridCell] = {id(cell): cell for cell in row if cell is not None}
    return list(cells.values())


def _squeezed_at(row: Row, column: int) -> str:
    cell = row[column] if column < len(row) else None
    return squeezed(values.text(cell.raw)) if cell else ""


def _cells_at(row: Row, columns: Iterable[int]) -> list[GridCell]:
    return _distinct([_cell_at(row, column) for column in columns])


def _cell_at(row: Row, column: int) -> GridCell:
    """The cell of a row in a column; a blank one at the row's end if it does not reach so far."""
    cell = row[column] if column < len(row) else None
    return cell or GridCell(None, next((each.place for each in reversed(row) if each), Place()))


def _found(cell: GridCell) -> Found:
    return Found(cell.raw, cell.place, cell.computed, sure=False, left_out=cell.left_out)


def _add(located: Located, field: Field, found: Found) -> None:
    place = found.place._replace(field=field.label)
    located.setdefault(field.key, []).append(found._replace(place=place))


def _mark_shared(located: Located, owners: Iterable[tuple[GridCell, str]]) -> None:
    """Mark the fields that share a cell with another.

    Args:
        located: The fields.
        owners: The cell of each field, with the field's key.
    """
    keys: dict[int, set[str]] = {}
    for cell, key in owners:
        keys.setdefault(id(cell), set()).add(key)
    for shared in keys.values():
        for key in shared if len(shared) > 1 else ():
            located[key] = [found._replace(shared=True) for found in located[key]]

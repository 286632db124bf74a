"""Rows of a table that goes on over pages: heads that are repeated, rows that a page break tore."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from docgen.office.pdf.grid import Box
from docgen.office.pdf.paragraphs import edge_of, goes_on

Rows = list[list[Box]]

_DIGIT: Final = re.compile(r"\d")
_LABEL_ENDS: Final = ("：", ":", "︰")


def append_rows(rows: Rows, more: Rows, *, is_open: bool) -> None:
    """Add the rows of a next page without its repeated head, what a page break tore joined."""
    more = more[_repeated(rows, more) :]
    if not rows or not more:
        rows += more
        return
    torn = _is_torn(rows, more, is_open)
    continued: dict[Box, Box] = {}
    for upper, lower in _over_break(rows, more):
        if lower not in continued and (torn or _is_merged(upper, lower, rows, more)):
            continued[lower] = upper
            upper.lines += lower.lines
            upper.left_out = "\n".join(filter(None, (upper.left_out, lower.left_out)))
    rows += ([continued.get(box, box) for box in row] for row in more[int(torn) :])


def _repeated(rows: Rows, more: Rows) -> int:
    """How many rows of the next page are a head that stands further up already.

    The first rows of a table are one whatever they say; any other row only if each of its cells
    names a column.
    """
    heads = [start for start, row in enumerate(rows) if start == 0 or _names_columns(row)]
    return max((_same(rows[start:], more) for start in heads), default=0)


def _names_columns(row: list[Box]) -> bool:
    texts = ["".join(box.said) for box in dict.fromkeys(row)]
    return len(texts) > 1 and all(text and not _DIGIT.search(text) for text in texts)


def _same(rows: Rows, more: Rows) -> int:
    """How many rows say the same, no cell reaching from them into the next one."""
    count = 0
    for number, (row, other) in enumerate(zip(rows, more, strict=False), 1):
        said = [box.said for box in row]
        if said != [box.said for box in other] or not any(said):
            break
        if number == len(more) or not set(other) & set(more[number]):
            count = number
    return count


def _is_torn(rows: Rows, more: Rows, is_open: bool) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    Programs close a row at the foot of a page and open it anew at the head of the next, so the
    lines seldom tell. Its cells stand in the same columns, and either no line is drawn between;
    or the row is one wide cell, and what goes on is not headed like a field of its own; or its
    first cell, where a row has its number or label, is empty although something else goes on; or
    all that goes on does so in the middle of a paragraph, and a cell is empty that never was.
    """
    pairs = _over_break(rows, more)
    if [one is two for one, two in pairwise(rows[-1])] != [
        one is two for one, two in pairwise(more[0])
    ]:
        return False
    if is_open:
        return True
    if len(pairs) == 1 and len(rows[-1]) > 1:
        upper, lower = pairs[0]
        return bool(upper.lines and lower.lines) and not lower.lines[0].text.endswith(_LABEL_ENDS)
    low = [(upper, lower) for upper, lower in pairs if lower not in _second(more)]
    if not low:
        return False
    label, rest = low[0]
    more_lines = [(upper, lower) for upper, lower in low if lower.lines]
    if label.lines and not rest.lines:
        return bool(more_lines)
    is_short = any(not lower.lines and _is_always_filled(upper, rows) for upper, lower in low)
    return is_short and bool(more_lines) and all(map(_goes_on, more_lines))


def _is_always_filled(box: Box, rows: Rows) -> bool:
    """Whether no row has left the column of a box empty."""
    column = rows[-1].index(box)
    return len(rows) > 1 and all(row[column].lines for row in rows)


def _goes_on(pair: tuple[Box, Box]) -> bool:
    """Whether the first line of the lower box goes on from the last one of the upper box."""
    upper, lower = pair
    if not upper.lines:
        return False
    return goes_on(upper.lines[-1], lower.lines[0], edge_of([*upper.lines, *lower.lines]))


def _is_merged(upper: Box, lower: Box, rows: Rows, more: Rows) -> bool:
    """Whether a page break went through a cell over several rows, which says its text once."""
    if lower not in _second(more) or _width(upper, rows[-1]) != _width(lower, more[0]):
        return False
    if upper.lines:
        return not lower.lines
    return bool(lower.lines) and len(rows) > 1 and upper in rows[-2]


def _over_break(rows: Rows, more: Rows) -> list[tuple[Box, Box]]:
    """The boxes that lie over each other at a page break, each pair once."""
    return list(dict.fromkeys(zip(rows[-1], more[0], strict=True)))


def _second(rows: Rows) -> list[Box]:
    return rows[1] if len(rows) > 1 else []


def _width(box: Box, row: list[Box]) -> tuple[int, int]:
    return row.index(box), row.count(box)

"""Text of a page: which box each character belongs to, and characters in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from docgen.office.pdf.grid import Box, Grid
from docgen.office.pdf.page import Glyph
from docgen.office.pdf.paragraphs import Line, measured

BoxAt = Callable[[float, float], Box | None]

# All in sizes of a character.
_ADJOINING: Final = 0.1  # between characters that were drawn in one go
_NEAR: Final = 0.6  # between words of a line, or Chinese and Latin characters
_GAP: Final = 1.0  # reads as a space though none is written
_SAME_LINE: Final = 0.5
_ALIGNED: Final = 0.3
_PITCH: Final = 1.8  # from line to line of one text
_TWICE: Final = 0.1  # between two drawings of a character that are to look bold


@dataclass(slots=True)
class _Piece:
    """Characters that were drawn in one go, and the boxes at the upper and lower end of them."""

    glyphs: list[Glyph]
    start: Glyph
    upper: Box | None
    lower: Box | None


def share_out(glyphs: Iterable[Glyph], grids: list[Grid]) -> list[Glyph]:
    """Put characters into the boxes of grids, the innermost ones; those outside are left over.

    Text that runs over the edge of its box, or is cut there, is still drawn in one go: it belongs
    where it starts. A line that lies across an edge belongs where the line beside it stands.
    """
    innermost = sorted(grids, key=lambda grid: grid.area)

    def box_at(x: float, y: float) -> Box | None:
        return next((box for grid in innermost if (box := grid.box(x, y))), None)

    pieces = [_piece(run, box_at) for run in _runs(glyphs, box_at)]
    outside: list[Glyph] = []
    for number, piece in enumerate(pieces):
        beside = pieces[number + 1 : number + 2] + pieces[max(number - 1, 0) : number]
        box = _home(piece, beside) or box_at(piece.start.across, piece.start.down)
        (box.glyphs if box else outside).extend(piece.glyphs)
    return outside


def lines(glyphs: Iterable[Glyph], left: float, right: float) -> list[Line]:
    """Characters as lines of text, from top to bottom; vertical text column by column.

    Args:
        glyphs: The characters.
        left: Where the cell begins that they stand in.
        right: Where it ends.
    """
    drawn = list(glyphs)
    text = _upright(drawn)
    if _is_vertical(text):
        columns = (list(_rows(column)) for column in _columns(text))
        found = [Line("".join(map(_text, rows)), rows[0][0].down) for rows in columns]
    elif text is drawn:
        found = [measured(_text(row), row, left, right) for row in _rows(text)]
    else:
        found = [Line(_text(row), row[0].down) for row in _rows(text)]
    return [line for line in found if line.text]


def _runs(glyphs: Iterable[Glyph], box_at: BoxAt) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _continues(run[-1], glyph, box_at):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _continues(one: Glyph, two: Glyph, box_at: BoxAt) -> bool:
    """Whether a character was drawn in one go with the one before it."""
    size = max(one.size, two.size)
    gap = two.left - one.right
    if one.turn or two.turn or abs(two.down - one.down) > _ALIGNED * size or gap < -1.1 * size:
        return False
    if gap <= _ADJOINING * size:
        return True
    return gap <= _NEAR * size and box_at(two.across, two.down) is box_at(one.across, one.down)


def _piece(run: list[Glyph], box_at: BoxAt) -> _Piece:
    start = next((glyph for glyph in run if glyph.text.strip()), run[0])
    inset = _ADJOINING * start.size
    upper = box_at(start.across, start.top + inset)
    return _Piece(run, start, upper, box_at(start.across, start.bottom - inset))


def _home(piece: _Piece, beside: list[_Piece]) -> Box | None:
    """The box of a piece, by the nearest piece beside it if it lies across an edge."""
    if piece.upper is piece.lower:
        return piece.upper
    near: list[tuple[float, Box]] = []
    for other in beside:
        size = max(piece.start.size, other.start.size)
        pitch = abs(other.start.down - piece.start.down)
        aligned = abs(other.start.left - piece.start.left) < _ALIGNED * size
        centred = abs(other.start.across - piece.start.across) < _ALIGNED * size
        sure = other.upper is other.lower and other.upper in (piece.upper, piece.lower)
        if other.upper and sure and (aligned or centred) and pitch < _PITCH * size:
            near.append((pitch, other.upper))
    return min(near, key=lambda one: one[0])[1] if near else None


def _upright(glyphs: list[Glyph]) -> list[Glyph]:
    """Text that mostly runs upwards or downwards, turned so that it runs to the right."""
    turn = round(median(glyph.turn for glyph in glyphs)) if glyphs else 0
    if turn == 0:
        return glyphs
    if turn > 0:
        return [
            glyph._replace(left=-glyph.bottom, top=glyph.left, right=-glyph.top, bottom=glyph.right)
            for glyph in glyphs
        ]
    return [
        glyph._replace(left=glyph.top, top=-glyph.right, right=glyph.bottom, bottom=-glyph.left)
        for glyph in glyphs
    ]


def _is_vertical(glyphs: list[Glyph]) -> bool:
    """Whether Chinese characters were mostly drawn one under another."""
    downwards = sideways = 0
    single = (glyph for glyph in glyphs if len(glyph.text) == 1 and not glyph.text.isascii())
    for one, two in pairwise(single):
        size = max(one.size, two.size)
        across, down = abs(two.across - one.across), two.down - one.down
        downwards += across < _ALIGNED * size and _SAME_LINE * size < down < _PITCH * size
        sideways += abs(down) < _ALIGNED * size < across
    return downwards > max(sideways, 2)


def _columns(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Columns of vertical text, from right to left."""
    column: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.across):
        if column and column[0].across - glyph.across > glyph.size:
            yield column
            column = []
        column.append(glyph)
    if column:
        yield column


def _rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Lines from top to bottom; what is raised or larger stays with its line."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.down):
        largest = max(row, key=lambda glyph: glyph.size, default=glyph)
        if glyph.down - largest.down > _SAME_LINE * max(largest.size, glyph.size):
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _text(row: list[Glyph]) -> str:
    """Characters of a line from left to right; a wide gap reads as a space."""
    once: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: glyph.left):
        same = [other for other in once[-2:] if other.text == glyph.text]
        if not any(glyph.left - other.left < _TWICE * glyph.size for other in same):
            once.append(glyph)
    gaps = [two.left - one.right for one, two in pairwise(once)]
    # Characters that are spread over a line have gaps all along it.
    usual = median(gaps) if gaps else 0
    text = once[0].text
    for gap, glyph in zip(gaps, once[1:], strict=True):
        text += " " * (gap > max(_GAP * glyph.size, 1.5 * usual)) + glyph.text
    return text.strip()

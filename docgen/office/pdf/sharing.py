"""Which box of a page's tables each character belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from docgen.office.pdf.glyphs import Glyph
from docgen.office.pdf.grid import Box, Grid

BoxAt = Callable[[float, float], Box | None]

# All in sizes of a character.
_ADJOINING: Final = 0.1  # between characters that were drawn in one go
_NEAR: Final = 0.6  # between words of a line, or Chinese and Latin characters
_ALIGNED: Final = 0.3
_PITCH: Final = 1.8  # from line to line of one text


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

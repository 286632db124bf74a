"""Which characters of a page are seen: not those in the colour of what they lie on, or covered."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from docgen.office.pdf.drawing import Character, Drawing, Shape
from docgen.office.pdf.glyphs import Glyph
from docgen.office.pdf.ink import PAPER, Ink, looks_like
from docgen.office.pdf.interpreter import Sides
from docgen.office.pdf.letters import letters

_SMALLEST: Final = 1  # point; nobody reads what is smaller
# A watermark is this much larger than the text of its page, and as large as this.
_LARGER, _LARGE = 3, 40
_ASKEW: Final = 0.1
_FAR: Final = 2.5  # sizes of a character between two of a seal
_LINE: Final = 4  # the most that a line is thick
_ALIKE: Final = 1.5
_SAME: Final = 2.0  # points between a text that is seen and its double that is not


def glyphs_of(drawing: Drawing, covers: Sequence[Sides]) -> list[Glyph]:
    """The characters of a page as glyphs, in the order in which they are drawn.

    What lies outside the page, watermarks, and text along a seal are no part of the text.

    Args:
        drawing: What the page draws.
        covers: Boxes that were laid over the page afterwards.
    """
    boxes = [one for one in drawing.shapes if one.covered and _is_thick(one.covered)]
    later = max((one.order for one in drawing.characters), default=0)
    boxes += [Shape(later + n, [], one, False, True, one, None) for n, one in enumerate(covers, 1)]
    looker = _Looker(boxes)
    found = [(one, turn) for one, turn in _lying_straight(drawing) if _is_on(one, drawing.crop)]
    shown = [
        Glyph(text, *one.sides, turn, False, looker.hides(one))
        for one, turn in found
        if (text := letters(one.text, one.font))
    ]
    doubled = {_spot(glyph) for glyph in shown if not glyph.is_hidden}
    return [glyph for glyph in shown if not (glyph.is_hidden and _spot(glyph) in doubled)]


class _Looker:
    """Looks at a page with these opaque boxes, in the order in which they are drawn."""

    def __init__(self, boxes: Sequence[Shape]) -> None:
        self._boxes = sorted(boxes, key=lambda box: box.order)
        self._orders = [box.order for box in self._boxes]
        self._alike: dict[Ink, bool] = {}

    def hides(self, char: Character) -> bool:
        """Whether nobody sees a character."""
        left, top, right, bottom = char.sides
        if not char.is_painted or max(right - left, bottom - top) < _SMALLEST:
            return True
        at = bisect(self._orders, char.order)
        x, y = (left + right) / 2, (top + bottom) / 2
        if any(_holds(box, x, y) for box in self._boxes[at:]):
            return True
        if not self._may_vanish(char.ink):
            return False
        below = (box.ink for box in reversed(self._boxes[:at]) if _holds(box, x, y))
        return looks_like(char.ink, next(below, PAPER))

    def _may_vanish(self, ink: Ink) -> bool:
        """Whether the page has anything of this colour."""
        if ink not in self._alike:
            inks = [PAPER, *(box.ink for box in self._boxes)]
            self._alike[ink] = any(looks_like(ink, other) for other in inks)
        return self._alike[ink]


def _lying_straight(drawing: Drawing) -> Iterator[tuple[Character, int]]:
    """Characters that lie along the page, and where their text runs; no watermarks and seals."""
    characters = drawing.characters
    turns = [_turn(one) for one in characters]
    usual = median(map(_size, characters)) if characters else 0
    for number, (char, turn) in enumerate(zip(characters, turns, strict=True)):
        if turn is None or _size(char) > max(_LARGER * usual, _LARGE):
            continue
        # One or two characters along a seal happen to lie straight.
        beside = [n for n in (number - 1, number + 1) if 0 <= n < len(turns) and turns[n] is None]
        if not any(_are_near(char, characters[n]) for n in beside):
            yield char, turn


def _turn(char: Character) -> int | None:
    a, b, c, d, *_ = char.matrix
    if abs(b) + abs(c) < _ASKEW * (abs(a) + abs(d)):
        return 0
    if abs(a) + abs(d) < _ASKEW * (abs(b) + abs(c)):
        return 1 if b > 0 else -1
    return None


def _size(char: Character) -> float:
    return min(char.sides[2] - char.sides[0], char.sides[3] - char.sides[1])


def _are_near(one: Character, two: Character) -> bool:
    """Whether characters are of one size and stand so near that they are of one word."""
    if max(_size(one), _size(two)) > _ALIKE * min(_size(one), _size(two)):
        return False
    gaps = (two.sides[0] - one.sides[2], one.sides[0] - two.sides[2])
    rises = (two.sides[1] - one.sides[3], one.sides[1] - two.sides[3])
    return max(*gaps, *rises) < (_FAR - 1) * max(_size(one), _size(two))


def _is_on(char: Character, page: Sides) -> bool:
    left, top, right, bottom = char.sides
    across, down = (left + right) / 2, (top + bottom) / 2
    return page[0] <= across <= page[2] and page[1] <= down <= page[3]


def _holds(box: Shape, x: float, y: float) -> bool:
    return box.covered is not None and (
        box.covered[0] <= x <= box.covered[2] and box.covered[1] <= y <= box.covered[3]
    )


def _is_thick(sides: Sides) -> bool:
    return min(sides[2] - sides[0], sides[3] - sides[1]) > _LINE


def _spot(glyph: Glyph) -> tuple[str, int, int]:
    return glyph.text, round(glyph.across / _SAME), round(glyph.down / _SAME)

"""Lines through text: what they strike out is no value, and they are no lines of a table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from docgen.office.pdf.drawing import Drawing, Shape
from docgen.office.pdf.glyphs import Glyph, Rule
from docgen.office.pdf.interpreter import Point, Sides, around, overlap

# Wider, a filled box is a background or a picture; narrower, it is a line that a program fills.
_MOST_THICK: Final = 4
_STRAIGHT: Final = 0.5
_TICK_BOX: Final = 15  # the largest
# Where a line goes through a character, from its top; further down it lies under it.
_THROUGH: Final = (0.2, 0.78)
_MIDDLE: Final = (0.3, 0.65)
_NEAR: Final = 3.0  # of lines that meet
# In sizes of a character.
_OVER: Final = 1.2  # by both ends of a line together
_STEEP: Final = 2.0  # the most that a line aslant rises
# How much of a line, and of one aslant, lies on text.
_ON_TEXT, _ASLANT = 0.5, 0.4


def lines_of(drawing: Drawing, more: Iterable[Sides]) -> tuple[list[Rule], list[Rule], list[Sides]]:
    """Straight lines across and down a page, and boxes around those that lie aslant.

    Args:
        drawing: What the page draws.
        more: Boxes around lines that were drawn on it by hand.
    """
    across, down, aslant = list[Rule](), list[Rule](), list[Sides]()
    aslant += more
    shown = (shape for shape in drawing.shapes if _is_on(shape.sides, drawing.crop))
    for shape in shown:
        for (x0, y0), (x1, y1) in _strokes(shape):
            if abs(y0 - y1) < _STRAIGHT < abs(x0 - x1):
                across.append(Rule((y0 + y1) / 2, *sorted((x0, x1))))
            elif abs(x0 - x1) < _STRAIGHT < abs(y0 - y1):
                down.append(Rule((x0 + x1) / 2, *sorted((y0, y1))))
            elif len(shape.points) == 2:
                aslant.append(around(((x0, y0), (x1, y1))))
    return across, down, aslant


def _is_on(sides: Sides, page: Sides) -> bool:
    left, top, right, bottom = overlap(sides, page)
    return left <= right and top <= bottom


def strike(
    glyphs: Sequence[Glyph],
    across: Sequence[Rule],
    down: Sequence[Rule],
    boxes: Sequence[Sides],
) -> tuple[list[Glyph], list[Rule], list[Rule]]:
    """The characters, those that are struck out marked, and the lines that strike out nothing.

    Args:
        glyphs: The characters of a page.
        across: Its lines from left to right, joined where they go on.
        down: Its lines from top to bottom, joined likewise.
        boxes: Boxes around lines that lie aslant.
    """
    shown = sorted((glyph for glyph in glyphs if not glyph.is_hidden), key=lambda one: one.down)
    downs = [glyph.down for glyph in shown]
    far = max((glyph.size for glyph in shown), default=0)
    struck: set[Glyph] = set()
    left_across, left_down = list[Rule](), list[Rule]()
    for rule in across:
        near = shown[bisect_left(downs, rule.at - far) : bisect_right(downs, rule.at + far)]
        found = _struck_across(rule, near, is_free=not any(_touch(rule, one) for one in down))
        struck.update(found)
        left_across += [] if found else [rule]
    for rule in down:
        near = shown[bisect_left(downs, rule.start) : bisect_right(downs, rule.end)]
        found = _struck_down(rule, near)
        struck.update(found)
        left_down += [] if found else [rule]
    for box in boxes:
        near = shown[bisect_left(downs, box[1] - far) : bisect_right(downs, box[3] + far)]
        struck.update(_struck_aslant(box, near))
    marked = [glyph._replace(is_struck=True) if glyph in struck else glyph for glyph in glyphs]
    return marked, left_across, left_down


def _struck_across(rule: Rule, glyphs: Sequence[Glyph], *, is_free: bool) -> list[Glyph]:
    on = [
        (glyph, (rule.at - glyph.top) / glyph.size)
        for glyph in glyphs
        if glyph.turn == 0 and rule.start <= glyph.across <= rule.end
    ]
    hit = [glyph for glyph, depth in on if _is_through(depth)]
    if _is_as_long(rule, [(glyph.left, glyph.right) for glyph in hit], hit):
        return hit
    # What was drawn by hand may be longer; a line to write on lies no higher than the feet.
    middle = [glyph for glyph, depth in on if _MIDDLE[0] <= depth <= _MIDDLE[1]]
    return middle if is_free else []


def _touch(across: Rule, down: Rule) -> bool:
    """Whether lines meet, as those of a table do."""
    is_beside = across.start - _NEAR <= down.at <= across.end + _NEAR
    return is_beside and down.start - _NEAR <= across.at <= down.end + _NEAR


def _struck_down(rule: Rule, glyphs: Sequence[Glyph]) -> list[Glyph]:
    hit = [
        glyph
        for glyph in glyphs
        if glyph.left < rule.at < glyph.right
        and _is_through(_depth(rule.at, glyph))
        and glyph.text.strip()
    ]
    # A character that stands upright is crossed by any line of a table that it grew over.
    if len(hit) < 2 and not any(glyph.turn for glyph in hit):
        return []
    return hit if _is_as_long(rule, [(glyph.top, glyph.bottom) for glyph in hit], hit) else []


def _struck_aslant(box: Sides, glyphs: Sequence[Glyph]) -> list[Glyph]:
    left, top, right, bottom = box
    hit = [
        glyph
        for glyph in glyphs
        if left <= glyph.across <= right
        and any(
            _is_through((y - glyph.top) / glyph.size) for y in (top, (top + bottom) / 2, bottom)
        )
        and glyph.text.strip()
    ]
    if not hit or bottom - top > _STEEP * max(glyph.size for glyph in hit):
        return []
    width = sum(min(glyph.right, right) - max(glyph.left, left) for glyph in hit)
    return hit if width >= _ASLANT * (right - left) else []


def _is_through(depth: float) -> bool:
    return _THROUGH[0] <= depth <= _THROUGH[1]


def _depth(at: float, glyph: Glyph) -> float:
    """Where a line down the page goes through a character, from its own top."""
    part = (at - glyph.left) / (glyph.right - glyph.left)
    return 1 - part if glyph.turn < 0 else part


def _is_as_long(
    rule: Rule, extents: Sequence[tuple[float, float]], glyphs: Sequence[Glyph]
) -> bool:
    """Whether a line is about as long as the text on it, as those of tables are not."""
    if not extents:
        return False
    start, end = min(one[0] for one in extents), max(one[1] for one in extents)
    over = max(start - rule.start, 0) + max(rule.end - end, 0)
    on_text = sum(high - low for low, high in extents)
    length = rule.end - rule.start
    return over <= _OVER * max(glyph.size for glyph in glyphs) and on_text >= _ON_TEXT * length


def _strokes(shape: Shape) -> Iterator[tuple[Point, Point]]:
    """Lines however they are drawn: as strokes, as thin filled shapes, or as outlines."""
    left, top, right, bottom = shape.sides
    across, down = (left + right) / 2, (top + bottom) / 2
    if len(shape.points) == 2:
        yield shape.points[0], shape.points[1]
    elif bottom - top <= min(_MOST_THICK, right - left):
        yield (left, down), (right, down)
    elif right - left <= min(_MOST_THICK, bottom - top):
        yield (across, top), (across, bottom)
    elif shape.is_stroked and max(right - left, bottom - top) > _TICK_BOX:
        points = shape.points
        yield from pairwise([*points, points[0]] if shape.is_box else points)

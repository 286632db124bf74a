"""What stands on a page of a PDF: characters and ruled lines, in points from its top left."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from pdfplumber.page import Page as PlumberPage

# Wider, a filled box is a background or a picture; narrower, it is a line that a program fills.
_MOST_THICK: Final = 4
_STRAIGHT: Final = 0.5
_TICK_BOX: Final = 15  # the largest
# A picture of the whole page.
_WHOLE: Final = 0.8
_UNREADABLE: Final = "\ufffd"
_UNMAPPED: Final = "(cid:"


Point = tuple[float, float]


class Glyph(NamedTuple):
    """A character, or several that a font draws as one.

    Attributes:
        turn: Where its text runs: 0 to the right, 1 upwards, -1 downwards.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    turn: int = 0

    @property
    def size(self) -> float:
        """Height across the direction in which its text runs."""
        return self.right - self.left if self.turn else self.bottom - self.top

    @property
    def across(self) -> float:
        """Middle from left to right."""
        return (self.left + self.right) / 2

    @property
    def down(self) -> float:
        """Middle from top to bottom."""
        return (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A straight line across or down the page.

    Attributes:
        at: Where it lies: its distance from the top, or from the left.
        start: Where it starts.
        end: Where it ends.
    """

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """What stands on a page.

    Attributes:
        height: How high it is.
        glyphs: Its characters in the order in which they are drawn.
        across: Its horizontal lines.
        down: Its vertical lines.
        is_picture: Whether a picture covers it.
    """

    height: float
    glyphs: list[Glyph]
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    is_picture: bool = False

    @property
    def is_readable(self) -> bool:
        """Whether it has text, most of which has a meaning beside its shape."""
        texts = [glyph.text for glyph in self.glyphs if glyph.text.strip()]
        return sum(text == _UNREADABLE for text in texts) * 2 < len(texts)


def read_page(source: PlumberPage) -> Page:
    """What stands on a page of a PDF."""
    page = Page(float(source.height), list(_glyphs(source)))
    x, y = source.bbox[:2]
    for (x0, y0), (x1, y1) in _strokes(source):
        left, top, right, bottom = x0 - x, y0 - y, x1 - x, y1 - y
        if abs(top - bottom) < _STRAIGHT < abs(left - right):
            page.across.append(Rule((top + bottom) / 2, *sorted((left, right))))
        elif abs(left - right) < _STRAIGHT < abs(top - bottom):
            page.down.append(Rule((left + right) / 2, *sorted((top, bottom))))
    size = float(source.width * source.height)
    covered = (abs(image["width"] * image["height"]) for image in source.images)
    page.is_picture = max(covered, default=0) > _WHOLE * size
    return page


def _glyphs(source: PlumberPage) -> Iterator[Glyph]:
    x, y = source.bbox[:2]
    for char in source.chars:
        a, b, c, d, *_ = char["matrix"]
        if abs(b) + abs(c) < 0.1 * (abs(a) + abs(d)):
            turn = 0
        elif abs(a) + abs(d) < 0.1 * (abs(b) + abs(c)):
            turn = 1 if b > 0 else -1
        else:
            continue  # askew: a watermark
        text = _text(char["text"])
        left, top, right, bottom = (char[key] for key in ("x0", "top", "x1", "bottom"))
        glyph = Glyph(text, left - x, top - y, right - x, bottom - y, turn)
        on_page = 0 <= glyph.across <= source.width and 0 <= glyph.down <= source.height
        if text and on_page:
            yield glyph


def _text(text: str) -> str:
    if text.startswith(_UNMAPPED):
        return _UNREADABLE
    plain = text.replace("\t", " ")
    return "".join(char for char in plain if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))


def _strokes(source: PlumberPage) -> Iterator[tuple[Point, Point]]:
    """Lines however they are drawn: as strokes, as thin filled shapes, or as outlines."""
    for line in source.lines:
        yield (line["x0"], line["top"]), (line["x1"], line["bottom"])
    for shape in (*source.rects, *source.curves):
        left, top, right, bottom = (shape[key] for key in ("x0", "top", "x1", "bottom"))
        across, down = (left + right) / 2, (top + bottom) / 2
        if bottom - top <= min(_MOST_THICK, right - left):
            yield (left, down), (right, down)
        elif right - left <= min(_MOST_THICK, bottom - top):
            yield (across, top), (across, bottom)
        elif shape["stroke"] and max(right - left, bottom - top) > _TICK_BOX:
            points = shape["pts"]
            yield from pairwise([*points, points[0]] if shape["object_type"] == "rect" else points)

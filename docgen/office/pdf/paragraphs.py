"""Lines of a PDF as paragraphs: which of them a program broke, and which ones a person ended."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from docgen.office.pdf.glyphs import Glyph

# What does not stand at the end of a line, and what does not stand at its beginning.
_OPENERS: Final = frozenset("（〔［【《〈「『“‘([{")
_CLOSERS: Final = frozenset("，。、；：？！）〕］】》〉」』”’…—％‰℃,.;:?!)]}%·")
_WIDEST: Final = 12  # characters that a program keeps together
# In sizes of a character.
_INDENTED: Final = 0.5
_MARGIN: Final = 0.7  # the widest between a cell's edge and its text
_TYPED: Final = 3  # characters at most in one that a font draws as one
_LATIN_GAP: Final = re.compile(r"[A-Za-z0-9,;:.!?)]\n[A-Za-z0-9(]")


class Line(NamedTuple):
    """A line of text.

    Attributes:
        text: What it says.
        left_out: What is struck out in it.
        at: Its middle, from the top of the page.
        size: Size of its characters.
        indent: From the left edge of its cell to its first character.
        room: From its last character to the right edge; infinite where that says nothing.
        head: Width of what could not be parted at its beginning.
    """

    text: str
    left_out: str
    at: float
    size: float = 0
    indent: float = 0
    room: float = math.inf
    head: float = 0


def measured(text: str, left_out: str, row: Sequence[Glyph], left: float, right: float) -> Line:
    """A horizontal line of these characters between two edges."""
    glyphs = sorted(row, key=lambda glyph: glyph.left)
    size = median(glyph.size for glyph in glyphs)
    room = math.inf if _is_typed(glyphs[-1]) else right - glyphs[-1].right
    head = 0.0 if _is_typed(glyphs[0]) else glyphs[_head(glyphs)].right - glyphs[0].left
    return Line(text, left_out, glyphs[0].down, size, glyphs[0].left - left, room, head)


def paragraphs(lines: Sequence[Line]) -> str:
    r"""The text of a cell, its paragraphs divided by ``\n``.

    A line goes on in the next one if that is not indented and begins with something that had no
    room in it. A paragraph that fills its last line, before one that is not indented, cannot be
    told from one that goes on.
    """
    if not lines:
        return ""
    edge = edge_of(lines)
    text = lines[0].text
    for line, following in pairwise(lines):
        is_one = goes_on(line, following, edge)
        text = _joined(text, following.text) if is_one else f"{text}\n{following.text}"
    return text


def edge_of(lines: Sequence[Line]) -> float:
    """From the left edge of a cell to its text; where every line is farther, all are indented."""
    return min(min(line.indent for line in lines), max(line.size for line in lines))


def goes_on(line: Line, following: Line, edge: float) -> bool:
    """Whether a line goes on in the next one.

    Args:
        line: The line.
        following: The next one.
        edge: From the left edge of their cell to its text.
    """
    margin = min(max(edge, 0), _MARGIN * line.size)
    is_indented = following.indent - edge > _INDENTED * following.size
    return not is_indented and line.room - margin < following.head


def _is_typed(glyph: Glyph) -> bool:
    """Whether it is a text from a form field, whose lines somebody ended."""
    return len(glyph.text) > _TYPED


def _joined(text: str, more: str) -> str:
    """Words of Latin letters have a space between them, which a program drops where it breaks."""
    is_latin = _LATIN_GAP.fullmatch(f"{text[-1:]}\n{more[:1]}")
    return f"{text} {more}" if is_latin else text + more


def _head(glyphs: Sequence[Glyph]) -> int:
    """Index of the last character that stays with the first one."""
    last = 0
    for number, (one, two) in enumerate(pairwise(glyphs[:_WIDEST]), 1):
        latin = one.text.isascii() and two.text.isascii() and one.text != " " != two.text
        if not (one.text in _OPENERS or two.text in _CLOSERS or latin):
            break
        last = number
    return last

"""How high rows must be for their text, and where pages break so that no merged block is cut."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

# Line pitch as a multiple of the font's size: what 宋体 and 仿宋 take, rounded up.
_LINE: Final = 1.3
# Points that a cell keeps free around its text.
_PADDING_ACROSS: Final = 5.0
_PADDING_DOWN: Final = 4.0
_INDENT: Final = 9.0

_WORD_OR_ONE: Final = re.compile(r"[!-~]+|.")


@dataclass(frozen=True, slots=True)
class Block:
    """Merged cells one below the other, with a text that must fit.

    Attributes:
        first: Index of its first row.
        last: Index of its last row.
        left: First column, from 1.
        right: Last column.
        text: What it says.
        height: Points that the text needs.
    """

    first: int
    last: int
    left: int
    right: int
    text: str
    height: float

    def clipped(self, first: int, last: int) -> Block:
        """The part of it that lies within the rows."""
        return replace(self, first=max(self.first, first), last=min(self.last, last))


@dataclass(frozen=True, slots=True)
class Page:
    """Rows that are printed on one page.

    Attributes:
        first: Index of the first row.
        heights: Height of each of its rows in points.
        blocks: Its merged blocks; one that goes on from the page before starts again.
    """

    first: int
    heights: tuple[float, ...]
    blocks: tuple[Block, ...]


def text_height(text: str, font_size: float, width: float, wraps: bool, indent: float = 0) -> float:
    """Points that a cell needs for a text.

    Args:
        text: The text.
        font_size: Size of its font in points.
        width: Width of the cell in points.
        wraps: Whether lines wrap at the cell's edge.
        indent: Indentation in Excel's steps.
    """
    room = (width - _PADDING_ACROSS - indent * _INDENT) / font_size
    lines = sum(_wrapped(line, room) if wraps else 1 for line in text.split("\n"))
    return lines * font_size * _LINE + _PADDING_DOWN


def _wrapped(line: str, room: float) -> int:
    """Lines that a text takes in a room of so many full-width characters."""
    lines, used = 1, 0.0
    for token in _WORD_OR_ONE.findall(line):
        width = sum(1.0 if unicodedata.east_asian_width(one) in "WFA" else 0.55 for one in token)
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        # A word longer than a line breaks anywhere.
        extra = max(0, math.ceil(width / max(room, 1.0)) - 1)
        lines, used = lines + extra, used + width - extra * room
    return lines


def stretched(heights: Sequence[float], blocks: Sequence[Block], first: int = 0) -> list[float]:
    """The heights of rows, raised evenly under each block that needs more.

    Args:
        heights: Heights in points.
        blocks: Merged blocks within these rows.
        first: Index of the first row.
    """
    result = list(heights)
    for block in sorted(blocks, key=lambda block: block.last - block.first):
        rows = range(block.first - first, block.last - first + 1)
        missing = block.height - sum(result[row] for row in rows)
        for row in rows:
            result[row] += max(0.0, missing) / len(rows)
    return result


def paginate(
    heights: Sequence[float],
    blocks: Sequence[Block],
    page: float,
    head: float = 0,
    head_rows: int = 0,
) -> list[Page]:
    """Break rows into pages: as few as possible, and of those the way that stretches rows least.

    Args:
        heights: Heights of the rows in points.
        blocks: Merged blocks.
        page: Height of a page in points.
        head: Height of the rows that are repeated on top of every later page.
        head_rows: Number of rows up to the last of those: before it no page breaks.
    """
    count = len(heights)
    # From the last row back: pages and stretch from a row on, its page, and where the next starts.
    best: list[tuple[int, float, Page | None, int]] = [(0, 0.0, None, count)] * (count + 1)
    for first in reversed(range(count)):
        room = page - (head if first else 0)
        choices: list[tuple[int, float, Page, int]] = []
        for end in range(max(first, head_rows) + 1, count + 1):
            candidate = _page(heights, blocks, first, end)
            height = sum(candidate.heights)
            if height > room and choices:
                break
            pages, stretch, _, _ = best[end]
            stretch += height - sum(heights[first:end])
            choices.append((pages + 1, round(stretch, 3), candidate, end))
        # Of equal choices the fullest page.
        best[first] = min(choices, key=lambda choice: (*choice[:2], -choice[3]))
    result = []
    _, _, next_page, end = best[0]
    while next_page is not None:
        result.append(next_page)
        _, _, next_page, end = best[end]
    return result


def _page(heights: Sequence[float], blocks: Sequence[Block], first: int, end: int) -> Page:
    parts = tuple(
        block.clipped(first, end - 1)
        for block in blocks
        if block.first < end and block.last >= first
    )
    return Page(first, tuple(stretched(heights[first:end], parts, first)), parts)

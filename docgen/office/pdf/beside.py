"""Text beside the lines of a page: pronunciation over a word, and what stands between two lines.

A text box, or a cell over two lines beside one of one line, shows its text half a line higher or
lower than what it stands beside. Which of the two comes first, only its writer knows.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from docgen.office.pdf.glyphs import Glyph

# All in sizes of a character.
_SMALL: Final = 0.6  # the most that pronunciation measures
_OVER: Final = (-0.15, 0.4)  # from its foot to the head of what it stands over
_OVERLAP: Final = 0.15  # by which lines that stand beside each other share their height
_CLASH: Final = 0.35  # the same of lines over each other: no line of one text is set so close

_TOUCHING: Final = 0.5  # points by which neighbours may overlap


def leave_out_pronunciation(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters, small letters right over others (拼音, 注音) marked as struck out."""
    largest = max((glyph.size for glyph in glyphs if len(glyph.text) == 1), default=0)
    small = {glyph for glyph in glyphs if glyph.size <= _SMALL * largest and _is_letter(glyph)}
    if not small:
        return list(glyphs)
    others = sorted(
        (one for one in glyphs if one not in small and not one.turn and len(one.text) == 1),
        key=lambda one: one.top,
    )
    tops = [one.top for one in others]
    low, high = (part * largest for part in _OVER)
    over = {
        glyph
        for glyph in small
        if any(
            _is_over(glyph, other)
            for other in others[
                bisect_left(tops, glyph.bottom + low) : bisect_right(tops, glyph.bottom + high)
            ]
        )
    }
    return [glyph._replace(is_struck=True) if glyph in over else glyph for glyph in glyphs]


def uneven_rows(rows: Iterable[list[Glyph]]) -> list[list[list[Glyph]]]:
    """The rows of a text from top to bottom; those between whose lines others stand are together.

    Args:
        rows: Its rows, each with its characters.
    """
    groups: list[list[list[Glyph]]] = []
    for row in rows:
        if groups and any(_are_uneven(above, row) for above in groups[-1]):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [sorted(group, key=_start) for group in groups]


def _are_uneven(upper: Sequence[Glyph], lower: Sequence[Glyph]) -> bool:
    """Whether two rows share more of their height than two lines of a text do."""
    up, low = _said(upper), _said(lower)
    if not up or not low:
        return False
    one, two = (max(row, key=lambda glyph: glyph.size) for row in (up, low))
    shared = min(one.bottom, two.bottom) - max(one.top, two.top)
    least = _OVERLAP if _stand_apart(up, low) else _CLASH
    return shared > least * min(one.size, two.size)


def _stand_apart(one: Sequence[Glyph], two: Sequence[Glyph]) -> bool:
    """Whether no character of a row stands over one of the other."""
    ends = sorted(
        [(glyph.left, glyph.right, True) for glyph in one]
        + [(glyph.left, glyph.right, False) for glyph in two]
    )
    return all(
        is_first == was_first or left >= right - _TOUCHING
        for (_, right, was_first), (left, _, is_first) in pairwise(ends)
    )


def _said(row: Sequence[Glyph]) -> list[Glyph]:
    return [glyph for glyph in row if not glyph.is_struck and glyph.text.strip()]


def _start(row: Sequence[Glyph]) -> float:
    return min(glyph.left for glyph in (_said(row) or row))


def _is_letter(glyph: Glyph) -> bool:
    """Whether it is a letter that is none of Chinese."""
    is_one = len(glyph.text) == 1 and glyph.text.isalpha() and not glyph.turn
    return is_one and not unicodedata.name(glyph.text, "CJK").startswith("CJK")


def _is_over(small: Glyph, other: Glyph) -> bool:
    gap = (other.top - small.bottom) / other.size
    is_over = other.left - other.size / 2 <= small.across <= other.right + other.size / 2
    is_small = small.size <= _SMALL * other.size
    return bool(is_over and is_small and _OVER[0] <= gap <= _OVER[1] and other.text.strip())

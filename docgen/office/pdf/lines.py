"""Characters of a cell in reading order: lines from top to bottom, columns of vertical text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import Final

from docgen.office.pdf.beside import uneven_rows
from docgen.office.pdf.glyphs import Glyph
from docgen.office.pdf.paragraphs import Line, measured
from docgen.office.symbols import UNREADABLE, raised

# All in sizes of a character.
_GAP: Final = 1.0  # reads as a space though none is written
_SAME_LINE: Final = 0.5
_ALIGNED: Final = 0.3
_PITCH: Final = 1.8  # from line to line of one text
_SMALL: Final = 0.8  # of what is raised or lowered
_RAISED: Final = 0.12  # its middle from that of the line
_CLEAR: Final = 0.2  # its foot from that of the line
_BELOW: Final = 0.05  # the same of what is lowered
_TWICE: Final = 0.1  # between two drawings of a character that are to look bold


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
        found = [_column(list(map(_said, rows)), rows[0][0].down) for rows in columns]
    elif text is drawn:
        found = [
            measured(*_together(rows), [glyph for row in rows for glyph in row], left, right)
            for rows in uneven_rows(_rows(text))
        ]
    else:
        found = [Line(*_said(row), row[0].down) for row in _rows(text)]
    return [line for line in found if line.text or line.left_out]


def _together(rows: list[list[Glyph]]) -> tuple[str, str]:
    """What rows say that stand beside each other at different heights: in no sure order."""
    said = list(map(_said, rows))
    texts = filter(None, (text for text, _ in said))
    return UNREADABLE.join(texts), "".join(left_out for _, left_out in said)


def _column(said: list[tuple[str, str]], at: float) -> Line:
    return Line("".join(text for text, _ in said), "".join(out for _, out in said), at)


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


def _said(row: list[Glyph]) -> tuple[str, str]:
    """Characters of a line from left to right, and those that are struck out.

    A wide gap reads as a space.
    """
    once: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: (glyph.left, not glyph.text.strip())):
        before = once[-2:]
        # Programs draw blanks over text, to underline it.
        is_over = not glyph.text.strip() and any(glyph.across < other.right for other in before)
        same = [other for other in before if other.text == glyph.text]
        is_again = any(glyph.left - other.left < _TWICE * glyph.size for other in same)
        if not is_over and not is_again:
            once.append(glyph)
    gaps = [two.left - one.right for one, two in pairwise(once)]
    # Characters that are spread over a line have gaps all along it.
    usual = median(gaps) if gaps else 0
    texts = ["", ""]
    for gap, glyph in zip([0.0, *gaps], once, strict=True):
        space = " " * (gap > max(_GAP * glyph.size, 1.5 * usual))
        texts[glyph.is_struck] += space + _shown(glyph, once)
    return texts[0].strip(), texts[1].strip()


def _shown(glyph: Glyph, row: list[Glyph]) -> str:
    """What a character says: small digits that are raised or lowered are others."""
    if not (glyph.text.isascii() and len(glyph.text) == 1):
        return glyph.text
    largest = max(row, key=lambda other: other.size)
    if glyph.size > _SMALL * largest.size:
        return glyph.text
    rise = (largest.down - glyph.down) / largest.size
    above = largest.bottom - glyph.bottom
    if rise > _RAISED and above > _CLEAR * largest.size:
        return raised(glyph.text, ("superscript",))
    if rise < -_RAISED and above < -_BELOW * largest.size:
        return raised(glyph.text, ("subscript",))
    return glyph.text

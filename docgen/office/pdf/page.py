"""What a page of a PDF means: the text that is seen, in which cell or line, and what is left out.

This is the one place that says so. Tables over pages, forms and messages take it from here; what
the page draws, and which marks it has, is found in the modules that are imported below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from docgen.office.pdf.annotations import Annotations, set_in
from docgen.office.pdf.beside import leave_out_pronunciation
from docgen.office.pdf.drawing import Drawing
from docgen.office.pdf.glyphs import Glyph
from docgen.office.pdf.grid import Grid, find_grids, joined
from docgen.office.pdf.interpreter import Sides
from docgen.office.pdf.letters import is_meant
from docgen.office.pdf.lines import lines
from docgen.office.pdf.paragraphs import Line
from docgen.office.pdf.seen import glyphs_of
from docgen.office.pdf.sharing import share_out
from docgen.office.pdf.struck import lines_of, strike

# Pictures that cover this much of a page are the page.
_WHOLE: Final = 0.8
# Pieces of a line that strikes out; those of a table's line may lie farther apart.
_NEAR: Final = 0.6


@dataclass(slots=True)
class Page:
    """What stands on a page.

    Attributes:
        height: How high it is.
        glyphs: Its characters in the order in which they are drawn, with their marks.
        grids: Its tables from top to bottom; each box has its lines, and what is left out of them.
        outside: Its characters outside tables.
        lines: The lines of text that these form.
        is_picture: Whether pictures cover it.
    """

    height: float
    glyphs: list[Glyph]
    grids: list[Grid]
    outside: list[Glyph]
    lines: list[Line]
    is_picture: bool = False

    @property
    def has_text(self) -> bool:
        """Whether any text is seen on it."""
        return any(_seen(self.glyphs))

    @property
    def is_readable(self) -> bool:
        """Whether most of the text that is seen has a meaning beside its shape."""
        texts = _seen(self.glyphs)
        return sum(not is_meant(text) for text in texts) * 2 < len(texts)


def read_page(drawing: Drawing, more: Annotations | None = None) -> Page:
    """What stands on a page.

    Args:
        drawing: What the page draws.
        more: What people put on it.
    """
    more = more or Annotations()
    across, down, aslant = lines_of(drawing, [drawing.placed(line) for line in more.lines])
    glyphs = glyphs_of(drawing, [drawing.placed(box) for box in more.covers])
    glyphs, across, down = strike(glyphs, *joined(across, down, _NEAR), aslant)
    glyphs = _struck_by(glyphs, [drawing.placed(box) for box in more.struck])
    glyphs = leave_out_pronunciation(glyphs)
    for text, box in more.texts:
        glyphs += set_in(text, *drawing.placed(box))
    grids = find_grids(across, down)
    outside = share_out(glyphs, grids)
    for grid in grids:
        for cell, edges in grid.edges().items():
            cell.lines, cell.left_out = _read(cell.glyphs, *edges)
    left = min((glyph.left for glyph in outside), default=0)
    right = max((glyph.right for glyph in outside), default=0)
    around, _ = _read(outside, left, right)
    covered = sum((box[2] - box[0]) * (box[3] - box[1]) for box in drawing.pictures)
    is_picture = covered > _WHOLE * drawing.width * drawing.height
    return Page(drawing.height, glyphs, grids, outside, around, is_picture)


def _struck_by(glyphs: Sequence[Glyph], boxes: Sequence[Sides]) -> list[Glyph]:
    """The characters, those in boxes as struck out."""
    return [
        glyph._replace(is_struck=True)
        if any(x0 <= glyph.across <= x1 and y0 <= glyph.down <= y1 for x0, y0, x1, y1 in boxes)
        else glyph
        for glyph in glyphs
    ]


def _read(glyphs: Sequence[Glyph], left: float, right: float) -> tuple[list[Line], str]:
    """The lines of text between two edges, and what stands there that is no part of it."""
    shown = lines([glyph for glyph in glyphs if not glyph.is_hidden], left, right)
    hidden = lines([glyph for glyph in glyphs if glyph.is_hidden], left, right)
    left_out = [line.left_out for line in shown] + [line.text for line in hidden]
    return [line for line in shown if line.text], "\n".join(filter(None, left_out))


def _seen(glyphs: Sequence[Glyph]) -> list[str]:
    return [glyph.text for glyph in glyphs if not glyph.is_hidden and glyph.text.strip()]

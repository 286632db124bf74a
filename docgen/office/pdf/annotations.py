"""What people put on a page of a PDF: texts, ticks, lines through text, boxes over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pypdf import PageObject
from pypdf.generic import DictionaryObject

from docgen.office.pdf.glyphs import Glyph
from docgen.office.pdf.interpreter import Sides, around
from docgen.office.pdf.objects import inherited, is_on, items, number, resolved, text_of

# Of an annotation's flags: hidden, and not to be seen on a screen.
_UNSEEN: Final = (1 << 1) | (1 << 5)
_TICK: Final = "√"
# How large a text on a page is taken to be: programs fit it into its box by themselves.
_SIZE, _PITCH = 10.0, 12.0


@dataclass(slots=True)
class Annotations:
    """What was put on a page, in boxes of the file's own coordinates.

    Attributes:
        texts: Texts of fields and of text boxes, and ticks.
        struck: Where text is marked as struck out, or to be made illegible.
        covers: Filled boxes that lie over the page.
        lines: Boxes around lines that were drawn by hand.
    """

    texts: list[tuple[str, Sides]] = field(default_factory=list)
    struck: list[Sides] = field(default_factory=list)
    covers: list[Sides] = field(default_factory=list)
    lines: list[Sides] = field(default_factory=list)


def annotations_of(page: PageObject) -> Annotations:
    """What was put on a page."""
    found = Annotations()
    for mark in items(page.get("/Annots")):
        if not isinstance(mark, DictionaryObject) or number(mark.get("/F")) & _UNSEEN:
            continue
        box = _box(mark.get("/Rect"))
        kind = mark.get("/Subtype")
        if kind in ("/StrikeOut", "/Redact"):
            found.struck += _quads(mark) or ([box] if box else [])
        elif kind == "/Line":
            found.lines += [line for line in [_box(mark.get("/L"))] if line]
        elif kind == "/Ink":
            found.lines += filter(None, map(_box, map(items, items(mark.get("/InkList")))))
        elif box:
            if kind in ("/Square", "/FreeText") and _is_filled(mark, kind):
                found.covers.append(box)
            if text := _shown(mark):
                found.texts.append((text, box))
    return found


def set_in(text: str, left: float, top: float, right: float, bottom: float) -> Iterator[Glyph]:
    """A text that was typed into a box of a page: each of its lines as one glyph."""
    lines = text.split("\n")
    middle = (top + bottom - _PITCH * (len(lines) - 1)) / 2
    for place, line in enumerate(lines):
        at = max(middle, top) + _PITCH * place
        if line.strip():
            yield Glyph(line, left, at - _SIZE / 2, right, at + _SIZE / 2)


def _box(value: object) -> Sides | None:
    """The box around points that are given one after another."""
    numbers = [float(one) for one in (value if isinstance(value, list) else items(value))]
    points = [(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
    return around(points) if points else None


def _quads(mark: DictionaryObject) -> list[Sides]:
    """The boxes of the lines of text that a mark is for."""
    numbers = items(mark.get("/QuadPoints"))
    found = (_box(numbers[at : at + 8]) for at in range(0, len(numbers), 8))
    return [box for box in found if box]


def _is_filled(mark: DictionaryObject, kind: str) -> bool:
    """Whether nothing shows through it; the colour of a text box is that of its ground."""
    opacity = resolved(mark.get("/CA", 1))
    fill = items(mark.get("/IC" if kind == "/Square" else "/C"))
    return bool(fill) and isinstance(opacity, int | float) and opacity >= 1


def _shown(mark: DictionaryObject) -> str:
    """Text that a field or a text box shows on its page."""
    kind = mark.get("/Subtype")
    if kind == "/FreeText":
        return text_of(mark.get("/Contents"))
    if kind != "/Widget":
        return ""
    if inherited(mark, "/FT") == "/Btn":
        return _TICK if is_on(resolved(mark.get("/AS"))) else ""
    return text_of(inherited(mark, "/V"))

"""Draws a page of a PDF: pdfminer reads the commands, and what they show is kept."""

from __future__ import annotations

from typing import Any, Final

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTPage, LTRect
from pdfminer.pdffont import PDFFont
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import MATRIX_IDENTITY, Matrix
from pdfplumber.page import Page as PlumberPage

from docgen.office.pdf.drawing import Character, Drawing, Shape
from docgen.office.pdf.ink import ink_of
from docgen.office.pdf.interpreter import (
    OFF,
    WATERMARK,
    Interpreter,
    Sides,
    State,
    Surroundings,
    layers_off,
    overlap,
)

_UNSEEN: Final = (3, 7)  # of the ways to paint text: not at all, and as a clip alone
_OUTLINED: Final = 1
_MASKS: Final = ("SMask", "Mask", "ImageMask", "IM")


def draw(source: PlumberPage) -> Drawing:
    """What a page draws."""
    canvas = _Canvas(source.pdf.rsrcmgr)
    canvas.surroundings.off = layers_off(source.pdf.doc.catalog)
    Interpreter(source.pdf.rsrcmgr, canvas).process_page(source.page_obj)
    return canvas.drawing


class _Sink(LTPage):
    """Takes what is drawn, of which the canvas keeps what it needs."""

    def add(self, obj: Any) -> None:
        self._objs.append(obj)

    def taken(self) -> list[Any]:
        """What was drawn since this was asked."""
        new, self._objs = self._objs, []
        return new


class _Canvas(PDFLayoutAnalyzer):
    cur_item: Any

    def __init__(self, manager: Any) -> None:
        super().__init__(manager)
        self.drawing = Drawing()
        self.surroundings = Surroundings()
        self._order = 0
        self._render = 0
        self._is_several = False

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        super().begin_page(page, ctm)
        drawing = self.drawing
        drawing.width, drawing.height = self.cur_item.width, self.cur_item.height
        drawing.turning = ctm
        whole = (0, 0, drawing.width, drawing.height)
        drawing.crop = overlap(whole, drawing.placed(page.cropbox))
        self.cur_item = _Sink(1, whole)

    def end_page(self, page: PDFPage) -> None:
        """Nothing is made of the page as a whole."""

    def begin_figure(self, name: str, bbox: Any, matrix: Matrix) -> None:
        """What a figure draws is drawn on the page."""

    def end_figure(self, _: str) -> None:
        """The page goes on."""

    def render_string(self, textstate: Any, *more: Any) -> None:
        self._render = textstate.render
        super().render_string(textstate, *more)

    def render_char(self, matrix: Matrix, font: Any, *more: Any) -> float:
        advance = super().render_char(matrix, font, *more)
        (char,) = self.cur_item.taken()
        if WATERMARK not in self.surroundings.layers:
            self.drawing.characters.append(self._character(char, font))
        return advance

    def _character(self, char: LTChar, font: PDFFont) -> Character:
        state = char.graphicstate
        assert isinstance(state, State)
        seen = self._render not in _UNSEEN and state.opacity > 0
        is_line = self._render == _OUTLINED
        ink = ink_of(state.scs, state.scolor) if is_line else ink_of(state.ncs, state.ncolor)
        sides = self._sides(char)
        is_on = OFF not in self.surroundings.layers
        return Character(
            self._next(), char.get_text(), font, sides, char.matrix, ink, seen and is_on
        )

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        # Of several outlines filled at once one may be a hole in the other.
        is_one = sum(command[0] == "m" for command in path) == 1
        self._is_several = self._is_several or not is_one
        super().paint_path(gstate, stroke, fill, evenodd, path)
        self._is_several = self._is_several and is_one
        if OFF in self.surroundings.layers:
            self.cur_item.taken()
        for one in self.cur_item.taken():
            sides = self._sides(one)
            is_box = isinstance(one, LTRect)
            is_opaque = gstate.opacity >= 1 and not gstate.is_blended
            covers = fill and is_box and is_opaque and not self._is_several
            clip = self._placed(gstate.clip)
            points = [(x, self.drawing.height - y) for x, y in one.pts]
            shape = Shape(
                self._next(),
                points,
                sides,
                bool(stroke),
                is_box,
                overlap(sides, clip) if covers else None,
                ink_of(gstate.ncs, gstate.ncolor),
            )
            self.drawing.shapes.append(shape)

    def render_image(self, name: str, stream: PDFStream) -> None:
        if OFF in self.surroundings.layers:
            return
        state = self.surroundings.state
        sides = self.drawing.placed((0, 0, 1, 1), self.ctm)
        self.drawing.pictures.append(sides)
        is_clear = state.opacity < 1 or state.is_blended or any(map(stream.attrs.get, _MASKS))
        if not is_clear:
            covered = overlap(sides, self._placed(state.clip))
            self.drawing.shapes.append(Shape(self._next(), [], sides, False, True, covered, None))

    def _next(self) -> int:
        self._order += 1
        return self._order

    def _sides(self, thing: Any) -> Sides:
        return self._placed((thing.x0, thing.y0, thing.x1, thing.y1))

    def _placed(self, box: Sides) -> Sides:
        return self.drawing.placed(box, MATRIX_IDENTITY)

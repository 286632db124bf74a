"""What a page of a PDF draws, in the order in which it draws it, in points from its top left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pdfminer.pdffont import PDFFont
from pdfminer.utils import MATRIX_IDENTITY, Matrix, apply_matrix_rect

from docgen.office.pdf.ink import Ink
from docgen.office.pdf.interpreter import ANYWHERE, Point, Sides


@dataclass(slots=True)
class Character:
    """A character as it is drawn.

    Attributes:
        order: When it is drawn, among everything on the page.
        text: What pdfminer takes it for.
        font: Its font.
        sides: The box that its font gives it.
        matrix: How it is turned and sized.
        ink: Its colour; None if that is no plain one.
        is_painted: Whether it is painted at all.
    """

    order: int
    text: str
    font: PDFFont
    sides: Sides
    matrix: Matrix
    ink: Ink
    is_painted: bool


@dataclass(slots=True)
class Shape:
    """A path that is stroked or filled, or an opaque picture.

    Attributes:
        order: When it is drawn, among everything on the page.
        points: Its corners.
        sides: The box around it.
        is_stroked: Whether its outline is drawn.
        is_box: Whether it fills the whole box around it.
        covered: What of the page it covers, if it is a filled box that nothing shows through.
        ink: What it is filled with.
    """

    order: int
    points: list[Point]
    sides: Sides
    is_stroked: bool
    is_box: bool
    covered: Sides | None
    ink: Ink


@dataclass(slots=True)
class Drawing:
    """What a page draws.

    Attributes:
        width: How wide it is.
        height: How high it is.
        crop: What of it is shown and printed.
        turning: From the file's coordinates to the page's, before they are counted from its top.
        pictures: Boxes of its pictures.
    """

    width: float = 0
    height: float = 0
    crop: Sides = ANYWHERE
    turning: Matrix = MATRIX_IDENTITY
    characters: list[Character] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Sides] = field(default_factory=list)

    def placed(self, box: Sequence[float], matrix: Matrix | None = None) -> Sides:
        """A box in the file's coordinates, as it lies on the page."""
        x0, y0, x1, y1 = apply_matrix_rect(
            self.turning if matrix is None else matrix, (box[0], box[1], box[2], box[3])
        )
        return x0, self.height - y1, x1, self.height - y0

"""Pages of a PDF as they lie on paper: glyphs, lines and rules in mm from the page's top left."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pdfplumber.page
from PIL import ImageChops

MM = 25.4 / 72
DPI = 300
# What the stand-in fonts stand for.
_OFFICIAL = {
    "FandolFang-Regular": "仿宋",
    "FandolHei-Regular": "黑体",
    "FandolKai-Regular": "楷体",
    "FandolSong-Bold": "小标宋",
    "FandolSong-Regular": "宋体",
}


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character; its width is its advance, so that a space has one too; its size is in pt."""

    text: str
    left: float
    right: float
    baseline: float
    font: str
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule."""

    left: float
    right: float
    middle: float
    thickness: float
    colour: str


@dataclass(frozen=True, slots=True)
class TurnedText:
    """Text that runs down the page, as it does on an upright page that was turned clockwise."""

    text: str
    top: float
    bottom: float
    font: str
    size: float


class Line:
    """What stands on one baseline; blanks around it are left out."""

    def __init__(self, page: int, glyphs: list[Glyph]) -> None:
        self.page = page
        self.text = "".join(glyph.text for glyph in glyphs).strip()
        self.glyphs = [glyph for glyph in glyphs if glyph.text.strip()]
        self.left, self.right = self.glyphs[0].left, self.glyphs[-1].right
        self.middle = (self.left + self.right) / 2
        self.baseline = self.glyphs[0].baseline

    def __repr__(self) -> str:
        return f"page {self.page}, {self.baseline:.1f} mm: {self.text}"

    @property
    def face(self) -> str:
        """Fonts, sizes and colours of its glyphs: `仿宋 16 black`."""
        faces = {f"{glyph.font} {glyph.size:g} {glyph.colour}": None for glyph in self.glyphs}
        return ", ".join(faces)

    def part(self, text: str) -> Line:
        """A part of it, as a line of its own."""
        at = "".join(glyph.text for glyph in self.glyphs).index(text)
        return Line(self.page, self.glyphs[at : at + len(text)])


class Page:
    def __init__(self, page: pdfplumber.page.Page) -> None:
        self.number = page.page_number
        self.width, self.height = page.width * MM, page.height * MM
        self._page = page

    @property
    def lines(self) -> list[Line]:
        """From top to bottom, the page number included."""
        return self._content[0]

    @property
    def rules(self) -> list[Rule]:
        """From top to bottom, tables' horizontal borders included; some are drawn twice."""
        return self._content[1]

    @property
    def turned(self) -> TurnedText | None:
        """The text that was turned clockwise."""
        return self._content[2]

    @cached_property
    def _content(self) -> tuple[list[Line], list[Rule], TurnedText | None]:
        """All that is read from the page, at once: what pdfplumber makes of it is large."""
        rules = sorted(set(self._rules()), key=lambda rule: rule.middle)
        content = self._lines(), rules, self._turned()
        self._page.close()
        return content

    def _lines(self) -> list[Line]:
        upright = [char for char in self._page.chars if char["upright"]]
        glyphs = sorted(map(self._glyph, upright), key=lambda glyph: glyph.baseline)
        breaks = [at for at, (one, two) in enumerate(pairwise(glyphs), 1) if _apart(one, two)]
        rows = [glyphs[start:end] for start, end in pairwise([0, *breaks, len(glyphs)])]
        return [
            Line(self.number, sorted(row, key=lambda glyph: glyph.left))
            for row in rows
            if any(glyph.text.strip() for glyph in row)
        ]

    @property
    def body(self) -> list[Line]:
        """Its lines but for the page number."""
        return [line for line in self.lines if line is not self.page_number]

    @property
    def page_number(self) -> Line | None:
        return next((line for line in self.lines if line.text.startswith("— ")), None)

    def _turned(self) -> TurnedText | None:
        chars = [char for char in self._page.chars if char["matrix"][1] < 0]
        if not chars:
            return None
        chars.sort(key=lambda char: char["top"])
        text, first = "".join(char["text"] for char in chars), self._glyph(chars[0])
        top, bottom = chars[0]["top"] * MM, chars[-1]["bottom"] * MM
        return TurnedText(text, top, bottom, first.font, first.size)

    def ink(self, box: Box) -> Box:
        """What is printed inside a box; pixels tell it, because the em boxes of glyphs do not."""
        scale = DPI / 25.4
        corner = [round(edge * scale) for edge in box]
        image = self._image.crop(corner)
        left, top, right, bottom = image.point(lambda value: 255 * (value > 96)).getbbox()
        x, y = corner[:2]
        return Box(*(edge / scale for edge in (x + left, y + top, x + right, y + bottom)))

    @cached_property
    def _image(self):
        image = self._page.to_image(resolution=DPI).original.convert("RGB")
        # Red is as much ink as black is: the darkest channel tells.
        red, green, blue = image.split()
        return ImageChops.invert(ImageChops.darker(red, ImageChops.darker(green, blue)))

    def _glyph(self, char: dict) -> Glyph:
        name = char["fontname"].partition("+")[2]
        return Glyph(
            char["text"],
            char["x0"] * MM,
            char["x1"] * MM,
            self.height - char["matrix"][5] * MM,
            _OFFICIAL.get(name, name),
            round(char["size"], 1),
            _colour(char["non_stroking_color"]),
        )

    def _rules(self) -> Iterator[Rule]:
        for line in self._page.lines:
            if abs(line["bottom"] - line["top"]) < 0.1:
                thickness = line["linewidth"] * MM
                yield self._rule(line, thickness, line["stroking_color"])
        for rect in self._page.rects:
            thickness = (rect["bottom"] - rect["top"]) * MM
            if rect["fill"] and thickness < 2:
                yield self._rule(rect, thickness, rect["non_stroking_color"])

    def _rule(self, shape: dict, thickness: float, colour: object) -> Rule:
        middle = (shape["top"] + shape["bottom"]) / 2
        left, right = shape["x0"] * MM, shape["x1"] * MM
        return Rule(left, right, middle * MM, round(thickness, 3), _colour(colour))


class Document:
    """A PDF and the Word file beside it that it was made from."""

    def __init__(self, file: Path) -> None:
        self._source = file.with_suffix(".docx")
        self.pages = [Page(page) for page in pdfplumber.open(io.BytesIO(file.read_bytes())).pages]

    @cached_property
    def lines(self) -> list[Line]:
        """All lines but for page numbers."""
        return [line for page in self.pages for line in page.body]

    @cached_property
    def markup(self) -> str:
        """The XML of all parts of the Word file."""
        with zipfile.ZipFile(self._source) as archive:
            parts = [name for name in archive.namelist() if name.endswith(".xml")]
            return "".join(archive.read(part).decode() for part in parts)

    def line(self, start: str) -> Line:
        """The first line that starts with a text."""
        return next(line for line in self.lines if line.text.startswith(start))


def _apart(one: Glyph, two: Glyph) -> bool:
    return two.baseline - one.baseline > 1


def _colour(value: object) -> str:
    channels = value if isinstance(value, tuple) else (value,)
    if not any(channels):
        return "black"
    return (
        "red" if channels == (1, 0, 0) else "#" + "".join(f"{round(255 * c):02x}" for c in channels)
    )

"""A watermark: a word in grey that lies aslant under what a page shows."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
)

_NAME: Final = "/DocgenWatermark"
_SLANT: Final = 45.0  # degrees
# Part of the page's shorter side that the mark's page spans.
_SPAN: Final = 0.9
_CHARACTER: Final = 120  # points
# LibreOffice makes the mark from this, so that its font is embedded as in any document.
_RTF: Final = (
    r"{{\rtf1\ansi\uc0\deff0{{\fonttbl{{\f0\fswiss{{\*\falt Noto Sans CJK SC}}SimHei;}}}}"
    r"{{\colortbl;\red217\green217\blue217;}}"
    r"\paperw{width}\paperh{height}\margl0\margr0\margt0\margb0"
    r"\pard\qc\sl-{height}\slmult0\f0\cf1\fs{size} {text}\par}}"
)
_TWIPS: Final = 20  # to the point


def watermark_source(text: str) -> bytes:
    """A document (.rtf) of one page that holds a mark; its PDF is what `Watermark` takes.

    Args:
        text: The mark, a few characters.
    """
    characters = "".join(f"\\u{ord(character)} " for character in text)
    width, height = _CHARACTER * (len(text) + 1), _CHARACTER * 3 // 2
    return _RTF.format(
        width=width * _TWIPS, height=height * _TWIPS, size=_CHARACTER * 2, text=characters
    ).encode("ascii")


class Watermark:
    """A mark to put under pages.

    Without transparency, which PDF/A-1 forbids, it has to lie under the text and not above it.

    Args:
        file: A PDF whose first page is the mark.
        writer: What the pages belong to.
    """

    def __init__(self, file: Path, writer: PdfWriter) -> None:
        page = PdfReader(file).pages[0]
        contents = page.get_contents()
        form = DecodedStreamObject()
        form.set_data(b"" if contents is None else contents.get_data())
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = page.mediabox
        form[NameObject("/Resources")] = _resources(page).clone(writer)
        self._form = writer._add_object(form.flate_encode())
        self._width, self._height = float(page.mediabox.width), float(page.mediabox.height)
        self._writer = writer
        self._placed: dict[bytes, IndirectObject] = {}

    def put_under(self, page: PageObject) -> None:
        """Put the mark in the middle of a page, under its content."""
        resources = _resources(page)
        marks = resources.setdefault(NameObject("/XObject"), DictionaryObject()).get_object()
        marks[NameObject(_NAME)] = self._form
        content = page.get("/Contents")
        found = content.get_object() if content is not None else ArrayObject()
        above = found if isinstance(found, ArrayObject) else [page.raw_get("/Contents")]
        page[NameObject("/Contents")] = ArrayObject([self._drawing(page), *above])

    def _drawing(self, page: PageObject) -> IndirectObject:
        """The content that draws the mark, one for all pages of a size."""
        box = page.cropbox
        middle = (float(box.left + box.right) / 2, float(box.bottom + box.top) / 2)
        scale = _SPAN * min(float(box.width), float(box.height)) / self._width
        angle = math.radians(_SLANT + page.rotation)
        a, b = scale * math.cos(angle), scale * math.sin(angle)
        x = middle[0] - (a * self._width - b * self._height) / 2
        y = middle[1] - (b * self._width + a * self._height) / 2
        matrix = " ".join(f"{value:.4f}" for value in (a, b, -b, a, x, y))
        data = f"q {matrix} cm {_NAME} Do Q\n".encode()
        if data not in self._placed:
            stream = DecodedStreamObject()
            stream.set_data(data)
            self._placed[data] = self._writer._add_object(stream)
        return self._placed[data]


def _resources(page: PageObject) -> DictionaryObject:
    found = page.setdefault(NameObject("/Resources"), DictionaryObject()).get_object()
    assert isinstance(found, DictionaryObject)
    return found

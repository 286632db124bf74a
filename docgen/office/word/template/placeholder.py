"""Placeholders: pictures of a template whose alternative text is a tag, and what replaces them.

When a part is compiled, each placeholder is wrapped into an element of docgen's own that holds
the tag; once the part is rendered, what the tag printed there is a picture, or nothing.
"""

from __future__ import annotations

import re
from base64 import b64decode
from itertools import count
from typing import Final

from lxml import etree

from docgen.office.tags.picture import PICTURE, Picture
from docgen.office.word.names import w
from docgen.problems import Place, Problem, problem

# The wrapper with what its tag printed, the tag's expression, and the picture's drawing.
PLACEHOLDER: Final = re.compile(
    f'<placeholder picture="{PICTURE}([^"]*)" tag="([^"]*)">(.*?)</placeholder>', re.DOTALL
)
_BLIP: Final = "{*}graphic/{*}graphicData/{*}pic/{*}blipFill/{*}blip"
_TEXTS: Final = ("descr", "title", "name")
_PRINTING: Final = re.compile(r"\s*({{(?!(?:p|r|tr|tc)\s)((?:(?!}}).)+)}})\s*", re.DOTALL)
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Stands for the relationship that a picture gets.
_EMBEDDED: Final = "docgen-picture"
_IN_TEXT: Final = re.compile(f"{PICTURE}([A-Za-z0-9+/=]+){PICTURE}")
# Beyond the numbers that the drawings of a part get.
_FIRST_IN_TEXT: Final = 1_200_000_000
_INCH: Final = 914_400
_WIDEST, _HIGHEST = 5_260_000, 8_000_000  # within the margins of A4
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_INLINE: Final = (
    f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0"'
    ' distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="{id}" name="{name}"/>'
    f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
    f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="{id}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing>"
)
_SIZE: Final = re.compile('cx="([0-9]+)" cy="([0-9]+)"')


def mark_placeholders(root: etree._Element, template: str) -> list[Problem]:
    """Wrap the placeholders of a part.

    Returns:
        A problem for each that has more than one tag, or another text beside it.
    """
    found: list[Problem] = []
    for drawing in list(root.iter(w("drawing"))):
        blip = drawing.find(f"*/{_BLIP}")
        texts = [] if blip is None else _taken_tags(drawing)
        printing = _PRINTING.fullmatch(texts[0]) if len(texts) == 1 else None
        if blip is not None and printing:
            _forget_picture(drawing, blip)
            _wrap(drawing, printing[1], printing[2])
        elif texts:
            text = " ".join(texts)
            place = Place(file=template, field=text)
            found.append(problem("template.picture-tag", place, tag=text))
    return found


def replace_placeholders(part: bytes) -> tuple[bytes, dict[str, Picture]]:
    """Put pictures in the place of a rendered part's placeholders, and where texts have them.

    Returns:
        The part, and each of its pictures by the relationship that it needs.
    """
    pictures: dict[str, Picture] = {}

    def replaced(placeholder: re.Match[str]) -> str:
        printed, _, drawing = placeholder.groups()
        if not printed:
            return ""
        picture = Picture(b64decode(printed.strip(PICTURE)))
        pictures[picture.name] = picture
        drawing = drawing.replace(_EMBEDDED, picture.name)
        return _SIZE.sub(lambda frame: _fitted(picture, int(frame[1]), int(frame[2])), drawing)

    def drawn(printed: re.Match[str]) -> str:
        picture = Picture(b64decode(printed[1]))
        pictures[picture.name] = picture
        width, height = _own_size(picture)
        fields = {"name": picture.name, "width": width, "height": height, "id": next(numbers)}
        return f'</w:t>{_INLINE.format(**fields)}<w:t xml:space="preserve">'

    numbers = count(_FIRST_IN_TEXT)
    xml = PLACEHOLDER.sub(replaced, part.decode())
    return _IN_TEXT.sub(drawn, xml).encode(), pictures


def _taken_tags(drawing: etree._Element) -> list[str]:
    """The different texts with tags of a drawing, which loses them."""
    texts: list[str] = []
    for element in drawing.iter("{*}docPr", "{*}cNvPr"):
        for name in _TEXTS:
            text = element.get(name, "")
            if "{{" in text or "{%" in text:
                element.set(name, "")
                texts.append(text.strip())
    return list(dict.fromkeys(texts))


def _forget_picture(drawing: etree._Element, blip: etree._Element) -> None:
    """Leave only the frame of a picture."""
    blip.attrib.pop(f"{_RELATIONSHIP}link", "")
    blip.set(f"{_RELATIONSHIP}embed", _EMBEDDED)
    # What was made of the picture: its vector form, the sources of its effects, its crop.
    for element in [*blip.iterfind("{*}extLst"), *drawing.iter("{*}srcRect")]:
        element.getparent().remove(element)  # type: ignore[union-attr]  # never the root
    for size in drawing.iter("{*}extent", "{*}ext"):
        if "cx" in size.attrib:
            # In one order, for the pattern above.
            width, height = size.attrib.pop("cx"), size.attrib.pop("cy")
            size.set("cx", width)
            size.set("cy", height)


def _wrap(drawing: etree._Element, tag: str, expression: str) -> None:
    placeholder = etree.Element("placeholder", picture=PICTURE + tag, tag=expression.strip())
    drawing.getparent().replace(drawing, placeholder)  # type: ignore[union-attr]  # never the root
    placeholder.append(drawing)


def _own_size(picture: Picture) -> tuple[int, int]:
    """The size of a picture that has no frame: its own, within what a page can hold."""
    _, wide, high = picture.image
    width, height = (side * _INCH / picture.dots_per_inch for side in (wide, high))
    scale = min(1.0, _WIDEST / width, _HIGHEST / height)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def _fitted(picture: Picture, width: int, height: int) -> str:
    """The largest size of a picture within a frame, as attributes."""
    _, pixels_wide, pixels_high = picture.image
    scale = min(width / pixels_wide, height / pixels_high)
    return f'cx="{round(pixels_wide * scale)}" cy="{round(pixels_high * scale)}"'

"""Placeholders: pictures of a template whose alternative text is a tag, and what replaces them.

When a part is compiled, each placeholder is wrapped into an element of docgen's own that holds
the tag; once the part is rendered, what the tag printed there is a picture, or nothing.
"""

from __future__ import annotations

import re
from base64 import b64decode
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
    """Put pictures in the place of a rendered part's placeholders.

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

    return PLACEHOLDER.sub(replaced, part.decode()).encode(), pictures


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


def _fitted(picture: Picture, width: int, height: int) -> str:
    """The largest size of a picture within a frame, as attributes."""
    _, pixels_wide, pixels_high = picture.image
    scale = min(width / pixels_wide, height / pixels_high)
    return f'cx="{round(pixels_wide * scale)}" cy="{round(pixels_high * scale)}"'

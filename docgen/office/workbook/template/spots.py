"""Texts of a part of a workbook that hold tags: found once, and filled in every copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml import etree

from docgen.office.tags.language import holds_tag, may_hold_tags
from docgen.office.workbook.template.escaping import Escape
from docgen.office.workbook.template.rich_text import RichValue, plain
from docgen.office.workbook.template.source import TextSource
from docgen.problems import Place

_DRAWING: Final = (
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://purl.oclc.org/ooxml/drawingml/main",
)
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_RICH: Final = frozenset({"si", "is", "text"})

Number = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A text that is to be filled.

    Attributes:
        source: The text with its tags.
        index: Number of its element among all of the tree, from the root on.
        attribute: The attribute that says it; empty for a text.
    """

    source: TextSource
    index: int
    attribute: str = ""

    def put(self, root: etree._Element, value: RichValue) -> None:
        """Fill the text in a copy of its tree."""
        element = next(one for n, one in enumerate(root.iter()) if n == self.index)
        _put(element, self.attribute, value)


def put_all(root: etree._Element, spots: Sequence[Spot], said: Callable[[int], RichValue]) -> None:
    """Fill the texts of a copy of a tree.

    Args:
        root: The copy.
        spots: The texts.
        said: What each says, by its number.
    """
    if spots:
        elements = list(root.iter())
        for spot in spots:
            _put(elements[spot.index], spot.attribute, said(spot.source.number))


def spots_in(
    root: etree._Element,
    place: Place,
    number: Number,
    escape: Callable[[etree._Element], Escape] | None = None,
) -> Iterator[Spot]:
    """The texts with tags of a tree.

    Args:
        root: Its root.
        place: Where they stand, for a person.
        number: Gives each its number.
        escape: How values are written into an element's text; as they are if None.
    """
    inside: set[etree._Element] = set()
    for index, element in enumerate(root.iter()):
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if holds_tag(str(value)):
                yield Spot(TextSource(number(), place, (str(value),)), index, str(name))
        if element in inside:
            continue
        runs = _runs(element)
        if runs:
            inside.update(element.iterdescendants())
        parts = [_said(run) for run in runs] if runs else [element.text or ""]
        if may_hold_tags("".join(parts)):
            way = escape(element) if escape else "text"
            yield Spot(TextSource(number(), place, tuple(parts), way), index)


def _runs(element: etree._Element) -> list[etree._Element]:
    """The parts of a text that has parts: of a paragraph in a drawing, or of a cell or note."""
    name = etree.QName(element)
    if name.localname == "p" and name.namespace in _DRAWING:
        return [one for one in element if _local(one) in ("r", "br", "fld")]
    if name.localname in _RICH:
        return [one for one in element if _local(one) == "r"] or element.findall("{*}t")
    return []


def _said(run: etree._Element) -> str:
    if _local(run) == "br":
        return "\n"
    if _local(run) == "t":
        return run.text or ""
    return run.findtext("{*}t") or ""


def _put(element: etree._Element, attribute: str, value: RichValue) -> None:
    if attribute:
        element.set(attribute, plain(value))
        return
    runs = _runs(element)
    if not runs:
        element.text = plain(value)
        return
    place = element.index(runs[0])
    for one in list(element):
        if one in runs or _local(one) in ("rPh", "phoneticPr"):
            element.remove(one)
    in_drawing = _local(element) == "p"
    for piece in value:
        run = runs[piece.look]
        for made in _lines(run, piece.text) if in_drawing else [_with_text(run, piece.text)]:
            element.insert(place, made)
            place += 1


def _lines(run: etree._Element, text: str) -> Iterator[etree._Element]:
    """Runs of a drawing that say a text: a line ends where a break stands."""
    for number, line in enumerate(text.split("\n")):
        if number:
            space = etree.QName(run).namespace
            line_break = run.makeelement(f"{{{space}}}br")
            look = run.find("{*}rPr")
            if look is not None:
                line_break.append(deepcopy(look))
            yield line_break
        if line and _local(run) != "br":
            yield _with_text(run, line)


def _with_text(run: etree._Element, text: str) -> etree._Element:
    made = deepcopy(run)
    made.tail = None
    letters = made if _local(made) == "t" else made.find("{*}t")
    assert letters is not None, "a run that says something has a text"
    letters.text = text
    if etree.QName(letters).namespace not in _DRAWING and text != text.strip():
        letters.set(_SPACE, "preserve")
    return made


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""

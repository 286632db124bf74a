"""What the markup of a worksheet means: its cells, their values, and the areas merged into one.

This is the one place that says it. The cache of `sheets` asks it once for each markup; tables,
labels, comments and returned copies take their values and their places from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.package.markup import is_marked
from docgen.office.package.plain_xml import UnusualError
from docgen.office.package.xml import MarkupError, is_on, whole_number
from docgen.office.symbols import UNREADABLE, in_font, is_symbol_font, raised

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_AREA: Final = re.compile(f"{_REFERENCE.pattern}:{_REFERENCE.pattern}")
# Not the halves of a character beyond 16 bits, which are no text alone.
_ENCODED: Final = re.compile(r"_x((?![dD][89A-Fa-f])[0-9A-Fa-f]{4})_")


# A form has some hundred; formats of whole rows make some ten thousand.
_MOST_CELLS: Final = 300_000


class PlannedCell(NamedTuple):
    """A cell.

    Attributes:
        kind: Type of its value.
        style: Number of its style; None if it has none.
        value: Its value as it is written, or the mark of it; None if it has none of its own.
        computed: Whether a formula gives it.
        inline: Its text, if that is written into the cell.
        fault: Why its content is none; empty if it is.
        left_out: What of its inline text is struck out.
        own_look: Whether its text is formatted on its own, whatever the cell's style.
    """

    kind: str
    style: str | None
    value: str | None
    computed: bool
    inline: str = ""
    fault: str = ""
    left_out: str = ""
    own_look: bool = False


@dataclass(frozen=True)
class SheetPlan:
    """The cells of every sheet of one markup.

    Attributes:
        cells: By their references, in order.
    """

    cells: Mapping[str, PlannedCell]

    @cached_property
    def rows(self) -> Mapping[int, Mapping[str, PlannedCell]]:
        """The cells of each row by the letters of their columns."""
        found: dict[int, dict[str, PlannedCell]] = {}
        for reference, cell in self.cells.items():
            match = _REFERENCE.fullmatch(reference)
            if match:
                found.setdefault(int(match[2]), {})[match[1]] = cell
        return found


def plan_sheet(root: etree._Element, is_cut: bool = False) -> SheetPlan:
    """The plan of a sheet.

    Args:
        root: The sheet.
        is_cut: Whether marks stand for its values.

    Raises:
        MarkupError: The sheet is not what a worksheet should be.
        UnusualError: A text that was cut out is part of another.
    """
    space = namespace(root)
    elements = list(root.iter(f"{space}c"))
    if len(elements) > _MOST_CELLS:
        raise MarkupError("it has more cells than can be meant")
    found = {cell.get("r", ""): cell for cell in elements}
    by_reference = dict(_positioned(root, space)) if "" in found else found
    if len(by_reference) < len(elements):
        raise MarkupError("a cell stands there twice")
    return SheetPlan({name: _planned(cell, space, is_cut) for name, cell in by_reference.items()})


def namespace(root: etree._Element) -> str:
    """The namespace of a worksheet, in brackets."""
    return str(root.tag).removesuffix("worksheet")


class Text(NamedTuple):
    """A text of a cell.

    Attributes:
        shown: What is seen of it as text.
        left_out: What is struck out.
        own_look: Whether all of it is formatted on its own, whatever the cell's format.
        is_unread: Whether it has signs of a font that are not known.
    """

    shown: str
    left_out: str = ""
    own_look: bool = False
    is_unread: bool = False


def rich_text(element: etree._Element) -> Text:
    """A plain or rich string as it is seen: what is struck out is no text, digits may be raised.

    Raises:
        MarkupError: It holds more than text.
    """
    whole = string(element)
    if element.find("{*}r/{*}rPr") is None or element.find("{*}t") is not None:
        return Text(whole)
    shown, left_out, is_unread = "", "", False
    for run in element.iterchildren("{*}r"):
        text = decoded("".join([part.text or "" for part in run.iterchildren("{*}t")]))
        look = run.find("{*}rPr")
        if look is not None and is_struck(look):
            left_out += text
        else:
            place = None if look is None else look.find("{*}vertAlign")
            signs = "" if look is None else symbol_font(look)
            if signs:
                text = in_font(text, signs)
                is_unread = is_unread or UNREADABLE in text
            shown += raised(text, () if place is None else {place.get("val", "")})
    own_look = all(run.find("{*}rPr") is not None for run in element.iterchildren("{*}r"))
    return Text(shown, left_out, own_look, is_unread)


def is_struck(look: etree._Element) -> bool:
    """Whether a font, or the format of a part of a text, strikes out."""
    mark = look.find("{*}strike")
    return mark is not None and is_on(mark.get("val"))


def symbol_font(look: etree._Element) -> str:
    """The font of signs that a font, or the format of a part of a text, is; empty if it is none."""
    names = (look.find("{*}name"), look.find("{*}rFont"))
    font = next((name.get("val", "") for name in names if name is not None), "")
    return font if is_symbol_font(font) else ""


def string(element: etree._Element) -> str:
    """All text of a plain or rich string, without the pronunciation that may stand beside it.

    Raises:
        MarkupError: It holds more than text.
    """
    parts = list(element.iterchildren("{*}t")) or list(element.iterfind("{*}r/{*}t"))
    if any(map(len, parts)):
        raise MarkupError("a text holds more than text")
    return decoded("".join([part.text or "" for part in parts]))


def decoded(text: str) -> str:
    """A text without the codes that stand for characters: ``_x000D_`` for one."""
    return _ENCODED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class Area(NamedTuple):
    """Cells that were merged into one: its rows and columns, from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Merges(NamedTuple):
    """The merged cells of a sheet.

    Attributes:
        areas: All of them.
        tall: Those over several rows.
        last: The last column in which there are such.
    """

    areas: tuple[Area, ...]
    tall: tuple[Area, ...]
    last: int


def merges(root: etree._Element) -> Merges:
    """The merged cells of a sheet."""
    space = namespace(root)
    found = root.iterfind(f"{space}mergeCells/{space}mergeCell")
    areas = tuple(area for one in found if (area := area_of(one.get("ref", ""))))
    tall = tuple(area for area in areas if area.top < area.bottom)
    return Merges(areas, tall, max((area.right for area in tall), default=0))


def column_number(letters: str) -> int:
    """Number of a column from 1: 28 for AB."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Letters of a column: AB for 28."""
    letters = ""
    while number:
        number, index = divmod(number - 1, 26)
        letters = chr(ord("A") + index) + letters
    return letters


def _planned(cell: etree._Element, space: str, is_cut: bool) -> PlannedCell:
    kind, style = cell.get("t", "n"), cell.get("s")
    tags = {child: child.tag for child in cell}
    computed = f"{space}f" in tags.values()
    values = [child for child, tag in tags.items() if tag == f"{space}v"]
    if len(values) > 1 or any(map(len, values)):
        return PlannedCell(kind, style, None, computed, fault="a cell has no single value")
    if kind != "inlineStr":
        value = values[0].text or "" if values else None
        return PlannedCell(kind, style, value, computed)
    value = _cut_text(cell) if is_cut else None
    try:
        texts = [] if value is not None else list(map(rich_text, cell.iterchildren("{*}is")))
    except MarkupError as error:
        return PlannedCell(kind, style, None, computed, fault=str(error))
    return PlannedCell(
        kind,
        style,
        value,
        computed,
        inline="".join([text.shown for text in texts]),
        left_out="".join([text.left_out for text in texts]),
        own_look=any(text.own_look for text in texts),
    )


def _cut_text(cell: etree._Element) -> str | None:
    """The mark that stands for a cell's whole inline text; None if its text was not cut out."""
    texts = [text for text in cell.iter("{*}t") if is_marked(text.text or "")]
    if not texts:
        return None
    text, homes = texts[0], list(cell.iterchildren("{*}is"))
    if len(texts) > 1 or len(homes) > 1 or text.getparent() not in homes or len(text):
        raise UnusualError
    if list(homes[0].iterchildren("{*}t")) != [text]:
        raise UnusualError
    return text.text


def area_of(reference: str) -> Area | None:
    """The area that a reference such as ``A1:B2`` names; None if it is none."""
    match = _AREA.fullmatch(reference)
    if match is None:
        return None
    left, right = column_number(match[1]), column_number(match[3])
    return Area(int(match[2]), left, int(match[4]), right)


def _positioned(root: etree._Element, space: str) -> Iterator[tuple[str, etree._Element]]:
    """Cells of a sheet whose program left references out: they follow from the order."""
    number = 0
    for row in root.iterfind(f"{space}sheetData/{space}row"):
        number = whole_number(row.get("r"), number + 1)
        column = 0
        for cell in row.iterchildren(f"{space}c"):
            match = _REFERENCE.fullmatch(cell.get("r", ""))
            column = column_number(match[1]) if match else column + 1
            yield f"{column_letters(column)}{number}", cell

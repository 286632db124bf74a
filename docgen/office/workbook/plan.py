"""What the markup of a worksheet says of its values: which of them is whose.

Sheets of one markup differ in nothing but their values, so the plan of one serves them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from lxml import etree

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
# Not the halves of a character beyond 16 bits, which are no text alone.
_ENCODED: Final = re.compile(r"_x((?![dD][89A-Fa-f])[0-9A-Fa-f]{4})_")


class PlannedCell(NamedTuple):
    """A cell, its value by number.

    Attributes:
        kind: Type of its value.
        style: Number of its style; None if it has none.
        value: Number of its value; None if it has none of its own.
        computed: Whether a formula gives it.
        inline: Its text, if that is written into the cell.
        fault: Why its content is none; empty if it is.
    """

    kind: str
    style: str | None
    value: int | None
    computed: bool
    inline: str = ""
    fault: str = ""


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


def plan_sheet(root: etree._Element) -> SheetPlan:
    """The plan of a sheet, its values numbered as they follow each other.

    Raises:
        ValueError: The sheet is not what a worksheet should be.
    """
    space = namespace(root)
    numbers = {value: number for number, value in enumerate(root.iter(f"{space}v"))}
    elements = list(root.iter(f"{space}c"))
    found = {cell.get("r", ""): cell for cell in elements}
    by_reference = dict(_positioned(root, space)) if "" in found else found
    if len(by_reference) < len(elements):
        raise ValueError("a cell stands there twice")
    return SheetPlan({name: _planned(cell, space, numbers) for name, cell in by_reference.items()})


def namespace(root: etree._Element) -> str:
    """The namespace of a worksheet, in brackets."""
    return str(root.tag).removesuffix("worksheet")


def string(element: etree._Element) -> str:
    """Text of a plain or rich string, without the pronunciation that may stand beside it.

    Raises:
        ValueError: It holds more than text.
    """
    parts = list(element.iterchildren("{*}t")) or list(element.iterfind("{*}r/{*}t"))
    if any(map(len, parts)):
        raise ValueError("a text holds more than text")
    return decoded("".join([part.text or "" for part in parts]))


def decoded(text: str) -> str:
    """A text without the codes that stand for characters: ``_x000D_`` for one."""
    return _ENCODED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


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


def _planned(
    cell: etree._Element, space: str, numbers: Mapping[etree._Element, int]
) -> PlannedCell:
    kind, style = cell.get("t", "n"), cell.get("s")
    value, computed = None, False
    for child in cell:
        if child.tag == f"{space}f":
            computed = True
        elif child.tag == f"{space}v":
            if value is not None or len(child):
                fault = "a cell has no single value"
                return PlannedCell(kind, style, None, computed, fault=fault)
            value = numbers[child]
    inline = ""
    if kind == "inlineStr":
        try:
            inline = "".join(map(string, cell.iterchildren("{*}is")))
        except ValueError as error:
            return PlannedCell(kind, style, None, computed, fault=str(error))
    return PlannedCell(kind, style, value, computed, inline)


def _positioned(root: etree._Element, space: str) -> Iterator[tuple[str, etree._Element]]:
    """Cells of a sheet whose program left references out: they follow from the order."""
    number = 0
    for row in root.iterfind(f"{space}sheetData/{space}row"):
        number = int(row.get("r", number + 1))
        column = 0
        for cell in row.iterchildren(f"{space}c"):
            match = _REFERENCE.fullmatch(cell.get("r", ""))
            column = column_number(match[1]) if match else column + 1
            yield f"{column_letters(column)}{number}", cell

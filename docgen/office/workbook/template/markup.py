"""Markup of a sheet as bytes: rows cut at the cells that are filled, to be printed at any place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from docgen.office.workbook.template.areas import Area
from docgen.office.workbook.template.formulas import Formula

ROW_NUMBER: Final = "\ufdd0"
"""Stands for the number of a row in its own markup; no file may hold it."""

_SPLIT: Final = ROW_NUMBER.encode()
_ROW: Final = re.compile(rb"<\?docgen-row ([0-9]+)\?>")
_CELL: Final = re.compile(rb"<\?docgen-cell ([0-9]+)\?>")
_OPENING: Final = re.compile(rb"<[^>]*?(/?)>")
_HEIGHT: Final = re.compile(rb' (?:ht|customHeight)="[^"]*"')

Pieces = tuple[bytes, ...]
"""Bytes between which the number of a row stands."""


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A cell of a template whose content is written anew.

    Attributes:
        row: Its row.
        column: Its column from 1.
        letters: That column in letters.
        style: Number of its style; empty if it has none.
        formula: Its formula; None for a cell with text.
        text: Number of the text that its formula is, where that holds tags; 0 if it does not.
        array: The cells that its formula fills together; None for a formula of one cell.
        extra: Attributes of the cell that programs need for its formula.
        looks: The looks of the parts of its text.
    """

    row: int
    column: int
    letters: str
    style: str = ""
    formula: Formula | None = None
    text: int = 0
    array: Area | None = None
    extra: str = ""
    looks: tuple[etree._Element | None, ...] = (None,)


@dataclass(frozen=True, slots=True)
class RowMarkup:
    """A row of a template.

    Attributes:
        opening: Its start tag, without what ends it.
        inner: Its cells: markup, and the cells that are written anew.
        closing: Its end tag.
    """

    opening: Pieces
    inner: tuple[Pieces | FilledCell, ...]
    closing: bytes

    def start(self, number: bytes, height: float | None) -> bytes:
        """Its start tag.

        Args:
            number: Number of the row.
            height: Its height in points; that of the template if None.
        """
        start = number.join(self.opening)
        if height is None:
            return start
        return _HEIGHT.sub(b"", start) + f' ht="{height:g}" customHeight="1"'.encode()


@dataclass(frozen=True, slots=True)
class SheetMarkup:
    """A sheet.

    Attributes:
        head: What comes before its rows.
        rows: Its rows by their numbers.
        tail: What comes behind them.
    """

    head: bytes
    rows: dict[int, RowMarkup]
    tail: bytes


def serialized(root: etree._Element) -> bytes:
    """A part with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def prefix_of(element: etree._Element) -> str:
    """The prefix of an element's name with its colon; empty if it has none."""
    return f"{element.prefix}:" if element.prefix else ""


def cut(root: etree._Element, cells: Sequence[tuple[etree._Element, FilledCell]]) -> SheetMarkup:
    """Cut a sheet into rows, and these at the cells that are written anew.

    The tree is used up: what is left of it is the sheet without its rows, which can be moved and
    joined with others by :func:`around_rows`.

    Args:
        root: The sheet; each row and cell says where it stands.
        cells: The cells to be written anew, with their elements.
    """
    for index, (element, _) in enumerate(cells):
        instruction = etree.ProcessingInstruction("docgen-cell", str(index))
        instruction.tail = element.tail
        parent = element.getparent()
        assert parent is not None, "a cell stands in a row"
        parent.replace(element, instruction)
    data = root.find("{*}sheetData")
    assert data is not None, "every worksheet has data"
    rows = data.findall("{*}row")
    for row in rows:
        number = row.get("r", "")
        row.addprevious(etree.ProcessingInstruction("docgen-row", number))
        row.set("r", ROW_NUMBER)
        for cell in row.iterchildren("{*}c"):
            cell.set("r", cell.get("r", "").rstrip("0123456789") + ROW_NUMBER)
    data.append(etree.ProcessingInstruction("docgen-row", "0"))
    head, *pieces = _ROW.split(serialized(root))
    filled = [cell for _, cell in cells]
    found = {
        int(number): _row(markup, filled)
        for number, markup in zip(pieces[::2], pieces[1::2], strict=True)
        if number != b"0"
    }
    for child in list(data):
        data.remove(child)
    data.text = None
    return SheetMarkup(head, found, pieces[-1])


def around_rows(sheet: etree._Element) -> tuple[bytes, bytes]:
    """What comes before and behind the rows of a sheet that was cut."""
    data = sheet.find("{*}sheetData")
    assert data is not None, "every worksheet has data"
    data.append(etree.ProcessingInstruction("docgen-row", "0"))
    head, _, tail = _ROW.split(serialized(sheet))
    return head, tail


def _row(markup: bytes, cells: Sequence[FilledCell]) -> RowMarkup:
    match = _OPENING.match(markup)
    assert match is not None, "a row begins with its tag"
    opening = markup[: match.end(0) - 1 - len(match[1])]
    rest = markup[match.end(0) :]
    if match[1]:
        name = opening[1:].split(maxsplit=1)[0]
        inner, closing = b"", b"</%s>%s" % (name, rest)
    else:
        inner, closing = rest[: rest.rindex(b"</")], rest[rest.rindex(b"</") :]
    return RowMarkup(tuple(opening.split(_SPLIT)), tuple(_inner(inner, cells)), closing)


def _inner(markup: bytes, cells: Sequence[FilledCell]) -> Iterator[Pieces | FilledCell]:
    for index, piece in enumerate(_CELL.split(markup)):
        if index % 2:
            yield cells[int(piece)]
        elif piece:
            yield tuple(piece.split(_SPLIT))

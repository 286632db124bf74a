"""Places in the document of a Word file: content controls, cells of tables, the beginning.

Tables, rows and columns have the numbers that the reader gives them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile, islice
from typing import Final, NamedTuple

from lxml import etree

# What holds paragraphs, tables, rows or cells without being one.
_WRAPPERS: Final = frozenset({"sdt", "sdtContent", "ins", "customXml"})
# What is no longer there (tracked changes), or stands beside the text a second time.
_GONE: Final = ("{*}del", "{*}moveFrom", "{*}rt", "{*}Fallback")
_BOX: Final = "{*}txbxContent"
_DIGITS: Final = 5
_OUTER: Final = ("{*}p", "{*}tc", "{*}tr", "{*}tbl", "{*}body", _BOX)


class Span(NamedTuple):
    """A piece of a document: paragraphs and all between them, or one content control in a line.

    Attributes:
        first: The first paragraph, or the control.
        last: The last paragraph, or the control.
    """

    first: etree._Element
    last: etree._Element


def control_span(root: etree._Element, name: str) -> Span | None:
    """The content of the first control with this tag, or else with this alias.

    Args:
        root: Root of a document part.
        name: Tag or alias; of an older check box, its bookmark.

    Returns:
        None if there is no such control, or no paragraph in it.
    """
    for path in ("{*}sdt/{*}sdtPr/{*}tag", "{*}sdt/{*}sdtPr/{*}alias", "{*}ffData/{*}name"):
        for mark in root.iterfind(f".//{path}"):
            if value_of(mark) == name and _is_there(mark):
                control = next(mark.iterancestors("{*}sdt", "{*}ffData"))
                return _outside_boxes(_content(control))
    return None


def cell_span(root: etree._Element, table: int, row: int, column: int | None) -> Span | None:
    """The paragraphs of a cell, or of the one above that it is merged with.

    Args:
        root: Root of a document part.
        table: Number of the table, from 1.
        row: Its row, from 1.
        column: Column of the grid, from 1; the last cell of the row if None.

    Returns:
        None if there is no such cell.
    """
    tables = (one for one in root.iter("{*}tbl") if _is_there(one))
    found = next(islice(tables, table - 1, None), None)
    rows = [] if found is None else [list(_columns(one)) for one in _rows(found)]
    cell = None
    for cells in reversed(rows[:row] if row <= len(rows) else []):
        if column is None and cells:
            column = cells[-1][1].start
        cell = next((one for one, columns in cells if column in columns), None)
        if cell is None or not _goes_on(cell):
            break
    return None if cell is None else _outside_boxes(_paragraphs(cell))


def beginning_span(root: etree._Element) -> Span:
    """The first paragraph of a document, or the first cell of a table that it begins with.

    A document without either gets a paragraph.
    """
    body = next(root.iter("{*}body"))
    first = next(_inside(body, "p", "tbl"), None)
    if first is not None and name_of(first) == "tbl":
        cell = next(first.iter("{*}tc"), None)
        span = None if cell is None else _paragraphs(cell)
        if span is not None:
            return span
        first = None
    if first is None:
        first = body.makeelement(f"{{{etree.QName(body).namespace}}}p")
        body.insert(0, first)
    return Span(first, first)


def reference_home(span: Span) -> etree._Element | None:
    """The paragraph that shall hold the reference to a comment on a piece of a document.

    LibreOffice loses the comment, and the text of the control too, where the reference stands in
    the first paragraph of a control: then it is the next one that is free of that.

    Returns:
        None if the reference can stand where the piece ends, or nowhere better.
    """
    last = span.last if name_of(span.last) == "p" else next(span.last.iterancestors("{*}p"))
    if not _begins_control(last):
        return None
    paragraphs = next(last.iterancestors("{*}body")).iter("{*}p")
    following = dropwhile(lambda one: one is not last, paragraphs)
    free = (one for one in following if not _begins_control(one) and _box(one) is None)
    return next(filter(_is_there, free), None)


def name_of(element: etree._Element) -> str:
    """Local name of an element."""
    return etree.QName(element).localname


def value_of(element: etree._Element, name: str = "val") -> str:
    """An attribute of Word's own; empty if the element does not have it."""
    return element.get(f"{{{etree.QName(element).namespace}}}{name}", "")


def _begins_control(paragraph: etree._Element) -> bool:
    controls = paragraph.iterancestors("{*}sdt")
    return any(next(control.iter("{*}p")) is paragraph for control in controls)


def _content(control: etree._Element) -> Span | None:
    around = next(control.iterancestors(*_OUTER))
    if name_of(around) == "p":
        is_run = name_of(control) == "ffData"
        return Span(around, around) if is_run else Span(control, control)
    box = _box(control)
    paragraphs = [one for one in control.iter("{*}p") if _box(one) is box]
    return Span(paragraphs[0], paragraphs[-1]) if paragraphs else None


def _paragraphs(cell: etree._Element) -> Span | None:
    paragraphs = list(_inside(cell, "p"))
    return Span(paragraphs[0], paragraphs[-1]) if paragraphs else None


def _outside_boxes(span: Span | None) -> Span | None:
    """The paragraph that holds the text box in which a piece stands: comments cannot."""
    while span is not None and (box := _box(span.first)) is not None:
        holder = next(box.iterancestors("{*}p"), None)
        span = None if holder is None else Span(holder, holder)
    return span


def _box(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(_BOX), None)


def _is_there(element: etree._Element) -> bool:
    rows = element.iterancestors("{*}tr")
    return next(element.iterancestors(*_GONE), None) is None and not any(map(_deleted, rows))


def _deleted(row: etree._Element) -> bool:
    return row.find("{*}trPr/{*}del") is not None


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return (row for row in _inside(table, "tr") if not _deleted(row))


def _columns(row: etree._Element) -> Iterator[tuple[etree._Element, range]]:
    """The cells of a row, each with the columns of the grid that it spans."""
    column = 1 + _count(row.find("{*}trPr/{*}gridBefore"), 0)
    for cell in _inside(row, "tc"):
        span = _count(cell.find("{*}tcPr/{*}gridSpan"), 1)
        yield cell, range(column, column + span)
        column += span


def _count(element: etree._Element | None, default: int) -> int:
    number = "" if element is None else value_of(element)
    return int(number) if number.isdecimal() and len(number) < _DIGITS else default


def _goes_on(cell: etree._Element) -> bool:
    """Whether a cell is only the continuation of the one above."""
    merge = cell.find("{*}tcPr/{*}vMerge")
    return merge is not None and value_of(merge) in ("", "continue")


def _inside(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Children of some kinds, looked for through what only wraps them."""
    for child in element.iterchildren("{*}*"):
        if name_of(child) in names:
            yield child
        elif name_of(child) in _WRAPPERS:
            yield from _inside(child, *names)

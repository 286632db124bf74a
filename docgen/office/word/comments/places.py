"""Places in the document of a Word file: content controls, cells of tables, the beginning."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain, dropwhile
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.package.namespaces import WORD, transitional
from docgen.office.word.names import w
from docgen.office.word.reading.tree import WordTree, inside, see

_WRAPPERS: Final = frozenset({"sdt", "sdtContent", "ins", "customXml"})
_BOX: Final = "{*}txbxContent"
_OUTER: Final = ("{*}p", "{*}tc", "{*}tr", "{*}tbl", "{*}body", _BOX)


class Span(NamedTuple):
    """A piece of a document: paragraphs and all between them, or one content control in a line.

    Attributes:
        first: The first paragraph, or the control.
        last: The last paragraph, or the control.
    """

    first: etree._Element
    last: etree._Element


class Places:
    """The places of a document, as they are read.

    Args:
        root: Root of a document part; it is not changed.
    """

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    @cached_property
    def _reading(self) -> tuple[WordTree, dict[etree._Element, etree._Element]]:
        """The document as it is read, and what its elements are in the document itself."""
        # Reading takes out of the tree what is not seen, so it reads a copy.
        copy = etree.fromstring(transitional(etree.tostring(self._root), WORD))
        origins = dict(zip(copy.iter(), self._root.iter(), strict=True))
        return WordTree(see(copy)), origins

    def control(self, name: str) -> Span | None:
        """The content of the first control with this tag, or else with this alias.

        Args:
            name: Tag or alias; of an older check box, its bookmark.

        Returns:
            None if there is no such control, or no paragraph in it.
        """
        tree, origins = self._reading
        found = list(zip(tree.elements, tree.controls, strict=True))
        tagged = (one for one, control in found if control.tag == name)
        named = (one for one, control in found if control.alias == name)
        element = next(chain(tagged, named), None)
        return None if element is None else _outside_boxes(_content(origins[element]))

    def cell(self, table: int, row: int, column: int | None) -> Span | None:
        """The paragraphs of a cell, or of the one above that it is merged with.

        Args:
            table: Number of the table, from 1.
            row: Its row, from 1.
            column: Column of the grid, from 1; the last cell of the row if None.

        Returns:
            None if there is no such cell, or no paragraph in it.
        """
        tree, origins = self._reading
        cell = tree.cell(table, row, column)
        if cell is None:
            return None
        paragraphs = [origins[one] for one in inside(cell, w("p"))]
        return _outside_boxes(Span(paragraphs[0], paragraphs[-1])) if paragraphs else None

    def beginning(self) -> Span:
        """The first paragraph of the document, or the first cell of a table that it begins with.

        A document without either gets a paragraph.
        """
        body = next(self._root.iter("{*}body"))
        first = next(_blocks(body), None)
        cell = None if first is None else next(first.iter("{*}tc"), None)
        if first is not None and name_of(first) == "p":
            return Span(first, first)
        paragraphs = [] if cell is None else [one for one in _blocks(cell) if name_of(one) == "p"]
        if paragraphs:
            return Span(paragraphs[0], paragraphs[-1])
        made = body.makeelement(f"{{{etree.QName(body).namespace}}}p")
        body.insert(0, made)
        return Span(made, made)

    def reference_home(self, span: Span) -> etree._Element | None:
        """The paragraph that shall hold the reference to a comment on a piece of a document.

        LibreOffice loses the comment, and the text of the control too, where the reference stands
        in the first paragraph of a control: then it is the next one that is free of that.

        Returns:
            None if the reference can stand where the piece ends, or nowhere better.
        """
        last = span.last if name_of(span.last) == "p" else next(span.last.iterancestors("{*}p"))
        if not _begins_control(last):
            return None
        paragraphs = next(last.iterancestors("{*}body")).iter("{*}p")
        following = dropwhile(lambda one: one is not last, paragraphs)
        free = (one for one in following if not _begins_control(one) and _box(one) is None)
        return next((one for one in free if one in self._seen), None)

    @cached_property
    def _seen(self) -> set[etree._Element]:
        """The paragraphs that were not deleted."""
        tree, origins = self._reading
        return {origins[one] for one in tree.paragraphs}


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables of the body or of a cell, also those in content controls."""
    for child in element.iterchildren("{*}*"):
        if name_of(child) in ("p", "tbl"):
            yield child
        elif name_of(child) in _WRAPPERS:
            yield from _blocks(child)


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
    around = next(control.iterancestors(*_OUTER), None)
    if around is None:
        return None
    if name_of(around) == "p":
        is_run = name_of(control) == "ffData"
        return Span(around, around) if is_run else Span(control, control)
    box = _box(control)
    paragraphs = [one for one in control.iter("{*}p") if _box(one) is box]
    return Span(paragraphs[0], paragraphs[-1]) if paragraphs else None


def _outside_boxes(span: Span | None) -> Span | None:
    """The paragraph that holds the text box in which a piece stands: comments cannot."""
    while span is not None and (box := _box(span.first)) is not None:
        holder = next(box.iterancestors("{*}p"), None)
        span = None if holder is None else Span(holder, holder)
    return span


def _box(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(_BOX), None)

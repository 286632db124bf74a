"""What the markup of a Word document means: controls, tables, spans, text, and where each stands.

This is the one place that says it. The cache of `fields` asks it once for each markup; tables,
labels, comments and returned copies take their text and their places from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from lxml import etree

from docgen.office.grids import Cell, Table
from docgen.office.package.xml import MarkupError, is_on
from docgen.office.word.names import w
from docgen.office.word.reading.content import CHARACTERS, WORD_2010, Control, columns
from docgen.office.word.reading.look import PLAIN, Look
from docgen.office.word.reading.numbering import with_numbers, write_numbers
from docgen.office.word.reading.seen import UNSEEN, show

_WORD_2010: Final = f"{{{WORD_2010}}}"
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_PARAGRAPH, _TEXT, _TAB_STOPS = w("p"), w("t"), w("tabs")
_CHARACTERS: Final = {w(name): text for name, text in CHARACTERS.items()}
_CONTROL, _PROPERTIES, _CONTENT = w("sdt"), w("sdtPr"), w("sdtContent")
_TAG, _ALIAS, _PROMPT = w("tag"), w("alias"), w("showingPlcHdr")
_CHECKBOX: Final = f"{_WORD_2010}checkbox"
_TABLE, _ROW, _CELL, _RUN = w("tbl"), w("tr"), w("tc"), w("r")
_WRAPPERS: Final = frozenset({_CONTROL, _CONTENT, w("ins"), w("customXml")})
# A form has a hundredth of this.
_MOST_CHARACTERS: Final = 5_000_000
_VALUE: Final = w("val")
# What is no longer text (tracked changes), or stands beside it a second time.
_NO_TEXT: Final = (w("del"), w("moveFrom"), w("rt"), f"{_COMPATIBILITY}Fallback")


def see(root: etree._Element, look: Look = PLAIN, is_cut: bool = False) -> etree._Element:
    """Make the text of a document what a person sees, and once.

    Args:
        root: Root of a document part, which is changed.
        look: What other parts say of its text.
        is_cut: Whether marks stand for its texts.

    Returns:
        The root.

    Raises:
        UnusualError: What is seen depends on a text that was cut out.
    """
    for element in list(root.iter(*_NO_TEXT)):
        parent = element.getparent()
        if parent is not None and parent.tag == w("trPr"):
            # The mark of a row that was deleted.
            row = next(parent.iterancestors(_ROW), None)
            element = element if row is None else row
            parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    if look.numbering:
        write_numbers(root, look.numbering)
    show(root, look.styles, is_cut)
    return root


def text_of(element: etree._Element) -> str:
    r"""The text in an element, paragraphs and line breaks as ``\n``, tabs as ``\t``."""
    return with_numbers(marked_text(element))


def marked_text(element: etree._Element) -> str:
    """The same, automatic numbers still marked."""
    pieces: list[str] = []
    paragraphs = 0
    for node in element.iter(_TEXT, _PARAGRAPH, *_CHARACTERS):
        if node.tag == _TEXT:
            pieces.append("".join(map(str, node.itertext())) if len(node) else node.text or "")
        elif node.tag == _PARAGRAPH:
            if paragraphs:
                pieces.append("\n")
            paragraphs += 1
        elif not _is_tab_stop(node):
            pieces.append(_CHARACTERS[node.tag])
    return "".join(pieces)


def left_out_of(element: etree._Element) -> str:
    """The text in an element that is struck out or hidden."""
    return with_numbers("".join([node.text or "" for node in element.iter(UNSEEN)]))


class WordTree:
    """A document whose text is what a person sees.

    Attributes:
        tables: Its tables in their order, an outer one before a nested one, once they are taken.

    Args:
        root: Root of the document part, as `see` leaves it.
        is_cut: Whether marks stand for its texts.
    """

    def __init__(self, root: etree._Element, is_cut: bool = False) -> None:
        self._is_cut = is_cut
        self._root = root
        self._tables = {table: number for number, table in enumerate(root.iter(_TABLE), 1)}
        self.tables: list[Table] = []
        self._places: dict[etree._Element, dict[etree._Element, tuple[int, int, int]]] = {}
        self._characters = 0
        self._has_unseen = next(root.iter(UNSEEN), None) is not None
        self._marks: dict[str, dict[etree._Element, str]] = {}

    @cached_property
    def elements(self) -> list[etree._Element]:
        """The elements of the controls, an outer one before an inner one."""
        return [one for one in self._root.iter(_CONTROL, w("ffData")) if _is_control(one)]

    @cached_property
    def controls(self) -> list[Control]:
        """The content controls, and check boxes of the older kind, as `elements` has them.

        Raises:
            MarkupError: There is more text in them than can be meant.
        """
        return list(self._bounded(map(self._control, self.elements)))

    def _bounded(self, controls: Iterable[Control]) -> Iterator[Control]:
        for control in controls:
            self._count(control.text, control.left_out)
            yield control

    def _count(self, *texts: str) -> None:
        """Count texts, which stand in everything around them once more."""
        self._characters += sum(map(len, texts))
        if self._characters > _MOST_CHARACTERS:
            raise MarkupError("more text than can be meant")

    @property
    def outside(self) -> str:
        """All text outside the content of controls, in one piece."""
        contents = self._root.iter(_CONTENT)
        inside = {text for content in contents for text in content.iter(_TEXT)}
        return "".join([one.text or "" for one in self._root.iter(_TEXT) if one not in inside])

    def take_tables(self, most: int) -> None:
        """Take the tables apart.

        Args:
            most: How many cells they may have.

        Raises:
            MarkupError: They have more, or more text than can be meant.
        """
        if sum(1 for _ in self._root.iter(_CELL)) > most:
            raise MarkupError("more cells than can be meant")
        self.tables = [self._table(element) for element in self._tables]

    @property
    def lines(self) -> list[str]:
        """The paragraphs outside tables."""
        return [text_of(block) for block in self._blocks(self._root) if block.tag == _PARAGRAPH]

    @property
    def left_out_of_lines(self) -> list[str]:
        """What is struck out or hidden in each of the paragraphs outside tables."""
        blocks = self._blocks(self._root)
        return [left_out_of(block) for block in blocks if block.tag == _PARAGRAPH]

    @property
    def lines_behind(self) -> list[str]:
        """The paragraphs behind the last table that does not stand in another."""
        behind: list[etree._Element] = []
        for block in self._blocks(self._root):
            if block.tag == _TABLE:
                behind.clear()
            else:
                behind.append(block)
        return [text_of(block) for block in behind]

    @property
    def paragraphs(self) -> Iterator[etree._Element]:
        """All paragraphs, those of tables and text boxes too."""
        return self._root.iter(_PARAGRAPH)

    def cell(self, table: int, row: int, column: int | None) -> etree._Element | None:
        """The cell at a place, or the one above that it is merged with.

        Args:
            table: Number of the table, from 1.
            row: Its row, from 1.
            column: Column of the grid, from 1; the last cell of the row if None.

        Returns:
            None if there is no such cell.
        """
        element = next((one for one, number in self._tables.items() if number == table), None)
        rows = (
            [] if element is None else [list(self._columns(one)) for one in inside(element, _ROW)]
        )
        found = None
        for cells in reversed(rows[:row] if row <= len(rows) else []):
            if column is None and cells:
                column = cells[-1][1]
            here = next(
                (one for one, first, span in cells if column in range(first, first + span)), None
            )
            if here is None:
                break
            found = here
            if self._marked("vMerge").get(found) != "continue":
                break
        return found

    def _blocks(self, element: etree._Element) -> Iterator[etree._Element]:
        """Paragraphs and tables of the body, also those in content controls."""
        for child in element:
            if child.tag in (_TABLE, _PARAGRAPH):
                yield child
            else:
                yield from self._blocks(child)

    def _control(self, element: etree._Element) -> Control:
        table, row, column = self._place(element)
        if element.tag != _CONTROL:
            checked = _legacy_state(element)
            tag = _value(element, "name")
            return Control(tag, "", "☑" if checked else "☐", False, checked, table, row, column)
        properties: dict[str, etree._Element] = {}
        contents = []
        for child in element:
            if child.tag == _CONTENT:
                contents.append(child)
            elif child.tag == _PROPERTIES:
                properties |= {node.tag: node for node in child}
        return Control(
            tag=properties[_TAG].get(_VALUE, "") if _TAG in properties else "",
            alias=properties[_ALIAS].get(_VALUE, "") if _ALIAS in properties else "",
            text="".join(map(self._text_of, contents)),
            placeholder=_holds(properties.get(_PROMPT)),
            checked=_state(properties.get(_CHECKBOX)),
            table=table,
            row=row,
            column=column,
            left_out="".join(map(left_out_of, contents)) if self._has_unseen else "",
        )

    def _table(self, element: etree._Element) -> Table:
        """A table as a grid."""
        rows: list[tuple[Cell | None, ...]] = []
        for number, row in enumerate(inside(element, _ROW), 1):
            above = rows[-1] if rows else ()
            cells: list[Cell | None] = []
            for cell, column, span in self._columns(row):
                cells += [None] * (column - 1 - len(cells))
                owner: Cell | None = None
                if self._marked("vMerge").get(cell) == "continue" and column <= len(above):
                    owner = above[column - 1]
                elif self._marked("hMerge").get(cell) == "continue" and cells:
                    owner = cells[-1]
                if owner is None:
                    owner = Cell(text_of(cell), number, column, left_out_of(cell))
                    self._count(owner.text, owner.left_out)
                cells += [owner] * span
            rows.append(tuple(cells))
        return Table(self._tables[element], tuple(rows))

    def _text_of(self, element: etree._Element) -> str:
        """The text in an element, its numbers marked still if its texts were cut out."""
        return marked_text(element) if self._is_cut else text_of(element)

    def _place(self, element: etree._Element) -> tuple[int | None, int | None, int | None]:
        cell = _first_cell(element)
        if cell is None:
            cell = next(element.iterancestors(_CELL), None)
        table = None if cell is None else next(cell.iterancestors(_TABLE), None)
        if cell is None or table is None:
            return None, None, None
        if table not in self._places:
            self._places[table] = dict(self._places_in(table))
        return self._places[table].get(cell, (None, None, None))

    def _places_in(
        self, table: etree._Element
    ) -> Iterator[tuple[etree._Element, tuple[int, int, int]]]:
        """Table, row and column of every cell of a table."""
        for number, row in enumerate(inside(table, _ROW), 1):
            for cell, column, _ in self._columns(row):
                yield cell, (self._tables[table], number, column)

    def _columns(self, row: etree._Element) -> Iterator[tuple[etree._Element, int, int]]:
        """The cells of a row, each with its first column and the columns that it spans."""
        before, spans = self._marked("gridBefore"), self._marked("gridSpan")
        column = 1 + columns(before.get(row), 0)
        for cell in inside(row, _CELL):
            span = columns(spans.get(cell), 1)
            yield cell, column, span
            column += span

    def _marked(self, mark: str) -> dict[etree._Element, str]:
        """The cells and rows that carry a mark among their properties, with its value."""
        # Few do: looking for the marks is faster than asking each cell.
        if mark not in self._marks:
            self._marks[mark] = dict(_owners(self._root, w(mark)))
        return self._marks[mark]


def _owners(root: etree._Element, mark: str) -> Iterator[tuple[etree._Element, str]]:
    for element in root.iter(mark):
        properties = element.getparent()
        owner = None if properties is None else properties.getparent()
        if owner is not None:
            yield owner, element.get(_VALUE, "continue")


def _is_tab_stop(tab: etree._Element) -> bool:
    parent = tab.getparent()
    return parent is not None and parent.tag == _TAB_STOPS


def _child(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterchildren(tag), None)


def _value(element: etree._Element, name: str) -> str:
    child = _child(element, w(name))
    return "" if child is None else child.get(_VALUE, "")


def _holds(element: etree._Element | None, attribute: str = _VALUE) -> bool:
    return element is not None and is_on(element.get(attribute))


def _state(box: etree._Element | None) -> bool | None:
    if box is None:
        return None
    return _holds(_child(box, f"{_WORD_2010}checked"), f"{_WORD_2010}val")


def _is_control(element: etree._Element) -> bool:
    return element.tag == _CONTROL or _child(element, w("checkBox")) is not None


def _legacy_state(field: etree._Element) -> bool:
    box = _child(field, w("checkBox"))
    if box is None:
        return False
    state = _child(box, w("checked"))
    return _holds(_child(box, w("default")) if state is None else state)


def inside(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Children of some kinds, looked for through content controls and tracked insertions."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from inside(child, *tags)


def _first_cell(control: etree._Element) -> etree._Element | None:
    """The cell, or the first cell of the rows, that a control wraps."""
    first = next(control.iterdescendants(_CELL, _TABLE, _PARAGRAPH, _RUN), None)
    return first if first is not None and first.tag == _CELL else None

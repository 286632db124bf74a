"""Reading Word files: content controls with their places, and tables as grids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from docgen.office.archive import Package
from docgen.office.word.names import WORD, w
from docgen.office.xml import parse_xml
from docgen.problems import Place, ProblemError, problem

_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_WORD_2010: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_PARAGRAPH, _TEXT, _TAB_STOPS = w("p"), w("t"), w("tabs")
_CHARACTERS: Final = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_CONTROL, _PROPERTIES, _CONTENT = w("sdt"), w("sdtPr"), w("sdtContent")
_TAG, _ALIAS, _PROMPT = w("tag"), w("alias"), w("showingPlcHdr")
_CHECKBOX: Final = f"{_WORD_2010}checkbox"
_TABLE, _ROW, _CELL, _RUN = w("tbl"), w("tr"), w("tc"), w("r")
_WRAPPERS: Final = frozenset({_CONTROL, _CONTENT, w("ins"), w("customXml")})
_VALUE: Final = w("val")
# What is no longer text (tracked changes), or stands beside it a second time.
_NO_TEXT: Final = (w("del"), w("moveFrom"), w("rt"), f"{_COMPATIBILITY}Fallback")
_MOST_COLUMNS: Final = 63  # of a table, as Word has it
_OFF: Final = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Control:
    r"""A content control, or a check box of the older kind.

    Attributes:
        tag: The machine's key; empty if there is none. Of an older check box, its bookmark.
        alias: The title that a person sees; empty if there is none.
        text: Its text, paragraphs and line breaks as ``\n``, tabs as ``\t``.
        placeholder: Whether the text is a prompt and nothing was typed.
        checked: State of a check box; None if it is none.
        table: Number of the table that it stands in, from 1; None outside tables.
        row: Row of that table, from 1.
        column: Column of the table's grid, from 1.
    """

    tag: str
    alias: str
    text: str
    placeholder: bool = False
    checked: bool | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, however many rows and columns it covers.

    Attributes:
        text: Its text, that of content controls and nested tables included.
        row: Its first row, from 1.
        column: Its first column of the grid, from 1.
    """

    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid; a merged cell stands in every place that it covers.

    Attributes:
        number: Number of the table in the document, nested ones counted, from 1.
        rows: The rows from left to right; None where a row starts late.
    """

    number: int
    rows: tuple[tuple[Cell | None, ...], ...]


def read_controls(package: Package) -> list[Control]:
    """The content controls of a Word file in their order, an outer one before an inner one.

    Raises:
        ProblemError: The file is no Word document, or its document part is damaged.
    """
    reader = _Reader(_document(package))
    elements = reader.root.iter(_CONTROL, w("ffData"))
    return [reader.control(element) for element in elements if _is_control(element)]


def read_tables(package: Package) -> list[Table]:
    """The tables of a Word file in their order, an outer one before a nested one.

    Raises:
        ProblemError: The file is no Word document, or its document part is damaged.
    """
    reader = _Reader(_document(package))
    return [reader.table(element) for element in reader.tables]


class _Reader:
    """A document, and where in its tables each cell stands."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.tables = {table: number for number, table in enumerate(root.iter(_TABLE), 1)}
        self._marks: dict[str, dict[etree._Element, str]] = {}
        # Numbers of the rows of a table and columns of the cells of a row, once asked for.
        self._row_numbers: dict[etree._Element, dict[etree._Element, int]] = {}
        self._cell_columns: dict[etree._Element, dict[etree._Element, int]] = {}

    def control(self, element: etree._Element) -> Control:
        """A content control or an older check box."""
        table, row, column = self._place(element)
        if element.tag != _CONTROL:
            checked = _legacy_state(element)
            tag = _value(element, "name")
            return Control(tag, "", "☑" if checked else "☐", False, checked, table, row, column)
        properties: dict[str, etree._Element] = {}
        content = None
        for child in element:
            if child.tag == _CONTENT:
                content = child
            elif child.tag == _PROPERTIES:
                properties |= {node.tag: node for node in child}
        return Control(
            tag=properties[_TAG].get(_VALUE, "") if _TAG in properties else "",
            alias=properties[_ALIAS].get(_VALUE, "") if _ALIAS in properties else "",
            text="" if content is None else _text(content),
            placeholder=_is_on(properties.get(_PROMPT)),
            checked=_state(properties.get(_CHECKBOX)),
            table=table,
            row=row,
            column=column,
        )

    def table(self, element: etree._Element) -> Table:
        """A table as a grid."""
        rows: list[tuple[Cell | None, ...]] = []
        for number, row in enumerate(_inside(element, _ROW), 1):
            above = rows[-1] if rows else ()
            cells: list[Cell | None] = []
            for cell, column, span in self._columns(row):
                cells += [None] * (column - 1 - len(cells))
                owner = None
                if self._marked("vMerge").get(cell) == "continue" and column <= len(above):
                    owner = above[column - 1]
                elif self._marked("hMerge").get(cell) == "continue" and cells:
                    owner = cells[-1]
                cells += [owner or Cell(_text(cell), number, column)] * span
            rows.append(tuple(cells))
        return Table(self.tables[element], tuple(rows))

    def _place(self, element: etree._Element) -> tuple[int | None, int | None, int | None]:
        cell = _first_cell(element)
        if cell is None:
            cell = next(element.iterancestors(_CELL), None)
        row = None if cell is None else next(cell.iterancestors(_ROW), None)
        table = None if row is None else next(row.iterancestors(_TABLE), None)
        if cell is None or row is None or table is None:
            return None, None, None
        if table not in self._row_numbers:
            rows = _inside(table, _ROW)
            self._row_numbers[table] = {row: number for number, row in enumerate(rows, 1)}
        if row not in self._cell_columns:
            columns = self._columns(row)
            self._cell_columns[row] = {cell: column for cell, column, _ in columns}
        row_number = self._row_numbers[table].get(row)
        return self.tables[table], row_number, self._cell_columns[row].get(cell)

    def _columns(self, row: etree._Element) -> Iterator[tuple[etree._Element, int, int]]:
        """The cells of a row, each with its first column and the columns that it spans."""
        before, spans = self._marked("gridBefore"), self._marked("gridSpan")
        column = 1 + _count(before.get(row), 0)
        for cell in _inside(row, _CELL):
            span = _count(spans.get(cell), 1)
            yield cell, column, span
            column += span

    def _marked(self, mark: str) -> dict[etree._Element, str]:
        """The cells and rows that carry a mark among their properties, with its value."""
        # Few do: looking for the marks is faster than asking each cell.
        if mark not in self._marks:
            self._marks[mark] = dict(_owners(self.root, w(mark)))
        return self._marks[mark]


def _document(package: Package) -> etree._Element:
    types = package.content_types.items()
    part = next((name for name, kind in types if kind.endswith("document.main+xml")), None)
    if part is None or part not in package:
        raise ProblemError([problem("word.not-word", Place(file=package.file))])
    data = package[part].replace(_STRICT, WORD.encode())
    root = parse_xml(data, Place(file=package.file, field=part))
    for element in list(root.iter(*_NO_TEXT)):
        parent = element.getparent()
        if parent is not None and parent.tag == w("trPr"):
            # The mark of a row that was deleted.
            element = next(parent.iterancestors(_ROW))
            parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return root


def _count(number: str | None, default: int) -> int:
    if number is None or not number.isdecimal():
        return default
    return min(int(number), _MOST_COLUMNS)


def _owners(root: etree._Element, mark: str) -> Iterator[tuple[etree._Element, str]]:
    for element in root.iter(mark):
        properties = element.getparent()
        owner = None if properties is None else properties.getparent()
        if owner is not None:
            yield owner, element.get(_VALUE, "continue")


def _text(element: etree._Element) -> str:
    pieces: list[str] = []
    paragraphs = 0
    for node in element.iter(_TEXT, _PARAGRAPH, *_CHARACTERS):
        if node.tag == _TEXT:
            pieces.append(node.text or "")
        elif node.tag == _PARAGRAPH:
            if paragraphs:
                pieces.append("\n")
            paragraphs += 1
        elif not _is_tab_stop(node):
            pieces.append(_CHARACTERS[node.tag])
    return "".join(pieces)


def _is_tab_stop(tab: etree._Element) -> bool:
    parent = tab.getparent()
    return parent is not None and parent.tag == _TAB_STOPS


def _child(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterchildren(tag), None)


def _value(element: etree._Element, name: str) -> str:
    child = _child(element, w(name))
    return "" if child is None else child.get(_VALUE, "")


def _is_on(element: etree._Element | None, attribute: str = _VALUE) -> bool:
    return element is not None and element.get(attribute, "1") not in _OFF


def _state(box: etree._Element | None) -> bool | None:
    if box is None:
        return None
    return _is_on(_child(box, f"{_WORD_2010}checked"), f"{_WORD_2010}val")


def _is_control(element: etree._Element) -> bool:
    return element.tag == _CONTROL or _child(element, w("checkBox")) is not None


def _legacy_state(field: etree._Element) -> bool:
    box = _child(field, w("checkBox"))
    if box is None:
        return False
    state = _child(box, w("checked"))
    return _is_on(_child(box, w("default")) if state is None else state)


def _inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of a kind, looked for through content controls and tracked insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _first_cell(control: etree._Element) -> etree._Element | None:
    """The cell, or the first cell of the rows, that a control wraps."""
    first = next(control.iterdescendants(_CELL, _TABLE, _PARAGRAPH, _RUN), None)
    return first if first is not None and first.tag == _CELL else None

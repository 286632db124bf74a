"""What becomes of a workbook on its way through many hands: edits as people make them in Excel.

Formulas of the score sheet speak of cells by their names, so that cells can be moved about with no
formula to rewrite; their values stay beside them, as Excel saves them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter
from samples.completing import opened, packed, unpacked

from readings.handling_word import SAVED

BOOK: Final = "xl/workbook.xml"
STRINGS: Final = "xl/sharedStrings.xml"
TABLE, DATA = "考核表", "填报数据"  # the two sheets of a score sheet
_PARTS: Final = {TABLE: "xl/worksheets/sheet1.xml", DATA: "xl/worksheets/sheet2.xml"}
_TYPES, _RELATIONS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
_NAMESPACE: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE: Final = re.compile(r"(\$?)([A-Z]{1,3})(\$?)([0-9]+)")
_ROWS: Final = re.compile(r"(?<![A-Z])\$([0-9]+)")  # whole rows, as print titles have them
_PRINTED: Final = 4  # characters
_WORDS: Final = re.compile('@"([^"]*)"')  # a number format that prints words behind a text
_NARROW: Final = str.maketrans("（），：；％／", "(),:;%/")

Move = Callable[[int, int], tuple[int, int]]
"""Where a cell goes: from row and column to row and column."""


@dataclass(slots=True)
class Book:
    """The parts of a score sheet as trees."""

    parts: dict[str, bytes]
    book: etree._Element
    strings: etree._Element
    sheets: dict[str, etree._Element]

    def name(self, name: str) -> tuple[str, str]:
        """Sheet and cell of a defined name."""
        (found,) = (one.text for one in self._names() if one.get("name") == name)
        sheet, cell = found.replace("$", "").replace("'", "").split("!")
        return sheet, cell

    def point(self, name: str, sheet: str, cell: str) -> None:
        """Let a defined name stand for another cell."""
        (found,) = (one for one in self._names() if one.get("name") == name)
        found.text = f"'{sheet}'!{_absolute(cell)}"

    def cell(self, sheet: str, reference: str) -> etree._Element:
        """A cell that is there."""
        return next(one for one in self._cells(sheet) if one.get("r") == reference)

    def type_(self, sheet: str, reference: str, value: object) -> None:
        """Type a value over whatever a cell holds; None empties it."""
        cell = self.cell(sheet, reference)
        for node in list(cell):
            cell.remove(node)
        cell.attrib.pop("t", None)
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{_NAMESPACE}is"), f"{_NAMESPACE}t")
            text.text = value
        elif value is not None:
            etree.SubElement(cell, f"{_NAMESPACE}v").text = str(value)

    def type_at(self, name: str, value: object) -> None:
        """Type a value into the cell with a name."""
        self.type_(*self.name(name), value)

    def shift(self, sheet: str, move: Move) -> None:
        """Move cells of a sheet with all that belongs to them."""
        root = self.sheets[sheet]
        rows = {}
        for row in list(root.iter(f"{_NAMESPACE}row")):
            for cell in row:
                cell.set("r", _moved(cell.get("r"), move))
            row.set("r", str(move(int(row.get("r")), 1)[0]))
            rows[int(row.get("r"))] = row
        for area in root.iter(f"{_NAMESPACE}mergeCell"):
            area.set("ref", _moved(area.get("ref"), move))
        for rule in root.iter(f"{_NAMESPACE}dataValidation", f"{_NAMESPACE}conditionalFormatting"):
            rule.set("sqref", _moved(rule.get("sqref"), move))
        for column in root.iter(f"{_NAMESPACE}col"):
            for side in ("min", "max"):
                column.set(side, str(move(1, int(column.get(side)))[1]))
        for page_break in root.iter(f"{_NAMESPACE}brk"):
            page_break.set("id", str(move(int(page_break.get("id")) + 1, 1)[0] - 1))
        for name in self._names():
            if (name.text or "").startswith(f"'{sheet}'!"):
                rows = _ROWS.sub(lambda row: f"${move(int(row[1]), 1)[0]}", name.text)
                name.text = f"'{sheet}'!{_moved(rows.rpartition('!')[2], move)}"

    def drop(self, sheet: str, tag: str) -> None:
        """Take elements out of a sheet, such as its protection."""
        for node in list(self.sheets[sheet].iter(f"{_NAMESPACE}{tag}")):
            node.getparent().remove(node)

    def printed(self) -> list[etree._Element]:
        """The texts that the sheets print: shared ones, or those too long to have been typed."""
        inline = [text for sheet in self.sheets.values() for text in sheet.iter(f"{_NAMESPACE}t")]
        shared = self.strings.iter(f"{_NAMESPACE}t")
        return [*shared, *(text for text in inline if len(text.text or "") >= _PRINTED)]

    def _names(self) -> Iterator[etree._Element]:
        return self.book.iter(f"{_NAMESPACE}definedName")

    def _cells(self, sheet: str) -> Iterator[etree._Element]:
        return self.sheets[sheet].iter(f"{_NAMESPACE}c")


Edit = Callable[[Book], None]


def edited(data: bytes, *edits: Edit) -> bytes:
    """A score sheet changed by each edit in turn."""
    parts = unpacked(data)
    paths = [path for path in (BOOK, STRINGS, *_PARTS.values()) if path in parts]
    trees = {path: etree.fromstring(parts[path]) for path in paths}
    sheets = {name: trees[path] for name, path in _PARTS.items()}
    book = Book(parts, trees[BOOK], trees.get(STRINGS, etree.Element("sst")), sheets)
    for edit in edits:
        edit(book)
    made = {path: etree.tostring(tree, encoding="UTF-8") for path, tree in trees.items()}
    return packed({**book.parts, **made}, saved=SAVED)


def type_at(**values: object) -> Edit:
    """Type values into the cells with these names."""

    def type_(book: Book) -> None:
        for name, value in values.items():
            book.type_at(name, value)

    return type_


def set_value(name: str, value: str) -> Edit:
    """Leave another value beside a formula, as a program does that does not calculate anew."""

    def set_(book: Book) -> None:
        book.cell(*book.name(name)).find(f"{_NAMESPACE}v").text = value

    return set_


def lose_names(book: Book) -> None:
    """Delete all defined names."""
    for names in list(book.book.iter(f"{_NAMESPACE}definedNames")):
        names.getparent().remove(names)


def lose_formulas(book: Book) -> None:
    """Paste every value over its formula."""
    for sheet in book.sheets.values():
        for formula in list(sheet.iter(f"{_NAMESPACE}f")):
            formula.getparent().remove(formula)


def lose_values(book: Book) -> None:
    """Leave formulas without their values, for another program to calculate."""
    for sheet in book.sheets.values():
        for formula in sheet.iter(f"{_NAMESPACE}f"):
            for value in formula.itersiblings(f"{_NAMESPACE}v"):
                formula.getparent().remove(value)


def lose_protection(book: Book) -> None:
    """Take off the protection of the sheets, and every rule for what may be typed."""
    for sheet in book.sheets:
        book.drop(sheet, "sheetProtection")
        book.drop(sheet, "dataValidations")


def respace_labels(book: Book) -> None:
    """Type blanks between the characters of what the sheets print."""
    for text in book.printed():
        text.text = " ".join(text.text or "")


def narrow_labels(book: Book) -> None:
    """Type brackets and punctuation in the other width."""
    for text in book.printed():
        text.text = (text.text or "").translate(_NARROW)


def insert_rows(book: Book) -> None:
    """Put two rows above everything, and one between two entries and two indicators."""
    book.shift(DATA, lambda row, column: (row + 2 + (row > 12), column))
    book.shift(TABLE, lambda row, column: (row + 2 + (row > 8), column))


def insert_columns(book: Book) -> None:
    """Put a column before everything, and one before entries and scores."""
    book.shift(DATA, lambda row, column: (row, column + 1 + (column > 3)))
    book.shift(TABLE, lambda row, column: (row, column + 1 + (column > 10)))


def rename_sheets(book: Book) -> None:
    """Give sheets other titles; names move along."""
    for sheet in book.book.iter(f"{_NAMESPACE}sheet"):
        sheet.set("name", f"{sheet.get('name')} (2)")
    for name in book.book.iter(f"{_NAMESPACE}definedName"):
        for title in _PARTS:
            name.text = (name.text or "").replace(f"'{title}'", f"'{title} (2)'")


def reorder_sheets(book: Book) -> None:
    """Put the last sheet first."""
    sheets = book.book.find(f"{_NAMESPACE}sheets")
    sheets.insert(0, sheets[-1])


def add_sheet(*edits: Edit, like: str = "") -> Edit:
    """Add a sheet with a remark, or a copy of one of the two, changed by edits."""

    def add(book: Book) -> None:
        copy = deepcopy(book.sheets[like or TABLE])
        original = book.sheets[like or TABLE]
        if like:
            book.sheets[like] = copy
            for edit in edits:
                edit(book)
            book.sheets[like] = original
        else:
            rows = copy.find(f"{_NAMESPACE}sheetData")
            del rows[1:]
            for tag in ("mergeCells", "rowBreaks"):
                copy.remove(copy.find(f"{_NAMESPACE}{tag}"))
        _add_part(book, copy, f"{like} (2)" if like else "说明")

    return add


def unmerge(book: Book) -> None:
    """Split every merged cell."""
    for sheet in book.sheets:
        book.drop(sheet, "mergeCells")


def merge_cells(sheet: str, *areas: str) -> Edit:
    """Merge cells; all but the first of each area lose what they hold."""

    def merge(book: Book) -> None:
        merged = next(book.sheets[sheet].iter(f"{_NAMESPACE}mergeCells"))
        for area in areas:
            etree.SubElement(merged, f"{_NAMESPACE}mergeCell").set("ref", area)
            first, last = area.split(":")
            for cell in list(book._cells(sheet)):
                if cell.get("r") != first and _inside(cell.get("r"), first, last):
                    book.type_(sheet, cell.get("r"), None)

    return merge


def delete_row(name: str) -> Edit:
    """Delete the row of a field; its name stands for nothing then."""

    def delete(book: Book) -> None:
        sheet, cell = book.name(name)
        gone = _position(cell)[0]
        for row in list(book.sheets[sheet].iter(f"{_NAMESPACE}row")):
            if int(row.get("r")) == gone:
                row.getparent().remove(row)
        for one in book.book.iter(f"{_NAMESPACE}definedName"):
            found = re.fullmatch(rf"'{sheet}'!\$[A-Z]+\${gone}", one.text or "")
            one.text = "#REF!" if found else one.text
        book.shift(sheet, lambda row, column: (row - (row > gone), column))

    return delete


def exchange_rows(*names: str) -> Edit:
    """Let the rows of two fields change places, as sorting does: names stay where they are."""

    def exchange(book: Book) -> None:
        (sheet, one), (_, two) = map(book.name, names)
        rows = {_position(one)[0]: _position(two)[0], _position(two)[0]: _position(one)[0]}
        names_before = [(each, each.text) for each in book.book.iter(f"{_NAMESPACE}definedName")]
        book.shift(sheet, lambda row, column: (rows.get(row, row), column))
        data = book.sheets[sheet].find(f"{_NAMESPACE}sheetData")
        data[:] = sorted(data, key=lambda row: int(row.get("r")))
        for each, text in names_before:
            each.text = text

    return exchange


def drag_cell(name: str, onto: str) -> Edit:
    """Drag the cell of a field onto another, which is lost: the name goes with the cell."""

    def drag(book: Book) -> None:
        (sheet, source), (_, target) = book.name(name), book.name(onto)
        moved, lost = book.cell(sheet, source), book.cell(sheet, target)
        blank = etree.Element(f"{_NAMESPACE}c", {"r": source})
        moved.getparent().replace(moved, blank)
        lost.getparent().replace(lost, moved)
        moved.set("r", target)
        book.point(name, sheet, target)
        for one in book.book.iter(f"{_NAMESPACE}definedName"):
            if one.get("name") == onto:
                one.text = "#REF!"

    return drag


def replace_text(old: str, new: str) -> Edit:
    """Change what the sheets print."""

    def replace(book: Book) -> None:
        changed = [one for one in book.printed() if old in (one.text or "")]
        assert changed, old
        for text in changed:
            text.text = (text.text or "").replace(old, new)

    return replace


def as_csv(data: bytes, encoding: str) -> bytes:
    """The sheet with the entries as Excel saves it as .csv: what each cell shows."""
    book = opened(data, computed=True)
    sheet = next(one for one in book if _has_entries(one))
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([_shown(cell) for cell in row] for row in sheet.iter_rows())
    return stream.getvalue().encode(encoding)


def _has_entries(sheet: Any) -> bool:
    return any("填报项" in str(text).replace(" ", "") for row in sheet.values for text in row)


def _shown(cell: Any) -> str:
    text = "" if cell.value is None else str(cell.value)
    words = _WORDS.fullmatch(cell.number_format)
    return text + words[1] if text and words else text


def _add_part(book: Book, sheet: etree._Element, title: str) -> None:
    path = "xl/worksheets/sheet9.xml"
    book.parts[path] = etree.tostring(sheet, encoding="UTF-8")
    types = etree.fromstring(book.parts[_TYPES])
    like = next(one for one in types if one.get("PartName") == f"/{_PARTS[DATA]}")
    types.append(deepcopy(like))
    types[-1].set("PartName", f"/{path}")
    book.parts[_TYPES] = etree.tostring(types, encoding="UTF-8")
    relations = etree.fromstring(book.parts[_RELATIONS])
    like = next(one for one in relations if one.get("Target", "").endswith("sheet2.xml"))
    relations.append(deepcopy(like))
    relations[-1].set("Id", "rId99")
    relations[-1].set("Target", like.get("Target").replace("sheet2", "sheet9"))
    book.parts[_RELATIONS] = etree.tostring(relations, encoding="UTF-8")
    sheets = book.book.find(f"{_NAMESPACE}sheets")
    entry = etree.SubElement(sheets, f"{_NAMESPACE}sheet", {"name": title, "sheetId": "99"})
    entry.set(_ID, "rId99")


def _position(reference: str) -> tuple[int, int]:
    _, letters, _, digits = _REFERENCE.fullmatch(reference).groups()
    return int(digits), column_index_from_string(letters)


def _inside(reference: str, first: str, last: str) -> bool:
    (top, left), (bottom, right) = _position(first), _position(last)
    row, column = _position(reference)
    return top <= row <= bottom and left <= column <= right


def _moved(references: str, move: Move) -> str:
    def one(match: re.Match[str]) -> str:
        row, column = move(*_position(match[0].replace("$", "")))
        return f"{match[1]}{get_column_letter(column)}{match[3]}{row}"

    return _REFERENCE.sub(one, references)


def _absolute(reference: str) -> str:
    return _REFERENCE.sub(r"$\2$\4", reference)

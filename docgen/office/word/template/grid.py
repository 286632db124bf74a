"""Grids of tables whose number of columns only rendering tells."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from docgen.office.word.names import w

# Stands in a table whose grid must be fitted; no other part of the engine knows of it.
_MARK: Final = "docgen-grid"
_COLUMN_TAG: Final = re.compile(r"{[{%]tc\s|{%-?\s*(?:hm\s*-?%|colspan\s)")


def mark_tables(root: etree._Element) -> None:
    """Mark the tables of a template whose grid may not fit the rows once rendered."""
    for table in root.iter(w("tbl")):
        text = "".join(node.text or "" for node in table.iter(w("t")))
        if _COLUMN_TAG.search(text) or _cells(table) != len(_columns(table)):
            table.insert(0, etree.ProcessingInstruction(_MARK))


def fit_tables(xml: str) -> str:
    """Fit the grids of the marked tables of a rendered part; other tables stay as they are."""
    if f"<?{_MARK}" not in xml:
        return xml
    root = etree.fromstring(xml.encode())
    for table in root.iter(w("tbl")):
        if len(table) and isinstance(table[0], etree._ProcessingInstruction):
            table.remove(table[0])
            _fit(table)
    return etree.tostring(root, encoding="unicode")


def _fit(table: etree._Element) -> None:
    """Add or remove columns, and keep the table's width, with the arithmetic of docxtpl."""
    grid = table.find(w("tblGrid"))
    if grid is None:
        return
    _add_columns(grid, max((len(cells) for cells in _rows(table)), default=0))
    _remove_columns(grid, _cells(table))


def _add_columns(grid: etree._Element, wanted: int) -> None:
    columns = grid.findall(w("gridCol"))
    missing = wanted - len(columns)
    width = sum(_width(column) for column in columns)
    if missing <= 0 or width <= 0:
        return
    before, after = width / len(columns), width / wanted
    for column in columns:
        column.set(w("w"), str(int(_width(column) * after / before)))
    for _ in range(missing):
        etree.SubElement(grid, w("gridCol"), {w("w"): str(int(after))})


def _remove_columns(grid: etree._Element, wanted: int) -> None:
    columns = grid.findall(w("gridCol"))
    removed = columns[wanted:]
    for column in removed:
        grid.remove(column)
    if removed and wanted:
        extra = int(sum(_width(column) for column in removed) / wanted)
        for column in columns[:wanted]:
            column.set(w("w"), str(int(_width(column) + extra)))


def _columns(table: etree._Element) -> list[etree._Element]:
    return table.findall(f"{w('tblGrid')}/{w('gridCol')}")


def _rows(table: etree._Element) -> list[list[etree._Element]]:
    # Rows of nested tables count, as in docxtpl; cells in content controls do, as they should.
    wrapped = f"{w('sdt')}/{w('sdtContent')}/{w('tc')}"
    return [[*row.findall(w("tc")), *row.findall(wrapped)] for row in table.iter(w("tr"))]


def _cells(table: etree._Element) -> int:
    """Cells of the longest row, each counted as often as it spans columns."""
    spans = (sum(_span(cell) for cell in cells) for cells in _rows(table))
    return max(spans, default=0)


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    value = "1" if span is None else span.get(w("val"), "1")
    return int(value) if value.isdecimal() else 1


def _width(column: etree._Element) -> float:
    return float(column.get(w("w"), 0))

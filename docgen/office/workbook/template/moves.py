"""What belongs to a sheet's rows and moves with them: formats, validations, panes, breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree
from openpyxl.utils import get_column_letter, quote_sheetname

from docgen.office.package.xml import whole_number
from docgen.office.workbook.template.areas import Area, areas_of, as_text
from docgen.office.workbook.template.formulas import formula_of
from docgen.office.workbook.template.references import References
from docgen.office.workbook.template.row_map import RowMap
from docgen.office.workbook.template.schema import SHEET, insert_in_order, sibling

_FORMULAS: Final = frozenset({"formula", "formula1", "formula2", "f"})
_LISTS: Final = frozenset(
    {"conditionalFormatting", "dataValidation", "ignoredError", "protectedRange"}
)
# Elements that stand for one area, whose rows may have others between them in the document.
_SPANS: Final = frozenset({"autoFilter", "sortState", "sortCondition"})
# What another sheet's rows are taken from.
_TAKEN: Final = "{*}dataConsolidate/{*}dataRefs/{*}dataRef"
_CELLS: Final = frozenset({"cellWatch", "inputCells", "cellSmartTags"})
_COUNTED: Final = frozenset({"dataValidations", "conditionalFormattings", "ignoredErrors"})


def rules_of(root: etree._Element) -> Iterator[tuple[etree._Element, list[Area]]]:
    """Formulas that tell of many cells, with these cells: formats, validations, sparklines."""
    for element in root.iterdescendants("{*}*"):
        if _local(element) not in _FORMULAS:
            continue
        for around in element.iterancestors():
            areas = _areas(around)
            if areas:
                yield element, areas
                break


def references_of(root: etree._Element) -> Iterator[str]:
    """All that a sheet says of cells, its own or another's, but for the formulas of its cells."""
    for element, _ in rules_of(root):
        yield element.text or ""
    for link in root.iterfind("{*}hyperlinks/{*}hyperlink"):
        yield link.get("location", "")
    for taken in root.iterfind(_TAKEN):
        yield f"{quote_sheetname(taken.get('sheet', ''))}!{taken.get('ref', '')}"


def move_sheet(root: etree._Element, title: str, rows: RowMap, references: References) -> None:
    """Let everything in a sheet that refers to its rows follow them.

    Args:
        root: The sheet without its rows.
        title: Its title in the template.
        rows: Where its rows went.
        references: The references of the workbook.
    """
    for element, areas in rules_of(root):
        runs = [run for area in areas for run in rows.runs(area.rows)]
        if runs and element.text:
            base, new_base = min(area.top for area in areas), min(first for first, _ in runs)
            element.text = references.follow_rule(formula_of(element.text), title, base, new_base)
    for element in list(root.iterdescendants("{*}*")):
        _move(element, rows)
    for taken in root.findall(_TAKEN):
        if not references.follow_area(taken, title):
            _remove(taken)
    _move_view(root, rows)
    dimension = root.find("{*}dimension")
    area = Area.of(dimension.get("ref", "")) if dimension is not None else None
    if dimension is not None and area:
        dimension.set("ref", area._replace(top=1, bottom=max(rows.total, 1)).text)


def merge_cells(root: etree._Element, merged: list[Area]) -> None:
    """Let a sheet merge these cells and no others."""
    cells = root.find("{*}mergeCells")
    if cells is None:
        if not merged:
            return
        cells = insert_in_order(root, root.makeelement(sibling(root, "mergeCells")), SHEET)
    for child in list(cells):
        cells.remove(child)
    for area in merged:
        etree.SubElement(cells, sibling(root, "mergeCell"), ref=area.text)
    cells.set("count", str(len(merged)))
    if not merged:
        root.remove(cells)


def break_pages(root: etree._Element, rows: list[int]) -> None:
    """Let pages end behind these rows and no others."""
    for old in root.findall("{*}rowBreaks"):
        root.remove(old)
    if not rows:
        return
    count = str(len(rows))
    breaks = root.makeelement(
        sibling(root, "rowBreaks"), {"count": count, "manualBreakCount": count}
    )
    insert_in_order(root, breaks, SHEET)
    for row in rows:
        attributes = {"id": str(row), "min": "0", "max": "16383", "man": "1"}
        etree.SubElement(breaks, sibling(root, "brk"), attributes)


def _areas(element: etree._Element) -> list[Area]:
    """The areas that an element says it is about."""
    if "sqref" in element.attrib:
        return areas_of(element.get("sqref", ""))
    inner = element.find("{*}sqref")
    return areas_of(inner.text or "") if inner is not None else []


def _move(element: etree._Element, rows: RowMap) -> None:
    name = _local(element)
    if name in _LISTS and "sqref" in element.attrib:
        _set(element, "sqref", as_text(_moved(element.get("sqref", ""), rows)))
    elif name == "sqref":
        moved = as_text(_moved(element.text or "", rows))
        around = element.getparent()
        if moved:
            element.text = moved
        elif around is not None:
            _remove(around)
    elif name in _SPANS and "ref" in element.attrib:
        area = Area.of(element.get("ref", ""))
        span = rows.span(area.rows) if area else None
        _set(element, "ref", area.with_rows(span).text if area and span else "")
    elif name in _CELLS and "r" in element.attrib:
        _set(element, "r", as_text(_moved(element.get("r", ""), rows)).split(" ")[0])
    elif name == "rowBreaks":
        _move_breaks(element, rows)
    elif name in ("from", "to"):
        row = element.find("{*}row")
        if row is not None and row.text:
            row.text = str(rows.first(int(row.text) + 1) - 1)


def _move_breaks(breaks: etree._Element, rows: RowMap) -> None:
    """A break stands between two rows: in each copy of the lower one, above it."""
    found: set[int] = set()
    for one in list(breaks):
        row = whole_number(one.get("id"), 0)
        below = rows.of(row + 1)
        found |= {number - 1 for number in below or [rows.first(row + 1)]}
        breaks.remove(one)
    for row in sorted(found - {0}):
        attributes = {"id": str(row), "min": "0", "max": "16383", "man": "1"}
        etree.SubElement(breaks, sibling(breaks, "brk"), attributes)
    count = str(len(breaks))
    breaks.set("count", count)
    breaks.set("manualBreakCount", count)


def _move_view(root: etree._Element, rows: RowMap) -> None:
    """Let frozen panes and selected cells follow their rows."""
    for view in root.iter("{*}sheetView", "{*}customSheetView"):
        _move_top(view, rows.first)
        pane = view.find("{*}pane")
        if pane is not None and pane.get("ySplit") and pane.get("state") != "split":
            split = rows.first(int(float(pane.get("ySplit", 0))) + 1)
            pane.set("ySplit", str(split - 1))
            if pane.get("topLeftCell"):
                area = Area.of(pane.get("topLeftCell", "")) or Area(1, 1, 1, 1)
                pane.set("topLeftCell", f"{get_column_letter(area.left)}{split}")
        for selection in view.iterchildren("{*}selection"):
            cell = Area.of(selection.get("activeCell", "A1")) or Area(1, 1, 1, 1)
            moved = f"{get_column_letter(cell.left)}{rows.first(cell.top)}"
            selection.set("activeCell", moved)
            selection.set("sqref", moved)
            selection.attrib.pop("activeCellId", "")


def _move_top(view: etree._Element, first: Callable[[int], int]) -> None:
    area = Area.of(view.get("topLeftCell", ""))
    if area:
        view.set("topLeftCell", f"{get_column_letter(area.left)}{first(area.top)}")


def _moved(text: str, rows: RowMap) -> list[Area]:
    return [area.with_rows(run) for area in areas_of(text) for run in rows.runs(area.rows)]


def _set(element: etree._Element, name: str, value: str) -> None:
    """Say where an element belongs; one that belongs nowhere goes."""
    if value:
        element.set(name, value)
    else:
        _remove(element)


def _remove(element: etree._Element) -> None:
    """Remove an element, and what held only it."""
    around = element.getparent()
    if around is None:
        return
    around.remove(element)
    if len(around) == 0 and _local(around) != "worksheet":
        _remove(around)
    elif _local(around) in _COUNTED and around.get("count"):
        around.set("count", str(len(around)))


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname

"""What pivot tables count and what controls are bound to: cells that these parts name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from docgen.office.package.parts import OfficeParts
from docgen.office.workbook.template.areas import Area
from docgen.office.workbook.template.formulas import End, Formula, formula_of
from docgen.office.workbook.template.row_map import RowMap
from docgen.office.workbook.template.sheet_template import SheetTemplate
from docgen.problems import Place, Problem, problem

if TYPE_CHECKING:
    from docgen.office.workbook.template.filling import Filling

_CACHE, _CONTROL, _SHAPES = "pivotCacheDefinition", "ctrlProp", "vmlDrawing"
_CELLS: Final = "tableSingleCells"
# Attributes of a control, and elements of one of the old kind, that name cells.
_BOUND: Final = ("fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup")
_BOUND_SHAPE: Final = ("{*}FmlaLink", "{*}FmlaRange", "{*}FmlaTxbx", "{*}FmlaGroup", "{*}FmlaPict")
_HEAD_AND_ROW: Final = 2  # rows: Excel makes no pivot table of less


class Bound(NamedTuple):
    """Cells that a control is bound to.

    Attributes:
        title: The title of the sheet that the control stands in.
        place: That sheet, in messages.
        formula: What it says of cells: always these, with ``$`` or not.
    """

    title: str
    place: Place
    formula: Formula


class Bindings:
    """The sources of a workbook's pivot tables, and the cells that its controls are bound to.

    Attributes:
        problems: Pivot tables whose heads are repeated.
        bound: What controls are bound to.

    Args:
        parts: The template.
        sheets: Its worksheets.
        file: The template's name in messages.
    """

    def __init__(self, parts: OfficeParts, sheets: Sequence[SheetTemplate], file: str) -> None:
        self._file = file
        self._caches = [
            one.target
            for one in parts.related(parts.main)
            if one.kind == _CACHE and one.target in parts
        ]
        self._parts = [
            (sheet, one.target)
            for sheet in sheets
            for one in parts.related(sheet.part)
            if one.kind in (_CONTROL, _SHAPES, _CELLS) and one.target in parts
        ]
        self.bound = [
            Bound(sheet.title, sheet.place, _held(said))
            for sheet, part in self._parts
            for _, _, said in _said(parts.xml(part))
        ]
        by_title = {sheet.title.lower(): sheet for sheet in sheets}
        self.problems: list[Problem] = []
        for cache in self._caches:
            source = _source(parts.xml(cache))
            area = Area.of(source.get("ref", "")) if source is not None else None
            sheet = by_title.get(source.get("sheet", "").lower()) if source is not None else None
            if source is not None and sheet and area and sheet.blocks.loops.get(area.top):
                self.problems.append(self._problem("workbook.pivot-head-in-loop", source))

    def fill(self, filling: Filling) -> None:
        """Let them follow their cells; pivot tables count anew when the document is opened."""
        for cache in self._caches if filling.fills_cells else ():
            root = filling.parts.xml(cache)
            source = _source(root)
            if source is None:
                continue
            root.set("refreshOnLoad", "1")
            told = self._problem("workbook.pivot-empty", source)
            is_left = filling.references.follow_area(source)
            area = Area.of(source.get("ref", ""))
            if not is_left or (area and area.bottom - area.top + 1 < _HEAD_AND_ROW):
                filling.problems.append(told)
        for sheet, part in self._parts if filling.follows else ():
            root = filling.parts.xml(part)
            for element, name, said in list(_said(root)):
                followed = filling.references.follow_rule(_held(said), sheet.title)
                if name:
                    element.set(name, followed)
                else:
                    element.text = followed
            for cell in root.iterfind("{*}singleXmlCell"):
                _follow_cell(cell, filling.rows(sheet.title))

    def _problem(self, code: str, source: etree._Element) -> Problem:
        sheet, area = source.get("sheet", ""), source.get("ref", "")
        cell = area.partition(":")[0].replace("$", "")
        return problem(code, Place(file=self._file, sheet=sheet, cell=cell), area=area)


def _source(cache: etree._Element) -> etree._Element | None:
    """What a pivot table takes from cells of its own workbook; None if it takes none by place."""
    source = cache.find("{*}cacheSource/{*}worksheetSource")
    if source is None or not source.get("sheet") or not source.get("ref"):
        return None
    return None if any(str(name).endswith("}id") for name in source.attrib) else source


def _said(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """What controls say of cells: the element, its attribute if it is not its text, and that."""
    for name in _BOUND:
        if root.get(name):
            yield root, name, root.get(name, "")
    for element in root.iter(*_BOUND_SHAPE):
        if element.text:
            yield element, "", element.text


def _held(text: str) -> Formula:
    """A reference of a control, which means the same cells whether it writes ``$`` or not."""
    formula = formula_of(text)
    pieces = (
        one if isinstance(one, str) else replace(one, ends=tuple(map(_fixed, one.ends)))
        for one in formula.pieces
    )
    return formula._replace(pieces=tuple(pieces))


def _fixed(end: End) -> End:
    return end._replace(column=f"${end.column.lstrip('$')}" if end.column else "", fixed=True)


def _follow_cell(cell: etree._Element, rows: RowMap) -> None:
    """Let a cell follow that is mapped to a piece of XML."""
    area = Area.of(cell.get("r", ""))
    if area:
        top = rows.first(area.top)
        cell.set("r", area.with_rows((top, top)).text)

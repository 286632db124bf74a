"""The tables and pivot tables of a sheet: they span the rows that come from their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from docgen.office.package.parts import OfficeParts
from docgen.office.workbook.template.areas import Area
from docgen.office.workbook.template.spots import Spot, put_all, spots_in
from docgen.problems import Place, problem

if TYPE_CHECKING:
    from docgen.office.workbook.template.filling import Filling
    from docgen.office.workbook.template.satellites import Home


class Tables:
    """The tables of a sheet.

    Attributes:
        parts: The parts that hold them.

    Args:
        parts: The template.
        home: Where the texts are put.
    """

    def __init__(self, parts: OfficeParts, home: Home) -> None:
        self._sheet = home.sheet
        self._spots: dict[str, list[Spot]] = {}
        self._places: dict[str, Place] = {}
        related = parts.related(home.sheet.part)
        tables = [one.target for one in related if one.kind == "table" and one.target in parts]
        self._pivots = [
            one.target for one in related if one.kind == "pivotTable" and one.target in parts
        ]
        for part in (*tables, *self._pivots):
            root = parts.xml(part)
            area = _area(root)
            name = root.get("displayName", root.get("name", ""))
            place = home.sheet.place_of(area.top, area.left)._replace(field=name)
            if part in tables:
                self._places[part] = place
                self._spots[part] = list(spots_in(root, place, home.number))
                home.take([spot.source for spot in self._spots[part]])
                if int(root.get("headerRowCount", "1")):
                    columns = range(area.left, area.right + 1)
                    home.sheet.heads.update((area.top, column) for column in columns)
            if home.sheet.blocks.loops.get(area.top):
                home.problems.append(problem("workbook.table-in-loop", place, name=name))
        self.parts = set(tables)

    def fill(self, filling: Filling) -> None:
        """Let them follow their rows, and fill the heads of their columns."""
        rows = filling.rows(self._sheet.title)
        for part, spots in self._spots.items():
            if not spots and not rows.moves:
                continue
            root = filling.parts.xml(part)
            area = _area(root)
            put_all(root, spots, lambda number: filling.said(number))
            heads = [
                one.get("name", "").lower()
                for one in root.iterfind("{*}tableColumns/{*}tableColumn")
            ]
            span = rows.span(area.rows)
            fewest = 1 + int(root.get("headerRowCount", "1")) + int(root.get("totalsRowCount", "0"))
            code = ""
            if len(set(heads)) < len(heads):
                code = "workbook.table-heads-alike"
            if span is None or span[1] - span[0] + 1 < min(fewest, area.bottom - area.top + 1):
                code = "workbook.table-empty"
            if code:
                place = self._places[part]
                filling.problems.append(problem(code, place, name=place.field))
            elif rows.moves:
                for element in root.iter(
                    "{*}table", "{*}autoFilter", "{*}sortState", "{*}sortCondition"
                ):
                    own = Area.of(element.get("ref", ""))
                    moved = rows.span(own.rows) if own else None
                    if own and moved:
                        element.set("ref", own.with_rows(moved).text)
        for part in self._pivots if rows.moves else ():
            location = filling.parts.xml(part).find("{*}location")
            own = Area.of(location.get("ref", "")) if location is not None else None
            if location is not None and own:
                top = rows.first(own.top)
                location.set("ref", own.with_rows((top, top + own.bottom - own.top)).text)


def _area(root: etree._Element) -> Area:
    location = root.find("{*}location")
    ref = root.get("ref", "") if location is None else location.get("ref", "")
    return Area.of(ref) or Area(1, 1, 1, 1)

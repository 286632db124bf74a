"""The drawing of a sheet: text boxes are filled, and all shapes follow their rows."""

from __future__ import annotations

from copy import deepcopy
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from docgen.office.package.parts import OfficeParts
from docgen.office.package.xml import whole_number
from docgen.office.workbook.template.formulas import formula_of
from docgen.office.workbook.template.row_map import Copy
from docgen.office.workbook.template.spots import Spot, put_all, spots_in
from docgen.problems import problem

if TYPE_CHECKING:
    from docgen.office.workbook.template.filling import Filling
    from docgen.office.workbook.template.satellites import Home

# What another part draws: two shapes cannot share it.
_DRAWN_ELSEWHERE: Final = frozenset({"chart", "relIds", "oleObj", "control"})


class _Anchor(NamedTuple):
    first: int
    last: int
    row: int | None
    spots: list[Spot]


class Drawing:
    """The drawing of a sheet.

    Attributes:
        parts: The part that holds it.

    Args:
        parts: The template.
        home: Where the texts are put.
    """

    def __init__(self, parts: OfficeParts, home: Home) -> None:
        self._sheet = home.sheet
        self._part = parts.target(home.sheet.part, "drawing")
        self.parts = {self._part} if self._part else set()
        self._anchors = []
        root = parts.xml(self._part) if self._part else None
        for element in root.iterchildren("{*}*") if root is not None else ():
            first, last = _row(element, "from"), _row(element, "to")
            place = home.sheet.place_of(first or 1, _column(element))._replace(field=_name(element))
            spots = list(spots_in(element, place, home.number))
            last = max(first, last)
            row = home.take([spot.source for spot in spots], first, last)
            self._anchors.append(_Anchor(first, last, row, spots))
            if (
                row is not None
                and home.sheet.blocks.is_repeated(first, last)
                and _is_shared(element)
            ):
                home.problems.append(problem("workbook.chart-in-loop", place))

    def fill(self, filling: Filling) -> None:
        """Fill it, and let its shapes follow their rows."""
        has_spots = any(anchor.spots for anchor in self._anchors)
        if self._part is None or not (has_spots or filling.follows):
            return
        root = filling.parts.xml(self._part)
        elements = list(root.iterchildren("{*}*"))
        moves = filling.rows(self._sheet.title).moves
        free = 1 + max((whole_number(one.get("id"), 0) for one in root.iter("{*}cNvPr")), default=0)
        for anchor, element in zip(self._anchors, elements, strict=True):
            copies: list[Copy] = [(None, anchor.first, anchor.last)]
            if (anchor.first and moves) or anchor.row is not None:
                copies = filling.copies(self._sheet.title, anchor.row, anchor.first, anchor.last)
            for index, (piece, first, last) in enumerate(copies):
                made = deepcopy(element)
                element.addprevious(made)
                put_all(made, anchor.spots, partial(filling.said, row=piece))
                _place(made, "from", first)
                _place(made, "to", last)
                for shape in made.iter("{*}sp"):
                    if shape.get("textlink"):
                        formula = formula_of(shape.get("textlink", ""))
                        shape.set("textlink", filling.references.follow_rule(formula))
                for shape in made.iter("{*}cNvPr") if index else ():
                    shape.set("id", str(free))
                    free += 1
            root.remove(element)


def _row(element: etree._Element, name: str) -> int:
    """The row in which a shape begins or ends, from 1; 0 if it is bound to none."""
    text = element.findtext(f"{{*}}{name}/{{*}}row")
    return int(text) + 1 if text else 0


def _column(element: etree._Element) -> int:
    return int(element.findtext("{*}from/{*}col") or 0) + 1


def _place(element: etree._Element, name: str, row: int) -> None:
    found = element.find(f"{{*}}{name}/{{*}}row")
    if found is not None:
        found.text = str(row - 1)


def _name(element: etree._Element) -> str:
    names = (one.get("name", "") for one in element.iter("{*}cNvPr"))
    return next(filter(None, names), "")


def _is_shared(element: etree._Element) -> bool:
    return any(etree.QName(one).localname in _DRAWN_ELSEWHERE for one in element.iter("{*}*"))

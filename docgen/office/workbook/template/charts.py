"""The charts of a workbook: their titles are filled, and their references follow the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from docgen.office.package.parts import OfficeParts, Relationship
from docgen.office.workbook.template.formulas import formula_of, says_tag
from docgen.office.workbook.template.source import TextSource
from docgen.office.workbook.template.spots import Number, Spot, put_all, spots_in
from docgen.problems import Place

if TYPE_CHECKING:
    from docgen.office.workbook.template.filling import Filling

_CACHES: Final = ("{*}strCache", "{*}numCache", "{*}multiLvlStrCache")


class Charts:
    """The charts of a workbook.

    Attributes:
        parts: The parts that hold them.

    Args:
        parts: The template.
        number: Gives each text its number.
        loose: The texts of the workbook that no row repeats; those of charts are added.
        file: The template's name in messages.
    """

    def __init__(
        self, parts: OfficeParts, number: Number, loose: list[TextSource], file: str
    ) -> None:
        self._spots: dict[str, list[Spot]] = {}
        kinds = {one.target: one.kind for part in parts for one in _related(parts, part)}
        self.parts = {part for part, kind in kinds.items() if kind in ("chart", "chartEx")}
        for count, part in enumerate(sorted(self.parts), 1):
            root = parts.xml(part)
            _drop_caches(root)
            place = Place(file=file, field=f"图表{count}")
            elements = list(root.iter())
            self._spots[part] = [
                spot
                for spot in spots_in(root, place, number)
                if not _is_reference(elements[spot.index])
            ]
            loose += (spot.source for spot in self._spots[part])

    def fill(self, filling: Filling) -> None:
        """Fill them, and let their references follow."""
        for part, spots in self._spots.items():
            if not spots and not filling.fills_cells:
                continue
            root = filling.parts.xml(part)
            _drop_caches(root)
            put_all(root, spots, lambda number: filling.said(number))
            for element in root.iter("{*}f"):
                if element.text and filling.follows:
                    element.text = filling.references.follow_rule(formula_of(element.text))


def _is_reference(element: etree._Element) -> bool:
    """Whether an element refers to cells, also of a sheet whose title holds tags."""
    return etree.QName(element).localname == "f" and not says_tag(element.text or "")


def _related(parts: OfficeParts, part: str) -> list[Relationship]:
    return [] if part.endswith(".rels") else parts.related(part)


def _drop_caches(root: etree._Element) -> None:
    """Take out what a chart remembers of cells, which are other ones now; programs look anew."""
    for cache in list(root.iter(*_CACHES)):
        around = cache.getparent()
        assert around is not None, "a cache stands beside its reference"
        around.remove(cache)

"""What a sheet holds beside its cells and is typed by people: print heads, hints, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from docgen.office.tags.language import holds_tag
from docgen.office.workbook.template.escaping import Escape
from docgen.office.workbook.template.formulas import says_tag
from docgen.office.workbook.template.rich_text import plain
from docgen.office.workbook.template.spots import put_all, spots_in
from docgen.problems import problem

if TYPE_CHECKING:
    from docgen.office.workbook.template.filling import Filling
    from docgen.office.workbook.template.satellites import Home

_HEADS: Final = frozenset(
    {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
)
_FORMULAS: Final = frozenset({"formula", "formula1", "formula2", "f"})
_HINTS: Final = {"prompt": 255, "error": 255, "promptTitle": 32, "errorTitle": 32}
_LONGEST_HEAD: Final = 255


class Furniture:
    """The texts of a sheet that are no cell's.

    Args:
        home: Where the texts are put.
    """

    def __init__(self, home: Home) -> None:
        self._place = home.sheet.place
        self._spots = []
        root = home.sheet.root
        rows = _taken_out(root)
        elements = list(root.iter())
        for spot in spots_in(root, home.sheet.place, home.number, _escape):
            element = elements[spot.index]
            if not isinstance(element.tag, str):
                continue
            name = etree.QName(element).localname
            if name == "hyperlink":
                continue
            if name in _FORMULAS and not says_tag(element.text or ""):
                continue  # in the title of a sheet, which references follow
            if (spot.attribute in _HINTS) if spot.attribute else name in _HEADS | _FORMULAS:
                self._spots.append(spot)
                home.take([spot.source])
            elif holds_tag("".join(spot.source.parts)):
                tag = "".join(spot.source.parts)
                facts = {
                    "tag": tag,
                    "part_zh": f"工作表的设置（{name}）",
                    "part_en": f"settings of the sheet ({name})",
                }
                home.problems.append(
                    problem("workbook.tag-out-of-reach", home.sheet.place, **facts)
                )
        data = root.find("{*}sheetData")
        if data is not None:
            data.extend(rows)

    @property
    def any(self) -> bool:
        """Whether there are any."""
        return bool(self._spots)

    def fill(self, root: etree._Element, filling: Filling) -> None:
        """Fill them in a copy of the sheet that still has all its elements."""
        put_all(root, self._spots, lambda number: filling.said(number))
        elements = list(root.iter()) if self._spots else []
        for spot in self._spots:
            text = plain(filling.said(spot.source.number))
            element = elements[spot.index]
            name = etree.QName(element).localname
            said = element.get(spot.attribute, "") if spot.attribute else element.text or ""
            most = _HINTS.get(spot.attribute, _LONGEST_HEAD)
            if len(said) > most and name not in _FORMULAS:
                found = problem(
                    "workbook.field-text-too-long",
                    self._place,
                    name=spot.attribute or name,
                    text=text,
                    most=most,
                )
                filling.problems.append(found)


def _taken_out(root: etree._Element) -> list[etree._Element]:
    """The rows of a sheet, which are taken out of it: it is filled without them."""
    data = root.find("{*}sheetData")
    rows = [] if data is None else list(data)
    for row in rows:
        row.getparent().remove(row)  # type: ignore[union-attr]  # it is in the sheet
    return rows


def _escape(element: etree._Element) -> Escape:
    name = etree.QName(element).localname
    if name in _HEADS:
        return "head"
    return "formula" if name in _FORMULAS else "text"

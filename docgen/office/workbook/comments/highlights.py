"""Colour on cells by a conditional format, so that it can be taken away again.

Styles and protection of the cells stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from lxml import etree

from docgen.office.package.parts import OfficeParts
from docgen.office.package.xml import whole_number
from docgen.office.workbook.template.schema import SHEET, STYLES, child, insert_in_order, sibling

# What refers to the formats of the styles by their numbers in a sheet.
_WITH_FORMATS: Final = ("cfRule", "colorFilter", "sortCondition")
_RULES: Final = "{*}conditionalFormatting/{*}cfRule"
_OWN: Final = "docgen"
_RED: Final = "FFFFC7CE"
_STYLES_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
# What every program expects of a workbook with styles.
_NO_STYLES: Final = (
    '<fonts><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders><border/></borders>'
    '<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf xfId="0"/></cellXfs>'
    '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
_MOST_OF_NAME: Final = 200  # a text in a formula has 255 characters at most


class Highlights:
    """The colour that one author gives to cells of a workbook.

    Args:
        parts: The workbook.
        sheets: Its worksheets.
        author: Who marks.
    """

    def __init__(self, parts: OfficeParts, sheets: Sequence[str], author: str) -> None:
        self._parts = parts
        self._sheets = sheets
        name = author[:_MOST_OF_NAME].replace('"', '""')
        # Always true, and no one else's; two of them, for cells with his notes and without.
        self._noted = f'LEN("docgen {name}")>0'
        self._bare = f'LEN("docgen {name}")>1'
        self._format: str | None = None

    def noted(self, sheet: str) -> list[str]:
        """The areas of a sheet that are marked and hold notes of the author."""
        rules = self._rules(sheet)
        areas = (one.getparent() for one in rules if one.findtext("{*}formula") == self._noted)
        return [one for area in areas if area is not None for one in area.get("sqref", "").split()]

    def remove(self) -> None:
        """Take the colour away, and its format from the styles if it is the last one there."""
        rules = [rule for sheet in self._sheets for rule in self._rules(sheet)]
        if not rules:
            return
        formats = {rule.get("dxfId") for rule in rules}
        for rule in rules:
            area = rule.getparent()
            if area is not None:
                area.remove(rule)
                _remove_if_empty(area)
        used = {
            element.get("dxfId")
            for sheet in self._sheets
            if self._parts.may_hold(sheet, *_WITH_FORMATS)
            for element in self._parts.xml(sheet).iter(*(f"{{*}}{name}" for name in _WITH_FORMATS))
        }
        for dxfs in self._dxfs():
            last = str(len(dxfs) - 1)
            if last in formats - used and _looks_like_ours(dxfs[-1]):
                dxfs.remove(dxfs[-1])
                _count(dxfs)
                if "count" not in dxfs.attrib:
                    _remove_if_empty(dxfs)

    def add(self, sheet: str, areas: Collection[str], noted: bool) -> None:
        """Colour areas of a sheet.

        Args:
            sheet: The sheet.
            areas: The areas, such as ``B2`` or ``B2:C3``.
            noted: Whether they hold notes of the author.
        """
        if not areas:
            return
        if self._format is None:
            self._format = self._new_format()
        root = self._parts.xml(sheet)
        priorities = [whole_number(rule.get("priority"), 0) for rule in root.iter("{*}cfRule")]
        area = root.makeelement(sibling(root, "conditionalFormatting"), sqref=" ".join(areas))
        rule = child(
            area,
            "cfRule",
            type="expression",
            dxfId=self._format,
            priority=str(1 + max(priorities, default=0)),
        )
        child(rule, "formula").text = self._noted if noted else self._bare
        insert_in_order(root, area, SHEET)

    def _rules(self, sheet: str) -> list[etree._Element]:
        # The word that all of our rules have is written as it is, or the sheet has none of them.
        if not self._parts.may_hold(sheet, _OWN):
            return []
        rules = self._parts.xml(sheet).findall(_RULES)
        return [one for one in rules if one.findtext("{*}formula") in (self._noted, self._bare)]

    def _dxfs(self) -> list[etree._Element]:
        styles = self._parts.target(self._parts.main, "styles")
        return [] if styles is None else self._parts.xml(styles).findall("{*}dxfs")

    def _new_format(self) -> str:
        found = self._dxfs()
        if found:
            dxfs = found[0]
        else:
            root = self._styles()
            # Without a count, which tells it from one that was there before.
            dxfs = insert_in_order(root, root.makeelement(sibling(root, "dxfs")), STYLES)
        pattern = child(child(child(dxfs, "dxf"), "fill"), "patternFill", patternType="solid")
        child(pattern, "fgColor", rgb=_RED)
        child(pattern, "bgColor", rgb=_RED)
        _count(dxfs)
        return str(len(dxfs) - 1)

    def _styles(self) -> etree._Element:
        parts = self._parts
        part = parts.target(parts.main, "styles")
        if part is None:
            space = etree.QName(parts.xml(parts.main)).namespace
            root = etree.fromstring(f'<styleSheet xmlns="{space}">{_NO_STYLES}</styleSheet>')
            parts.add(parts.main, "styles", root, "xl/styles{}.xml", _STYLES_TYPE)
            return root
        return parts.xml(part)


def _count(dxfs: etree._Element) -> None:
    if "count" in dxfs.attrib:
        dxfs.set("count", str(len(dxfs)))


def _looks_like_ours(dxf: etree._Element) -> bool:
    colours = [one.get("rgb") for one in dxf.iterfind("{*}fill/{*}patternFill/*")]
    return len(dxf) == 1 and set(colours) == {_RED}


def _remove_if_empty(element: etree._Element) -> None:
    parent = element.getparent()
    if not len(element) and parent is not None:
        parent.remove(element)

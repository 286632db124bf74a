"""Tags in all other parts of a workbook: filled where that is known to do, told where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lxml import etree

from docgen.office.package.parts import OfficeParts
from docgen.office.tags.language import holds_tag, tags_in
from docgen.office.workbook.template.formulas import says_tag
from docgen.office.workbook.template.links import target_problems, target_source
from docgen.office.workbook.template.rich_text import plain
from docgen.office.workbook.template.source import TextSource
from docgen.office.workbook.template.spots import Number, Spot, put_all, spots_in
from docgen.problems import Place, Problem, ProblemError, problem

if TYPE_CHECKING:
    from docgen.office.workbook.template.filling import Filling

_ENDINGS: Final = (".xml", ".rels", ".vml")
# Roots of parts whose texts are a person's and mean nothing to a program.
_FILLED: Final = {
    "wsDr": ("图形", "shapes"),
    "userShapes": ("图表里的图形", "shapes in a chart"),
    "dataModel": ("SmartArt 图形", "SmartArt"),
    "drawing": ("SmartArt 图形", "SmartArt"),
    "Properties": ("文件属性", "properties of the file"),
    "coreProperties": ("文件属性", "properties of the file"),
    "ThreadedComments": ("批注", "comments"),
    "xml": ("按钮等控件", "buttons and other controls"),
}
_OTHERS: Final = {
    "styleSheet": ("单元格格式", "formats of cells"),
    "theme": ("主题", "the theme"),
    "pivotCacheDefinition": ("数据透视表", "a pivot table"),
    "pivotCacheRecords": ("数据透视表", "a pivot table"),
    "pivotTableDefinition": ("数据透视表", "a pivot table"),
    "externalLink": ("外部链接", "a link to another workbook"),
    "connections": ("数据连接", "a data connection"),
    "queryTable": ("外部数据查询", "a query of external data"),
    "slicer": ("切片器", "a slicer"),
    "slicers": ("切片器", "a slicer"),
    "slicerCacheDefinition": ("切片器", "a slicer"),
    "formControlPr": ("表单控件", "a form control"),
    "chartsheet": ("图表工作表", "a chart sheet"),
    "workbook": ("工作簿的设置", "settings of the workbook"),
    "Relationships": ("链接", "a link"),
}


class Elsewhere:
    """The parts of a workbook that are no sheet's and nothing that follows one.

    Attributes:
        problems: Tags that cannot be filled.

    Args:
        parts: The template.
        known: The parts that are others' business.
        number: Gives each text its number.
        loose: The texts of the workbook that no row repeats; more are added.
        file: The template's name in messages.
    """

    def __init__(
        self,
        parts: OfficeParts,
        known: set[str],
        number: Number,
        loose: list[TextSource],
        file: str,
    ) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._spots: dict[str, list[Spot]] = {}
        self._targets: dict[str, list[tuple[int, TextSource]]] = {}
        self._names: list[Spot] = []
        self._main = parts.main
        strings = parts.target(parts.main, "sharedStrings")
        for part in parts:
            if part in known or part == strings or not _may_hold_tags(parts, part):
                continue
            try:
                root = parts.xml(part)
            except ProblemError:
                continue  # nobody reads it, damaged or not
            name = etree.QName(root).localname
            if name == "Relationships":
                self._read_targets(parts, part, root, number)
            elif part == parts.main:
                self._read_names(root, number)
            else:
                self._read(part, root, name, number)
        loose += (spot.source for spots in self._spots.values() for spot in spots)
        loose += (source for targets in self._targets.values() for _, source in targets)
        loose += (spot.source for spot in self._names)

    def fill(self, filling: Filling) -> None:
        """Fill them; first of all, as the texts are known by their places."""
        for part, spots in self._spots.items():
            put_all(filling.parts.xml(part), spots, lambda number: filling.said(number))
        for part, targets in self._targets.items():
            elements = list(filling.parts.xml(part))
            for index, source in targets:
                target = plain(filling.said(source.number))
                elements[index].set("Target", target)
                filling.problems += target_problems(source, target)
        if self._names:
            put_all(filling.parts.xml(self._main), self._names, lambda number: filling.said(number))

    def _read(self, part: str, root: etree._Element, name: str, number: Number) -> None:
        words = _FILLED.get(name)
        if words:
            place = Place(file=self._file, field=words[0])
            elements = list(root.iter())
            spots = [
                spot
                for spot in spots_in(root, place, number)
                if not _is_title(elements[spot.index])
            ]
            if spots:
                self._spots[part] = spots
            return
        for text in _tags(root):
            self._out_of_reach(name, part, text)

    def _read_targets(
        self, parts: OfficeParts, part: str, root: etree._Element, number: Number
    ) -> None:
        """Links that shapes have; those of cells are the sheets' business."""
        sheets = {one.target for one in parts.related(parts.main) if one.kind == "worksheet"}
        folder, _, name = part.rpartition("/_rels/")
        if f"{folder}/{name.removesuffix('.rels')}" in sheets:
            return
        for index, element in enumerate(root):
            place = Place(file=self._file, field="链接")
            source = target_source(element.get("Target", ""), place, number())
            if source and element.get("Type", "").endswith("/hyperlink"):
                self._targets.setdefault(part, []).append((index, source))
            elif source:
                self._out_of_reach("Relationships", part, source.parts[0])

    def _read_names(self, root: etree._Element, number: Number) -> None:
        elements = list(root.iter())
        place = Place(file=self._file)
        for spot in spots_in(root, place, number, lambda _: "formula"):
            element = elements[spot.index]
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name == "sheet":
                continue
            text = "".join(spot.source.parts)
            if name == "definedName" and not spot.attribute:
                if says_tag(text):
                    self._names.append(spot)
            elif holds_tag(text):
                self._out_of_reach("workbook", self._main, text)

    def _out_of_reach(self, name: str, part: str, text: str) -> None:
        zh, en = {**_OTHERS, **_FILLED}.get(name, (part, part))
        tag = next(tags_in(text), None)
        shown = text[tag.start : tag.end] if tag else text
        facts = {"tag": shown, "part_zh": zh, "part_en": en}
        self.problems.append(problem("workbook.tag-out-of-reach", Place(file=self._file), **facts))


def _is_title(element: etree._Element) -> bool:
    """Whether an element is the title of a sheet, or a name in it, in the list of all."""
    return any(etree.QName(one).localname == "TitlesOfParts" for one in element.iterancestors())


def _may_hold_tags(parts: OfficeParts, part: str) -> bool:
    if not part.endswith(_ENDINGS):
        return False
    return parts.may_hold(part, "{", "｛", "%7B", "%7b", "&#")


def _tags(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str):
            for text in (*element.attrib.values(), element.text or "", element.tail or ""):
                if holds_tag(str(text)):
                    yield str(text)

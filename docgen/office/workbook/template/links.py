"""The links of a sheet: their targets and hints are filled, and they follow their cells."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from docgen.office.package.parts import OfficeParts
from docgen.office.tags.language import may_hold_tags, tags_in
from docgen.office.workbook.template.areas import Area
from docgen.office.workbook.template.escaping import link_source
from docgen.office.workbook.template.formulas import formula_of, says_tag
from docgen.office.workbook.template.rich_text import plain
from docgen.office.workbook.template.source import TextSource
from docgen.office.workbook.template.spots import Spot, put_all, spots_in
from docgen.problems import Place, Problem, problem

if TYPE_CHECKING:
    from docgen.office.workbook.template.filling import Filling
    from docgen.office.workbook.template.satellites import Home

_SCHEME: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
# Where a link may lead if the data says so; others start programs or open files.
_SCHEMES: Final = frozenset({"http", "https", "mailto", "ftp", "tel"})


class _Link(NamedTuple):
    area: Area
    row: int | None
    spots: list[Spot]
    target: TextSource | None
    identifier: str


class Links:
    """The links of a sheet.

    Args:
        parts: The template.
        home: Where the texts are put.
    """

    def __init__(self, parts: OfficeParts, home: Home) -> None:
        self._sheet = home.sheet
        self._id = f"{{{parts.space}}}id"
        relationships = parts.by_identifier(home.sheet.part)
        self._links: list[_Link] = []
        for element in home.sheet.root.iterfind("{*}hyperlinks/{*}hyperlink"):
            area = Area.of(element.get("ref", "")) or Area(1, 1, 1, 1)
            place = home.sheet.place_of(area.top, area.left)
            spots = [
                spot
                for spot in spots_in(element, place, home.number)
                if spot.attribute != "location" or says_tag(element.get("location", ""))
            ]
            identifier = element.get(self._id, "")
            target = None
            if identifier in relationships:
                written = relationships[identifier].element.get("Target", "")
                target = target_source(written, place, home.number())
            sources = [spot.source for spot in spots] + ([target] if target else [])
            row = home.take(sources, area.top, area.bottom)
            self._links.append(_Link(area, row, spots, target, identifier))

    @property
    def any(self) -> bool:
        """Whether any of them holds tags."""
        return any(link.spots or link.target for link in self._links)

    def fill(self, root: etree._Element, filling: Filling) -> None:
        """Fill them in a copy of the sheet."""
        if not self._links or not (self.any or filling.follows):
            return
        known = filling.parts.by_identifier(self._sheet.part)
        targets = {identifier: one.element for identifier, one in known.items()}
        used: set[str] = set()
        numbers = (name for n in count(1) if (name := f"rIdLink{n}") not in known)
        for link, element in zip(
            self._links, root.findall("{*}hyperlinks/{*}hyperlink"), strict=True
        ):
            for piece, first, last in filling.copies(
                self._sheet.title, link.row, link.area.top, link.area.bottom
            ):
                made = deepcopy(element)
                element.addprevious(made)
                put_all(made, link.spots, partial(filling.said, row=piece))
                made.set("ref", link.area.with_rows((first, last)).text)
                if made.get("location"):
                    followed = filling.references.follow_rule(formula_of(made.get("location", "")))
                    made.set("location", followed)
                if link.target is None:
                    continue
                relationship = targets[link.identifier]
                if link.identifier in used:
                    relationship = deepcopy(relationship)
                    targets[link.identifier].addnext(relationship)
                    relationship.set("Id", next(numbers))
                    made.set(self._id, relationship.get("Id", ""))
                used.add(link.identifier)
                target = plain(filling.said(link.target.number, piece))
                relationship.set("Target", target)
                filling.problems += target_problems(link.target, target)
            around = element.getparent()
            assert around is not None, "a link stands in a list"
            around.remove(element)
            if not len(around):
                root.remove(around)


def target_source(target: str, place: Place, number: int) -> TextSource | None:
    """The source of a link's target; None if it holds no tags."""
    written = link_source(target)
    if not may_hold_tags(written):
        return None
    first = next(tags_in(written), None)
    is_whole = first is not None and first.start == 0
    return TextSource(number, place, (written,), "address" if is_whole else "link")


def target_problems(source: TextSource, target: str) -> list[Problem]:
    """What keeps a link from leading where the data says."""
    scheme = _SCHEME.match(target)
    if source.escape != "address" or not scheme or scheme[1].lower() in _SCHEMES:
        return []
    facts = {"tag": "".join(source.parts), "value": scheme[0]}
    return [problem("template.link-dangerous", source.place, **facts)]

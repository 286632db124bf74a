"""The notes of a sheet: their texts are filled, and they follow their cells with their shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from docgen.office.package.parts import OfficeParts
from docgen.office.workbook.template.areas import Area
from docgen.office.workbook.template.spots import Spot, put_all, spots_in
from docgen.problems import problem

if TYPE_CHECKING:
    from docgen.office.workbook.template.filling import Filling
    from docgen.office.workbook.template.satellites import Home

_NUMBER: Final = re.compile(r"_x0000_[si]([0-9]{1,8})")


class _Note(NamedTuple):
    area: Area
    row: int | None
    spots: list[Spot]


class Notes:
    """The notes of a sheet.

    Attributes:
        parts: The parts that hold them.

    Args:
        parts: The template.
        home: Where the texts are put.
    """

    def __init__(self, parts: OfficeParts, home: Home) -> None:
        sheet = self._sheet = home.sheet
        self._part = parts.target(sheet.part, "comments")
        self._threads = parts.target(sheet.part, "threadedComment")
        self._drawings = [
            one.target
            for one in parts.related(sheet.part)
            if one.kind == "vmlDrawing" and one.target in parts
        ]
        self.parts = {self._part} if self._part else set()
        self._notes: list[_Note] = []
        root = parts.xml(self._part) if self._part else None
        for note in root.iterfind("{*}commentList/{*}comment") if root is not None else ():
            area = Area.of(note.get("ref", "")) or Area(1, 1, 1, 1)
            place = sheet.place_of(area.top, area.left)
            spots = list(spots_in(note, place, home.number))
            row = home.take([spot.source for spot in spots], area.top, area.top)
            self._notes.append(_Note(area, row, spots))
            if self._threads and sheet.blocks.is_repeated(area.top, area.top):
                home.problems.append(problem("workbook.thread-in-loop", place))

    def fill(self, filling: Filling) -> None:
        """Fill them, and let them follow their cells."""
        moves = filling.rows(self._sheet.title).moves
        if not moves and not any(note.spots for note in self._notes):
            return
        shapes = [shape for part in self._drawings for shape in _shapes(filling.parts.xml(part))]
        numbers = count(1 + max(map(_number, shapes), default=1024))
        for shape in shapes if moves else ():
            self._move(shape, filling, numbers)
        if self._part is None:
            return
        root = filling.parts.xml(self._part)
        notes = root.findall("{*}commentList/{*}comment")
        for note, element in zip(self._notes, notes, strict=True):
            copies = filling.copies(self._sheet.title, note.row, note.area.top, note.area.top)
            for index, (piece, first, _) in enumerate(copies):
                made = deepcopy(element)
                element.addprevious(made)
                put_all(made, note.spots, partial(filling.said, row=piece))
                made.set("ref", note.area.with_rows((first, first)).text)
                if index:
                    for name in [one for one in made.attrib if str(one).endswith("}uid")]:
                        del made.attrib[name]
            around = element.getparent()
            assert around is not None, "a note stands in a list"
            around.remove(element)
        if self._threads and moves:
            for thread in filling.parts.xml(self._threads).iterfind("{*}threadedComment"):
                area = Area.of(thread.get("ref", ""))
                if area:
                    row = filling.rows(self._sheet.title).first(area.top)
                    thread.set("ref", area.with_rows((row, row)).text)

    def _move(self, shape: etree._Element, filling: Filling, numbers: Iterator[int]) -> None:
        """Let the shape of a note, or of a button, follow its cell."""
        data = shape.find("{*}ClientData")
        assert data is not None, "it was asked for"
        anchor = [int(one) for one in (data.findtext("{*}Anchor") or "").split(",") if one.strip()]
        row = data.find("{*}Row")
        is_note = data.get("ObjectType") == "Note" and row is not None
        top = (
            int((row.text if row is not None else None) or (anchor[2] if len(anchor) > 2 else 0))
            + 1
        )
        block = self._sheet.blocks.row_of(top, top) if is_note else None
        for index, (_, first, _) in enumerate(filling.copies(self._sheet.title, block, top, top)):
            made = deepcopy(shape)
            shape.addprevious(made)
            away = first - top
            inner = made.find("{*}ClientData")
            assert inner is not None, "it is a copy"
            where = inner.find("{*}Row")
            if where is not None:
                where.text = str(first - 1)
            written = inner.find("{*}Anchor")
            if written is not None and len(anchor) == 8:
                moved = [*anchor]
                moved[2], moved[6] = max(0, anchor[2] + away), max(0, anchor[6] + away)
                written.text = ", ".join(map(str, moved))
            if index:
                made.set("id", f"_x0000_s{next(numbers)}")
        around = shape.getparent()
        assert around is not None, "a shape stands in a drawing"
        around.remove(shape)


def _shapes(root: etree._Element) -> list[etree._Element]:
    return [shape for data in root.iter("{*}ClientData") if (shape := data.getparent()) is not None]


def _number(shape: etree._Element) -> int:
    """Number of a shape, which is in its name; 0 if it has none."""
    found = _NUMBER.fullmatch(shape.get("id", ""))
    return int(found[1]) if found else 0

"""Content controls of a Word document without its tree: the fast path of the reader.

The markup of a form is the same in every copy of it. So a document is cut at its texts, and what
its markup makes of whatever texts, its plan, is kept: of the next copy only the texts are looked
at. For a new plan, each different piece of markup between two texts is compiled once, and the few
steps that remain of each piece are taken. All of it is checked: what an XML parser would refuse is
never taken, and what is beyond `markup` and `pieces` is left
to the tree, to read or to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from docgen.office.package.plain_xml import UnusualError, plain_texts
from docgen.office.word.reading.markup import declared_prefixes, without_numbers
from docgen.office.word.reading.pieces import WRAPPERS, Piece, Properties, compiled
from docgen.office.word.reading.plan import (
    CHARACTER_NUMBERS,
    Fields,
    GridPlace,
    Plan,
    PlannedControl,
)

# Well within the limits of the XML parser.
_LONGEST, _DEEPEST = 2_000_000, 100
# Both come from outside, and are kept: markup in bytes, plans in controls and their texts.
_LONGEST_KEPT, _LARGEST_PLAN = 200_000, 10_000

_START: Final = re.compile(
    rb"""(?:<\?xml version=(["'])1\.0\1 encoding=\1UTF-8\1(?: standalone=\1(?:yes|no)\1)?\?>"""
    rb"[ \t\r\n]*)?<w:document([^<>]*)>"
)
_END: Final = b"</w:document>"
_TEXT: Final = re.compile(rb'<w:t(?:>| xml:space="preserve">)([^<]*+)</w:t>')
_NEW_LINE: Final = CHARACTER_NUMBERS["\n"]
_HERE: Final = b"\0"  # where a text stood; XML knows no such character


def scan_fields(data: bytes) -> Fields | None:
    """The content controls of a document and the text outside them, as the tree gives them.

    Args:
        data: The document part.

    Returns:
        They; None if the document is to be read by its tree.
    """
    try:
        return _scanned(data) if len(data) <= _LONGEST else None
    except (UnusualError, UnicodeDecodeError):
        return None


def _scanned(data: bytes) -> Fields:
    if _HERE in data:
        raise UnusualError
    pieces = _TEXT.split(data)
    return Fields(_plan(_HERE.join(pieces[::2])), plain_texts(pieces[1::2]))


def _plan(markup: bytes) -> Plan:
    return _kept(markup) if len(markup) <= _LONGEST_KEPT else _new_plan(markup)


def _new_plan(markup: bytes) -> Plan:
    alike = without_numbers(markup)
    if alike != markup:
        return _plan(alike)
    start, (body, end, behind) = _START.match(markup), markup.rpartition(_END)
    if start is None or not end or behind.strip(b" \t\n"):
        raise UnusualError
    pieces = [compiled(piece) for piece in body[start.end() :].split(_HERE)]
    prefixes = frozenset[str]().union(*[piece.prefixes for piece in pieces])
    if not prefixes <= declared_prefixes(start[2]):
        raise UnusualError
    scan = _Scan()
    scan.take(pieces[0])
    for number, piece in enumerate(pieces[1:]):
        scan.write(number)
        scan.take(piece)
    return scan.plan()


_kept: Final = lru_cache(maxsize=32)(_new_plan)


class _Open:
    """A content control that has begun."""

    __slots__ = ("paragraphs", "place", "properties", "texts")

    def __init__(self, properties: Properties, place: GridPlace) -> None:
        self.properties = properties
        self.place = place
        self.texts: list[int] = []
        self.paragraphs = 0


class _Grid:
    """A table that has begun: its row, and the column that comes next."""

    __slots__ = ("column", "has_cell", "number", "row")

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = 0
        self.column = 1
        self.has_cell = False


class _Scan:
    """Where in the document the scan stands, and what it found."""

    def __init__(self) -> None:
        self._path = [""]  # the elements that are open, below the root
        self._outside: list[int] = []
        self._controls: list[_Open] = []
        self._begun: list[_Open] = []
        self._contents: list[_Open] = []  # whose content is being read
        # In which neither cell nor paragraph has begun: a control stands in the cell that it
        # wraps, if that comes first.
        self._empty: list[_Open] = []
        self._tables = 0
        self._grids: list[_Grid] = []
        self._cells: list[tuple[int, int, int]] = []
        self._actions: dict[str, Callable[[Any], None]] = {
            "w:p": self._paragraph,
            "w:r": self._run,
            "w:tbl": self._table,
            "/w:tbl": self._table_ends,
            "w:tr": self._row,
            "w:gridBefore": self._late,
            "w:tc": self._cell,
            "w:gridSpan": self._wide,
            "/w:tc": self._cell_ends,
            "w:sdt": self._control,
            "/w:sdt": self._control_ends,
            "w:sdtContent": self._content,
            "/w:sdtContent": self._content_ends,
            "text": self._character,
        }

    def take(self, piece: Piece) -> None:
        """Take the steps of a piece of markup."""
        closes, opens, steps, _ = piece
        path, actions = self._path, self._actions
        if closes and path[-len(closes) :] != closes:
            raise UnusualError
        for action, need in steps:
            actions[action](need)
        if closes:
            del path[-len(closes) :]
        path += opens
        if len(path) > _DEEPEST:
            raise UnusualError

    def write(self, number: int) -> None:
        """Add the text of a number to the controls whose content it is."""
        if self._contents:
            self._character(number)
        else:
            self._outside.append(number)

    def plan(self) -> Plan:
        """What was found, all elements closed."""
        size = sum([1 + len(one.texts) for one in self._controls]) + len(self._outside)
        if self._path != [""] or size > _LARGEST_PLAN:
            raise UnusualError
        controls = [
            PlannedControl(of.tag, of.alias, one.texts, of.placeholder, of.checked, one.place)
            for one in self._controls
            for of in [one.properties]
        ]
        return Plan(controls, self._outside)

    def _character(self, number: int) -> None:
        for control in self._contents:
            control.texts.append(number)

    def _paragraph(self, _: None) -> None:
        self._empty.clear()
        for control in self._contents:
            if control.paragraphs:
                control.texts.append(_NEW_LINE)
            control.paragraphs += 1

    def _run(self, _: None) -> None:
        self._empty.clear()

    def _control(self, properties: Properties) -> None:
        control = _Open(properties, self._cells[-1] if self._cells else (None, None, None))
        self._controls.append(control)
        self._begun.append(control)
        self._empty.append(control)

    def _control_ends(self, _: None) -> None:
        control = self._begun.pop()
        if self._empty and self._empty[-1] is control:
            self._empty.pop()

    def _content(self, _: None) -> None:
        self._contents.append(self._begun[-1])

    def _content_ends(self, _: None) -> None:
        self._contents.pop()

    def _table(self, _: None) -> None:
        self._empty.clear()
        self._tables += 1
        self._grids.append(_Grid(self._tables))

    def _table_ends(self, _: None) -> None:
        self._grids.pop()

    def _row(self, above: int | None) -> None:
        self._must_stand_in("w:tbl", above)
        grid = self._grids[-1]
        grid.row, grid.column, grid.has_cell = grid.row + 1, 1, False

    def _late(self, before: int) -> None:
        if self._grids[-1].has_cell:
            raise UnusualError
        self._grids[-1].column = 1 + before

    def _cell(self, above: int | None) -> None:
        self._must_stand_in("w:tr", above)
        grid = self._grids[-1]
        place = grid.number, grid.row, grid.column
        grid.column, grid.has_cell = grid.column + 1, True
        self._cells.append(place)
        for control in self._empty:
            control.place = place
        self._empty.clear()

    def _wide(self, span: int) -> None:
        self._grids[-1].column = self._cells[-1][2] + span

    def _cell_ends(self, _: None) -> None:
        self._cells.pop()

    def _must_stand_in(self, holder: str, above: int | None) -> None:
        """Look for what holds a row or a cell, through what may wrap it."""
        if above is None or self._path[-1 - above] == holder:
            return
        outer = self._path[: len(self._path) - above]
        if next(name for name in reversed(outer) if name not in WRAPPERS) != holder:
            raise UnusualError

"""How references in formulas follow rows that move and sheets that get other titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import NamedTuple

from lxml import etree
from openpyxl.utils import quote_sheetname

from docgen.office.workbook.template.areas import Area
from docgen.office.workbook.template.formulas import End, Formula, Reference
from docgen.office.workbook.template.row_map import LAST_ROW, Iteration, RowMap, Rows


class RowLeftOutError(Exception):
    """A formula refers to one cell, whose row was not printed."""


class UnclearReferenceError(Exception):
    """A reference does not tell which of several rows it means, or cannot be followed at all."""


@dataclass(slots=True)
class SheetRows:
    """What is known of a sheet's rows.

    Attributes:
        title: The sheet's title in the template.
        loops: The loops that a row of the template stands in, the outermost first; of rows
            outside of loops nothing is said.
        is_moving: Whether it has row tags.
        rows: Where its rows went; None while that is not known.
        new_title: Its title in the document.
        tags: Its rows that hold row tags.
    """

    title: str
    loops: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    is_moving: bool = False
    rows: RowMap | None = None
    new_title: str = ""
    tags: frozenset[int] = frozenset()

    def is_solid(self, first: int, last: int) -> bool:
        """Whether rows of the template are always printed one below the other."""
        return not any(first <= row <= last for row in self.tags)


class Standing(NamedTuple):
    """Where a formula stands.

    Attributes:
        sheet: Title of its sheet in the template; empty for a formula of no sheet.
        row: Its row in the template; 0 if it has none.
        inside: The turns of the loops in which it was printed.
    """

    sheet: str = ""
    row: int = 0
    inside: tuple[Iteration, ...] = ()


class References:
    """All references of a workbook.

    Args:
        sheets: Its sheets by their titles in small letters.
    """

    def __init__(self, sheets: Mapping[str, SheetRows]) -> None:
        self._sheets = sheets
        self.renames = any(one.new_title not in ("", one.title) for one in sheets.values())
        self._any_moves = any(one.is_moving for one in sheets.values())

    def touches(self, formula: Formula, sheet: str) -> bool:
        """Whether a formula refers to what moves or gets another name."""
        return any(
            one.unclear
            or (
                (target := self._target(one, sheet)) is not None
                and (bool(one.ends and target.is_moving) or self._is_renamed(one, target))
            )
            for one in formula.references
        )

    def check(self, formula: Formula, standing: Standing) -> None:
        """See whether a formula can follow the rows that it refers to.

        Raises:
            UnclearReferenceError: It cannot.
        """
        for reference in formula.references:
            if reference.unclear and self._any_moves:
                raise UnclearReferenceError
            for end in reference.ends:
                self._depth(reference, end, standing)

    def follow(self, formula: Formula, standing: Standing) -> str:
        """A formula as it must be in the document.

        Raises:
            RowLeftOutError: It needs a row that was not printed.
        """
        return "".join(
            piece if isinstance(piece, str) else self._followed(piece, standing)
            for piece in formula.pieces
        )

    def follow_rule(
        self, formula: Formula, sheet: str = "", base: int = 0, new_base: int = 0
    ) -> str:
        """A formula that tells of many cells as it does of the first of them.

        Args:
            formula: The formula, of a conditional format, a validation, a name or a chart.
            sheet: Title of its sheet; empty for one of the whole workbook.
            base: Row of the first cell in the template; 0 without one.
            new_base: Its row in the document.
        """
        own = self._sheets.get(sheet.lower())
        pieces = []
        for piece in formula.pieces:
            target = None if isinstance(piece, str) else self._target(piece, sheet)
            if isinstance(piece, str) or target is None or not piece.ends or not target.rows:
                pieces.append(piece if isinstance(piece, str) else self._named(piece, target))
                continue
            rows = [
                target.rows.window(None).last(end.row) if index else target.rows.first(end.row)
                for index, end in enumerate((piece.ends[0], piece.ends[-1]))
            ]
            for index, end in enumerate((piece.ends[0], piece.ends[-1])):
                if target is own and not end.fixed:
                    rows[index] = new_base + end.row - base
            pieces.append(self._written(piece, target, rows[0], rows[1]))
        return "".join(pieces)

    def follow_area(self, element: etree._Element, sheet: str = "") -> bool:
        """Let an element follow that names a sheet and an area of it, each in an attribute.

        Args:
            element: It has a ``ref`` and, if it is another's, a ``sheet``, as in the template.
            sheet: Title of the sheet that it stands in; empty if it stands in none.

        Returns:
            Whether any of the rows is left; True also of what is in no sheet of the workbook.
        """
        target = self._sheets.get((element.get("sheet") or sheet).lower())
        area = Area.of(element.get("ref", ""))
        if target is None or area is None:
            return True
        if element.get("sheet"):
            element.set("sheet", target.new_title or target.title)
        if target.rows is None or not target.rows.moves:
            return True
        rows = target.rows.span(area.rows)
        if rows:
            element.set("ref", area.with_rows(rows).text)
        return rows is not None

    def check_rule(
        self, formula: Formula, sheet: str = "", base: int = 0, rows: Sequence[Rows] = ()
    ) -> None:
        """See whether a formula that tells of many cells can follow them.

        Args:
            formula: The formula.
            sheet: Title of its sheet.
            base: Row of its first cell.
            rows: The rows of its cells.

        Raises:
            UnclearReferenceError: It cannot.
        """
        own = self._sheets.get(sheet.lower())
        if not self._any_moves:
            return
        for reference in formula.references:
            target = self._target(reference, sheet)
            for end in reference.ends:
                away = end.row - base
                if end.fixed or target is None or (away == 0 and target is own):
                    continue
                if (
                    own is None
                    or target is not own
                    or not all(
                        own.is_solid(first + min(away, 0), last + max(away, 0))
                        for first, last in rows
                    )
                ):
                    raise UnclearReferenceError
            if reference.unclear:
                raise UnclearReferenceError

    def _named(self, reference: Reference, target: SheetRows | None) -> str:
        """A reference whose rows stay."""
        if not reference.sheet:
            return reference.text
        title = (target.new_title if target else "") or reference.sheet
        return f"{quote_sheetname(title)}!{reference.text}"

    def _written(
        self, reference: Reference, target: SheetRows, first: int | None, last: int | None
    ) -> str:
        """A reference to other rows; to blank ones for those that were left out."""
        if first is None or last is None or first > last:
            first = last = LAST_ROW
        start, end = (
            f"{corner.column}{'$' if corner.fixed else ''}{row}"
            for corner, row in zip(
                (reference.ends[0], reference.ends[-1]), (first, last), strict=True
            )
        )
        is_one = len(reference.ends) == 1 and start == end
        return self._named(replace(reference, text=start if is_one else f"{start}:{end}"), target)

    def _target(self, reference: Reference, sheet: str) -> SheetRows | None:
        return self._sheets.get((reference.sheet or sheet).lower())

    def _is_renamed(self, reference: Reference, target: SheetRows) -> bool:
        return bool(reference.sheet) and target.new_title not in ("", target.title)

    def _depth(self, reference: Reference, end: End, standing: Standing) -> int:
        """How many loops a row and the one that it refers to have in common."""
        target = self._target(reference, standing.sheet)
        own = self._sheets.get(standing.sheet.lower())
        from_loops = own.loops.get(standing.row, ()) if own else ()
        if target is None or not self._any_moves:
            return 0
        to_loops = target.loops.get(end.row, ())
        common = _in_common(from_loops, to_loops) if target is own else 0
        if end.column and not end.fixed and common < len(from_loops):
            raise UnclearReferenceError
        is_one = len(reference.ends) == 1
        if is_one and len(to_loops) > common and not reference.many:
            raise UnclearReferenceError
        return common

    def _followed(self, reference: Reference, standing: Standing) -> str:
        target = self._target(reference, standing.sheet)
        if target is None or not reference.ends or not target.rows or not target.rows.moves:
            return self._named(reference, target)
        first, last = (
            self._row(reference, end, bool(index), target.rows, standing)
            for index, end in enumerate((reference.ends[0], reference.ends[-1]))
        )
        gone = first is None or last is None or first > last
        if gone and len(reference.ends) == 1 and not reference.many:
            raise RowLeftOutError
        return self._written(reference, target, first, last)

    def _row(
        self, reference: Reference, end: End, is_last: bool, rows: RowMap, standing: Standing
    ) -> int | None:
        depth = self._depth(reference, end, standing)
        turn: Iteration | None = standing.inside[depth - 1] if depth and standing.inside else None
        if turn is not None and end.fixed and depth == len(standing.inside):
            # Held by a ``$``, a row of the same loop is the one of its first turn.
            return rows.window(turn.whole).first(end.row)
        window = rows.window(turn)
        return window.last(end.row) if is_last else window.first(end.row)


def _in_common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many of the first are the same."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in same)

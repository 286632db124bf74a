"""A workbook that needs nothing but the values of its named cells: joined, compressed, done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from docgen.office.package.archive import Member, deflate, write_archive
from docgen.office.package.properties import (
    CUSTOM_PART,
    custom_properties,
    declare_custom_properties,
)
from docgen.office.workbook.template.cells import Slot, formula_markup, serial_number, text_markup
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, ProblemError, problem

_BEST_LEVEL: Final = 9

Pieces = Sequence[bytes | Slot]
"""The markup of a sheet, with the places of its fields in it."""


class CompiledWorkbook:
    """A template expanded for a round, to be rendered for one applicant after the other.

    Attributes:
        names: Defined names of the cells that :meth:`render` fills.
    """

    def __init__(
        self,
        members: Mapping[str, Member],
        sheets: Mapping[str, Pieces],
        declaring: Mapping[str, bytes],
        file: str,
    ) -> None:
        """Compile.

        Args:
            members: The parts of the workbook in their order, compressed; those of the sheets to
                be filled may be anything.
            sheets: The sheets to be filled, by their parts.
            declaring: The two parts that declare document properties.
            file: Name of the template in messages.
        """
        self._file = file
        self._members = members
        self._sheets = {part: _SheetPart(part, pieces) for part, pieces in sheets.items()}
        self.names = frozenset().union(*(sheet.names for sheet in self._sheets.values()))
        self._declaring = declaring
        self._declared: dict[str, Member] | None = None

    def render(
        self, values: Mapping[str, CellValue], properties: Mapping[str, str] | None = None
    ) -> bytes:
        """The workbook with its named cells filled.

        Args:
            values: Values by name; a cell whose name is missing stays blank. For a cell with
                a formula it is the result that the file shows until a program computes it.
            properties: Custom document properties.

        Raises:
            ProblemError: The template has no such named cell, or a text cannot stand in a cell.
        """
        if not values.keys() <= self.names:
            missing = sorted(values.keys() - self.names)
            facts = {"name": missing[0], "count": len(missing)}
            place = Place(file=self._file)
            raise ProblemError([problem("workbook.fields-missing", place, **facts)])
        members = {part: deflate(part, sheet.fill(values)) for part, sheet in self._sheets.items()}
        if properties:
            members |= self._with_properties()
            members[CUSTOM_PART] = deflate(CUSTOM_PART, custom_properties(properties))
        return write_archive({**self._members, **members}.values())

    def _with_properties(self) -> dict[str, Member]:
        """The parts that declare document properties, of a workbook that has some."""
        if self._declared is None:
            declared = declare_custom_properties(self._declaring)
            self._declared = {
                part: deflate(part, data, _BEST_LEVEL) for part, data in declared.items()
            }
        return self._declared


class _SheetPart:
    """The XML of a sheet, cut at the cells to be filled."""

    def __init__(self, part: str, pieces: Pieces) -> None:
        self.part = part
        self._cells: list[_Cell] = []
        static: list[bytes] = []
        for piece in pieces:
            if isinstance(piece, Slot):
                self._cells.append(_Cell(b"".join(static), piece))
                static = []
            else:
                static.append(piece)
        self._end = b"".join(static)
        self.names = frozenset(cell.name for cell in self._cells)

    def fill(self, values: Mapping[str, CellValue]) -> bytes:
        """The XML of the sheet with its cells filled."""
        pieces: list[bytes] = []
        for cell in self._cells:
            pieces += cell.filled(values.get(cell.name))
        pieces.append(self._end)
        return b"".join(pieces)


class _Cell:
    """A cell to be filled, and all that stands before its value in the XML of the sheet."""

    def __init__(self, before: bytes, slot: Slot) -> None:
        """Prepare the cell for values of every type.

        Args:
            before: The XML from the last such cell up to this one.
            slot: The cell.
        """
        self.name = slot.name
        prefix = slot.prefix
        style = f' s="{slot.style}"' if slot.style else ""
        before += f'<{prefix}c r="{slot.cell}"{style}'.encode()
        formula = _formula(slot)
        self._end = f"</{prefix}v></{prefix}c>".encode()
        self._number = before + f">{formula}<{prefix}v>".encode()
        self._boolean = before + f' t="b">{formula}<{prefix}v>'.encode()
        if formula:
            self._text = before + f' t="str">{formula}<{prefix}v>'.encode()
            self._text_end = self._end
            # A formula without a value shows nothing: the result is an empty text.
            self._blank = self._text + self._end
        else:
            inline = f' t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">'
            self._text = before + inline.encode()
            self._text_end = f"</{prefix}t></{prefix}is></{prefix}c>".encode()
            self._blank = before + b"/>"

    def filled(self, value: CellValue) -> tuple[bytes, ...]:
        """The pieces of XML that show a value."""
        if value is None or isinstance(value, str):
            if not value:
                return (self._blank,)
            return self._text, text_markup(value, self.name).encode(), self._text_end
        if isinstance(value, bool):
            return self._boolean, b"1" if value else b"0", self._end
        # Not as text, which for a number from a table is what its cell showed.
        number = serial_number(value) if isinstance(value, date) else format(value)
        return self._number, number.encode(), self._end


def _formula(slot: Slot) -> str:
    if slot.formula is None:
        return ""
    text = formula_markup(slot.formula.removeprefix("="))
    return f"<{slot.prefix}f>{text}</{slot.prefix}f>"

"""A workbook that needs nothing but the values of its named cells: joined, compressed, done."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import etree

from docgen.office.package.archive import Member, deflate, write_archive
from docgen.office.package.content_types import CONTENT_TYPES
from docgen.office.package.properties import (
    CUSTOM_PART,
    custom_properties,
    declare_custom_properties,
)
from docgen.office.package.xml import escape
from docgen.office.workbook.template.strings import SharedStrings, serialized
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, ProblemError, problem

_BEST_LEVEL: Final = 9
_TEXT_LIMIT: Final = 32_767
# Day 0 of Excel's calendar, right for every date from March 1900 on.
_EPOCH: Final = date(1899, 12, 30).toordinal()

# Most texts hold nothing of this and are written as they are.
_SPECIAL: Final = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
# Spreadsheets read _x000D_ as one character, so text that looks like that is told apart.
_ENCODED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SLOT: Final = re.compile(rb"<\?slot [A-Z]+[0-9]+\?>")
_END: Final = b"</v></c>"
_INLINE_TEXT: Final = b' t="inlineStr"><is><t xml:space="preserve">'
_INLINE_END: Final = b"</t></is></c>"


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell to be filled.

    Attributes:
        cell: Its reference, such as ``C12``.
        name: Name of the value that fills it.
        formula: Its formula, from ``=`` on; None if it holds a plain value.
    """

    cell: str
    name: str
    formula: str | None = None


class CompiledWorkbook:
    """A template expanded for a round, to be rendered for one community after the other.

    Attributes:
        names: Defined names of the cells that :meth:`render` fills.
    """

    def __init__(
        self, parts: Mapping[str, bytes], slots: Mapping[str, Sequence[Slot]], file: str
    ) -> None:
        """Compile.

        Args:
            parts: The parts of a workbook of our own.
            slots: The cells to be filled, by the part of their sheet.
            file: Name of the template in messages.
        """
        self._file = file
        self.names = frozenset(slot.name for cells in slots.values() for slot in cells)
        strings = SharedStrings()
        self._sheets = [
            _SheetPart(part, parts[part], cells, strings) for part, cells in slots.items()
        ]
        static = {part: data for part, data in parts.items() if part not in slots}
        static |= strings.parts(parts)
        self._plain = _deflated(static)
        self._described = _deflated({**static, **declare_custom_properties(static)})

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
        members = [deflate(sheet.part, sheet.fill(values)) for sheet in self._sheets]
        if not properties:
            return write_archive([*self._plain, *members])
        members.append(deflate(CUSTOM_PART, custom_properties(properties)))
        return write_archive([*self._described, *members])


class _SheetPart:
    """The XML of a sheet, cut at the cells to be filled."""

    def __init__(
        self, part: str, data: bytes, slots: Sequence[Slot], strings: SharedStrings
    ) -> None:
        self.part = part
        root = etree.fromstring(data)
        cells = {cell.get("r"): cell for cell in root.iter("{*}c")}
        order = {reference: number for number, reference in enumerate(cells)}
        slots = sorted(slots, key=lambda slot: order[slot.cell])
        heads = []
        for slot in slots:
            cell = cells[slot.cell]
            style = f' s="{cell.get("s")}"' if cell.get("s") else ""
            heads.append(f'<c r="{slot.cell}"{style}'.encode())
            parent = cell.getparent()
            assert parent is not None
            parent.replace(cell, etree.ProcessingInstruction("slot", slot.cell))
        for cell in root.iter("{*}c"):
            strings.take(cell)
        *before, self._end = _SLOT.split(serialized(root))
        self._cells = [
            _Cell(static + head, slot)
            for static, head, slot in zip(before, heads, slots, strict=True)
        ]

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
            before: The XML from the last such cell up to ``<c r="C12" s="3"`` of this one.
            slot: The cell.
        """
        self.name = slot.name
        formula = _formula(slot)
        self._number = before + f">{formula}<v>".encode()
        self._boolean = before + f' t="b">{formula}<v>'.encode()
        if formula:
            self._text, self._text_end = before + f' t="str">{formula}<v>'.encode(), _END
            # A formula without a value shows nothing: the result is an empty text.
            self._blank = self._text + _END
        else:
            self._text, self._text_end = before + _INLINE_TEXT, _INLINE_END
            self._blank = before + b"/>"

    def filled(self, value: CellValue) -> tuple[bytes, ...]:
        """The pieces of XML that show a value."""
        if value is None or isinstance(value, str):
            if not value:
                return (self._blank,)
            return self._text, _text(value, self.name).encode(), self._text_end
        if isinstance(value, bool):
            return self._boolean, b"1" if value else b"0", _END
        number = value.toordinal() - _EPOCH if isinstance(value, date) else value
        # Not as text, which for a number from a table is what its cell showed.
        return self._number, format(number).encode(), _END


def _formula(slot: Slot) -> str:
    if slot.formula is None:
        return ""
    element = etree.Element("f")
    element.text = slot.formula.removeprefix("=")
    return etree.tostring(element, encoding="unicode")


def _text(text: str, name: str) -> str:
    """Text as the XML of a cell holds it."""
    if len(text) > _TEXT_LIMIT:
        found = problem("workbook.text-too-long", Place(field=name), most=_TEXT_LIMIT)
        raise ProblemError([found])
    if _SPECIAL.search(text) is None:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return escape(_ENCODED.sub("_x005F_", text), name, Place(field=name))


def _deflated(parts: Mapping[str, bytes]) -> list[Member]:
    """The parts compressed once for all documents, the content types first as the format asks."""
    names = sorted(parts, key=lambda name: name != CONTENT_TYPES)
    return [deflate(name, parts[name], _BEST_LEVEL) for name in names]

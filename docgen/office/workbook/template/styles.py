"""The styles of a workbook's cells, and those that a document needs beside them."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.package.xml import whole_number
from docgen.office.workbook.reading.number_format import BUILT_IN, GENERAL

_FIRST_OWN: Final = 164
# Those whose code is the same wherever Excel is used.
_SAME_EVERYWHERE: Final = {BUILT_IN[number]: number for number in (0, 1, 2, 3, 4, 9, 10, 49)}
_DEFAULT_SIZE: Final = 11.0


class CellStyle(NamedTuple):
    """What a cell's style says of its text.

    Attributes:
        code: Its number format.
        size: Size of its font in points.
        wraps: Whether lines wrap at the cell's edge.
        indent: Indentation in Excel's steps.
    """

    code: str = GENERAL
    size: float = _DEFAULT_SIZE
    wraps: bool = False
    indent: float = 0


class Variant(NamedTuple):
    """A style like another.

    Attributes:
        base: Number of the other; empty for the first.
        code: Its number format; that of the other if None.
        unlocked: People may change its cells although the sheet is protected.
    """

    base: str
    code: str | None = None
    unlocked: bool = False


class Styles:
    """The styles of a template.

    Args:
        root: The part that holds them; None if there is none.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._root = root
        self._cells = [] if root is None else list(_styles(root))
        self.with_variants = lru_cache(maxsize=64)(self._with_variants)

    @property
    def can_grow(self) -> bool:
        """Whether there is a part that more styles can be added to."""
        return bool(self._cells)

    def of(self, style: str) -> CellStyle:
        """What a style says; the first for one that is not there."""
        number = int(style) if style.isdecimal() else 0
        if number < len(self._cells):
            return self._cells[number]
        return self._cells[0] if self._cells else CellStyle()

    def number_of(self, variant: Variant, among: list[Variant]) -> str:
        """Number of a style like another, which is added to those of the document if it is new."""
        if variant not in among:
            among.append(variant)
        return str(len(self._cells) + among.index(variant))

    def _with_variants(self, variants: tuple[Variant, ...]) -> etree._Element:
        """The part with more styles behind its own."""
        assert self._root is not None, "only a workbook with styles gets more of them"
        root = deepcopy(self._root)
        cells = root.find("{*}cellXfs")
        assert cells is not None, "a workbook with styles has a list of them"
        for variant in variants:
            base = int(variant.base or 0)
            style = deepcopy(cells[base if base < len(self._cells) else 0])
            if variant.code is not None:
                style.set("numFmtId", _format_number(root, variant.code))
                style.set("applyNumberFormat", "1")
            if variant.unlocked:
                _unlock(style)
            cells.append(style)
        cells.set("count", str(len(cells)))
        return root


def _styles(root: etree._Element) -> Iterable[CellStyle]:
    sizes = [_size(font) for font in root.iterfind("{*}fonts/{*}font")]
    codes = {
        one.get("numFmtId", ""): one.get("formatCode", "")
        for one in root.iterfind("{*}numFmts/{*}numFmt")
    }
    for style in root.iterfind("{*}cellXfs/{*}xf"):
        identifier = style.get("numFmtId", "0")
        known = BUILT_IN.get(int(identifier), GENERAL) if identifier.isdecimal() else GENERAL
        font = whole_number(style.get("fontId"), 0)
        alignment = style.find("{*}alignment")
        wraps = indent = None
        if alignment is not None:
            wraps, indent = alignment.get("wrapText"), alignment.get("indent")
        yield CellStyle(
            codes.get(identifier, known),
            sizes[font] if 0 <= font < len(sizes) else _DEFAULT_SIZE,
            wraps in ("1", "true"),
            float(indent or 0),
        )


def _size(font: etree._Element) -> float:
    found = font.find("{*}sz")
    return float(found.get("val") or 0) or _DEFAULT_SIZE if found is not None else _DEFAULT_SIZE


def _format_number(root: etree._Element, code: str) -> str:
    """Number of a format, which is added if it is new."""
    if code in _SAME_EVERYWHERE:
        return str(_SAME_EVERYWHERE[code])
    space = etree.QName(root).namespace
    formats = root.find("{*}numFmts")
    if formats is None:
        formats = root.makeelement(f"{{{space}}}numFmts")
        root.insert(0, formats)
    taken = [_FIRST_OWN - 1]
    for one in formats:
        if one.get("formatCode") == code:
            return one.get("numFmtId", "0")
        taken.append(whole_number(one.get("numFmtId"), 0))
    number = str(max(taken) + 1)
    etree.SubElement(formats, f"{{{space}}}numFmt", numFmtId=number, formatCode=code)
    formats.set("count", str(len(formats)))
    return number


def _unlock(style: etree._Element) -> None:
    space = etree.QName(style).namespace
    protection = style.find("{*}protection")
    if protection is None:
        protection = style.makeelement(f"{{{space}}}protection")
        alignment = style.find("{*}alignment")
        style.insert(0 if alignment is None else 1, protection)
    for name in list(protection.attrib):
        del protection.attrib[name]
    protection.set("locked", "0")
    style.set("applyProtection", "1")

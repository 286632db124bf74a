"""What a workbook consists of: its sheets, the names of its cells, and the parts they share."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.package.archive import Package
from docgen.office.package.main_part import Kind
from docgen.office.package.relationships import Target
from docgen.office.package.xml import MarkupError, parse_xml
from docgen.problems import Place, ProblemError, problem

_TRUE: Final = ("1", "true")
_SHEET: Final = "worksheet"
_OTHER_SHEETS: Final = frozenset({"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})
_ONE_CELL: Final = re.compile(r"(?:'((?:[^']++|'')++)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LONGEST_KEPT: Final = 200_000  # what is kept comes from outside


def is_workbook(package: Package) -> bool:
    """Whether a file is a workbook, whatever its main part is called.

    Raises:
        ProblemError: What it says of its parts is damaged.
    """
    return package.main is not None and package.main.kind is Kind.WORKBOOK


class Outline(NamedTuple):
    """What a workbook consists of.

    Attributes:
        sheets: Part of each worksheet by its title, in order.
        names: Sheet and cell of every defined name that stands for one cell.
        strings: The part with the texts that cells share; empty if there is none.
        styles: The part with the styles; empty if there is none.
        from_1904: Whether days are counted from 1904.
        hidden: Titles of the worksheets that are not shown.
    """

    sheets: Mapping[str, str]
    names: Mapping[str, tuple[str, str]]
    strings: str
    styles: str
    from_1904: bool
    hidden: frozenset[str] = frozenset()


def outline_of(package: Package) -> Outline:
    """What a workbook consists of.

    Raises:
        ProblemError: It is none, or damaged.
    """
    place = Place(file=package.file)
    if not is_workbook(package) or package.main is None:
        raise unreadable(place)
    name = package.main.name
    book, related = package[name], package.related(name)
    try:
        return (_kept_outline if len(book) <= _LONGEST_KEPT else _outline)(book, name, related)
    except MarkupError:
        raise unreadable(place) from None
    except ProblemError as error:
        raise error.within(package.file) from None


def unreadable(place: Place) -> ProblemError:
    """The problem that a workbook says what cannot be."""
    return ProblemError([problem("workbook.unreadable", place)])


def _outline(book: bytes, name: str, related: Sequence[Target]) -> Outline:
    root = parse_xml(book, Place(field=name))
    sheets = _sheet_parts(root, {one.identifier: one for one in related})
    setup = root.find("{*}workbookPr")
    return Outline(
        sheets,
        _names(root, sheets),
        strings=_of_kind("sharedStrings", related),
        styles=_of_kind("styles", related),
        from_1904=setup is not None and setup.get("date1904") in _TRUE,
        hidden=frozenset(
            sheet.get("name", "")
            for sheet in root.iterfind("{*}sheets/{*}sheet")
            if sheet.get("state", "visible") != "visible"
        ),
    )


# The parts are the same in every copy of a form.
_kept_outline: Final = lru_cache(maxsize=32)(_outline)


def _of_kind(kind: str, related: Sequence[Target]) -> str:
    return next((one.part for one in related if one.kind == kind), "")


def _sheet_parts(book: etree._Element, related: Mapping[str, Target]) -> dict[str, str]:
    """Part of each worksheet by its title."""
    parts = {}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        identifiers = [str(value) for key, value in sheet.items() if str(key).endswith("}id")]
        target = related.get("".join(identifiers))
        if target is None or target.kind not in (_SHEET, *_OTHER_SHEETS):
            raise MarkupError(f"no sheet {sheet.get('name')}")
        if target.kind == _SHEET:
            parts[sheet.get("name", "")] = target.part
    return parts


def _names(book: etree._Element, sheets: Container[str]) -> dict[str, tuple[str, str]]:
    names = {}
    for name in book.iterfind("{*}definedNames/{*}definedName"):
        match = _ONE_CELL.fullmatch(name.text or "")
        # A name of one sheet only comes from copying that sheet: it is not the form's own.
        if match and name.get("localSheetId") is None:
            sheet = match[2] or match[1].replace("''", "'")
            if sheet in sheets:
                names[name.get("name", "")] = sheet, f"{match[3]}{match[4]}"
    return names

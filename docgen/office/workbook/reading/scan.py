"""Worksheets without their trees: the fast path of the reader.

The markup of a form is the same in every copy of it. So the cells of a sheet are cut at their
values, and what the markup between them says, its plan, is kept: of the next copy only the values
are looked at. What stands around the cells differs more, and is parsed, unless it is known too.
Whatever an XML parser would refuse, or read differently, is left to it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.package.plain_xml import UnusualError, plain_texts
from docgen.office.package.xml import parse_xml
from docgen.office.workbook.reading.plan import (
    Merges,
    SheetPlan,
    decoded,
    merges,
    namespace,
    plan_sheet,
)
from docgen.problems import Place, ProblemError

_LONGEST: Final = 2_000_000
# What is kept comes from outside; a form has a tenth of this.
_LONGEST_KEPT, _MOST_CELLS = 200_000, 5_000

_DECLARATION: Final = (
    rb"""(?:<\?xml version=(["'])1\.0\1 encoding=\1UTF-8\1(?: standalone=\1(?:yes|no)\1)?\?>"""
    rb"[ \t\r\n]*)?"
)
_ROOT: Final = re.compile(_DECLARATION + rb"(<worksheet [^<>]*>)")
# Excel numbers each sheet anew.
_OWN_NUMBER: Final = re.compile(rb' xr:uid="\{[0-9A-F-]*\}"')
_BEGIN, _END, _NO_CELLS = b"<sheetData>", b"</sheetData>", b"<sheetData/>"
_VALUE: Final = re.compile(rb'(<(?:v|t|t xml:space="preserve")>)([^<]*+)(?=</)')
_MARK: Final = "\uf8ff"  # where a value stood: a character that is left to everybody's own use
_HERE: Final = _MARK.encode()

_MAIN: Final = rb"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# With it Chinese Excel marks texts that have no pronunciation.
_PRONOUNCED: Final = rb'(?:<phoneticPr fontId="[0-9]+"(?: type="[A-Za-z]+")?/>)?'
_STRING: Final = re.compile(
    rb'<si><t(?:/>|(?: xml:space="preserve")?>([^<]*+)</t>)' + _PRONOUNCED + rb"</si>"
)
_STRINGS: Final = re.compile(
    _DECLARATION
    + rb'<sst xmlns="%b"(?: count="[0-9]+")?(?: uniqueCount="[0-9]+")?>((?:%b)*+)</sst>[ \t\r\n]*'
    % (_MAIN, _STRING.pattern)
)


class SheetContent(NamedTuple):
    """A worksheet, its values not yet understood.

    Attributes:
        plan: Its cells.
        values: Their values by number.
        merges: Its merged cells.
    """

    plan: SheetPlan
    values: list[str]
    merges: Merges


def scan_sheet(data: bytes) -> SheetContent | None:
    """A worksheet as its tree gives it.

    Args:
        data: The sheet's part.

    Returns:
        It; None if it is to be read by its tree.

    Raises:
        ValueError: The sheet is not what a worksheet should be.
    """
    try:
        return _scanned(data) if len(data) <= _LONGEST else None
    except (UnusualError, UnicodeDecodeError, ProblemError):
        return None


def sheet_of(root: etree._Element) -> SheetContent:
    """A worksheet by its tree.

    Raises:
        ValueError: The sheet is not what a worksheet should be.
    """
    values = list(root.iter(f"{namespace(root)}v"))
    texts = [value.text or "" for value in values]
    return SheetContent(plan_sheet(root, values), texts, merges(root))


def scan_strings(data: bytes) -> list[str] | None:
    """The texts that the cells of a workbook share.

    Args:
        data: The part that holds them.

    Returns:
        They; None if they are to be read by their tree.
    """
    found = _STRINGS.fullmatch(data) if len(data) <= _LONGEST else None
    if found is None:
        return None
    try:
        return list(map(decoded, plain_texts(_STRING.findall(found[2]))))
    except (UnusualError, UnicodeDecodeError):
        return None


def _scanned(data: bytes) -> SheetContent:
    root, begin, end = _ROOT.match(data), data.find(_BEGIN), data.rfind(_END) + len(_END)
    if (
        root is None
        or not root.end() <= begin < end
        or _HERE in data
        or b"<!" in data
        or data.rfind(b"<?") > 0
    ):
        raise UnusualError
    pieces = _VALUE.split(data[begin:end])
    values = plain_texts(pieces[2::3])
    pieces[2::3] = [_HERE] * len(values)
    markup, around = b"".join(pieces), b"".join([data[:begin], _NO_CELLS, data[end:]])
    if len(markup) + len(around) > _LONGEST_KEPT:
        raise UnusualError
    merged = _merges_around(around)
    return SheetContent(_plan(_OWN_NUMBER.sub(b"", root[2]), markup), values, merged)


@lru_cache(maxsize=32)
def _merges_around(around: bytes) -> Merges:
    """Merged cells of a sheet whose cells were cut out, and left one place under its root."""
    root = parse_xml(around, Place())
    space = namespace(root)
    homes = list(root.iter(f"{space}sheetData", f"{space}c", f"{space}v"))
    if [home.tag for home in homes] != [f"{space}sheetData"] or homes[0].getparent() is not root:
        raise UnusualError
    return merges(root)


@lru_cache(maxsize=32)
def _plan(root: bytes, markup: bytes) -> SheetPlan:
    """The plan of the cells in a sheet whose root has this tag."""
    if markup.count(b"<c") > _MOST_CELLS:
        raise UnusualError
    sheet = parse_xml(b"".join([root, markup, b"</worksheet>"]), Place())
    values = [one for one in sheet.iter("{*}v", "{*}t") if one.text == _MARK]
    others = (one for one in sheet.iter("{*}v") if one.text != _MARK)
    if len(sheet) != 1 or len(values) != markup.count(_HERE) or any(one.text for one in others):
        raise UnusualError
    return plan_sheet(sheet, values)

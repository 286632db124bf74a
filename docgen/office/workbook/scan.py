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

from docgen.office.plain_xml import UnusualError, plain_texts
from docgen.office.workbook.plan import SheetPlan, decoded, namespace, plan_sheet
from docgen.office.xml import parse_xml
from docgen.problems import Place, ProblemError

_LONGEST: Final = 2_000_000
_LONGEST_KEPT: Final = 200_000  # what is kept comes from outside

_DECLARATION: Final = (
    rb"""(?:<\?xml version=(["'])1\.0\1 encoding=\1UTF-8\1(?: standalone=\1(?:yes|no)\1)?\?>"""
    rb"[ \t\r\n]*)?"
)
_ROOT: Final = re.compile(_DECLARATION + rb"(<worksheet [^<>]*>)")
# Excel numbers each sheet anew.
_OWN_NUMBER: Final = re.compile(rb' xr:uid="\{[0-9A-F-]*\}"')
_BEGIN, _END, _NO_CELLS = b"<sheetData>", b"</sheetData>", b"<sheetData/>"
_VALUE: Final = re.compile(rb"<v>([^<]*+)</v>")
_HERE: Final = b"<v/>"  # where a value stood

_MAIN: Final = rb"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# With it Chinese Excel marks texts that have no pronunciation.
_PRONOUNCED: Final = rb'(?:<phoneticPr fontId="[0-9]+"(?: type="[A-Za-z]+")?/>)?'
_STRING: Final = re.compile(
    rb'<si><t(?:/>|(?: xml:space="preserve")?>([^<]*+)</t>)' + _PRONOUNCED + rb"</si>"
)
_STRINGS: Final = re.compile(
    _DECLARATION
    + rb'<sst xmlns="%b"(?: count="[0-9]+")?(?: uniqueCount="[0-9]+")?>((?:%b)*+)</sst>\s*'
    % (_MAIN, _STRING.pattern)
)


class Sheet(NamedTuple):
    """A worksheet, its values not yet understood.

    Attributes:
        plan: Its cells.
        values: Their values by number.
        merged: References of the areas whose cells were merged into one.
    """

    plan: SheetPlan
    values: list[str]
    merged: tuple[str, ...]


def scan_sheet(data: bytes) -> Sheet | None:
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


def sheet_of(root: etree._Element) -> Sheet:
    """A worksheet by its tree.

    Raises:
        ValueError: The sheet is not what a worksheet should be.
    """
    values = [value.text or "" for value in root.iter(f"{namespace(root)}v")]
    return Sheet(plan_sheet(root), values, _merged(root))


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


def _scanned(data: bytes) -> Sheet:
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
    markup, around = _HERE.join(pieces[::2]), b"".join([data[:begin], _NO_CELLS, data[end:]])
    merged = (_kept_merged if len(around) <= _LONGEST_KEPT else _merged_around)(around)
    plan = _kept_plan if len(markup) <= _LONGEST_KEPT else _plan
    return Sheet(plan(_OWN_NUMBER.sub(b"", root[2]), markup), plain_texts(pieces[1::2]), merged)


def _merged_around(around: bytes) -> tuple[str, ...]:
    """Merged areas of a sheet without its cells, which stood in one place under its root."""
    root = parse_xml(around, Place())
    space = namespace(root)
    homes = list(root.iter(f"{space}sheetData", f"{space}c", f"{space}v"))
    if len(homes) != 1 or homes[0].getparent() is not root:
        raise UnusualError
    return _merged(root)


def _plan(root: bytes, markup: bytes) -> SheetPlan:
    """The plan of the cells in a sheet whose root has this tag."""
    sheet = parse_xml(b"".join([root, markup, b"</worksheet>"]), Place())
    values = list(sheet.iter(f"{namespace(sheet)}v"))
    if len(values) != markup.count(_HERE) or any(one.text or len(one) for one in values):
        raise UnusualError
    return plan_sheet(sheet)


def _merged(root: etree._Element) -> tuple[str, ...]:
    space = namespace(root)
    areas = root.iterfind(f"{space}mergeCells/{space}mergeCell")
    return tuple([area.get("ref", "") for area in areas])


_kept_merged: Final = lru_cache(maxsize=32)(_merged_around)
_kept_plan: Final = lru_cache(maxsize=32)(_plan)

"""Worksheets and shared texts: by their markup where it is plain or known, else by their trees.

What stands around the cells (views, widths, what is selected) differs more than the cells do, so
the two are looked up apart.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.package.markup import MarkupCache, Texts
from docgen.office.package.namespaces import SPREADSHEET
from docgen.office.package.plain_xml import UnusualError, plain_texts
from docgen.office.package.xml import DECLARATION, parse_xml
from docgen.office.workbook.reading.plan import (
    Merges,
    SheetPlan,
    decoded,
    merges,
    namespace,
    plan_sheet,
)
from docgen.problems import Place, ProblemError

# What is kept comes from outside; a form has a tenth of this.
_LONGEST_KEPT, _MOST_CELLS = 200_000, 5_000
_LONGEST_STRINGS: Final = 2_000_000

_ROOT: Final = re.compile(DECLARATION.encode() + rb"(<worksheet [^<>]*>)")
# Excel numbers each sheet anew.
_OWN_NUMBER: Final = re.compile(rb' xr:uid="\{[0-9A-F-]*\}"')
_BEGIN, _END, _NO_CELLS = b"<sheetData>", b"</sheetData>", b"<sheetData/>"

_MAIN: Final = re.escape(SPREADSHEET.transitional).encode()
# With it Chinese Excel marks texts that have no pronunciation.
_PRONOUNCED: Final = rb'(?:<phoneticPr fontId="[0-9]+"(?: type="[A-Za-z]+")?/>)?'
_STRING: Final = re.compile(
    rb'<si><t(?:/>|(?: xml:space="preserve")?>([^<]*+)</t>)' + _PRONOUNCED + rb"</si>"
)
_STRINGS: Final = re.compile(
    DECLARATION.encode()
    + rb'<sst xmlns="%b"(?: count="[0-9]+")?(?: uniqueCount="[0-9]+")?>((?:%b)*+)</sst>[ \t\r\n]*'
    % (_MAIN, _STRING.pattern)
)


class SheetContent(NamedTuple):
    """A worksheet, its values not yet understood.

    Attributes:
        plan: Its cells.
        texts: Its own values in them.
        merges: Its merged cells.
    """

    plan: SheetPlan
    texts: Texts
    merges: Merges


def known_sheet(data: bytes) -> SheetContent | None:
    """A worksheet whose markup is plain or known.

    Args:
        data: The sheet's part.

    Returns:
        It; None if it is to be read by its tree.

    Raises:
        MarkupError: The sheet is not what a worksheet should be.
    """
    root, begin, end = _ROOT.match(data), data.find(_BEGIN), data.rfind(_END) + len(_END)
    if root is None or not root.end() <= begin < end:
        return None
    cells = b"".join([_OWN_NUMBER.sub(b"", root[1]), data[begin:end], b"</worksheet>"])
    found = _CACHE.find(cells)
    around = b"".join([data[:begin], _NO_CELLS, data[end:]])
    if found is None or len(around) > _LONGEST_KEPT:
        return None
    try:
        return SheetContent(*found, _merges_around(around))
    except (UnusualError, ProblemError):
        return None


def sheet_of(root: etree._Element) -> SheetContent:
    """A worksheet by its tree.

    Raises:
        MarkupError: The sheet is not what a worksheet should be.
    """
    return SheetContent(plan_sheet(root), Texts(), merges(root))


def known_strings(data: bytes) -> list[str] | None:
    """The texts that the cells of a workbook share.

    Args:
        data: The part that holds them.

    Returns:
        They; None if they are to be read by their tree.
    """
    found = _STRINGS.fullmatch(data) if len(data) <= _LONGEST_STRINGS else None
    if found is None:
        return None
    try:
        return list(map(decoded, plain_texts(_STRING.findall(found[1]))))
    except (UnusualError, UnicodeDecodeError):
        return None


def _cells(root: etree._Element) -> SheetPlan:
    plan = plan_sheet(root, is_cut=True) if len(root) == 1 else None
    if plan is None or len(plan.cells) > _MOST_CELLS:
        raise UnusualError
    return plan


_CACHE: Final = MarkupCache({"v": "{*}v", "t": "{*}t"}, _cells)


@lru_cache(maxsize=32)
def _merges_around(around: bytes) -> Merges:
    """Merged cells of a sheet whose cells were cut out, and left one place under its root."""
    if b"<!" in around or around.rfind(b"<?") > 0:
        raise UnusualError
    root = parse_xml(around, Place())
    space = namespace(root)
    homes = list(root.iter(f"{space}sheetData", f"{space}c", f"{space}v"))
    if [home.tag for home in homes] != [f"{space}sheetData"] or homes[0].getparent() is not root:
        raise UnusualError
    return merges(root)

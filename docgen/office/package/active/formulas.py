"""Formulas that fetch, run or refer to other files: what they gave last stays as a value."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from lxml import etree

from docgen.office.package.active.kinds import Active, Kind, is_plain_link
from docgen.office.package.active.where import standing

_FUNCTIONS: Final = {
    "DDE": Kind.DDE,
    "RTD": Kind.ADD_IN,
    "CALL": Kind.MACRO,
    "EXEC": Kind.MACRO,
    "REGISTER": Kind.MACRO,
    "REGISTER.ID": Kind.MACRO,
    "EVALUATE": Kind.MACRO,
    "PY": Kind.MACRO,
    "WEBSERVICE": Kind.LINK,
    "IMAGE": Kind.LINK,
    "STOCKHISTORY": Kind.LINK,
    "SQL.REQUEST": Kind.QUERY,
    "CUBEMEMBER": Kind.QUERY,
    "CUBEVALUE": Kind.QUERY,
    "CUBESET": Kind.QUERY,
}
_LINK: Final = "HYPERLINK"
_CALLED: Final = re.compile(
    rf"(?<![\w.])(?:_XLFN\.|_XLWS\.|_XLL\.)*({'|'.join(map(re.escape, _FUNCTIONS))})\s*\("
)
_LINKED: Final = re.compile(rf'(?<![\w.]){_LINK}\s*\((?:\s*"([^"]*)")?', re.IGNORECASE)
_TEXT: Final = re.compile(r'"(?:[^"]|"")*"')
_SHEET: Final = re.compile(r"'((?:[^']|'')*)'!")
# In a quoted name, or before one: the number or the name of another workbook.
_BOOK: Final = re.compile(r"'[^']*\[[^\]]*\][^']*'!|(?<![\w\].])\[[^\[\]]*\][\w.]*!|'file:", re.I)
# As the bytes of a part have them, in capital letters.
_WORDS: Final = tuple(word.encode() for word in (*_FUNCTIONS, _LINK))
_CALL: Final = re.compile(rb"(?<![A-Z])(?:%b)\s*\(" % b"|".join(map(re.escape, _WORDS)))
_PIPE: Final = re.compile(rb"<(?:\w+:)?(?:F|FORMULA\d?|DEFINEDNAME)\b[^>]*>[^<]*\|")
_FILE: Final = b"'FILE:"
# A bracket alone is no sign: tables have columns in brackets.
_NUMBERED: Final = re.compile(rb"\[[^\]<>]{1,260}\][^<>!]{0,40}!")
_HOLDERS: Final = ("{*}f", "{*}formula", "{*}formula1", "{*}formula2", "{*}definedName")
_BROKEN: Final = "#REF!"
ON_OPENING: Final = re.compile(r"(?:_xlnm\.)?auto_(?:open|close|activate|deactivate)", re.I)
"""Names of the cells at which Excel begins to run macros by itself."""

_CALLS: Final = ("function", "vbProcedure", "xlm")
_CALLED_BY: Final = (b"vbProcedure=", b"xlm=", b" function=")


def may_hold_formulas(data: bytes) -> bool:
    """Whether a part may hold active formulas: if not, it needs no parsing."""
    capital = data.upper()
    if any(word in capital for word in _WORDS) and _CALL.search(capital):
        return True
    if (b"|" in data and _PIPE.search(capital)) or _FILE in capital or b"AUTO_" in capital:
        return True
    if any(name in data for name in _CALLED_BY):
        return True
    return b"[" in data and _NUMBERED.search(data) is not None


def take_out_formulas(root: etree._Element, part: str, sheets: Collection[str]) -> Iterator[Active]:
    """Make active formulas of cells the values that they gave; of all else, what refers nowhere.

    Args:
        root: Root of a part; it is changed.
        part: Its name.
        sheets: Titles of the workbook's sheets.

    Yields:
        What was taken out.
    """
    shared: set[str] = set()
    for one in list(root.iter(*_HOLDERS)):
        text = "".join(map(str, one.itertext()))
        found = _kind(text, sheets)
        parent = one.getparent()
        if parent is None:
            continue
        if etree.QName(one).localname == "definedName":
            called = [name for name in _CALLS if one.get(name) in ("1", "true")]
            if called or ON_OPENING.fullmatch(one.get("name", "")):
                yield standing(Active(Kind.MACRO, one.get("name", ""), part), one)
                parent.remove(one)
                continue
        in_cell = etree.QName(parent).localname == "c" and parent.get("r") is not None
        repeats = one.get("si") in shared and one.get("t") == "shared"
        if found is None and not repeats:
            continue
        if found:
            yield standing(Active(found, text.strip(), part), one)
        if not in_cell:
            one.text = _BROKEN
            continue
        if one.get("t") == "shared":
            shared.add(one.get("si", ""))
        parent.remove(one)


def _kind(text: str, sheets: Collection[str]) -> Kind | None:
    """What a formula is; None if it may stay."""
    bare = _TEXT.sub('""', text)
    for sheet in _SHEET.findall(bare):
        if sheet.replace("''", "'") in sheets:
            bare = bare.replace(f"'{sheet}'!", "")
    called = _CALLED.search(bare.upper())
    if called:
        return _FUNCTIONS[called[1]]
    if "|" in bare:
        return Kind.DDE
    if _BOOK.search(bare):
        return Kind.LINK
    targets = (found[1] for found in _LINKED.finditer(text))
    if any(target is None or not is_plain_link(target) for target in targets):
        return Kind.FILE_LINK
    return None

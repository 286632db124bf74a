"""What an old workbook (.xls) holds that runs, told by its records: macros of Excel 4 and 5."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from docgen.office.incoming.compound import whole_streams
from docgen.office.package.active.formulas import ON_OPENING
from docgen.office.package.active.kinds import Active, Kind

_STREAMS: Final = ("workbook", "book")
# Numbers of records, and what they say, by Microsoft's description of the format [MS-XLS].
_BEGIN, _END, _NAME, _SHEET = 0x0809, 0x000A, 0x0018, 0x0085
_RECORD, _SHEET_START, _BEGINS = struct.Struct("<2H"), struct.Struct("<LBB"), struct.Struct("<2H")
_NAME_START: Final = struct.Struct("<HBB10x")
_EXCEL_97: Final = 0x0600
_MACROS, _MODULE = 1, 6  # kinds of sheets
_BEGINS_MACROS: Final = 0x0040
_BUILT_IN: Final = 0x0020
_RUN_BY_ITSELF: Final = {
    1: "Auto_Open",
    2: "Auto_Close",
    10: "Auto_Activate",
    11: "Auto_Deactivate",
}
_WIDE: Final = 1
# No program writes as many; what stands behind them is lost as all of it is, by conversion.
_MOST_RECORDS: Final = 1_000_000


def macros_of(data: bytes) -> Iterator[Active]:
    """The macro sheets and modules of an old workbook, and names that run macros on opening.

    What a sheet is told to be in the list of sheets and what it says itself may differ: either
    is enough.

    Args:
        data: The whole compound file.
    """
    for stream in whole_streams(data, _STREAMS):
        yield from _macros_in(stream)


def _macros_in(stream: bytes) -> Iterator[Active]:
    """The same of one stream: a file for Excel 95 and 97 has two."""
    is_97 = _version(stream) == _EXCEL_97
    for number, at, length in _records(stream):
        if number == _SHEET and length > _SHEET_START.size:
            position, _, kind = _SHEET_START.unpack_from(stream, at)
            title = _text(stream, at + _SHEET_START.size, is_97)
            if kind in (_MACROS, _MODULE) or _is_of_macros(stream, position):
                yield Active(Kind.MACRO, title, "", sheet=title)
        elif number == _NAME and length > _NAME_START.size:
            name = _name(stream[at : at + length], is_97)
            if name in _RUN_BY_ITSELF.values() or ON_OPENING.fullmatch(name):
                yield Active(Kind.MACRO, name, "", field=name)


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Number, place and length of each record that is the whole workbook's."""
    at = 0
    for _ in range(_MOST_RECORDS):
        if at + _RECORD.size > len(stream):
            return
        number, length = _RECORD.unpack_from(stream, at)
        at += _RECORD.size
        if number == _END:
            return
        if at + length <= len(stream):
            yield number, at, length
        at += length


def _version(stream: bytes) -> int:
    if len(stream) < _RECORD.size + _BEGINS.size:
        return 0
    return int(_BEGINS.unpack_from(stream, _RECORD.size)[0])


def _is_of_macros(stream: bytes, position: int) -> bool:
    """Whether the sheet that begins at a place says that it is one of macros."""
    if position + _RECORD.size + _BEGINS.size > len(stream):
        return False
    number, _ = _RECORD.unpack_from(stream, position)
    _, kind = _BEGINS.unpack_from(stream, position + _RECORD.size)
    return bool(number == _BEGIN and kind == _BEGINS_MACROS)


def _text(stream: bytes, at: int, is_97: bool) -> str:
    """A title: its length in characters, in Excel 97 whether they are wide, and they."""
    count = stream[at] if at < len(stream) else 0
    return _characters(stream[at + 1 : at + 2 + 2 * count], count, is_97)


def _name(record: bytes, is_97: bool) -> str:
    flags, _, count = _NAME_START.unpack_from(record)
    said = _characters(record[_NAME_START.size :], count, is_97)
    return _RUN_BY_ITSELF.get(ord(said), "") if flags & _BUILT_IN and len(said) == 1 else said


def _characters(data: bytes, count: int, is_97: bool) -> str:
    if not is_97:
        return data[:count].decode("gb18030", "replace")
    if not data:
        return ""
    if data[0] & _WIDE:
        return data[1 : 1 + 2 * count].decode("utf-16-le", "replace")
    return data[1 : 1 + count].decode("latin-1")

"""Old workbooks (.xls) with macros of Excel 4 in them, made of one that LibreOffice saved.

Its records are changed where they stand, so that all else stays as a program wrote it.
"""

from __future__ import annotations

import io
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import olefile
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

sys.path.append(str(Path(__file__).parents[1] / "office"))

from files_by_hand import saved_as

MACROS = "宏表"
"""Title of the sheet that becomes one of macros."""
_NAME = "q"
_BEGIN, _NAMED, _SHEET = 0x0809, 0x0018, 0x0085
_HYPERLINK, _EXEC = b"\x42\x02\x67\x01", b"\x42\x02\x6e\x00"  # calls with two arguments


def plain_books(folder: Path, targets: Iterable[str]) -> list[bytes]:
    """Workbooks as LibreOffice saves them, each with a link to a target in its second sheet."""
    paths = []
    for number, target in enumerate(targets):
        book = Workbook()
        book.active.title = "填报"
        book.active["A1"] = "填报项"
        sheet = book.create_sheet(MACROS)
        sheet["A1"] = f'=HYPERLINK("{target}","a")'
        book.defined_names[_NAME] = DefinedName(_NAME, attr_text=f"{MACROS}!$A$1")
        paths.append(folder / f"{number}.xlsx")
        book.save(paths[-1])
    return saved_as(paths, "xls", folder)


def _records(stream: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<2H", stream, at)
        yield number, at + 4
        at += 4 + length


def _the(stream: bytes, number: int, index: int = -1) -> int:
    """Where the last record of a number has its data."""
    return [at for found, at in _records(stream) if found == number][index]


def _said_by_the_list(stream: bytearray) -> None:
    stream[_the(stream, _SHEET) + 5] = 1


def _said_by_the_sheet(stream: bytearray) -> None:
    stream[_the(stream, _BEGIN) + 2] = 0x40


def _hidden(stream: bytearray) -> None:
    _said_by_the_list(stream)
    _said_by_the_sheet(stream)
    stream[_the(stream, _SHEET) + 4] = 2  # as no menu of Excel shows it


def _run_on_opening(stream: bytearray) -> None:
    at = _the(stream, _NAMED)
    assert stream[at + 3] == 1
    stream[at] |= 0x20
    stream[at + 15] = 1


def _calling(stream: bytearray) -> None:
    """A program is started by a cell of the sheet of macros, on opening."""
    assert bytes(stream).count(_HYPERLINK) == 1
    at = bytes(stream).index(_HYPERLINK)
    stream[at : at + 4] = _EXEC
    for change in (_hidden, _run_on_opening):
        change(stream)


_MACROS = ("active.macro", {"sheet": MACROS})
_OPENING = ("active.macro", {"field": "Auto_Open"})
_LINK = ("active.file-link", {"sheet": MACROS, "cell": "A1"})
OLD_BOOKS: dict[str, tuple[Callable[[bytearray], None], list[tuple[str, dict[str, str]]]]] = {
    "list.xls": (_said_by_the_list, [_MACROS, _LINK]),
    "sheet.xls": (_said_by_the_sheet, [_MACROS, _LINK]),
    "hidden.xls": (_hidden, [_MACROS, _LINK]),
    "opening.xls": (_run_on_opening, [_OPENING, _LINK]),
    "exec.xls": (_calling, [_MACROS]),
}
"""How each is changed, and the codes and places in the file that are told."""


def old_book(plain: bytes, change: Callable[[bytearray], None]) -> bytes:
    """A workbook with some of its records changed."""
    copy = io.BytesIO(plain)
    with olefile.OleFileIO(copy, write_mode=True) as compound:
        stream = bytearray(compound.openstream("Workbook").read())
        change(stream)
        compound.write_stream("Workbook", bytes(stream))
    return copy.getvalue()

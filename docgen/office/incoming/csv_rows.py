"""The rows of a .csv from outside, whatever program wrote it: its encoding and its separator."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, TextIO

from docgen.problems import Place, ProblemError, problem

_BOMS_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCODINGS: Final = ("utf-8-sig", "gb18030")  # Excel in China saves .csv in the latter
# Of separators that stand in as many lines the first one counts: tabs are seldom typed.
_SEPARATORS: Final = ("\t", ",", ";")
_QUOTED: Final = re.compile(r'"[^"]*"')
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE: Final = 1 << 16  # bytes

# The bounds of a sheet in Excel.
_MOST_ROWS: Final = 1 << 20
_MOST_COLUMNS: Final = 1 << 14
_LONGEST_LINE: Final = 1 << 20  # characters
# A form has some hundred rows, and some thousand characters.
_MOST_IN_A_FORM: Final = 10_000
_LONGEST_FORM, _MOST_CELLS = 1_000_000, 20_000


def csv_rows(data: bytes, file: str = "") -> list[list[str]]:
    """The rows of a form that was saved as .csv, blank ones too.

    Args:
        data: The file.
        file: Its name in messages.

    Raises:
        ProblemError: It is no text, or larger than any form.
    """
    if len(data) > _LONGEST_FORM:
        raise ProblemError([problem("table.too-large", Place(file=file), rows=_MOST_IN_A_FORM)])
    rows: list[list[str]] = []
    left = _MOST_CELLS
    for line, cells in numbered_rows(data, file, _MOST_IN_A_FORM):
        left -= len(cells)
        if left < 0:
            place = Place(file=file, line=line)
            raise ProblemError([problem("table.too-large", place, rows=_MOST_IN_A_FORM)])
        rows.append(cells)
    return rows


def numbered_rows(
    data: bytes, file: str = "", most: int = _MOST_ROWS
) -> Iterator[tuple[int, list[str]]]:
    """Every row of a .csv, blank ones too, after the number of the line where it starts.

    Args:
        data: The file.
        file: Its name in messages.
        most: How many rows it may have.

    Raises:
        ProblemError: It is no text, it has too many rows or columns, or a quotation mark is
            left open.
    """
    encoding = encoding_of(data, file)
    stream = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    separator = _separator(data[:_SAMPLE].decode(encoding, "ignore"))
    rows = csv.reader(_lines(stream), delimiter=separator)
    start = 1
    try:
        for number, cells in enumerate(rows, start=1):
            if number > most or len(cells) > _MOST_COLUMNS:
                raise OverflowError
            yield start, cells
            start = rows.line_num + 1
    except OverflowError:
        place = Place(file=file, line=start)
        raise ProblemError([problem("table.too-large", place, rows=most)]) from None
    except csv.Error:
        place = Place(file=file, line=start)
        raise ProblemError([problem("table.unreadable", place)]) from None


def encoding_of(data: bytes, file: str = "") -> str:
    """Encoding of a text: UTF-8, UTF-16 with its mark, or what Chinese programs write instead.

    Args:
        data: The file.
        file: Its name in messages.

    Raises:
        ProblemError: It is none of these.
    """
    for encoding in ("utf-16",) if data.startswith(_BOMS_16) else _ENCODINGS:
        try:
            if "\0" not in data.decode(encoding):
                return encoding
        except UnicodeDecodeError:
            continue
    raise ProblemError([problem("table.encoding", Place(file=file))])


def looks_like_csv(data: bytes) -> bool:
    """Whether bytes are text with separators in it."""
    sample = _beginning(data)
    return any(one in sample for one in _SEPARATORS) and not _CONTROLS.search(sample)


def looks_like_text(data: bytes) -> bool:
    """Whether bytes are text of any kind."""
    sample = _beginning(data)
    return bool(sample.strip()) and not _CONTROLS.search(sample)


def _beginning(data: bytes) -> str:
    """How a text begins; empty if its first bytes are none."""
    begin = data[:_SAMPLE]
    for encoding in ("utf-16",) if begin.startswith(_BOMS_16) else _ENCODINGS:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(begin, len(begin) == len(data))
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return ""


def _lines(stream: TextIO) -> Iterator[str]:
    while line := stream.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise OverflowError
        yield line


def _separator(sample: str) -> str:
    """What separates the cells: it stands outside quotation marks in most lines."""
    lines = list(islice(filter(None, _QUOTED.sub("", sample).splitlines()), 100))
    return max(_SEPARATORS, key=lambda one: sum(one in line for line in lines))

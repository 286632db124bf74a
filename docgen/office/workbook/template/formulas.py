"""A formula as text and the references in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

from docgen.office.tags.language import may_hold_tags

_CELL: Final = r"(\$?[A-Z]{1,3})(\$?)([0-9]{1,7})"
_CELLS: Final = re.compile(rf"{_CELL}(?::{_CELL})?", re.IGNORECASE)
_ROWS: Final = re.compile(r"()(\$?)([0-9]{1,7}):()(\$?)([0-9]{1,7})")
_SHEET: Final = re.compile(r"('(?:[^']|'')+'|[^'!]+)!(.*)", re.DOTALL)
_ADDRESS: Final = re.compile(r"(?<![\w.])\$?[A-Z]{1,3}\$?[0-9]{1,7}(?![\w.(])", re.IGNORECASE)
# Functions that take many cells as well as one, so that one that became many is no harm.
_OF_MANY: Final = frozenset(
    [
        "SUM",
        "SUMPRODUCT",
        "SUMSQ",
        "COUNT",
        "COUNTA",
        "COUNTBLANK",
        "COUNTIF",
        "COUNTIFS",
        "SUMIF",
        "SUMIFS",
        "AVERAGE",
        "AVERAGEA",
        "AVERAGEIF",
        "AVERAGEIFS",
        "MAX",
        "MIN",
        "MAXA",
        "MINA",
        "PRODUCT",
        "MEDIAN",
        "GEOMEAN",
        "HARMEAN",
        "STDEV",
        "STDEVP",
        "VAR",
        "VARP",
        "STDEV.S",
        "STDEV.P",
        "VAR.S",
        "VAR.P",
        "SUBTOTAL",
        "AND",
        "OR",
        "CONCAT",
        "TEXTJOIN",
        "_XLFN.CONCAT",
        "_XLFN.TEXTJOIN",
        "_XLFN.STDEV.S",
        "_XLFN.STDEV.P",
        "_XLFN.VAR.S",
        "_XLFN.VAR.P",
        "ROWS",
    ]
)


class End(NamedTuple):
    """A corner of what a reference names.

    Attributes:
        column: Its column as it is written; empty for whole rows.
        fixed: Whether its row is held by a ``$``.
        row: Its row.
    """

    column: str
    fixed: bool
    row: int


@dataclass(frozen=True, slots=True)
class Reference:
    """What an operand of a formula refers to.

    Attributes:
        text: How it is written behind the name of its sheet.
        sheet: Title of its sheet; empty if it names none.
        ends: The corners of the cells; none for whole columns, names and the like.
        many: Whether it may become many cells where it is one.
        unclear: It cannot be taken apart.
    """

    text: str
    sheet: str = ""
    ends: tuple[End, ...] = ()
    many: bool = False
    unclear: bool = False


class Formula(NamedTuple):
    """A formula, without its ``=``.

    Attributes:
        text: The whole.
        pieces: Its texts and references.
    """

    text: str
    pieces: tuple[str | Reference, ...]

    @property
    def references(self) -> Iterator[Reference]:
        """What it refers to."""
        return (piece for piece in self.pieces if isinstance(piece, Reference))


UNCLEAR: Final = Formula("", (Reference("", unclear=True),))
"""What cannot be followed where rows move."""


@lru_cache(maxsize=4096)
def formula_of(text: str) -> Formula:
    """Take a formula apart.

    Args:
        text: The formula without its ``=``.
    """
    try:
        tokens = Tokenizer(f"={text}").items
    except (TokenizerError, IndexError):
        return Formula(text, (Reference(text, unclear=True),))
    pieces: list[str | Reference] = []
    functions: list[str] = []
    for index, token in enumerate(tokens):
        if token.subtype == Token.OPEN:
            functions.append(token.value[:-1].upper() if token.type == Token.FUNC else "")
        elif token.subtype == Token.CLOSE and functions:
            functions.pop()
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            inner = functions[-1] if functions else ""
            pieces.append(
                _reference(token.value, inner in _OF_MANY and _stands_alone(tokens, index))
            )
        elif _hides_address(token, functions):
            pieces.append(Reference(token.value, unclear=True))
        else:
            pieces.append(token.value)
    return Formula(text, tuple(pieces))


def _stands_alone(tokens: Sequence[Token], index: int) -> bool:
    """Whether an operand is an argument by itself."""
    before, after = tokens[index - 1], tokens[index + 1 : index + 2]
    return (before.type == Token.SEP or before.subtype == Token.OPEN) and (
        not after or after[0].type == Token.SEP or after[0].subtype == Token.CLOSE
    )


def _hides_address(token: Token, functions: Sequence[str]) -> bool:
    if token.type == Token.FUNC and token.subtype == Token.OPEN:
        return ":" in token.value or "!" in token.value
    is_text = token.type == Token.OPERAND and token.subtype == Token.TEXT
    return is_text and "INDIRECT" in functions and _ADDRESS.search(token.value) is not None


def _reference(written: str, many: bool) -> Reference:
    match = _SHEET.fullmatch(written)
    sheet, text = (match[1], match[2]) if match else ("", written)
    sheet = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    if "[" in sheet:
        return Reference(written)  # of another workbook
    if ":" in sheet or "!" in text:
        return Reference(written, unclear=True)
    cells = _CELLS.fullmatch(text) or _ROWS.fullmatch(text)
    if cells is None:
        unclear = "[" not in text and _ADDRESS.search(text) is not None
        return Reference(written if unclear else text, sheet, unclear=unclear)
    corners = [cells.groups()[index : index + 3] for index in (0, 3)]
    ends = tuple(End(column or "", bool(fixed), int(row)) for column, fixed, row in corners if row)
    return Reference(text, sheet, ends, many)


def says_tag(text: str) -> bool:
    """Whether a formula holds a tag in a text of its own, not in the title of a sheet."""
    pieces = formula_of(text).pieces
    return any(isinstance(piece, str) and may_hold_tags(piece) for piece in pieces)

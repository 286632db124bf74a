"""What is read from a Word file: content controls and tables, and the marks that make them."""

from __future__ import annotations

from typing import Final, NamedTuple

WORD_2010: Final = "http://schemas.microsoft.com/office/word/2010/wordml"

# Elements of Word that stand for a character, by name.
CHARACTERS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MOST_COLUMNS: Final = 63  # of a table, as Word has it
_DIGITS: Final = 5


class Control(NamedTuple):
    r"""A content control, or a check box of the older kind.

    Attributes:
        tag: The machine's key; empty if there is none. Of an older check box, its bookmark.
        alias: The title that a person sees; empty if there is none.
        text: Its text, paragraphs and line breaks as ``\n``, tabs as ``\t``.
        placeholder: Whether the text is a prompt and nothing was typed.
        checked: State of a check box; None if it is none.
        table: Number of the table that it stands in, from 1; None outside tables.
        row: Row of that table, from 1.
        column: Column of the table's grid, from 1.
        left_out: Text in it that is struck out or hidden, and so none of its text.
    """

    tag: str
    alias: str
    text: str
    placeholder: bool = False
    checked: bool | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    left_out: str = ""

    @property
    def place(self) -> tuple[int | None, int | None, int | None]:
        """Table, row and column; all are None outside tables."""
        return self.table, self.row, self.column


def columns(value: str | None, default: int) -> int:
    """The number of columns that a mark with this value tells, within what Word allows."""
    if value is None or not value.isdecimal():
        return default
    return int(value) if len(value) < _DIGITS and int(value) < _MOST_COLUMNS else _MOST_COLUMNS

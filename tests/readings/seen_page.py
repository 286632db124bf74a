"""The matrix of marks and states of cells as a part of docs/reading.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from readings.page import SEEN_HEAD
from readings.seen_cells import DECISION, ENTRY, LISTED, MERGE, ROSTER_ENTRY, ROSTER_NAME, STATES
from readings.seen_cells import NAME as NAME_IN_SHEET
from readings.seen_forms import BOOK_FORMATS, WORD_FORMATS
from readings.seen_marks import MARKS, NAME, OPINION, SCORE
from readings.seen_outcome import Cell
from readings.seen_tables import LIST_FORMATS, TABLE_FORMATS

KIND: Final = "kind"
"""Head of the first column."""

FORMATS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys((SCORE, OPINION, NAME), WORD_FORMATS),
    **dict.fromkeys((ENTRY, NAME_IN_SHEET), BOOK_FORMATS),
    **dict.fromkeys((ROSTER_ENTRY, ROSTER_NAME, MERGE), TABLE_FORMATS),
    **dict.fromkeys((DECISION, LISTED), LIST_FORMATS),
}
TITLES: Final[Mapping[str, str]] = {
    SCORE: "Paper score sheet: a score",
    OPINION: "Application: an opinion",
    NAME: "Application: the community's name",
    ENTRY: "Score sheet: a measure",
    NAME_IN_SHEET: "Score sheet: the community's name",
    ROSTER_ENTRY: "Roster: a measure",
    ROSTER_NAME: "Roster: the community's name",
    MERGE: "Table of a mail merge",
    DECISION: "Decided list: the decision",
    LISTED: "Decided list: the name beside it",
}
_KINDS: Final = tuple(dict.fromkeys([one.kind for one in (*MARKS, *STATES)]))
_TEXT: Final = """\

Each cell is a value that a test marked, put into a file, and read (rows: the mark, or the state
of the cell; columns: the format). What a person sees of it is stated in the test by hand. *value*:
that was read; *notice*: that was read, or what is left of it, and a warning says at its place what
was left out; *problem*: nothing was taken, and an error stands at its place. *wrong* is a value
that nobody sees and nobody is told of; there is to be none. – stands where there is no such thing.

- White text is text: a colour is no mark, and stands on dark cells as often as on white ones.
- What is hidden in a table is read and told, in a form it is no value.
- What is in a number format belongs to what is seen: words, percent, rounding.
- The sign of a footnote or a comment is no part of a text, nor what it says.
- .doc, .odt, .rtf, .xls, .ods and .pdf are written by LibreOffice 7.4 from the first column's file.
- A format that has no column was not tried yet where the page was written.
- *lost*: without the content controls, or the defined names, that the form was sent out with.

{rows} kinds, {cells} cells: {value} values, {notice} notices, {problem} problems, {wrong} wrong.

The tests write this part; after a change, renew it: `{command}`
"""


def section_of(cell: Cell) -> Cell:
    """A cell by the title of its section."""
    return TITLES[cell[0]], *cell[1:]


def written(outcomes: Mapping[Cell, str], command: str) -> str:
    """The part of the page that says this."""
    counts = Counter(outcome.partition(" ")[0].rstrip(":") for outcome in outcomes.values())
    text = f"\n{SEEN_HEAD}\n" + _TEXT.format(
        rows=len({kind for _, kind, _ in outcomes}),
        cells=len(outcomes),
        command=command,
        **{one: counts[one] for one in ("value", "notice", "problem", "wrong")},
    )
    for place, title in TITLES.items():
        there = {format_ for where, _, format_ in outcomes if where == place}
        formats = [one for one in FORMATS[place] if one in there]
        table = [[KIND, *formats], ["---"] * (len(formats) + 1)]
        for kind in _KINDS:
            cells = [outcomes.get((place, kind, one), "–") for one in formats]
            if set(cells) != {"–"}:
                table.append([kind, *cells])
        text += f"\n## {title}\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in table)
    return text

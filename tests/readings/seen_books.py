"""Workbooks and .csv files with cells in every state: forms, rosters, tables, decided lists."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from samples.completing import opened
from samples.example_forms import Office

from docgen.forms.shortlist import ShortlistForm
from docgen.records import Applicant, Candidate, Ranked
from readings import handling_workbook as book
from readings.handling_word import SAVED, without_applicant
from readings.seen_cells import (
    DECISION,
    ENTRY,
    LISTED,
    MERGE,
    NAME,
    ROSTER_ENTRY,
    ROSTER_NAME,
    STATES,
    CellState,
)
from readings.seen_word import APPLICANT

AREA: Final = "社区劳动保障服务中心面积"
NAMES: Final = {ENTRY: "measure_centre_area", NAME: "applicant_name"}
DECOY: Final[Mapping[str, str]] = {
    ENTRY: "1",
    NAME: "新",
    ROSTER_ENTRY: "1",
    ROSTER_NAME: "新",
    MERGE: "1",
    DECISION: "不",
    LISTED: "新",
}
_HERE: Final = "⟦here⟧"


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell that is to be read.

    Attributes:
        place: What kind of place it is.
        state: The state of the cell.
        right: What it is to hold.
        row: Its row.
    """

    place: str
    state: CellState
    right: str
    row: int = 0

    @property
    def number(self) -> int:
        """Its number: the same with whatever other cells it stands in a table."""
        return STATES.index(self.state) + 1

    @property
    def decoy(self) -> str:
        """What would make another value that looks as good."""
        return DECOY[self.place]

    def put(self, cell: Any) -> None:
        """Put a cell into its state."""
        self.state.put(cell, self.right, self.decoy)

    def seen(self, format_: str) -> str:
        """What a person sees."""
        seen = self.state.seen_in.get(format_, self.state.seen)
        if self._is_printed_twice(format_):
            seen, _ = self.state.printed
        return written(seen, self.right, self.decoy)

    def kept(self, format_: str) -> str:
        """What may be read instead if a notice tells it."""
        kept = self.state.kept
        if self._is_printed_twice(format_):
            _, kept = self.state.printed
        return written(kept, self.right, self.decoy)

    def _is_printed_twice(self, format_: str) -> bool:
        """Whether the page of the data sheet shows the name too, whatever the other one shows."""
        return bool(self.state.printed) and (self.place, format_) == (NAME, ".pdf")

    @property
    def as_csv(self) -> str:
        """The text of a .csv that shows the same."""
        return written(self.state.csv or "", self.right, self.decoy)


def written(template: str, right: str, decoy: str) -> str:
    """What is put in or seen, with the texts in their places."""
    wide = right.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return template.format(t=right, d=decoy, wide=wide, radical=right.replace("火", "\u2f55"))


def right_of(place: str, number: int, format_: str = "") -> str:
    """What the cell of a place is to hold, by the number of its state; a .csv has whole names."""
    if (place, format_) == (NAME, ".csv"):
        return APPLICANT
    if place in (ROSTER_NAME, LISTED):
        return f"示例星火{number}号社区"
    return {DECISION: "推荐", NAME: APPLICANT.removesuffix("社区")}.get(place, "57")


def applicant(number: int) -> Applicant:
    """The applicant in the row of a state with this number."""
    return Applicant("长沙市", "岳麓区", "示例麓南街道", right_of(LISTED, number))


@lru_cache(maxsize=1)  # the same in every format
def score_sheet(office: Office, slots: tuple[Slot, ...]) -> bytes:
    """A score sheet whose entry, name or both are in a state."""
    is_spoilt = any(slot.state.whole for slot in slots)
    workbook = load_workbook(io.BytesIO(_form(office))) if is_spoilt else _opened(office)
    with ExitStack() as after:
        for slot in slots:
            ((title, cell),) = workbook.defined_names[NAMES[slot.place]].destinations
            sheet = workbook[title]
            after.enter_context(_restored(sheet[cell]))
            slot.put(sheet[cell])
            if slot is slots[-1] or slot.state.whole in ("row", "column"):
                _spoil(sheet, slot.state.whole, sheet[cell.replace("$", "")])
        return without_applicant(_saved(workbook))


def score_sheet_csv(office: Office, slot: Slot) -> bytes:
    """The data sheet as .csv, the text of the slot's state in one of its cells.

    A name ends the cell in which it stands; what quotes it there is around the whole cell.
    """
    before, after = _as_csv(office, slot.place).decode().split(_HERE)
    cell = re.search(r"[^,\r\n]*\Z", before)[0]
    quotes = re.match('(?:"(?:="")?)?', slot.as_csv)[0]
    text = f"{quotes}{cell}{slot.as_csv.removeprefix(quotes)}"
    return f"{before.removesuffix(cell)}{text}{after}".encode()


@cache
def _opened(office: Office) -> Workbook:
    return load_workbook(io.BytesIO(_form(office)))


@contextmanager
def _restored(cell: Any) -> Iterator[None]:
    """A cell that is in the end as it was, so that its workbook serves for the next state."""
    before = cell._value, cell.data_type, copy(cell._style)
    try:
        yield
    finally:
        cell._value, cell.data_type, cell._style = before


@cache
def _form(office: Office) -> bytes:
    whose = office.by_name[APPLICANT]
    return office.score_sheet(whose, office.answers[whose], SAVED).data


@cache
def _as_csv(office: Office, place: str) -> bytes:
    if place == NAME:
        return book.as_csv(_form(office), "utf-8").replace(APPLICANT.encode(), _HERE.encode())
    return book.as_csv(book.edited(_form(office), book.type_at(**{NAMES[place]: _HERE})), "utf-8")


@dataclass(frozen=True, slots=True)
class Columns:
    """A table of which one column is looked at.

    Attributes:
        heads: The heads of its columns.
        at: Index of the column.
        row: The other cells of a row, by its number.
    """

    heads: tuple[str, ...]
    at: int
    row: Callable[[int], Sequence[Any]]


_NAME_HEADS: Final = ("市州", "县市区", "街道乡镇", "社区")
COLUMNS: Final[Mapping[str, Columns]] = {
    ROSTER_NAME: Columns((*_NAME_HEADS, AREA), 3, lambda n: [*applicant(n), 57]),
    ROSTER_ENTRY: Columns((*_NAME_HEADS, AREA), 4, lambda n: [*applicant(n), 57]),
    MERGE: Columns(("序", "数"), 1, lambda n: [f"第{n}行", 57]),
}


def table(slots: Sequence[Slot]) -> bytes:
    """A workbook with a table, the cells of one column in these states; whose rows are theirs."""
    columns = COLUMNS[slots[0].place]
    made = Workbook()
    sheet = made.active
    sheet.append(columns.heads)
    for slot in slots:
        sheet.append(list(columns.row(slot.number)))
        cell = sheet.cell(slot.row, columns.at + 1)
        slot.put(cell)
    whole = slots[0].state.whole
    if whole == "merged down":
        sheet.append(list(columns.row(len(STATES) + 1)))
        sheet.merge_cells(start_row=2, end_row=3, start_column=cell.column, end_column=cell.column)
    _spoil(sheet, whole, cell)
    return _saved(made)


def table_csv(slots: Sequence[Slot]) -> bytes:
    """The same as .csv."""
    columns = COLUMNS[slots[0].place]
    stream = io.StringIO()
    csv.writer(stream).writerow(columns.heads)
    for slot in slots:
        cells = [str(cell) for cell in columns.row(slot.number)]
        cells[columns.at] = slot.as_csv
        stream.write(",".join(cells) + "\r\n")
    return stream.getvalue().encode()


def decided_list(office: Office, slots: Sequence[Slot]) -> bytes:
    """A list that was decided on; of its rows each has a decision or a name in a state."""
    ranked = [
        Ranked(at, Candidate(applicant(slot.number), Fraction(95), True, True))
        for at, slot in enumerate(slots, 1)
    ]
    proposal = {one.candidate.applicant: True for one in ranked}
    data = ShortlistForm(office.setting).render(
        office.setting.round.stages[0], "岳麓区", ranked, proposal
    )
    list_ = load_workbook(io.BytesIO(data))
    for number, slot in enumerate(slots, 1):
        name = f"decision_{number}" if slot.place == DECISION else f"applicant_name_{number}"
        ((title, cell),) = list_.defined_names[name].destinations
        slot.put(list_[title][cell])
    sheet = list_[title]
    _spoil(sheet, slots[0].state.whole, sheet[cell.replace("$", "")])
    return _saved(list_)


def decision_cells(data: bytes, count: int) -> list[str]:
    """The cells of the decisions of a list, as a workbook of today."""
    names = opened(data).defined_names
    found = [next(iter(names[f"decision_{number}"].destinations)) for number in range(1, count + 1)]
    return [cell.replace("$", "") for _, cell in found]


def _spoil(sheet: Any, whole: str, cell: Any) -> None:
    """Do to a sheet what a state does beside the cell."""
    if whole == "row":
        sheet.row_dimensions[cell.row].hidden = True
    elif whole == "column":
        sheet.column_dimensions[cell.column_letter].hidden = True
    elif whole == "sheet":
        old = sheet.parent.copy_worksheet(sheet)
        old.title, old.sheet_state = "旧表", "hidden"
        for row in old.iter_rows(min_row=cell.row):
            for one in row:
                if one.coordinate == cell.coordinate:
                    one.value = 1 if isinstance(cell.value, int) else f"新{cell.value}"
        sheet.parent.move_sheet(old, -sheet.parent.index(old))
        sheet.parent.active = sheet
    elif whole == "merged across":
        left = sheet.cell(cell.row, cell.column - 1)
        left.value, left.number_format = cell.value, cell.number_format
        sheet.merge_cells(f"{left.coordinate}:{cell.coordinate}")


def _saved(made: Workbook) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()

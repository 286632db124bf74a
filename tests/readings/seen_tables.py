"""Rosters, merge tables and decided lists with cells in every state: what is read of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from docx import Document
from samples.example_forms import Office

from docgen.desk.merge import merge
from docgen.desk.reader import Reader
from docgen.desk.received import receive
from docgen.forms import Directory
from docgen.forms.roster import Roster
from docgen.forms.shortlist import ShortlistReading
from docgen.office.soffice.convert import convert
from docgen.problems import Problem, ProblemError, errors
from readings import seen_books as books
from readings.seen_books import Slot
from readings.seen_cells import DECISION, LISTED, MERGE, ROSTER_ENTRY, ROSTER_NAME, STATES
from readings.seen_outcome import Cell, Read, is_of_file, outcome

TABLE_FORMATS: Final = (".xlsx", ".xls", ".ods", ".csv")
LIST_FORMATS: Final = (".xlsx", ".xls", ".ods")
_FIRST: Final = 2  # row of data


class Tables:
    """Makes tables, reads them, and says what came of each cell.

    Args:
        office: Who knows the standard.
        folder: Where the files are put.
    """

    def __init__(self, office: Office, reader: Reader, folder: Path) -> None:
        self._office = office
        self._reader = reader
        self._folder = folder
        self._made = 0
        self._template = folder / "t.docx"
        document = Document()
        document.add_paragraph("{{ 数 }}")
        document.save(self._template)

    def outcomes(self, is_wanted: Callable[[Cell], bool]) -> dict[Cell, str]:
        """What the table says of the cells that are wanted."""
        found: dict[Cell, str] = {}
        waiting = [
            (format_, list(_numbered(states, format_)))
            for place in (ROSTER_ENTRY, ROSTER_NAME, MERGE, DECISION, LISTED)
            for format_ in (LIST_FORMATS if place in (DECISION, LISTED) else TABLE_FORMATS)
            for states in _together(place, format_, is_wanted)
        ]
        while waiting:
            rest: list[tuple[str, list[Slot]]] = []
            for (format_, slots), path in zip(waiting, self._saved(waiting), strict=True):
                read, unread = self._read(path, slots)
                for slot, one in read:
                    cell = slot.place, slot.state.kind, format_
                    found[cell] = outcome(one, slot.seen(format_), slot.kept(format_))
                if unread:
                    rest.append((format_, list(_numbered(unread, format_))))
            waiting = rest
        return found

    def _read(
        self, path: Path, slots: Sequence[Slot]
    ) -> tuple[list[tuple[Slot, Read]], list[Slot]]:
        """What is read of the cells; those with errors stop the others, which wait."""
        place = slots[0].place
        if place in (DECISION, LISTED):
            return list(self._decided(path, slots)), []
        read = _roster if place in (ROSTER_ENTRY, ROSTER_NAME) else self._merged
        try:
            values, problems = read(path, self._office, place)
        except ProblemError as error:
            told = [(slot, _told(error.problems, slot)) for slot in slots]
            wrong = [(slot, Read(None, problems)) for slot, problems in told if errors(problems)]
            if not wrong:
                raise
            return wrong, [slot for slot, problems in told if not errors(problems)]
        more = slots[0].state.whole == "merged down"
        assert len(values) == len(slots) + more
        pairs = zip(slots, values[more:], strict=True)
        return [(slot, Read(value, _told(problems, slot))) for slot, value in pairs], []

    def _merged(
        self, path: Path, office: Office, place: str
    ) -> tuple[Sequence[object], Sequence[Problem]]:
        merged = merge(self._template, path, path.with_name(f"out-{path.name}"), "{#}")
        texts = [Document(made).paragraphs[0].text for made in merged.files]
        return texts, merged.problems

    def _decided(self, path: Path, slots: Sequence[Slot]) -> Iterator[tuple[Slot, Read]]:
        (one,) = receive([(path, path.name)])
        assert one.current is not None
        first, _ = self._reader.read(one.current, one.file)
        assert isinstance(first, ShortlistReading)
        known = [books.applicant(slot.number) for slot in slots]
        twins = [replace(one, name=f"新{one.name}") for one in known]
        reading = first.of(Directory([*known, *twins]))
        rows = {reading.places[one].cell: one for one in reading.decisions}
        for slot, cell in zip(slots, books.decision_cells(one.current, len(slots)), strict=True):
            applicant = rows.get(cell)
            told = [
                one
                for one in reading.problems
                if is_of_file(one) or _row(one.place.cell) == _row(cell)
            ]
            if slot.place == LISTED:
                yield slot, Read(applicant and applicant.name, told)
            else:
                decided = applicant and reading.decisions[applicant]
                shown = {True: "推荐", False: "不推荐", None: None}[decided]
                yield slot, Read(shown, told)

    def _saved(self, made: Sequence[tuple[str, list[Slot]]]) -> list[Path]:
        """The tables' files; one start of LibreOffice for each format."""
        paths = [self._written(format_, slots) for format_, slots in made]
        for to in sorted({format_ for format_, _ in made} - {".xlsx", ".csv"}):
            at = [number for number, (format_, _) in enumerate(made) if format_ == to]
            conversion = convert([paths[number] for number in at], to[1:], self._folder / to[1:])
            assert not conversion.problems
            for number in at:
                paths[number] = conversion.made[paths[number]]
        return paths

    def _written(self, format_: str, slots: Sequence[Slot]) -> Path:
        self._made += 1
        path = self._folder / f"{self._made}{'.csv' if format_ == '.csv' else '.xlsx'}"
        if slots[0].place in (DECISION, LISTED):
            data = books.decided_list(self._office, slots)
        elif format_ == ".csv":
            data = books.table_csv(slots)
        else:
            data = books.table(slots)
        path.write_bytes(data)
        return path


def _together(place: str, format_: str, is_wanted: Callable[[Cell], bool]) -> Iterator[list[Slot]]:
    """The cells that stand in one table: what does something to all of it stands alone."""
    slots = [
        Slot(place, state, "")
        for state in STATES
        if place in state.places
        and format_ not in state.without
        and (format_ != ".csv" or state.csv is not None)
        and is_wanted((place, state.kind, format_))
    ]
    if together := [slot for slot in slots if not slot.state.whole]:
        yield together
    yield from ([slot] for slot in slots if slot.state.whole)


def _numbered(slots: Sequence[Slot], format_: str) -> Iterator[Slot]:
    """The cells with their rows, or the lines of a .csv, and what each is to hold."""
    row = _FIRST
    for slot in slots:
        numbered = replace(slot, row=row, right=books.right_of(slot.place, slot.number))
        yield numbered
        row += 1 + (numbered.as_csv.count("\n") if format_ == ".csv" else 0)


def _roster(path: Path, office: Office, place: str) -> tuple[Sequence[object], Sequence[Problem]]:
    roster = Roster(path, office.setting.standard)
    if place == ROSTER_NAME:
        return [one.applicant.name for one in roster], roster.told
    return [one.answers.get("centre_area") for one in roster], roster.told


def _told(problems: Sequence[Problem], slot: Slot) -> list[Problem]:
    """The problems of a row, and those of the file as a whole."""
    found = []
    for one in problems:
        place = one.place
        row = place.line or place.row or _row(place.cell)
        if is_of_file(one) or row == slot.row + (slot.state.whole == "merged down"):
            found.append(one)
    return found


def _row(cell: str) -> int:
    return int("".join(filter(str.isdigit, cell)) or 0)

"""Completed forms with marks and cell states: what is read of each value, format by format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from samples.example_forms import Office

from docgen.desk.reader import Reader
from docgen.desk.received import receive
from docgen.forms import Directory, Reading, fields
from docgen.forms.shortlist import ShortlistReading
from docgen.office.soffice.convert import convert
from docgen.problems import Place, Problem
from docgen.programme.standard import Standard
from docgen.records import Application, Record, ScoreSheet
from readings import handling_word as word
from readings import handling_workbook as book
from readings import seen_books as books
from readings.seen_cells import ENTRY, STATES
from readings.seen_cells import NAME as NAME_IN_SHEET
from readings.seen_marks import NAME
from readings.seen_outcome import Cell, Read, is_of_file, outcome
from readings.seen_word import APPLICANT, DECOY, Marked, marked_forms, written

WORD_FORMATS: Final = (".docx", ".docx, controls lost", ".doc", ".odt", ".rtf", ".pdf")
BOOK_FORMATS: Final = (".xlsx", ".xlsx, names lost", ".xls", ".ods", ".csv", ".pdf")
_LOST: Final = "lost"
_CONVERTED: Final = ("doc", "odt", "rtf", "pdf", "xls", "ods")
_MANY: Final = 40  # files
_AREA: Final = "centre_area"
_NAME: Final = "community.name"
_STRANGE: Final = ("示例星䶮社区",)  # applicants that a mark's own text names


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value that is to be read.

    Attributes:
        cell: The cell of the table.
        key: The field's key.
        seen: What a person sees.
        kept: What may be read instead if a notice tells it.
    """

    cell: Cell
    key: str
    seen: str
    kept: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form, and the values that are to be read in it."""

    data: bytes
    ending: str
    wanted: tuple[Wanted, ...]


def forms(office: Office, is_wanted: Callable[[Cell], bool]) -> Iterator[Form]:
    """The forms with values of the cells that are wanted."""
    for marked in marked_forms(office):
        for format_ in WORD_FORMATS:
            wanted = tuple(one for one in _in_word(marked, format_) if is_wanted(one.cell))
            if wanted:
                lost = _LOST in format_
                data = word.edited(marked.data, word.lose_controls) if lost else marked.data
                yield Form(data, format_.partition(",")[0], wanted)
    for state in STATES:
        for format_ in BOOK_FORMATS:
            slots = [
                books.Slot(place, state, books.right_of(place, 0, format_))
                for place in (ENTRY, NAME_IN_SHEET)
                if place in state.places and format_ not in state.without
            ]
            wanted = tuple(one for one in _in_book(slots, format_) if is_wanted(one.cell))
            if wanted:
                yield from _book(office, slots, format_, wanted)


def read_forms(
    made: Sequence[Form], reader: Reader, office: Office, folder: Path
) -> dict[Cell, str]:
    """What the table says of these values."""
    known = {replace(one, name=name) for one in office.answers for name in _names(one.name)}
    directory = Directory(known)
    labels = _labels(office.setting.standard)
    paths = _saved(made, folder)
    found: dict[Cell, str] = {}
    named = [(path, path.as_posix()) for path in paths.values()]
    form_of = {path.as_posix(): number for number, path in paths.items()}
    for one in receive(named):
        reading = Reading(problems=(one.problem,) if one.problem else ())
        if one.current is not None:
            first, _ = reader.read(one.current, one.file)
            assert not isinstance(first, ShortlistReading)
            reading = first
        for wanted in made[form_of[one.file]].wanted:
            read = _read(reading, wanted, directory, labels)
            found[wanted.cell] = outcome(read, wanted.seen, wanted.kept)
    return found


def _names(name: str) -> Iterator[str]:
    yield from (name, f"新{name}")
    if name == APPLICANT:
        yield from _STRANGE


def _in_word(marked: Marked, format_: str) -> Iterator[Wanted]:
    for key, (place, mark) in marked.fields.items():
        if format_ in mark.without:
            continue
        right, decoy = marked.right[key], DECOY[place]
        seen = written(mark.seen_in.get(format_, mark.seen), right, decoy)
        yield Wanted((place, mark.kind, format_), key, seen, written(mark.kept, right, decoy))


def _in_book(slots: Sequence[books.Slot], format_: str) -> Iterator[Wanted]:
    for slot in slots:
        if format_ == ".csv" and slot.state.csv is None:
            continue
        key = books.NAMES[ENTRY] if slot.place == ENTRY else _NAME
        cell = slot.place, slot.state.kind, format_
        yield Wanted(cell, key, slot.seen(format_), slot.kept(format_))


def _book(
    office: Office, slots: Sequence[books.Slot], format_: str, wanted: tuple[Wanted, ...]
) -> Iterator[Form]:
    if format_ == ".csv":
        places = {one.cell[0]: one for one in wanted}
        for slot in slots:
            if slot.place in places:
                data = books.score_sheet_csv(office, slot)
                yield Form(data, ".csv", (places[slot.place],))
        return
    data = books.score_sheet(office, tuple(slots))
    lost = book.edited(data, book.lose_names) if _LOST in format_ else data
    yield Form(lost, format_.partition(",")[0], wanted)


def _saved(made: Sequence[Form], folder: Path) -> dict[int, Path]:
    """The files by the number of their form; one start of LibreOffice for each format."""
    paths: dict[int, Path] = {}
    waiting: dict[str, dict[Path, int]] = {}
    for number, form in enumerate(made):
        to = form.ending[1:]
        is_word = any(one.key.startswith(("score.", "review.")) for one in form.wanted) or any(
            one.cell[0] == NAME for one in form.wanted
        )
        source = form.ending if to not in _CONVERTED else ".docx" if is_word else ".xlsx"
        path = folder / f"{number}{source}"
        path.write_bytes(form.data)
        if to in _CONVERTED:
            waiting.setdefault(to, {})[path] = number
        else:
            paths[number] = path
    for to, sources in waiting.items():
        # A second LibreOffice takes as long to start as to convert so many files.
        jobs = 1 if len(sources) < _MANY else 2
        conversion = convert(list(sources), to, folder / to, jobs=jobs)
        assert not conversion.problems
        paths |= {sources[path]: there for path, there in conversion.made.items()}
    return paths


def _labels(standard: Standard) -> dict[str, str]:
    """The labels of the fields by their keys."""
    found = {one.key: one.label for one in map(fields.score, standard.indicators)}
    found |= {one.key: one.label for one in map(fields.entry, standard.entries)}
    return found | {one.opinion.key: one.opinion.label for one in fields.reviews(standard)}


def _read(
    reading: Reading, wanted: Wanted, directory: Directory, labels: Mapping[str, str]
) -> Read:
    where = reading.places.get(wanted.key, Place(field=labels.get(wanted.key, "")))
    told = [one for one in reading.problems if is_of_file(one) or _is_at(one, where)]
    if wanted.key != _NAME:
        return Read(_value(reading.record, wanted.key), told)
    applicant, unidentified = (
        directory.identify(reading.identity) if reading.identity else (None, ())
    )
    return Read(applicant and applicant.name, [*told, *unidentified])


def _value(record: Record | None, key: str) -> object:
    match record:
        case Application():
            review = record.reviews.get(key.split(".")[1])
            return review and review.opinion
        case ScoreSheet() if key.startswith("score."):
            return record.scores.get(key.removeprefix("score."))
        case ScoreSheet():
            return record.answers.get(_AREA)
    return None


def _is_at(problem: Problem, where: Place) -> bool:
    place = problem.place
    if not where.cell and where.row is None:
        return place.field == where.field
    same = (place.sheet, place.cell, place.table, place.row) == (
        where.sheet,
        where.cell,
        where.table,
        where.row,
    )
    return same and (place.column in (None, where.column))

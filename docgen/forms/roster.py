"""The roster of a round: which communities take part, with the measures already known of them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from docgen.forms import values
from docgen.forms.values import Raw
from docgen.office.workbook_reader import read_workbook
from docgen.problems import Place, Problem, ProblemError, errors, problem
from docgen.records import Community
from docgen.standard import Answers, Measure, Standard, Value, check_answers

NAME_COLUMNS: Final = ("市州", "县市区", "街道乡镇", "社区")
_UNSAFE: Final = frozenset('/\\:*?"<>|\0')


@dataclass(frozen=True, slots=True)
class Entrant:
    """A community on the roster.

    Attributes:
        community: Who takes part.
        answers: The measures that are known of it already.
    """

    community: Community
    answers: Answers


@dataclass(frozen=True, slots=True)
class _Row:
    place: Place  # of the row's first cell
    number: int
    cells: tuple[Raw, ...]

    def at(self, column: int, label: str) -> Place:
        if self.place.line is not None:
            return Place(file=self.place.file, line=self.number, field=label)
        cell = f"{get_column_letter(column + 1)}{self.number}"
        return Place(file=self.place.file, sheet=self.place.sheet, cell=cell, field=label)


def columns(standard: Standard) -> list[tuple[str, Measure | None]]:
    """Heads of the roster's columns, with the measure that each holds."""
    names: list[tuple[str, Measure | None]] = [(name, None) for name in NAME_COLUMNS]
    return names + [(entry.label, entry) for entry in standard.entries if entry.kind != "score"]


def read_roster(path: Path, standard: Standard, file: str | None = None) -> list[Entrant]:
    """Read a roster from .xlsx or .csv.

    Args:
        path: The file.
        standard: Names the columns that may stand beside the four names.
        file: The file's name in messages.

    Raises:
        ProblemError: Everything that is wrong with it, each at its cell or line.
    """
    shown = file or path.name
    if not path.is_file():
        raise ProblemError([problem("file.missing", Place(file=shown), path=shown)])
    rows = list(_csv_rows(path, shown) if path.suffix == ".csv" else _sheet_rows(path, shown))
    problems: list[Problem] = []
    head = rows[0] if rows else _Row(Place(file=shown), 1, ())
    known = _match_columns(head, standard, problems)
    if errors(problems):
        raise ProblemError(problems)
    entrants: list[Entrant] = []
    seen: dict[Community, int] = {}
    for row in rows[1:]:
        if not any(values.text(cell) for cell in row.cells):
            continue
        community = _community(row, known, problems)
        answers = _answers(row, known, standard, problems)
        if community in seen:
            facts = {"name": community.full_name, "row": seen[community]}
            problems.append(problem("roster.community-twice", row.at(0, "社区"), **facts))
            continue
        seen[community] = row.number
        entrants.append(Entrant(community, answers))
    if not entrants and not problems:
        problems.append(problem("roster.empty", Place(file=shown)))
    if errors(problems):
        raise ProblemError(problems)
    return entrants


def write_roster(path: Path, standard: Standard, entrants: Iterable[Entrant] = ()) -> None:
    """Write a roster as .xlsx, ready to be filled in."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has a sheet
    sheet.title = "名单"
    heads = columns(standard)
    sheet.append([label for label, _ in heads])
    for entrant in entrants:
        known = [
            values.shown(entrant.answers.get(measure.key)) if measure else None
            for _, measure in heads[len(NAME_COLUMNS) :]
        ]
        sheet.append([*entrant.community, *known])
    for index, cell in enumerate(sheet[1], start=1):
        cell.font = Font(name="黑体", size=11)
        cell.fill = PatternFill("solid", start_color="FFE8EEF4")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[get_column_letter(index)].width = 16
    sheet.freeze_panes = f"{get_column_letter(len(NAME_COLUMNS) + 1)}2"
    book.save(path)


def _csv_rows(path: Path, file: str) -> Iterator[_Row]:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):  # Excel in China saves .csv in the latter
        try:
            lines = data.decode(encoding).splitlines()
            break
        except UnicodeDecodeError:
            continue
    else:
        raise ProblemError([problem("yaml.encoding", Place(file=file))])
    for number, cells in enumerate(csv.reader(lines), start=1):
        yield _Row(Place(file=file, line=number), number, tuple(cells))


def _sheet_rows(path: Path, file: str) -> Iterator[_Row]:
    try:
        content = read_workbook(path.read_bytes())
    except ProblemError as error:
        raise ProblemError(found.within(file) for found in error.problems) from None
    sheet = content.sheet_names[0]
    for number, cells in enumerate(content.rows(sheet), start=1):
        yield _Row(Place(file=file, sheet=sheet), number, tuple(cells))


def _match_columns(
    head: _Row, standard: Standard, problems: list[Problem]
) -> dict[str, tuple[int, Measure | None]]:
    """Column of each head that is known; a head is a label, or a measure's key."""
    by_head = dict(columns(standard))
    by_head |= {entry.key: entry for entry in standard.entries if entry.kind != "score"}
    found: dict[str, tuple[int, Measure | None]] = {}
    for index, raw in enumerate(head.cells):
        label = values.text(raw)
        if not label:
            continue
        if label not in by_head:
            place = head.at(index, label)
            problems.append(problem("roster.column-unknown", place, column=label))
            continue
        measure = by_head[label]
        name = measure.key if measure else label
        if name in found:
            problems.append(problem("roster.column-twice", head.at(index, label), column=label))
        found[name] = (index, measure)
    for name in NAME_COLUMNS:
        if name not in found:
            problems.append(problem("roster.column-missing", head.place, column=name))
    return found


def _community(
    row: _Row, known: dict[str, tuple[int, Measure | None]], problems: list[Problem]
) -> Community:
    names: list[str] = []
    for column in NAME_COLUMNS:
        index, _ = known[column]
        name = values.text(row.cells[index]) if index < len(row.cells) else ""
        if not name:
            place = row.at(index, column)
            problems.append(problem("roster.name-missing", place, column=column))
        elif _UNSAFE.intersection(name) or not name.isprintable() or name.strip(".") == "":
            problems.append(problem("roster.unsafe-name", row.at(index, column), found=name))
        names.append(name)
    return Community(*names)


def _answers(
    row: _Row,
    known: dict[str, tuple[int, Measure | None]],
    standard: Standard,
    problems: list[Problem],
) -> Answers:
    answers: dict[str, Value | str] = {}
    for index, measure in known.values():
        if measure is None or index >= len(row.cells):
            continue
        value = values.answer(measure, row.cells[index])
        if value is not None:
            answers[measure.key] = value
    for violation in check_answers(standard, answers):
        index, _ = known[violation.key]
        place = row.at(index, standard.measure(violation.key).label)
        problems.append(violation.problem(place))
    return answers

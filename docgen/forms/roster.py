"""The roster of a round: which applicants take part, with the measures already known of them.

A roster may list every applicant of the country, so it is read row by row: what is kept of it is
the applicants, not their figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.characters import Understood, understood_name
from docgen.forms import values
from docgen.forms.roster_columns import (
    NAME_COLUMNS,
    Columns,
    columns,
    find_head,
    is_total,
    match_columns,
)
from docgen.forms.units import LEVELS, Units
from docgen.office.tables.reader import TableFile, TableRow, heads_again
from docgen.office.workbook.template.plain_table import plain_table
from docgen.problems import Place, Problem, ProblemError, errors, problem
from docgen.programme.standard import Answers, Standard, Value, check_answers
from docgen.records import Applicant

_UNSAFE: Final = frozenset('/\\:*?"<>|\0')


@dataclass(frozen=True, slots=True)
class Entrant:
    """An applicant on the roster.

    Attributes:
        applicant: Who takes part.
        answers: The measures that are known of it already.
    """

    applicant: Applicant
    answers: Answers


class Roster:
    """A roster that was checked as a whole.

    Args:
        path: The file: .xlsx or .csv; .xls, .et and .ods where LibreOffice is installed.
        standard: Names the columns that may stand beside the four names.
        file: The file's name in messages.
        cities: Full names of cities that the round knows, which may be written short.

    Attributes:
        applicants: Who takes part, in the order of the file, by the full names of their units.
        told: What a person should know of how it was read.

    Raises:
        ProblemError: Everything that is wrong with it, each at its cell or line.
    """

    def __init__(
        self, path: Path, standard: Standard, file: str | None = None, cities: Iterable[str] = ()
    ) -> None:
        self._table = TableFile(path, file or path.name)
        self._standard = standard
        self.told: tuple[Problem, ...] = ()
        self._units = Units(())
        self.applicants = self._checked(cities)

    def __len__(self) -> int:
        return len(self.applicants)

    def __iter__(self) -> Iterator[Entrant]:
        """The applicants with what is known of them, read from the file as they are asked for."""
        ignored: list[Problem] = []  # the same rows were checked before
        head, rows = find_head(self._table.rows(ignored), self._table.file, self._standard)
        known = match_columns(head, self._standard, ignored)
        names = _Names(known)
        for row in rows:
            if not is_total(row, known):
                answers = _answers(row, known, self._standard, ignored)
                yield Entrant(self._units.whole(names.applicant(row, ignored)), answers)

    def _checked(self, cities: Iterable[str]) -> tuple[Applicant, ...]:
        problems: list[Problem] = []
        head, rows = find_head(self._table.rows(problems), self._table.file, self._standard)
        known = match_columns(head, self._standard, problems)
        if errors(problems):
            raise ProblemError(problems)
        seen: dict[Applicant, int] = {}
        names = _Names(known)
        for row in rows:
            if again := list(heads_again(head, row)):
                problems += again
                continue
            if is_total(row, known):
                problems.append(problem("roster.total-left", row.place))
                continue
            applicant = names.applicant(row, problems)
            _answers(row, known, self._standard, problems)
            _enter(applicant, row.number, seen, head, problems)
        problems += names.told()
        self._units = Units(seen, cities)
        seen = _in_full(seen, self._units, known, head, problems)
        if not seen and not errors(problems):
            problems.append(problem("roster.empty", Place(file=self._table.file)))
        if errors(problems):
            raise ProblemError(problems)
        self.told = tuple(problems)
        return tuple(seen)


def write_roster(path: Path, standard: Standard, entrants: Iterable[Entrant] = ()) -> None:
    """Write a roster as .xlsx, ready to be filled in."""
    heads = columns(standard)
    rows = (
        [
            *entrant.applicant,
            *(
                values.shown(entrant.answers.get(measure.key)) if measure else None
                for _, measure in heads[len(NAME_COLUMNS) :]
            ),
        ]
        for entrant in entrants
    )
    head = [label for label, _ in heads]
    path.write_bytes(plain_table("名单", head, rows, len(NAME_COLUMNS)))


class _Names:
    """The names in the rows of a roster; what was taken for what is told once for each column."""

    def __init__(self, known: Columns) -> None:
        self._columns = [(column, known[column][0]) for column in NAME_COLUMNS]
        self._taken: dict[str, tuple[Place, dict[str, str]]] = {}

    def applicant(self, row: TableRow, problems: list[Problem]) -> Applicant:
        """The applicant of a row."""
        return Applicant(*(self._name(row, *one, problems) for one in self._columns))

    def told(self) -> Iterator[Problem]:
        """What was taken for what, at the first cell of each column."""
        for column, (place, taken) in self._taken.items():
            yield from Understood("", tuple(taken.items())).problems(place, column)

    def _name(self, row: TableRow, column: str, index: int, problems: list[Problem]) -> str:
        raw = row.cells[index] if index < len(row.cells) else None
        understood = understood_name(values.text(raw))
        name = understood.text
        if index in row.faults:
            problems.append(row.problem(index, column))
        elif not name:
            problems.append(problem("roster.name-missing", row.at(index, column), column=column))
        elif understood.unusable:
            problems += Understood(name, (), understood.unusable).problems(row.at(index, column))
        elif _UNSAFE.intersection(name) or not name.strip("."):
            problems.append(problem("roster.unsafe-name", row.at(index, column), found=name))
        if understood.taken:
            _, taken = self._taken.setdefault(column, (row.at(index, column), {}))
            taken.update(understood.taken)
        return name


def _enter(
    applicant: Applicant,
    row: int,
    seen: dict[Applicant, int],
    head: TableRow,
    problems: list[Problem],
) -> None:
    """Enter an applicant with the number of its row, which no other row may name."""
    if applicant in seen:
        facts = {"name": applicant.full_name, "row": seen[applicant]}
        problems.append(problem("roster.community-twice", head.below(row).at(0, "社区"), **facts))
    else:
        seen[applicant] = row


def _in_full(
    seen: dict[Applicant, int],
    units: Units,
    known: Columns,
    head: TableRow,
    problems: list[Problem],
) -> dict[Applicant, int]:
    """The applicants by the full names of their units; a name that was written short is told."""
    if not units.full and not units.ambiguous:
        return seen
    found: dict[Applicant, int] = {}
    told: set[tuple[str, ...]] = set()
    for applicant, row in seen.items():
        for level, column in enumerate(NAME_COLUMNS[:LEVELS]):
            path = units.path(applicant, level)
            if path in told:
                continue
            told.add(path)
            facts = {"label": column, "found": path[-1]}
            place = head.below(row).at(known[column][0], column)
            if path in units.full:
                problems.append(problem("unit.taken", place, taken=units.full[path], **facts))
            elif path in units.ambiguous:
                meant = "、".join(units.ambiguous[path])
                problems.append(problem("unit.ambiguous", place, known=meant, **facts))
        _enter(units.whole(applicant), row, found, head, problems)
    return found


def _answers(row: TableRow, known: Columns, standard: Standard, problems: list[Problem]) -> Answers:
    answers: dict[str, Value] = {}
    for index, measure in known.values():
        if measure is None or index >= len(row.cells):
            continue
        if index in row.faults:
            problems.append(row.problem(index, measure.label))
        value = values.answer(measure, row.cells[index])
        if value is not None:
            answers[measure.key] = value
    for violation in check_answers(standard, answers):
        index, _ = known[violation.key]
        place = row.at(index, standard.measure(violation.key).label)
        problems.append(violation.problem(place))
    return answers

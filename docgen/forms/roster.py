"""The roster of a round: which applicants take part, with the measures already known of them.

A roster may list every applicant of the country, so it is read row by row: what is kept of it is
the applicants with their kinds and facts, not their figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.characters import Understood, understood_name
from docgen.forms import values
from docgen.forms.roster_columns import (
    Column,
    Columns,
    columns,
    find_head,
    is_total,
    match_columns,
)
from docgen.forms.roster_particulars import ParticularsReader
from docgen.forms.units import Units
from docgen.office.tables.reader import TableFile, TableRow, heads_again
from docgen.office.workbook.template.plain_table import plain_table
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, Problem, ProblemError, errors, problem
from docgen.programme import ApplicantType, Programme, Unit
from docgen.programme.standard import Answers, Fact, Measure, Standard, Value, check_answers
from docgen.records import NO_PARTICULARS, Applicant, Particulars

_UNSAFE: Final = frozenset('/\\:*?"<>|\0')


@dataclass(frozen=True, slots=True)
class Entrant:
    """An applicant on the roster.

    Attributes:
        applicant: Who takes part.
        answers: The measures that are known of it already.
        particulars: Its kind, and the facts that are known of it.
    """

    applicant: Applicant
    answers: Answers
    particulars: Particulars = NO_PARTICULARS


class Roster:
    """A roster that was checked as a whole.

    Args:
        path: The file: .xlsx or .csv; .xls, .et and .ods where LibreOffice is installed.
        programme: Says by which units an applicant is named.
        standard: Names the columns that may stand beside the names.
        file: The file's name in messages.
        known: Names of the units with quotas, which may be written short.

    Attributes:
        applicants: Who takes part, in the order of the file, by the full names of their units.
        told: What a person should know of how it was read.

    Raises:
        ProblemError: Everything that is wrong with it, each at its cell or line.
    """

    def __init__(
        self,
        path: Path,
        programme: Programme,
        standard: Standard,
        file: str | None = None,
        known: Iterable[str] = (),
    ) -> None:
        self._table = TableFile(path, file or path.name)
        self._programme = programme
        self._kind = programme.applicant
        self._standard = standard
        self.told: tuple[Problem, ...] = ()
        self._units = Units(self._kind, ())
        self._particulars: Mapping[Applicant, Particulars] = {}
        self.applicants = self._checked(known)

    def __len__(self) -> int:
        return len(self.applicants)

    def __iter__(self) -> Iterator[Entrant]:
        """The applicants with what is known of them, read from the file as they are asked for."""
        ignored: list[Problem] = []  # the same rows were checked before
        head, rows = self._head(ignored)
        known = match_columns(head, self._kind, self._standard, ignored)
        names = _Names(self._kind, known)
        for row in rows:
            if not is_total(row, self._kind, known):
                applicant = self._units.whole(names.applicant(row, ignored))
                particulars = self.particulars(applicant)
                answers = _answers(row, known, self._standard, particulars, ignored)
                yield Entrant(applicant, answers, particulars)

    def particulars(self, applicant: Applicant) -> Particulars:
        """The kind of an applicant, and the facts that are known of it; none of who is not on it.

        Args:
            applicant: The applicant, by the full names of its units.
        """
        return self._particulars.get(applicant, NO_PARTICULARS)

    def _head(self, problems: list[Problem]) -> tuple[TableRow, Iterator[TableRow]]:
        rows = self._table.rows(problems)
        return find_head(rows, self._table.file, self._kind, self._standard)

    def _checked(self, beside: Iterable[str]) -> tuple[Applicant, ...]:
        problems: list[Problem] = []
        head, rows = self._head(problems)
        known = match_columns(head, self._kind, self._standard, problems)
        if errors(problems):
            raise ProblemError(problems)
        seen: dict[Applicant, int] = {}
        names = _Names(self._kind, known)
        reader = ParticularsReader(self._standard, known)
        by_row: dict[int, Particulars] = {}
        for row in rows:
            if again := list(heads_again(head, row)):
                problems += again
                continue
            if is_total(row, self._kind, known):
                problems.append(problem("roster.total-left", row.place))
                continue
            applicant = names.applicant(row, problems)
            particulars = reader.read(row, problems)
            if particulars is not NO_PARTICULARS:
                by_row[row.number] = particulars
            _answers(row, known, self._standard, particulars, problems)
            _enter(applicant, self._kind, row.number, seen, head, problems)
        problems += names.told()
        self._units = Units(self._kind, seen, beside, self._programme.quota_unit)
        seen = _in_full(seen, self._kind, self._units, known, head, problems)
        if not seen and not errors(problems):
            problems.append(problem("roster.empty", Place(file=self._table.file)))
        if errors(problems):
            raise ProblemError(problems)
        self.told = tuple(problems)
        self._particulars = {each: by_row[row] for each, row in seen.items() if row in by_row}
        return tuple(seen)


def write_roster(
    path: Path, programme: Programme, standard: Standard, entrants: Iterable[Entrant] = ()
) -> None:
    """Write a roster as .xlsx, ready to be filled in."""
    heads = columns(programme.applicant, standard)
    depth = len(programme.applicant.path)
    rows = (
        [*entrant.applicant, *(_written(column, entrant) for column in heads[depth:])]
        for entrant in entrants
    )
    path.write_bytes(plain_table("名单", [column.head for column in heads], rows, depth))


def _written(column: Column, entrant: Entrant) -> CellValue:
    match column.holds:
        case Measure():
            return values.shown(entrant.answers.get(column.holds.key))
        case Fact():
            return values.shown(entrant.particulars.facts.get(column.holds.key))
        case tuple():
            key = entrant.particulars.variant
            return next((each.label for each in column.holds if each.key == key), None)
    return None


class _Names:
    """The names in the rows of a roster; what was taken for what is told once for each column."""

    def __init__(self, kind: ApplicantType, known: Columns) -> None:
        self._columns = [(unit, known[unit.head][0]) for unit in kind.path if unit.head in known]
        self._path = kind.path
        self._taken: dict[str, tuple[Place, dict[str, str]]] = {}

    def applicant(self, row: TableRow, problems: list[Problem]) -> Applicant:
        """The applicant of a row."""
        names = {unit.key: self._name(row, unit, at, problems) for unit, at in self._columns}
        return Applicant(*(names.get(unit.key, "") for unit in self._path))

    def told(self) -> Iterator[Problem]:
        """What was taken for what, at the first cell of each column."""
        for column, (place, taken) in self._taken.items():
            yield from Understood("", tuple(taken.items())).problems(place, column)

    def _name(self, row: TableRow, unit: Unit, index: int, problems: list[Problem]) -> str:
        column = unit.head
        raw = row.cells[index] if index < len(row.cells) else None
        understood = understood_name(values.text(raw))
        name = understood.text
        if index in row.faults:
            problems.append(row.problem(index, column))
        elif not name:
            if not unit.optional:
                missing = problem("roster.name-missing", row.at(index, column), column=column)
                problems.append(missing)
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
    kind: ApplicantType,
    row: int,
    seen: dict[Applicant, int],
    head: TableRow,
    problems: list[Problem],
) -> None:
    """Enter an applicant with the number of its row, which no other row may name."""
    if applicant in seen:
        facts = {"name": applicant.full_name, "row": seen[applicant]}
        place = head.below(row).at(0, kind.head)
        problems.append(problem("roster.applicant-twice", place, **facts))
    else:
        seen[applicant] = row


def _in_full(
    seen: dict[Applicant, int],
    kind: ApplicantType,
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
        for level, unit in enumerate(kind.path[:-1]):
            column = unit.head
            path = units.path(applicant, level)
            if path in told or column not in known:
                continue
            told.add(path)
            facts = {"label": column, "found": path[-1]}
            place = head.below(row).at(known[column][0], column)
            if path in units.full:
                problems.append(problem("unit.taken", place, taken=units.full[path], **facts))
            elif path in units.ambiguous:
                meant = "、".join(units.ambiguous[path])
                problems.append(problem("unit.ambiguous", place, known=meant, **facts))
        _enter(units.whole(applicant), kind, row, found, head, problems)
    return found


def _answers(
    row: TableRow,
    known: Columns,
    standard: Standard,
    particulars: Particulars,
    problems: list[Problem],
) -> Answers:
    """The figures of a row; one that nobody asks of the applicant's kind is told."""
    own = standard.of_kind(particulars.variant)
    asked = own.measure_keys
    answers: dict[str, Value] = {}
    for index, column in known.values():
        measure = column.holds
        if not isinstance(measure, Measure) or index >= len(row.cells):
            continue
        if index in row.faults:
            problems.append(row.problem(index, measure.label))
        value = values.answer(measure, row.cells[index])
        if value is not None and measure.key in asked:
            answers[measure.key] = value
        elif value is not None:
            facts = {"label": measure.label, "found": values.text(row.cells[index])}
            facts["variant"] = standard.variant(particulars.variant).label
            facts["column"] = standard.variants_label
            place = row.at(index, measure.label)
            problems.append(problem("roster.not-of-variant", place, **facts))
    for violation in check_answers(own, answers):
        index, _ = known[violation.key]
        place = row.at(index, own.measure(violation.key).label)
        problems.append(violation.problem(place))
    return answers

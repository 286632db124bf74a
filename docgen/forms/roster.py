"""The roster of a round: which communities take part, with the measures already known of them.

A roster may list every community of the country, so it is read row by row: what is kept of it is
the communities, not their figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Final

from docgen.forms import values
from docgen.office.tables.reader import TableRow, head_faults, heads_again, table_rows
from docgen.office.workbook.template.plain_table import plain_table
from docgen.problems import Place, Problem, ProblemError, errors, problem
from docgen.records import Community
from docgen.standard import Answers, Measure, Standard, Value, check_answers

NAME_COLUMNS: Final = ("市州", "县市区", "街道乡镇", "社区")
_MOST_ABOVE_HEAD: Final = 10
# Columns that bureaus keep for themselves, and rows that add up others.
_OWN_COLUMNS: Final = frozenset({"序号", "编号", "备注", "联系人", "联系电话"})
_TOTALS: Final = frozenset({"合计", "总计", "小计", "共计"})
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


class Roster:
    """A roster that was checked as a whole.

    Args:
        path: The file, .xlsx or .csv.
        standard: Names the columns that may stand beside the four names.
        file: The file's name in messages.

    Attributes:
        communities: Who takes part, in the order of the file.
        told: What a person should know of how it was read.

    Raises:
        ProblemError: Everything that is wrong with it, each at its cell or line.
    """

    def __init__(self, path: Path, standard: Standard, file: str | None = None) -> None:
        self._path = path
        self._standard = standard
        self._file = file or path.name
        self.told: tuple[Problem, ...] = ()
        self.communities = self._checked()

    def __len__(self) -> int:
        return len(self.communities)

    def __iter__(self) -> Iterator[Entrant]:
        """The communities with what is known of them, read from the file as they are asked for."""
        ignored: list[Problem] = []  # the same rows were checked before
        head, rows = _head(table_rows(self._path, self._file, ignored), self._file)
        columns = _match_columns(head, self._standard, ignored)
        for row in rows:
            if not _is_total(row, columns):
                answers = _answers(row, columns, self._standard, ignored)
                yield Entrant(_community(row, columns, ignored), answers)

    def _checked(self) -> tuple[Community, ...]:
        problems: list[Problem] = []
        head, rows = _head(table_rows(self._path, self._file, problems), self._file)
        columns = _match_columns(head, self._standard, problems)
        if errors(problems):
            raise ProblemError(problems)
        seen: dict[Community, int] = {}
        for row in rows:
            if again := list(heads_again(head, row)):
                problems += again
                continue
            if _is_total(row, columns):
                problems.append(problem("roster.total-left", row.place))
                continue
            community = _community(row, columns, problems)
            _answers(row, columns, self._standard, problems)
            if community in seen:
                facts = {"name": community.full_name, "row": seen[community]}
                problems.append(problem("roster.community-twice", row.at(0, "社区"), **facts))
            else:
                seen[community] = row.number
        if not seen and not errors(problems):
            problems.append(problem("roster.empty", Place(file=self._file)))
        if errors(problems):
            raise ProblemError(problems)
        self.told = tuple(problems)
        return tuple(seen)


def columns(standard: Standard) -> list[tuple[str, Measure | None]]:
    """Heads of the roster's columns, with the measure that each holds."""
    names: list[tuple[str, Measure | None]] = [(name, None) for name in NAME_COLUMNS]
    return names + [(entry.label, entry) for entry in standard.entries if entry.kind != "score"]


def write_roster(path: Path, standard: Standard, entrants: Iterable[Entrant] = ()) -> None:
    """Write a roster as .xlsx, ready to be filled in."""
    heads = columns(standard)
    rows = (
        [
            *entrant.community,
            *(
                values.shown(entrant.answers.get(measure.key)) if measure else None
                for _, measure in heads[len(NAME_COLUMNS) :]
            ),
        ]
        for entrant in entrants
    )
    head = [label for label, _ in heads]
    path.write_bytes(plain_table("名单", head, rows, len(NAME_COLUMNS)))


_Columns = Mapping[str, tuple[int, Measure | None]]
"""Index and measure of each column by its measure's key, or by its head for the four names."""


def _head(rows: Iterator[TableRow], file: str) -> tuple[TableRow, Iterator[TableRow]]:
    """The row with the heads, a title or two above it left out, and the rows below it."""
    first = list(islice(rows, _MOST_ABOVE_HEAD))
    names = frozenset(NAME_COLUMNS)
    for index, row in enumerate(first):
        if names.issubset(map(values.text, row.cells)):
            return row, chain(first[index + 1 :], rows)
    head = first[0] if first else TableRow(Place(file=file), ())
    return head, chain(first[1:], rows)


def _is_total(row: TableRow, known: _Columns) -> bool:
    """Whether a row adds up others: it says so before its figures, and names no community."""
    last = known[NAME_COLUMNS[-1]][0]
    named = values.text(row.cells[last]) if last < len(row.cells) else ""
    until = max(known[name][0] for name in NAME_COLUMNS)
    labels = {"".join(values.text(cell).split()) for cell in row.cells[: until + 1]} - {""}
    return bool(labels) and labels <= _TOTALS and named in ("", *labels)


def _match_columns(head: TableRow, standard: Standard, problems: list[Problem]) -> _Columns:
    """Where each column stands; a head is a measure's label, or its key."""
    by_head = dict(columns(standard))
    by_head |= {entry.key: entry for entry in standard.entries if entry.kind != "score"}
    problems += head_faults(head)
    found: dict[str, tuple[int, Measure | None]] = {}
    left: list[str] = []
    for index, raw in enumerate(head.cells):
        label = values.text(raw)
        if not label:
            continue
        if label in _OWN_COLUMNS and label not in by_head:
            left.append(label)
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
    if left:
        problems.append(problem("roster.columns-left", head.place, columns="、".join(left)))
    for name in NAME_COLUMNS:
        if name not in found:
            problems.append(problem("roster.column-missing", head.place, column=name))
    return found


def _community(row: TableRow, known: _Columns, problems: list[Problem]) -> Community:
    names: list[str] = []
    for column in NAME_COLUMNS:
        index, _ = known[column]
        name = values.text(row.cells[index]) if index < len(row.cells) else ""
        if index in row.faults:
            problems.append(row.problem(index, column))
        elif not name:
            place = row.at(index, column)
            problems.append(problem("roster.name-missing", place, column=column))
        elif _UNSAFE.intersection(name) or not name.isprintable() or not name.strip("."):
            problems.append(problem("roster.unsafe-name", row.at(index, column), found=name))
        names.append(name)
    return Community(*names)


def _answers(
    row: TableRow, known: _Columns, standard: Standard, problems: list[Problem]
) -> Answers:
    answers: dict[str, Value | str] = {}
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

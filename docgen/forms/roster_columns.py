"""The columns of a roster as bureaus keep it: its heads, its own columns, and rows that add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain, islice
from typing import Final

from docgen.forms import values
from docgen.forms.labels import squeezed
from docgen.office.tables.reader import TableRow, head_faults
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, Problem, problem
from docgen.programme import ApplicantType
from docgen.programme.standard import Fact, Measure, Standard, Variant


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a roster.

    Attributes:
        head: What it is called.
        holds: The measure, the fact or the kinds of applicant that stand in it; None for a name.
    """

    head: str
    holds: Measure | Fact | tuple[Variant, ...] | None = None

    @property
    def key(self) -> str:
        """What it is told by: a head has no dot before it, nor has the key of a measure."""
        match self.holds:
            case Measure():
                return self.holds.key
            case Fact():
                return f".fact.{self.holds.key}"
            case tuple():
                return VARIANT
        return self.head


Columns = Mapping[str, tuple[int, Column]]
"""Index of each column, and the column, by its key."""

VARIANT: Final = ".variant"
"""Key of the column that says of which kind an applicant is."""

_MOST_ABOVE_HEAD: Final = 10
_TOTALS: Final = frozenset({"合计", "总计", "小计", "共计"})
# What stands below the applicants' names: how many they are.
_COUNTED: Final = "[0-9]*(?:个|{counter})?"
# How like a known head another is that was hardly meant to be one of its own.
_LIKE: Final = 0.85


def columns(kind: ApplicantType, standard: Standard) -> list[Column]:
    """The roster's columns in order: names, the kind of applicant, facts, and measures."""
    found = [Column(unit.head) for unit in kind.path]
    if standard.variants:
        found.append(Column(standard.variants_label, standard.variants))
    found += [Column(fact.label, fact) for fact in standard.facts]
    return found + [Column(one.label, one) for one in standard.entries if one.kind != "score"]


def find_head(
    rows: Iterator[TableRow], file: str, kind: ApplicantType, standard: Standard
) -> tuple[TableRow, Iterator[TableRow]]:
    """The row with the heads, a title or two above it left out, and the rows below it.

    Args:
        rows: The rows of the roster.
        file: Its name in messages.
        kind: Names the columns of names.
        standard: Names the other columns.
    """
    first = list(islice(rows, _MOST_ABOVE_HEAD))
    known = _known(kind, standard)
    needed = {unit.head for unit in kind.path if not unit.optional}
    for index, row in enumerate(first):
        named = {known[typed].head for cell in row.cells if (typed := _typed(cell)) in known}
        if named.issuperset(needed):
            return row, chain(first[index + 1 :], rows)
    head = first[0] if first else TableRow(Place(file=file), ())
    return head, chain(first[1:], rows)


def match_columns(
    head: TableRow, kind: ApplicantType, standard: Standard, problems: list[Problem]
) -> Columns:
    """Where each column stands; a head is a measure's label, or its key.

    Args:
        head: The row with the heads.
        kind: Names the columns of names; one of a unit that need not be there may be missing.
        standard: Names the other columns; those of kinds and facts must be there.
        problems: Takes what is wrong with them; columns that nothing asks for are named once.
    """
    known = _known(kind, standard)
    problems += head_faults(head)
    found: dict[str, tuple[int, Column]] = {}
    left: list[str] = []
    for index, raw in enumerate(head.cells):
        label, typed = values.text(raw), _typed(raw)
        if not typed:
            continue
        if typed not in known:
            near = get_close_matches(typed, known, 1, _LIKE)
            if near:
                facts = {"column": label, "near": known[near[0]].head}
                problems.append(problem("roster.column-unknown", head.at(index, label), **facts))
            else:
                left.append(label)
            continue
        column = known[typed]
        if column.key in found:
            problems.append(problem("roster.column-twice", head.at(index, label), column=label))
        found[column.key] = (index, column)
    if left:
        problems.append(problem("roster.columns-left", head.place, columns="、".join(left)))
    for column in _needed(kind, standard):
        if column.key not in found:
            problems.append(problem("roster.column-missing", head.place, column=column.head))
    return found


def _needed(kind: ApplicantType, standard: Standard) -> Iterator[Column]:
    """The columns that must be there: figures may be known of nobody yet, the others are."""
    optional = {unit.head for unit in kind.path if unit.optional}
    for column in columns(kind, standard):
        if not isinstance(column.holds, Measure) and column.head not in optional:
            yield column


def is_total(row: TableRow, kind: ApplicantType, known: Columns) -> bool:
    """Whether a row adds up others: it says so before its figures, and names no applicant."""
    last = known[kind.head][0]
    named = values.text(row.cells[last]) if last < len(row.cells) else ""
    until = max(known[unit.head][0] for unit in kind.path if unit.head in known)
    before = (cell for index, cell in enumerate(row.cells[: until + 1]) if index != last)
    labels = {"".join(values.text(cell).split()) for cell in before} - {""}
    if not labels:
        return named in _TOTALS
    return labels <= _TOTALS and (named in labels or _is_count(named, kind))


def _is_count(text: str, kind: ApplicantType) -> bool:
    return re.fullmatch(_COUNTED.format(counter=re.escape(kind.counter)), text) is not None


def _known(kind: ApplicantType, standard: Standard) -> dict[str, Column]:
    """Every head that is known, as heads are compared, with its column.

    Names may be headed as the forms print them, by the label behind the blank; figures and facts
    by their keys.
    """
    heads = columns(kind, standard)
    known = {squeezed(column.head): column for column in heads}
    keyed = ((column, column.holds) for column in heads)
    known |= {
        squeezed(held.key): column for column, held in keyed if isinstance(held, Measure | Fact)
    }
    known |= {squeezed(unit.title): Column(unit.head) for unit in kind.path}
    return known


def _typed(cell: CellValue) -> str:
    return squeezed(values.text(cell))

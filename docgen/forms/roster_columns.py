"""The columns of a roster as bureaus keep it: its heads, its own columns, and rows that add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import chain, islice
from typing import Final

from docgen.forms import values
from docgen.forms.labels import squeezed
from docgen.office.tables.reader import TableRow, head_faults
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, Problem, problem
from docgen.programme import ApplicantType
from docgen.programme.standard import Measure, Standard

Columns = Mapping[str, tuple[int, Measure | None]]
"""Index and measure of each column by its measure's key, or by the head of names."""

_MOST_ABOVE_HEAD: Final = 10
_TOTALS: Final = frozenset({"合计", "总计", "小计", "共计"})
# What stands below the applicants' names: how many they are.
_COUNTED: Final = "[0-9]*(?:个|{counter})?"
# How like a known head another is that was hardly meant to be one of its own.
_LIKE: Final = 0.85


def columns(kind: ApplicantType, standard: Standard) -> list[tuple[str, Measure | None]]:
    """Heads of the roster's columns, with the measure that each holds."""
    names: list[tuple[str, Measure | None]] = [(unit.head, None) for unit in kind.path]
    return names + [(entry.label, entry) for entry in standard.entries if entry.kind != "score"]


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
        named = {known[typed][0] for cell in row.cells if (typed := _typed(cell)) in known}
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
        standard: Names the other columns.
        problems: Takes what is wrong with them; columns that nothing asks for are named once.
    """
    known = _known(kind, standard)
    problems += head_faults(head)
    found: dict[str, tuple[int, Measure | None]] = {}
    left: list[str] = []
    for index, raw in enumerate(head.cells):
        label, typed = values.text(raw), _typed(raw)
        if not typed:
            continue
        if typed not in known:
            near = get_close_matches(typed, known, 1, _LIKE)
            if near:
                facts = {"column": label, "near": known[near[0]][0]}
                problems.append(problem("roster.column-unknown", head.at(index, label), **facts))
            else:
                left.append(label)
            continue
        _, measure = known[typed]
        name = measure.key if measure else known[typed][0]
        if name in found:
            problems.append(problem("roster.column-twice", head.at(index, label), column=label))
        found[name] = (index, measure)
    if left:
        problems.append(problem("roster.columns-left", head.place, columns="、".join(left)))
    for unit in kind.path:
        if unit.head not in found and not unit.optional:
            problems.append(problem("roster.column-missing", head.place, column=unit.head))
    return found


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


def _known(kind: ApplicantType, standard: Standard) -> dict[str, tuple[str, Measure | None]]:
    """Every head that is known, as heads are compared, with what it is called and holds.

    Names may be headed as the forms print them, by the label behind the blank.
    """
    heads = columns(kind, standard)
    known = {squeezed(label): (label, measure) for label, measure in heads}
    known |= {squeezed(measure.key): (label, measure) for label, measure in heads if measure}
    known |= {squeezed(unit.title): (unit.head, None) for unit in kind.path}
    return known


def _typed(cell: CellValue) -> str:
    return squeezed(values.text(cell))

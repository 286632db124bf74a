"""The columns of a roster as bureaus keep it: its heads, its own columns, and rows that add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import chain, islice
from typing import Final

from docgen.forms import fields, values
from docgen.forms.labels import squeezed
from docgen.office.tables.reader import TableRow, head_faults
from docgen.office.workbook.values import CellValue
from docgen.problems import Place, Problem, problem
from docgen.programme.standard import Measure, Standard

NAME_COLUMNS: Final = ("市州", "县市区", "街道乡镇", "社区")
Columns = Mapping[str, tuple[int, Measure | None]]
"""Index and measure of each column by its measure's key, or by its head for the four names."""

_MOST_ABOVE_HEAD: Final = 10
_TOTALS: Final = frozenset({"合计", "总计", "小计", "共计"})
# What stands below the applicants' names: how many they are.
_COUNTED: Final = re.compile("[0-9]*个?")
# How like a known head another is that was hardly meant to be one of its own.
_LIKE: Final = 0.85


def columns(standard: Standard) -> list[tuple[str, Measure | None]]:
    """Heads of the roster's columns, with the measure that each holds."""
    names: list[tuple[str, Measure | None]] = [(name, None) for name in NAME_COLUMNS]
    return names + [(entry.label, entry) for entry in standard.entries if entry.kind != "score"]


def find_head(
    rows: Iterator[TableRow], file: str, standard: Standard
) -> tuple[TableRow, Iterator[TableRow]]:
    """The row with the heads, a title or two above it left out, and the rows below it.

    Args:
        rows: The rows of the roster.
        file: Its name in messages.
        standard: Names the columns.
    """
    first = list(islice(rows, _MOST_ABOVE_HEAD))
    known = _known(standard)
    for index, row in enumerate(first):
        named = {known[typed][0] for cell in row.cells if (typed := _typed(cell)) in known}
        if named.issuperset(NAME_COLUMNS):
            return row, chain(first[index + 1 :], rows)
    head = first[0] if first else TableRow(Place(file=file), ())
    return head, chain(first[1:], rows)


def match_columns(head: TableRow, standard: Standard, problems: list[Problem]) -> Columns:
    """Where each column stands; a head is a measure's label, or its key.

    Args:
        head: The row with the heads.
        standard: Names the columns.
        problems: Takes what is wrong with them; columns that nothing asks for are named once.
    """
    known = _known(standard)
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
    for name in NAME_COLUMNS:
        if name not in found:
            problems.append(problem("roster.column-missing", head.place, column=name))
    return found


def is_total(row: TableRow, known: Columns) -> bool:
    """Whether a row adds up others: it says so before its figures, and names no applicant."""
    last = known[NAME_COLUMNS[-1]][0]
    named = values.text(row.cells[last]) if last < len(row.cells) else ""
    until = max(known[name][0] for name in NAME_COLUMNS)
    before = (cell for index, cell in enumerate(row.cells[: until + 1]) if index != last)
    labels = {"".join(values.text(cell).split()) for cell in before} - {""}
    if not labels:
        return named in _TOTALS
    return labels <= _TOTALS and (named in labels or _COUNTED.fullmatch(named) is not None)


def _known(standard: Standard) -> dict[str, tuple[str, Measure | None]]:
    """Every head that is known, as heads are compared, with what it is called and holds.

    The four names may be headed as the forms print them: 市（州）.
    """
    heads = columns(standard)
    known = {squeezed(label): (label, measure) for label, measure in heads}
    known |= {squeezed(measure.key): (label, measure) for label, measure in heads if measure}
    for name, field in zip(NAME_COLUMNS, fields.APPLICANT, strict=True):
        known[squeezed(field.label)] = (name, None)
    return known


def _typed(cell: CellValue) -> str:
    return squeezed(values.text(cell))

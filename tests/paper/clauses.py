"""Tests that measure a clause of GB/T 9704-2012, and the table of what they measured."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pytest
from measuring import Document

Papers = Mapping[str, Document]

# A character and a line of the type area: 28 and 22 of them fill it.
CHARACTER = 156 / 28
PITCH = 225 / 22
LEFT, RIGHT, TOP, BOTTOM = 28, 184, 37, 262


@dataclass(frozen=True, slots=True)
class Reading:
    """A measured value beside the wanted one."""

    what: str
    value: float | str
    wanted: float | str
    unit: str = ""
    tolerance: float = 0
    digits: int = 1

    @property
    def met(self) -> bool:
        if isinstance(self.value, str):
            return self.value == self.wanted
        return abs(self.value - self.wanted) <= self.tolerance

    def __str__(self) -> str:
        # Few digits: what differs between builds of LibreOffice is less; and never "-0.0".
        value = round(self.value, self.digits) + 0 if isinstance(self.value, float) else self.value
        return f"{self.what} {value}{self.unit}"


def mm(what: str, value: float, wanted: float, tolerance: float = 1) -> Reading:
    """A distance."""
    return Reading(what, value, wanted, " mm", tolerance)


def thickness(what: str, value: float, wanted: float) -> Reading:
    """Thickness of a rule."""
    return Reading(what, value, wanted, " mm", 0.03, digits=2)


def same(what: str, value: float | str, wanted: float | str) -> Reading:
    """A count or a name."""
    return Reading(what, value, wanted)


def blank_lines(what: str, above: float, below: float, wanted: int) -> Reading:
    """Blank lines between two baselines."""
    return Reading(what, (below - above) / PITCH - 1, wanted, " blank lines", 1 / PITCH)


@dataclass(frozen=True, slots=True)
class Clause:
    number: str
    demand: str
    given_by: str
    test: str
    measure: Callable[[Papers], Sequence[Reading]]

    @property
    def order(self) -> list[int]:
        return [int(part) for part in self.number.split(".")]


_CLAUSES: list[Clause] = []


def clause(number: str, demand: str, given_by: str):
    """Turn a function that reads values from papers into a test that all are as wanted."""

    def register(measure):
        @functools.wraps(measure)
        def test(papers):
            readings = measure(papers)
            assert readings
            missed = [f"{one}, not {one.wanted}" for one in readings if not one.met]
            assert not missed, "; ".join(missed)

        name = f"{measure.__module__}.py::{measure.__name__}"
        _CLAUSES.append(Clause(number, demand, given_by, name, measure))
        return pytest.mark.office(test)

    return register


def table(papers: Papers) -> str:
    """All clauses that have tests, with what is measured now."""
    rows = ["| clause | demands | given by | test | measured |", "| --- | --- | --- | --- | --- |"]
    for each in sorted(_CLAUSES, key=lambda each: (each.order, each.test)):
        measured = "; ".join(map(str, each.measure(papers)))
        cells = (each.number, each.demand, each.given_by, f"`{each.test}`", measured)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"

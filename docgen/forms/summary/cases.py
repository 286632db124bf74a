"""What is counted case by case: what should not happen, and what is to be proud of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from docgen.forms.summary.wording import Figure, Known
from docgen.programme.standard import Standard
from docgen.programme.standard.terms import PerCase

# 发放出现错误1例, but 发放错误为零.
_ARISES: Final = re.compile("出现|发生")
# Where names may part: behind a word that wants an object.
_VERB: Final = re.compile(".*(?:获得|受到|荣获|取得)")


@dataclass(frozen=True, slots=True)
class Fault:
    """A count of what loses points.

    Attributes:
        figure: The count.
        none: What is said to be zero.
    """

    figure: Figure
    none: str


class Cases:
    """The counts of a standard as words."""

    def __init__(self, standard: Standard) -> None:
        self._faults: list[Fault] = []
        merits: list[Figure] = []
        for term in _counted(standard):
            figure = Figure.of(standard.measure(term.measure))
            if term.points < 0:
                self._faults.append(Fault(figure, _ARISES.sub("", figure.name, count=1)))
            else:
                merits.append(figure)
        self._merits = [(figure, _verb(figure.name)) for figure in merits]

    def faults(self, known: Known) -> str:
        """What did not happen, all together, and how often the rest did."""
        none = [each.none for each in self._faults if known.get(each.figure.key) == 0]
        some = [each.figure for each in self._faults if known.get(each.figure.key)]
        clauses = []
        if none:
            every = "均" if len(none) > 1 else ""
            clauses.append(f"{'、'.join(none)}{every}为零")
        if some:
            clauses.append("、".join(figure.said(known) for figure in some))
        return f"{'；'.join(clauses)}。" if clauses else ""

    def merits(self, known: Known) -> str:
        """What was won; nothing is said of what was not."""
        said: list[str] = []
        before = ""
        for figure, verb in self._merits:
            if known.get(figure.key):
                shown = figure.said(known)
                said.append(shown.removeprefix(verb) if verb and verb == before else shown)
                before = verb
        return f"{'、'.join(said)}。" if said else ""


def _counted(standard: Standard) -> Iterable[PerCase]:
    """The terms that count cases, one for each measure."""
    by_measure: dict[str, PerCase] = {}
    for indicator in standard.indicators:
        for rule in indicator.rules:
            if isinstance(rule, PerCase):
                by_measure.setdefault(rule.measure, rule)
    return by_measure.values()


def _verb(name: str) -> str:
    found = _VERB.match(name)
    return found.group() if found and found.group() != name else ""

"""Whether a standard fits together: keys, what rules can reach, what limits what, its shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from docgen.problems import Problem, problem
from docgen.programme.standard.groups import walk_indicators
from docgen.programme.standard.indicator import Indicator
from docgen.programme.standard.measure_checks import (
    Locate,
    measure_problems,
    rate_problems,
    unused_problems,
)
from docgen.programme.standard.model import Standard
from docgen.programme.standard.rule_checks import (
    case_problems,
    formula_problems,
    references,
    rule_problems,
)
from docgen.programme.standard.structure import cases_of, structure_problems
from docgen.yaml_input import Location


def inconsistencies(standard: Standard, place: Locate) -> Iterator[Problem]:
    """Everything in which a standard contradicts itself.

    Args:
        standard: The standard.
        place: Gives the place in the file that a path of keys and indices leads to.
    """
    checks = (structure_problems, _frame, _duplicates, _measures, _rules)
    found = list(chain.from_iterable(check(standard, place) for check in checks))
    yield from found or formula_problems(standard, _indicators(standard), place)


def _frame(standard: Standard, place: Locate) -> Iterator[Problem]:
    if standard.period.first > standard.period.last:
        yield problem("standard.period-reversed", place(("period",)))


def _duplicates(standard: Standard, place: Locate) -> Iterator[Problem]:
    def repeated(code: str, name: str, values: Iterable[tuple[Location, str]]) -> Iterator[Problem]:
        seen: set[str] = set()
        for location, value in values:
            if value in seen:
                yield problem(code, place((*location, name)), **{name: value})
            seen.add(value)

    measures = [(("measures", m), each) for m, each in enumerate(standard.measures)]
    judged = [(at, each.judged_key) for at, each in _indicators(standard) if each.judged]
    keys = [*judged, *((at, measure.key) for at, measure in measures)]
    yield from repeated("standard.duplicate-key", "key", keys)
    # What heads the columns of a roster: it may name a column by its label or by its key.
    facts = [(("facts", number), each) for number, each in enumerate(standard.facts)]
    own = {each.key for _, each in facts} & {key for _, key in keys}
    yield from (
        problem("standard.duplicate-key", place((*at, "key")), key=each.key)
        for at, each in facts
        if each.key in own
    )
    labels: list[tuple[Location, str]] = [(at, each.label) for at, each in measures]
    labels += [(at, each.label) for at, each in facts]
    if standard.variants:
        labels.append((("variants_label",), standard.variants_label))
    yield from repeated("standard.duplicate-label", "label", labels)
    kinds = ((("variants", n), each.label) for n, each in enumerate(standard.variants))
    yield from repeated("standard.duplicate-label", "label", kinds)
    rates = ((("rates", r), rate.key) for r, rate in enumerate(standard.rates))
    yield from repeated("standard.duplicate-key", "key", rates)


def _measures(standard: Standard, place: Locate) -> Iterator[Problem]:
    yield from measure_problems(standard, place)
    yield from rate_problems(standard, place)
    named = [reference for _, reference in references(_indicators(standard))]
    named += [one for _, case in cases_of(standard) for one in case.references()]
    asked = (key for _, each in _indicators(standard) for key in each.asks)
    yield from unused_problems(standard, named, asked, place)


def _rules(standard: Standard, place: Locate) -> Iterator[Problem]:
    yield from rule_problems(standard, _indicators(standard), place)
    yield from case_problems(standard, cases_of(standard), place)


def _indicators(standard: Standard) -> Iterator[tuple[Location, Indicator]]:
    return walk_indicators(standard.groups, standard.direct)

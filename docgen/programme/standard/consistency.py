"""Whether a standard fits together: sums, keys, what rules can reach, and what limits what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain

from docgen.problems import Problem, problem
from docgen.programme.standard.measure_checks import (
    Locate,
    measure_problems,
    rate_problems,
    unused_problems,
)
from docgen.programme.standard.model import Indicator, Item, Standard
from docgen.programme.standard.numbers import number_text
from docgen.programme.standard.rule_checks import formula_problems, references, rule_problems
from docgen.yaml_input import Location


def inconsistencies(standard: Standard, place: Locate) -> Iterator[Problem]:
    """Everything in which a standard contradicts itself.

    Args:
        standard: The standard.
        place: Gives the place in the file that a path of keys and indices leads to.
    """
    checks = (_frame, _sums, _duplicates, _measures, _rules)
    found = list(chain.from_iterable(check(standard, place) for check in checks))
    yield from found or formula_problems(standard, _indicators(standard), place)


def _frame(standard: Standard, place: Locate) -> Iterator[Problem]:
    if standard.pass_mark > standard.points:
        yield problem(
            "standard.pass-mark-too-high",
            place(("pass_mark",)),
            pass_mark=number_text(standard.pass_mark),
            points=number_text(standard.points),
        )
    if standard.period.first > standard.period.last:
        yield problem("standard.period-reversed", place(("period",)))


def _sums(standard: Standard, place: Locate) -> Iterator[Problem]:
    def check(
        points: Decimal, parts: Iterable[Decimal], title: str, location: Location
    ) -> Iterator[Problem]:
        total = sum(parts, Decimal(0))
        if total != points:
            yield problem(
                "standard.points-do-not-add-up",
                place((*location, "points")),
                title=title,
                points=number_text(points),
                total=number_text(total),
            )

    yield from check(standard.points, (c.points for c in standard.categories), standard.title, ())
    for c, category in enumerate(standard.categories):
        at: Location = ("categories", c)
        yield from check(category.points, (i.points for i in category.items), category.title, at)
    for at, item in _items(standard):
        yield from check(item.points, (i.points for i in item.indicators), item.title, at)


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
    labels = ((at, measure.label) for at, measure in measures)
    yield from repeated("standard.duplicate-label", "label", labels)
    rates = ((("rates", r), rate.key) for r, rate in enumerate(standard.rates))
    yield from repeated("standard.duplicate-key", "key", rates)
    categories = ((("categories", c), each.id) for c, each in enumerate(standard.categories))
    yield from repeated("standard.duplicate-id", "id", categories)
    for numbered in (_items(standard), _indicators(standard)):
        yield from repeated("standard.duplicate-id", "id", ((at, each.id) for at, each in numbered))


def _measures(standard: Standard, place: Locate) -> Iterator[Problem]:
    yield from measure_problems(standard, place)
    yield from rate_problems(standard, place)
    named = (reference for _, reference in references(_indicators(standard)))
    asked = (key for _, each in _indicators(standard) for key in each.asks)
    yield from unused_problems(standard, named, asked, place)


def _rules(standard: Standard, place: Locate) -> Iterator[Problem]:
    yield from rule_problems(standard, _indicators(standard), place)


def _items(standard: Standard) -> Iterator[tuple[Location, Item]]:
    for c, category in enumerate(standard.categories):
        for i, item in enumerate(category.items):
            yield ("categories", c, "items", i), item


def _indicators(standard: Standard) -> Iterator[tuple[Location, Indicator]]:
    for at, item in _items(standard):
        for i, indicator in enumerate(item.indicators):
            yield (*at, "indicators", i), indicator

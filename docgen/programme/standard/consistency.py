"""Whether a standard fits together: keys, what rules can reach, what limits what, its shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from docgen.problems import Place, Problem, problem
from docgen.programme.standard.conditions import NumberBar, Reference
from docgen.programme.standard.groups import walk_indicators
from docgen.programme.standard.indicator import Indicator
from docgen.programme.standard.measures import Measure
from docgen.programme.standard.model import Standard
from docgen.programme.standard.numbers import number_text
from docgen.programme.standard.structure import cases_of, structure_problems
from docgen.programme.standard.terms import Credit, Judged, Term
from docgen.yaml_input import Location

Locate = Callable[[Location], Place]


def inconsistencies(standard: Standard, place: Locate) -> Iterator[Problem]:
    """Everything in which a standard contradicts itself.

    Args:
        standard: The standard.
        place: Gives the place in the file that a path of keys and indices leads to.
    """
    checks = (_frame, _duplicates, _measures, _rates, _terms, _unused, _reach)
    found = chain.from_iterable(check(standard, place) for check in checks)
    return chain(structure_problems(standard, place), found)


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
    labels = ((at, measure.label) for at, measure in measures)
    yield from repeated("standard.duplicate-label", "label", labels)
    rates = ((("rates", r), rate.key) for r, rate in enumerate(standard.rates))
    yield from repeated("standard.duplicate-key", "key", rates)


def _measures(standard: Standard, place: Locate) -> Iterator[Problem]:
    by_key = {measure.key: measure for measure in standard.measures}
    for m, measure in enumerate(standard.measures):
        at: Location = ("measures", m)
        if measure.kind == "score":
            yield problem("standard.score-declared", place((*at, "kind")), key=measure.key)
        if measure.at_most is None:
            continue
        limit = place((*at, "at_most"))
        other = by_key.get(measure.at_most)
        if other is None:
            yield problem("standard.unknown-measure", limit, key=measure.at_most)
        elif "yes_no" in (measure.kind, other.kind):
            yield problem("standard.limit-not-a-number", limit, key=measure.key, other=other.key)
        elif _limits_itself(measure, by_key):
            yield problem("standard.limit-cycle", limit, key=measure.key)


def _limits_itself(measure: Measure, by_key: dict[str, Measure]) -> bool:
    seen: set[str] = set()
    key = measure.at_most
    while key in by_key and key not in seen:
        if key == measure.key:
            return True
        seen.add(key)
        key = by_key[key].at_most
    return False


def _rates(standard: Standard, place: Locate) -> Iterator[Problem]:
    by_key = {measure.key: measure for measure in standard.measures}
    for r, rate in enumerate(standard.rates):
        at: Location = ("rates", r)
        named = [((*at, "part"), rate.part)]
        named += [((*at, "whole", w), key) for w, key in enumerate(rate.whole)]
        for location, key in named:
            if key not in by_key:
                yield problem("standard.unknown-measure", place(location), key=key)
            elif by_key[key].kind != "count":
                yield _wrong_kind(place(location), by_key[key], ("count",))
        part = by_key.get(rate.part)
        if part and not {part.key, part.at_most} & set(rate.whole):
            yield problem(
                "standard.rate-above-whole",
                place((*at, "part")),
                rate=rate.key,
                part=rate.part,
                whole=", ".join(rate.whole),
            )


def _terms(standard: Standard, place: Locate) -> Iterator[Problem]:
    measures = {measure.key: measure for measure in standard.measures}
    rates = {rate.key for rate in standard.rates}
    for at, reference in _references(standard):
        measure = measures.get(reference.key)
        if not reference.kinds:
            if reference.key not in rates:
                yield problem("standard.unknown-rate", place(at), key=reference.key)
        elif measure is None:
            yield problem("standard.unknown-measure", place(at), key=reference.key)
        elif measure.kind not in reference.kinds:
            yield _wrong_kind(place(at), measure, reference.kinds)
    for at, term in _terms_of(standard):
        condition = term.when if isinstance(term, Credit) else None
        if isinstance(condition, NumberBar) and condition.measure in measures:
            maximum = measures[condition.measure].maximum
            if condition.bar > maximum:
                yield problem(
                    "standard.bar-above-maximum",
                    place((*at, "when", "bar")),
                    bar=number_text(condition.bar),
                    key=condition.measure,
                    maximum=number_text(maximum),
                )


def _unused(standard: Standard, place: Locate) -> Iterator[Problem]:
    named = [reference for _, reference in _references(standard)]
    rate_keys = {reference.key for reference in named if not reference.kinds}
    used = {reference.key for reference in named if reference.kinds}
    for r, rate in enumerate(standard.rates):
        used.update(rate.measures)
        if rate.key not in rate_keys:
            yield problem("standard.unused-rate", place(("rates", r)), key=rate.key)
    for m, measure in enumerate(standard.measures):
        if measure.key not in used:
            yield problem("standard.unused-measure", place(("measures", m)), key=measure.key)


def _reach(standard: Standard, place: Locate) -> Iterator[Problem]:
    for at, indicator in _indicators(standard):
        if sum(isinstance(term, Judged) for term in indicator.terms) > 1:
            yield problem("standard.judged-twice", place((*at, "terms")), id=indicator.id)
        mosts = [term.most() for term in indicator.terms]
        reach = indicator.start + sum((most for most in mosts if most is not None), Decimal(0))
        # Points by case, of which there may be any number, are meant to be cut off at the top.
        open_ended = indicator.starts_from == "zero" and None in mosts
        always_more = indicator.starts_from == "full" and None in mosts
        if reach > indicator.points or always_more:
            code = "standard.points-exceeded"
        elif reach < indicator.points and not open_ended:
            code = "standard.points-out-of-reach"
        else:
            continue
        yield problem(
            code,
            place((*at, "terms")),
            id=indicator.id,
            points=number_text(indicator.points),
            reach=number_text(reach),
        )


def _wrong_kind(place: Place, measure: Measure, kinds: Sequence[str]) -> Problem:
    return problem(
        "standard.wrong-kind", place, key=measure.key, kind=measure.kind, expected="/".join(kinds)
    )


def _indicators(standard: Standard) -> Iterator[tuple[Location, Indicator]]:
    return walk_indicators(standard.groups, standard.direct)


def _terms_of(standard: Standard) -> Iterator[tuple[Location, Term]]:
    for at, indicator in _indicators(standard):
        for t, term in enumerate(indicator.terms):
            yield (*at, "terms", t), term


def _references(standard: Standard) -> Iterator[tuple[Location, Reference]]:
    for at, term in _terms_of(standard):
        for reference in term.references():
            yield (*at, *reference.path), reference
    for at, case in cases_of(standard):
        for reference in case.references():
            yield (*at, *reference.path), reference

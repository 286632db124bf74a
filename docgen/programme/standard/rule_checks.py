"""Whether indicators' rules fit together: keys, bars, caps, what they reach, and exactness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from docgen.problems import Problem, problem
from docgen.programme.standard.conditions import Fault, Reference
from docgen.programme.standard.facts import Case, OfFact
from docgen.programme.standard.formulas import score_formula
from docgen.programme.standard.indicator import Indicator
from docgen.programme.standard.measure_checks import Locate, wrong_kind
from docgen.programme.standard.measures import Measure
from docgen.programme.standard.model import Standard
from docgen.programme.standard.numbers import EXACT, number_text
from docgen.programme.standard.terms import Context, Judged, Rule
from docgen.yaml_input import Location

_LONGEST_FORMULA: Final = 8192
"""Characters of a formula that Excel takes."""


def rule_problems(
    standard: Standard, indicators: Iterable[tuple[Location, Indicator]], place: Locate
) -> Iterator[Problem]:
    """Everything in which the rule of an indicator contradicts itself or its standard.

    What rests on a key or a rule that is wrong is looked at once that one is right.

    Args:
        standard: The standard.
        indicators: Its indicators, each with the path to it.
        place: Gives places in the file.
    """
    measures = {measure.key: measure for measure in standard.measures}
    wrong = {each.key for each in standard.rates if not measures.keys() >= set(each.measures)}
    for at, indicator in indicators:
        for a, key in enumerate(indicator.asks):
            if key not in measures:
                yield problem("standard.unknown-measure", place((*at, "asks", a)), key=key)
        found = [*_references(standard, measures, at, indicator, place)]
        yield from found
        named = (one.key for _, one in references([(at, indicator)]) if not one.kinds)
        if not found and wrong.isdisjoint(named):
            yield from _rules(standard, measures, at, indicator, place)


def formula_problems(
    standard: Standard, indicators: Iterable[tuple[Location, Indicator]], place: Locate
) -> Iterator[Problem]:
    """Formulas that are too long for a cell, of a standard that is right in all else."""
    for at, indicator in indicators:
        length = len(score_formula(standard, indicator))
        if length > _LONGEST_FORMULA:
            facts = {"id": indicator.id, "length": length, "most": _LONGEST_FORMULA}
            yield problem("standard.formula-too-long", place((*at, "terms")), **facts)


def references(
    indicators: Iterable[tuple[Location, Indicator]],
) -> Iterator[tuple[Location, Reference]]:
    """The keys that rules name, each with where it stands."""
    for at, indicator in indicators:
        for t, term in enumerate(indicator.terms):
            for reference in term.references():
                yield (*at, "terms", t, *reference.path), reference


def case_problems(
    standard: Standard, cases: Iterable[tuple[Location, Case]], place: Locate
) -> Iterator[Problem]:
    """Everything in which what gates and exemptions depend on contradicts the standard.

    Args:
        standard: The standard.
        cases: The conditions, each with the path to it.
        place: Gives places in the file.
    """
    measures = {measure.key: measure for measure in standard.measures}
    wrong = {each.key for each in standard.rates if not measures.keys() >= set(each.measures)}
    for at, case in cases:
        named = [((*at, *one.path), one) for one in case.references()]
        found = [*_named(standard, measures, named, place)]
        yield from found
        rates = (one.key for _, one in named if not one.kinds)
        if not found and wrong.isdisjoint(rates) and not isinstance(case, OfFact):
            for fault in case.faults(measures, standard.rates_by_key):
                yield problem(fault.code, place((*at, *fault.path)), **fault.facts)
            if case.largest(measures, standard.rates_by_key) > EXACT:
                yield problem("standard.condition-too-large", place(at))


def _references(
    standard: Standard,
    measures: Mapping[str, Measure],
    at: Location,
    indicator: Indicator,
    place: Locate,
) -> Iterator[Problem]:
    yield from _named(standard, measures, references([(at, indicator)]), place)
    if sum(isinstance(rule, Judged) for rule in indicator.rules) > 1:
        yield problem("standard.judged-twice", place((*at, "terms")), id=indicator.id)


def _named(
    standard: Standard,
    measures: Mapping[str, Measure],
    named: Iterable[tuple[Location, Reference]],
    place: Locate,
) -> Iterator[Problem]:
    rates = {rate.key for rate in standard.rates}
    for location, reference in named:
        measure = measures.get(reference.key)
        if not reference.kinds:
            if reference.key not in rates:
                yield problem("standard.unknown-rate", place(location), key=reference.key)
        elif measure is None:
            yield problem("standard.unknown-measure", place(location), key=reference.key)
        elif measure.kind not in reference.kinds:
            yield wrong_kind(place(location), measure, reference.kinds)


def _rules(
    standard: Standard,
    measures: Mapping[str, Measure],
    at: Location,
    indicator: Indicator,
    place: Locate,
) -> Iterator[Problem]:
    context = standard.context(indicator)
    found = [
        problem(fault.code, place((*at, *fault.path)), **fault.facts)
        for t, term in enumerate(indicator.terms)
        for fault in _faults(term, ("terms", t), context, measures)
    ]
    yield from found
    if not found:
        yield from _reach(standard, at, indicator, place)
        yield from _exactness(standard, measures, at, indicator, place)


def _faults(
    rule: Rule, path: Location, context: Context, measures: Mapping[str, Measure]
) -> Iterator[Fault]:
    """What is wrong with a rule; with those that it is made of first, and only them if any is."""
    within = [
        fault
        for t, each in enumerate(rule.within())
        for fault in _faults(each, (*path, "terms", t), context, measures)
    ]
    own = within or [
        Fault((*path, *fault.path), fault.code, fault.facts)
        for fault in rule.faults(context, measures)
    ]
    yield from own
    if not own:
        for fault in rule.cap_faults(context):
            yield Fault((*path, *fault.path), fault.code, fault.facts)


def _reach(
    standard: Standard, at: Location, indicator: Indicator, place: Locate
) -> Iterator[Problem]:
    context = standard.context(indicator)
    mosts = [term.capped(context).most for term in indicator.terms]
    reach = sum((most for most in mosts if most is not None), Fraction(indicator.start))
    # Points by case, of which there may be any number, are meant to be cut off at the top.
    open_ended = indicator.starts_from == "zero" and None in mosts
    always_more = indicator.starts_from == "full" and None in mosts
    if reach > indicator.points or always_more:
        code = "standard.points-exceeded"
    elif reach < indicator.points and not open_ended:
        code = "standard.points-out-of-reach"
    else:
        return
    facts = {"points": number_text(indicator.points), "reach": number_text(reach)}
    yield problem(code, place((*at, "terms")), id=indicator.id, **facts)


def _exactness(
    standard: Standard,
    measures: Mapping[str, Measure],
    at: Location,
    indicator: Indicator,
    place: Locate,
) -> Iterator[Problem]:
    context = standard.context(indicator)
    largest = [term.largest(context, measures) for term in indicator.terms]
    too_large = [t for t, each in enumerate(largest) if each > EXACT]
    for t in too_large:
        yield problem("standard.numbers-too-large", place((*at, "terms", t)), id=indicator.id)
    if not too_large and sum(largest) > EXACT:
        yield problem("standard.numbers-too-large", place((*at, "terms")), id=indicator.id)

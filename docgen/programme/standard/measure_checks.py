"""Whether measures and rates fit together: options, limits, wholes, and what nobody uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from docgen.problems import Place, Problem, problem
from docgen.programme.standard.conditions import Reference
from docgen.programme.standard.measures import NUMBERS, Measure
from docgen.programme.standard.model import Standard
from docgen.programme.standard.numbers import number_text
from docgen.programme.standard.rates import Rate
from docgen.yaml_input import Location

Locate = Callable[[Location], Place]
"""Gives the place in the file that a path of keys and indices leads to."""

# As Excel takes it: two quotes, and commas between the options.
_LONGEST_LIST: Final = 255


def measure_problems(standard: Standard, place: Locate) -> Iterator[Problem]:
    """Everything in which a measure contradicts itself or another."""
    by_key = {measure.key: measure for measure in standard.measures}
    for m, measure in enumerate(standard.measures):
        at: Location = ("measures", m)
        if measure.kind == "score":
            yield problem("standard.score-declared", place((*at, "kind")), key=measure.key)
        yield from _options(measure, at, place)
        yield from _bounds(measure, at, place)
        if measure.at_most is None:
            continue
        limit = place((*at, "at_most"))
        other = by_key.get(measure.at_most)
        if other is None:
            yield problem("standard.unknown-measure", limit, key=measure.at_most)
        elif not (measure.is_numeric and other.is_numeric):
            yield problem("standard.limit-not-a-number", limit, key=measure.key, other=other.key)
        elif _limits_itself(measure, by_key):
            yield problem("standard.limit-cycle", limit, key=measure.key)


def rate_problems(standard: Standard, place: Locate) -> Iterator[Problem]:
    """Everything in which a rate contradicts its measures."""
    by_key = {measure.key: measure for measure in standard.measures}
    for r, rate in enumerate(standard.rates):
        at: Location = ("rates", r)
        kinds = ("count",) if rate.kind == "share" else NUMBERS
        named = [((*at, "part"), rate.part)]
        named += [((*at, "whole", w), key) for w, key in enumerate(rate.whole)]
        for location, key in named:
            measure = by_key.get(key)
            if measure is None:
                yield problem("standard.unknown-measure", place(location), key=key)
            elif measure.kind not in kinds:
                yield wrong_kind(place(location), measure, kinds)
            elif measure.minimum < 0 and key in rate.whole:
                yield problem("standard.whole-below-zero", place(location), key=key, rate=rate.key)
        yield from _above_whole(rate, by_key.get(rate.part), place((*at, "part")))


def unused_problems(
    standard: Standard, references: Iterable[Reference], asked: Iterable[str], place: Locate
) -> Iterator[Problem]:
    """Measures and rates that nothing needs.

    Args:
        standard: The standard.
        references: What its rules name.
        asked: Keys of measures that are entered although nothing is computed from them.
        place: Gives places in the file.
    """
    named = list(references)
    rate_keys = {reference.key for reference in named if not reference.kinds}
    used = {reference.key for reference in named if reference.kinds}
    for r, rate in enumerate(standard.rates):
        used.update(rate.measures)
        if rate.key not in rate_keys:
            yield problem("standard.unused-rate", place(("rates", r)), key=rate.key)
    known = {*used, *asked}
    for m, measure in enumerate(standard.measures):
        if measure.key not in known:
            yield problem("standard.unused-measure", place(("measures", m)), key=measure.key)
        elif measure.optional and measure.key in used:
            at = place(("measures", m, "optional"))
            yield problem("standard.optional-needed", at, key=measure.key)


def wrong_kind(place: Place, measure: Measure, kinds: Sequence[str]) -> Problem:
    """A measure of a kind that does not fit where it is named."""
    return problem(
        "standard.wrong-kind", place, key=measure.key, kind=measure.kind, expected="/".join(kinds)
    )


def _options(measure: Measure, at: Location, place: Locate) -> Iterator[Problem]:
    if (measure.kind == "choice") != bool(measure.options):
        code = "standard.options-missing" if measure.kind == "choice" else "standard.options-idle"
        yield problem(code, place(at), key=measure.key)
    if len(measure.options) == 1:
        yield problem("standard.options-missing", place((*at, "options")), key=measure.key)
    seen: dict[str, str] = {}
    for o, option in enumerate(measure.options):
        for writing in option.writings:
            if writing in seen:
                facts = {"option": option.key, "other": seen[writing]}
                yield problem("standard.options-alike", place((*at, "options", o)), **facts)
                break
        seen |= dict.fromkeys(option.writings, option.key)
    if len(",".join(option.key for option in measure.options)) + 2 > _LONGEST_LIST:
        yield problem("standard.options-too-long", place((*at, "options")), key=measure.key)


def _bounds(measure: Measure, at: Location, place: Locate) -> Iterator[Problem]:
    if measure.minimum >= measure.maximum:
        facts = {"min": number_text(measure.minimum), "max": number_text(measure.maximum)}
        name = "maximum" if "maximum" in measure.model_fields_set else "minimum"
        yield problem("standard.limits-reversed", place((*at, name)), key=measure.key, **facts)
    if measure.minimum < 0 and measure.kind != "decimal":
        yield problem("standard.minimum-of-count", place((*at, "minimum")), key=measure.key)


def _limits_itself(measure: Measure, by_key: dict[str, Measure]) -> bool:
    seen: set[str] = set()
    key = measure.at_most
    while key in by_key and key not in seen:
        if key == measure.key:
            return True
        seen.add(key)
        key = by_key[key].at_most
    return False


def _above_whole(rate: Rate, part: Measure | None, place: Place) -> Iterator[Problem]:
    if rate.kind == "share" and part and not {part.key, part.at_most} & set(rate.whole):
        facts = {"rate": rate.key, "part": rate.part, "whole": ", ".join(rate.whole)}
        yield problem("standard.rate-above-whole", place, **facts)

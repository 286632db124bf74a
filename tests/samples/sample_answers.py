"""Answers of imagined applicants: at random, and at every boundary that the standard draws."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from docgen.programme.standard import Answers, JudgedScore, Measure, Standard, Value


def typical(standard: Standard) -> dict[str, Value]:
    """An applicant that does everything right."""
    answers: dict[str, Value] = {}
    for entry in standard.limits_first:
        if entry.kind == "yes_no":
            answers[entry.key] = True
        elif entry.kind in OTHERS:
            answers[entry.key] = OTHERS[entry.kind](entry, random.Random(entry.key))
        elif entry.kind == "score":
            answers[entry.key] = entry.maximum
        elif entry.kind == "decimal":
            answers[entry.key] = Decimal("45.5")
        elif entry.at_most is not None:
            answers[entry.key] = answers[entry.at_most]
        else:
            answers[entry.key] = 40
    for key in ("registered_unemployed_end", "unemployed_over_half_year", "certificate_errors"):
        answers[key] = 0
    for key in ("hardship_recognition_errors", "bribery_incidents", "complaints_upheld"):
        answers[key] = 0
    answers["mass_incidents"] = 0
    answers["employed_end"] = 900
    return answers


def at_random(standard: Standard, seed: int) -> dict[str, Value]:
    """Any answers: blanks, zeros, caps, now and then something impossible."""
    rng = random.Random(seed)
    blank = rng.choice((0, 0, 0.03, 0.3))
    impossible = rng.choice((0, 0, 0, 0.05))
    answers: dict[str, Value] = {}
    for entry in standard.limits_first:
        value = _random_value(entry, answers, rng, impossible)
        if rng.random() >= blank:
            answers[entry.key] = value
    return answers


def _chosen(entry: Measure, rng: random.Random) -> str:
    return rng.choice(entry.options).key


def _day(_: Measure, rng: random.Random) -> date:
    return date(2016, 1, 1) + timedelta(days=rng.randint(0, 400))


def _text(_: Measure, rng: random.Random) -> str:
    return rng.choice(("某某街道1号", "无", "甲&乙<丙>", "2016年起"))


OTHERS: Final[Mapping[str, Callable[[Measure, random.Random], Value]]] = {
    "choice": _chosen,
    "date": _day,
    "text": _text,
}
"""What is answered where neither a number nor yes or no is."""


def _judged(entry: Measure, rng: random.Random, wrong: bool) -> Decimal:
    assert isinstance(entry, JudgedScore)
    low, high = rng.choice(entry.ranges)
    top = int(high * 100) + (50 if wrong else 0)
    return Decimal(rng.choice((top, int(low * 100), rng.randint(int(low * 100), top)))) / 100


def near_bars(standard: Standard, seed: int) -> dict[str, Value]:
    """Answers with which rates and numbers lie at bars, at steps from them, or just beside."""
    rng = random.Random(seed)
    answers = {
        entry.key: _random_value(entry, {}, rng, 0)
        for entry in standard.limits_first
        if entry.at_most is None
    }
    for indicator in standard.indicators:
        for rule in indicator.rules:
            at = getattr(rule, "when", rule)
            bars = [bar for bar, _ in getattr(at, "steps", ())] or [getattr(at, "bar", None)]
            bar = rng.choice(bars)
            if bar is None:
                continue
            aim = bar + rng.randint(-3, 3) * Decimal(rng.choice((0, 0, 1))) * getattr(at, "each", 1)
            if getattr(at, "rate", None) is not None:
                _aim_rate(standard, at.rate, aim, answers, rng)
            else:
                entry = standard.measure(at.measure)
                answers[entry.key] = _within(entry, aim + _beside(entry, rng))
    for entry in standard.limits_first:
        if entry.at_most is not None:
            limit = answers[entry.at_most]
            value = answers.get(entry.key, limit)
            answers[entry.key] = max(0, min(value, limit))
    return answers


def _aim_rate(
    standard: Standard, key: str, aim: Decimal, answers: dict[str, Value], rng: random.Random
) -> None:
    rate = standard.rate(key)
    for one in rate.whole:
        count = rng.choice((0, 1, 3, 7, 20, 199, 200, 1000, 9973))
        answers[one] = _within(standard.measure(one), Decimal(count))
    whole = sum(Decimal(answers[one]) for one in rate.whole)
    part = whole * aim / 100 + (whole if rate.kind == "growth" else 0)
    entry = standard.measure(rate.part)
    answers[rate.part] = _within(entry, part + _beside(entry, rng))


def _beside(entry: Measure, rng: random.Random) -> Decimal:
    unit = Decimal("0.01") if entry.kind == "decimal" else Decimal(1)
    return rng.choice((-1, 0, 0, 1)) * unit


def _within(entry: Measure, value: Decimal) -> int | Decimal:
    value = max(entry.minimum, min(entry.maximum, value))
    return round(value, 2) if entry.kind == "decimal" else int(value)


def _random_value(entry: Measure, answers: Answers, rng: random.Random, impossible: float) -> Value:
    wrong = rng.random() < impossible
    if entry.kind == "yes_no":
        return rng.random() < 0.8
    if entry.kind in OTHERS:
        return OTHERS[entry.kind](entry, rng)
    if entry.kind == "score":
        return _judged(entry, rng, wrong)
    if entry.kind == "decimal":
        low = int(100 * entry.minimum)
        return Decimal(rng.choice((low, 0, 2999, 3000, 3001, rng.randint(low, 20000)))) / 100
    limit = answers.get(entry.at_most or "")
    if isinstance(limit, int):
        high = limit + 3 if wrong else limit
        low = max(0, limit - rng.choice((0, 1, 3, limit // 10, limit)))
        return rng.randint(min(low, high), high)
    return rng.choice((0, 1, 2, 3, rng.randint(0, 20), rng.randint(0, 400), rng.randint(0, 9000)))


def at_boundaries(standard: Standard) -> Iterator[dict[str, Value]]:
    """One applicant for each side of each bar, for several sizes of the whole, and for nobody."""
    base = typical(standard)
    for indicator in standard.indicators:
        for term in indicator.terms:
            rule = getattr(term, "when", term)
            bar = getattr(rule, "bar", None)
            rate = getattr(rule, "rate", None)
            if rate is not None and bar is not None:
                for part, others in _around(standard, rate, bar):
                    yield base | others | {standard.rate(rate).part: part}
            elif bar is not None:
                for off in (Decimal("-0.01"), 0, Decimal("0.01")):
                    value = Decimal(bar) + off
                    count = standard.measure(rule.measure).kind == "count"
                    yield base | {rule.measure: int(value) if count else value}
            elif hasattr(rule, "target"):
                for done in (39, 40, 41):
                    yield base | {rule.target: 40, rule.done: done}
            elif hasattr(rule, "measure"):
                for cases in range(7):
                    if standard.measure(rule.measure).kind == "count":
                        yield base | {rule.measure: cases}
    for entry in standard.entries:
        yield {key: value for key, value in base.items() if key != entry.key}


def _around(standard: Standard, key: str, bar: Decimal) -> Iterator[tuple[int, dict[str, Value]]]:
    """Parts just below, at and above a bar and each whole point below it, with their wholes."""
    rate = standard.rate(key)
    other = [measure for measure in rate.whole if measure != rate.part]
    for whole in (1, 3, 7, 19, 20, 40, 100, 199, 200, 1000, 9973):
        for points in range(8):
            at = int((Decimal(bar) - points) * whole / 100)
            for part in {at - 1, at, at + 1}:
                if 0 <= part <= whole:
                    rest = whole - part if rate.part in rate.whole else whole
                    yield part, {measure: rest for measure in other}
    yield 0, {measure: 0 for measure in other}

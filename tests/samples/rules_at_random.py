"""Rules of every kind at random, alone and in pairs, with the measures and rates that they need."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

POINTS = ("0.5", "1", "1.5", "2", "3", "4.5", "0.33", "1.25")
STEPS = ("whole_points", "proportional", "started_points")
OPTIONS = ("A", "B", "C", "D")
# Bars for each kind of rate, in per cent.
_BARS = {
    "share": ("4.5", "50", "90", "95", "99.5"),
    "ratio": ("33.33", "95", "100", "150"),
    "growth": ("-5", "0", "12.5", "100"),
}


class Measures:
    """Measures and rates, made as rules ask for them."""

    def __init__(self) -> None:
        self.measures: list[dict[str, Any]] = []
        self.rates: list[dict[str, Any]] = []

    def measure(self, kind: str, **more: Any) -> str:
        number = len(self.measures) + 1
        unit = "人" if kind in ("count", "decimal") else ""
        entry = {"key": f"m{number}", "kind": kind, "unit": unit, "label": f"第{number}个填报项"}
        if kind == "choice":
            entry["options"] = list(OPTIONS)
        self.measures.append(entry | more)
        return f"m{number}"

    def rate(self, kind: str, over_nobody: str, rng: random.Random) -> str:
        what = "count" if kind == "share" else rng.choice(("count", "decimal"))
        limit = {} if kind == "share" else {"maximum": 9999}
        whole = [self.measure(what, **limit) for _ in range(rng.choice((1, 1, 2)))]
        if kind == "share":
            part = self.measure("count", at_most=whole[0])
        else:
            lowest = {"minimum": -200} if what == "decimal" and rng.random() < 0.3 else {}
            part = self.measure(what, **limit, **lowest)
        key = f"r{len(self.rates) + 1}"
        named = {"key": key, "label": f"第{key}个比率", "part": part, "whole": whole}
        self.rates.append(named | {"kind": kind, "over_nobody": over_nobody})
        return key


@dataclass
class Made:
    """A rule.

    Attributes:
        term: The rule as a file says it.
        most: The most points that it gives; None if there is no end to them.
    """

    term: dict[str, Any]
    most: Decimal | None


Maker = Callable[[random.Random, Measures], Made]


def _condition(rng: random.Random, known: Measures) -> dict[str, Any]:
    relation = rng.choice(("at_least", "at_most"))
    nobody = rng.choice(("met", "not_met"))
    match rng.choice(("yes", "chosen", "count", "decimal", "rate", "rate", "reached", "half")):
        case "yes":
            return {"kind": "answered_yes", "measure": known.measure("yes_no")}
        case "chosen":
            options = list(rng.sample(OPTIONS, rng.randint(1, 2)))
            return {"kind": "chosen", "measure": known.measure("choice"), "options": options}
        case "count" | "decimal" as kind:
            bar = "3" if kind == "count" else rng.choice(("3", "29.99"))
            measure = known.measure(kind)
            return {"kind": "number", "measure": measure, "relation": relation, "bar": bar}
        case "rate":
            kind = rng.choice(tuple(_BARS))
            rate, bar = known.rate(kind, nobody, rng), rng.choice(_BARS[kind])
            return {"kind": "percentage", "rate": rate, "relation": relation, "bar": bar}
        case "reached":
            done, target = known.measure("count"), known.measure("count")
            return {"kind": "reached", "done": done, "target": target}
    done, target = known.measure("decimal"), known.measure("decimal")
    share = rng.choice(("50", "33.33"))
    return {"kind": "reached", "done": done, "target": target, "share": share}


def _gauge(rng: random.Random, known: Measures) -> tuple[dict[str, Any], tuple[str, ...], str]:
    """A rate or a number, bars for it, and its kind."""
    kind = rng.choice(("share", "ratio", "growth", "count", "decimal"))
    if kind in _BARS:
        rate = known.rate(kind, rng.choice(("met", "not_met")), rng)
        return {"rate": rate}, _BARS[kind], kind
    lowest = {"minimum": "-20.5"} if kind == "decimal" and rng.random() < 0.5 else {}
    measure = known.measure(kind, maximum=9999, **lowest)
    return {"measure": measure}, ("0.5", "3", "40", "99.99"), kind


def _steps(rng: random.Random) -> dict[str, Any]:
    step = {"step": rng.choice(STEPS)} if rng.random() < 0.7 else {}
    return {"each": rng.choice(("1", "5", "10", "2.5", "0.5")), **step}


def credit(rng: random.Random, known: Measures) -> Made:
    points = Decimal(rng.choice(POINTS))
    otherwise = {"otherwise": -points} if rng.random() < 0.3 else {}
    when = _condition(rng, known)
    return Made({"kind": "credit", "points": points, "when": when, **otherwise}, points)


def cases(rng: random.Random, known: Measures) -> Made:
    each = Decimal(rng.choice(POINTS))
    term = {"kind": "per_case", "measure": known.measure("count"), "points": each}
    if rng.random() < 0.5:
        return Made(term | {"max": each * 3}, each * 3)
    return Made(term, None)


def surplus(rng: random.Random, known: Measures) -> Made:
    gauge, bars, kind = _gauge(rng, known)
    points = Decimal(rng.choice(POINTS))
    term = {"kind": "surplus", **gauge, "bar": rng.choice(bars), "points": points, **_steps(rng)}
    if kind == "share":
        term |= {"bar": rng.choice(("50", "90")), "each": rng.choice(("1", "5", "2.5"))}
        most = (100 - Decimal(term["bar"])) / Decimal(term["each"]) * points
        return Made(term | {"max": points}, points) if rng.random() < 0.5 else Made(term, most)
    return Made(term | {"max": points * 2}, points * 2) if rng.random() < 0.6 else Made(term, None)


def bands(rng: random.Random, known: Measures) -> Made:
    gauge, bars, _ = _gauge(rng, known)
    relation = rng.choice(("at_least", "at_most"))
    chosen = rng.sample(bars, rng.randint(2, len(bars)))
    chosen.sort(key=Decimal, reverse=relation == "at_least")
    worth = sorted(rng.sample(range(1, 500), len(chosen)), reverse=True)
    steps = [[bar, Decimal(each) / 100] for bar, each in zip(chosen, worth, strict=True)]
    between = rng.choice(("nothing", "linear"))
    term = {"kind": "bands", **gauge, "relation": relation, "steps": steps, "between": between}
    if rng.random() < 0.3:
        term["otherwise"] = "-0.75"
    return Made(term, steps[0][1])


def choice(rng: random.Random, known: Measures) -> Made:
    worth = [Decimal(each) / 100 for each in sorted(rng.sample(range(1, 300), 3), reverse=True)]
    worth.append(Decimal(0))
    points = dict(zip(OPTIONS, worth, strict=True))
    return Made({"kind": "choice", "measure": known.measure("choice"), "points": points}, worth[0])


def best_of(rng: random.Random, known: Measures) -> Made:
    made = [rng.choice((credit, cases, bands, choice))(rng, known) for _ in range(2)]
    mosts = [each.most for each in made]
    top = [each for each in mosts if each is not None]
    most = max(top) if len(top) == len(mosts) else None
    return Made({"kind": "best_of", "terms": [each.term for each in made]}, most)


def judged(rng: random.Random, known: Measures) -> Made:
    most = Decimal(rng.choice(POINTS)) + 1
    form = rng.choice(({"max": most}, {"min": 1, "max": most}, {"ranges": [[0, 0], [1, most]]}))
    return Made({"kind": "judged", **form}, most)


def lost_cases(rng: random.Random, known: Measures) -> Made:
    each = -Decimal(rng.choice(POINTS))
    cap = {"min": each * 2} if rng.random() < 0.5 else {}
    measure = known.measure("count")
    return Made({"kind": "per_case", "measure": measure, "points": each, **cap}, Decimal(0))


def shortfall(rng: random.Random, known: Measures) -> Made:
    gauge, bars, _ = _gauge(rng, known)
    points = Decimal(rng.choice(POINTS))
    term = {"kind": "shortfall", **gauge, "bar": rng.choice(bars), "points": points}
    cap = {"min": -points * 2} if rng.random() < 0.5 else {}
    return Made(term | _steps(rng) | cap, Decimal(0))


def deducted(rng: random.Random, known: Measures) -> Made:
    form = rng.choice(({"max": 3}, {"ranges": [["0", "0"], ["0.5", "1.5"], ["2", "3"]]}))
    return Made({"kind": "judged", "deducts": True, **form}, Decimal(0))


def missed(rng: random.Random, known: Measures) -> Made:
    otherwise = -Decimal(rng.choice(POINTS))
    when = _condition(rng, known)
    return Made({"kind": "credit", "points": 0, "when": when, "otherwise": otherwise}, Decimal(0))


EARNING: tuple[Maker, ...] = (credit, cases, surplus, bands, choice, best_of, judged)
LOSING: tuple[Maker, ...] = (lost_cases, shortfall, deducted, missed)
EVERY = (*EARNING, *LOSING)


def pairs() -> list[tuple[Maker, ...]]:
    """Every maker alone, and every pair but two in which a person judges."""
    both = [
        (one, other)
        for at, one in enumerate(EVERY)
        for other in EVERY[at:]
        if not {one, other} <= {judged, deducted}
    ]
    return [*((one,) for one in EVERY), *both]


def rule(rng: random.Random, known: Measures, makers: tuple[Maker, ...]) -> dict[str, Any]:
    """Points, start and terms of an indicator whose rule the makers make."""
    if rng.random() < 0.1:
        return _by_percent(rng, known)
    made = [maker(rng, known) for maker in makers]
    terms = [each.term for each in made]
    if all(each.most == 0 for each in made):
        return {"points": Decimal(rng.choice(POINTS)), "starts_from": "full", "terms": terms}
    reach = sum((each.most for each in made if each.most is not None), Decimal(0))
    points = reach + (2 if None in [each.most for each in made] else 0)
    return {"points": points, "starts_from": "zero", "terms": terms}


def _by_percent(rng: random.Random, known: Measures) -> dict[str, Any]:
    """The options of a choice in per cent of the points, which makes more than two decimals."""
    points = Decimal(rng.choice(POINTS))
    percent = dict(zip(OPTIONS, ("100", "66", "33.33", "0"), strict=True))
    term = {"kind": "choice", "measure": known.measure("choice"), "percent": percent}
    lost = [lost_cases(rng, known).term] if rng.random() < 0.5 else []
    return {"points": points, "starts_from": "zero", "terms": [term, *lost]}

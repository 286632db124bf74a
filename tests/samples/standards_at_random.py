"""Standards of any shape: categories, items and indicators in any number, every kind of term."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from docgen.assets import builtin_standards
from docgen.problems import Place
from docgen.programme.standard import Standard, load_standard
from docgen.programme.standard.consistency import inconsistencies

_POINTS = ("0.5", "1", "1.5", "2", "3", "4.5")
_RULES = (
    *("yes", "count", "decimal", "rate", "reached"),
    *("cases", "earned", "short", "judged", "both"),
)
_STEPS = ("whole_points", "proportional", "started_points")


class _Measures:
    """Measures and rates, made as rules ask for them."""

    def __init__(self) -> None:
        self.measures: list[dict[str, Any]] = []
        self.rates: list[dict[str, Any]] = []

    def measure(self, kind: str, **more: Any) -> str:
        number = len(self.measures) + 1
        unit = "" if kind == "yes_no" else "人"
        entry = {"key": f"m{number}", "kind": kind, "unit": unit, "label": f"第{number}个填报项"}
        self.measures.append(entry | more)
        return f"m{number}"

    def rate(self, over_nobody: str) -> str:
        whole = self.measure("count")
        part = self.measure("count", at_most=whole)
        key = f"r{len(self.rates) + 1}"
        named = {"key": key, "label": f"第{key}个比率", "part": part, "whole": [whole]}
        self.rates.append(named | {"over_nobody": over_nobody})
        return key


def at_random(seed: int) -> Standard:
    """A standard that fits together, printed as the built-in one."""
    rng = random.Random(seed)
    built_in = load_standard(builtin_standards()["hunan-2017"])
    known = _Measures()
    categories = []
    for c in range(1, rng.randint(1, 4) + 1):
        items = [_item(rng, known, f"{c}.{i}") for i in range(1, rng.randint(1, 3) + 1)]
        title = items[0]["title"] if len(items) == 1 and rng.random() < 0.5 else f"第{c}类"
        categories.append(_summed({"id": str(c), "title": title, "items": items}, items))
    whole = _summed({}, categories)
    standard = Standard.model_validate(
        built_in.model_dump()
        | whole
        | {"id": "any", "categories": categories, "pass_mark": whole["points"]}
        | {"measures": known.measures, "rates": known.rates}
        | {"options": {"shortfall_step": rng.choice(_STEPS)}}
    )
    assert not list(inconsistencies(standard, lambda _: Place()))
    return standard


def _summed(parent: dict[str, Any], children: list[dict[str, Any]]) -> dict[str, Any]:
    return parent | {"points": sum((Decimal(one["points"]) for one in children), Decimal(0))}


def _item(rng: random.Random, known: _Measures, id_: str) -> dict[str, Any]:
    count = rng.randint(1, 4)
    indicators = [_indicator(rng, known, f"{id_}.{n}") for n in range(1, count + 1)]
    return _summed({"id": id_, "title": f"第{id_}项", "indicators": indicators}, indicators)


def _indicator(rng: random.Random, known: _Measures, id_: str) -> dict[str, Any]:
    points, rule = Decimal(rng.choice(_POINTS)), rng.choice(_RULES)
    starts, terms = _terms(rng, known, rule, points)
    return {
        "id": id_,
        "title": f"第{id_}个指标。",
        "points": points,
        "criterion": f"按第{id_}条评分。",
        "starts_from": starts,
        "terms": terms,
    }


def _terms(
    rng: random.Random, known: _Measures, rule: str, points: Decimal
) -> tuple[str, list[dict[str, Any]]]:
    nobody = rng.choice(("met", "not_met"))
    lost = -Decimal(rng.choice(_POINTS))
    relation = rng.choice(("at_least", "at_most"))

    def credit(when: dict[str, Any], worth: Decimal = points) -> dict[str, Any]:
        return {"kind": "credit", "points": worth, "when": when}

    def yes() -> dict[str, Any]:
        return {"kind": "answered_yes", "measure": known.measure("yes_no")}

    match rule:
        case "yes":
            return "zero", [credit(yes())]
        case "count" | "decimal":
            bar = {"kind": "number", "measure": known.measure(rule), "relation": relation, "bar": 3}
            return "zero", [credit(bar)]
        case "rate":
            rate = known.rate(nobody)
            return "zero", [
                credit({"kind": "percentage", "rate": rate, "relation": relation, "bar": "4.5"})
            ]
        case "reached":
            target, done = known.measure("count"), known.measure("count")
            return "zero", [credit({"kind": "reached", "done": done, "target": target})]
        case "cases":
            return "full", [{"kind": "per_case", "measure": known.measure("count"), "points": lost}]
        case "earned":
            return "zero", [
                {"kind": "per_case", "measure": known.measure("count"), "points": -lost}
            ]
        case "short":
            rate = known.rate(nobody)
            return "full", [{"kind": "shortfall", "rate": rate, "bar": 95, "points": -lost}]
        case "judged":
            return "zero", [{"kind": "judged", "max": points}]
    half = points / 2
    return "zero", [credit(yes(), half), credit(yes(), half)]

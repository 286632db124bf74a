"""Standards of any shape: groups of any depth, weights, bonus, kinds, gates, every kind of term."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from typing import Any

from docgen.assets import builtin_standards
from docgen.problems import Place
from docgen.programme.standard import Standard, load_standard
from docgen.programme.standard.consistency import inconsistencies
from samples.rules_at_random import OPTIONS, STEPS, Measures, pairs, rule

_KINDS = ("town", "village")
_WEIGHTS = ("0.6", "0.4", "1.5", "2", "0.25", "0.28")
_RARE = 0.12
_FACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "fact_yes": ("yes_no", {}),
    "fact_given": ("text", {}),
    "fact_is": ("text", {"one_of": ["省级", "市级"]}),
    "fact_number": ("number", {"relation": "at_least", "bar": 3}),
    "fact_date": ("date", {"relation": "not_before", "day": date(2016, 1, 1)}),
}
_PAIRS = pairs()


def at_random(seed: int) -> Standard:
    """A standard that fits together, printed as the built-in one; of one kind of applicant."""
    rng = random.Random(seed)
    whole = whole_at_random(seed)
    return whole.of_kind(rng.choice(whole.variants).key if whole.variants else "")


def whole_at_random(seed: int) -> Standard:
    """The same of all its kinds of applicant."""
    rng = random.Random(seed)
    built_in = load_standard(builtin_standards()["hunan-2017"])
    while True:
        data = _shape(rng)
        if not all(_is_written(one["points"]) for one in (data, *data["variants"])):
            continue  # weights that make the total finer than a standard can write it
        columns = built_in.score_sheet.columns.model_copy(
            update={"groups": tuple(f"第{n}列" for n in range(1, min(3, data.pop("depth")) + 1))}
        )
        sheet = built_in.score_sheet.model_copy(update={"columns": columns})
        kept = built_in.model_dump(by_alias=True, exclude={"groups", "direct", "pass_mark"})
        standard = Standard.model_validate(kept | data | {"score_sheet": sheet.model_dump()})
        found = list(inconsistencies(standard, lambda _: Place()))
        if {one.code for one in found} == {"standard.too-fine"}:
            continue  # points in per cent, each by a weight: finer than a sheet can add up
        assert not found, [one.text("en") for one in found]
        return standard


def facts_at_random(standard: Standard, seed: int) -> dict[str, Any]:
    """What the roster tells of an imagined applicant."""
    rng = random.Random(seed)
    values: dict[str, tuple[Any, ...]] = {
        "yes_no": (True, False),
        "number": (0, 3, Decimal("2.99"), Decimal("3.01"), 400),
        "date": (date(2015, 12, 31), date(2016, 1, 1), date(2016, 1, 2)),
        "text": ("省级", "市级", "县级"),
    }
    return {
        fact.key: rng.choice(values[fact.kind]) for fact in standard.facts if rng.random() < 0.8
    }


class _Cases:
    """Conditions of gates and exemptions, over answers and facts that are made for them."""

    def __init__(self, rng: random.Random, known: Measures) -> None:
        self.facts: list[dict[str, Any]] = []
        self._rng = rng
        self._known = known

    def case(self) -> dict[str, Any]:
        rng = self._rng
        kind = rng.choice(("answered_yes", *_FACTS))
        if kind == "answered_yes":
            return {"kind": kind, "measure": self._known.measure("yes_no")}
        key = f"f{len(self.facts) + 1}"
        of_kind, more = _FACTS[kind]
        self.facts.append({"key": key, "kind": of_kind, "label": f"第{key}项登记信息"})
        return {"kind": kind, "fact": key, **more}

    def exempt(self) -> dict[str, Any]:
        if self._rng.random() > _RARE:
            return {}
        gives = self._rng.choice(("full", "left_out"))
        return {"exempt": {"when": self.case(), "gives": gives}}


def _shape(rng: random.Random) -> dict[str, Any]:
    known = Measures()
    cases = _Cases(rng, known)
    depth = rng.choice((0, 1, 1, 2, 2, 2, 3, 3, 4))
    variants = [{"key": key} for key in _KINDS] if rng.random() < 0.3 else []
    for one in variants:
        one["label"] = f"{one['key']}类"
    kinds = [one["key"] for one in variants]
    data: dict[str, Any] = {"id": "any", "variants": variants}
    if depth == 0:
        count = rng.randint(1, 9)
        data["indicators"] = [_indicator(rng, known, str(n)) for n in range(1, count + 1)]
        for one in data["indicators"]:
            one |= cases.exempt() | {"gate": rng.random() < _RARE}
    else:
        count = rng.randint(1, 9 if depth < 3 else 4)
        data["groups"] = [
            _group(rng, known, cases, kinds, str(n), depth) for n in range(1, count + 1)
        ]
    tops = data.get("groups", [])
    if tops and all(one.get("bonus") for one in tops):
        tops[0].pop("bonus")
    if tops and all(one.get("only") for one in tops):
        tops[0].pop("only")
    data["depth"] = max(map(_depth, tops), default=0)
    for one in variants:
        one["points"] = _base(data, one["key"])
    data["points"] = max((one["points"] for one in variants), default=_base(data, ""))
    gates = [
        {"title": f"第{n}条", rng.choice(("when", "unless")): cases.case(), "reason": f"原因{n}"}
        for n in range(rng.choice((0, 0, 1, 2)))
    ]
    totals = [data["points"], data["points"] / 2, data["points"] / 4][: rng.choice((1, 1, 2, 3))]
    grades = [
        {"title": f"{n}级", "total": max(Decimal("0.01"), round(total, 2))}
        for n, total in enumerate(totals, 1)
    ]
    also = [one["id"] for one in tops if not kinds and _base(one, "") >= Decimal("0.5")]
    if also:
        grades[0]["also"] = {rng.choice(also): Decimal("0.5")}
    return data | {
        "gates": gates,
        "grades": grades,
        "facts": cases.facts,
        "measures": known.measures,
        "rates": known.rates,
        "options": {"shortfall_step": rng.choice(STEPS)},
        "rounding": rng.choice(("0.01", "0.01", "0.1", "0.5", "1")),
    }


def _group(
    rng: random.Random, known: Measures, cases: _Cases, kinds: list[str], id_: str, depth: int
) -> dict[str, Any]:
    group: dict[str, Any] = {"id": id_, "title": f"第{id_}组", **cases.exempt()}
    if depth > 1 and rng.random() < 0.8:
        count = rng.randint(1, 3 if depth < 3 else 2)
        group["groups"] = [
            _group(rng, known, cases, kinds, f"{id_}.{n}", depth - 1) for n in range(1, count + 1)
        ]
        if all(one.get("only") for one in group["groups"]):
            group["groups"][0].pop("only")
    else:
        count = rng.randint(1, 3)
        group["indicators"] = [
            _indicator(rng, known, f"{id_}.{n}") | {"gate": rng.random() < _RARE}
            for n in range(1, count + 1)
        ]
    if rng.random() < 0.15:
        group["bonus"] = True
    if rng.random() < 0.3:
        group["weight"] = Decimal(rng.choice(_WEIGHTS))
    elif kinds and rng.random() < 0.3:
        group["weight"] = {kinds[0]: Decimal(rng.choice(_WEIGHTS))}
    if kinds and rng.random() < 0.2:
        group["only"] = [rng.choice(kinds)]
    worths = {_base(group, kind) for kind in kinds or [""]}
    if len(worths) == 1 and _is_written(worth := worths.pop()) and rng.random() < 0.8:
        group["points"] = worth
    return group


def _base(part: dict[str, Any], kind: str) -> Decimal:
    """The points of a part for one kind of applicant, without the bonus in it."""
    total = sum((one["points"] for one in part.get("indicators", [])), Decimal(0))
    for group in part.get("groups", []):
        if not group.get("bonus") and kind in group.get("only", [kind]):
            weight = group.get("weight", Decimal(1))
            by_kind = weight if isinstance(weight, dict) else {kind: weight}
            total += _base(group, kind) * by_kind.get(kind, Decimal(1))
    return total


def _depth(group: dict[str, Any]) -> int:
    return 1 + max(map(_depth, group.get("groups", [])), default=0)


def _is_written(points: Decimal) -> bool:
    """Whether a standard can state so many points."""
    return points > 0 and points == round(points, 2)


def _indicator(rng: random.Random, known: Measures, id_: str) -> dict[str, Any]:
    return {
        "id": id_,
        "title": f"第{id_}个指标。",
        "criterion": f"按第{id_}条评分。",
        "asks": _asked(rng, known),
        **rule(rng, known, rng.choice(_PAIRS)),
    }


def _asked(rng: random.Random, known: Measures) -> list[str]:
    """Something that is entered and earns nothing, now and then."""
    if rng.random() < 0.7:
        return []
    kind = rng.choice(("date", "text", "count", "choice"))
    more = {"options": [{"key": each, "label": f"等级{each}"} for each in OPTIONS]}
    given = more if kind == "choice" else {}
    return [known.measure(kind, optional=rng.random() < 0.5, **given)]

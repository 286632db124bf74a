"""Standards of any shape: categories, items and indicators in any number, every kind of term."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from docgen.assets import builtin_standards
from docgen.problems import Place
from docgen.programme.standard import Standard, load_standard
from docgen.programme.standard.consistency import inconsistencies
from samples.rules_at_random import OPTIONS, STEPS, Maker, Measures, pairs, rule

_PAIRS = pairs()


def at_random(seed: int) -> Standard:
    """A standard that fits together, printed as the built-in one."""
    rng = random.Random(seed)
    built_in = load_standard(builtin_standards()["hunan-2017"])
    known = Measures()
    makers = _makers(seed, rng)
    categories = []
    for c in range(1, rng.randint(1, 4) + 1):
        items = [_item(rng, known, makers, f"{c}.{i}") for i in range(1, rng.randint(1, 3) + 1)]
        title = items[0]["title"] if len(items) == 1 and rng.random() < 0.5 else f"第{c}类"
        categories.append(_summed({"id": str(c), "title": title, "items": items}, items))
    whole = _summed({}, categories)
    standard = Standard.model_validate(
        built_in.model_dump()
        | whole
        | {"id": "any", "categories": categories, "pass_mark": whole["points"]}
        | {"measures": known.measures, "rates": known.rates}
        | {"options": {"shortfall_step": rng.choice(STEPS)}}
    )
    assert [each.text("en") for each in inconsistencies(standard, lambda _: Place())] == []
    return standard


def _summed(parent: dict[str, Any], children: list[dict[str, Any]]) -> dict[str, Any]:
    return parent | {"points": sum((Decimal(one["points"]) for one in children), Decimal(0))}


def _item(
    rng: random.Random, known: Measures, makers: Iterator[tuple[Maker, ...]], id_: str
) -> dict[str, Any]:
    count = rng.randint(1, 4)
    indicators = [_indicator(rng, known, makers, f"{id_}.{n}") for n in range(1, count + 1)]
    return _summed({"id": id_, "title": f"第{id_}项", "indicators": indicators}, indicators)


def _indicator(
    rng: random.Random, known: Measures, makers: Iterator[tuple[Maker, ...]], id_: str
) -> dict[str, Any]:
    return {
        "id": id_,
        "title": f"第{id_}个指标。",
        "criterion": f"按第{id_}条评分。",
        "asks": _asked(rng, known),
        **rule(rng, known, next(makers)),
    }


def _asked(rng: random.Random, known: Measures) -> list[str]:
    """Something that is entered and earns nothing, now and then."""
    if rng.random() < 0.7:
        return []
    kind = rng.choice(("date", "text", "count", "choice"))
    more = {"options": [{"key": each, "label": f"等级{each}"} for each in OPTIONS]}
    given = more if kind == "choice" else {}
    return [known.measure(kind, optional=rng.random() < 0.5, **given)]


def _makers(seed: int, rng: random.Random) -> Iterator[tuple[Maker, ...]]:
    """What makes the rules: seeds in a row come by every kind of rule and every pair of them."""
    yield _PAIRS[seed % len(_PAIRS)]
    while True:
        yield rng.choice(_PAIRS)

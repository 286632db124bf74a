"""Standards of one indicator, as a file says them: for the cases of a rule, and its faults."""

from __future__ import annotations

import re
from pathlib import Path

from docgen.assets import builtin_standards
from docgen.programme.standard import Standard, load_standard

MEASURES = {
    "cases": "{key: cases, kind: count, unit: 例, label: 例数}",
    "area": "{key: area, kind: decimal, unit: 平方米, label: 面积}",
    "cold": "{key: cold, kind: decimal, unit: 度, minimum: -50, maximum: 50, label: 温度}",
    "open": "{key: open, kind: yes_no, label: 开放}",
    "grade": "{key: grade, kind: choice, options: [A, B, {key: C, label: 合格}, D], label: 等级}",
    "target": "{key: target, kind: count, unit: 人, label: 目标}",
    "done": "{key: done, kind: decimal, unit: 人, label: 完成}",
    "people": "{key: people, kind: count, unit: 人, label: 总数}",
    "employed": "{key: employed, kind: count, unit: 人, at_most: people, label: 其中}",
    "now": "{key: now, kind: decimal, unit: 万元, label: 本年}",
    "before": "{key: before, kind: decimal, unit: 万元, label: 上年}",
    "since": "{key: since, kind: date, label: 日期}",
    "remark": "{key: remark, kind: text, optional: true, label: 说明}",
}
RATES = {
    "covered": "{key: covered, label: 占比, part: employed, whole: [people]}",
    "covered_not": (
        "{key: covered_not, label: 占比, part: employed, whole: [people], over_nobody: not_met}"
    ),
    "output": "{key: output, kind: ratio, label: 比值, part: now, whole: [before]}",
    "output_not": (
        "{key: output_not, kind: ratio, label: 比值, part: now, whole: [before], "
        "over_nobody: not_met}"
    ),
    "grown": "{key: grown, kind: growth, label: 增幅, part: now, whole: [before]}",
}


def text_of(
    *terms: str,
    points: str = "10",
    start: str = "zero",
    asks: str = "",
    gate: str = "",
    **changed: str,
) -> str:
    """The file of a standard with one indicator.

    Args:
        terms: Its rules.
        points: Its points.
        start: Whether they are earned from zero or lost from full marks.
        gate: A condition that bars.
        asks: Keys of what is asked and earns nothing.
        changed: Measures and rates by key that are said otherwise than here; those that the rules
            name are there anyway.
    """
    said = {key: changed.get(key, text) for key, text in (MEASURES | RATES | changed).items()}
    wanted, seen = " ".join((*terms, asks, gate)), set[str]()
    while wanted:
        named = {key for key in said if re.search(rf"\b{key}\b", wanted)} - seen
        seen |= named
        wanted = " ".join(said[key].split("label", 1)[-1] for key in sorted(named))
        wanted += " ".join(said[key] for key in sorted(named) if "at_most" in said[key])
    measures = [said[key] for key in said if key in seen and "part:" not in said[key]]
    rates = [said[key] for key in said if key in seen and "part:" in said[key]]
    built_in = builtin_standards()["hunan-2017"].read_text(encoding="utf-8")
    head, rest = built_in.split("\nmeasures:\n", 1)
    tail = rest[rest.index("\nnotes:") :].replace("groups: [类别, 项目]", "groups: []")
    for name in ("points", "pass_mark"):
        head = re.sub(rf"(?m)^{name}: .*$", f"{name}: {points}", head)
    lines = ["measures:", *(f"  - {one}" for one in measures)] if measures else ["measures: []"]
    lines += ["rates:", *(f"  - {one}" for one in rates)] if rates else []
    lines += ["gates:", f"  - {{title: 条件, when: {gate}, reason: 不符合}}"] if gate else []
    lines += ["indicators:", '  - id: "1"', "    title: 指标。"]
    lines += [f"    points: {points}", "    criterion: 评分标准。", f"    starts_from: {start}"]
    lines += [f"    asks: [{asks}]"] if asks else []
    lines += ["    terms:", *(f"      - {term}" for term in terms)]
    return "\n".join([head, *lines]) + tail


def standard_of(folder: Path, *terms: str, **more: str) -> Standard:
    """A standard with one indicator, loaded.

    Raises:
        ProblemError: It contradicts itself.
    """
    path = folder / "standard.yaml"
    path.write_text(text_of(*terms, **more), encoding="utf-8")
    return load_standard(path, "standard.yaml")

"""Requirement: a rule or measure that contradicts itself is told at its line, in two languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples.one_rule import standard_of

from docgen.problems import Problem, ProblemError

CASES = "{kind: per_case, measure: cases, points: 1}"
CHOICE = "{kind: choice, measure: grade, points: {A: 10, B: 6, C: 2, D: 0}}"
BANDS = "{kind: bands, rate: covered, steps: [[95, 10], [90, 6]]}"


def found(folder: Path, *terms: str, **more: str) -> list[tuple[str, str]]:
    """The codes of all problems, each with what stands in the file where it points."""
    with pytest.raises(ProblemError) as caught:
        standard_of(folder, *terms, **more)
    for each in caught.value.problems:
        assert each.text("zh") != each.text("en")
    return [(each.code, _there(folder, each)) for each in caught.value.problems]


def _there(folder: Path, problem: Problem) -> str:
    lines = (folder / "standard.yaml").read_text(encoding="utf-8").splitlines()
    assert problem.place.line is not None
    return lines[problem.place.line - 1][(problem.place.column or 1) - 1 :]


RULES = [
    # No rate, no measure, or both of them.
    ("{kind: surplus, bar: 3, points: 1}", "standard.rate-or-measure", "{kind: surplus"),
    (
        "{kind: bands, rate: covered, measure: area, steps: [[3, 10]]}",
        "standard.rate-or-measure",
        "{kind: bands",
    ),
    # Bars that nothing or everything reaches.
    (BANDS.replace("95", "101"), "standard.bar-outside-share", "101"),
    (
        "{kind: shortfall, rate: covered, bar: -1, points: 1}",
        "standard.bar-outside-share",
        "bar: -1",
    ),
    (
        "{kind: surplus, measure: cold, bar: 51, points: 1}",
        "standard.bar-above-maximum",
        "bar: 51",
    ),
    (
        "{kind: surplus, measure: cold, bar: -51, points: 1}",
        "standard.bar-below-minimum",
        "bar: -51",
    ),
    (
        "{kind: credit, points: 10, when: {kind: number, measure: area, relation: at_least, "
        "bar: -1}}",
        "standard.bar-below-minimum",
        "bar: -1",
    ),
    # Bands that are not in their order, or lie over each other.
    (BANDS.replace("90", "96"), "standard.bands-unsorted", "96"),
    (BANDS.replace("90", "95"), "standard.bands-unsorted", "95"),
    (
        "{kind: bands, measure: area, relation: at_most, steps: [[9, 10], [5, 6]]}",
        "standard.bands-unsorted",
        "5",
    ),
    (BANDS.replace("6", "10"), "standard.bands-points-rise", "10]]}"),
    (BANDS.replace("]]}", "]], otherwise: 6}"), "standard.bands-points-rise", "steps:"),
    # Options that are not those of the choice.
    (CHOICE.replace("B:", "E:"), "standard.unknown-option", "E: 6"),
    (CHOICE.replace(", D: 0", ""), "standard.option-without-points", "points:"),
    (CHOICE.replace(", points: {A: 10, B: 6, C: 2, D: 0}", ""), "standard.points-or-percent", "{"),
    (
        "{kind: credit, points: 10, when: {kind: chosen, measure: grade, options: [A, E]}}",
        "standard.unknown-option",
        "E]",
    ),
    # What a person may give.
    ("{kind: judged}", "standard.max-or-ranges", "{kind: judged}"),
    ("{kind: judged, min: 5}", "standard.max-or-ranges", "{kind: judged"),
    ("{kind: judged, max: 5, ranges: [[0, 5]]}", "standard.max-or-ranges", "{kind: judged"),
    ("{kind: judged, min: 11, max: 10}", "standard.range-reversed", "min: 11"),
    ("{kind: judged, ranges: [[0, 0], [10, 5]]}", "standard.range-reversed", "10, 5"),
    ("{kind: judged, ranges: [[0, 5], [5, 10]]}", "standard.ranges-overlap", "5, 10"),
    ("{kind: judged, max: 0}", "standard.points-of-nothing", "{kind: judged"),
    # What never differs.
    (CASES.replace("points: 1", "points: 0"), "standard.points-of-nothing", "points: 0"),
    (
        "{kind: credit, points: 10, otherwise: 10, when: {kind: answered_yes, measure: open}}",
        "standard.condition-idle",
        "points: 10",
    ),
    (
        "{kind: credit, points: 10, when: {kind: reached, done: done, target: target, share: 0}}",
        "standard.share-of-nothing",
        "share: 0",
    ),
    # Caps.
    (CASES.replace("}", ", min: 6, max: 5}"), "standard.cap-reversed", "min: 6"),
    (CHOICE.replace("0}}", "0}, max: 10}"), "standard.cap-never-reached", "max: 10"),
    (CHOICE.replace("0}}", "0}, min: 0}"), "standard.cap-never-reached", "min: 0"),
    (CASES.replace("}", ", max: 0}"), "standard.cap-always-reached", "max: 0"),
    (CASES.replace("1}", "-1, min: 0}"), "standard.cap-always-reached", "min: 0"),
    # The best of rules of which one never is.
    (
        f"{{kind: best_of, terms: [{CHOICE}, {{kind: per_case, measure: cases, points: -1}}]}}",
        "standard.never-best",
        "{kind: per_case",
    ),
    (
        f"{{kind: best_of, terms: [{CHOICE}, {CASES.replace('points: 1', 'points: 0')}]}}",
        "standard.points-of-nothing",
        "points: 0",
    ),
    (
        "{kind: best_of, terms: [{kind: judged, max: 10}, {kind: judged, max: 9}]}",
        "standard.judged-twice",
        "terms:",
    ),
    # Keys.
    (CASES.replace("cases", "nobody"), "standard.unknown-measure", "measure: nobody"),
    (CASES.replace("cases", "grade"), "standard.wrong-kind", "measure: grade"),
    (CASES.replace("cases", "since"), "standard.wrong-kind", "measure: since"),
    (BANDS.replace("covered", "nothing"), "standard.unknown-rate", "rate: nothing"),
    (
        f"{{kind: best_of, terms: [{CHOICE}, {CASES.replace('cases', 'area')}]}}",
        "standard.wrong-kind",
        "measure: area",
    ),
    # What the points come to.
    (CHOICE.replace("10", "9"), "standard.points-out-of-reach", "terms:"),
    (CASES.replace("}", ", max: 9}"), "standard.points-out-of-reach", "terms:"),
    (CHOICE.replace("10", "11"), "standard.points-exceeded", "terms:"),
    # What a spreadsheet could not compute exactly.
    (
        "{kind: surplus, rate: output, bar: 33.33, each: 0.07, points: 2.33, step: proportional}",
        "standard.numbers-too-large",
        "{kind: surplus",
    ),
    # What nobody may write so.
    ("{kind: bands, rate: covered, steps: []}", "yaml.wrong-value", "steps:"),
    ("{kind: best_of, terms: [{kind: judged, max: 10}]}", "yaml.wrong-value", "terms:"),
    ("{kind: bonus, points: 1}", "yaml.not-a-choice", "kind: bonus"),
    (CASES.replace("}", ", most: 5}"), "yaml.unknown-key", "most: 5"),
    ("{kind: surplus, measure: area, bar: 3, points: 1, each: 0}", "yaml.wrong-value", "each: 0"),
]


@pytest.mark.parametrize(("term", "code", "at"), RULES)
def test_a_rule_that_contradicts_itself_is_told_at_its_place(
    tmp_path: Path, term: str, code: str, at: str
) -> None:
    told = found(tmp_path, term)
    assert [one for one in told if one[0] == code and one[1].startswith(at)], told


MEASURES = [
    ("grade", "{key: grade, kind: choice, label: 等级}", "standard.options-missing", "{key: grade"),
    (
        "grade",
        "{key: grade, kind: choice, options: [A], label: 等级}",
        "standard.options-missing",
        "options:",
    ),
    (
        "grade",
        "{key: grade, kind: choice, options: [A, Ａ, B, C, D], label: 等级}",
        "standard.options-alike",
        "Ａ",
    ),
    (
        "grade",
        "{key: grade, kind: choice, options: [A, B, C, D, {key: E, label: a}], label: 等级}",
        "standard.options-alike",
        "{key: E",
    ),
    (
        "grade",
        "{key: grade, kind: choice, options: ["
        + ", ".join(f"第{n}个很长很长的选项名称" for n in range(30))
        + "], label: 等级}",
        "standard.options-too-long",
        "options:",
    ),
    (
        "grade",
        '{key: grade, kind: choice, options: [A, B, C, "D E"], label: 等级}',
        "yaml.wrong-value",
        '"D E"',
    ),
    (
        "cases",
        "{key: cases, kind: count, options: [A, B], label: 例数}",
        "standard.options-idle",
        "{key: cases",
    ),
    (
        "cases",
        "{key: cases, kind: count, minimum: -1, label: 例数}",
        "standard.minimum-of-count",
        "minimum: -1",
    ),
    (
        "cases",
        "{key: cases, kind: count, maximum: -3, label: 例数}",
        "standard.limits-reversed",
        "maximum: -3",
    ),
    (
        "cases",
        "{key: cases, kind: count, optional: true, label: 例数}",
        "standard.optional-needed",
        "optional: true",
    ),
]


@pytest.mark.parametrize(("key", "measure", "code", "at"), MEASURES)
def test_a_measure_that_contradicts_itself_is_told_at_its_place(
    tmp_path: Path, key: str, measure: str, code: str, at: str
) -> None:
    told = found(tmp_path, CHOICE if key == "grade" else CASES, **{key: measure})
    assert [one for one in told if one[0] == code and one[1].startswith(at)], told


@pytest.mark.parametrize(
    ("rate", "code", "at"),
    [
        ("{key: output, label: 比值, part: now, whole: [before]}", "standard.wrong-kind", "now"),
        (
            "{key: output, kind: ratio, label: 比值, part: now, whole: [cold]}",
            "standard.whole-below-zero",
            "cold",
        ),
        (
            "{key: output, kind: growth, label: 比值, part: since, whole: [before]}",
            "standard.wrong-kind",
            "since",
        ),
        (
            "{key: output, kind: quotient, label: 比值, part: now, whole: [before]}",
            "yaml.not-a-choice",
            "kind: quotient",
        ),
    ],
)
def test_a_rate_that_contradicts_its_measures_is_told_at_its_place(
    tmp_path: Path, rate: str, code: str, at: str
) -> None:
    term = "{kind: surplus, rate: output, bar: 90, points: 1}"
    told = found(tmp_path, term, output=rate)
    assert [one for one in told if one[0] == code and at in one[1]], told


def test_a_formula_that_is_too_long_for_a_cell_is_told(tmp_path: Path) -> None:
    key = "a_key_that_is_as_long_as_keys_may_be_which_makes_formulas_long"[:60]
    steps = ", ".join(f"[{40 - n}, {10 - n / 10}]" for n in range(40))
    term = f"{{kind: bands, measure: {key}, between: linear, steps: [{steps}]}}"
    told = found(tmp_path, term, **{key: f"{{key: {key}, kind: count, label: 例数}}"})
    assert [code for code, _ in told] == ["standard.formula-too-long"]


def test_what_is_asked_must_be_a_measure(tmp_path: Path) -> None:
    told = found(tmp_path, CASES, asks="nobody")
    assert [code for code, _ in told] == ["standard.unknown-measure"]


@pytest.mark.parametrize(
    ("gate", "code", "at"),
    [
        (
            "{kind: percentage, rate: output, relation: at_least, bar: 123456.78}",
            "standard.condition-too-large",
            "when: {kind: percentage",
        ),
        (
            "{kind: percentage, rate: covered, relation: at_least, bar: 101}",
            "standard.bar-outside-share",
            "bar: 101",
        ),
        (
            "{kind: chosen, measure: grade, options: [E]}",
            "standard.unknown-option",
            "E]",
        ),
        ("{kind: answered_yes, measure: cases}", "standard.wrong-kind", "measure: cases"),
    ],
)
def test_a_gate_that_contradicts_the_standard_is_told_at_its_place(
    tmp_path: Path, gate: str, code: str, at: str
) -> None:
    told = found(tmp_path, CASES, gate=gate)
    assert [one for one in told if one[0] == code and one[1].startswith(at)], told

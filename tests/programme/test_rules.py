"""Requirement: every rule gives the points that its standard states, in Python and as a formula."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from samples.excel import evaluate
from samples.one_rule import standard_of

from docgen.programme.standard import Answers, Standard, check_answers, score, score_formula

Case = tuple[dict[str, Any], str]


def cells(standard: Standard, answers: Answers) -> dict[str, Any]:
    """What a sheet with these answers holds."""
    found: dict[str, Any] = {}
    for entry in standard.entries:
        value = answers.get(entry.key)
        if isinstance(value, bool):
            found[entry.anchor] = "是" if value else "否"
        else:
            found[entry.anchor] = float(value) if isinstance(value, Decimal) else value
        found[entry.check_anchor] = "√" if value is not None else "待填"
    return found


def check(standard: Standard, answers: Answers, expected: str) -> None:
    """Python's points, and those of the formula, for answers that can be."""
    assert check_answers(standard, answers) == ()
    (indicator,) = standard.indicators
    points = score(standard, answers).by_indicator[indicator.id]
    assert points == Fraction(expected), answers
    shown = evaluate(score_formula(standard, indicator), cells(standard, answers))
    assert Decimal(f"{shown:.15g}") == Decimal(expected), answers


def number(name: str, *pairs: tuple[object, str]) -> list[Case]:
    return [({name: Decimal(str(value))}, points) for value, points in pairs]


def counts(*triples: tuple[int, int, str]) -> list[Case]:
    return [({"employed": part, "people": whole}, points) for part, whole, points in triples]


def figures(*triples: tuple[str, str, str]) -> list[Case]:
    return [
        ({"now": Decimal(now), "before": Decimal(before)}, points)
        for now, before, points in triples
    ]


CREDITS: list[tuple[str, str, str, list[Case]]] = [
    (
        "{kind: credit, points: 10, when: {kind: chosen, measure: grade, options: [A, B]}}",
        "10",
        "zero",
        [({"grade": "A"}, "10"), ({"grade": "B"}, "10"), ({"grade": "C"}, "0")],
    ),
    (
        "{kind: credit, points: 10, when: {kind: percentage, rate: output, relation: at_least, "
        "bar: 150}}",
        "10",
        "zero",
        figures(("1.5", "1", "10"), ("1.49", "1", "0"), ("0", "0", "10"), ("5", "0", "10")),
    ),
    (
        "{kind: credit, points: 10, when: {kind: percentage, rate: output, relation: at_most, "
        "bar: 80}}",
        "10",
        "zero",
        figures(("0.8", "1", "10"), ("0.81", "1", "0"), ("5", "0", "10")),
    ),
    (
        "{kind: credit, points: 10, when: {kind: percentage, rate: output_not, relation: at_most, "
        "bar: 80}}",
        "10",
        "zero",
        figures(("0.8", "1", "10"), ("0", "0", "0"), ("5", "0", "0")),
    ),
    (
        "{kind: credit, points: 10, when: {kind: percentage, rate: grown, relation: at_least, "
        "bar: -5}}",
        "10",
        "zero",
        figures(("95", "100", "10"), ("94.99", "100", "0"), ("100.5", "100", "10")),
    ),
    (
        "{kind: best_of, terms: [{kind: credit, points: 10, when: {kind: reached, done: done, "
        "target: target}}, {kind: credit, points: 5, when: {kind: reached, done: done, "
        "target: target, share: 50}}]}",
        "10",
        "zero",
        [
            ({"done": Decimal(done), "target": target}, points)
            for done, target, points in (
                ("40", 40, "10"),
                ("39.99", 40, "5"),
                ("20", 40, "5"),
                ("19.99", 40, "0"),
                ("0", 0, "10"),
            )
        ],
    ),
]
CAPS: list[tuple[str, str, str, list[Case]]] = [
    (
        "{kind: per_case, measure: cases, points: 3, max: 10}",
        "10",
        "zero",
        number("cases", (0, "0"), (3, "9"), (4, "10"), (999_999, "10")),
    ),
    (
        "{kind: per_case, measure: cases, points: -3, min: -10}",
        "60",
        "full",
        number("cases", (0, "60"), (3, "51"), (4, "50"), (999_999, "50")),
    ),
    (
        "{kind: shortfall, rate: covered, bar: 90, each: 10, points: 5, min: -10}",
        "15",
        "full",
        counts((90, 100, "15"), (81, 100, "15"), (80, 100, "10"), (0, 100, "5"), (0, 0, "15")),
    ),
]
STEPS: list[tuple[str, str, str, list[Case]]] = [
    (
        "{kind: shortfall, rate: covered, bar: 90, each: 10, points: 1, step: started_points}",
        "10",
        "full",
        counts((90, 100, "10"), (89, 100, "9"), (80, 100, "9"), (799, 1000, "8")),
    ),
    (
        "{kind: shortfall, rate: covered_not, bar: 90, each: 10, points: 1, step: proportional}",
        "10",
        "full",
        counts((85, 100, "9.5"), (2, 3, "7.67"), (0, 0, "1")),
    ),
    (
        "{kind: shortfall, measure: area, bar: 30, each: 2.5, points: 2}",
        "10",
        "full",
        number("area", (30, "10"), ("27.51", "10"), ("27.5", "8"), (0, "0"), ("999999", "10")),
    ),
    (
        "{kind: shortfall, measure: cold, bar: -10, points: 1, step: started_points}",
        "10",
        "full",
        number("cold", (-10, "10"), ("-10.01", "9"), (-11, "9"), (-50, "0")),
    ),
    (
        "{kind: shortfall, rate: grown, bar: 0, points: 1, step: proportional}",
        "10",
        "full",
        figures(("100", "100", "10"), ("99.5", "100", "9.5"), ("0", "100", "0"), ("3", "0", "10")),
    ),
    (
        "{kind: surplus, rate: covered, bar: 80, each: 5, points: 2.5}",
        "10",
        "zero",
        counts((80, 100, "0"), (84, 100, "0"), (85, 100, "2.5"), (100, 100, "10"), (0, 0, "0")),
    ),
    (
        "{kind: surplus, rate: output, bar: 100, each: 10, points: 1, max: 10}",
        "10",
        "zero",
        figures(("1.09", "1", "0"), ("1.1", "1", "1"), ("9", "1", "10"), ("9", "0", "0")),
    ),
    (
        "{kind: surplus, rate: grown, bar: 0, each: 5, points: 2, step: proportional, max: 10}",
        "10",
        "zero",
        figures(("98", "100", "0"), ("102.5", "100", "1"), ("400", "100", "10")),
    ),
    (
        "{kind: surplus, measure: cases, bar: 0, each: 5, points: 1}",
        "10",
        "zero",
        number("cases", (4, "0"), (5, "1"), (49, "9"), (999_999, "10")),
    ),
]
BANDS: list[tuple[str, str, str, list[Case]]] = [
    (
        "{kind: bands, rate: covered, steps: [[95, 10], [90, 6]]}",
        "10",
        "zero",
        counts(
            *((95, 100, "10"), (949, 1000, "6"), (90, 100, "6"), (899, 1000, "0")),
            *((0, 0, "10"), (0, 1, "0")),
        ),
    ),
    (
        "{kind: bands, rate: covered_not, steps: [[95, 10], [90, 6]], otherwise: -1}",
        "10",
        "zero",
        counts((0, 0, "0"), (95, 100, "10"), (89, 100, "0")),
    ),
    (
        "{kind: bands, measure: area, relation: at_most, steps: [[10, 10], [20.5, 4]]}",
        "10",
        "zero",
        number("area", (0, "10"), (10, "10"), ("10.01", "4"), ("20.5", "4"), ("20.51", "0")),
    ),
    (
        "{kind: bands, rate: covered, steps: [[95, 10], [90, 6]], between: linear}",
        "10",
        "zero",
        counts((95, 100, "10"), (93, 100, "8.4"), (9001, 10000, "6.01"), (89, 100, "0")),
    ),
    (
        "{kind: bands, measure: cold, steps: [[20, 10], [-20, 0.5]], between: linear}",
        "10",
        "zero",
        number("cold", (20, "10"), (0, "5.25"), ("-19.99", "0.5"), ("-19.98", "0.5"), (-21, "0")),
    ),
    (
        "{kind: bands, rate: grown, relation: at_most, steps: [[-3, 10], [0, 1]], between: linear}",
        "10",
        "zero",
        figures(("97", "100", "10"), ("98.5", "100", "5.5"), ("100", "100", "1"), ("2", "1", "0")),
    ),
]
CHOICES: list[tuple[str, str, str, list[Case]]] = [
    (
        "{kind: choice, measure: grade, points: {A: 10, B: 6, C: 2.5, D: 0}}",
        "10",
        "zero",
        [
            ({"grade": key}, points)
            for key, points in zip("ABCD", ("10", "6", "2.5", "0"), strict=True)
        ],
    ),
    (
        "{kind: choice, measure: grade, percent: {A: 100, B: 66, C: 33, D: 0}}",
        "1.25",
        "zero",
        [
            ({"grade": key}, worth)
            for key, worth in zip("ABCD", ("1.25", "0.825", "0.4125", "0"), strict=True)
        ],
    ),
]
JUDGED: list[tuple[str, str, str, list[Case]]] = [
    (
        "{kind: judged, min: 5, max: 10}",
        "10",
        "zero",
        number("judged_1", (5, "5"), ("7.35", "7.35"), (10, "10")),
    ),
    (
        "{kind: judged, ranges: [[0, 0], [5, 10]], deducts: true}",
        "10",
        "full",
        number("judged_1", (0, "10"), (5, "5"), (10, "0")),
    ),
]


@pytest.mark.parametrize(
    ("term", "points", "start", "cases"), [*CREDITS, *CAPS, *STEPS, *BANDS, *CHOICES, *JUDGED]
)
def test_a_rule_gives_its_points(
    tmp_path: Path, term: str, points: str, start: str, cases: list[Case]
) -> None:
    standard = standard_of(tmp_path, term, points=points, start=start)
    for answers, expected in cases:
        check(standard, answers, expected)


def test_two_rules_add_up_and_are_cut_off_at_the_points(tmp_path: Path) -> None:
    standard = standard_of(
        tmp_path,
        "{kind: choice, measure: grade, percent: {A: 100, B: 66.67, C: 33.33, D: 0}}",
        "{kind: per_case, measure: cases, points: -0.5, min: -1}",
        points="0.33",
    )
    check(standard, {"grade": "A", "cases": 0}, "0.33")
    check(standard, {"grade": "B", "cases": 0}, "0.220011")
    check(standard, {"grade": "A", "cases": 1}, "0")


def test_the_points_of_a_judge_lie_in_one_of_the_ranges(tmp_path: Path) -> None:
    standard = standard_of(tmp_path, "{kind: judged, ranges: [[0, 0], [5, 10]]}")
    for value, codes in (("0", []), ("5", []), ("10", []), ("4.99", ["answer.outside-ranges"])):
        found = check_answers(standard, {"judged_1": Decimal(value)})
        assert [each.code for each in found] == codes
    (found_one,) = check_answers(standard, {"judged_1": Decimal(2)})
    assert dict(found_one.facts)["ranges"] == "0分，或5至10分"


def test_what_is_asked_beside_a_rule_earns_nothing_and_is_missed_unless_optional(
    tmp_path: Path,
) -> None:
    term = "{kind: per_case, measure: cases, points: 1}"
    standard = standard_of(tmp_path, term, asks="since, remark")
    scores = score(standard, {"cases": 3})
    assert (scores.total, scores.missing) == (3, ("since",))
    assert [entry.key for entry in standard.entries] == ["cases", "since", "remark"]

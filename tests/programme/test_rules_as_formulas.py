"""Requirement: formulas give the points and verdicts that Python gives, on every input."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import sample_answers, standards_at_random
from samples.excel import evaluate

from docgen.programme.standard import (
    CHECK_INVALID,
    CHECK_MISSING,
    CHECK_OK,
    CHECK_OPTIONAL,
    LEFT_OUT,
    Answers,
    Measure,
    Standard,
    Value,
    check_answers,
    check_formula,
    score,
    score_formula,
)


def shown(value: Value | None) -> Any:
    """What a cell with an answer holds."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return float((value - date(1899, 12, 30)).days)
    return float(value) if isinstance(value, int | Decimal) else value


def unlike(standard: Standard, answers: Answers) -> list[tuple[str, object, object]]:
    """Cells in which the formulas say something else than Python."""
    cells = {entry.anchor: shown(answers.get(entry.key)) for entry in standard.entries}
    cells |= {fact.anchor: None for fact in standard.facts}
    wrong = {violation.key for violation in check_answers(standard, answers)}
    found: list[tuple[str, object, object]] = []
    for entry in standard.limits_first:
        blank = CHECK_OPTIONAL if entry.optional else CHECK_MISSING
        state = blank if answers.get(entry.key) is None else CHECK_OK
        expected = CHECK_INVALID if entry.key in wrong else state
        said = evaluate(check_formula(standard, entry), cells)
        cells[entry.check_anchor] = said
        if said != expected:
            found.append((entry.check_anchor, said, expected))
    scores = score(standard, answers)
    for indicator in standard.indicators:
        said = evaluate(score_formula(standard, indicator), cells)
        exact = scores.by_indicator[indicator.id]
        blank = LEFT_OUT if indicator.id in scores.left_out else ""
        if not isinstance(said, str):
            said = Fraction(f"{said:.15g}")
        if said != (blank if exact is None else exact):
            found.append((indicator.anchor, said, exact))
    return found


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_formulas_of_any_standard_give_the_points_of_python(seed: int) -> None:
    standard = standards_at_random.at_random(seed)
    for number in range(5):
        assert unlike(standard, sample_answers.near_bars(standard, seed + number)) == []
    assert unlike(standard, sample_answers.at_random(standard, seed)) == []


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), data=st.data())
def test_formulas_are_exact_to_the_ends_of_what_can_be_entered(seed: int, data: Any) -> None:
    standard = standards_at_random.at_random(seed)
    answers = sample_answers.near_bars(standard, seed)
    for entry in standard.limits_first:
        if entry.is_numeric and entry.kind != "score":
            top = entry.maximum if entry.at_most is None else answers[entry.at_most]
            answers[entry.key] = data.draw(_near_ends(entry, Decimal(top)))
    assert unlike(standard, answers) == []


def _near_ends(entry: Measure, top: Decimal) -> st.SearchStrategy[Value]:
    unit = Decimal("0.01") if entry.kind == "decimal" else Decimal(1)
    low, high = int(entry.minimum / unit), int(top / unit)
    numbers = st.integers(low, high) | st.integers(max(low, high - 3), high)
    if entry.kind == "count":
        return numbers
    return numbers.map(lambda number: Decimal(number) * unit)


def test_a_wrong_formula_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    right = score_formula
    seeds = range(12)
    standards = [standards_at_random.at_random(seed) for seed in seeds]
    monkeypatch.setitem(
        unlike.__globals__, "score_formula", lambda *where: right(*where).replace(">=", ">")
    )
    cases = zip(standards, seeds, strict=True)
    assert any(unlike(one, sample_answers.near_bars(one, seed)) for one, seed in cases)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(5))
def test_formulas_of_2000_standards_give_the_points_of_python(part: int) -> None:
    for seed in range(part, 2000, 5):
        standard = standards_at_random.at_random(seed)
        for number in range(10):
            answers = sample_answers.near_bars(standard, 10 * seed + number)
            assert unlike(standard, answers) == [], seed

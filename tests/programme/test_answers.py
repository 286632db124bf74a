"""Requirement: impossible data is a problem at its place, never a score."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docgen.problems import Place
from docgen.programme.standard import Standard, Value, check_answers

WRONG: list[tuple[str, object, str]] = [
    ("new_jobs_done", -1, "answer.negative"),
    ("new_jobs_done", Decimal("2.5"), "answer.not-whole"),
    ("new_jobs_done", 1_000_000, "answer.above-maximum"),
    ("new_jobs_done", Decimal("1E+400"), "answer.above-maximum"),
    ("new_jobs_done", True, "answer.not-a-number"),
    ("new_jobs_done", "很多", "answer.not-a-number"),
    ("new_jobs_done", "", "answer.not-a-number"),
    ("new_jobs_done", 3.0, "answer.not-a-number"),
    ("new_jobs_done", Decimal("NaN"), "answer.not-a-number"),
    ("centre_area", Decimal("30.005"), "answer.too-many-decimals"),
    ("judged_3_1_1", Decimal("3.01"), "answer.above-maximum"),
    ("city_standard_met", 1, "answer.not-yes-or-no"),
    ("city_standard_met", "也许", "answer.not-yes-or-no"),
]


@pytest.mark.parametrize(("key", "value", "code"), WRONG)
def test_an_impossible_answer_is_one_violation(
    standard: Standard, key: str, value: object, code: str
) -> None:
    answers: dict[str, object] = {key: value}
    found = check_answers(standard, answers)  # type: ignore[arg-type]  # what a form may hold
    assert [(each.key, each.code) for each in found] == [(key, code)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("new_jobs_done", 0),
        ("new_jobs_done", 999_999),
        ("new_jobs_done", Decimal("7.00")),
        ("centre_area", Decimal("30.25")),
        ("judged_3_1_1", 3),
        ("city_standard_met", False),
    ],
)
def test_a_possible_answer_is_no_violation(standard: Standard, key: str, value: Value) -> None:
    assert check_answers(standard, {key: value}) == ()


def test_a_part_cannot_exceed_its_whole(standard: Standard) -> None:
    answers = {"zero_employment_families": 2, "zero_employment_families_cleared": 3}
    (found,) = check_answers(standard, answers)
    assert (found.key, found.code) == ("zero_employment_families_cleared", "answer.above-other")
    assert dict(found.facts)["limit"] == "2"


def test_a_part_is_not_blamed_while_its_whole_is_missing_or_impossible(standard: Standard) -> None:
    assert check_answers(standard, {"graduates_served": 3}) == ()
    found = check_answers(standard, {"graduates_served": 3, "graduates": -1})
    assert [each.key for each in found] == ["graduates"]


def test_violations_come_in_the_order_of_the_entries(standard: Standard) -> None:
    wrong = {entry.key: "?" for entry in reversed(standard.entries)}
    found = check_answers(standard, wrong)
    assert [each.key for each in found] == [entry.key for entry in standard.entries]


def test_keys_that_are_no_measures_are_left_alone(standard: Standard) -> None:
    assert check_answers(standard, {"total": "?"}) == ()


def test_a_violation_becomes_a_problem_at_its_place(standard: Standard) -> None:
    (found,) = check_answers(standard, {"new_jobs_done": -4})
    place = Place(file="a.xlsx", sheet="填报", cell="C7")
    problem = found.problem(place)
    assert (problem.code, problem.place) == ("answer.negative", place)
    assert "-4" in problem.message("zh")
    assert "-4" in problem.message("en")


@pytest.mark.parametrize(("key", "value", "code"), WRONG)
def test_every_violation_reads_in_both_languages(
    standard: Standard, key: str, value: object, code: str
) -> None:
    found = check_answers(standard, {key: value})  # type: ignore[dict-item]  # what a form may hold
    for lang in ("zh", "en"):
        assert standard.measure(key).label in found[0].problem(Place()).message(lang)

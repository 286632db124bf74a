"""Requirement: scores are exact, follow the criteria of Annex 2, and never rest on bad answers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.programme.standard import Standard, Value, number_text, rate_value, score

Answers = dict[str, Value]


def points(standard: Standard, answers: Answers, id: str, **changes: Any) -> Fraction | None:
    return score(standard, answers | changes).by_indicator[id]


def test_the_best_answers_earn_every_point(standard: Standard, full_marks: Answers) -> None:
    scores = score(standard, full_marks)
    expected = {each.id: Fraction(each.points) for each in standard.indicators}
    assert scores.by_indicator == expected
    assert (scores.total, scores.complete, scores.passes) == (100, True, True)
    assert [scores.of_group(id) for id in "123"] == [60, 30, 10]
    assert scores.of_group("1.2") == 20


def test_no_answers_are_worth_nothing_and_all_missing(standard: Standard) -> None:
    scores = score(standard, {})
    assert set(scores.by_indicator.values()) == {None}
    assert scores.missing == tuple(entry.key for entry in standard.entries)
    assert (scores.total, scores.complete, scores.passes) == (0, False, False)


def test_a_total_of_exactly_90_passes(standard: Standard, full_marks: Answers) -> None:
    at_the_mark = full_marks | {"complaints_upheld": 5, "bribery_incidents": 1}
    assert score(standard, at_the_mark).total == 90
    assert score(standard, at_the_mark).passes
    below = at_the_mark | {"judged_3_1_1": Decimal("2.99")}
    assert score(standard, below).total == Fraction("89.99")
    assert not score(standard, below).passes


def test_an_incomplete_total_does_not_pass(standard: Standard, full_marks: Answers) -> None:
    del full_marks["awards_city"]
    scores = score(standard, full_marks)
    assert (scores.total, scores.missing, scores.passes) == (96, ("awards_city",), False)


def test_an_impossible_answer_empties_only_the_scores_that_rest_on_it(
    standard: Standard, full_marks: Answers
) -> None:
    scores = score(standard, full_marks | {"graduates_served": 101})
    assert scores.by_indicator["1.1.8"] is None
    assert scores.by_indicator["1.1.9"] == 2
    assert (scores.invalid, scores.total, scores.complete) == (("graduates_served",), 98, False)


@pytest.mark.parametrize(("unemployed", "employed", "expected"), [(9, 191, 4), (10, 190, 0)])
def test_an_unemployment_rate_of_just_4_5_per_cent_earns_its_points(
    standard: Standard, full_marks: Answers, unemployed: int, employed: int, expected: int
) -> None:
    changes = {"registered_unemployed_end": unemployed, "employed_end": employed}
    assert points(standard, full_marks, "1.1.3", **changes) == expected


@pytest.mark.parametrize(
    ("step", "employed", "expected"),
    [
        ("whole_points", 943, "3"),
        ("whole_points", 940, "2"),
        ("proportional", 943, "2.3"),
        ("started_points", 949, "2"),
        ("started_points", 940, "2"),
        ("whole_points", 0, "0"),
    ],
)
def test_a_shortfall_deducts_by_the_step_that_the_standard_states(
    variant: Any, full_marks: Answers, step: str, employed: int, expected: str
) -> None:
    standard = variant(("shortfall_step: whole_points", f"shortfall_step: {step}"))
    changes = {"willing_able_end": 1000, "willing_able_employed_end": employed}
    assert points(standard, full_marks, "1.1.4", **changes) == Fraction(expected)


@given(
    step=st.sampled_from(["whole_points", "proportional", "started_points"]),
    whole=st.integers(1, 999_999),
    per_mille=st.integers(0, 1000) | st.integers(880, 960),
)
def test_a_shortfall_agrees_with_its_definition(
    standard: Standard, step: str, whole: int, per_mille: int
) -> None:
    part = whole * per_mille // 1000
    options = standard.options.model_copy(update={"shortfall_step": step})
    stepped = standard.model_copy(update={"options": options})
    answers: Answers = {
        "registered_unemployed_period": whole,
        "registered_unemployed_reemployed": part,
    }
    short = max(Fraction(0), 95 - Fraction(100 * part, whole))
    lost = {
        "whole_points": Fraction(floor(short), 2),
        "started_points": Fraction(ceil(short), 2),
        "proportional": Fraction(floor(short / 2 * 100 + Fraction(1, 2)), 100),
    }[step]
    assert score(stepped, answers).by_indicator["1.1.5"] == max(Fraction(0), 3 - lost)


@pytest.mark.parametrize(("over_nobody", "expected"), [("met", 3), ("not_met", 0)])
def test_a_rate_over_nobody_meets_its_bar_unless_the_standard_says_otherwise(
    variant: Any, full_marks: Answers, over_nobody: str, expected: int
) -> None:
    standard = variant(("over_nobody: met", f"over_nobody: {over_nobody}"))
    nobody = {"hardship_period": 0, "hardship_employed": 0}
    assert points(standard, full_marks, "1.1.6", **nobody) == expected
    families = {"zero_employment_families": 0, "zero_employment_families_cleared": 0}
    assert points(standard, full_marks, "1.1.7", **families) == expected


def test_one_family_left_uncleared_loses_all_points(
    standard: Standard, full_marks: Answers
) -> None:
    assert points(standard, full_marks, "1.1.7", zero_employment_families_cleared=99) == 0


def test_each_target_reached_earns_two_points(standard: Standard, full_marks: Answers) -> None:
    assert points(standard, full_marks, "1.1.2", new_jobs_done=99) == 4
    assert points(standard, full_marks, "1.1.2", new_jobs_target=0, new_jobs_done=0) == 6


def test_a_missed_target_can_deduct_where_the_standard_says_so(
    variant: Any, full_marks: Answers
) -> None:
    old = "target: new_jobs_target}}"
    standard = variant((old, f"{old[:-1]}, otherwise: -2}}"))
    assert points(standard, full_marks, "1.1.2", new_jobs_done=99) == 2


def test_points_never_fall_below_zero_nor_rise_above_the_indicators(
    standard: Standard, full_marks: Answers
) -> None:
    assert points(standard, full_marks, "2.2.4", mass_incidents=3) == 0
    assert points(standard, full_marks, "3.1.3", awards_province=2) == 4
    awards = {"awards_province": 1, "awards_city": 0, "awards_county": 0}
    assert points(standard, full_marks, "3.1.3", **awards) == 3


def test_half_points_are_lost_by_case(standard: Standard, full_marks: Answers) -> None:
    assert points(standard, full_marks, "1.2.1", certificate_errors=3) == Fraction("0.5")


@pytest.mark.parametrize(("area", "expected"), [("29.99", 2), ("30", 3)])
def test_an_area_of_30_square_metres_is_enough(
    standard: Standard, full_marks: Answers, area: str, expected: int
) -> None:
    assert points(standard, full_marks, "2.1.2", centre_area=Decimal(area)) == expected


def test_a_whole_number_given_as_a_decimal_counts_the_same(
    standard: Standard, full_marks: Answers
) -> None:
    assert points(standard, full_marks, "1.1.10", unemployed_over_half_year=Decimal("3.0")) == (
        Fraction("0.5")
    )


def test_a_rate_is_exact_and_unknown_over_nobody(standard: Standard) -> None:
    rate = standard.rate("unemployment_rate")
    known: Answers = {"registered_unemployed_end": 1, "employed_end": 2}
    assert rate_value(rate, known) == Fraction(1, 3)
    assert rate_value(rate, dict.fromkeys(known, 0)) is None
    assert rate_value(rate, {"employed_end": 2}) is None
    assert rate_value(rate, known | {"employed_end": True}) is None


def test_an_item_or_category_that_does_not_exist_is_a_key_error(standard: Standard) -> None:
    scores = score(standard, {})
    with pytest.raises(KeyError):
        scores.of_group("9.9")
    with pytest.raises(KeyError):
        scores.of_group("9")


@pytest.mark.parametrize(
    ("value", "text"),
    [(60, "60"), (Decimal("0.50"), "0.5"), (Fraction(9, 4), "2.25"), (Decimal("-0.05"), "-0.05")],
)
def test_numbers_print_without_needless_zeros(value: Decimal | Fraction, text: str) -> None:
    assert number_text(value) == text


def test_a_number_without_end_is_refused() -> None:
    assert number_text(Fraction(1, 1600)) == "0.000625"
    with pytest.raises(ValueError, match="decimals"):
        number_text(Fraction(1, 3))

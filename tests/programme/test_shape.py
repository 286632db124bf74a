"""Requirement: kinds, weights, bonus, exemptions, grades and gates count as the standard says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from docgen.programme.standard import Scores, Standard, score, score_stated

ANSWERS: dict[str, Any] = {
    "accident": False,
    "clean": True,
    "green": True,
    "kitchen": True,
    "tables": 10,
    "beds": 10,
    "fire": True,
    "local": 4,
}
LICENSED: dict[str, Any] = {"licensed": True, "title_held": "县级"}


@pytest.fixture
def both(shaped: Callable[..., Standard]) -> Standard:
    return shaped().for_variant("both")


@pytest.fixture
def meals(shaped: Callable[..., Standard]) -> Standard:
    return shaped().for_variant("meals")


def scored(standard: Standard, facts: dict[str, Any] | None = None, **changes: Any) -> Scores:
    return score(standard, ANSWERS | changes, LICENSED if facts is None else facts)


def test_each_kind_has_its_own_indicators_and_weights(both: Standard, meals: Standard) -> None:
    assert [each.id for each in meals.indicators] == ["1.1", "1.2", "2.1.1", "2.2.1", "3.2", "4.1"]
    assert [each.id for each in both.indicators][4:6] == ["3.1", "3.2"]
    assert [group.heading for group in both.groups] == [
        "环境︵40分︶",
        "餐饮︵权重0.5︶",
        "住宿和安全",
        "特色︵加分10分︶",
    ]
    assert meals.groups[1].heading == "餐饮"
    assert "beds" not in {entry.key for entry in meals.entries}
    assert both.indicator("3.2").anchor == meals.indicator("3.2").anchor == "score_3_2"


def test_a_standard_of_kinds_has_one_for_each(shaped: Callable[..., Standard]) -> None:
    whole = shaped()
    assert whole.of_kind("meals") is whole.for_variant("meals")
    assert whole.of_kind("") is whole
    with pytest.raises(KeyError):
        whole.for_variant("hotel")


def test_a_bonus_comes_on_top_and_weights_count(both: Standard, meals: Standard) -> None:
    assert scored(both).total == 40 + 20 + 40 + 10
    assert scored(both, tables=9).total == 100
    assert scored(meals, tables=9).total == 40 + 20 + 20 + 10
    assert scored(both, tables=9).of_group("2") == 20
    assert (both.points, meals.points) == (100, 100)


def test_the_total_is_rounded_once(shaped: Callable[..., Standard]) -> None:
    old, new = "weight: {both: 0.5}", "weight: {both: 0.5003}"
    exact = shaped((old, new), ("points: 100\n", "points: 100.01\n"), check=False)
    both = exact.for_variant("both")
    assert scored(both, local=0, tables=9).total == Fraction("90.01")
    assert scored(both, local=0).total == Fraction("100.01")
    whole = shaped(("rounding: 0.01", "rounding: 0.5"), (old, "weight: {both: 0.48}"), check=False)
    assert scored(whole.for_variant("both"), local=0, tables=9).total == Fraction("89.5")


def test_what_is_exempt_in_full_counts_in_full_and_asks_for_nothing(both: Standard) -> None:
    city = LICENSED | {"title_held": "市级"}
    answers = {key: value for key, value in ANSWERS.items() if key != "kitchen"}
    scores = score(both, answers, city)
    assert (scores.by_indicator["2.1.1"], scores.missing, scores.total) == (20, (), 110)
    assert score(both, answers, LICENSED).missing == ("kitchen",)


def test_what_is_left_out_scales_the_rest_of_the_base(both: Standard) -> None:
    young = LICENSED | {"opened": date(2016, 1, 1)}
    answers = {key: value for key, value in ANSWERS.items() if key != "green"}
    scores = score(both, answers, young)
    assert (scores.left_out, scores.missing) == ({"1.2"}, ())
    assert scores.by_indicator["1.2"] is None
    assert scores.total == 110
    # 30 of 90 are not reached: 60/90 of 100, and 10 on top.
    assert score(both, answers | {"clean": False}, young).total == Fraction("76.67")
    day_before = LICENSED | {"opened": date(2015, 12, 31)}
    assert score(both, ANSWERS | {"clean": False}, day_before).total == 80


def test_a_fact_that_is_not_known_exempts_nobody(both: Standard) -> None:
    assert scored(both, {"licensed": True, "opened": None}).left_out == frozenset()


@pytest.mark.parametrize(
    ("changes", "grade"),
    [
        ({}, "五星级"),
        ({"local": 1}, "四星级"),
        ({"local": 0}, "三星级"),
        ({"local": 2, "tables": 9, "beds": 9}, "四星级"),
        ({"clean": False, "beds": 9, "local": 4}, "三星级"),
        ({"clean": False, "beds": 9, "tables": 9, "local": 0}, None),
    ],
)
def test_the_grade_goes_by_the_total_and_by_parts(
    both: Standard, changes: dict[str, Any], grade: str | None
) -> None:
    scores = scored(both, **changes)
    assert (scores.grade.title if scores.grade else None) == grade
    assert scores.passes is (grade is not None)


def test_the_lowest_grade_is_the_pass_mark(both: Standard) -> None:
    assert both.pass_mark == 60
    assert [grade.title for grade in both.awards] == ["五星级", "四星级", "三星级"]


def test_a_standard_without_grades_has_its_honour_alone(standard: Standard) -> None:
    ((title, total),) = [(grade.title, grade.total) for grade in standard.awards]
    assert (title, total) == ("省级充分就业星级社区", 90)


@pytest.mark.parametrize(
    ("facts", "changes", "bars"),
    [
        (LICENSED, {}, ()),
        (LICENSED, {"accident": True}, ("发生安全责任事故",)),
        ({"title_held": "县级"}, {}, ("没有营业执照",)),
        ({"licensed": False, "title_held": "县级"}, {}, ("没有营业执照",)),
        ({"licensed": True}, {}, ("上届已获县级称号",)),
        (LICENSED, {"fire": False}, ("「消防」没有得满分",)),
        ({}, {"accident": True, "fire": False}, None),
    ],
)
def test_what_bars_does_so_whatever_the_total_is(
    both: Standard, facts: dict[str, Any], changes: dict[str, Any], bars: tuple[str, ...] | None
) -> None:
    scores = scored(both, facts, **changes)
    if bars is None:
        assert len(scores.bars) == 4
    else:
        assert scores.bars == bars
    assert scores.passes is (not scores.bars)
    assert scores.grade is not None


def test_a_gate_is_only_for_the_kinds_that_it_names(meals: Standard) -> None:
    assert scored(meals, {"licensed": True}).bars == ()


def test_an_answer_that_a_gate_asks_for_is_asked_for(both: Standard) -> None:
    assert both.entries[-1].key == "accident"
    answers = {key: value for key, value in ANSWERS.items() if key != "accident"}
    scores = score(both, answers, LICENSED)
    assert (scores.missing, scores.bars, scores.passes) == (("accident",), (), False)


def test_points_alone_are_never_complete_where_an_answer_may_bar(both: Standard) -> None:
    stated = {each.id: Fraction(each.points) for each in both.indicators}
    scores = score_stated(both, stated, facts=LICENSED)
    assert (scores.total, scores.missing, scores.complete) == (110, ("accident",), False)


def test_what_facts_exempt_needs_no_points_and_nothing_else_may_lack_them(both: Standard) -> None:
    stated = {each.id: Fraction(each.points) for each in both.indicators if each.id != "1.2"}
    young = LICENSED | {"opened": date(2017, 3, 1)}
    assert score_stated(both, stated, {"1.2"}, young).missing == ("accident",)
    assert score_stated(both, stated, {"1.2"}, LICENSED).missing == ("1.2", "accident")

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from docgen.problems import Place
from docgen.programme.standard import Grade, Standard
from docgen.records import Candidate, check_list, propose, qualifies
from docgen.round import Round

Make = Callable[..., Candidate]
Codes = Callable[..., list[tuple[str, dict[str, str]]]]


@pytest.fixture
def codes(small_round: Round, standard: Standard) -> Codes:
    """Code and facts of every problem of a list."""

    def checked(*chosen: Candidate, stage: str = "province") -> list[tuple[str, dict[str, str]]]:
        problems = check_list(small_round, standard, small_round.programme.stage(stage), chosen)
        return [(found.code, dict(found.facts)) for found in problems]

    return checked


def test_a_list_within_the_rules_has_no_problems(codes: Codes, candidate: Make) -> None:
    assert codes(candidate("甲", 90), candidate("乙", city="张家界市")) == []


@pytest.mark.parametrize(
    ("total", "printed"), [("89.5", "89.5"), ("89.99", "89.99"), (70, "70"), (0, "0")]
)
def test_a_total_below_the_pass_mark_is_named_without_rounding(
    codes: Codes, total: str | int, printed: str, candidate: Make
) -> None:
    ((code, facts),) = codes(candidate("甲", total))
    assert code == "list.below-pass-mark"
    assert (facts["total"], facts["pass_mark"]) == (printed, "90")
    assert facts["applicant"] == "长沙市某县某街道甲"


def test_what_bars_is_told_whatever_the_total_is(codes: Codes, candidate: Make) -> None:
    barred = replace(candidate("甲", 100), bars=("发生群体性事件", "没有营业执照"))
    assert [(code, facts["bar"]) for code, facts in codes(barred)] == [
        ("list.barred", "发生群体性事件"),
        ("list.barred", "没有营业执照"),
    ]


def test_a_total_that_earns_no_grade_for_want_of_a_part_is_told(
    small_round: Round, standard: Standard, candidate: Make
) -> None:
    lowest = Grade(title="三星级", total=Decimal(80), also={"3": Decimal(6)})
    graded = standard.model_copy(update={"grades": (lowest,), "pass_mark": Decimal(80)})
    short = replace(candidate("甲", 85), parts={"3": Fraction("5.99")})
    enough = replace(candidate("乙", 85), parts={"3": Fraction(6)})
    first = small_round.stages[0]
    (found,) = check_list(small_round, graded, first, [short, enough])
    assert (found.code, dict(found.facts)["grade"]) == ("list.below-grade", "三星级")
    assert [qualifies(graded, first, one) for one in (short, enough)] == [False, True]


def test_all_that_speaks_against_one_applicant_is_listed(codes: Codes, candidate: Make) -> None:
    found = codes(candidate("甲", 50, "外市", complete=False, has_application=False))
    assert [code for code, _ in found] == [
        "list.unit-without-quota",
        "list.no-application",
        "list.incomplete",
    ]


def test_a_city_keeps_its_quota(codes: Codes, candidate: Make) -> None:
    chosen = [candidate(name, city="张家界市") for name in "甲乙"]
    found = codes(*chosen, candidate("丙"), stage="city")
    assert found == [("list.unit-quota", {"unit": "张家界市", "count": "2", "quota": "1"})]


def test_the_province_keeps_the_total(codes: Codes, candidate: Make) -> None:
    found = codes(*(candidate(name) for name in "甲乙丙丁"))
    assert found == [("list.total-quota", {"count": "4", "quota": "3"})]


def test_a_county_has_no_quota(codes: Codes, candidate: Make) -> None:
    chosen = [candidate(name) for name in "甲乙丙丁戊"]
    assert codes(*chosen, stage="county") == []


def test_a_applicant_counts_once_and_its_repetition_is_a_problem(
    codes: Codes, candidate: Make
) -> None:
    twice = candidate("甲", city="张家界市")
    found = codes(twice, twice, stage="city")
    assert [code for code, _ in found] == ["list.duplicate"]


def test_problems_stand_where_the_applicants_were_read(
    small_round: Round, standard: Standard, candidate: Make
) -> None:
    wrong = candidate("甲", 80)
    place = Place(file="名单.xlsx", sheet="名单", cell="A3")
    (found,) = check_list(
        small_round,
        standard,
        small_round.programme.stage("city"),
        [wrong],
        places={wrong.applicant: place},
    )
    assert found.place == place


@pytest.mark.parametrize("stage", ["county", "city", "province"])
def test_what_is_proposed_is_never_a_problem(
    small_round: Round, stage: str, standard: Standard, candidate: Make, codes: Codes
) -> None:
    candidates = [
        candidate(
            f"{city}{total}", total, city, complete=total % 2 == 0, has_application=total > 84
        )
        for city in ("长沙市", "张家界市")
        for total in range(80, 101)
    ]
    proposal = propose(small_round, standard, small_round.programme.stage(stage), candidates)
    chosen = [one for one in candidates if proposal[one.applicant]]
    assert chosen
    assert codes(*chosen, stage=stage) == []

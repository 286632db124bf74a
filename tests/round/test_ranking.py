from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.hunan import HUNAN

from docgen.programme.standard import Standard
from docgen.records import Applicant, Candidate, propose, qualifies, rank
from docgen.round import Round

Make = Callable[..., Candidate]
FIRST = HUNAN.stages[0]


def names(proposal: dict[Applicant, bool]) -> list[str]:
    return [applicant.name for applicant, chosen in proposal.items() if chosen]


def test_equal_totals_share_a_rank_and_the_next_is_skipped(
    small_round: Round, candidate: Make
) -> None:
    ranked = rank(small_round, [candidate("丁", 91), candidate("乙", 95), candidate("甲", "95.0")])
    assert [(entry.rank, entry.candidate.applicant.name) for entry in ranked] == [
        (1, "乙"),
        (1, "甲"),
        (3, "丁"),
    ]


def test_equal_totals_stand_in_the_quota_tables_order_of_cities(
    small_round: Round, candidate: Make
) -> None:
    ranked = rank(
        small_round, [candidate("c", city=city) for city in ("外市", "张家界市", "长沙市")]
    )
    assert [entry.candidate.applicant[0] for entry in ranked] == ["长沙市", "张家界市", "外市"]


def test_within_a_city_equal_totals_stand_by_county_street_and_name(small_round: Round) -> None:
    applicants = [
        Applicant("长沙市", *rest)
        for rest in (("A", "a", "1"), ("A", "a", "2"), ("A", "b", "1"), ("B", "a", "1"))
    ]
    mixed = [Candidate(one, Fraction(95), True, True) for one in reversed(applicants)]
    assert [entry.candidate.applicant for entry in rank(small_round, mixed)] == applicants


def test_totals_are_compared_exactly(small_round: Round, candidate: Make) -> None:
    close = [
        candidate("甲", Fraction(271, 3)),
        candidate("乙", Fraction(271, 3) + Fraction(1, 10**30)),
    ]
    assert [entry.rank for entry in rank(small_round, close)] == [1, 2]
    assert rank(small_round, close)[0].candidate.applicant.name == "乙"


@given(
    totals=st.lists(st.fractions(0, 100, max_denominator=4), max_size=12),
    seed=st.integers(),
)
@settings(deadline=None)
def test_a_rank_is_one_more_than_the_number_of_higher_totals_in_any_order_of_input(
    small_round: Round, totals: list[Fraction], seed: int, candidate: Make
) -> None:
    candidates = [candidate(f"{index:02}", total) for index, total in enumerate(totals)]
    ranked = rank(small_round, candidates)
    for entry in ranked:
        assert entry.rank == 1 + sum(total > entry.candidate.total for total in totals)
    random.Random(seed).shuffle(candidates)
    assert rank(small_round, candidates) == ranked


@pytest.mark.parametrize(
    ("total", "qualified"),
    [
        (Fraction(90), True),
        (Fraction(180, 2), True),
        (Fraction(90) - Fraction(1, 10**12), False),
        (Fraction("89.99"), False),
        (Fraction("90.01"), True),
    ],
)
def test_ninety_points_qualify_and_the_least_bit_less_does_not(
    total: Fraction, qualified: bool, standard: Standard, candidate: Make
) -> None:
    assert qualifies(standard, FIRST, candidate("甲", total)) is qualified


def test_who_has_not_handed_in_everything_does_not_qualify(
    standard: Standard, candidate: Make
) -> None:
    assert not qualifies(standard, FIRST, candidate("甲", complete=False))
    assert not qualifies(standard, FIRST, candidate("甲", has_application=False))


def test_a_county_proposes_all_that_qualify(
    small_round: Round, standard: Standard, candidate: Make
) -> None:
    candidates = [candidate(str(number), 90 + number) for number in range(5)]
    candidates.append(candidate("少一分", 89))
    proposal = propose(small_round, standard, small_round.programme.stage("county"), candidates)
    assert names(proposal) == ["4", "3", "2", "1", "0"]
    assert len(proposal) == 6


def test_a_city_proposes_the_best_within_its_own_quota(
    small_round: Round, standard: Standard, candidate: Make
) -> None:
    candidates = [
        candidate("甲", 91),
        candidate("乙", 99, complete=False),
        candidate("丙", 92),
        candidate("丁", 93),
        candidate("戊", 90, "张家界市"),
        candidate("己", 89, "张家界市"),
        candidate("庚", 100, "外市"),
    ]
    assert names(
        propose(small_round, standard, small_round.programme.stage("city"), candidates)
    ) == ["丁", "丙", "戊"]


def test_the_province_proposes_the_best_of_all_within_the_total(
    small_round: Round, standard: Standard, candidate: Make
) -> None:
    candidates = [candidate(str(number), 90 + number, "张家界市") for number in range(5)]
    assert names(
        propose(small_round, standard, small_round.programme.stage("province"), candidates)
    ) == ["4", "3", "2"]


def test_equal_totals_at_the_limit_do_not_exceed_the_quota(
    small_round: Round, standard: Standard, candidate: Make
) -> None:
    candidates = [candidate(name, 95, "张家界市") for name in ("乙", "甲", "丙")]
    assert names(
        propose(small_round, standard, small_round.programme.stage("city"), candidates)
    ) == ["丙"]

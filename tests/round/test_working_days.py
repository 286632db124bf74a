from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.problems import ProblemError
from docgen.programme import PublicityRule
from docgen.round import Calendar, Round, is_working_day, publicity_period

Load = Callable[..., Round]
NATIONAL = Calendar()
FIVE = PublicityRule()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2017, 9, 18), date(2017, 9, 22)),
        (date(2017, 9, 19), date(2017, 9, 25)),
        (date(2017, 9, 28), date(2017, 10, 10)),
        (date(2017, 10, 19), date(2017, 10, 25)),
        (date(2024, 1, 31), date(2024, 2, 5)),
    ],
)
def test_five_working_days_end_as_the_state_councils_order_has_it(
    small_round: Round, first: date, last: date
) -> None:
    period = publicity_period(small_round, FIVE, first)
    assert (period.first, period.last, period.rule.length) == (first, last, "5个工作日")


def test_publicity_may_count_from_the_day_after(small_round: Round) -> None:
    rule = PublicityRule(first_day_counts=False)
    period = publicity_period(small_round, rule, date(2017, 9, 18))
    assert (period.first, period.last) == (date(2017, 9, 18), date(2017, 9, 25))


def test_a_single_working_day_is_the_first_day_itself(small_round: Round) -> None:
    period = publicity_period(small_round, PublicityRule(days=1), date(2017, 9, 22))
    assert (period.first, period.last) == (date(2017, 9, 22), date(2017, 9, 22))


def test_days_of_the_calendar_are_counted_over_holidays(small_round: Round) -> None:
    rule = PublicityRule(days=7, counted="calendar")
    period = publicity_period(small_round, rule, date(2017, 9, 30))
    assert (period.last, period.rule.length) == (date(2017, 10, 6), "7日")
    # No office is open on a holiday, but the days are those of the calendar.
    assert publicity_period(small_round, rule, date(2017, 10, 1)).last == date(2017, 10, 7)


def test_a_round_may_depart_from_the_programme_at_one_stage(load: Load) -> None:
    loaded = load({"days: 5\n      counted: working": "days: 6\n      counted: calendar"})
    assert [loaded.rule(stage).length for stage in loaded.stages] == [
        "5个工作日",
        "5个工作日",
        "6日",
    ]


@given(first=st.dates(date(2004, 1, 1), date(2025, 12, 31)), length=st.integers(1, 30))
@settings(deadline=None)
def test_a_period_holds_its_number_of_working_days_and_ends_on_one(
    small_round: Round, first: date, length: int
) -> None:
    first = chinese_calendar.find_workday(0, first)
    last = publicity_period(small_round, PublicityRule(days=length), first).last
    assert last == chinese_calendar.get_workdays(first, first + timedelta(days=90))[length - 1]


def test_the_national_calendar_knows_holidays_and_make_up_days() -> None:
    assert not is_working_day(date(2017, 10, 2), NATIONAL)
    assert is_working_day(date(2017, 9, 30), NATIONAL)
    assert not is_working_day(date(2017, 11, 25), NATIONAL)


def test_the_rounds_own_days_win_over_the_national_calendar(load: Load) -> None:
    loaded = load(
        {
            "days_off: []": "days_off: [2017-10-19]",
            "\n  working_days: []": "\n  working_days: [2017-10-22]",
        }
    )
    assert publicity_period(loaded, FIVE, date(2017, 10, 18)).last == date(2017, 10, 24)


def test_a_year_beyond_the_national_calendar_needs_its_own_days() -> None:
    with pytest.raises(ProblemError) as caught:
        is_working_day(date(2040, 1, 4), NATIONAL)
    (found,) = caught.value.problems
    assert (found.code, found.facts) == ("round.calendar-unknown", (("year", "2040"),))
    own = Calendar(days_off=(date(2040, 1, 2),), working_days=(date(2040, 1, 7),))
    days = [date(2040, 1, day) for day in range(1, 10)]  # 2040-01-01 is a Sunday
    assert [is_working_day(day, own) for day in days] == [
        *(False, False, True, True, True, True, True),
        *(False, True),
    ]


def test_own_days_of_one_year_say_nothing_of_the_next() -> None:
    own = Calendar(days_off=(date(2040, 1, 2),))
    with pytest.raises(ProblemError):
        is_working_day(date(2041, 1, 2), own)


def test_publicity_cannot_begin_on_a_day_off(small_round: Round) -> None:
    with pytest.raises(ProblemError) as caught:
        publicity_period(small_round, FIVE, date(2017, 10, 1))
    assert [found.code for found in caught.value.problems] == ["round.day-off"]

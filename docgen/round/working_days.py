"""Working days by the State Council's calendar and the round's own, and publicity periods."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

import chinese_calendar
from chinese_calendar.constants import holidays

from docgen.problems import ProblemError, problem
from docgen.programme import PublicityRule
from docgen.round.round import Calendar, Round

_DAY: Final = datetime.timedelta(days=1)
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Period:
    """When a list is published.

    Attributes:
        first: Day of publication.
        last: Last day, a working day where those are counted.
        rule: How its length is counted.
    """

    first: datetime.date
    last: datetime.date
    rule: PublicityRule


def is_working_day(day: datetime.date, calendar: Calendar) -> bool:
    """Whether bureaus work on a day.

    The round's own days come first, then the State Council's yearly order on holidays. Of a
    year without a known order, the round must list its days itself; the others of that year
    are then plain weekdays and weekends.

    Raises:
        ProblemError: Nothing is known of that year's holidays.
    """
    if day in calendar.working_days:
        return True
    if day in calendar.days_off:
        return False
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        if not any(own.year == day.year for own in calendar.days_off + calendar.working_days):
            raise ProblemError([problem("round.calendar-unknown", year=day.year)]) from None
        return day.weekday() < _SATURDAY


def last_known_year() -> int:
    """The last year whose holidays are built in: the State Council orders them year by year."""
    return int(max(holidays).year)


def publicity_period(round_: Round, rule: PublicityRule, first_day: datetime.date) -> Period:
    """The period of a list that is published on a day.

    Args:
        round_: The round, with its calendar.
        rule: How long the list is published.
        first_day: Day of publication.

    Raises:
        ProblemError: Working days are counted, and the first day is none, or a year's holidays
            are not known.
    """
    left = rule.days - rule.first_day_counts
    if rule.counted == "calendar":
        return Period(first_day, first_day + left * _DAY, rule)
    calendar = round_.calendar
    if not is_working_day(first_day, calendar):
        raise ProblemError([problem("round.day-off", day=first_day)])
    last = first_day
    while left:
        last += _DAY
        left -= is_working_day(last, calendar)
    return Period(first_day, last, rule)

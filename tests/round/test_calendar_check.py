"""That the calendar of holidays ends before the round does is told, with its last day."""

from __future__ import annotations

import chinese_calendar.constants
import pytest

from docgen.problems import ProblemError
from docgen.round import check_calendar, last_known_year, load_round
from docgen.yaml_input import read_yaml

LAST = max(chinese_calendar.constants.holidays).year
BEYOND = LAST + 1


def found(path):
    return list(check_calendar(load_round(path), read_yaml(path, "round.yaml").place))


def test_the_last_known_year_is_the_library_s() -> None:
    assert last_known_year() == LAST


def test_a_round_within_the_known_years_is_not_warned(write) -> None:
    assert found(write()) == []


@pytest.mark.parametrize(
    ("old", "key"), [("deadline: 2017-11-25", "deadline"), ("  date: 2017-11-24", "date")]
)
def test_a_round_that_lasts_longer_is_told_its_last_day(write, old, key) -> None:
    path = write({old: f"{old.replace('2017', str(BEYOND))}"})
    (one,) = found(path)
    assert (one.code, one.severity) == ("round.calendar-ends", "warning")
    facts = dict(one.facts)
    assert (facts["known"], facts["last"][:4]) == (str(LAST), str(BEYOND))
    line = path.read_text(encoding="utf-8").splitlines()[one.place.line - 1]
    assert line.strip().startswith(f"{key}: {BEYOND}")


def test_a_year_whose_days_are_listed_is_known(write) -> None:
    path = write(
        {
            "deadline: 2017-11-25": f"deadline: {BEYOND}-11-25",
            "days_off: []": f"days_off: [{BEYOND}-10-01]",
        }
    )
    assert found(path) == []


def test_a_period_that_cannot_be_counted_is_an_error_at_its_line(write) -> None:
    path = write(
        {
            "deadline: 2017-11-25": f"deadline: {BEYOND}-11-25",
            "first_day: 2017-11-16": f"first_day: {BEYOND}-11-16",
            "  date: 2017-11-24": f"  date: {BEYOND}-11-25",
        }
    )
    with pytest.raises(ProblemError) as raised:
        load_round(path, "round.yaml")
    (one,) = raised.value.problems
    assert one.code == "round.calendar-unknown"
    line = path.read_text(encoding="utf-8").splitlines()[one.place.line - 1]
    assert "first_day" in line

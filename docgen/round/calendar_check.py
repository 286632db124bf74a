"""Whether the holidays of every year that a round reaches into are known."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import suppress

from docgen.problems import Problem, ProblemError, problem
from docgen.round.document_checks import At
from docgen.round.round import Round
from docgen.round.working_days import last_known_year, publicity_period
from docgen.yaml_input import Location


def check_calendar(round_: Round, at: At) -> Iterator[Problem]:
    """Whether the round ends after the calendar does, to be told when the round starts.

    Args:
        round_: The round.
        at: Place of the entry of the round's file that a path of keys leads to.
    """
    known = last_known_year()
    listed = {day.year for day in (*round_.calendar.days_off, *round_.calendar.working_days)}
    beyond = [
        (day, location)
        for location, day in _dates(round_)
        if day.year > known and day.year not in listed
    ]
    if beyond:
        last, location = max(beyond, key=lambda one: one[0])
        yield problem("round.calendar-ends", at(location), known=known, last=last)


def _dates(round_: Round) -> Iterator[tuple[Location, datetime.date]]:
    """The days that are planned, each where it is written."""
    for stage in round_.stages:
        plan, location = round_.plan(stage), ("stages", stage.key)
        yield (*location, "deadline"), plan.deadline
        rule = round_.rule(stage)
        if rule is not None and plan.publicity is not None:
            first_day = plan.publicity.first_day
            yield (*location, "publicity", "first_day"), first_day
            with suppress(ProblemError):  # told when the round is read
                last = publicity_period(round_, rule, first_day).last
                yield (*location, "publicity", "first_day"), last
        if plan.recommendation is not None:
            yield (*location, "recommendation", "date"), plan.recommendation.date
    if round_.determination is not None:
        yield ("determination", "date"), round_.determination.date

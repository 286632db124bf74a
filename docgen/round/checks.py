"""What must hold between the entries of a round's file, each broken rule at its place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from docgen.problems import Problem, ProblemError, problem
from docgen.round.document_checks import At, check_documents
from docgen.round.documents import Contact
from docgen.round.level import PLACEHOLDER, LevelName
from docgen.round.round import Round
from docgen.round.working_days import Period, publicity_period
from docgen.yaml_input import Location

_FORMS: Final = {
    "phone": (re.compile(r"[\d+()\- ]*\d[\d+()\- ]*"), "0731-00000000"),
    "fax": (re.compile(r"[\d+()\- ]*\d[\d+()\- ]*"), "0731-00000000"),
    "email": (re.compile(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+"), "name@example.com"),
    "postcode": (re.compile(r"\d{6}"), "410000"),
}


def check_round(round_: Round, at: At) -> Iterator[Problem]:
    """Problems of a round whose every entry is right by itself.

    Args:
        round_: The round.
        at: Place of the entry that a path of keys leads to.
    """
    yield from check_documents(round_, at)
    yield from _contacts(round_, at)
    yield from _bureaus(round_, at)
    yield from _quotas(round_, at)
    yield from _calendar(round_, at)
    yield from _deadlines(round_, at)
    yield from _publicity(round_, at)


def _contacts(round_: Round, at: At) -> Iterator[Problem]:
    contacts: dict[Location, Contact] = {("contact",): round_.contact}
    for name in LevelName:
        publicity = round_.levels[name].publicity
        location: Location = ("levels", name, "publicity")
        if publicity.contact is not None:
            contacts[*location, "contact"] = publicity.contact
        for bureau, contact in publicity.contacts.items():
            contacts[*location, "contacts", bureau] = contact
    for location, contact in contacts.items():
        for key, (form, example) in _FORMS.items():
            text = getattr(contact, key)
            if text is not None and not form.fullmatch(text):
                place = at((*location, key))
                yield problem("round.wrong-form", place, key=key, found=text, example=example)


def _bureaus(round_: Round, at: At) -> Iterator[Problem]:
    for name in LevelName:
        place, pattern = at(("levels", name, "bureau")), round_.levels[name].bureau
        known = ", ".join(f"{{{unit}}}" for unit in name.units)
        for placeholder in PLACEHOLDER.findall(pattern):
            if placeholder not in name.units:
                yield problem(
                    "round.unknown-placeholder", place, found=f"{{{placeholder}}}", known=known
                )
        if set("{}") & set(PLACEHOLDER.sub("", pattern)):
            yield problem("round.stray-brace", place, found=pattern, known=known)


def _quotas(round_: Round, at: At) -> Iterator[Problem]:
    total = sum(round_.quotas.values())
    if total != round_.total_quota:
        place = at(("total_quota",))
        yield problem("round.quota-sum", place, sum=total, total=round_.total_quota)


def _calendar(round_: Round, at: At) -> Iterator[Problem]:
    for index, day in enumerate(round_.calendar.working_days):
        if day in round_.calendar.days_off:
            yield problem("round.day-twice", at(("calendar", "working_days", index)), day=day)


def _deadlines(round_: Round, at: At) -> Iterator[Problem]:
    levels = round_.levels
    if levels.county.deadline <= round_.notice.date:
        yield problem(
            "round.deadline-before-notice",
            at(("levels", LevelName.COUNTY, "deadline")),
            deadline=levels.county.deadline,
            notice=round_.notice.date,
        )
    for lower, higher in pairwise(LevelName):
        earlier, deadline = levels[lower].deadline, levels[higher].deadline
        if deadline <= earlier:
            place = at(("levels", higher, "deadline"))
            yield problem("round.deadline-order", place, deadline=deadline, earlier=earlier)


def _publicity(round_: Round, at: At) -> Iterator[Problem]:
    after = round_.notice.date
    for name in LevelName:
        level = round_.levels[name]
        location: Location = ("levels", name, "publicity", "first_day")
        first_day, place = level.publicity.first_day, at(location)
        if first_day <= after:
            yield problem("round.publicity-early", place, day=first_day, after=after)
        period = _period(round_, first_day)
        if isinstance(period, Period):
            after = period.last
            if period.last > level.deadline:
                yield problem(
                    "round.publicity-late",
                    place,
                    day=first_day,
                    last=period.last,
                    deadline=level.deadline,
                )
        else:
            yield from (replace(found, place=place) for found in period)
        if level.publicity.issued > first_day:
            place = at((*location[:-1], "date"))
            yield problem("round.publicity-date", place, date=level.publicity.issued, day=first_day)
    determination = round_.determination
    if determination is not None and determination.date <= after:
        place = at(("determination", "date"))
        yield problem("round.determination-early", place, date=determination.date, after=after)


def _period(round_: Round, first_day: datetime.date) -> Period | tuple[Problem, ...]:
    try:
        return publicity_period(round_, first_day)
    except ProblemError as error:
        return error.problems

"""What must hold between the entries of a round's file, each broken rule at its place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from docgen.problems import Problem, ProblemError, problem
from docgen.programme import PublicityRule, Stage, bureau_problems
from docgen.round.document_checks import At, check_documents
from docgen.round.documents import Contact
from docgen.round.round import Round
from docgen.round.stage_plan import StagePlan
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
    for stage in round_.stages:
        publicity = round_.plan(stage).publicity
        location: Location = ("stages", stage.key, "publicity")
        if publicity is None:
            continue
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
    for stage in round_.stages:
        plan, location = round_.plan(stage), ("stages", stage.key)
        keys = round_.programme.units_of(stage)
        if plan.bureau is not None:
            yield from bureau_problems(plan.bureau, keys, at((*location, "bureau")))
        for unit, name in plan.bureaus.items():
            yield from bureau_problems(name, keys, at((*location, "bureaus", unit)))


def _quotas(round_: Round, at: At) -> Iterator[Problem]:
    """Whether each stage has the numbers that its quota is of, and those that add up do."""
    most: int | None = None  # that can still be chosen, by the quotas of the stages before
    for stage in round_.stages:
        plan, location = round_.plan(stage), ("stages", stage.key)
        yield from _numbers(stage, plan, location, at)
        added = sum(plan.places.values())
        if plan.places and plan.total is not None and added != plan.total:
            place = at((*location, "total"))
            yield problem("round.quota-sum", place, sum=added, total=plan.total)
        total = plan.total or (added if plan.places else None)
        if total is None:
            continue
        if most is not None and total > most:
            place = at((*location, "total" if plan.total else "places"))
            yield problem("round.quota-beyond", place, total=total, most=most)
        most = total if most is None else min(most, total)


def _numbers(stage: Stage, plan: StagePlan, location: Location, at: At) -> Iterator[Problem]:
    quota = stage.quota
    by_unit = quota is not None and quota.by is not None
    if quota is None:
        for key in ("places", "total"):
            if getattr(plan, key):
                yield problem("round.no-quota", at((*location, key)), key=key, **stage.facts)
    elif by_unit and not plan.places:
        yield problem("round.quota-missing", at(location), key="places", **stage.facts)
    elif not by_unit and plan.places:
        yield problem("round.no-quota", at((*location, "places")), key="places", **stage.facts)
    elif not by_unit and plan.total is None:
        yield problem("round.quota-missing", at(location), key="total", **stage.facts)


def _calendar(round_: Round, at: At) -> Iterator[Problem]:
    for index, day in enumerate(round_.calendar.working_days):
        if day in round_.calendar.days_off:
            yield problem("round.day-twice", at(("calendar", "working_days", index)), day=day)


def _deadlines(round_: Round, at: At) -> Iterator[Problem]:
    first = round_.stages[0]
    if round_.plan(first).deadline <= round_.notice.date:
        yield problem(
            "round.deadline-before-notice",
            at(("stages", first.key, "deadline")),
            deadline=round_.plan(first).deadline,
            notice=round_.notice.date,
        )
    for lower, higher in pairwise(round_.stages):
        earlier, deadline = round_.plan(lower).deadline, round_.plan(higher).deadline
        if deadline <= earlier:
            place = at(("stages", higher.key, "deadline"))
            facts = {"order": "、".join(stage.key for stage in round_.stages)}
            yield problem(
                "round.deadline-order", place, deadline=deadline, earlier=earlier, **facts
            )


def _publicity(round_: Round, at: At) -> Iterator[Problem]:
    after = round_.notice.date
    for stage in round_.stages:
        plan, location = round_.plan(stage), ("stages", stage.key)
        rule = round_.rule(stage)
        if stage.publicity is None and plan.publicity is not None:
            yield problem("round.no-publicity", at((*location, "publicity")), **stage.facts)
        elif stage.publicity is not None and plan.publicity is None:
            yield problem("round.publicity-missing", at(location), **stage.facts)
        if rule is None or plan.publicity is None:
            continue
        first_day, place = plan.publicity.first_day, at((*location, "publicity", "first_day"))
        if first_day <= after:
            yield problem("round.publicity-early", place, day=first_day, after=after)
        period = _period(round_, rule, first_day)
        if isinstance(period, Period):
            after = period.last
            if period.last > plan.deadline:
                yield problem(
                    "round.publicity-late",
                    place,
                    day=first_day,
                    last=period.last,
                    deadline=plan.deadline,
                )
        else:
            yield from (replace(found, place=place) for found in period)
        if plan.publicity.issued > first_day:
            place = at((*location, "publicity", "date"))
            date = plan.publicity.issued
            yield problem("round.publicity-date", place, date=date, day=first_day)
    determination = round_.determination
    if determination is not None and determination.date <= after:
        place = at(("determination", "date"))
        yield problem("round.determination-early", place, date=determination.date, after=after)


def _period(
    round_: Round, rule: PublicityRule, first_day: datetime.date
) -> Period | tuple[Problem, ...]:
    try:
        return publicity_period(round_, rule, first_day)
    except ProblemError as error:
        return error.problems

"""The official documents that follow from the decisions of the levels."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from docgen.desk.folder import LoadedRound, PlannedRound
from docgen.desk.papers import Ground
from docgen.desk.plan_check import check_plan
from docgen.desk.publication import (
    ROUND,
    Grounded,
    Lists,
    Publication,
    check_chosen,
    nothing,
    office_of,
    publish_lists,
    without_forms,
    written,
)
from docgen.desk.standing import Standing, by_unit, off_roster
from docgen.desk.store import Store
from docgen.notices import Office, determination, publicity, quota_table
from docgen.problems import Problem, ProblemError, errors, problem
from docgen.records import Applicant
from docgen.round import (
    Determination,
    LevelName,
    Period,
    Round,
    official_date,
    publicity_period,
)


def publish_quota(
    planned: PlannedRound, store: Store | None = None, *, overwrite: bool = False
) -> Publication:
    """The quota table.

    Args:
        planned: The round; there need be no roster yet.
        store: Its records; None if there are none yet.
        overwrite: Whether a table that was changed by hand gives way.
    """
    warnings = [*off_roster(planned, store), *check_plan(planned)]
    papers = [(paper, Ground("quota")) for paper in quota_table(office_of(planned))]
    return written(planned, papers, warnings, overwrite=overwrite)


def publish_publicity(
    loaded: LoadedRound,
    store: Store,
    standing: Standing,
    level: LevelName,
    first_day: datetime.date | None = None,
    *,
    overwrite: bool = False,
) -> Publication:
    """The publicity notices of a level, one for each bureau; a list with errors is held back.

    The first day that a notice states goes on record: later papers say the same, and so does the
    notice when it is made again.

    Args:
        loaded: The round.
        store: Its records.
        standing: Where it stands.
        level: Whose notices.
        first_day: Day of publication; the day planned in the round if not given.
        overwrite: Whether notices that were changed by hand give way, and days on record to
            the first day that is given.
    """
    setting = loaded.setting
    if not standing.decisions[level]:
        return nothing(standing, problem("publish.undecided", **level.facts))
    chosen = by_unit(level, standing.chosen(level), setting)
    if not chosen:
        return nothing(standing, problem("publish.nothing-chosen", **level.facts))
    said = {} if overwrite and first_day else standing.first_days.get(level, {})
    wanted = first_day or setting.round.levels[level].publicity.first_day
    warnings = [
        *_undecided_units(loaded, standing, level),
        *_borrowed_contact(loaded, level, chosen),
        *_days_on_record(chosen, said, wanted),
    ]

    office = office_of(loaded, standing)

    def made(unit: str, applicants: Sequence[Applicant]) -> Grounded | Problem:
        return _publicity(office, level, unit, applicants, said.get(unit, wanted))

    publication = publish_lists(loaded, standing, level, chosen, made, overwrite=overwrite)
    publication.problems[:0] = warnings
    store.keep_first_days(
        level, {one.unit: one.first_day for one in publication.grounds if one.first_day}
    )
    return publication


def _publicity(
    office: Office,
    level: LevelName,
    unit: str,
    applicants: Sequence[Applicant],
    first_day: datetime.date,
) -> Grounded | Problem:
    planned = office.round.levels[level].publicity
    try:
        period = publicity_period(office.round, first_day)
    except ProblemError as error:
        return error.problems[0]
    late = _after_deadline(office.round, level, period)
    if late is not None:
        return late
    issued = planned.issued if first_day == planned.first_day else first_day
    paper = publicity(office, level, unit, applicants, period, issued)
    return paper, Ground("publicity", level, unit, tuple(applicants), first_day)


def publish_determination(
    loaded: LoadedRound, standing: Standing, *, overwrite: bool = False
) -> Publication:
    """The determination document, its list in the quota table's order.

    Who lost the honour since is left out.
    """
    level = LevelName.PROVINCE
    setting = loaded.setting
    document = setting.round.determination
    if document is None:
        return nothing(standing, problem("publish.no-determination", ROUND))
    if not standing.decisions[level]:
        return nothing(standing, problem("publish.undecided", **level.facts))
    candidates = [
        one for unit in by_unit(level, standing.chosen(level), setting).values() for one in unit
    ]
    if not candidates:
        return nothing(standing, problem("publish.nothing-chosen", **level.facts))
    problems = [*standing.problems, *check_chosen(loaded, standing, level, candidates)]
    problems += [one for found in without_forms(loaded, standing, level).values() for one in found]
    problems += _untimely(loaded, standing, document)
    if standing.off_roster:
        problems += [*standing.off_roster, problem("publish.off-roster")]
    if errors(problems):
        return Publication(problems=problems)
    applicants = [one.applicant for one in candidates if one.applicant not in standing.revoked]
    problems += [
        problem("publish.revoked-left-out", name=one.applicant.full_name)
        for one in candidates
        if one.applicant in standing.revoked
    ]
    if not applicants:
        return Publication(problems=[*problems, problem("publish.all-revoked")])
    paper = determination(office_of(loaded, standing), document, applicants)
    ground = Ground("determination", level, setting.round.province, tuple(applicants))
    return written(loaded, [(paper, ground)], problems, overwrite=overwrite)


def _untimely(
    loaded: LoadedRound, standing: Standing, document: Determination
) -> Iterator[Problem]:
    """Whether the determination would come after the deadline, or before publicity ends."""
    level = LevelName.PROVINCE
    round_ = loaded.setting.round
    deadline = round_.levels[level].deadline
    date = official_date(document.date)
    if document.date > deadline:
        facts = {"date": date, "deadline": official_date(deadline)}
        yield problem("publish.determination-late", ROUND, **facts)
    said = standing.first_day(level, round_.province)
    if said is not None:
        last = publicity_period(round_, said).last
        if document.date <= last:
            facts = {"date": date, "last": official_date(last)}
            yield problem("publish.determination-early", ROUND, **facts)


def _after_deadline(round_: Round, level: LevelName, period: Period) -> Problem | None:
    deadline = round_.levels[level].deadline
    if period.last <= deadline:
        return None
    facts = {"last": official_date(period.last), "deadline": official_date(deadline)}
    names = level.facts
    return problem("publish.after-deadline", ROUND, **facts, **names)


def _days_on_record(
    chosen: Lists, said: Mapping[str, datetime.date], wanted: datetime.date
) -> list[Problem]:
    """Units whose notice has stated another first day than is wanted now."""
    return [
        problem(
            "publish.first-day-on-record",
            unit=unit,
            day=official_date(said[unit]),
            wanted=official_date(wanted),
        )
        for unit in chosen
        if said.get(unit, wanted) != wanted
    ]


def _undecided_units(loaded: LoadedRound, standing: Standing, level: LevelName) -> list[Problem]:
    decided = standing.decisions[level]
    return [
        problem("publish.unit-undecided", unit=unit)
        for unit, candidates in by_unit(level, standing.before(level), loaded.setting).items()
        if not any(one.applicant in decided for one in candidates)
    ]


def _borrowed_contact(loaded: LoadedRound, level: LevelName, chosen: Lists) -> list[Problem]:
    """Whether notices of lower bureaus print the contact of the office in charge as their own."""
    round_ = loaded.setting.round
    if level is LevelName.PROVINCE:
        return []
    firsts = (candidates[0].applicant for candidates in chosen.values())
    named = loaded.setting.programme.applicant.named
    bureaus = [round_.bureau(level, named(one)) for one in firsts]
    without = [one for one in bureaus if round_.contact_of(level, one) is round_.contact]
    if not without:
        return []
    place = ROUND._replace(field=f"levels.{level.value}.publicity.contacts")
    facts = {"bureau": without[0], "count": len(without), "office": round_.office}
    return [problem("publish.borrowed-contact", place, **facts)]

"""The official documents that follow from the decisions of the stages."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from docgen.programme import PublicityRule, Stage
from docgen.records import Applicant, bureau_of
from docgen.round import (
    Determination,
    Period,
    Publicity,
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
    if not planned.setting.round.places:
        return Publication(problems=[problem("publish.no-quota-table", ROUND)])
    warnings = [*off_roster(planned, store), *check_plan(planned)]
    papers = [(paper, Ground("quota")) for paper in quota_table(office_of(planned))]
    return written(planned, papers, warnings, overwrite=overwrite)


def publish_publicity(
    loaded: LoadedRound,
    store: Store,
    standing: Standing,
    stage: Stage,
    first_day: datetime.date | None = None,
    *,
    overwrite: bool = False,
) -> Publication:
    """The publicity notices of a stage, one for each bureau; a list with errors is held back.

    The first day that a notice states goes on record: later papers say the same, and so does the
    notice when it is made again.

    Args:
        loaded: The round.
        store: Its records.
        standing: Where it stands.
        stage: Whose notices.
        first_day: Day of publication; the day planned in the round if not given.
        overwrite: Whether notices that were changed by hand give way, and days on record to
            the first day that is given.
    """
    setting = loaded.setting
    rule, document = setting.round.rule(stage), setting.round.plan(stage).publicity
    if rule is None or document is None:
        return nothing(standing, problem("publish.no-publicity", ROUND, **stage.facts))
    if not standing.decisions[stage.key]:
        return nothing(standing, problem("publish.undecided", **stage.facts))
    chosen = by_unit(stage, standing.chosen(stage), setting)
    if not chosen:
        return nothing(standing, problem("publish.nothing-chosen", **stage.facts))
    said = {} if overwrite and first_day else standing.first_days.get(stage.key, {})
    wanted = first_day or document.first_day
    warnings = [
        *_undecided_units(loaded, standing, stage),
        *_borrowed_contact(loaded, stage, chosen),
        *_days_on_record(chosen, said, wanted),
    ]

    office = office_of(loaded, standing)

    def made(unit: str, applicants: Sequence[Applicant]) -> Grounded | Problem:
        notice = _Notice(stage, unit, document, rule)
        return _publicity(office, notice, applicants, said.get(unit, wanted))

    publication = publish_lists(loaded, standing, stage, chosen, made, overwrite=overwrite)
    publication.problems[:0] = warnings
    store.keep_first_days(
        stage.key, {one.unit: one.first_day for one in publication.grounds if one.first_day}
    )
    return publication


@dataclass(frozen=True, slots=True)
class _Notice:
    """A notice of one unit of a stage, as it is planned."""

    stage: Stage
    unit: str
    document: Publicity
    rule: PublicityRule


def _publicity(
    office: Office, notice: _Notice, applicants: Sequence[Applicant], first_day: datetime.date
) -> Grounded | Problem:
    stage, unit, planned = notice.stage, notice.unit, notice.document
    try:
        period = publicity_period(office.round, notice.rule, first_day)
    except ProblemError as error:
        return error.problems[0]
    late = _after_deadline(office.round, stage, period)
    if late is not None:
        return late
    issued = planned.issued if first_day == planned.first_day else first_day
    paper = publicity(office, stage, unit, planned, applicants, period, issued)
    return paper, Ground("publicity", stage.key, unit, tuple(applicants), first_day)


def publish_determination(
    loaded: LoadedRound, standing: Standing, *, overwrite: bool = False
) -> Publication:
    """The determination document, its list grouped by unit in the quota table's order.

    Who lost the honour since is left out.
    """
    setting = loaded.setting
    stage = setting.round.programme.last
    document = setting.round.determination
    if document is None:
        return nothing(standing, problem("publish.no-determination", ROUND))
    if not standing.decisions[stage.key]:
        return nothing(standing, problem("publish.undecided", **stage.facts))
    candidates = [
        one for unit in by_unit(stage, standing.chosen(stage), setting).values() for one in unit
    ]
    if not candidates:
        return nothing(standing, problem("publish.nothing-chosen", **stage.facts))
    problems = [*standing.problems, *check_chosen(loaded, standing, stage, candidates)]
    problems += [one for found in without_forms(loaded, standing, stage).values() for one in found]
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
    ground = Ground("determination", stage.key, setting.round.region, tuple(applicants))
    return written(loaded, [(paper, ground)], problems, overwrite=overwrite)


def _untimely(
    loaded: LoadedRound, standing: Standing, document: Determination
) -> Iterator[Problem]:
    """Whether the determination would come after the deadline, or before publicity ends."""
    round_ = loaded.setting.round
    stage = round_.programme.last
    deadline = round_.plan(stage).deadline
    date = official_date(document.date)
    if document.date > deadline:
        facts = {"date": date, "deadline": official_date(deadline)}
        yield problem("publish.determination-late", ROUND, **facts)
    rule = round_.rule(stage)
    days = standing.first_days.get(stage.key, {}).values()
    if rule is not None and days:
        last = max(publicity_period(round_, rule, day).last for day in days)
        if document.date <= last:
            facts = {"date": date, "last": official_date(last), **stage.facts}
            yield problem("publish.determination-early", ROUND, **facts)


def _after_deadline(round_: Round, stage: Stage, period: Period) -> Problem | None:
    deadline = round_.plan(stage).deadline
    if period.last <= deadline:
        return None
    facts = {"last": official_date(period.last), "deadline": official_date(deadline)}
    return problem("publish.after-deadline", ROUND, **facts, **stage.facts)


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


def _undecided_units(loaded: LoadedRound, standing: Standing, stage: Stage) -> list[Problem]:
    decided = standing.decisions[stage.key]
    return [
        problem("publish.unit-undecided", unit=unit)
        for unit, candidates in by_unit(stage, standing.before(stage), loaded.setting).items()
        if not any(one.applicant in decided for one in candidates)
    ]


def _borrowed_contact(loaded: LoadedRound, stage: Stage, chosen: Lists) -> list[Problem]:
    """Whether notices of lower bureaus print the contact of the office in charge as their own."""
    round_ = loaded.setting.round
    if stage.awards:
        return []
    firsts = (candidates[0].applicant for candidates in chosen.values())
    bureaus = [bureau_of(round_, stage, one) for one in firsts]
    without = [one for one in bureaus if round_.contact_of(stage, one) is round_.contact]
    if not without:
        return []
    place = ROUND._replace(field=f"stages.{stage.key}.publicity.contacts")
    facts = {"bureau": without[0], "count": len(without), "office": round_.office}
    return [problem("publish.borrowed-contact", place, **facts)]

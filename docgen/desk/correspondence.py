"""The documents that a round opens with, passes upward, and is followed by."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from docgen.desk.folder import LoadedRound, PlannedRound
from docgen.desk.papers import Ground
from docgen.desk.plan_check import check_plan
from docgen.desk.publication import (
    ROUND,
    Grounded,
    Publication,
    nothing,
    office_of,
    publish_lists,
    written,
)
from docgen.desk.standing import Standing, by_unit, off_roster
from docgen.desk.store import RevocationOnRecord, Store
from docgen.forms.blank import blank_forms
from docgen.notices import notice, recommendation, revocation
from docgen.problems import Problem, ProblemError, problem
from docgen.programme import Stage
from docgen.records import Applicant
from docgen.round import (
    Period,
    Recommendation,
    Round,
    check_revocation,
    official_date,
    publicity_period,
)


def publish_notice(
    planned: PlannedRound, store: Store | None = None, *, overwrite: bool = False
) -> Publication:
    """The notice that opens the round, with its annexes.

    Args:
        planned: The round; there need be no roster yet.
        store: Its records; None if there are none yet.
        overwrite: Whether a notice that was changed by hand gives way.
    """
    warnings = [*off_roster(planned, store), *check_plan(planned)]
    forms = blank_forms(planned.setting.programme, planned.setting.standard)
    papers = [(notice(office_of(planned), forms), Ground("notice"))]
    return written(planned, papers, warnings, overwrite=overwrite)


def publish_recommendation(
    loaded: LoadedRound, standing: Standing, stage: Stage, *, overwrite: bool = False
) -> Publication:
    """The recommendations of a stage, one from each bureau; a list with errors is held back.

    Args:
        loaded: The round.
        standing: Where it stands.
        stage: Whose recommendations, not the last one.
        overwrite: Whether documents that were changed by hand give way.
    """
    round_ = loaded.setting.round
    document = round_.plan(stage).recommendation
    if document is None:
        return nothing(standing, problem("publish.no-recommendation", ROUND, **stage.facts))
    if not standing.decisions[stage.key]:
        return nothing(standing, problem("publish.undecided", **stage.facts))
    chosen = by_unit(stage, standing.chosen(stage), loaded.setting)
    if not chosen:
        return nothing(standing, problem("publish.nothing-chosen", **stage.facts))
    said = standing.first_days.get(stage.key, {})
    office = office_of(loaded, standing)

    def made(unit: str, applicants: Sequence[Applicant]) -> Grounded | Problem:
        try:
            period = _period(round_, stage, said.get(unit))
        except ProblemError as error:
            return error.problems[0]
        untimely = _out_of_time(round_, stage, document, period)
        if untimely is not None:
            return untimely
        paper = recommendation(office, stage, unit, document, applicants, period)
        first_day = None if period is None else period.first
        return paper, Ground("recommendation", stage.key, unit, tuple(applicants), first_day)

    return publish_lists(loaded, standing, stage, chosen, made, overwrite=overwrite)


def publish_revocation(
    loaded: LoadedRound,
    store: Store,
    standing: Standing,
    names: Sequence[str],
    reason: str,
    *,
    overwrite: bool = False,
) -> Publication:
    """The document that withdraws the honour from applicants that have it; it goes on record.

    Args:
        loaded: The round.
        store: Its records.
        standing: Where it stands.
        names: Names of the applicants, short or full.
        reason: Why, as it follows their names in a sentence.
        overwrite: Whether a document that was changed by hand, and the reason on record, give way.
    """
    document = loaded.setting.round.revocation
    if document is None:
        return nothing(standing, problem("publish.no-revocation", ROUND))
    if any(check_revocation(loaded.setting.round, lambda _: ROUND)):
        facts = {"date": official_date(document.date)}
        return nothing(standing, problem("publish.revocation-early", ROUND, **facts))
    last = loaded.setting.round.programme.last
    recognised = [one.applicant for one in standing.recommended(last)]
    applicants: list[Applicant] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        found = [one for one in recognised if name in (one.name, one.full_name)]
        if len(found) == 1:
            applicants += found
        else:
            code = "publish.name-ambiguous" if found else "publish.not-recognised"
            problems.append(problem(code, name=name))
    told = RevocationOnRecord(document.number, document.date, reason)
    for one in applicants:
        before = standing.revoked.get(one, told)
        if before != told and not overwrite:
            facts = {"name": one.full_name, "number": before.number, "reason": before.reason}
            problems.append(problem("publish.revoked-already", **facts))
    if problems:
        return Publication(problems=[*standing.off_roster, *problems])
    ordered = [one for one in recognised if one in applicants]
    round_ = loaded.setting.round
    ground = Ground(
        "revocation",
        round_.programme.last.key,
        round_.region,
        tuple(ordered),
        reason=reason,
        number=document.number,
        date=document.date,
    )
    paper = revocation(office_of(loaded, standing), document, ordered, reason)
    publication = written(loaded, [(paper, ground)], standing.off_roster, overwrite=overwrite)
    if publication.files:
        store.revoke(ordered, told)
    return publication


def _period(round_: Round, stage: Stage, said: datetime.date | None) -> Period | None:
    """When a unit's list is published, by its notice or else as planned; None if it is not."""
    rule, planned = round_.rule(stage), round_.plan(stage).publicity
    if rule is None or planned is None:
        return None
    return publicity_period(round_, rule, said or planned.first_day)


def _out_of_time(
    round_: Round, stage: Stage, document: Recommendation, period: Period | None
) -> Problem | None:
    """Whether recommendations would go out before publicity ends, or after the deadline."""
    deadline = round_.plan(stage).deadline
    facts = {"date": official_date(document.date), "deadline": official_date(deadline)}
    if period is not None and document.date <= period.last:
        facts["last"] = official_date(period.last)
        return problem("publish.recommendation-early", ROUND, **facts, **stage.facts)
    if document.date > deadline:
        return problem("publish.recommendation-late", ROUND, **facts, **stage.facts)
    return None

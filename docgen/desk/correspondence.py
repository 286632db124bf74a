"""The documents that a round opens with, passes upward, and is followed by."""

from __future__ import annotations

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
from docgen.records import Applicant
from docgen.round import (
    LevelName,
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
    loaded: LoadedRound, standing: Standing, level: LevelName, *, overwrite: bool = False
) -> Publication:
    """The recommendations of a level, one from each bureau; a list with errors is held back.

    Args:
        loaded: The round.
        standing: Where it stands.
        level: Whose recommendations.
        overwrite: Whether documents that were changed by hand give way.
    """
    round_ = loaded.setting.round
    document = round_.levels[level].recommendation
    if document is None:
        return nothing(standing, problem("publish.no-recommendation", ROUND, **level.facts))
    if not standing.decisions[level]:
        return nothing(standing, problem("publish.undecided", **level.facts))
    chosen = by_unit(level, standing.chosen(level), loaded.setting)
    if not chosen:
        return nothing(standing, problem("publish.nothing-chosen", **level.facts))
    said = standing.first_days.get(level, {})
    office = office_of(loaded, standing)

    def made(unit: str, applicants: Sequence[Applicant]) -> Grounded | Problem:
        first_day = said.get(unit, round_.levels[level].publicity.first_day)
        try:
            period = publicity_period(round_, first_day)
        except ProblemError as error:
            return error.problems[0]
        untimely = _out_of_time(round_, level, document, period)
        if untimely is not None:
            return untimely
        paper = recommendation(office, level, unit, document, applicants, period)
        return paper, Ground("recommendation", level, unit, tuple(applicants), first_day)

    return publish_lists(loaded, standing, level, chosen, made, overwrite=overwrite)


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
    recognised = [one.applicant for one in standing.recommended(LevelName.PROVINCE)]
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
    province = loaded.setting.round.province
    ground = Ground(
        "revocation",
        LevelName.PROVINCE,
        province,
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


def _out_of_time(
    round_: Round, level: LevelName, document: Recommendation, period: Period
) -> Problem | None:
    """Whether recommendations would go out before publicity ends, or after the deadline."""
    deadline = round_.levels[level].deadline
    if period.last < document.date <= deadline:
        return None
    facts = {
        "date": official_date(document.date),
        "last": official_date(period.last),
        "deadline": official_date(deadline),
    }
    names = level.facts
    return problem("publish.recommendation-out-of-time", ROUND, **facts, **names)

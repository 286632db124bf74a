"""The documents that a round opens with, passes upward, and is followed by."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.desk.folder import LoadedRound
from docgen.desk.publication import (
    ROUND,
    Publication,
    nothing,
    office_of,
    publish_lists,
    written,
)
from docgen.desk.standing import Standing, by_unit
from docgen.forms.blank import blank_forms
from docgen.notices import Paper, notice, recommendation, revocation
from docgen.problems import Problem, ProblemError, problem
from docgen.procedure import (
    LevelName,
    Period,
    Recommendation,
    check_revocation,
    official_date,
    publicity_period,
)
from docgen.records import Community


def publish_notice(loaded: LoadedRound) -> Publication:
    """The notice that opens the round, with its annexes."""
    forms = blank_forms(loaded.setting.standard)
    return written(loaded, [notice(office_of(loaded), forms)], [])


def publish_recommendation(
    loaded: LoadedRound, standing: Standing, level: LevelName
) -> Publication:
    """The recommendations of a level, one from each bureau; a list with errors is held back.

    Args:
        loaded: The round.
        standing: Where it stands.
        level: Whose recommendations: county or city.
    """
    setting = loaded.setting
    document = setting.round.levels[level].recommendation
    if document is None:
        facts = {"level_zh": level.label, "level_en": level.value}
        return Publication(problems=[problem("publish.no-recommendation", ROUND, **facts)])
    if not standing.decisions[level]:
        return nothing("publish.undecided", level)
    chosen = by_unit(level, standing.chosen(level), setting)
    if not chosen:
        return nothing("publish.nothing-chosen", level)
    try:
        period = publicity_period(setting.round, setting.round.levels[level].publicity.first_day)
    except ProblemError as error:
        return Publication(problems=list(error.problems))
    late = _out_of_time(loaded, level, document, period)
    if late:
        return Publication(problems=late)
    office = office_of(loaded)

    def made(unit: str, communities: Sequence[Community]) -> Paper:
        return recommendation(office, level, unit, document, communities, period)

    return publish_lists(loaded, standing, level, chosen, made)


def publish_revocation(
    loaded: LoadedRound, standing: Standing, names: Sequence[str], reason: str
) -> Publication:
    """The document that withdraws the honour from communities that have it.

    Args:
        loaded: The round.
        standing: Where it stands.
        names: Names of the communities, short or full.
        reason: Why, as it follows their names in a sentence.
    """
    document = loaded.setting.round.revocation
    if document is None:
        return Publication(problems=[problem("publish.no-revocation", ROUND)])
    if any(check_revocation(loaded.setting.round, lambda _: ROUND)):
        facts = {"date": official_date(document.date)}
        return Publication(problems=[problem("publish.revocation-early", ROUND, **facts)])
    recognised = [one.community for one in standing.chosen(LevelName.PROVINCE)]
    communities: list[Community] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        found = [one for one in recognised if name in (one.name, one.full_name)]
        if len(found) == 1:
            communities += found
        else:
            code = "publish.name-ambiguous" if found else "publish.not-recognised"
            problems.append(problem(code, name=name))
    if problems:
        return Publication(problems=problems)
    ordered = [one for one in recognised if one in communities]
    return written(loaded, [revocation(office_of(loaded), document, ordered, reason)], [])


def _out_of_time(
    loaded: LoadedRound, level: LevelName, document: Recommendation, period: Period
) -> list[Problem]:
    """Whether recommendations would go out before publicity ends, or after the deadline."""
    deadline = loaded.setting.round.levels[level].deadline
    if period.last < document.date <= deadline:
        return []
    facts = {
        "date": official_date(document.date),
        "last": official_date(period.last),
        "deadline": official_date(deadline),
    }
    names = {"level_zh": level.label, "level_en": level.value}
    return [problem("publish.recommendation-out-of-time", ROUND, **facts, **names)]

"""Shortlists to decide on, and the official documents that follow from the decisions."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from docgen.desk.folder import LoadedRound, write_whole
from docgen.desk.publication import (
    ROUND,
    Lists,
    Publication,
    check_chosen,
    nothing,
    office_of,
    publish_lists,
    written,
)
from docgen.desk.standing import Standing, by_unit
from docgen.forms.shortlist import ShortlistForm
from docgen.notices import Paper, determination, publicity, quota_table
from docgen.problems import Problem, ProblemError, errors, problem
from docgen.procedure import (
    LevelName,
    Period,
    official_date,
    propose,
    publicity_period,
    rank,
)
from docgen.records import Community


def write_shortlists(loaded: LoadedRound, standing: Standing, level: LevelName) -> Publication:
    """One shortlist for each county, city or the province, with its candidates by rank."""
    result = Publication()
    setting = loaded.setting
    form = ShortlistForm(setting)
    units = by_unit(level, standing.before(level), setting)
    if not units:
        facts = {"level_zh": level.label, "level_en": level.value}
        result.problems.append(problem("shortlist.no-candidates", **facts))
    for unit, candidates in units.items():
        proposal = propose(setting.round, setting.standard, level, candidates)
        ranked = rank(setting.round, candidates)
        data = form.render(level, unit, ranked, proposal)
        path = loaded.folder.shortlists / f"{level.label}_{unit}.xlsx"
        write_whole(path, data)
        result.files.append(path)
    return result


def publish_quota(loaded: LoadedRound) -> Publication:
    """The quota table (Annex 1)."""
    return written(loaded, quota_table(office_of(loaded)), [])


def publish_publicity(
    loaded: LoadedRound,
    standing: Standing,
    level: LevelName,
    first_day: datetime.date | None = None,
) -> Publication:
    """The publicity notices of a level, one for each bureau; a list with errors is held back.

    Args:
        loaded: The round.
        standing: Where it stands.
        level: Whose notices.
        first_day: Day of publication; the day planned in the round if not given.
    """
    setting = loaded.setting
    if not standing.decisions[level]:
        return nothing("publish.undecided", level)
    chosen = by_unit(level, standing.chosen(level), setting)
    if not chosen:
        return nothing("publish.nothing-chosen", level)
    planned = setting.round.levels[level].publicity
    try:
        period = publicity_period(setting.round, first_day or planned.first_day)
    except ProblemError as error:
        return Publication(problems=list(error.problems))
    late = _after_deadline(loaded, level, period)
    if late:
        return Publication(problems=late)
    issued = planned.issued if first_day is None else first_day
    office = office_of(loaded)
    warnings = _undecided_units(loaded, standing, level) + _borrowed_contact(loaded, level, chosen)

    def made(unit: str, communities: Sequence[Community]) -> Paper:
        return publicity(office, level, unit, communities, period, issued)

    publication = publish_lists(loaded, standing, level, chosen, made)
    publication.problems[:0] = warnings
    return publication


def publish_determination(loaded: LoadedRound, standing: Standing) -> Publication:
    """The determination document, its list grouped by city in the quota table's order."""
    level = LevelName.PROVINCE
    setting = loaded.setting
    document = setting.round.determination
    if document is None:
        return Publication(problems=[problem("publish.no-determination", ROUND)])
    if not standing.decisions[level]:
        return nothing("publish.undecided", level)
    candidates = [
        one for unit in by_unit(level, standing.chosen(level), setting).values() for one in unit
    ]
    if not candidates:
        return nothing("publish.nothing-chosen", level)
    problems = check_chosen(loaded, standing, level, candidates)
    deadline = setting.round.levels[level].deadline
    if document.date > deadline:
        facts = {"date": official_date(document.date), "deadline": official_date(deadline)}
        problems.append(problem("publish.determination-late", ROUND, **facts))
    if errors(problems):
        return Publication(problems=problems)
    communities = [one.community for one in candidates]
    return written(loaded, [determination(office_of(loaded), document, communities)], problems)


def _after_deadline(loaded: LoadedRound, level: LevelName, period: Period) -> list[Problem]:
    deadline = loaded.setting.round.levels[level].deadline
    if period.last <= deadline:
        return []
    facts = {"last": official_date(period.last), "deadline": official_date(deadline)}
    names = {"level_zh": level.label, "level_en": level.value}
    return [problem("publish.after-deadline", ROUND, **facts, **names)]


def _undecided_units(loaded: LoadedRound, standing: Standing, level: LevelName) -> list[Problem]:
    decided = standing.decisions[level]
    return [
        problem("publish.unit-undecided", unit=unit)
        for unit, candidates in by_unit(level, standing.before(level), loaded.setting).items()
        if not any(one.community in decided for one in candidates)
    ]


def _borrowed_contact(loaded: LoadedRound, level: LevelName, chosen: Lists) -> list[Problem]:
    """Whether notices of lower bureaus print the contact of the office in charge as their own."""
    round_ = loaded.setting.round
    if level is LevelName.PROVINCE:
        return []
    firsts = (candidates[0].community for candidates in chosen.values())
    bureaus = [round_.bureau(level, city=one.city, county=one.county) for one in firsts]
    without = [one for one in bureaus if round_.contact_of(level, one) is round_.contact]
    if not without:
        return []
    place = ROUND._replace(field=f"levels.{level.value}.publicity.contacts")
    facts = {"bureau": without[0], "count": len(without), "office": round_.office}
    return [problem("publish.borrowed-contact", place, **facts)]

"""Shortlists to decide on, and the official documents that follow from the decisions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.desk.folder import LoadedRound, write_whole
from docgen.desk.standing import LEVELS, Standing, by_unit
from docgen.forms.shortlist import ShortlistForm
from docgen.notices import Office, Paper, determination, publicity, quota_table
from docgen.problems import Place, Problem, ProblemError, errors, problem
from docgen.procedure import (
    Candidate,
    LevelName,
    Period,
    check_list,
    official_date,
    propose,
    publicity_period,
    rank,
)


@dataclass(slots=True)
class Publication:
    """What came of publishing.

    Attributes:
        files: The files that are there now, in order.
        problems: What could not be published, and why.
    """

    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


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
    return _written(loaded, quota_table(_office(loaded)), [])


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
        return _nothing("publish.undecided", level)
    chosen = by_unit(level, standing.chosen(level), setting)
    if not chosen:
        return _nothing("publish.nothing-chosen", level)
    planned = setting.round.levels[level].publicity
    try:
        period = publicity_period(setting.round, first_day or planned.first_day)
    except ProblemError as error:
        return Publication(problems=list(error.problems))
    late = _after_deadline(loaded, level, period)
    if late:
        return Publication(problems=late)
    issued = planned.issued if first_day is None else first_day
    office = _office(loaded)
    papers: list[Paper] = []
    problems = _undecided_units(loaded, standing, level) + _borrowed_contact(loaded, level, chosen)
    for unit, candidates in chosen.items():
        found = _check(loaded, standing, level, candidates)
        problems += found
        if not errors(found):
            communities = [one.community for one in candidates]
            papers.append(publicity(office, level, unit, communities, period, issued))
    return _written(loaded, papers, problems)


def publish_determination(loaded: LoadedRound, standing: Standing) -> Publication:
    """The determination document, its list grouped by city in the quota table's order."""
    level = LevelName.PROVINCE
    setting = loaded.setting
    document = setting.round.determination
    if document is None:
        return Publication(problems=[problem("publish.no-determination", _ROUND)])
    if not standing.decisions[level]:
        return _nothing("publish.undecided", level)
    candidates = [
        one for unit in by_unit(level, standing.chosen(level), setting).values() for one in unit
    ]
    if not candidates:
        return _nothing("publish.nothing-chosen", level)
    problems = _check(loaded, standing, level, candidates)
    deadline = setting.round.levels[level].deadline
    if document.date > deadline:
        facts = {"date": official_date(document.date), "deadline": official_date(deadline)}
        problems.append(problem("publish.determination-late", _ROUND, **facts))
    if errors(problems):
        return Publication(problems=problems)
    communities = [one.community for one in candidates]
    return _written(loaded, [determination(_office(loaded), document, communities)], problems)


_ROUND = Place(file="round.yaml")


def _office(loaded: LoadedRound) -> Office:
    setting = loaded.setting
    return Office(setting.round, setting.standard, setting.templates)


def _check(
    loaded: LoadedRound, standing: Standing, level: LevelName, candidates: Sequence[Candidate]
) -> list[Problem]:
    """What speaks against a list: pass mark, quota, and that the level below recommended it."""
    setting = loaded.setting
    problems = check_list(setting.round, setting.standard, level, candidates)
    position = LEVELS.index(level)
    if position:
        below = LEVELS[position - 1]
        recommended = standing.decisions[below]
        problems += [
            problem(
                "publish.not-from-below",
                name=one.community.full_name,
                level_zh=below.label,
                level_en=below.value,
            )
            for one in candidates
            if not recommended.get(one.community, False)
        ]
    return problems


def _after_deadline(loaded: LoadedRound, level: LevelName, period: Period) -> list[Problem]:
    deadline = loaded.setting.round.levels[level].deadline
    if period.last <= deadline:
        return []
    facts = {"last": official_date(period.last), "deadline": official_date(deadline)}
    names = {"level_zh": level.label, "level_en": level.value}
    return [problem("publish.after-deadline", _ROUND, **facts, **names)]


def _undecided_units(loaded: LoadedRound, standing: Standing, level: LevelName) -> list[Problem]:
    decided = standing.decisions[level]
    return [
        problem("publish.unit-undecided", unit=unit)
        for unit, candidates in by_unit(level, standing.before(level), loaded.setting).items()
        if not any(one.community in decided for one in candidates)
    ]


def _borrowed_contact(
    loaded: LoadedRound, level: LevelName, chosen: Mapping[str, Sequence[Candidate]]
) -> list[Problem]:
    """Whether notices of lower bureaus print the contact of the office in charge as their own."""
    round_ = loaded.setting.round
    if level is LevelName.PROVINCE:
        return []
    firsts = (candidates[0].community for candidates in chosen.values())
    bureaus = [round_.bureau(level, city=one.city, county=one.county) for one in firsts]
    without = [one for one in bureaus if round_.contact_of(level, one) is round_.contact]
    if not without:
        return []
    place = replace(_ROUND, field=f"levels.{level.value}.publicity.contacts")
    facts = {"bureau": without[0], "count": len(without), "office": round_.office}
    return [problem("publish.borrowed-contact", place, **facts)]


def _nothing(code: str, level: LevelName) -> Publication:
    """No document at all, because of what the level has or has not decided."""
    return Publication(problems=[problem(code, level_zh=level.label, level_en=level.value)])


def _written(loaded: LoadedRound, papers: Iterable[Paper], problems: list[Problem]) -> Publication:
    result = Publication(problems=problems)
    for paper in papers:
        path = loaded.folder.published / paper.file_name
        write_whole(path, paper.data)
        result.files.append(path)
    return result

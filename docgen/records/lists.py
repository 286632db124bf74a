"""Checking a list of recommended applicants against the standard and the quotas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from docgen.problems import Place, Problem, problem
from docgen.programme import Programme
from docgen.programme.standard import Standard, number_text
from docgen.records import Applicant
from docgen.records.ranking import Candidate
from docgen.round.level import LevelName
from docgen.round.round import Round


def check_list(
    round_: Round,
    programme: Programme,
    standard: Standard,
    level: LevelName,
    chosen: Sequence[Candidate],
    places: Mapping[Applicant, Place] | None = None,
) -> list[Problem]:
    """Everything that speaks against a list of recommended applicants.

    Args:
        round_: The round, with its quotas.
        programme: Its programme, which says whose quotas they are.
        standard: The standard, with its pass mark.
        level: The level that recommends: a unit keeps its quota, the region the total.
        chosen: The applicants on the list.
        places: Where each applicant was read, if from a file.
    """
    known = places or {}
    found: list[Problem] = []
    seen: set[Applicant] = set()
    for candidate in chosen:
        applicant = candidate.applicant
        place = known.get(applicant, Place())
        found += _candidate(round_, programme, standard, candidate, place)
        found += _barred(candidate, place)
        if applicant in seen:
            found.append(problem("list.duplicate", place, applicant=applicant.full_name))
        seen.add(applicant)
    return found + list(_quotas(round_, programme, level, seen))


def _candidate(
    round_: Round, programme: Programme, standard: Standard, candidate: Candidate, place: Place
) -> Iterator[Problem]:
    applicant = candidate.applicant
    name = applicant.full_name
    unit = programme.quota_unit_of(applicant)
    if programme.quota_unit is not None and unit not in round_.quotas:
        yield problem("list.unknown-unit", place, applicant=name, unit=unit)
    if not candidate.has_application:
        yield problem("list.no-application", place, applicant=name)
    if not candidate.complete:
        yield problem("list.incomplete", place, applicant=name)
    elif not candidate.grade(standard) and candidate.total >= Fraction(standard.pass_mark):
        facts = {"applicant": name, "total": number_text(candidate.total)}
        lowest = standard.of_kind(candidate.variant).awards[-1]
        yield problem("list.below-grade", place, grade=lowest.title, **facts)
    elif not candidate.grade(standard):
        total, mark = number_text(candidate.total), number_text(standard.pass_mark)
        yield problem("list.below-pass-mark", place, applicant=name, total=total, pass_mark=mark)


def _barred(candidate: Candidate, place: Place) -> Iterator[Problem]:
    for bar in candidate.bars:
        yield problem("list.barred", place, applicant=candidate.applicant.full_name, bar=bar)


def _quotas(
    round_: Round, programme: Programme, level: LevelName, chosen: set[Applicant]
) -> Iterator[Problem]:
    if level is LevelName.CITY:
        counts = Counter(map(programme.quota_unit_of, chosen))
        for unit, quota in round_.quotas.items():
            if counts[unit] > quota:
                yield problem("list.unit-quota", unit=unit, count=counts[unit], quota=quota)
    if level is LevelName.PROVINCE and len(chosen) > round_.total_quota:
        yield problem("list.total-quota", count=len(chosen), quota=round_.total_quota)

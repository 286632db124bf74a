"""Checking a list of recommended applicants against the standard and the quotas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from docgen.problems import Place, Problem, problem
from docgen.programme import Stage
from docgen.programme.standard import Standard, number_text
from docgen.records.applicant import Applicant
from docgen.records.ranking import Candidate, pass_mark, passes
from docgen.records.units import quota_unit
from docgen.round.round import Round


def check_list(
    round_: Round,
    standard: Standard,
    stage: Stage,
    chosen: Sequence[Candidate],
    places: Mapping[Applicant, Place] | None = None,
) -> list[Problem]:
    """Everything that speaks against a list of recommended applicants.

    Args:
        round_: The round, with its quotas.
        standard: The standard, with its pass mark.
        stage: The stage that decides, with its quota and its own pass mark, if any.
        chosen: The applicants on the list.
        places: Where each applicant was read, if from a file.
    """
    known = places or {}
    found: list[Problem] = []
    seen: set[Applicant] = set()
    for candidate in chosen:
        applicant = candidate.applicant
        place = known.get(applicant, Place())
        found += _candidate(round_, standard, stage, candidate, place)
        found += _barred(candidate, place)
        if applicant in seen:
            found.append(problem("list.duplicate", place, applicant=applicant.full_name))
        seen.add(applicant)
    return found + list(_quotas(round_, stage, seen))


def _candidate(
    round_: Round, standard: Standard, stage: Stage, candidate: Candidate, place: Place
) -> Iterator[Problem]:
    applicant = candidate.applicant
    name = applicant.full_name
    by_places = round_.by_places
    if by_places is not None:
        unit = quota_unit(round_, by_places, applicant)
        if unit not in round_.places:
            yield problem("list.unit-without-quota", place, applicant=name, unit=unit)
    if not candidate.has_application:
        yield problem("list.no-application", place, applicant=name)
    if not candidate.complete:
        yield problem("list.incomplete", place, applicant=name)
    elif not passes(standard, stage, candidate):
        yield _poor(standard, stage, candidate, place)


def _poor(standard: Standard, stage: Stage, candidate: Candidate, place: Place) -> Problem:
    """What a total lacks: points, or those of a part that the lowest grade asks for."""
    mark = pass_mark(standard, stage)
    facts = {"applicant": candidate.applicant.full_name, "total": number_text(candidate.total)}
    if candidate.total >= Fraction(mark):
        lowest = standard.of_kind(candidate.variant).awards[-1]
        return problem("list.below-grade", place, grade=lowest.title, **facts)
    return problem("list.below-pass-mark", place, pass_mark=number_text(mark), **facts)


def _barred(candidate: Candidate, place: Place) -> Iterator[Problem]:
    for bar in candidate.bars:
        yield problem("list.barred", place, applicant=candidate.applicant.full_name, bar=bar)


def _quotas(round_: Round, stage: Stage, chosen: set[Applicant]) -> Iterator[Problem]:
    plan = round_.plan(stage)
    if plan.places:
        counts = Counter(quota_unit(round_, stage, applicant) for applicant in chosen)
        for unit, quota in plan.places.items():
            if counts[unit] > quota:
                yield problem("list.unit-quota", unit=unit, count=counts[unit], quota=quota)
    elif plan.total is not None and len(chosen) > plan.total:
        yield problem("list.total-quota", count=len(chosen), quota=plan.total)

"""Ranking applicants by their totals, and proposing whom a level recommends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from docgen.programme import Programme
from docgen.programme.standard import Standard
from docgen.records import Applicant
from docgen.round.level import LevelName
from docgen.round.round import Round


@dataclass(frozen=True, slots=True)
class Candidate:
    """An applicant that may be recommended.

    Attributes:
        applicant: The applicant.
        total: Its exact total, of what is known.
        complete: Whether every measure is known.
        has_application: Whether its application form has arrived.
        parts: The exact sums of the groups that grades name, by their numbers.
        bars: Why it cannot qualify whatever the total is.
        variant: Which kind of applicant it is, where the standard has several.
    """

    applicant: Applicant
    total: Fraction
    complete: bool
    has_application: bool
    parts: Mapping[str, Fraction] = field(default_factory=dict, hash=False)
    bars: tuple[str, ...] = ()
    variant: str = ""

    def grade(self, standard: Standard) -> str:
        """The highest title that total and parts earn, whatever bars; empty if they earn none."""
        earned = standard.of_kind(self.variant).grade(self.total, self.parts)
        return earned.title if earned else ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its rank, from 1; equal totals share a rank and the next ones are skipped.

    Attributes:
        rank: The rank.
        candidate: The candidate.
    """

    rank: int
    candidate: Candidate


def rank(round_: Round, programme: Programme, candidates: Iterable[Candidate]) -> list[Ranked]:
    """Candidates from the highest total to the lowest.

    Within equal totals units stand as in the quota table, those not in it last, then along the
    path by name: an order for reading, which says nothing of merit.
    """
    order = {unit: number for number, unit in enumerate(round_.quotas)}

    def position(candidate: Candidate) -> tuple[Fraction, int, Applicant]:
        applicant = candidate.applicant
        return (
            -candidate.total,
            order.get(programme.quota_unit_of(applicant), len(order)),
            applicant,
        )

    ranked: list[Ranked] = []
    for _, equal in groupby(sorted(candidates, key=position), key=lambda one: one.total):
        first = len(ranked) + 1
        ranked += [Ranked(first, candidate) for candidate in equal]
    return ranked


def qualifies(standard: Standard, candidate: Candidate) -> bool:
    """Whether an applicant may be recommended at all.

    Its forms are in, every measure is known, nothing bars, and it earns the lowest grade at least:
    「90分以上」 includes 90 (notice 湘人社函〔2017〕246号, 三（一）).
    """
    is_known = candidate.complete and candidate.has_application
    return is_known and not candidate.bars and bool(candidate.grade(standard))


def propose(
    round_: Round,
    programme: Programme,
    standard: Standard,
    level: LevelName,
    candidates: Sequence[Candidate],
) -> dict[Applicant, bool]:
    """Whom a level would recommend, by totals and quotas alone; people decide.

    A unit without a quota recommends all that qualify, one with a quota the best of its own within
    it, the region the best of all within the total. Where equal totals straddle a quota, the order
    of `rank` fills it; that they share a rank shows that the choice is open.

    Args:
        round_: The round, with its quotas.
        programme: Its programme, which says whose quotas they are.
        standard: The standard, with its pass mark.
        level: The level that recommends.
        candidates: All that it decides on.

    Returns:
        For each applicant whether it is proposed, in the order of `rank`.
    """
    unit_left = dict(round_.quotas)
    left = round_.total_quota
    proposal: dict[Applicant, bool] = {}
    for entry in rank(round_, programme, candidates):
        applicant = entry.candidate.applicant
        unit = programme.quota_unit_of(applicant)
        room = {
            LevelName.COUNTY: True,
            LevelName.CITY: unit_left.get(unit, 0) > 0,
            LevelName.PROVINCE: left > 0,
        }[level]
        chosen = room and qualifies(standard, entry.candidate)
        proposal[applicant] = chosen
        if chosen:
            left -= 1
            unit_left[unit] = unit_left.get(unit, 0) - 1
    return proposal

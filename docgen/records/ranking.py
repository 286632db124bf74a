"""Ranking applicants by their totals, and proposing whom a stage recommends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from docgen.programme import Stage
from docgen.programme.standard import Standard
from docgen.records.applicant import Applicant
from docgen.records.units import printed_order, quota_unit
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


def rank(round_: Round, candidates: Iterable[Candidate]) -> list[Ranked]:
    """Candidates from the highest total to the lowest.

    Within equal totals units stand as in the quota table, those not in it last, then applicants
    by their names: an order for reading, which says nothing of merit.
    """
    order = printed_order(round_)

    def position(candidate: Candidate) -> tuple[Fraction, int, Applicant]:
        applicant = candidate.applicant
        return -candidate.total, order(applicant), applicant

    ranked: list[Ranked] = []
    for _, equal in groupby(sorted(candidates, key=position), key=lambda one: one.total):
        first = len(ranked) + 1
        ranked += [Ranked(first, candidate) for candidate in equal]
    return ranked


def pass_mark(standard: Standard, stage: Stage) -> Decimal:
    """The total from which a stage may choose an applicant: its own, else the standard's."""
    return standard.pass_mark if stage.pass_mark is None else stage.pass_mark


def qualifies(standard: Standard, stage: Stage, candidate: Candidate) -> bool:
    """Whether a stage may choose an applicant at all.

    Its forms are in, every measure is known, nothing bars, and it earns the lowest grade at least:
    「90分以上」 includes 90 (notice 湘人社函〔2017〕246号, 三（一）).
    """
    is_known = candidate.complete and candidate.has_application
    return is_known and not candidate.bars and passes(standard, stage, candidate)


def passes(standard: Standard, stage: Stage, candidate: Candidate) -> bool:
    """Whether a total is enough: for a grade, and for the stage's own pass mark if it has one."""
    if stage.pass_mark is None:
        return bool(candidate.grade(standard))
    is_awarded = not stage.awards or bool(candidate.grade(standard))
    return candidate.total >= Fraction(stage.pass_mark) and is_awarded


def propose(
    round_: Round, standard: Standard, stage: Stage, candidates: Sequence[Candidate]
) -> dict[Applicant, bool]:
    """Whom a stage would choose, by totals and its quota alone; people decide.

    Without a quota it chooses all that qualify, with one by a unit the best of each unit, with one
    in all the best of all. Where equal totals straddle a quota, the order of `rank` fills it; that
    they share a rank shows that the choice is open.

    Args:
        round_: The round, with its quotas.
        standard: The standard, with its pass mark.
        stage: The stage that decides.
        candidates: All that it decides on.

    Returns:
        For each applicant whether it is proposed, in the order of `rank`.
    """
    room = _Room(round_, stage)
    return {
        entry.candidate.applicant: qualifies(standard, stage, entry.candidate)
        and room.takes(entry.candidate.applicant)
        for entry in rank(round_, candidates)
    }


class _Room:
    """How many a stage may still choose."""

    def __init__(self, round_: Round, stage: Stage) -> None:
        plan = round_.plan(stage)
        self._round = round_
        self._stage = stage
        self._left = dict(plan.places)
        self._of_all = plan.total if plan.total is not None and not plan.places else None

    def takes(self, applicant: Applicant) -> bool:
        """Whether there is room for one more, which is used up by it."""
        if self._stage.quota is None:
            return True
        if self._of_all is not None:
            self._of_all -= 1
            return self._of_all >= 0
        unit = quota_unit(self._round, self._stage, applicant)
        self._left[unit] = self._left.get(unit, 0) - 1
        return self._left[unit] >= 0

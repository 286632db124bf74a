"""Where a round stands: what each applicant's forms amount to, and what each stage decided."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from docgen.desk.folder import LoadedRound, PlannedRound
from docgen.desk.recovery import check_lost
from docgen.desk.store import RevocationOnRecord, Store, Submission
from docgen.forms import Setting, values
from docgen.problems import Problem, ProblemError, problem
from docgen.programme import Stage
from docgen.programme.standard import Scores, score, score_stated
from docgen.records import (
    Applicant,
    Candidate,
    FormKind,
    Particulars,
    Record,
    ScoreSheet,
    counted_unit,
    printed_order,
    qualifies,
    unit_of,
)
from docgen.round import Round

Decisions = Mapping[str, Mapping[Applicant, bool]]
"""For each stage by its key, in order, whom it chose and whom not."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of all applicants of a round.

    Attributes:
        candidates: Those whose score sheet is in, in the roster's order.
        decisions: For each stage, in order, whom it chose and whom not.
        problems: Where the forms of one applicant do not agree, and what another version kept.
        returned: How many files wait for correction, by the unit whose quota they
            count towards; '' where that is not known.
        not_standing: Recommendations that do not stand, as a stage before does not make them.
        off_roster: Records and decisions of applicants that are not on the roster.
        first_days: First day of publicity that each unit's notice stated, by stage.
        revoked: Who lost the honour again, and how.
    """

    candidates: Sequence[Candidate]
    decisions: Decisions
    problems: Sequence[Problem]
    returned: Counter[str]
    not_standing: Sequence[Problem] = ()
    off_roster: Sequence[Problem] = ()
    first_days: Mapping[str, Mapping[str, datetime.date]] = field(default_factory=dict)
    revoked: Mapping[Applicant, RevocationOnRecord] = field(default_factory=dict)

    def chosen(self, stage: Stage) -> list[Candidate]:
        """Whom a stage decided to choose, of those whose forms are in."""
        decided = self.decisions[stage.key]
        return [one for one in self.candidates if decided.get(one.applicant, False)]

    def recommended(self, stage: Stage) -> list[Candidate]:
        """Whom a stage chooses by a decision that stands, as do those of all stages before."""
        return self._standing(stage.key)

    def first_day(self, stage: Stage, unit: str) -> datetime.date | None:
        """First day of publicity that a unit's notice stated; None if it has stated none."""
        return self.first_days.get(stage.key, {}).get(unit)

    def before(self, stage: Stage) -> list[Candidate]:
        """Whom a stage decides on: all at the first, then whom the stage before chooses."""
        stages = list(self.decisions)
        position = stages.index(stage.key)
        return list(self.candidates) if position == 0 else self._standing(stages[position - 1])

    def _standing(self, key: str) -> list[Candidate]:
        decided = self.decisions[key]
        return [
            one
            for one in self.candidates
            if decided.get(one.applicant, False)
            and first_missing(self.decisions, key, one.applicant) is None
        ]

    def grades(self, setting: Setting) -> dict[Applicant, str]:
        """The title that each earns, where a standard has several; empty text if none."""
        standard = setting.standard
        if len(standard.awards) < 2:
            return {}
        return {one.applicant: one.grade(standard) for one in self.candidates}


def first_missing(decisions: Decisions, key: str, applicant: Applicant) -> str | None:
    """The first stage before one that does not choose an applicant; None if all do.

    Args:
        decisions: What the stages decided.
        key: Key of the stage.
        applicant: The applicant.
    """
    for one, decided in decisions.items():
        if one == key:
            return None
        if not decided.get(applicant, False):
            return one
    raise KeyError(key)


def stand(loaded: LoadedRound, store: Store) -> Standing:
    """Where the round stands by the records that are kept.

    Raises:
        ProblemError: There are no records although files were received.
    """
    if lost := check_lost(store, loaded.folder.received):
        raise ProblemError(lost)
    submissions = store.submissions()
    current = _current(submissions)
    sheets, papers = current[FormKind.SCORE_SHEET], current[FormKind.PAPER_SCORE_SHEET]
    applications = current[FormKind.APPLICATION]
    candidates: list[Candidate] = []
    problems: list[Problem] = []
    for applicant in loaded.roster.applicants:
        particulars = loaded.roster.particulars(applicant)
        found = [
            scores_of(loaded.setting, records[applicant], particulars)
            for records in (sheets, papers)
            if applicant in records
        ]
        if not found:
            continue
        first = found[0]
        problems += _disagreement(applicant, [scores.total for scores in found])
        candidates.append(
            Candidate(
                applicant,
                first.total,
                first.complete,
                applicant in applications,
                first.parts,
                first.bars,
                particulars.variant,
            )
        )
    stages = loaded.setting.round.stages
    decisions = {stage.key: store.decisions(stage.key) for stage in stages}
    revoked = store.revocations()
    with_records = [*sheets, *papers, *applications]
    return Standing(
        candidates,
        decisions,
        [*problems, *_unknown(submissions)],
        _returned(loaded.setting.round, submissions),
        list(_not_standing(loaded, candidates, decisions)),
        list(_off_roster(loaded, with_records, decisions, revoked)),
        {stage.key: _first_days(loaded.setting.round, stage, store) for stage in stages},
        revoked,
    )


def off_roster(planned: PlannedRound, store: Store | None) -> Sequence[Problem]:
    """Records of applicants that are not on the roster, as far as both are there already."""
    if store is None or store.is_empty:
        return ()
    try:
        return stand(planned.with_roster(), store).off_roster
    except ProblemError:
        return ()  # what is wrong with the roster is told by whatever needs it


def _first_days(round_: Round, stage: Stage, store: Store) -> dict[str, datetime.date]:
    days = store.first_days(stage.key)
    if stage.unit == round_.programme.region.key:  # one unit, however its name is written
        return dict.fromkeys((round_.region,), next(iter(days.values()))) if days else {}
    return days


def by_unit(
    stage: Stage, candidates: Sequence[Candidate], setting: Setting
) -> dict[str, list[Candidate]]:
    """Candidates by unit, those of the quota table in its order, within them the roster's."""
    units: dict[str, list[Candidate]] = {}
    round_ = setting.round
    order = printed_order(round_)
    for one in sorted(candidates, key=lambda one: order(one.applicant)):
        units.setdefault(unit_of(round_, stage, one.applicant), []).append(one)
    return units


def qualified(setting: Setting, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that the first stage may choose at all."""
    first = setting.round.stages[0]
    return [one for one in candidates if qualifies(setting.standard, first, one)]


def _current(submissions: Sequence[Submission]) -> dict[FormKind, dict[Applicant, Record]]:
    """What counts for each applicant: of the forms without an error the one saved last."""
    current: dict[FormKind, dict[Applicant, Record]] = {kind: {} for kind in FormKind}
    for reading in (one.reading for one in sorted(submissions, key=lambda one: one.saved_at)):
        if reading.accepted and reading.kind and reading.record:
            current[reading.kind][reading.record.applicant] = reading.record
    return current


def scores_of(setting: Setting, record: Record, particulars: Particulars) -> Scores:
    """What a score sheet is worth: by its answers, or as a paper form by the points it states.

    Args:
        setting: The round.
        record: The score sheet.
        particulars: What the roster says of its applicant: the facts of the roster count.
    """
    assert isinstance(record, ScoreSheet)  # both kinds of score sheet are read into one
    standard = setting.standard.of_kind(particulars.variant)
    if record.answers:
        return score(standard, record.answers, particulars.facts)
    stated = {id_: Fraction(points) for id_, points in record.scores.items()}
    # A blank was not accepted: what has no points was marked as left out.
    left_out = {each.id for each in standard.indicators if each.id not in stated}
    return score_stated(standard, stated, left_out, particulars.facts)


def _disagreement(applicant: Applicant, totals: Sequence[Fraction]) -> Iterator[Problem]:
    """Whether workbook and paper form of one applicant give different totals."""
    if len(set(totals)) > 1:
        workbook, paper = map(values.plain, totals)
        facts = {"name": applicant.full_name, "workbook": workbook, "paper": paper}
        yield problem("record.forms-disagree", **facts)


def _not_standing(
    loaded: LoadedRound, candidates: Sequence[Candidate], decisions: Decisions
) -> Iterator[Problem]:
    """Recommendations of nobody's forms, or that a stage before does not make (any more)."""
    with_forms = {one.applicant for one in candidates}
    programme = loaded.setting.round.programme
    for stage in programme.stages:
        decided = decisions[stage.key]
        for applicant in loaded.roster.applicants:
            if not decided.get(applicant, False):
                continue
            below = first_missing(decisions, stage.key, applicant)
            if applicant not in with_forms:
                yield problem("decision.without-form", name=applicant.full_name, **stage.facts)
            elif below is not None:
                other = programme.stage(below)
                facts = stage.facts | {"below_zh": other.label, "below_en": other.english}
                yield problem("decision.overtaken", name=applicant.full_name, **facts)


def _off_roster(
    loaded: LoadedRound,
    with_records: Sequence[Applicant],
    decisions: Decisions,
    revoked: Iterable[Applicant],
) -> Iterator[Problem]:
    """Records, decisions and revocations of applicants that are not on the roster."""
    known = set(loaded.roster.applicants)
    stages = loaded.setting.round.stages
    decided = [*(one for those in decisions.values() for one in those), *revoked]
    for applicant in dict.fromkeys([*with_records, *decided]):
        if applicant in known:
            continue
        stage = next((one for one in reversed(stages) if applicant in decisions[one.key]), None)
        facts = {"what_zh": "有它的记录", "what_en": "there are records of it"}
        if stage is not None:
            facts = {"what_zh": f"{stage.label}对它作过决定"}
            facts["what_en"] = f"the {stage.english} level decided on it"
        yield problem("record.off-roster", name=applicant.full_name, **facts)


def _unknown(submissions: Sequence[Submission]) -> Iterator[Problem]:
    """What another version kept, and this one does not understand."""
    for submission in submissions:
        for found in submission.reading.problems:
            if found.code in ("store.unknown-kind", "store.unknown-record"):
                yield found


def _returned(round_: Round, submissions: Sequence[Submission]) -> Counter[str]:
    """Files with errors that no later good file of the same applicant has replaced."""
    waiting: dict[tuple[FormKind | None, Applicant | None, str], str] = {}
    for submission in sorted(submissions, key=lambda one: one.saved_at):
        reading = submission.reading
        applicant = reading.applicant
        # Files of unknown origin each stand for themselves.
        key = (reading.kind, applicant, "" if applicant else submission.sha256)
        waiting.pop(key, None)
        if not reading.accepted:
            waiting[key] = counted_unit(round_, applicant) if applicant else ""
    return Counter(waiting.values())

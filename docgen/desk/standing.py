"""Where a round stands: what each community's forms amount to, and what each level decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from docgen.desk.folder import LoadedRound
from docgen.desk.store import Store
from docgen.forms import Setting, values
from docgen.problems import Problem, problem
from docgen.procedure import Candidate, LevelName, qualifies
from docgen.records import Community, FormKind, Record, ScoreSheet
from docgen.standard import score

LEVELS = tuple(LevelName)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of all communities of a round.

    Attributes:
        candidates: Those whose score sheet is in, in the roster's order.
        decisions: For each level, whom it recommends and whom not.
        problems: Where the forms of one community do not agree.
        returned: How many files wait for correction, by city; '' where the city is not known.
    """

    candidates: Sequence[Candidate]
    decisions: dict[LevelName, dict[Community, bool]]
    problems: Sequence[Problem]
    returned: Counter[str]

    def chosen(self, level: LevelName) -> list[Candidate]:
        """Whom a level recommends, of those whose forms are in."""
        decided = self.decisions[level]
        return [one for one in self.candidates if decided.get(one.community, False)]

    def before(self, level: LevelName) -> list[Candidate]:
        """Whom a level decides on: all at the lowest, then whom the level below recommends."""
        position = LEVELS.index(level)
        return list(self.candidates) if position == 0 else self.chosen(LEVELS[position - 1])


def stand(loaded: LoadedRound, store: Store) -> Standing:
    """Where the round stands by the records that are kept."""
    sheets = store.current(FormKind.SCORE_SHEET)
    papers = store.current(FormKind.PAPER_SCORE_SHEET)
    applications = store.current(FormKind.APPLICATION)
    candidates: list[Candidate] = []
    problems: list[Problem] = []
    for community in loaded.roster.communities:
        found = [
            _total(loaded.setting, records[community])
            for records in (sheets, papers)
            if community in records
        ]
        if not found:
            continue
        if len({total for total, _ in found}) > 1:
            workbook, paper = (values.plain(total) for total, _ in found)
            facts = {"name": community.full_name, "workbook": workbook, "paper": paper}
            problems.append(problem("record.forms-disagree", **facts))
        total, complete = found[0]
        candidates.append(Candidate(community, total, complete, community in applications))
    decisions = {level: store.decisions(level) for level in LEVELS}
    return Standing(candidates, decisions, problems, _returned(store))


def unit_of(level: LevelName, community: Community, province: str) -> str:
    """The county (with its city), city or province whose bureau decides at a level."""
    return {
        LevelName.COUNTY: community.city + community.county,
        LevelName.CITY: community.city,
        LevelName.PROVINCE: province,
    }[level]


def by_unit(
    level: LevelName, candidates: Sequence[Candidate], setting: Setting
) -> dict[str, list[Candidate]]:
    """Candidates by unit, cities in the quota table's order, within them the roster's."""
    order = {city: number for number, city in enumerate(setting.round.quotas)}
    units: dict[str, list[Candidate]] = {}
    for one in sorted(candidates, key=lambda one: order.get(one.community.city, len(order))):
        units.setdefault(unit_of(level, one.community, setting.round.province), []).append(one)
    return units


def qualified(setting: Setting, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that may be recommended at all."""
    return [one for one in candidates if qualifies(setting.standard, one)]


def _total(setting: Setting, record: Record) -> tuple[Fraction, bool]:
    assert isinstance(record, ScoreSheet)  # both kinds of score sheet are read into one
    if record.answers:
        scores = score(setting.standard, record.answers)
        return scores.total, scores.complete
    complete = len(record.scores) == len(setting.standard.indicators)
    return sum(map(Fraction, record.scores.values()), Fraction(0)), complete


def _returned(store: Store) -> Counter[str]:
    """Files with errors that no later good file of the same community has replaced."""
    waiting: dict[tuple[FormKind | None, Community | None, str], str] = {}
    for submission in sorted(store.submissions(), key=lambda one: one.saved_at):
        reading = submission.reading
        community = reading.community
        # Files of unknown origin each stand for themselves.
        key = (reading.kind, community, "" if community else submission.sha256)
        waiting.pop(key, None)
        if not reading.accepted:
            waiting[key] = community.city if community else ""
    return Counter(waiting.values())

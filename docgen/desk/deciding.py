"""Shortlists out, decisions in; and what is superseded when decisions or the roster change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docgen.desk.adoption import adopt_papers
from docgen.desk.folder import LoadedRound, RoundFolder
from docgen.desk.papers import Ground, Papers
from docgen.desk.publication import Grounded, Publication, put
from docgen.desk.standing import Standing, by_unit, first_missing, stand
from docgen.desk.store import Store
from docgen.forms.shortlist import ShortlistForm, ShortlistReading
from docgen.notices import Paper
from docgen.problems import Place, Problem, problem
from docgen.programme import Stage
from docgen.records import Applicant, propose, rank, unit_of
from docgen.round import official_date


def write_shortlists(
    loaded: LoadedRound,
    store: Store,
    standing: Standing,
    stage: Stage,
    *,
    overwrite: bool = False,
) -> Publication:
    """One shortlist for each unit of a stage, with its candidates by rank.

    Decisions on record stand in it as they are; all others as proposed. A list in which something
    was typed is left as it is. A unit that has no candidates any more gets no list, and so its
    decisions that do not stand are taken off the record here.

    Args:
        loaded: The round.
        store: Its records.
        standing: Where it stands.
        stage: Stage that decides.
        overwrite: Whether lists that were changed by hand give way; copies of them are kept.
    """
    setting = loaded.setting
    units = by_unit(stage, standing.before(stage), setting)
    problems = [*standing.off_roster, *standing.problems]
    if not units:
        problems.append(problem("shortlist.no-candidates", **stage.facts))
    decided = _Decided(loaded, store)
    for unit in decided.units(stage.key):
        if unit not in units:
            problems += decided.withdraw(stage.key, decided.lapsed(stage.key, unit))
    form = ShortlistForm(setting)

    def made() -> Iterator[Grounded]:
        for unit, candidates in units.items():
            proposal = propose(setting.round, setting.standard, stage, candidates)
            ranked = rank(setting.round, candidates)
            data = form.render(stage, unit, ranked, proposal, standing.decisions[stage.key])
            names = tuple(one.candidate.applicant for one in ranked)
            name = f"{stage.label}_{unit}.xlsx"
            yield Paper(name, data), Ground("shortlist", stage.key, unit, names)

    return put(Papers(loaded.folder, loaded.folder.shortlists), made(), problems, overwrite)


def keep_decisions(
    loaded: LoadedRound, store: Store, lists: Iterable[tuple[str, ShortlistReading]]
) -> list[Problem]:
    """Keep what decided lists say; of two lists the one saved last counts.

    A list is all that its unit decides on: a decision on an applicant that is not on it any more,
    as it left the roster or a stage before does not choose it, is taken off the record.

    Args:
        loaded: The round.
        store: Its records.
        lists: When each list was saved, and what it says; lists with errors are left out.

    Returns:
        Decisions that were taken off the record.
    """
    decided = _Decided(loaded, store)
    problems: list[Problem] = []
    # A list that does not say when it was saved is one as docgen made it, older than any other.
    for _, one in sorted(lists, key=lambda pair: (pair[0], decided.stages.index(pair[1].stage))):
        decided.take(one)
        units = {decided.unit(one.stage, applicant) for applicant in one.decisions}
        lapsed = (each for unit in units for each in decided.lapsed(one.stage, unit))
        problems += decided.withdraw(one.stage, [each for each in lapsed if each not in one.places])
    return problems


class _Decided:
    """What the stages have decided, by unit, kept in step with the records; stages by their keys.

    Args:
        loaded: The round.
        store: Its records.

    Attributes:
        stages: Keys of the stages, the first one first.
    """

    def __init__(self, loaded: LoadedRound, store: Store) -> None:
        self._round = loaded.setting.round
        self._known = set(loaded.roster.applicants)
        self._store = store
        self.stages = [stage.key for stage in self._round.stages]
        self._decisions = {stage: store.decisions(stage) for stage in self.stages}
        self._units: dict[tuple[str, str], dict[Applicant, None]] = {}
        for stage in self.stages:
            self._enter(stage, self._decisions[stage])

    def unit(self, stage: str, applicant: Applicant) -> str:
        """The unit of a stage that decides on an applicant."""
        return unit_of(self._round, self._round.programme.stage(stage), applicant)

    def units(self, stage: str) -> list[str]:
        """The units of a stage that have decided on anybody."""
        return [unit for each, unit in self._units if each == stage]

    def take(self, reading: ShortlistReading) -> None:
        """Keep what a list says."""
        self._store.decide(reading.stage, reading.decisions)
        self._decisions[reading.stage].update(reading.decisions)
        self._enter(reading.stage, reading.decisions)

    def lapsed(self, stage: str, unit: str) -> list[Applicant]:
        """Whom a unit decided on though they are not before it any more."""
        return [
            one
            for one in self._units.get((stage, unit), ())
            if one in self._decisions[stage]
            and (one not in self._known or first_missing(self._decisions, stage, one) is not None)
        ]

    def withdraw(self, stage: str, applicants: Sequence[Applicant]) -> list[Problem]:
        """Take decisions off the record, and tell them."""
        self._store.withdraw(stage, applicants)
        for one in applicants:
            del self._decisions[stage][one]
        facts = self._round.programme.stage(stage).facts
        return [problem("decision.withdrawn", name=one.full_name, **facts) for one in applicants]

    def _enter(self, stage: str, applicants: Iterable[Applicant]) -> None:
        for one in applicants:
            self._units.setdefault((stage, self.unit(stage, one)), {})[one] = None


def settled(loaded: LoadedRound, store: Store) -> tuple[Standing, list[Problem]]:
    """Where the round stands; lists and papers whose ground has gone leave their folder.

    A shortlist rests on its candidates, a paper on the decisions for everybody whom it names.

    Returns:
        The standing; and what was moved, with what it names wrongly, and papers that leave
        somebody out by now.

    Raises:
        ProblemError: There are no records although files were received.
    """
    standing = stand(loaded, store)
    folder = loaded.folder
    lists, papers = Papers(folder, folder.shortlists), Papers(folder, folder.published)
    adopt_papers(loaded.setting, lists, papers)
    now = _NamedNow(loaded, standing)
    problems: list[Problem] = []
    for home in (lists, papers):
        problems += home.supersede(now.named_wrongly)
        for path, ground in home.grounds:
            problems += now.out_of_date(ground, folder.shown(path))
        problems += home.tidy()
    return standing, problems


def has_papers(folder: RoundFolder) -> bool:
    """Whether lists or papers were made, which may be superseded."""
    homes = (Papers(folder, folder.shortlists), Papers(folder, folder.published))
    return any(any(papers) or papers.unlisted for papers in homes)


class _NamedNow:
    """Whom lists and papers of each stage and unit may name now."""

    def __init__(self, loaded: LoadedRound, standing: Standing) -> None:
        self._standing = standing
        setting = loaded.setting
        self._round = setting.round
        self._stages = {one.key: one for one in setting.round.stages}
        stages = setting.round.stages
        self._candidates = {one.key: by_unit(one, standing.before(one), setting) for one in stages}
        self._recommended = {
            one.key: by_unit(one, standing.recommended(one), setting) for one in stages
        }

    def named_wrongly(self, ground: Ground) -> Problem | None:
        """What is wrong with a list or paper that names somebody whom it may not name."""
        if not self._is_of_now(ground):
            return None
        now = set(self._of(ground))
        wrongly = [one for one in ground.applicants if one not in now]
        return _naming("paper.names-wrongly", wrongly)

    def out_of_date(self, ground: Ground, file: str) -> Iterator[Problem]:
        """Whether a list or paper leaves somebody out by now, or states other days than the notice.

        Args:
            ground: What it was made from.
            file: Its name in messages.
        """
        if not self._is_of_now(ground):
            return
        day = None
        if ground.stage is not None:
            stage = self._stages[ground.stage]
            unit = self._round.region if self._is_of_region(stage) else ground.unit
            day = self._standing.first_day(stage, unit)
        if (
            ground.kind == "recommendation"
            and ground.first_day
            and day
            not in (
                None,
                ground.first_day,
            )
        ):
            facts = {"said": official_date(ground.first_day), "day": official_date(day)}
            yield problem("paper.other-days", Place(file=file), **facts)
        known = set(ground.applicants)
        if ground.kind == "determination":
            known |= self._standing.revoked.keys()
        found = _naming("paper.leaves-out", [one for one in self._of(ground) if one not in known])
        if found is not None:
            yield found.within(file)

    def _is_of_now(self, ground: Ground) -> bool:
        """Whether a paper follows what is decided.

        A revocation was true when it was issued, whatever is decided since; and what a stage made
        that the programme has no more is not judged.
        """
        return ground.kind != "revocation" and ground.stage in (None, *self._stages)

    def _of(self, ground: Ground) -> list[Applicant]:
        if ground.stage is None:
            return []
        of_kind = self._candidates if ground.kind == "shortlist" else self._recommended
        units = of_kind[ground.stage]
        # What awards is of all units of its stage; the region is one, however its name is written.
        is_whole = ground.kind == "determination" or self._is_of_region(self._stages[ground.stage])
        named = [*units] if is_whole else [ground.unit]
        return [one.applicant for unit in named for one in units.get(unit, ())]

    def _is_of_region(self, stage: Stage) -> bool:
        return stage.unit == self._round.programme.region.key


def _naming(code: str, applicants: Sequence[Applicant]) -> Problem | None:
    if not applicants:
        return None
    return problem(code, name=applicants[0].full_name, count=len(applicants))

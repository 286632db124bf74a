"""Shortlists out, decisions in; and what is superseded when decisions or the roster change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docgen.desk.adoption import adopt_papers
from docgen.desk.folder import LoadedRound, RoundFolder
from docgen.desk.papers import Ground, Papers
from docgen.desk.publication import Grounded, Publication, put
from docgen.desk.standing import LEVELS, Standing, by_unit, first_missing, stand, unit_of
from docgen.desk.store import Store
from docgen.forms.shortlist import ShortlistForm, ShortlistReading
from docgen.notices import Paper
from docgen.problems import Place, Problem, problem
from docgen.records import Applicant, propose, rank
from docgen.round import LevelName, official_date


def write_shortlists(
    loaded: LoadedRound,
    store: Store,
    standing: Standing,
    level: LevelName,
    *,
    overwrite: bool = False,
) -> Publication:
    """One shortlist for each county, city or the province, with its candidates by rank.

    Decisions on record stand in it as they are; all others as proposed. A list in which something
    was typed is left as it is. A unit that has no candidates any more gets no list, and so its
    decisions that do not stand are taken off the record here.

    Args:
        loaded: The round.
        store: Its records.
        standing: Where it stands.
        level: Level that decides.
        overwrite: Whether lists that were changed by hand give way; copies of them are kept.
    """
    setting = loaded.setting
    units = by_unit(level, standing.before(level), setting)
    problems = [*standing.off_roster, *standing.problems]
    if not units:
        facts = level.facts
        problems.append(problem("shortlist.no-candidates", **facts))
    decided = _Decided(loaded, store)
    for unit in decided.units(level):
        if unit not in units:
            problems += decided.withdraw(level, decided.lapsed(level, unit))
    form = ShortlistForm(setting)

    def made() -> Iterator[Grounded]:
        for unit, candidates in units.items():
            proposal = propose(setting.round, setting.standard, level, candidates)
            ranked = rank(setting.round, candidates)
            data = form.render(level, unit, ranked, proposal, standing.decisions[level])
            names = tuple(one.candidate.applicant for one in ranked)
            name = f"{level.label}_{unit}.xlsx"
            yield Paper(name, data), Ground("shortlist", level, unit, names)

    return put(Papers(loaded.folder, loaded.folder.shortlists), made(), problems, overwrite)


def keep_decisions(
    loaded: LoadedRound, store: Store, lists: Iterable[tuple[str, ShortlistReading]]
) -> list[Problem]:
    """Keep what decided lists say; of two lists the one saved last counts.

    A list is all that its unit decides on: a decision on an applicant that is not on it any more,
    as it left the roster or a level below does not recommend it, is taken off the record.

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
    for _, one in sorted(lists, key=lambda pair: (pair[0], LEVELS.index(pair[1].level))):
        decided.take(one)
        units = {decided.unit(one.level, applicant) for applicant in one.decisions}
        lapsed = (each for unit in units for each in decided.lapsed(one.level, unit))
        problems += decided.withdraw(one.level, [each for each in lapsed if each not in one.places])
    return problems


class _Decided:
    """What the levels have decided, by unit, kept in step with the records.

    Args:
        loaded: The round.
        store: Its records.
    """

    def __init__(self, loaded: LoadedRound, store: Store) -> None:
        self._province = loaded.setting.round.province
        self._known = set(loaded.roster.applicants)
        self._store = store
        self._decisions = {level: store.decisions(level) for level in LEVELS}
        self._units: dict[tuple[LevelName, str], dict[Applicant, None]] = {}
        for level in LEVELS:
            self._enter(level, self._decisions[level])

    def unit(self, level: LevelName, applicant: Applicant) -> str:
        """The unit of a level that decides on an applicant."""
        return unit_of(level, applicant, self._province)

    def units(self, level: LevelName) -> list[str]:
        """The units of a level that have decided on anybody."""
        return [unit for each, unit in self._units if each is level]

    def take(self, reading: ShortlistReading) -> None:
        """Keep what a list says."""
        self._store.decide(reading.level, reading.decisions)
        self._decisions[reading.level].update(reading.decisions)
        self._enter(reading.level, reading.decisions)

    def lapsed(self, level: LevelName, unit: str) -> list[Applicant]:
        """Whom a unit decided on though they are not before it any more."""
        return [
            one
            for one in self._units.get((level, unit), ())
            if one in self._decisions[level]
            and (one not in self._known or first_missing(self._decisions, level, one) is not None)
        ]

    def withdraw(self, level: LevelName, applicants: Sequence[Applicant]) -> list[Problem]:
        """Take decisions off the record, and tell them."""
        self._store.withdraw(level, applicants)
        for one in applicants:
            del self._decisions[level][one]
        return [
            problem("decision.withdrawn", name=one.full_name, **level.facts) for one in applicants
        ]

    def _enter(self, level: LevelName, applicants: Iterable[Applicant]) -> None:
        for one in applicants:
            self._units.setdefault((level, self.unit(level, one)), {})[one] = None


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
    """Whom lists and papers of each level and unit may name now."""

    def __init__(self, loaded: LoadedRound, standing: Standing) -> None:
        self._standing = standing
        self._candidates = {
            level: by_unit(level, standing.before(level), loaded.setting) for level in LEVELS
        }
        self._recommended = {
            level: by_unit(level, standing.recommended(level), loaded.setting) for level in LEVELS
        }

    def named_wrongly(self, ground: Ground) -> Problem | None:
        """What is wrong with a list or paper that names somebody whom it may not name."""
        if ground.kind == "revocation":
            return None  # it was true when it was issued, whatever is decided since
        now = set(self._of(ground))
        wrongly = [one for one in ground.applicants if one not in now]
        return _naming("paper.names-wrongly", wrongly)

    def out_of_date(self, ground: Ground, file: str) -> Iterator[Problem]:
        """Whether a list or paper leaves somebody out by now, or states other days than the notice.

        Args:
            ground: What it was made from.
            file: Its name in messages.
        """
        if ground.kind == "revocation":
            return
        day = self._standing.first_day(ground.level, ground.unit) if ground.level else None
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

    def _of(self, ground: Ground) -> list[Applicant]:
        if ground.level is None:
            return []
        units = (self._candidates if ground.kind == "shortlist" else self._recommended)[
            ground.level
        ]
        # The province is one, however its name is written.
        named = [*units] if ground.level is LevelName.PROVINCE else [ground.unit]
        return [one.applicant for unit in named for one in units.get(unit, ())]


def _naming(code: str, applicants: Sequence[Applicant]) -> Problem | None:
    if not applicants:
        return None
    return problem(code, name=applicants[0].full_name, count=len(applicants))

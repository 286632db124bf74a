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
from docgen.problems import Problem, problem
from docgen.procedure import LevelName, propose, rank
from docgen.records import Community


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
        facts = {"level_zh": level.label, "level_en": level.value}
        problems.append(problem("shortlist.no-candidates", **facts))
    lapsed = _lapsed(loaded, store, level)
    problems += _withdraw(store, level, [one for one in lapsed if lapsed[one] not in units])
    form = ShortlistForm(setting)

    def made() -> Iterator[Grounded]:
        for unit, candidates in units.items():
            proposal = propose(setting.round, setting.standard, level, candidates)
            ranked = rank(setting.round, candidates)
            data = form.render(level, unit, ranked, proposal, standing.decisions[level])
            names = tuple(one.candidate.community for one in ranked)
            name = f"{level.label}_{unit}.xlsx"
            yield Paper(name, data), Ground("shortlist", level, unit, names)

    return put(Papers(loaded.folder, loaded.folder.shortlists), made(), problems, overwrite)


def keep_decisions(
    loaded: LoadedRound, store: Store, lists: Iterable[tuple[str, ShortlistReading]]
) -> list[Problem]:
    """Keep what decided lists say; of two lists the one saved last counts.

    A list is all that its unit decides on: a decision on a community that is not on it any more,
    as it left the roster or a level below does not recommend it, is taken off the record.

    Args:
        loaded: The round.
        store: Its records.
        lists: When each list was saved, and what it says; lists with errors are left out.

    Returns:
        Decisions that were taken off the record.
    """
    read: dict[LevelName, dict[Community, bool]] = {}
    # A list that does not say when it was saved is one as docgen made it, older than any other.
    for _, one in sorted(lists, key=lambda pair: pair[0]):
        store.decide(one.level, one.decisions)
        read.setdefault(one.level, {}).update(one.decisions)
    problems: list[Problem] = []
    for level in (one for one in LEVELS if one in read):
        units = {unit_of(level, one, loaded.setting.round.province) for one in read[level]}
        lapsed = _lapsed(loaded, store, level)
        gone = [one for one in lapsed if one not in read[level] and lapsed[one] in units]
        problems += _withdraw(store, level, gone)
    return problems


def _lapsed(loaded: LoadedRound, store: Store, level: LevelName) -> dict[Community, str]:
    """Whom a level decided on though they are not before it any more, each with its unit."""
    known = set(loaded.roster.communities)
    decisions = {one: store.decisions(one) for one in LEVELS}
    return {
        one: unit_of(level, one, loaded.setting.round.province)
        for one in decisions[level]
        if one not in known or first_missing(decisions, level, one) is not None
    }


def _withdraw(store: Store, level: LevelName, communities: Sequence[Community]) -> list[Problem]:
    store.withdraw(level, communities)
    facts = {"level_zh": level.label, "level_en": level.value}
    return [problem("decision.withdrawn", name=one.full_name, **facts) for one in communities]


def settled(loaded: LoadedRound, store: Store) -> tuple[Standing, list[Problem]]:
    """Where the round stands, and the lists and papers that were superseded by it.

    Raises:
        ProblemError: There are no records although files were received.
    """
    standing = stand(loaded, store)
    adopt_papers(loaded)
    return standing, supersede_papers(loaded, standing)


def supersede_papers(loaded: LoadedRound, standing: Standing) -> list[Problem]:
    """Move lists and papers whose ground has gone into a folder of their own.

    A shortlist rests on its candidates, a paper on the decisions for everybody whom it names.

    Returns:
        What was moved, what it names wrongly, and papers that leave somebody out by now.
    """
    problems: list[Problem] = []
    for folder in (loaded.folder.shortlists, loaded.folder.published):
        papers = Papers(loaded.folder, folder)
        problems += papers.supersede(lambda ground: _lost(loaded, standing, ground))
        for path, ground in papers.grounds:
            problems += _left_out(loaded, standing, ground, loaded.folder.shown(path))
    return problems


def has_papers(folder: RoundFolder) -> bool:
    """Whether lists or papers were made, which may be superseded."""
    homes = (Papers(folder, folder.shortlists), Papers(folder, folder.published))
    return any(any(papers) or papers.unlisted for papers in homes)


def _named_now(loaded: LoadedRound, standing: Standing, ground: Ground) -> list[Community]:
    """Whom a list or paper of this kind may name now."""
    if ground.level is None:
        return []
    is_list = ground.kind == "shortlist"
    candidates = standing.before(ground.level) if is_list else standing.recommended(ground.level)
    province = loaded.setting.round.province
    named = (one.community for one in candidates)
    return [one for one in named if unit_of(ground.level, one, province) == ground.unit]


def _lost(loaded: LoadedRound, standing: Standing, ground: Ground) -> Problem | None:
    now = set(_named_now(loaded, standing, ground))
    return _naming("paper.names-wrongly", [one for one in ground.communities if one not in now])


def _left_out(
    loaded: LoadedRound, standing: Standing, ground: Ground, file: str
) -> Iterator[Problem]:
    if ground.kind == "revocation":
        return
    named = set(ground.communities)
    revoked = standing.revoked if ground.kind == "determination" else {}
    missing = [
        one
        for one in _named_now(loaded, standing, ground)
        if one not in named and one not in revoked
    ]
    found = _naming("paper.leaves-out", missing)
    if found is not None:
        yield found.within(file)


def _naming(code: str, communities: Sequence[Community]) -> Problem | None:
    if not communities:
        return None
    return problem(code, name=communities[0].full_name, count=len(communities))

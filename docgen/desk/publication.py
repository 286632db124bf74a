"""What publishing has in common: checking a list, writing files, telling what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from docgen.desk.folder import LoadedRound, PlannedRound
from docgen.desk.papers import Ground, Papers
from docgen.desk.standing import Standing, first_missing
from docgen.notices import Office, Paper
from docgen.problems import Place, Problem, errors, folded, problem
from docgen.programme import Stage
from docgen.records import Applicant, Candidate, check_list, unit_of

ROUND: Final = Place(file="round.yaml")
"""Place of problems with what is planned."""

Lists = Mapping[str, Sequence[Candidate]]
"""Whom each unit of a stage has chosen."""

Grounded = tuple[Paper, Ground]
"""A paper, and what it was made from."""


@dataclass(slots=True)
class Publication:
    """What came of publishing.

    Attributes:
        files: The files that are there now as they were made, in order.
        grounds: What each of them was made from.
        problems: What could not be published, or was left as people changed it, and why.
    """

    files: list[Path] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def office_of(planned: PlannedRound, standing: Standing | None = None) -> Office:
    """What the notices of a round are made with.

    Args:
        planned: The round.
        standing: Where it stands, for lists that name titles.
    """
    setting = planned.setting
    grades = standing.grades(setting) if standing is not None else {}
    return Office(setting.round, setting.standard, setting.programme, setting.templates, grades)


def check_chosen(
    loaded: LoadedRound, standing: Standing, stage: Stage, candidates: Sequence[Candidate]
) -> list[Problem]:
    """What speaks against a list: pass mark, quota, and that all stages before chose it."""
    setting = loaded.setting
    programme = setting.round.programme
    problems = check_list(setting.round, setting.standard, stage, candidates)
    for one in candidates:
        below = first_missing(standing.decisions, stage.key, one.applicant)
        if below is not None:
            name = one.applicant.full_name
            facts = programme.stage(below).facts
            problems.append(problem("publish.not-from-below", name=name, **facts))
    return problems


def without_forms(
    loaded: LoadedRound, standing: Standing, stage: Stage
) -> dict[str, list[Problem]]:
    """Whom a stage chooses though there is no good form of it, by unit.

    Its unit's list would leave it out without a word.
    """
    with_forms = {one.applicant for one in standing.candidates}
    decided = standing.decisions[stage.key]
    found: dict[str, list[Problem]] = {}
    for applicant in loaded.roster.applicants:
        if decided.get(applicant, False) and applicant not in with_forms:
            unit = unit_of(loaded.setting.round, stage, applicant)
            missing = problem("publish.without-form", name=applicant.full_name, **stage.facts)
            found.setdefault(unit, []).append(missing)
    return found


def publish_lists(
    loaded: LoadedRound,
    standing: Standing,
    stage: Stage,
    lists: Lists,
    make: Callable[[str, Sequence[Applicant]], Grounded | Problem],
    *,
    overwrite: bool,
) -> Publication:
    """Write one document for each unit's list; a list with errors is held back.

    Args:
        loaded: The round.
        standing: Where it stands.
        stage: Whose lists.
        lists: Whom each of its units has chosen.
        make: Makes the document of a unit and its applicants, or says why it cannot be.
        overwrite: Whether documents that were changed by hand give way.
    """
    papers: list[Grounded] = []
    problems: list[Problem] = []
    missing = without_forms(loaded, standing, stage)
    for unit, candidates in lists.items():
        found = check_chosen(loaded, standing, stage, candidates) + missing.pop(unit, [])
        problems += found
        if not errors(found):
            made = make(unit, [one.applicant for one in candidates])
            if not isinstance(made, Problem):
                papers.append(made)
            elif made not in problems:
                problems.append(made)
    problems += [one for found in missing.values() for one in found]
    told = [*standing.off_roster, *standing.problems, *problems]
    return written(loaded, papers, told, overwrite=overwrite)


def nothing(standing: Standing, found: Problem) -> Publication:
    """No document at all, and why; who is not on the roster may be the cause."""
    return Publication(problems=[*standing.off_roster, found])


def written(
    planned: PlannedRound,
    papers: Iterable[Grounded],
    problems: Sequence[Problem] = (),
    *,
    overwrite: bool,
) -> Publication:
    """Write papers into the folder of what is published."""
    return put(Papers(planned.folder, planned.folder.published), papers, problems, overwrite)


def put(
    papers: Papers, made: Iterable[Grounded], problems: Sequence[Problem], overwrite: bool
) -> Publication:
    """Write lists or papers into their folder; what was changed by hand is left and told."""
    result = Publication(problems=list(problems))
    for paper, ground in made:
        is_there, told = papers.put(paper.file_name, paper.data, ground, overwrite)
        result.problems += told
        if is_there:
            result.files.append(papers.path(paper.file_name))
            result.grounds.append(ground)
    result.problems = folded([*result.problems, *papers.tidy()], "paper.not-written")
    return result

"""What publishing has in common: checking a list, writing files, telling what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from docgen.desk.folder import LoadedRound, write_whole
from docgen.desk.standing import LEVELS, Standing
from docgen.notices import Office, Paper
from docgen.problems import Place, Problem, errors, problem
from docgen.procedure import Candidate, LevelName, check_list
from docgen.records import Community

ROUND: Final = Place(file="round.yaml")
"""Place of problems with what is planned."""

Lists = Mapping[str, Sequence[Candidate]]
"""Whom each unit of a level has chosen."""


@dataclass(slots=True)
class Publication:
    """What came of publishing.

    Attributes:
        files: The files that are there now, in order.
        problems: What could not be published, and why.
    """

    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def office_of(loaded: LoadedRound) -> Office:
    """What the notices of a round are made with."""
    setting = loaded.setting
    return Office(setting.round, setting.standard, setting.templates)


def check_chosen(
    loaded: LoadedRound, standing: Standing, level: LevelName, candidates: Sequence[Candidate]
) -> list[Problem]:
    """What speaks against a list: pass mark, quota, and that the level below recommended it."""
    setting = loaded.setting
    problems = check_list(setting.round, setting.standard, level, candidates)
    position = LEVELS.index(level)
    if position:
        below = LEVELS[position - 1]
        recommended = standing.decisions[below]
        problems += [
            problem(
                "publish.not-from-below",
                name=one.community.full_name,
                level_zh=below.label,
                level_en=below.value,
            )
            for one in candidates
            if not recommended.get(one.community, False)
        ]
    return problems


def publish_lists(
    loaded: LoadedRound,
    standing: Standing,
    level: LevelName,
    lists: Lists,
    make: Callable[[str, Sequence[Community]], Paper],
) -> Publication:
    """Write one document for each unit's list; a list with errors is held back.

    Args:
        loaded: The round.
        standing: Where it stands.
        level: Whose lists.
        lists: Whom each of its units has chosen.
        make: Makes the document of a unit and its communities.
    """
    papers: list[Paper] = []
    problems: list[Problem] = []
    for unit, candidates in lists.items():
        found = check_chosen(loaded, standing, level, candidates)
        problems += found
        if not errors(found):
            papers.append(make(unit, [one.community for one in candidates]))
    return written(loaded, papers, problems)


def nothing(code: str, level: LevelName) -> Publication:
    """No document at all, because of what the level has or has not decided."""
    return Publication(problems=[problem(code, level_zh=level.label, level_en=level.value)])


def written(loaded: LoadedRound, papers: Iterable[Paper], problems: list[Problem]) -> Publication:
    """Write papers into the folder of what is published."""
    result = Publication(problems=problems)
    for paper in papers:
        path = loaded.folder.published / paper.file_name
        write_whole(path, paper.data)
        result.files.append(path)
    return result

"""Lists and papers of the version that kept no manifest of them: what they name is read from them.

What they were when they were made is not known, so each counts as changed by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from docgen.desk.papers import Ground, Kind, Papers
from docgen.forms import Setting, open_document
from docgen.forms.shortlist import read_shortlist
from docgen.office.package.archive import read_package
from docgen.office.word.reading.reader import read_tables
from docgen.problems import ProblemError
from docgen.programme import Stage
from docgen.records import Applicant, unit_of

_DETERMINATION: Final = re.compile(r"认定文件.*\.docx")
_PAPER: Final = re.compile(r"(公示|推荐请示)_(.+?)_.+\.docx")
_LIST: Final = re.compile(r".+?_.+\.xlsx")
_KINDS: Final[dict[str, Kind]] = {"公示": "publicity", "推荐请示": "recommendation"}


def adopt_papers(setting: Setting, lists: Papers, papers: Papers) -> None:
    """Enter lists and papers that no manifest knows into the manifest of their folder."""
    for path in papers.unlisted:
        if (ground := _paper(path, setting)) is not None:
            papers.adopt(path.name, ground)
    for path in lists.unlisted:
        if (ground := _list(path, setting)) is not None:
            lists.adopt(path.name, ground)


def _paper(path: Path, setting: Setting) -> Ground | None:
    named = _PAPER.fullmatch(path.name)
    if named is None and not _DETERMINATION.fullmatch(path.name):
        return None
    try:
        applicants = tuple(_listed(path, len(setting.path)))
    except (ProblemError, OSError):
        return None
    if not applicants:
        return None
    kind, label = named.groups() if named else ("", setting.round.programme.last.label)
    stage = _labelled(setting, label)
    if stage is None:
        return None
    unit = unit_of(setting.round, stage, applicants[0])
    return Ground(_KINDS.get(kind, "determination"), stage.key, unit, applicants)


def _labelled(setting: Setting, label: str) -> Stage | None:
    return next((one for one in setting.round.stages if one.label == label), None)


def _listed(path: Path, depth: int) -> Iterator[Applicant]:
    """The applicants in a paper's list: its rows begin with their number."""
    for table in read_tables(read_package(path.read_bytes())):
        for row in table.rows:
            number, *names = (cell.text.strip() if cell else "" for cell in row)
            if number.isdecimal() and len(names) == depth:
                yield Applicant(*names)


def _list(path: Path, setting: Setting) -> Ground | None:
    if not _LIST.fullmatch(path.name):
        return None
    try:
        reading = read_shortlist(setting, open_document(path.read_bytes(), path.name))
    except (ProblemError, OSError):
        return None
    applicants = tuple(reading.places)
    if not applicants:
        return None
    stage = setting.round.programme.stage(reading.stage)
    unit = unit_of(setting.round, stage, applicants[0])
    return Ground("shortlist", stage.key, unit, applicants)

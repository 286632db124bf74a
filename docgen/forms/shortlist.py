"""The shortlist: a level's candidates by rank with a proposal, for the bureau to decide on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType, SimpleNamespace
from typing import Final

from docgen import assets
from docgen.forms import values
from docgen.forms.directory import Directory
from docgen.forms.document import FORM_PROPERTY, ROUND_PROPERTY, STANDARD_PROPERTY, Document
from docgen.forms.fields import Field
from docgen.forms.form import Setting
from docgen.forms.unread import unread
from docgen.forms.workbook_document import WorkbookDocument
from docgen.office.workbook.template.template import (
    CellValue,
    NamedCell,
    Validation,
    WorkbookTemplate,
)
from docgen.problems import Place, Problem, problem
from docgen.procedure import LevelName, Ranked
from docgen.records import Community

TEMPLATE: Final = "shortlist.xlsx"
SHORTLIST: Final = "shortlist"
LEVEL_PROPERTY: Final = "docgen.level"
ROWS_PROPERTY: Final = "docgen.rows"
RECOMMENDED: Final = "推荐"
NOT_RECOMMENDED: Final = "不推荐"
_DECISIONS: Final = {RECOMMENDED: True, NOT_RECOMMENDED: False}
_DECISION: Final = re.compile("decision_[1-9][0-9]{0,6}")
_MOST_ROWS: Final = 300_000  # no sheet has more cells
_NAMES: Final = ("city", "county", "street", "name")


@dataclass(frozen=True, slots=True)
class ShortlistReading:
    """A shortlist that was decided on.

    Attributes:
        level: Whose decisions they are.
        decisions: Which communities the level recommends.
        places: Where each decision stands.
        problems: What is wrong with the file.
    """

    level: LevelName
    decisions: Mapping[Community, bool]
    places: Mapping[Community, Place]
    problems: tuple[Problem, ...]

    def of(self, directory: Directory) -> ShortlistReading:
        """The same list, its communities looked up among those of the round."""
        known = {community: directory.find(community) for community in self.decisions}
        unknown = [
            problem("form.community-unknown", self.places[community], printed=community.full_name)
            for community, found in known.items()
            if found is None
        ]
        return replace(
            self,
            decisions={found: self.decisions[one] for one, found in known.items() if found},
            places={found: self.places[one] for one, found in known.items() if found},
            problems=(*self.problems, *unknown),
        )


class ShortlistForm:
    """The shortlist as a workbook, its template compiled once for a round."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._template = WorkbookTemplate.compile(assets.template(TEMPLATE, setting.templates))

    def render(
        self,
        level: LevelName,
        unit: str,
        ranked: Sequence[Ranked],
        proposal: Mapping[Community, bool],
        decisions: Mapping[Community, bool] = MappingProxyType({}),
    ) -> bytes:
        """A workbook with one row for each candidate, with its decision or else the proposal.

        Args:
            level: Level that decides.
            unit: The county, city or province that the list belongs to.
            ranked: Its candidates, best first.
            proposal: For each of them what totals and quotas suggest.
            decisions: What the level decided already.

        Raises:
            ProblemError: The template cannot be used.
        """
        cells: dict[str, CellValue] = {}
        rows: list[SimpleNamespace] = []
        for number, entry in enumerate(ranked, start=1):
            community = entry.candidate.community
            proposed = proposal[community]
            chosen = decisions.get(community, proposed)
            cells |= zip(_named(number), community, strict=True)
            cells[_decision_name(number)] = RECOMMENDED if chosen else NOT_RECOMMENDED
            rows.append(_row(number, entry, proposed))
        context = {
            "round": self._setting.round,
            "standard": self._setting.standard,
            "level": level.label,
            "unit": unit,
            "rows": rows,
        }
        properties = {
            FORM_PROPERTY: SHORTLIST,
            ROUND_PROPERTY: self._setting.round.name,
            STANDARD_PROPERTY: self._setting.edition,
            LEVEL_PROPERTY: level.value,
            ROWS_PROPERTY: str(len(ranked)),
        }
        return self._template.expand(context).render(cells, properties)


def _named(number: int) -> list[str]:
    return [f"{name}_{number}" for name in _NAMES]


def _decision_name(number: int) -> str:
    return f"decision_{number}"


def _row(number: int, entry: Ranked, proposed: bool) -> SimpleNamespace:
    """What the template prints of a candidate."""
    candidate = entry.candidate
    return SimpleNamespace(
        rank=entry.rank,
        total=values.decimal(candidate.total),
        application="有" if candidate.has_application else "缺",
        proposal=RECOMMENDED if proposed else NOT_RECOMMENDED,
        decision=NamedCell(_decision_name(number), unlocked=True, validation=_CHOICE),
        **dict(zip(_NAMES, map(NamedCell, _named(number)), strict=True)),
    )


_CHOICE: Final = Validation(
    "list",
    f'"{RECOMMENDED},{NOT_RECOMMENDED}"',
    title="请选择",
    message=f"请选择「{RECOMMENDED}」或「{NOT_RECOMMENDED}」。",
)


def read_shortlist(setting: Setting, document: Document) -> ShortlistReading:
    """The decisions on a shortlist that came back."""
    stated = document.properties.get(LEVEL_PROPERTY, "")
    level = LevelName(stated) if stated in set(LevelName) else LevelName.COUNTY
    decisions: dict[Community, bool] = {}
    places: dict[Community, Place] = {}
    problems = setting.check_origin(document)
    if level != stated:
        problems.append(problem("shortlist.no-level", Place(file=document.file)))
    missing = 0
    for number in range(1, _rows(document) + 1):
        found = document.find(Field(_decision_name(number), "决定"))
        if found is None:
            missing += 1
            continue
        cells = [document.find(Field(name, "社区")) for name in _named(number)]
        community = Community(*(values.text(cell.raw) if cell else "" for cell in cells))
        if not all(community):
            problems.append(problem("form.field-missing", found.place, label="社区"))
            continue
        if community in places:
            name = community.full_name
            problems.append(problem("list.duplicate", found.place, community=name))
        places[community] = found.place
        problems += unread(found, Field(_decision_name(number), "决定"))
        decided = _decision(values.text(found.raw), community, found.place, problems)
        if decided is not None:
            decisions[community] = decided
    if missing:
        place = Place(file=document.file)
        problems.append(problem("shortlist.rows-missing", place, count=missing))
    return ShortlistReading(level, decisions, places, tuple(problems))


def _rows(document: Document) -> int:
    """How many rows the list was made with; of a list that does not say so, its last one."""
    stated = document.properties.get(ROWS_PROPERTY, "")
    if stated.isdecimal():
        return min(int(stated), _MOST_ROWS)
    numbers = (
        int(name.removeprefix("decision_"))
        for name in (document.workbook.names if isinstance(document, WorkbookDocument) else ())
        if _DECISION.fullmatch(name)
    )
    return min(max(numbers, default=0), _MOST_ROWS)


def _decision(
    typed: str, community: Community, place: Place, problems: list[Problem]
) -> bool | None:
    if typed in _DECISIONS:
        return _DECISIONS[typed]
    code = "shortlist.decision-unclear" if typed else "shortlist.decision-missing"
    facts = {"name": community.full_name} | ({"found": typed} if typed else {})
    problems.append(problem(code, place, **facts))
    return None

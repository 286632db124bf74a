"""The shortlist: a level's candidates by rank with a proposal, for the bureau to decide on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from types import SimpleNamespace
from typing import Final

from docgen import assets
from docgen.forms import values
from docgen.forms.document import FORM_PROPERTY, ROUND_PROPERTY, STANDARD_PROPERTY, Document
from docgen.forms.fields import Field
from docgen.forms.form import Setting
from docgen.forms.identity import Directory
from docgen.office.workbook_template import CellValue, NamedCell, Validation, WorkbookTemplate
from docgen.problems import Place, Problem, problem
from docgen.procedure import LevelName, Ranked
from docgen.records import Community

TEMPLATE: Final = "shortlist.xlsx"
SHORTLIST: Final = "shortlist"
LEVEL_PROPERTY: Final = "docgen.level"
RECOMMENDED: Final = "推荐"
NOT_RECOMMENDED: Final = "不推荐"
_DECISIONS: Final = {RECOMMENDED: True, NOT_RECOMMENDED: False}
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
        unknown = [
            problem("form.community-unknown", self.places[community], printed=community.full_name)
            for community in self.decisions
            if community not in directory
        ]
        return replace(self, problems=(*self.problems, *unknown))


def render_shortlist(
    setting: Setting,
    level: LevelName,
    unit: str,
    ranked: Sequence[Ranked],
    proposal: Mapping[Community, bool],
) -> bytes:
    """A workbook with one row for each candidate, its decision filled in as proposed.

    Args:
        setting: The round.
        level: Level that decides.
        unit: The county, city or province that the list belongs to.
        ranked: Its candidates, best first.
        proposal: For each of them what totals and quotas suggest.

    Raises:
        ProblemError: The template cannot be used.
    """
    template = WorkbookTemplate.compile(assets.template(TEMPLATE, setting.templates))
    rows: list[SimpleNamespace] = []
    cells: dict[str, CellValue] = {}
    for number, entry in enumerate(ranked, start=1):
        candidate = entry.candidate
        names = {name: f"{name}_{number}" for name in _NAMES}
        decision = f"decision_{number}"
        cells |= dict(zip(names.values(), candidate.community, strict=True))
        cells[decision] = RECOMMENDED if proposal[candidate.community] else NOT_RECOMMENDED
        rows.append(
            SimpleNamespace(
                rank=entry.rank,
                total=values.decimal(candidate.total),
                application="有" if candidate.has_application else "缺",
                proposal=cells[decision],
                decision=NamedCell(decision, unlocked=True, validation=_CHOICE),
                **{name: NamedCell(cell) for name, cell in names.items()},
            )
        )
    context = {
        "round": setting.round,
        "standard": setting.standard,
        "level": level.label,
        "unit": unit,
        "rows": rows,
    }
    properties = {
        FORM_PROPERTY: SHORTLIST,
        ROUND_PROPERTY: setting.round.name,
        STANDARD_PROPERTY: setting.edition,
        LEVEL_PROPERTY: level.value,
    }
    return template.expand(context).render(cells, properties)


_CHOICE: Final = Validation(
    "list",
    f'"{RECOMMENDED},{NOT_RECOMMENDED}"',
    title="请选择",
    message=f"请选择「{RECOMMENDED}」或「{NOT_RECOMMENDED}」。",
)


def read_shortlist(setting: Setting, document: Document) -> ShortlistReading:
    """The decisions on a shortlist that came back."""
    level = LevelName(document.properties.get(LEVEL_PROPERTY, LevelName.COUNTY))
    decisions: dict[Community, bool] = {}
    places: dict[Community, Place] = {}
    problems = setting.check_origin(document)
    for number in count(1):
        found = document.find(Field(f"decision_{number}", "决定"))
        if found is None:
            break
        cells = [document.find(Field(f"{name}_{number}", "社区")) for name in _NAMES]
        community = Community(*(values.text(cell.raw) if cell else "" for cell in cells))
        if not all(community):
            problems.append(problem("form.field-missing", found.place, label="社区"))
            continue
        places[community] = found.place
        decided = _decision(values.text(found.raw), community, found.place, problems)
        if decided is not None:
            decisions[community] = decided
    return ShortlistReading(level, decisions, places, tuple(problems))


def _decision(
    typed: str, community: Community, place: Place, problems: list[Problem]
) -> bool | None:
    if typed in _DECISIONS:
        return _DECISIONS[typed]
    code = "shortlist.decision-unclear" if typed else "shortlist.decision-missing"
    facts = {"name": community.full_name} | ({"found": typed} if typed else {})
    problems.append(problem(code, place, **facts))
    return None

"""The shortlist: a stage's candidates by rank with a proposal, for the bureau to decide on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from string import digits
from types import MappingProxyType, SimpleNamespace
from typing import Final

from docgen import assets
from docgen.former import LIST_ANCHORS
from docgen.forms import values
from docgen.forms.directory import Directory
from docgen.forms.document import FORM_PROPERTY, ROUND_PROPERTY, STANDARD_PROPERTY, Document, Found
from docgen.forms.fields import Field
from docgen.forms.form import Setting
from docgen.forms.signs import name_of
from docgen.forms.unread import unread
from docgen.forms.workbook_document import WorkbookDocument
from docgen.office.workbook.reading.shown import FaultyText
from docgen.office.workbook.template.template import (
    CellValue,
    NamedCell,
    Validation,
    WorkbookTemplate,
)
from docgen.problems import Place, Problem, problem
from docgen.programme import ListColumn, Stage, list_columns, row_texts
from docgen.programme.standard import Standard
from docgen.records import Applicant, Ranked, pass_mark

TEMPLATE: Final = "shortlist.xlsx"
TEMPLATE_WITH_GRADES: Final = "shortlist-grades.xlsx"
"""Of a programme that has more than one title, or that bars whatever the total is."""
TEMPLATES: Final = (TEMPLATE, TEMPLATE_WITH_GRADES)
SHORTLIST: Final = "shortlist"
# Lists in the field call a stage a level.
STAGE_PROPERTY: Final = "docgen.level"
ROWS_PROPERTY: Final = "docgen.rows"
RECOMMENDED: Final = "推荐"
NOT_RECOMMENDED: Final = "不推荐"
_DECISIONS: Final = {RECOMMENDED: True, NOT_RECOMMENDED: False}
_DECISION: Final = re.compile("decision_[1-9][0-9]{0,6}")
_MOST_ROWS: Final = 300_000  # no sheet has more cells
_DECIDED: Final = "决定"


@dataclass(frozen=True, slots=True)
class ShortlistReading:
    """A shortlist that was decided on.

    Attributes:
        stage: Key of the stage whose decisions they are.
        decisions: Which applicants the stage recommends.
        places: Where each decision stands.
        problems: What is wrong with the file.
    """

    stage: str
    decisions: Mapping[Applicant, bool]
    places: Mapping[Applicant, Place]
    problems: tuple[Problem, ...]

    def of(self, directory: Directory) -> ShortlistReading:
        """The same list, its applicants looked up among those of the round."""
        known = {applicant: directory.find(applicant) for applicant in self.decisions}
        told = [
            found
            for printed, applicant in known.items()
            for found in _told(printed, applicant, self.places[printed], directory)
        ]
        return replace(
            self,
            decisions={found: self.decisions[one] for one, found in known.items() if found},
            places={found: self.places[one] for one, found in known.items() if found},
            problems=(*self.problems, *told),
        )


def _told(
    printed: Applicant, found: Applicant | None, place: Place, directory: Directory
) -> Iterator[Problem]:
    """What to tell of an applicant that is not named on the list as it is on the roster."""
    if found is None:
        ambiguous = directory.is_ambiguous(printed)
        code = "form.applicant-ambiguous" if ambiguous else "form.applicant-unknown"
        yield problem(code, place, printed=printed.full_name)
        return
    for unit, short, whole in zip(directory.path, printed, found, strict=True):
        if short != whole:
            yield problem("unit.taken", place, label=unit.head, found=short, taken=whole)


class ShortlistForm:
    """The shortlist as a workbook, its template compiled once for a round.

    Args:
        setting: The round.
        template: Name of the template; that of the round's programme if not given.
    """

    def __init__(self, setting: Setting, template: str = "") -> None:
        self._setting = setting
        self._kind = setting.programme.applicant
        self._columns = list_columns(self._kind)
        name = template or template_of(setting.standard)
        self._template = WorkbookTemplate.compile(assets.template(name, setting.templates))

    def render(
        self,
        stage: Stage,
        unit: str,
        ranked: Sequence[Ranked],
        proposal: Mapping[Applicant, bool],
        decisions: Mapping[Applicant, bool] = MappingProxyType({}),
    ) -> bytes:
        """A workbook with one row for each candidate, with its decision or else the proposal.

        Args:
            stage: Stage that decides.
            unit: The unit that the list belongs to.
            ranked: Its candidates, best first.
            proposal: For each of them what totals and quotas suggest.
            decisions: What the stage decided already.

        Raises:
            ProblemError: The template cannot be used.
        """
        cells: dict[str, CellValue] = {}
        rows: list[SimpleNamespace] = []
        for number, entry in enumerate(ranked, start=1):
            applicant = entry.candidate.applicant
            proposed = proposal[applicant]
            chosen = decisions.get(applicant, proposed)
            texts = zip(self._columns, row_texts(self._kind, applicant), strict=True)
            cells |= {_name(column, number): text for column, text in texts if column.units}
            cells[_decision_name(number)] = RECOMMENDED if chosen else NOT_RECOMMENDED
            rows.append(_row(self._setting.standard, self._columns, number, entry, proposed))
        context = {
            "round": self._setting.round,
            "standard": self._setting.standard,
            "stage": stage.label,
            "pass_mark": pass_mark(self._setting.standard, stage),
            "unit": unit,
            "columns": self._columns,
            "requirements": requirements(self._setting.standard),
            "rows": rows,
        }
        properties = {
            FORM_PROPERTY: SHORTLIST,
            ROUND_PROPERTY: self._setting.round.name,
            STANDARD_PROPERTY: self._setting.edition,
            STAGE_PROPERTY: stage.key,
            ROWS_PROPERTY: str(len(ranked)),
        }
        return self._template.expand(context).render(cells, properties)


def _name(column: ListColumn, number: int) -> str:
    return f"{column.key}_{number}"


def _field(column: ListColumn, number: int) -> Field:
    former = LIST_ANCHORS.get(column.key)
    return Field(_name(column, number), column.head, former=f"{former}_{number}" if former else "")


def _decision_name(number: int) -> str:
    return f"decision_{number}"


def template_of(standard: Standard) -> str:
    """Name of the template of a programme's shortlists."""
    has_more = len(standard.awards) > 1 or standard.has_gates
    return TEMPLATE_WITH_GRADES if has_more else TEMPLATE


def requirements(standard: Standard) -> str:
    """The totals that titles need, from the highest: 五星级不低于780分、四星级不低于680分."""
    if len(standard.awards) == 1:
        return f"总分不低于{values.plain(standard.pass_mark)}分"
    return "、".join(f"{one.title}不低于{values.plain(one.total)}分" for one in standard.awards)


def _row(
    standard: Standard,
    columns: Sequence[ListColumn],
    number: int,
    entry: Ranked,
    proposed: bool,
) -> SimpleNamespace:
    """What the template prints of a candidate."""
    candidate = entry.candidate
    names = [NamedCell(_name(one, number)) if one.units else "" for one in columns]
    by_key = {
        one.units[-1].key: cell for one, cell in zip(columns, names, strict=True) if one.units
    }
    return SimpleNamespace(
        rank=entry.rank,
        total=values.decimal(candidate.total),
        grade=candidate.grade(standard),
        bars="；".join(candidate.bars),
        application="有" if candidate.has_application else "缺",
        proposal=RECOMMENDED if proposed else NOT_RECOMMENDED,
        decision=NamedCell(_decision_name(number), unlocked=True, validation=_CHOICE),
        names=names,
        **by_key,
    )


_CHOICE: Final = Validation(
    "list",
    f'"{RECOMMENDED},{NOT_RECOMMENDED}"',
    title="请选择",
    message=f"请选择「{RECOMMENDED}」或「{NOT_RECOMMENDED}」。",
)


def read_shortlist(setting: Setting, document: Document) -> ShortlistReading:
    """The decisions on a shortlist that came back."""
    stated = document.properties.get(STAGE_PROPERTY, "")
    known = [stage.key for stage in setting.round.stages]
    stage = stated if stated in known else known[0]
    decisions: dict[Applicant, bool] = {}
    places: dict[Applicant, Place] = {}
    problems = setting.check_origin(document)
    if stage != stated:
        problems.append(problem("shortlist.no-stage", Place(file=document.file)))
    columns = [one for one in list_columns(setting.programme.applicant) if one.units]
    missing = 0
    decided: list[Place] = []
    hidden: dict[tuple[str, str], None] = {}
    for number in range(1, _rows(document) + 1):
        field = Field(_decision_name(number), _DECIDED)
        found = document.find(field)
        if found is None:
            missing += 1
            continue
        decided.append(found.place)
        applicant = _applicant(columns, number, found, document, problems, hidden)
        if applicant is None:
            continue
        if applicant in places:
            name = applicant.full_name
            problems.append(problem("list.duplicate", found.place, applicant=name))
        places[applicant] = found.place
        if not isinstance(found.raw, FaultyText):  # which is no decision, and is told as that
            problems += unread(found, field)
        problems += document.signs.problems(found.raw, found.place, _DECIDED)
        choice = _decision(values.text(found.raw), applicant, found.place, problems)
        if choice is not None:
            decisions[applicant] = choice
    if missing:
        place = Place(file=document.file)
        problems.append(problem("shortlist.rows-missing", place, count=missing))
    problems += _added(document, decided)
    for sheet, unseen in groupby(hidden, key=itemgetter(0)):
        place = Place(file=document.file, sheet=sheet)
        letters = "、".join(sorted({letters for _, letters in unseen}))
        problems.append(problem("table.columns-hidden", place, columns=letters))
    return ShortlistReading(stage, decisions, places, tuple(problems))


def _applicant(
    columns: Sequence[ListColumn],
    number: int,
    decision: Found,
    document: Document,
    problems: list[Problem],
    hidden: dict[tuple[str, str], None],
) -> Applicant | None:
    """Whom a row is about; None, and a problem more, if it does not say.

    Args:
        columns: The columns with names.
        number: Number of the row.
        decision: Its decision.
        document: The list.
        problems: Takes what is wrong with the names.
        hidden: Takes sheet and column of the names that nobody sees.
    """
    names: list[str] = []
    told: list[Problem] = []
    for column in columns:
        field = _field(column, number)
        label = field.label
        found = document.find(field)
        if found is None:
            names += [""] * len(column.units)
            continue
        # A column that is hidden, as for printing, still says whom the row is about, and is told.
        raw = found.left_out if found.hidden else found.raw
        if found.hidden and not decision.hidden:
            hidden[found.place.sheet, _letters(found.place)] = None
        told += [] if found.hidden else unread(found, field)
        told += document.signs.problems(raw, found.place, label)
        names += column.names(name_of(raw, found.place, label, told))
    problems += dict.fromkeys(told)
    units = (unit for column in columns for unit in column.units)
    if all(name or unit.optional for unit, name in zip(units, names, strict=True)):
        return Applicant(*names)
    missing = problem("form.field-missing", decision.place, label=columns[-1].head)
    problems.append(missing)
    return None


def _added(document: Document, decided: Sequence[Place]) -> Iterator[Problem]:
    """Rows that somebody added with a decision of their own: nothing says that they count."""
    if not isinstance(document, WorkbookDocument):
        return
    known = {(place.sheet, place.cell) for place in decided}
    for sheet, letters in dict.fromkeys((place.sheet, _letters(place)) for place in decided):
        for number, value in document.workbook.column(sheet, letters).items():
            cell = f"{letters}{number}"
            if values.text(value) in _DECISIONS and (sheet, cell) not in known:
                place = Place(file=document.file, sheet=sheet, cell=cell)
                yield problem("shortlist.row-added", place, found=values.text(value))


def _letters(place: Place) -> str:
    return place.cell.rstrip(digits)


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
    typed: str, applicant: Applicant, place: Place, problems: list[Problem]
) -> bool | None:
    if typed in _DECISIONS:
        return _DECISIONS[typed]
    code = "shortlist.decision-unclear" if typed else "shortlist.decision-missing"
    facts = {"name": applicant.full_name} | ({"found": typed} if typed else {})
    problems.append(problem(code, place, **facts))
    return None

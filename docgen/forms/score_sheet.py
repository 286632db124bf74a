"""The score sheet as a workbook: entries in, scores by live formulas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Final

from docgen import assets
from docgen.forms import fields, values
from docgen.forms.document import Content, Document, anchors_of, has_anchor
from docgen.forms.entry_cells import FORMATS, hint, unit_text, validation
from docgen.forms.entry_labels import locate_entries, locate_facts
from docgen.forms.fixed_cells import changed_cells, fixed_cells
from docgen.forms.fixed_text import printed_layout, somebody
from docgen.forms.form import Setting
from docgen.forms.labels import Located, merge
from docgen.forms.lookup import Lookup
from docgen.forms.name_labels import locate_applicant
from docgen.forms.reading import Reading
from docgen.forms.score_labels import locate_scores
from docgen.forms.score_sheet_reading import read_score_sheet
from docgen.forms.score_status import status_formula, status_line
from docgen.forms.table import TableRow, table_rows
from docgen.forms.traces import Traces, score_traces
from docgen.forms.workbook_document import WorkbookDocument
from docgen.office.workbook.template.template import (
    CellValue,
    NamedCell,
    WorkbookTemplate,
)
from docgen.programme import ApplicantType
from docgen.programme.standard import (
    ASSESSED,
    CENT,
    CHECK_INVALID,
    CHECK_MISSING,
    CHECK_OK,
    CHECK_OPTIONAL,
    LEFT_OUT,
    Answers,
    Group,
    Measure,
    Scores,
    Standard,
    assessed_formula,
    check_formula,
    group_formula,
    rounded,
    score,
    score_formula,
    total_formula,
    waived_formula,
)
from docgen.records import Applicant, FormKind

TEMPLATE: Final = "score-sheet.xlsx"
STATUS: Final = "status"
LINE: Final = "applicant_line"
CHECK_WAIVED: Final = "免填"
"""What the check of an entry says that nobody needs, as all that ask for it are exempt."""
_ASSESSED_LABEL: Final = "计入考核的分值"


class ScoreSheetForm:
    """The score sheet as .xlsx, compiled once for a round."""

    kind = FormKind.SCORE_SHEET

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._names = _Names(setting.programme.applicant)
        template = WorkbookTemplate.compile(assets.template(TEMPLATE, setting.templates))
        standard = setting.standard
        self._workbook = template.expand(_context(setting) | self._names.context())
        # Names that are put together from keys: once, not for every applicant.
        self._entries = [
            (each.key, each.anchor, each.check_anchor, each.optional) for each in standard.entries
        ]
        self._indicators = [(each.id, each.anchor) for each in standard.indicators]
        self._subtotals = [(group.subtotal, group.id) for group in _with_subtotals(standard)]
        self._facts = [(fact.anchor, fact) for fact in standard.facts]
        self.fields = [fields.entry(entry) for entry in standard.entries]
        self._anchors = anchors_of(self.fields)
        self.layout = printed_layout(self)
        self._fixed = fixed_cells(self.render(somebody(setting.path), {}), standard)

    def file_name(self, applicant: Applicant) -> str:
        """Name of the applicant's file."""
        return self.setting.file_name(self.kind, applicant, ".xlsx")

    def render(self, applicant: Applicant, answers: Answers, scores: Scores | None = None) -> bytes:
        """The workbook, its known entries filled in and the value of every formula beside it."""
        properties = self.setting.properties(self.kind, applicant)
        cells = self._values(applicant, answers, scores or score(self.setting.standard, answers))
        return self._workbook.render(cells, properties)

    def recognises(self, document: Document) -> bool:
        """Whether the file has anchors of this sheet's entries."""
        return has_anchor(document, self.fields, self._anchors)

    def locate(self, content: Content) -> Located:
        """The entries in the data sheet, the scores in the official table, and the applicant."""
        return merge(
            locate_entries(content, self.fields),
            locate_facts(content, map(fields.fact, self.setting.standard.facts)),
            locate_scores(content, self.setting),
            locate_applicant(content, self.setting.programme.applicant),
        )

    def traces(self, content: Content) -> Traces:
        """Which labels of the form a file shows."""
        return score_traces(content, self.setting)

    def read(self, document: Document) -> Reading:
        """The applicant's answers, its scores recomputed and compared."""
        lookup = Lookup(document, self.locate, self.layout)
        reading = read_score_sheet(self.setting, lookup)
        if not isinstance(document, WorkbookDocument):
            return reading
        changed = changed_cells(document.workbook, self._fixed, lookup.clear_places)
        return replace(reading, problems=(*reading.problems, *changed))

    def _values(
        self, applicant: Applicant, answers: Answers, scores: Scores
    ) -> dict[str, CellValue]:
        cells = self._names.values(applicant)
        standard = self.setting.standard
        invalid, missing = set(scores.invalid), set(scores.missing)
        for key, anchor, check_anchor, is_optional in self._entries:
            value = answers.get(key)
            cells[anchor] = values.shown(value)
            blank = CHECK_MISSING if key in missing else CHECK_WAIVED
            if is_optional:
                blank = CHECK_OPTIONAL
            state = blank if value is None else CHECK_OK
            cells[check_anchor] = CHECK_INVALID if key in invalid else state
        for id_, anchor in self._indicators:
            points = scores.by_indicator[id_]
            cells[anchor] = _blank(scores, id_) if points is None else values.decimal(points)
        for anchor, id_ in self._subtotals:
            cells[anchor] = values.decimal(rounded(scores.of_group(id_), CENT))
        cells[fields.TOTAL.name] = values.decimal(scores.total)
        for anchor, fact in self._facts:
            cells[anchor] = fact.shown(scores.facts.get(fact.key))
        if standard.may_leave_out:
            assessed = standard.sum_of(None).assessed(scores.left_out)
            cells[ASSESSED] = values.decimal(assessed)
        cells[STATUS] = status_line(standard, scores)
        return cells


@dataclass(frozen=True, slots=True)
class _Entry:
    label: str
    unit: str
    hint: str
    input: NamedCell
    check: NamedCell


class _Names:
    """The cells with an applicant's names, what is printed behind each, and both in one line."""

    def __init__(self, kind: ApplicantType) -> None:
        self._kind = kind
        self._names = [field.name for field in fields.applicant(kind.path)]
        self._labels = [fields.label(unit).name for unit in kind.path]

    def values(self, applicant: Applicant) -> dict[str, CellValue]:
        """What they hold for an applicant."""
        short, labels = self._kind.short(applicant), self._kind.labels(applicant)
        cells: dict[str, CellValue] = dict(zip(self._names, short, strict=True))
        cells.update(zip(self._labels, labels, strict=True))
        cells[LINE] = " ".join(filter(None, map("".join, zip(short, labels, strict=True))))
        return cells

    def context(self) -> dict[str, object]:
        """The cells as templates name them: by the units' keys, or one after the other."""
        names = [NamedCell(name, unlocked=True) for name in self._names]
        labels = [NamedCell(name) for name in self._labels]
        pairs = zip(names, labels, strict=True)
        both = '&" "&'.join(map("&".join, zip(self._names, self._labels, strict=True)))
        return {
            "applicant": self._kind.named(names),
            "labels": self._kind.named(labels),
            "units": [SimpleNamespace(name=name, label=label) for name, label in pairs],
            "line": NamedCell(LINE, formula=f"=TRIM({both})"),
        }


def _context(setting: Setting) -> dict[str, object]:
    standard = setting.standard
    rows = [replace(row, score=_score_cell(standard, row)) for row in table_rows(standard)]
    return {
        "standard": standard,
        "rows": rows,
        "programme": setting.programme,
        "total": NamedCell(fields.TOTAL.name, formula=total_formula(standard)),
        "entry_groups": _entry_groups(standard),
        "summary": SimpleNamespace(
            status=NamedCell(STATUS, formula=status_formula(standard)),
            subtotals=_subtotals(standard),
        ),
    }


def _score_cell(standard: Standard, row: TableRow) -> NamedCell:
    formula = score_formula(standard, row.indicator)
    return NamedCell(row.indicator.anchor, formula=formula, groups=("scores",))


def _entry_groups(standard: Standard) -> list[SimpleNamespace]:
    """The entries by the group whose indicators ask for them, then what only gates ask for."""
    groups = [
        (
            block.groups[-1].heading if block.groups else standard.title,
            [entry for each in block.indicators for entry in standard.entries_of(each)],
        )
        for block in standard.blocks
    ]
    if standard.other_entries:
        groups.append((standard.score_sheet.gates_label, list(standard.other_entries)))
    return [
        SimpleNamespace(heading=heading, entries=[_entry(standard, one) for one in entries])
        for heading, entries in groups
    ]


def _entry(standard: Standard, entry: Measure) -> _Entry:
    check = check_formula(standard, entry)
    if waived := waived_formula(standard, entry):
        blank = f"ISBLANK({entry.anchor})"
        check = f'=IF(AND({blank},{waived}),"{CHECK_WAIVED}",{check[1:]})'
    return _Entry(
        entry.label,
        unit_text(entry),
        hint(entry),
        NamedCell(
            entry.anchor,
            unlocked=True,
            validation=validation(standard, entry),
            number_format=FORMATS.get(entry.kind),
        ),
        NamedCell(entry.check_anchor, formula=check, groups=("checks",)),
    )


def _subtotals(standard: Standard) -> list[SimpleNamespace]:
    """What stands above the entries in pairs: sums of groups, what is assessed, and facts."""
    cells = [
        (group.heading, NamedCell(group.subtotal, formula=group_formula(standard, group)))
        for group in _with_subtotals(standard)
    ]
    if standard.may_leave_out:
        formula = assessed_formula(standard)
        cells.append((_ASSESSED_LABEL, NamedCell(ASSESSED, formula=formula)))
    cells += [(fact.label, NamedCell(fact.anchor)) for fact in standard.facts]
    return [SimpleNamespace(heading=heading, score=cell) for heading, cell in cells]


def _with_subtotals(standard: Standard) -> list[Group]:
    """The groups that state points, each before those in it."""
    return [group for group in standard.all_groups if group.points is not None]


def _blank(scores: Scores, indicator: str) -> str:
    return LEFT_OUT if indicator in scores.left_out else ""

"""The score sheet (Annex 2) as a workbook: entries in, scores by live formulas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from types import SimpleNamespace
from typing import Final

from docgen import assets
from docgen.forms import fields, values
from docgen.forms.document import Content, Document, anchors_of, has_anchor
from docgen.forms.entry_cells import FORMATS, hint, validation
from docgen.forms.entry_labels import locate_entries
from docgen.forms.fixed_cells import changed_cells, fixed_cells
from docgen.forms.fixed_text import SOMEBODY, printed_layout
from docgen.forms.form import Setting
from docgen.forms.labels import Located, merge
from docgen.forms.lookup import Lookup
from docgen.forms.name_labels import locate_applicant
from docgen.forms.reading import Reading
from docgen.forms.score_labels import locate_scores
from docgen.forms.score_sheet_reading import read_score_sheet
from docgen.forms.table import TableRow, table_rows
from docgen.forms.traces import Traces, score_traces
from docgen.forms.workbook_document import WorkbookDocument
from docgen.office.workbook.template.template import (
    CellValue,
    NamedCell,
    WorkbookTemplate,
)
from docgen.programme.standard import (
    CHECK_INVALID,
    CHECK_MISSING,
    CHECK_OK,
    CHECK_OPTIONAL,
    Answers,
    Category,
    Item,
    Scores,
    Standard,
    check_formula,
    score,
    score_formula,
)
from docgen.records import Applicant, FormKind

TEMPLATE: Final = "score-sheet.xlsx"
STATUS: Final = "status"


class ScoreSheetForm:
    """Annex 2 as .xlsx, compiled once for a round."""

    kind = FormKind.SCORE_SHEET

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        template = WorkbookTemplate.compile(assets.template(TEMPLATE, setting.templates))
        standard = setting.standard
        self._workbook = template.expand(_context(standard))
        # Names that are put together from keys: once, not for every applicant.
        self._entries = [
            (
                each.key,
                each.anchor,
                each.check_anchor,
                CHECK_OPTIONAL if each.optional else CHECK_MISSING,
            )
            for each in standard.entries
        ]
        self._indicators = [(each.id, each.anchor) for each in standard.indicators]
        self._subtotals = [(_subtotal(part), part) for part in _parts(standard)]
        self.fields = [fields.entry(entry) for entry in standard.entries]
        self._anchors = anchors_of(self.fields)
        self.layout = printed_layout(self)
        self._fixed = fixed_cells(self.render(SOMEBODY, {}), standard)

    def file_name(self, applicant: Applicant) -> str:
        """Name of the applicant's file."""
        return f"{applicant.name}_附件2_评定考核表.xlsx"

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
        standard = self.setting.standard
        return merge(
            locate_entries(content, self.fields),
            locate_scores(content, standard),
            locate_applicant(content, standard.score_sheet.units),
        )

    def traces(self, content: Content) -> Traces:
        """Which labels of the form a file shows."""
        return score_traces(content, self.setting.standard)

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
        cells: dict[str, CellValue] = {
            field.name: name for field, name in zip(fields.APPLICANT, applicant.short, strict=True)
        }
        invalid = set(scores.invalid)
        for key, anchor, check_anchor, blank in self._entries:
            value = answers.get(key)
            cells[anchor] = values.shown(value)
            state = blank if value is None else CHECK_OK
            cells[check_anchor] = CHECK_INVALID if key in invalid else state
        for id_, anchor in self._indicators:
            points = scores.by_indicator[id_]
            cells[anchor] = "" if points is None else values.decimal(points)
        for anchor, part in self._subtotals:
            cells[anchor] = values.decimal(_points(scores, part))
        cells[fields.TOTAL.name] = values.decimal(scores.total)
        cells[STATUS] = status_line(self.setting.standard, scores)
        return cells


def status_line(standard: Standard, scores: Scores) -> str:
    """What the sheet says on top; the formula of the same cell says it in the same words."""
    if scores.invalid:
        return f"有{len(scores.invalid)}项有误，请看“检查”一栏并改正。"
    if scores.missing:
        return f"还有{len(scores.missing)}项没有填。"
    reached = "达到" if scores.passes else "未达到"
    total, mark = values.plain(scores.total), values.plain(standard.pass_mark)
    return f"已填完，总分{total}分，{reached}申报要求的{mark}分。"


def _status_formula(standard: Standard) -> str:
    mark = values.plain(standard.pass_mark)
    invalid, missing = (f'COUNTIF(checks,"{state}")' for state in (CHECK_INVALID, CHECK_MISSING))
    return (
        f'=IF({invalid}>0,"有"&{invalid}&"项有误，请看“检查”一栏并改正。",'
        f'IF({missing}>0,"还有"&{missing}&"项没有填。",'
        f'"已填完，总分"&total&"分，"&IF(total>={mark},"达到","未达到")&"申报要求的{mark}分。"))'
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    label: str
    unit: str
    hint: str
    input: NamedCell
    check: NamedCell


def _context(standard: Standard) -> dict[str, object]:
    rows = [replace(row, score=_score_cell(standard, row)) for row in table_rows(standard)]
    return {
        "standard": standard,
        "rows": rows,
        "community": SimpleNamespace(
            **{
                field.key.split(".")[1]: NamedCell(field.name, unlocked=True)
                for field in fields.APPLICANT
            }
        ),
        "total": NamedCell(fields.TOTAL.name, formula=f"=ROUND(SUM(scores),{standard.places})"),
        "entry_groups": [
            SimpleNamespace(heading=item.heading, entries=_entries(standard, item))
            for item in standard.items
        ],
        "summary": SimpleNamespace(
            status=NamedCell(STATUS, formula=_status_formula(standard)),
            subtotals=[
                SimpleNamespace(
                    heading=part.heading,
                    points=part.points,
                    score=NamedCell(_subtotal(part), formula=_sum_formula(standard, part)),
                )
                for part in _parts(standard)
            ],
        ),
    }


def _score_cell(standard: Standard, row: TableRow) -> NamedCell:
    formula = score_formula(standard, row.indicator)
    return NamedCell(row.indicator.anchor, formula=formula, groups=("scores",))


def _entries(standard: Standard, item: Item) -> list[_Entry]:
    return [
        _Entry(
            entry.label,
            entry.unit,
            hint(entry),
            NamedCell(
                entry.anchor,
                unlocked=True,
                validation=validation(standard, entry),
                number_format=FORMATS.get(entry.kind),
            ),
            NamedCell(
                entry.check_anchor, formula=check_formula(standard, entry), groups=("checks",)
            ),
        )
        for indicator in item.indicators
        for entry in standard.entries_of(indicator)
    ]


def _parts(standard: Standard) -> list[Category | Item]:
    """Categories, each followed by its items where these are not the category itself."""
    parts: list[Category | Item] = []
    for category in standard.categories:
        parts.append(category)
        if not category.spans_item:
            parts.extend(category.items)
    return parts


def _subtotal(part: Category | Item) -> str:
    return f"subtotal_{part.id.replace('.', '_')}"


def _sum_formula(standard: Standard, part: Category | Item) -> str:
    items = part.items if isinstance(part, Category) else (part,)
    anchors = [indicator.anchor for item in items for indicator in item.indicators]
    return f"=ROUND(SUM({','.join(anchors)}),{standard.places})"


def _points(scores: Scores, part: Category | Item) -> Fraction:
    return scores.of_category(part.id) if isinstance(part, Category) else scores.of_item(part.id)

"""The score sheet as a Word form: the official table, scores by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from docgen import assets
from docgen.forms import fields, values
from docgen.forms.document import Content, Document, anchors_of, has_anchor
from docgen.forms.entry_labels import has_entries
from docgen.forms.fixed_text import changed_rows, printed_layout
from docgen.forms.form import Setting
from docgen.forms.identity import read_identity
from docgen.forms.labels import Located, merge
from docgen.forms.lookup import Lookup
from docgen.forms.name_labels import locate_applicant
from docgen.forms.reading import Reading
from docgen.forms.score_labels import locate_scores
from docgen.forms.table import table_rows
from docgen.forms.traces import Traces, score_traces
from docgen.forms.unread import missing
from docgen.office.word.template.template import WordTemplate
from docgen.office.workbook.reading.shown import FaultyText
from docgen.problems import Place, Problem, problem
from docgen.programme.standard import LEFT_OUT, Answers, Indicator, Scores, score, total_of
from docgen.records import Applicant, FormKind, ScoreSheet

TEMPLATE: Final = "score-sheet.docx"


class PaperScoreSheetForm:
    """The score sheet as .docx, compiled once for a round."""

    kind = FormKind.PAPER_SCORE_SHEET

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        template = WordTemplate.compile(assets.template(TEMPLATE, setting.templates))
        standard = setting.standard
        self._template = template.bind(
            standard=standard,
            programme=setting.programme,
            rows=table_rows(standard),
            annex_colon=setting.programme.forms.score_sheet.colon,
        )
        self.fields = [fields.score(indicator) for indicator in standard.indicators]
        self._anchors = anchors_of(self.fields)
        self.layout = printed_layout(self)

    def file_name(self, applicant: Applicant) -> str:
        """Name of the applicant's file."""
        return self.setting.file_name(self.kind, applicant, ".docx")

    def render(self, applicant: Applicant, answers: Answers, scores: Scores | None = None) -> bytes:
        """The form, with the scores that are known; the total only once all are."""
        scores = scores or score(self.setting.standard, answers)
        context = {
            **self.setting.named(applicant),
            "scores": {
                id_: LEFT_OUT if id_ in scores.left_out else _written(points)
                for id_, points in scores.by_indicator.items()
            },
            "total": _written(scores.total if scores.complete else None),
        }
        return self._template.render(context, self.setting.properties(self.kind, applicant))

    def recognises(self, document: Document) -> bool:
        """Whether the file has anchors of this form's scores."""
        return has_anchor(document, self.fields, self._anchors)

    def locate(self, content: Content) -> Located:
        """The scores in the official table, and the applicant above it."""
        return merge(
            locate_scores(content, self.setting),
            locate_applicant(content, self.setting.programme.applicant),
        )

    def traces(self, content: Content) -> Traces:
        """Which labels of the form a file shows."""
        return score_traces(content, self.setting)

    def read(self, document: Document) -> Reading:
        """The scores that the form states, their bounds and sum checked."""
        lookup = Lookup(document, self.locate, self.layout)
        identity = read_identity(lookup, self.setting.path)
        problems = self.setting.check_origin(document)
        scores, left_out, wrong = self._scores(lookup)
        problems += wrong
        total, wrong = self._total(lookup, scores, left_out)
        problems += wrong
        if lookup.is_touched:
            problems += changed_rows(lookup, self.setting.standard)
        if lookup.is_by_labels and has_entries(document.content, self.setting.standard):
            problems.append(problem("form.entries-unseen", Place(file=document.file)))
        record = ScoreSheet(identity.names, self.setting.edition, scores=scores, total=total)
        problems = [*lookup.problems, *problems]
        variant = self.setting.variant
        return Reading(self.kind, record, identity, None, tuple(problems), lookup.places, variant)

    def _scores(self, lookup: Lookup) -> tuple[dict[str, Decimal], set[str], list[Problem]]:
        """The scores, the indicators that are left out, and what is wrong with them."""
        scores: dict[str, Decimal] = {}
        left_out: set[str] = set()
        problems: list[Problem] = []
        for indicator in self.setting.standard.indicators:
            field = fields.score(indicator)
            found = lookup.required(field)
            if found is None or isinstance(found.raw, FaultyText):  # which was told
                continue
            facts = {"id": indicator.id, "points": values.plain(indicator.points)}
            if values.text(found.raw) == LEFT_OUT and self._may_leave_out(indicator):
                left_out.add(indicator.id)
                continue
            try:
                points = values.number(found.raw, "分")
            except ValueError:
                facts = {"label": field.label, "found": values.text(found.raw)}
                problems.append(problem("form.not-a-number", found.place, **facts))
                continue
            if points is None:
                problems += missing(found, "form.score-missing", **facts)
            elif not 0 <= points <= indicator.points:
                facts["found"] = values.plain(points)
                problems.append(problem("form.score-out-of-range", found.place, **facts))
            else:
                scores[indicator.id] = points
        return scores, left_out, problems

    def _may_leave_out(self, indicator: Indicator) -> bool:
        exemptions = self.setting.standard.exemptions(indicator)
        return any(one.gives == "left_out" for one in exemptions)

    def _total(
        self, lookup: Lookup, scores: dict[str, Decimal], left_out: set[str]
    ) -> tuple[Decimal | None, list[Problem]]:
        found = lookup.required(fields.TOTAL)
        if found is None or isinstance(found.raw, FaultyText):
            return None, []
        label = fields.TOTAL.label
        try:
            total = values.number(found.raw, "分")
        except ValueError:
            facts = {"label": label, "found": values.text(found.raw)}
            return None, [problem("form.not-a-number", found.place, **facts)]
        if total is None:
            return None, missing(found, "form.value-missing", label=label)
        # The sum can only be compared once every score could be read.
        standard = self.setting.standard
        complete = len(scores) + len(left_out) == len(standard.indicators)
        exact = {each.id: _exact(scores.get(each.id)) for each in standard.indicators}
        expected = total_of(standard, exact, left_out)
        if complete and total != expected:
            facts = {"found": values.plain(total), "expected": values.plain(expected)}
            return total, [problem("form.total-mismatch", found.place, **facts)]
        return total, []


def _exact(points: Decimal | None) -> Fraction | None:
    return None if points is None else Fraction(points)


def _written(points: Fraction | None) -> str:
    return values.BLANK if points is None else values.plain(points)

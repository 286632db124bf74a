"""The score sheet (Annex 2) as a Word form: the official table, scores by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from docgen import assets
from docgen.forms import fields, values
from docgen.forms.document import Document
from docgen.forms.form import ANNEX_COLON, Setting
from docgen.forms.identity import read_identity
from docgen.forms.reading import Reading
from docgen.forms.table import table_rows
from docgen.office.word.template import WordTemplate
from docgen.problems import Place, Problem, problem
from docgen.records import Community, FormKind, ScoreSheet
from docgen.standard import Answers, Scores, score

TEMPLATE: Final = "score-sheet.docx"


class PaperScoreSheetForm:
    """Annex 2 as .docx, compiled once for a round."""

    kind = FormKind.PAPER_SCORE_SHEET

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        template = WordTemplate.compile(assets.template(TEMPLATE, setting.templates))
        standard = setting.standard
        self._template = template.bind(
            standard=standard, rows=table_rows(standard), annex_colon=ANNEX_COLON
        )
        self._fields = [fields.score(indicator) for indicator in standard.indicators]

    def file_name(self, community: Community) -> str:
        """Name of the community's file."""
        return f"{community.name}_附件2_评定考核表.docx"

    def render(self, community: Community, answers: Answers, scores: Scores | None = None) -> bytes:
        """The form, with the scores that are known; the total only once all are."""
        scores = scores or score(self.setting.standard, answers)
        context = {
            "community": community.short,
            "scores": {id_: _written(points) for id_, points in scores.by_indicator.items()},
            "total": _written(scores.total if scores.complete else None),
        }
        return self._template.render(context, self.setting.properties(self.kind, community))

    def recognises(self, document: Document) -> bool:
        """Whether the file has this form's scores."""
        return any(map(document.find, self._fields))

    def read(self, document: Document) -> Reading:
        """The scores that the form states, their bounds and sum checked."""
        identity = read_identity(document)
        problems = self.setting.check_origin(document)
        scores, places, wrong = self._scores(document)
        problems += wrong
        total, wrong = self._total(document, scores)
        problems += wrong
        record = ScoreSheet(identity.printed, self.setting.edition, scores=scores, total=total)
        return Reading(self.kind, record, identity, None, tuple(problems), places)

    def _scores(
        self, document: Document
    ) -> tuple[dict[str, Decimal], dict[str, Place], list[Problem]]:
        scores: dict[str, Decimal] = {}
        places: dict[str, Place] = {}
        problems: list[Problem] = []
        for indicator in self.setting.standard.indicators:
            field = fields.score(indicator)
            found = document.find(field)
            if found is None:
                place = Place(file=document.file, field=field.label)
                problems.append(problem("form.field-missing", place, label=field.label))
                continue
            places[field.key] = found.place
            facts = {"id": indicator.id, "points": values.plain(indicator.points)}
            try:
                points = values.number(found.raw, "分")
            except ValueError:
                facts = {"label": field.label, "found": values.text(found.raw)}
                problems.append(problem("form.not-a-number", found.place, **facts))
                continue
            if points is None:
                problems.append(problem("form.score-missing", found.place, **facts))
            elif not 0 <= points <= indicator.points:
                facts["found"] = values.plain(points)
                problems.append(problem("form.score-out-of-range", found.place, **facts))
            else:
                scores[indicator.id] = points
        return scores, places, problems

    def _total(
        self, document: Document, scores: dict[str, Decimal]
    ) -> tuple[Decimal | None, list[Problem]]:
        found = document.find(fields.TOTAL)
        if found is None:
            place = Place(file=document.file, field=fields.TOTAL.label)
            return None, [problem("form.field-missing", place, label=fields.TOTAL.label)]
        label = fields.TOTAL.label
        try:
            total = values.number(found.raw, "分")
        except ValueError:
            return None, [problem("form.not-a-number", found.place, label=label, found=found.raw)]
        if total is None:
            return None, [problem("form.value-missing", found.place, label=label)]
        # The sum can only be compared once every score could be read.
        complete = len(scores) == len(self.setting.standard.indicators)
        expected = sum(scores.values(), Decimal(0))
        if complete and total != expected:
            facts = {"found": values.plain(total), "expected": values.plain(expected)}
            return total, [problem("form.total-mismatch", found.place, **facts)]
        return total, []


def _written(points: Fraction | None) -> str:
    return values.BLANK if points is None else values.plain(points)

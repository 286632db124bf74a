"""The application form (Annex 3): drafted from figures, reviewed at three levels."""

from __future__ import annotations

from datetime import date
from typing import Final

from docgen import assets
from docgen.forms import fields, values
from docgen.forms.document import Document
from docgen.forms.form import ANNEX_COLON, Setting
from docgen.forms.identity import read_identity
from docgen.forms.reading import Reading
from docgen.forms.summary import draft_summary
from docgen.office.word.template import WordTemplate
from docgen.problems import Place, Problem, problem
from docgen.procedure import LevelName
from docgen.records import Application, Community, FormKind, Review
from docgen.standard import Answers, Scores, score

TEMPLATE: Final = "application.docx"
# The blank date of a review block, as Annex 3 prints it.
BLANK_DATE: Final = "\u3000\u3000年\u3000\u3000月\u3000\u3000日"


class ApplicationForm:
    """Annex 3 as .docx, compiled once for a round."""

    kind = FormKind.APPLICATION

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        template = WordTemplate.compile(assets.template(TEMPLATE, setting.templates))
        self._template = template.bind(standard=setting.standard, annex_colon=ANNEX_COLON)

    def file_name(self, community: Community) -> str:
        """Name of the community's file."""
        return f"{community.name}_附件3_申报表.docx"

    def render(self, community: Community, answers: Answers, scores: Scores | None = None) -> bytes:
        """The form, its summary drafted from what is known, its review blocks blank."""
        blank = {"opinion": values.BLANK, "date": BLANK_DATE}
        standard = self.setting.standard
        draft = draft_summary(standard, community, answers, scores or score(standard, answers))
        context = {
            "community": community.short,
            # A bell opens a new paragraph; a line break would leave it without its indent.
            "application": {"summary": draft.replace("\n", "\a") or values.BLANK},
            "reviews": {level.value: blank for level in LevelName},
        }
        return self._template.render(context, self.setting.properties(self.kind, community))

    def recognises(self, document: Document) -> bool:
        """Whether the file has this form's summary."""
        return document.find(fields.SUMMARY) is not None

    def read(self, document: Document) -> Reading:
        """Summary and reviews."""
        identity = read_identity(document)
        problems = self.setting.check_origin(document)
        places: dict[str, Place] = {}
        summary = self._summary(document, places, problems)
        reviews: dict[str, Review] = {}
        for level in LevelName:
            review = self._review(document, level, places, problems)
            if review != Review():
                reviews[level.value] = review
        record = Application(identity.printed, self.setting.edition, summary, reviews)
        return Reading(self.kind, record, identity, None, tuple(problems), places)

    def _summary(
        self, document: Document, places: dict[str, Place], problems: list[Problem]
    ) -> str:
        found = document.find(fields.SUMMARY)
        label = fields.SUMMARY.label
        if found is None:
            place = Place(file=document.file, field=label)
            problems.append(problem("form.field-missing", place, label=label))
            return ""
        places[fields.SUMMARY.key] = found.place
        summary = values.text(found.raw)
        if not summary:
            problems.append(problem("form.summary-missing", found.place, label=label))
        return summary

    def _review(
        self,
        document: Document,
        level: LevelName,
        places: dict[str, Place],
        problems: list[Problem],
    ) -> Review:
        standard = self.setting.standard
        opinion, opinion_field = "", fields.opinion(standard, level)
        signed: date | None = None
        found = document.find(opinion_field)
        if found is not None:
            places[opinion_field.key] = found.place
            opinion = values.text(found.raw)
        dated = document.find(date_field := fields.opinion_date(standard, level))
        if dated is not None:
            places[date_field.key] = dated.place
            try:
                signed = values.day(dated.raw)
            except ValueError:
                facts = {"label": date_field.label, "found": values.text(dated.raw)}
                problems.append(problem("form.not-a-date", dated.place, **facts))
                return Review(opinion)
        if opinion and signed is None and dated is not None:
            problems.append(problem("form.date-missing", dated.place, label=opinion_field.label))
        if signed and not opinion and found is not None:
            problems.append(problem("form.opinion-missing", found.place, label=opinion_field.label))
        return Review(opinion, signed)

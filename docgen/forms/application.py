"""The application form: drafted from figures, reviewed stage by stage."""

from __future__ import annotations

from typing import Final

from docgen import assets
from docgen.forms import fields, values
from docgen.forms.application_labels import locate_application
from docgen.forms.attached import goes_on, with_attached
from docgen.forms.document import Content, Document, Found, anchors_of, has_anchor
from docgen.forms.fields import Field
from docgen.forms.fixed_text import changed_labels, printed_layout
from docgen.forms.form import ANNEX_COLON, Setting
from docgen.forms.garbled import is_garbled
from docgen.forms.identity import read_identity
from docgen.forms.labels import Located
from docgen.forms.lookup import Lookup
from docgen.forms.reading import Reading
from docgen.forms.reviews import check_reviews
from docgen.forms.summary import SummaryDraft
from docgen.forms.traces import Traces, application_traces
from docgen.forms.unread import quoted, unread
from docgen.forms.values import paragraphs
from docgen.office.word.template.template import WordTemplate
from docgen.problems import Problem, problem
from docgen.programme import Stage
from docgen.programme.standard import Answers, ReviewBlock, Scores, Standard, score
from docgen.records import Applicant, Application, FormKind, Review

TEMPLATE: Final = "application.docx"
# The blank date of a review block, as the source prints it.
BLANK_DATE: Final = "\u3000\u3000年\u3000\u3000月\u3000\u3000日"

_ANCHORS: Final = anchors_of([fields.SUMMARY])


class ApplicationForm:
    """The application form as .docx, compiled once for a round."""

    kind = FormKind.APPLICATION

    def __init__(self, setting: Setting, stage: Stage | None = None) -> None:
        """Compile the form.

        Args:
            setting: The round.
            stage: Stage that the form has come to; opinions of those before it must be there.
        """
        self.setting = setting
        self._reviews = fields.reviews(setting.standard)
        self.fields = [fields.SUMMARY, *(each.opinion for each in self._reviews)]
        self._stage = stage
        template = WordTemplate.compile(assets.template(TEMPLATE, setting.templates))
        self._draft = SummaryDraft(setting.standard)
        self._template = template.bind(
            standard=setting.standard,
            programme=setting.programme,
            annex_colon=ANNEX_COLON,
            review_rows=review_rows(setting.standard),
        )
        self.layout = printed_layout(self)

    def file_name(self, applicant: Applicant) -> str:
        """Name of the applicant's file."""
        return self.setting.file_name(self.kind, applicant, ".docx")

    def render(self, applicant: Applicant, answers: Answers, scores: Scores | None = None) -> bytes:
        """The form, its summary drafted from what is known, its review blocks blank."""
        blank = {"opinion": values.BLANK, "date": BLANK_DATE}
        scores = scores or score(self.setting.standard, answers)
        draft = self._draft.write(applicant, answers, scores)
        context = {
            **self.setting.named(applicant),
            # A bell opens a new paragraph; a line break would leave it without its indent.
            "application": {"summary": draft.replace("\n", "\a") or values.BLANK},
            "reviews": dict.fromkeys(self.setting.standard.application.reviews, blank),
        }
        return self._template.render(context, self.setting.properties(self.kind, applicant))

    def recognises(self, document: Document) -> bool:
        """Whether the file has the anchor of this form's summary."""
        return has_anchor(document, [fields.SUMMARY], _ANCHORS)

    def locate(self, content: Content) -> Located:
        """Summary and opinions behind their labels, and the applicant beside its own."""
        return locate_application(content, self.setting)

    def traces(self, content: Content) -> Traces:
        """Which labels of the form a file shows."""
        return application_traces(content, self.setting)

    def read(self, document: Document) -> Reading:
        """Summary and reviews."""
        lookup = Lookup(document, self.locate, self.layout)
        identity = read_identity(lookup, self.setting.path)
        problems = self.setting.check_origin(document)
        summary = self._summary(lookup, problems)
        reviews: dict[str, Review] = {}
        for each in self._reviews:
            review = self._review(lookup, each, problems)
            if review.opinion or review.date:
                reviews[each.stage] = review
        problems += [
            problem(
                "form.text-unplaced",
                one.place,
                label=one.place.field,
                found=values.text(one.raw),
            )
            for one in lookup.labelled(fields.UNPLACED)
        ]
        problems += [
            problem("form.text-unlabelled", one.place, found=quoted(values.text(one.raw)))
            for one in lookup.labelled(fields.UNLABELLED)
        ]
        problems += check_reviews(self.setting, self._reviews, reviews, lookup.places, self._stage)
        if lookup.is_touched:
            problems += changed_labels(lookup, self.setting.standard)
        record = Application(identity.names, self.setting.edition, summary, reviews)
        problems = [*lookup.problems, *problems]
        return Reading(self.kind, record, identity, None, tuple(problems), lookup.places)

    def _summary(self, lookup: Lookup, problems: list[Problem]) -> str:
        found = lookup.required(fields.SUMMARY)
        summary = _prose(fields.SUMMARY, found, problems)
        if found and goes_on(summary):
            label = fields.SUMMARY.label
            content = lookup.document.content
            summary = with_attached(summary, content.behind, label)
            attached = found._replace(raw=summary, left_out=content.left_out_behind)
            problems += unread(attached, fields.SUMMARY)
            if not summary:
                problems.append(problem("form.summary-missing", found.place, label=label))
            elif goes_on(summary):
                facts = {"label": label, "found": summary.rpartition("\n")[2]}
                problems.append(problem("form.pages-missing", found.place, **facts))
        return summary

    def _review(
        self, lookup: Lookup, review: fields.ReviewFields, problems: list[Problem]
    ) -> Review:
        found = lookup.required(review.opinion)
        opinion = _prose(review.opinion, found, problems)
        dated = lookup.required(review.date)
        if dated is None:
            return Review(opinion)
        try:
            signed = values.day(dated.raw)
        except ValueError:
            facts = {"label": dated.place.field, "found": values.text(dated.raw)}
            problems.append(problem("form.not-a-date", dated.place, **facts))
            return Review(opinion)
        if opinion and signed is None:
            problems.append(problem("form.date-missing", dated.place, label=review.opinion.label))
        if signed and not opinion and found is not None:
            problems.append(
                problem("form.opinion-missing", found.place, label=review.opinion.label)
            )
        return Review(opinion, signed)


def review_rows(standard: Standard) -> list[list[tuple[str, ReviewBlock]]]:
    """The blocks for opinions, with the keys of their stages, as rows of the form: two in each."""
    blocks = list(standard.application.reviews.items())
    return [blocks[start : start + 2] for start in range(0, len(blocks), 2)]


def _prose(field: Field, found: Found | None, problems: list[Problem]) -> str:
    """The paragraphs of a field."""
    text = paragraphs(found.raw) if found else ""
    if found and not found.sure and is_garbled(text):
        problems.append(problem("form.text-garbled", found.place, label=field.label))
    return text

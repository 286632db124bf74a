"""One completed file in, what it says out: whatever the file is, nothing is raised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from docgen.desk.log import bug
from docgen.forms import Document, Form, Reading, Setting, compile_forms, open_document
from docgen.forms.document import FORM_PROPERTY, VARIANT_PROPERTY
from docgen.forms.shortlist import SHORTLIST, ShortlistReading, read_shortlist
from docgen.problems import Place, Problem, ProblemError, problem
from docgen.programme import Stage
from docgen.records import FormKind

_SOME: Final = 2  # fields of another form that make a file one of both


class Reader:
    """Reads completed files of one round; made once, used for every file.

    Args:
        setting: The round.
        stage: Stage that the forms have come to; opinions of those before it must be there.
    """

    def __init__(self, setting: Setting, stage: Stage | None = None) -> None:
        self._setting = setting
        self._kinds = {key: compile_forms(of_kind, stage) for key, of_kind in setting.kinds.items()}

    def read(self, data: bytes, file: str) -> tuple[Reading | ShortlistReading, str]:
        """What one file says, its applicant not yet looked up, and when it was saved.

        Args:
            data: The file's content, in a current format.
            file: Its name in messages.
        """
        saved_at = ""
        try:
            document = open_document(data, file)
            saved_at = document.saved_at
            return self._read(document), saved_at
        except ProblemError as error:
            problems = error.within(file).problems
        except Exception as error:  # a bug must not stop the other files, nor go unseen
            problems = (bug("form.crash", error, Place(file=file)),)
        return Reading(problems=problems), saved_at

    def _read(self, document: Document) -> Reading | ShortlistReading:
        if document.properties.get(FORM_PROPERTY) == SHORTLIST:
            return read_shortlist(self._setting, document)
        forms = self._forms_of(document)
        if not forms:
            problems = tuple(document.passed_over) or (self._unknown(document),)
            return Reading(problems=problems)
        first, *others = [self._read_as(document, key, form) for key, form in forms]
        return replace(first, alternatives=tuple(others)) if others else first

    def _read_as(self, document: Document, kind: str, form: Form) -> Reading:
        """What a file says as one form of one kind of applicant."""
        reading = form.read(document)
        if self._has_other_form(document, kind, form):
            two = problem("form.two-kinds", Place(file=document.file))
            reading = replace(reading, problems=(two, *reading.problems))
        told = [
            problem("workbook.sheet-passed-over", one.place, sheet=one.place.sheet)
            for one in document.passed_over
        ]
        return replace(reading, problems=(*reading.problems, *told)) if told else reading

    def _has_other_form(self, document: Document, kind: str, form: Form) -> bool:
        """Whether an application and a score sheet stand in one file; only one of them is read."""
        is_application = form.kind is FormKind.APPLICATION
        others = [
            one for one in self._kinds[kind] if (one.kind is FormKind.APPLICATION) != is_application
        ]
        if any(one.recognises(document) for one in others):
            return True
        is_whole = form.recognises(document) and document.layout == form.layout
        return not is_whole and any(_is_labelled(one, document, _SOME) for one in others)

    def _unknown(self, document: Document) -> Problem:
        """Why a file cannot be read as a form: what it has of one, and what it has not."""
        content = document.content
        traces = [one.traces(content) for forms in self._kinds.values() for one in forms]
        likely = max(traces, key=lambda one: len(one.found) / len((*one.found, *one.missing)))
        if not likely.found:
            return problem("form.unknown-kind", Place(file=document.file))
        place = likely.place._replace(file=document.file)
        facts = {"found": "、".join(likely.found), "missing": "、".join(likely.missing)}
        return problem("form.partly-known", place, title=likely.title, **facts)

    def _forms_of(self, document: Document) -> list[tuple[str, Form]]:
        """The form that a file is, with the kind of applicant that it is for.

        Where the file does not say for which, and it fits several alike, whose it is decides.
        """
        stated = document.properties.get(VARIANT_PROPERTY, "")
        kinds = [stated] if stated in self._kinds else list(self._kinds)
        found = [(key, form) for key in kinds if (form := self._form(document, self._kinds[key]))]
        if len(found) < 2 or found[0][1].kind is FormKind.APPLICATION:  # the same for all kinds
            return found[:1]
        fits = {key: _fit(form, document) for key, form in found}
        best = max(fits.values())
        return [(key, form) for key, form in found if fits[key] == best]

    def _form(self, document: Document, of_kind: Sequence[Form]) -> Form | None:
        """The form that a file is: by its anchors, else by half of its labels."""
        stated = document.properties.get(FORM_PROPERTY)
        forms = sorted(of_kind, key=lambda form: form.kind != stated)
        anchored = next((form for form in forms if form.recognises(document)), None)
        if anchored is not None:
            return anchored
        # A file that was one of the forms, and has lost what makes it one, is not another one.
        kinds = [form.kind for form in forms]
        likely = [form for form in forms if form.kind == stated] if stated in kinds else forms
        return next((form for form in likely if _is_labelled(form, document)), None)


def _fit(form: Form, document: Document) -> tuple[float, int]:
    """How well a file fits a form: which part of its fields is there, and how many these are."""
    located = form.locate(document.content)
    there = sum(document.find(field) is not None or field.key in located for field in form.fields)
    return there / len(form.fields), there


def _is_labelled(form: Form, document: Document, enough: int | None = None) -> bool:
    """Whether a file has this many of a form's fields by their labels; half of them if not said."""
    located = form.locate(document.content)
    there = sum(field.key in located for field in form.fields)
    return there >= (enough or len(form.fields) / 2)

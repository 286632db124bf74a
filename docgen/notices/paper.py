"""What every notice is made from, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from docgen import assets
from docgen.notices.official import line_pitch
from docgen.office.package.archive import Package
from docgen.office.word.official.frame import framed, included
from docgen.office.word.template.origin import at_origin
from docgen.office.word.template.skeleton import read_template
from docgen.office.word.template.template import WordTemplate
from docgen.problems import Place, Problem, ProblemError, problem
from docgen.programme import Programme, list_columns, row_texts
from docgen.programme.standard import Standard
from docgen.records import Applicant
from docgen.round import OfficialDocument, Round


@dataclass(frozen=True, slots=True)
class Paper:
    """A document, ready to be written.

    Attributes:
        file_name: Its name.
        data: Its bytes.
    """

    file_name: str
    data: bytes


class Office:
    """What every notice of a round is made with; a template is compiled once.

    Attributes:
        round: The round.
        standard: Its standard.
        programme: Its programme.
        templates: Folders of the bureau's own templates and of its programme's.
        grades: The title of each applicant, where the programme has several.
    """

    def __init__(
        self,
        round_: Round,
        standard: Standard,
        programme: Programme,
        templates: Sequence[Path] = (),
        grades: Mapping[Applicant, str] = MappingProxyType({}),
    ) -> None:
        self.grades = grades
        self.round = round_
        self.standard = standard
        self.programme = programme
        self.templates = templates
        self._compiled: dict[tuple[object, ...], WordTemplate] = {}

    def word(self, template: str, context: Mapping[str, Any]) -> bytes:
        """A Word document from a template; round, standard and programme are always known to it.

        Raises:
            ProblemError: The template cannot be used.
        """
        return self.template(template).render(self.known(context))

    def official(
        self, wording: str, document: OfficialDocument, context: Mapping[str, Any]
    ) -> bytes:
        """An official document: its wording in the frame of its format.

        Args:
            wording: The template with its text.
            document: Its format.
            context: What the text and the frame use, beside what is always known.

        Raises:
            ProblemError: A template cannot be used.
        """
        try:
            return self.template(wording, document).render(self.known(context))
        except ProblemError as error:
            found = self.at_origin(error.problems, wording, document)
            raise ProblemError(found) from None

    def template(self, name: str, document: OfficialDocument | None = None) -> WordTemplate:
        """A template, compiled once.

        Args:
            name: Its file's name.
            document: The official document that it is the wording of, for its frame.

        Raises:
            ProblemError: It, or its frame, or what they include cannot be used.
        """
        frame = "" if document is None else _frame(document)
        pitch = None if document is None else line_pitch(document)
        key = (name, frame, pitch)
        if key not in self._compiled:
            whole = self.opened(name)
            if frame:
                whole = framed(self.opened(frame), whole, self.opened, pitch)
            self._compiled[key] = WordTemplate.of(whole)
        return self._compiled[key]

    def parts_of(self, wording: str, document: OfficialDocument) -> list[str]:
        """Names of the templates that an official document is made from, be they there or not."""
        outer = (_frame(document), wording)
        inner: list[str] = []
        for name in outer:
            with suppress(ProblemError):  # what cannot be opened includes nothing
                inner += included(self.opened(name))
        return list(dict.fromkeys([*outer, *inner]))

    def at_origin(
        self, problems: Iterable[Problem], wording: str, document: OfficialDocument
    ) -> list[Problem]:
        """Problems of an official document's template, each told at the file that has the tag."""
        packages = []
        for name in self.parts_of(wording, document):
            with suppress(ProblemError):  # one of the problems
                packages.append(self.opened(name))
        return [at_origin(found, packages) for found in problems]

    def known(self, context: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a template is rendered with: the context and what is always known."""
        always = {"round": self.round, "standard": self.standard, "programme": self.programme}
        return {**always, "columns": list_columns(self.programme.applicant), **context}

    def opened(self, template: str) -> Package:
        """A template's file: the bureau's own one, else the built-in one.

        Raises:
            ProblemError: It is not there, or is no Word file.
        """
        try:
            path = assets.template(template, self.templates)
        except FileNotFoundError:
            place = Place(file=template)
            raise ProblemError([problem("file.missing", place, path=template)]) from None
        return read_template(path, template)


def _frame(document: OfficialDocument) -> str:
    return f"frame-{document.format}.docx"


def list_rows(
    programme: Programme, applicants: Iterable[Applicant], grades: Mapping[Applicant, str]
) -> list[dict[str, Any]]:
    """Rows of a list in the given order, numbered throughout, as templates print them.

    A row has the applicant's names by the keys of their units (``row.name``) and by the columns
    of a list (``row.cells``), its ``number``, the ``applicant``, its ``grade`` where the programme
    has several, and ``opens_unit``: whether it is the first of its largest unit.
    """
    rows: list[dict[str, Any]] = []
    above: str | None = None
    for number, applicant in enumerate(applicants, start=1):
        opens = applicant[0] != above
        above = applicant[0]
        own = {
            "number": number,
            "applicant": applicant,
            "grade": grades.get(applicant, ""),
            "cells": row_texts(programme.applicant, applicant),
        }
        rows.append({**programme.applicant.named(applicant), **own, "opens_unit": opens})
    return rows

"""What every notice is made from, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
        templates: Folder of the bureau's own templates, if there is one.
        grades: The title of each applicant, where the programme has several.
    """

    def __init__(
        self,
        round_: Round,
        standard: Standard,
        templates: Path | None = None,
        grades: Mapping[Applicant, str] = MappingProxyType({}),
    ) -> None:
        self.grades = grades
        self.round = round_
        self.standard = standard
        self.templates = templates
        self._compiled: dict[tuple[object, ...], WordTemplate] = {}

    def word(self, template: str, context: Mapping[str, Any]) -> bytes:
        """A Word document from a template; round and standard are always known to it.

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
            context: What the text and the frame use; round and standard are always known.

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
        """What a template is rendered with: the context, round and standard."""
        return {"round": self.round, "standard": self.standard, **context}

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


@dataclass(frozen=True, slots=True)
class ListRow:
    """An applicant in a published list.

    Attributes:
        number: Serial number, from 1.
        applicant: The applicant.
        opens_city: Whether it is the first of its city.
        grade: Its title, where the programme has several; else empty.
    """

    number: int
    applicant: Applicant
    opens_city: bool
    grade: str = ""

    @property
    def city(self) -> str:
        """Its city."""
        return self.applicant.city

    @property
    def county(self) -> str:
        """Its county."""
        return self.applicant.county

    @property
    def street(self) -> str:
        """Its street or township."""
        return self.applicant.street

    @property
    def name(self) -> str:
        """The applicant itself."""
        return self.applicant.name


def list_rows(applicants: Iterable[Applicant], grades: Mapping[Applicant, str]) -> list[ListRow]:
    """Rows of a list in the given order, numbered throughout.

    Args:
        applicants: Whom it names.
        grades: The title of each, where the programme has several.
    """
    rows: list[ListRow] = []
    for number, applicant in enumerate(applicants, start=1):
        opens = not rows or rows[-1].applicant.city != applicant.city
        rows.append(ListRow(number, applicant, opens, grades.get(applicant, "")))
    return rows

"""What every form can do: be made for an applicant, and be read when it comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from docgen.forms.document import (
    APPLICANT_PROPERTY,
    FORM_PROPERTY,
    ROUND_PROPERTY,
    STANDARD_PROPERTY,
    VARIANT_PROPERTY,
    Content,
    Document,
    Layout,
)
from docgen.forms.fields import Field
from docgen.forms.identity import stated_as
from docgen.forms.labels import Located
from docgen.forms.reading import Reading
from docgen.forms.traces import Traces
from docgen.problems import Place, Problem, problem
from docgen.programme import Programme, Unit
from docgen.programme.standard import Answers, Scores, Standard
from docgen.records import Applicant, FormKind
from docgen.round import Round

ANNEX_COLON: Final = "："
"""Behind the number of an annex as the source prints it. In a notice's own annexes it falls away
(GB/T 9704-2012, 7.3.7)."""


class Form(Protocol):
    """A two-way document: compiled once per round, rendered and read for every applicant."""

    kind: FormKind
    setting: Setting
    layout: Layout
    """What it is apart from its values, as it is sent out."""

    @property
    def fields(self) -> Sequence[Field]:
        """The fields by which the form is told when it has no anchors any more."""

    def file_name(self, applicant: Applicant) -> str:
        """Name of the applicant's file."""

    def render(self, applicant: Applicant, answers: Answers, scores: Scores | None = None) -> bytes:
        """The form's file, filled in with what is known already.

        Args:
            applicant: Whose form it is.
            answers: What is known of it.
            scores: What the answers are worth; computed if not given.

        Raises:
            ProblemError: A value cannot be written.
        """

    def recognises(self, document: Document) -> bool:
        """Whether a file has this form's anchors."""

    def locate(self, content: Content) -> Located:
        """The form's fields by the labels that are printed beside them."""

    def traces(self, content: Content) -> Traces:
        """Which labels of the form a file shows, where it cannot be read as one."""

    def read(self, document: Document) -> Reading:
        """What a completed form says, and everything that is wrong with it but its applicant."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all forms of a round share.

    Attributes:
        round: The round.
        standard: Its standard.
        templates: Folders of the bureau's own templates and of its programme's, as far as there
            are any.
        variant: The kind of applicant that it is for, whose standard it then has; empty for all.
    """

    round: Round
    standard: Standard
    templates: tuple[Path, ...] = ()
    variant: str = ""

    @property
    def programme(self) -> Programme:
        """The programme of the round."""
        return self.round.programme

    def of_kind(self, variant: str) -> Setting:
        """The setting of the forms of one kind of applicant; itself where none is named.

        Raises:
            KeyError: There is no such kind.
        """
        if not variant:
            return self
        return replace(self, standard=self.standard.of_kind(variant), variant=variant)

    @property
    def kinds(self) -> Mapping[str, Setting]:
        """The setting of each kind of applicant by its key, or its own alone, by an empty one."""
        keys = [each.key for each in self.standard.variants] or [""]
        return {key: self.of_kind(key) for key in keys}

    @property
    def path(self) -> tuple[Unit, ...]:
        """The units that an applicant is named by."""
        return self.programme.applicant.path

    def file_name(self, kind: FormKind, applicant: Applicant, suffix: str) -> str:
        """Name of an applicant's form."""
        return f"{applicant.name}_{kind.texts(self.programme.forms).file}{suffix}"

    def named(self, applicant: Applicant) -> Mapping[str, Mapping[str, str]]:
        """What templates print of an applicant's names, and behind each, by the units' keys."""
        kind = self.programme.applicant
        return {
            "applicant": kind.named(kind.short(applicant)),
            "labels": kind.named(kind.labels(applicant)),
        }

    def properties(self, kind: FormKind, applicant: Applicant) -> Mapping[str, str]:
        """What a generated form says of itself."""
        own = {
            FORM_PROPERTY: kind.value,
            ROUND_PROPERTY: self.round.name,
            STANDARD_PROPERTY: self.edition,
            APPLICANT_PROPERTY: stated_as(applicant),
        }
        return {**own, VARIANT_PROPERTY: self.variant} if self.variant else own

    @property
    def edition(self) -> str:
        """The standard with its version."""
        return f"{self.standard.id} {self.standard.version}"

    def check_origin(self, document: Document) -> list[Problem]:
        """Problems of a form that belongs to another round or standard."""
        found: list[Problem] = []
        for name, code, expected in (
            (ROUND_PROPERTY, "form.other-round", self.round.name),
            (STANDARD_PROPERTY, "form.other-standard", self.edition),
        ):
            stated = document.properties.get(name, expected)
            if stated != expected:
                place = Place(file=document.file)
                found.append(problem(code, place, found=stated, expected=expected))
        return found

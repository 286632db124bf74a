"""The records that completed forms turn into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from docgen.programme import Forms, FormTexts
from docgen.programme.standard import Value
from docgen.records.applicant import Applicant


class FormKind(StrEnum):
    """The forms that an applicant completes."""

    SCORE_SHEET = "score-sheet"
    PAPER_SCORE_SHEET = "paper-score-sheet"
    APPLICATION = "application"

    def texts(self, forms: Forms) -> FormTexts:
        """What the programme calls it."""
        return forms.application if self is FormKind.APPLICATION else forms.score_sheet

    def label(self, forms: Forms, lang: str = "zh") -> str:
        """The form's name as staff know it; score sheets are told apart by their format."""
        called = self.texts(forms).called(lang)
        zh, en = _FORMATS.get(self, ("", ""))
        return f"{called}{zh}" if lang == "zh" else f"{called}{en}"


_FORMATS: Mapping[FormKind, tuple[str, str]] = {
    FormKind.SCORE_SHEET: ("（电子表格）", " (workbook)"),
    FormKind.PAPER_SCORE_SHEET: ("（纸质表）", " (paper form)"),
}


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """The score sheet as an applicant completed it.

    Attributes:
        applicant: Whose sheet it is.
        standard: Version of the standard that the sheet was made from.
        answers: What the applicant reports, by measure; empty for the paper form.
        scores: The score that the file states for each indicator, never trusted as it stands.
        total: The total that the file states.
    """

    applicant: Applicant
    standard: str
    answers: Mapping[str, Value] = field(default_factory=dict)
    scores: Mapping[str, Decimal] = field(default_factory=dict)
    total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A bureau's opinion on an application (审核意见) and its date."""

    opinion: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """The application form as an applicant and the reviewing bureaus completed it.

    Attributes:
        applicant: Who applies.
        standard: Version of the standard that the form was made from.
        summary: 基本工作和各项标准达标情况, paragraphs separated by line breaks.
        reviews: The opinions, by level, the lowest first.
    """

    applicant: Applicant
    standard: str
    summary: str = ""
    reviews: Mapping[str, Review] = field(default_factory=dict)


Record = ScoreSheet | Application

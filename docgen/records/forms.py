"""The records that completed forms turn into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from docgen.programme.standard import Value
from docgen.records.applicant import Applicant


class FormKind(StrEnum):
    """The forms that an applicant completes."""

    SCORE_SHEET = "score-sheet"
    PAPER_SCORE_SHEET = "paper-score-sheet"
    APPLICATION = "application"

    def label(self, lang: str = "zh") -> str:
        """The form's name as staff know it."""
        zh, en = _LABELS[self]
        return zh if lang == "zh" else en


_LABELS: Mapping[FormKind, tuple[str, str]] = {
    FormKind.SCORE_SHEET: ("附件2 考核表（电子表格）", "Annex 2 score sheet (workbook)"),
    FormKind.PAPER_SCORE_SHEET: ("附件2 考核表（纸质表）", "Annex 2 score sheet (paper form)"),
    FormKind.APPLICATION: ("附件3 申报表", "Annex 3 application form"),
}


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """Annex 2 as an applicant completed it.

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
    """Annex 3 as an applicant and the reviewing bureaus completed it.

    Attributes:
        applicant: Who applies.
        standard: Version of the standard that the form was made from.
        summary: 基本工作和各项标准达标情况, paragraphs separated by line breaks.
        reviews: The opinions, by level: county, city, province.
    """

    applicant: Applicant
    standard: str
    summary: str = ""
    reviews: Mapping[str, Review] = field(default_factory=dict)


Record = ScoreSheet | Application

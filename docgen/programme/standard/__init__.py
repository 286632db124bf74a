"""What is assessed: indicators, measures, rates and rules, the scores and their formulas."""

from docgen.programme.standard.answers import (
    CHECK_INVALID,
    CHECK_MISSING,
    CHECK_OK,
    Violation,
    check_answers,
    check_formula,
)
from docgen.programme.standard.conditions import NO, YES
from docgen.programme.standard.loading import load_standard, names_of
from docgen.programme.standard.measures import (
    Answers,
    Measure,
    MeasureKind,
    Rate,
    Value,
    rate_value,
)
from docgen.programme.standard.model import Category, Indicator, Item, Options, Period, Standard
from docgen.programme.standard.numbers import LARGEST, number_text
from docgen.programme.standard.printed import (
    ApplicationForm,
    QuotaTable,
    ReviewBlock,
    ScoreColumns,
    ScoreSheetForm,
    UnitLabels,
)
from docgen.programme.standard.scores import Scores, score, score_formula

__all__ = [
    "CHECK_INVALID",
    "CHECK_MISSING",
    "CHECK_OK",
    "LARGEST",
    "NO",
    "YES",
    "Answers",
    "ApplicationForm",
    "Category",
    "Indicator",
    "Item",
    "Measure",
    "MeasureKind",
    "Options",
    "Period",
    "QuotaTable",
    "Rate",
    "ReviewBlock",
    "ScoreColumns",
    "ScoreSheetForm",
    "Scores",
    "Standard",
    "UnitLabels",
    "Value",
    "Violation",
    "check_answers",
    "check_formula",
    "load_standard",
    "names_of",
    "number_text",
    "rate_value",
    "score",
    "score_formula",
]

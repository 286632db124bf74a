"""What is assessed: indicators, measures, rates and rules, the scores and their formulas."""

from docgen.programme.standard.answers import (
    CHECK_INVALID,
    CHECK_MISSING,
    CHECK_OK,
    CHECK_OPTIONAL,
    Violation,
    check_answers,
    check_formula,
)
from docgen.programme.standard.conditions import NO, YES
from docgen.programme.standard.facts import Fact, Facts, FactValue, fact_anchor
from docgen.programme.standard.formulas import (
    ASSESSED,
    assessed_formula,
    bars_formulas,
    grade_formulas,
    group_formula,
    score_formula,
    total_formula,
    waived_formula,
)
from docgen.programme.standard.grades import Gate, Grade, Variant
from docgen.programme.standard.groups import Block, Group
from docgen.programme.standard.indicator import Exemption, Indicator
from docgen.programme.standard.loading import load_standard, names_of
from docgen.programme.standard.measures import (
    Answers,
    JudgedScore,
    Measure,
    MeasureKind,
    Option,
    Value,
)
from docgen.programme.standard.model import Options, Period, Standard
from docgen.programme.standard.numbers import LARGEST, number_text
from docgen.programme.standard.printed import (
    ApplicationForm,
    QuotaTable,
    ReviewBlock,
    ScoreColumns,
    ScoreSheetForm,
)
from docgen.programme.standard.rates import Rate, rate_value
from docgen.programme.standard.scores import (
    NO_FACTS,
    Scores,
    score,
    score_stated,
    total_of,
)
from docgen.programme.standard.totals import CENT, LEFT_OUT, rounded

__all__ = [
    "ASSESSED",
    "CENT",
    "CHECK_INVALID",
    "CHECK_MISSING",
    "CHECK_OK",
    "CHECK_OPTIONAL",
    "LARGEST",
    "LEFT_OUT",
    "NO",
    "NO_FACTS",
    "YES",
    "Answers",
    "ApplicationForm",
    "Block",
    "Exemption",
    "Fact",
    "FactValue",
    "Facts",
    "Gate",
    "Grade",
    "Group",
    "Indicator",
    "JudgedScore",
    "Measure",
    "MeasureKind",
    "Option",
    "Options",
    "Period",
    "QuotaTable",
    "Rate",
    "ReviewBlock",
    "ScoreColumns",
    "ScoreSheetForm",
    "Scores",
    "Standard",
    "Value",
    "Variant",
    "Violation",
    "assessed_formula",
    "bars_formulas",
    "check_answers",
    "check_formula",
    "fact_anchor",
    "grade_formulas",
    "group_formula",
    "load_standard",
    "names_of",
    "number_text",
    "rate_value",
    "rounded",
    "score",
    "score_formula",
    "score_stated",
    "total_formula",
    "total_of",
    "waived_formula",
]

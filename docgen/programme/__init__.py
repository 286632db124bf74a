"""What a programme is: who applies, who decides at which stage, what is assessed."""

from docgen.programme.applicant import ApplicantType, Unit
from docgen.programme.list_columns import ListColumn, list_columns, row_texts
from docgen.programme.loading import load_programme
from docgen.programme.printed_forms import Forms, FormTexts
from docgen.programme.programme import Programme, Region
from docgen.programme.stage import PublicityRule, Quota, Stage

__all__ = [
    "ApplicantType",
    "FormTexts",
    "Forms",
    "ListColumn",
    "Programme",
    "PublicityRule",
    "Quota",
    "Region",
    "Stage",
    "Unit",
    "list_columns",
    "load_programme",
    "row_texts",
]

"""What a programme is: who applies, who decides at which stage, what is assessed."""

from docgen.programme.applicant import ApplicantType, Unit
from docgen.programme.bureaus import bureau_name, bureau_problems
from docgen.programme.fitting import check_fit
from docgen.programme.home import ProgrammeHome, programme_home
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
    "ProgrammeHome",
    "PublicityRule",
    "Quota",
    "Region",
    "Stage",
    "Unit",
    "bureau_name",
    "bureau_problems",
    "check_fit",
    "list_columns",
    "load_programme",
    "programme_home",
    "row_texts",
]

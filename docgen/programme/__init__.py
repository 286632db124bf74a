"""What a programme is: who applies, who decides at which stage, what is assessed."""

from docgen.programme.applicant import ApplicantType, Unit
from docgen.programme.loading import load_programme
from docgen.programme.programme import Programme, Region
from docgen.programme.stage import PublicityRule, Quota, Stage

__all__ = [
    "ApplicantType",
    "Programme",
    "PublicityRule",
    "Quota",
    "Region",
    "Stage",
    "Unit",
    "load_programme",
]

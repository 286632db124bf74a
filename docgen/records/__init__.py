"""What is known of an applicant: who it is, what it reported, where it stands in the ranking."""

from docgen.records.applicant import Applicant
from docgen.records.data import from_data, to_data
from docgen.records.forms import Application, FormKind, Record, Review, ScoreSheet
from docgen.records.lists import check_list
from docgen.records.particulars import NO_PARTICULARS, Particulars
from docgen.records.ranking import Candidate, Ranked, pass_mark, propose, qualifies, rank
from docgen.records.units import (
    bureau_of,
    counted_unit,
    printed_order,
    quota_unit,
    unit_of,
    units_of,
)

__all__ = [
    "NO_PARTICULARS",
    "Applicant",
    "Application",
    "Candidate",
    "FormKind",
    "Particulars",
    "Ranked",
    "Record",
    "Review",
    "ScoreSheet",
    "bureau_of",
    "check_list",
    "counted_unit",
    "from_data",
    "pass_mark",
    "printed_order",
    "propose",
    "qualifies",
    "quota_unit",
    "rank",
    "to_data",
    "unit_of",
    "units_of",
]

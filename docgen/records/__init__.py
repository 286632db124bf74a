"""What is known of an applicant: who it is, what it reported, where it stands in the ranking."""

from docgen.records.applicant import Applicant
from docgen.records.data import from_data, to_data
from docgen.records.forms import Application, FormKind, Record, Review, ScoreSheet
from docgen.records.lists import check_list
from docgen.records.particulars import NO_PARTICULARS, Particulars
from docgen.records.ranking import Candidate, Ranked, propose, qualifies, rank

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
    "check_list",
    "from_data",
    "propose",
    "qualifies",
    "rank",
    "to_data",
]

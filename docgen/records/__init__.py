"""What is known of a community: who it is, what it reported and what bureaus said of it."""

from docgen.records.community import Community, stem
from docgen.records.data import from_data, to_data
from docgen.records.forms import Application, FormKind, Record, Review, ScoreSheet

__all__ = [
    "Application",
    "Community",
    "FormKind",
    "Record",
    "Review",
    "ScoreSheet",
    "from_data",
    "stem",
    "to_data",
]

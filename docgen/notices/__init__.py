"""One-way documents: what a bureau publishes about a round."""

from docgen.notices.determination import determination
from docgen.notices.notice import notice
from docgen.notices.paper import Office, Paper
from docgen.notices.publicity import publicity
from docgen.notices.quota_table import quota_table
from docgen.notices.recommendation import recommendation
from docgen.notices.revocation import revocation

__all__ = [
    "Office",
    "Paper",
    "determination",
    "notice",
    "publicity",
    "quota_table",
    "recommendation",
    "revocation",
]

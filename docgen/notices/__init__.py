"""One-way documents: what a bureau publishes about a round."""

from docgen.notices.determination import determination
from docgen.notices.paper import Office, Paper
from docgen.notices.publicity import publicity
from docgen.notices.quota_table import quota_table

__all__ = ["Office", "Paper", "determination", "publicity", "quota_table"]

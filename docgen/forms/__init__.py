"""Two-way documents: each field is written into a file, and found in it again."""

from docgen.forms.application import ApplicationForm
from docgen.forms.document import Document, open_document
from docgen.forms.form import Form, Setting
from docgen.forms.identity import Directory
from docgen.forms.paper_score_sheet import PaperScoreSheetForm
from docgen.forms.reading import Reading
from docgen.forms.roster import Entrant, read_roster, write_roster
from docgen.forms.score_sheet import ScoreSheetForm


def compile_forms(setting: Setting) -> tuple[Form, ...]:
    """All forms of a round, in the order in which they are sent out.

    Raises:
        ProblemError: A template cannot be used.
    """
    return (ScoreSheetForm(setting), PaperScoreSheetForm(setting), ApplicationForm(setting))


__all__ = [
    "Directory",
    "Document",
    "Entrant",
    "Form",
    "Reading",
    "Setting",
    "compile_forms",
    "open_document",
    "read_roster",
    "write_roster",
]

"""Two-way documents: each field is written into a file, and found in it again."""

import hashlib

from docgen import __version__, assets
from docgen.forms import application, paper_score_sheet, score_sheet
from docgen.forms.application import ApplicationForm
from docgen.forms.directory import Directory
from docgen.forms.document import Document
from docgen.forms.form import Form, Setting
from docgen.forms.opening import open_document
from docgen.forms.paper_score_sheet import PaperScoreSheetForm
from docgen.forms.reading import Reading
from docgen.forms.roster import Entrant, Roster, write_roster
from docgen.forms.score_sheet import ScoreSheetForm
from docgen.programme import Stage


def compile_forms(setting: Setting, stage: Stage | None = None) -> tuple[Form, ...]:
    """All forms of a round, or of one kind of applicant, in the order in which they are sent out.

    Args:
        setting: The round, or its setting of one kind of applicant.
        stage: Stage that forms have come to; opinions of those before it must be there.

    Raises:
        ProblemError: A template cannot be used.
    """
    return ScoreSheetForm(setting), PaperScoreSheetForm(setting), ApplicationForm(setting, stage)


def fingerprint(setting: Setting) -> str:
    """Hash of everything but the applicant that forms are made from: the same, the same forms.

    Of a round they bear no more than its name; a telephone number does not make them anew. Of a
    programme they bear how applicants and forms are called, of a standard nothing that heads the
    roster alone.

    Args:
        setting: The round, or its setting of one kind of applicant.
    """
    programme = setting.programme
    standard = setting.standard.model_dump_json(exclude={"variants_label"})
    parts = [__version__, setting.round.name, standard]
    parts += [programme.applicant.model_dump_json(), programme.forms.model_dump_json()]
    parts += [setting.variant] if setting.variant else []
    digest = hashlib.sha256("\0".join(parts).encode())
    for name in (score_sheet.TEMPLATE, paper_score_sheet.TEMPLATE, application.TEMPLATE):
        digest.update(assets.template(name, setting.templates).read_bytes())
    return digest.hexdigest()


__all__ = [
    "Directory",
    "Document",
    "Entrant",
    "Form",
    "Reading",
    "Roster",
    "Setting",
    "compile_forms",
    "fingerprint",
    "open_document",
    "write_roster",
]

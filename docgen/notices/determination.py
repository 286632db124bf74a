"""The determination document (认定文件): the honour is awarded, the list annexed."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.notices.official import annex, elements
from docgen.notices.paper import Office, Paper, list_rows
from docgen.records import Applicant
from docgen.round import Determination


def determination(
    office: Office, document: Determination, applicants: Sequence[Applicant]
) -> Paper:
    """The document that ends the round.

    Args:
        office: The round.
        document: Its number, date and addressees.
        applicants: Who is recognised, in the order of print.

    Raises:
        ProblemError: The template cannot be used.
    """
    honour, term = office.standard.honour, office.round.term
    title = determination_title(office)
    context = {
        **elements(document, title, office.round.issuer, document.date, words=[honour]),
        "addressees": document.addressees,
        "count": len(applicants),
        "rows": list_rows(office.programme, applicants, office.grades),
        **annex(f"{term}{honour}名单", [honour]),
        "validity": document.validity,
    }
    return Paper("认定文件.docx", office.official("determination.docx", document, context))


def determination_title(office: Office) -> str:
    """Title of the determination document without its issuer, as later documents cite it."""
    return f"关于认定{office.round.term}{office.standard.honour}的通知"

"""The determination document (认定文件): the honour is awarded, the list annexed."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.notices.paper import Office, Paper, list_rows
from docgen.procedure import Determination, official_date
from docgen.records import Community


def determination(
    office: Office, document: Determination, communities: Sequence[Community]
) -> Paper:
    """The document that ends the round.

    Args:
        office: The round.
        document: Its number, date and addressees.
        communities: Who is recognised, in the order of print.

    Raises:
        ProblemError: The template cannot be used.
    """
    honour, year = office.standard.honour, office.standard.year
    context = {
        "number": document.number,
        "title": f"关于认定{year}年{honour}的通知",
        "addressees": document.addressees,
        "count": len(communities),
        "rows": list_rows(communities),
        "issuer": office.round.issuer,
        "date": official_date(document.date),
        "validity": document.validity,
        "remark": document.remark,
        "copies_to": document.copies_to,
    }
    return Paper("认定文件.docx", office.word("determination.docx", context))

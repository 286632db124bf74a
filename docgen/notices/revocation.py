"""The revocation (取消资格文件): the honour is withdrawn from applicants, for a reason."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.notices.determination import determination_title
from docgen.notices.official import annex, elements
from docgen.notices.paper import Office, Paper, list_rows
from docgen.programme import ApplicantType
from docgen.records import Applicant
from docgen.round import Revocation


def revocation(
    office: Office, document: Revocation, applicants: Sequence[Applicant], reason: str
) -> Paper:
    """The document that withdraws the honour.

    Args:
        office: The round.
        document: Its number, date and addressees.
        applicants: Who loses the honour, in the order of print; at least one.
        reason: Why, as it follows their names in a sentence.

    Raises:
        ProblemError: A template cannot be used.
    """
    honour, term = office.standard.honour, office.round.term
    kind = office.round.programme.applicant
    names = "、".join(one.full_name for one in applicants)
    title = f"关于取消{_named(applicants, kind)}{honour}资格的通知"
    words = [honour, *(one.name for one in applicants)]
    context = {
        **elements(document, title, office.round.issuer, document.date, words=words),
        "addressees": document.addressees,
        "count": len(applicants),
        "names": names,
        "reason": reason,
        "rows": list_rows(office.programme, applicants, office.grades),
        **annex(f"取消{term}{honour}资格的{kind.word}名单", [honour]),
        "determination_title": determination_title(office),
    }
    # A later document is another one, and does not take this one's place.
    whose = applicants[0].full_name
    if len(applicants) > 1:
        whose += f"等{len(applicants)}{kind.counter}{kind.word}"
    data = office.official("revocation.docx", document, context)
    return Paper(f"取消资格文件_{whose}.docx", data)


def _named(applicants: Sequence[Applicant], kind: ApplicantType) -> str:
    first, count = applicants[0].name, len(applicants)
    return first if count == 1 else f"{first}等{count}{kind.counter}{kind.word}"

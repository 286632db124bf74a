"""The publicity notice (公示): the list that a bureau recommends, open to objections."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from docgen.notices.official import annex, elements, period_facts
from docgen.notices.paper import Office, Paper, list_rows
from docgen.records import Applicant
from docgen.round import LevelName, Period


def publicity(
    office: Office,
    level: LevelName,
    unit: str,
    applicants: Sequence[Applicant],
    period: Period,
    issued: datetime.date,
) -> Paper:
    """The publicity notice of one bureau.

    Args:
        office: The round.
        level: Level of the bureau.
        unit: The unit, with those above it, that the bureau serves.
        applicants: Whom it recommends, in the order of print; at least one.
        period: When the list is open to objections.
        issued: Date printed under the notice.

    Raises:
        ProblemError: The template cannot be used.
    """
    first = applicants[0]
    bureau = office.round.bureau(level, office.programme.applicant.named(first))
    honour, year = office.standard.honour, office.round.year
    document = office.round.levels[level].publicity
    whom = _STAGE[level] + office.programme.applicant.word
    title = f"关于{year}年{honour}{whom}名单的公示"
    context = {
        **elements(document, title, bureau, issued, words=[honour], names_issuer=False),
        **period_facts(period),
        "level": level.value,
        "count": len(applicants),
        "rows": list_rows(office.programme, applicants, office.grades),
        **annex(f"{year}年{honour}{whom}名单", [honour]),
        "contact": office.round.contact_of(level, bureau),
    }
    data = office.official("publicity.docx", document, context)
    return Paper(f"公示_{level.label}_{unit}.docx", data)


_STAGE = {
    LevelName.COUNTY: "推荐",
    LevelName.CITY: "推荐",
    LevelName.PROVINCE: "拟认定",
}

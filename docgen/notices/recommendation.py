"""The recommendation (推荐请示): a bureau names applicants to the level above it."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.notices.official import annex, elements, period_facts
from docgen.notices.paper import Office, Paper, list_rows
from docgen.records import Applicant
from docgen.round import LevelName, Period, Recommendation


def recommendation(
    office: Office,
    level: LevelName,
    unit: str,
    document: Recommendation,
    applicants: Sequence[Applicant],
    period: Period,
) -> Paper:
    """The recommendation of one bureau.

    It goes upward, so its signers are printed (GB/T 9704-2012, 7.2.6), and it is addressed to one
    body alone.

    Args:
        office: The round.
        level: Level of the bureau.
        unit: The unit, with those above it, that the bureau serves.
        document: Its date and format.
        applicants: Whom it recommends, in the order of print; at least one.
        period: When the list was open to objections.

    Raises:
        ProblemError: A template cannot be used.
    """
    first = applicants[0]
    bureau = office.round.bureau(level, office.programme.applicant.named(first))
    honour, year = office.standard.honour, office.round.year
    own = document.of(bureau)
    title = f"关于推荐{year}年{honour}的请示"
    context = {
        **elements(own, title, bureau, document.date, words=[honour], upward=True),
        **period_facts(period),
        "level": level.value,
        "addressees": [_superior(office, level, first)],
        "count": len(applicants),
        "rows": list_rows(office.programme, applicants, office.grades),
        "contact": office.round.contact_of(level, bureau),
        **annex(f"{unit}推荐{year}年{honour}名单", [honour]),
    }
    data = office.official("recommendation.docx", own, context)
    return Paper(f"推荐请示_{level.label}_{unit}.docx", data)


def _superior(office: Office, level: LevelName, applicant: Applicant) -> str:
    if level is LevelName.COUNTY:
        return office.round.bureau(LevelName.CITY, office.programme.applicant.named(applicant))
    return office.round.office

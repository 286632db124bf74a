"""The recommendation (推荐请示): a bureau names applicants to the level above it."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.notices.official import annex, elements, period_facts, stage_facts
from docgen.notices.paper import Office, Paper, list_rows
from docgen.programme import Stage
from docgen.records import Applicant, bureau_of
from docgen.round import Period, Recommendation


def recommendation(
    office: Office,
    stage: Stage,
    unit: str,
    document: Recommendation,
    applicants: Sequence[Applicant],
    period: Period | None,
) -> Paper:
    """The recommendation of one bureau.

    It goes upward, so its signers are printed (GB/T 9704-2012, 7.2.6), and it is addressed to one
    body alone.

    Args:
        office: The round.
        stage: Stage of the bureau, not the last one.
        unit: The unit that the bureau serves.
        document: Its date and format.
        applicants: Whom it recommends, in the order of print; at least one.
        period: When the list was open to objections; None if it was not published.

    Raises:
        ProblemError: A template cannot be used.
    """
    first = applicants[0]
    bureau = bureau_of(office.round, stage, first)
    honour, term = office.standard.honour, office.round.term
    own = document.of(bureau)
    title = f"关于推荐{term}{honour}的请示"
    context = {
        **elements(own, title, bureau, document.date, words=[honour], upward=True),
        **period_facts(period),
        **stage_facts(office.round, stage),
        "addressees": [_superior(office, stage, first)],
        "count": len(applicants),
        "rows": list_rows(office.programme, applicants, office.grades),
        "contact": office.round.contact_of(stage, bureau),
        **annex(f"{unit}推荐{term}{honour}名单", [honour]),
    }
    data = office.official("recommendation.docx", own, context)
    return Paper(f"推荐请示_{stage.label}_{unit}.docx", data)


def _superior(office: Office, stage: Stage, applicant: Applicant) -> str:
    """Whom it is addressed to: the bureau of the next stage; of the last one the office."""
    above = office.round.programme.above(stage)
    if above is None or above.awards:
        return office.round.office
    return bureau_of(office.round, above, applicant)

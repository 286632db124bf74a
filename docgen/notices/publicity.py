"""The publicity notice (公示): the list that a bureau recommends, open to objections."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from docgen.notices.official import annex, elements, period_facts, stage_facts
from docgen.notices.paper import Office, Paper, list_rows
from docgen.programme import Stage
from docgen.records import Applicant, bureau_of
from docgen.round import Period, Publicity


def publicity(
    office: Office,
    stage: Stage,
    unit: str,
    document: Publicity,
    applicants: Sequence[Applicant],
    period: Period,
    issued: datetime.date,
) -> Paper:
    """The publicity notice of one bureau.

    Args:
        office: The round.
        stage: Stage of the bureau.
        unit: The unit that the bureau serves.
        document: What is planned for the notices of the stage.
        applicants: Whom it recommends, in the order of print; at least one.
        period: When the list is open to objections.
        issued: Date printed under the notice.

    Raises:
        ProblemError: The template cannot be used.
    """
    round_ = office.round
    bureau = bureau_of(round_, stage, applicants[0])
    honour, word = office.standard.honour, round_.programme.applicant.word
    listed = f"{round_.term}{honour}{'拟认定' if stage.awards else '推荐'}{word}名单"
    title = f"关于{listed}的公示"
    context = {
        **elements(document, title, bureau, issued, words=[honour], names_issuer=False),
        **period_facts(period),
        **stage_facts(round_, stage),
        "count": len(applicants),
        "rows": list_rows(office.programme, applicants, office.grades),
        **annex(listed, [honour]),
        "contact": round_.contact_of(stage, bureau),
    }
    data = office.official("publicity.docx", document, context)
    return Paper(f"公示_{stage.label}_{unit}.docx", data)

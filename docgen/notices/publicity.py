"""The publicity notice (公示): the list that a bureau recommends, open to objections."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from docgen.notices.paper import Office, Paper, list_rows
from docgen.procedure import LevelName, Period, official_date
from docgen.records import Community


def publicity(
    office: Office,
    level: LevelName,
    unit: str,
    communities: Sequence[Community],
    period: Period,
    issued: datetime.date,
) -> Paper:
    """The publicity notice of one bureau.

    Args:
        office: The round.
        level: Level of the bureau.
        unit: The county (with its city), city or province that the bureau serves.
        communities: Whom it recommends, in the order of print; at least one.
        period: When the list is open to objections.
        issued: Date printed under the notice.

    Raises:
        ProblemError: The template cannot be used.
    """
    first = communities[0]
    bureau = office.round.bureau(level, city=first.city, county=first.county)
    honour, year = office.standard.honour, office.standard.year
    context = {
        "title": f"关于{year}年{honour}{_STAGE[level]}名单的公示",
        "level_label": level.label,
        "bureau": bureau,
        "unit": unit,
        "period": {"first": official_date(period.first), "last": official_date(period.last)},
        "working_days": period.working_days,
        "count": len(communities),
        "rows": list_rows(communities),
        "contact": office.round.contact_of(level, bureau),
        "date": official_date(issued),
    }
    return Paper(f"公示_{level.label}_{unit}.docx", office.word("publicity.docx", context))


_STAGE = {
    LevelName.COUNTY: "推荐社区",
    LevelName.CITY: "推荐社区",
    LevelName.PROVINCE: "拟认定社区",
}

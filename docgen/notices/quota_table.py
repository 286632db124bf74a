"""The quota table (Annex 1, 名额分配表) as a Word document and as a workbook."""

from __future__ import annotations

from typing import Final

from docgen import assets
from docgen.notices.paper import Office, Paper
from docgen.office.workbook.template.template import NamedCell, WorkbookTemplate
from docgen.round import Round

NAME: Final = "附件1_名额分配表"
_TOTAL: Final = NamedCell("total", formula="=SUM(places)")


def quota_table(office: Office) -> list[Paper]:
    """Both files of Annex 1; in the workbook the total is a formula.

    Raises:
        ProblemError: A template cannot be used.
    """
    quotas = office.round.quotas
    document = office.word(
        "quota-table.docx", {"quotas": quota_rows(office.round), "annex_colon": "："}
    )
    template = WorkbookTemplate.compile(assets.template("quota-table.xlsx", office.templates))
    cells = {f"places_{number}": places for number, places in enumerate(quotas.values(), 1)}
    named = [
        {"city": city, "places": NamedCell(cell, groups=("places",))}
        for city, cell in zip(quotas, cells, strict=True)
    ]
    workbook = template.expand({"standard": office.standard, "quotas": named, "total": _TOTAL})
    return [
        Paper(f"{NAME}.docx", document),
        Paper(f"{NAME}.xlsx", workbook.render({**cells, _TOTAL.name: office.round.total_quota})),
    ]


def quota_rows(round_: Round) -> list[dict[str, str | int]]:
    """The rows of the quota table but for the total."""
    return [{"city": city, "places": places} for city, places in round_.quotas.items()]

"""The quota table (Annex 1, 名额分配表) as a Word document and as a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

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
    quotas = office.round.places
    document = office.word("quota-table.docx", {**quota_facts(office.round), "annex_colon": "："})
    template = WorkbookTemplate.compile(assets.template("quota-table.xlsx", office.templates))
    cells = {f"places_{number}": places for number, places in enumerate(quotas.values(), 1)}
    named = [
        {"city": city, "places": NamedCell(cell, groups=("places",))}
        for city, cell in zip(quotas, cells, strict=True)
    ]
    workbook = template.expand({"standard": office.standard, "quotas": named, "total": _TOTAL})
    return [
        Paper(f"{NAME}.docx", document),
        Paper(f"{NAME}.xlsx", workbook.render({**cells, _TOTAL.name: sum(quotas.values())})),
    ]


def quota_facts(round_: Round) -> Mapping[str, Any]:
    """The rows of the quota table, and how many may be awarded the honour; None for no bound."""
    rows = [{"city": unit, "places": places} for unit, places in round_.places.items()]
    return {"quotas": rows, "quota_total": _total(round_)}


def _total(round_: Round) -> int | None:
    totals = [
        plan.total or sum(plan.places.values())
        for plan in map(round_.plan, round_.stages)
        if plan.total or plan.places
    ]
    return totals[-1] if totals else None

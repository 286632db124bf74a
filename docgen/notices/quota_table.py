"""The quota table (名额分配表) as a Word document and as a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from docgen import assets
from docgen.notices.paper import Office, Paper
from docgen.office.workbook.template.template import NamedCell, WorkbookTemplate
from docgen.round import Round

_TOTAL: Final = NamedCell("total", formula="=SUM(places)")


def quota_table(office: Office) -> list[Paper]:
    """Both files of the quota table; in the workbook the total is a formula.

    Raises:
        ProblemError: A template cannot be used.
    """
    quotas = office.round.places
    facts = quota_facts(office.round)
    document = office.word("quota-table.docx", {**facts, "annex_colon": "："})
    template = WorkbookTemplate.compile(assets.template("quota-table.xlsx", office.templates))
    cells = {f"places_{number}": places for number, places in enumerate(quotas.values(), 1)}
    rows = [
        {**named, "places": NamedCell(cell, groups=("places",))}
        for named, cell in zip(facts["quotas"], cells, strict=True)
    ]
    workbook = template.expand(office.known({"quotas": rows, "total": _TOTAL}))
    name = office.programme.forms.quota_table.file
    return [
        Paper(f"{name}.docx", document),
        Paper(f"{name}.xlsx", workbook.render({**cells, _TOTAL.name: sum(quotas.values())})),
    ]


def quota_facts(round_: Round) -> Mapping[str, Any]:
    """The rows of the quota table, and how many may be awarded the honour; None for no bound.

    Units stand by the key of their kind, too.
    """
    key = round_.programme.quota_unit or "unit"
    rows = [{key: unit, "unit": unit, "places": places} for unit, places in round_.places.items()]
    return {"quotas": rows, "quota_total": _total(round_)}


def _total(round_: Round) -> int | None:
    totals = [
        plan.total or sum(plan.places.values())
        for plan in map(round_.plan, round_.stages)
        if plan.total or plan.places
    ]
    return totals[-1] if totals else None

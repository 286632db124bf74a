"""The quota table (名额分配表) as a Word document and as a workbook."""

from __future__ import annotations

from typing import Final

from docgen import assets
from docgen.notices.paper import Office, Paper
from docgen.office.workbook.template.template import NamedCell, WorkbookTemplate

_TOTAL: Final = NamedCell("total", formula="=SUM(places)")


def quota_table(office: Office) -> list[Paper]:
    """Both files of the quota table; in the workbook the total is a formula.

    Raises:
        ProblemError: A template cannot be used.
    """
    quotas = office.round.quotas
    document = office.word("quota-table.docx", {"quotas": quota_rows(office), "annex_colon": "："})
    template = WorkbookTemplate.compile(assets.template("quota-table.xlsx", office.templates))
    cells = {f"places_{number}": places for number, places in enumerate(quotas.values(), 1)}
    rows = [
        {**named, "places": NamedCell(cell, groups=("places",))}
        for named, cell in zip(quota_rows(office), cells, strict=True)
    ]
    workbook = template.expand(office.known({"quotas": rows, "total": _TOTAL}))
    name = office.programme.forms.quota_table.file
    return [
        Paper(f"{name}.docx", document),
        Paper(f"{name}.xlsx", workbook.render({**cells, _TOTAL.name: office.round.total_quota})),
    ]


def quota_rows(office: Office) -> list[dict[str, str | int]]:
    """The rows of the quota table but for the total; units also by the key of their kind."""
    key = office.programme.quota_unit or "unit"
    quotas = office.round.quotas
    return [{key: unit, "unit": unit, "places": places} for unit, places in quotas.items()]

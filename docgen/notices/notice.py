"""The notice that opens a round (通知), its annexes bound in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docgen.notices.official import elements
from docgen.notices.paper import Office, Paper
from docgen.notices.quota_table import quota_facts
from docgen.round import Round, official_date


def notice(office: Office, forms: Mapping[str, Any]) -> Paper:
    """The notice, with quota table, blank score sheet and blank application form.

    Each annex begins on a new page, numbered and titled as in the annex note (GB/T 9704-2012,
    7.3.4 and 7.3.7).

    Args:
        office: The round.
        forms: What the templates of both forms print when they are blank.

    Raises:
        ProblemError: A template cannot be used.
    """
    round_, standard = office.round, office.standard
    document = round_.notice
    words = [standard.honour, "认定工作"]
    context = {
        **forms,
        **elements(document, document.title, round_.issuer, document.date, words=words),
        **quota_facts(round_),
        # A bound annex is headed by its number; alone, the source sets a colon behind it.
        "annex_colon": "",
        "addressees": document.addressees,
        "categories": _enumerated([one.title for one in standard.groups]),
        "items": _enumerated([one.title for one in standard.leaves]),
        "stages": _stages(round_),
        "contact": round_.contact,
    }
    return Paper("通知.docx", office.official("notice.docx", document, context))


def _stages(round_: Round) -> list[Mapping[str, str]]:
    """The stages as the notice orders them: until when, and how long each publishes its list."""
    return [
        {
            "label": stage.label,
            "deadline": official_date(round_.plan(stage).deadline),
            "publicity": rule.length if (rule := round_.rule(stage)) else "",
        }
        for stage in round_.stages
    ]


def _enumerated(names: Sequence[str]) -> str:
    if not names:  # of a standard without groups
        return ""
    *first, last = names
    return f"{'、'.join(first)}和{last}" if first else last

"""The notice that opens a round (通知), its annexes bound in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docgen.notices.official import elements
from docgen.notices.paper import Office, Paper
from docgen.notices.quota_table import quota_rows
from docgen.round import LevelName, official_date


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
        "quotas": quota_rows(office),
        # A bound annex is headed by its number; alone, the source sets a colon behind it.
        "annex_colon": "",
        "addressees": document.addressees,
        "categories": _enumerated([one.title for one in standard.groups]),
        "items": _enumerated([one.title for one in standard.leaves]),
        "deadlines": {
            level.value: official_date(round_.levels[level].deadline) for level in LevelName
        },
        "contact": round_.contact,
    }
    return Paper("通知.docx", office.official("notice.docx", document, context))


def _enumerated(names: Sequence[str]) -> str:
    if not names:  # of a standard without groups
        return ""
    *first, last = names
    return f"{'、'.join(first)}和{last}" if first else last

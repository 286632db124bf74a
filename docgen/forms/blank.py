"""What the templates of the Word forms print when nobody has filled them in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.forms import values
from docgen.forms.application import BLANK_DATE, review_rows
from docgen.forms.table import table_rows
from docgen.programme import Programme
from docgen.programme.standard import Standard


def blank_forms(programme: Programme, standard: Standard) -> Mapping[str, Any]:
    """Values for score sheet and application form as a notice annexes them."""
    blank = values.BLANK
    return {
        "rows": table_rows(standard),
        "applicant": dict.fromkeys(programme.applicant.keys, blank),
        "labels": {unit.key: unit.label for unit in programme.applicant.path},
        "scores": {indicator.id: blank for indicator in standard.indicators},
        "total": blank,
        "application": {"summary": blank},
        "review_rows": review_rows(standard),
        "reviews": {
            stage: {"opinion": blank, "date": BLANK_DATE} for stage in standard.application.reviews
        },
    }

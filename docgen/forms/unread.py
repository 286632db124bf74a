"""What stands in a field of a completed form and is not read: it is told, never passed over."""

from __future__ import annotations

from typing import Final

from docgen.forms import values
from docgen.forms.document import Found
from docgen.forms.fields import Field
from docgen.office.symbols import UNREADABLE
from docgen.office.workbook.reading.shown import FaultyText
from docgen.problems import Problem, problem

_LONGEST: Final = 40  # of a text that a message quotes


def unread(found: Found, field: Field) -> list[Problem]:
    """Text that was struck out or hidden in a field, and signs in it that cannot be read."""
    raw = found.raw
    is_odd = isinstance(raw, str) and (isinstance(raw, FaultyText) or UNREADABLE in raw)
    if not is_odd and not found.left_out:  # as nearly all are
        return []
    told: list[Problem] = []
    shown = values.text(raw)
    if found.left_out and not values.is_blank(found.left_out):
        facts = {"label": field.label, "found": quoted(values.text(found.left_out))}
        if is_nothing_left(found):
            told.append(problem("form.nothing-left", found.place, **facts))
        else:
            told.append(problem("form.struck-out", found.place, kept=quoted(shown), **facts))
    if isinstance(raw, FaultyText):
        fault = raw.fault
        told.append(problem(fault.code, found.place, found=fault.found))
    elif UNREADABLE in shown:
        facts = {"label": field.label, "found": quoted(shown[: shown.index(UNREADABLE)][-20:])}
        told.append(problem("form.sign-unread", found.place, **facts))
    return told


def is_nothing_left(found: Found) -> bool:
    """Whether all that stood in a field is struck out or hidden."""
    if not found.left_out:
        return False
    return values.is_blank(values.text(found.raw)) and not values.is_blank(found.left_out)


def missing(found: Found, code: str, **facts: object) -> list[Problem]:
    """Why a field has no value, unless it was told by `unread` already.

    Args:
        found: The field.
        code: What to say where simply nothing was filled in.
        facts: What belongs to that.
    """
    if is_nothing_left(found):
        return []
    if found.computed:
        return [problem("cell.no-value", found.place)]
    return [problem(code, found.place, **facts)]


def quoted(text: str) -> str:
    """As much of a text as a message quotes, in one line."""
    line = " ".join(text.split("\n"))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"

"""What the switches of Word's merge fields make of a value: letters, dates, numbers, conditions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fnmatch import translate
from typing import Any, Final

from docgen.office.tags.failures import UnprintableError

# Parts of a date's picture: quoted text, or one letter again and again.
_DATE_PART: Final = re.compile(r"'([^']*)'|(y+|M+|d+|H+|h+|m+|s+)|(.)", re.DOTALL)
_LENGTHS: Final = {"y": (2, 4), "M": (1, 2), "d": (1, 2, 4), "H": (1, 2), "m": (1, 2), "s": (1, 2)}
_WEEKDAYS: Final = "一二三四五六日"
_WRITTEN: Final = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)
_NUMBER: Final = re.compile(r"([^#0]*?)((?:#[,#]*)?[#,]*0*(?:\.([0#]+))?)([^#0.,]*)")


def is_date_picture(picture: str) -> bool:
    """Whether a picture of a date, such as ``yyyy年M月d日``, can be followed."""
    parts = [found[2] for found in _DATE_PART.finditer(picture) if found[2]]
    return bool(parts) and all(len(part) in _LENGTHS.get(part[0], ()) for part in parts)


def is_number_picture(picture: str) -> bool:
    """Whether a picture of a number, such as ``#,##0.00``, can be followed."""
    found = _NUMBER.fullmatch(picture)
    return found is not None and bool(found[2])


def field_text(
    value: Any,
    case: str = "",
    before: str = "",
    after: str = "",
    date: str = "",
    number: str = "",
) -> str:
    """A value as a merge field with switches shows it; nothing of an empty one.

    Raises:
        UnprintableError: A date is asked for, and the value tells none.
    """
    text = "" if value is None else str(value)
    if not text.strip():
        return ""
    if date:
        text = _dated(value, date)
    elif number:
        text = _numbered(value, number)
    shown = {"upper": text.upper(), "lower": text.lower(), "title": text.title()}
    shown["first"] = text[:1].upper() + text[1:]
    return f"{before}{shown.get(case, text)}{after}"


def field_compared(left: Any, operator: str, right: Any) -> bool:
    """Whether what an IF field asks is so: as numbers if both are, else as texts of any case."""
    numbers = _number(left), _number(right)
    if None not in numbers:
        low, high = numbers
        return _COMPARED[operator](low, high)
    texts = [("" if one is None else str(one)).strip().lower() for one in (left, right)]
    if operator in ("=", "<>") and any(sign in texts[1] for sign in "*?"):
        return (re.fullmatch(translate(texts[1]), texts[0]) is not None) == (operator == "=")
    return _COMPARED[operator](*texts)


def field_argument(value: Any) -> str:
    """A value within a text that a field names, which it neither ends nor adds switches to."""
    text = "" if value is None else str(value)
    return text.replace("\\", "\\\\").replace('"', '\\"')


FIELD_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "field_text": field_text,
    "field_argument": field_argument,
    "field_compared": field_compared,
}
"""Filters that the tags of merge fields use."""

_COMPARED: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
}


def _dated(value: Any, picture: str) -> str:
    moment = _moment(value)
    if moment is None:
        raise UnprintableError("template.not-a-date", value=str(value))
    numbers = {
        "y": moment.year, "M": moment.month, "d": moment.day,
        "H": moment.hour, "m": moment.minute, "s": moment.second,
    }  # fmt: skip

    def part(found: re.Match[str]) -> str:
        quoted, letters, other = found.groups()
        if not letters:
            return quoted if quoted is not None else other
        if letters == "dddd":
            return f"星期{_WEEKDAYS[moment.weekday()]}"
        return f"{numbers[letters[0]]:0{len(letters)}d}"[-max(len(letters), 2) :]

    return _DATE_PART.sub(part, picture)


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    found = _WRITTEN.fullmatch(str(value).strip())
    try:
        return datetime(*(int(one or 0) for one in found.groups())) if found else None  # type: ignore[arg-type]  # as many as a moment has
    except ValueError:
        return None


def _numbered(value: Any, picture: str) -> str:
    amount, found = _number(value), _NUMBER.fullmatch(picture)
    if amount is None or found is None:
        return str(value)
    before, whole, places, after = found.groups()
    rounded = amount.quantize(Decimal(1).scaleb(-len(places or "")), ROUND_HALF_UP)
    shown = f"{rounded:{',' if ',' in whole else ''}f}"
    return f"{before.strip(chr(39))}{shown}{after.strip(chr(39))}"


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or value is None or isinstance(value, date):
        return None
    try:
        found = (
            value if isinstance(value, Decimal) else Decimal(str(value).replace(",", "").strip())
        )
    except InvalidOperation:
        return None
    return found if found.is_finite() else None

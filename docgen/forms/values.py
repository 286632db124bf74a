"""What people write into a form, as values: numbers, yes or no, dates; anything else is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from docgen.standard import NO, YES, Measure, Value

Raw = str | int | Decimal | bool | date | None
"""A value as it stands in a file, before it is understood."""

BLANK: Final = "\u3000\u3000\u3000"
"""What stands in a Word form where nothing is known yet: room to click and to write in."""

# NFKC would do more than wanted: it changes ： and （ and ㎡ as well.
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．－＋％", "0123456789.-+%")
_SPACES: Final = re.compile(r"[\s\u3000\u00a0\u200b\ufeff]+")
_NUMBER: Final = re.compile(r"[+-]?(\d{1,15}(\.\d{1,10})?|\.\d{1,10})")
_COUNT: Final = re.compile(r"[0-9]{1,15}")
_DATE: Final = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?")
_YES_NO: Final[Mapping[str, bool]] = {YES: True, NO: False}


def text(raw: Raw) -> str:
    """A value as text without blanks around it; nothing is the empty text."""
    if raw is None:
        return ""
    return raw.strip(" \t\r\n\u3000\u00a0\u200b\ufeff") if isinstance(raw, str) else str(raw)


def number(raw: Raw, unit: str = "") -> Decimal | None:
    """A number that was typed as such or as text, with its unit behind it or not.

    Raises:
        ValueError: It is not a number.
    """
    if isinstance(raw, (bool, date)):
        raise ValueError(raw)
    if raw is None or isinstance(raw, (int, Decimal)):
        return None if raw is None else Decimal(raw)
    typed = _SPACES.sub("", raw).translate(_FULL_WIDTH)
    if unit:
        typed = typed.removesuffix(unit)
    if not typed:
        return None
    if not _NUMBER.fullmatch(typed):
        raise ValueError(raw)
    try:
        return Decimal(typed)
    except InvalidOperation:
        raise ValueError(raw) from None


def yes_no(raw: Raw) -> bool | None:
    """是 or 否.

    Raises:
        ValueError: It is something else.
    """
    typed = _SPACES.sub("", raw) if isinstance(raw, str) else raw
    if typed is None or typed == "":
        return None
    if isinstance(typed, str) and typed in _YES_NO:
        return _YES_NO[typed]
    raise ValueError(raw)


def day(raw: Raw) -> date | None:
    """A date typed as 2017年9月20日, 2017-09-20, 2017.9.20 or 2017/9/20.

    Raises:
        ValueError: It is something else, or no day of the calendar.
    """
    if isinstance(raw, datetime):
        return raw.date()
    if raw is None or isinstance(raw, date):
        return raw
    typed = _SPACES.sub("", str(raw)).translate(_FULL_WIDTH)
    if not typed.strip("年月日"):
        return None  # the form's own 「年 月 日」, left as it was
    match = _DATE.fullmatch(typed)
    if match is None:
        raise ValueError(raw)
    year, month, of_month = map(int, match.groups())
    return date(year, month, of_month)


def answer(measure: Measure, raw: Raw) -> Value | str | None:
    """The value of a measure; text where it is not of the measure's kind, None where it is blank.

    ``docgen.standard.check_answers`` finds fault with the text.
    """
    if measure.kind == "count" and isinstance(raw, str) and _COUNT.fullmatch(raw):
        return int(raw)
    try:
        if measure.kind == "yes_no":
            return yes_no(raw)
        value = number(raw, measure.unit)
    except ValueError:
        return text(raw)
    if value is not None and measure.kind == "count" and value == value.to_integral_value():
        return int(value)
    return value


def shown(value: Value | str | None) -> str | int | Decimal | None:
    """A measure's value as a form shows it."""
    if isinstance(value, bool):
        return YES if value else NO
    return value


def decimal(score: Fraction) -> Decimal:
    """An exact score as a decimal; scores are whole hundredths, so that nothing is lost."""
    above, below = score.as_integer_ratio()
    return Decimal(above) / below


def plain(value: Decimal | Fraction | int) -> str:
    """A number as people write it: no exponent, no zeros at the end."""
    above, below = value.as_integer_ratio()
    return str(above) if below == 1 else format(Decimal(above) / below, "f").rstrip("0")

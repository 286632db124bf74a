"""Days as people write them: 2017年9月20日, 2017.9.20, 20170920 or 二〇一七年九月二十日."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")
_SPACES: Final = re.compile("[ \t\r\n\u3000\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]+")
_DATE: Final = re.compile(
    r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})[日号]?(?:T?00:00(?::00)?)?"
)
_COMPACT_DATE: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_ZEROS: Final = "零〇○ＯO"
_CHINESE_DATE: Final = re.compile(
    rf"([{_ZEROS}一二三四五六七八九]{{4}})年([一二三四五六七八九十]{{1,2}})月"
    r"([一二三四五六七八九十]{1,3})[日号]"
)
_DIGITS: Final[Mapping[str, int]] = {
    **dict.fromkeys(_ZEROS, 0),
    **{digit: value for value, digit in enumerate("一二三四五六七八九", 1)},
}


class NoSuchDayError(ValueError):
    """A date that is written as dates are, and that no calendar has: 2017-02-30."""


def written_day(text: str) -> date:
    """The day that a text names, year first; blanks and full-width digits do no harm.

    Raises:
        NoSuchDayError: The calendar has no such day.
        ValueError: It is not written so that it can only mean one day.
    """
    typed = _SPACES.sub("", text).translate(_FULL_WIDTH)
    numbers = _chinese(typed) or _arabic(typed)
    if numbers is None:
        raise ValueError(text)
    try:
        return date(*numbers)
    except ValueError:
        raise NoSuchDayError(text) from None


def day_of(value: object) -> date | None:
    """The day that a value of a file is, or that its text names; None if it is none."""
    if isinstance(value, date):
        return value
    try:
        return written_day(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _arabic(typed: str) -> tuple[int, int, int] | None:
    match = _DATE.fullmatch(typed) or _COMPACT_DATE.fullmatch(typed)
    if match is None:
        return None
    year, month, of_month = map(int, match.groups())
    return year, month, of_month


def _chinese(typed: str) -> tuple[int, int, int] | None:
    match = _CHINESE_DATE.fullmatch(typed)
    if match is None:
        return None
    year = int("".join(str(_DIGITS[digit]) for digit in match[1]))
    return year, _chinese_number(match[2]), _chinese_number(match[3])


def _chinese_number(written: str) -> int:
    """A number up to 99 in Chinese numerals: 十 is 10, 二十一 is 21.

    Raises:
        ValueError: It is not written as such a number.
    """
    tens, ten, ones = written.rpartition("十")
    if any(part not in _DIGITS for part in (tens, ones) if part):
        raise ValueError(written)
    return (10 * _DIGITS.get(tens, 1) if ten else 0) + (_DIGITS[ones] if ones else 0)


def official_date(day: date) -> str:
    """A date as official documents print it: 2017年9月5日.

    Arabic digits, the full year, month and day unpadded (GB/T 9704-2012, 7.3.5.4).
    """
    return f"{day.year}年{day.month}月{day.day}日"

"""Values as the cells that they go to take them: figures in numbers, days in dates, texts in texts.

Values of a .csv are texts. In a cell with a format for numbers, percent, dates or times they
become that; in one with a format for texts everything is text. In a cell without a format of its
own a text becomes a number, a percentage or a day only if it still looks exactly as it is written:
``40``, ``-0.5``, ``1,234``, ``95.5%``, ``2017-09-20``. What would lose digits stays text: ``007``,
numbers of identity cards, telephone numbers (eleven digits and more).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from openpyxl.styles.numbers import is_date_format

from docgen.office.workbook.reading.format_tokens import UnknownFormatError
from docgen.office.workbook.reading.number_format import GENERAL, number_format
from docgen.office.workbook.reading.shown import DIGITS, ShownDate, ShownNumber, printed
from docgen.problems import ProblemError, problem

_NUMBER: Final = re.compile(
    r"([+-]?)([¥￥$]?)((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?)(%?)"
)
_DAY: Final = re.compile(r"([0-9]{4})([-/.年])([0-9]{1,2})(\2|月)([0-9]{1,2})(日?)")
_PLAIN_DAY: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_TIME: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_MOST_PLAIN: Final = 10  # digits of a number that is not a telephone's
_SECONDS: Final = 86_400


def typed(value: Any, code: str) -> Any:
    """A value as a cell takes it.

    Args:
        value: The value.
        code: The cell's number format.

    Raises:
        ProblemError: It is a number, and does not tell whether it is a percentage.
    """
    kind = _kind(code)
    if kind == "text":
        return _as_text(value)
    if not isinstance(value, str) or not value:
        return value
    text = unicodedata.normalize("NFKC", value).strip()
    if kind == "general":
        return _as_it_looks(text, value)
    if kind == "date":
        found = _moment(text)
        return value if found is None else found
    number = _number(text)
    if number is None:
        return value
    if kind == "percent" and not text.endswith("%") and abs(Decimal(number)) > 1:
        raise ProblemError([problem("workbook.percent-unclear", value=value)])
    return number


@lru_cache(maxsize=512)
def _kind(code: str) -> str:
    """What a format is for: ``general``, ``text``, ``date``, ``percent`` or ``number``."""
    if code == GENERAL:
        return "general"
    if code.strip() == "@":
        return "text"
    try:
        kinds = {token.kind for part in number_format(code).sections[:1] for token in part}
    except UnknownFormatError:
        return "date" if is_date_format(code) else "percent" if "%" in code else "number"
    if kinds & {"moment", "duration"}:
        return "date"
    if kinds <= {"text", "literal"}:
        return "text"
    return "general" if "general" in kinds else "percent" if "percent" in kinds else "number"


def _as_text(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | date):
        return value
    if isinstance(value, datetime | date):
        return str(value)
    return value.shown if isinstance(value, ShownNumber) else printed(value)


def _as_it_looks(text: str, value: str) -> Any:
    """A text in a cell without a format: another type only if it looks the same."""
    if text != value:
        return value
    number = _NUMBER.fullmatch(text)
    if number:
        sign, currency, digits, places, percent = number.groups()
        whole = digits.partition(".")[0]
        is_code = len(whole) > 1 and whole.startswith("0")
        if sign == "+" or currency or is_code or text == "-0":
            return value
        if ("," not in whole and len(whole) > _MOST_PLAIN) or _count(digits) > DIGITS:
            return value
        found = Decimal(sign + digits.replace(",", "")) / (100 if percent else 1)
        form = ("#,##0" if "," in whole else "0") + (f".{'0' * len(places)}" if places else "")
        if form == "0" and not percent:
            return int(found)
        if form.startswith("0.") and not percent and not places.endswith("0"):
            return found
        return ShownNumber(found, text, form + percent)
    day = _DAY.fullmatch(text)
    found_day = _day(text)
    if day and found_day:
        _, between, month, other, last, end = day.groups()
        if (between == "年") != (end == "日") or (between == "年") != (other == "月"):
            return value
        m = "mm" if len(month) == 2 else "m"
        d = "dd" if len(last) == 2 else "d"
        form = f'yyyy"年"{m}"月"{d}"日"' if between == "年" else f"yyyy{between}{m}{between}{d}"
        if between in "/.":
            form = form.replace(between, f"\\{between}")
        return DayLike.of(found_day, text, form)
    return value


class DayLike(ShownDate):
    """A day with the format that shows it as it was written.

    Attributes:
        code: The format.
    """

    code: str = ""

    @classmethod
    def of(cls, day: date, shown: str, code: str = "") -> DayLike:
        """A day with its text and its format."""
        made = cls(day.year, day.month, day.day)
        made.shown, made.code = shown, code
        return made


def _count(digits: str) -> int:
    return len(digits.replace(",", "").replace(".", "").lstrip("0"))


def _number(text: str) -> Decimal | int | None:
    """The number that a text tells; None if it tells none, or one with too many digits."""
    match = _NUMBER.fullmatch(text)
    if match is None or _count(match[3]) > DIGITS:
        return None
    number = Decimal(match[1] + match[3].replace(",", "")) / (100 if match[5] else 1)
    return int(number) if number == number.to_integral_value() else number


def _moment(text: str) -> date | Decimal | int | None:
    """The day, moment or time of day that a text tells; None if it tells none for certain."""
    day, _, rest = text.partition(" ")
    found = _day(day)
    time = _TIME.fullmatch(rest.strip() if found else text)
    seconds = None
    if time:
        hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
        if hour < 24 and minute < 60 and second < 60:
            seconds = hour * 3600 + minute * 60 + second
    if found is None:
        return None if seconds is None else Decimal(seconds) / _SECONDS
    if not rest:
        return found
    if seconds is None:
        return None
    hours, rest_of = divmod(seconds, 3600)
    return datetime(found.year, found.month, found.day, hours, *divmod(rest_of, 60))


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    plain = _PLAIN_DAY.fullmatch(text)
    if plain is not None:
        numbers = plain.groups()
    elif match is not None:
        numbers = match.group(1, 3, 5)
    else:
        return None
    try:
        return date(*map(int, numbers))
    except ValueError:
        return None

"""Number formats of cells: what a cell shows of a number or a date. Unknown ones are not guessed.

Understood are General, digits with thousands, decimals, leading zeros and literal text around
them, percent, dates, times, durations and text; not fractions, scaling, conditions and numerals
of other scripts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

from docgen.office.workbook.reading.format_tokens import (
    Token,
    UnknownFormatError,
    sections_of,
    tokens_of,
)
from docgen.office.workbook.reading.shown import ShownDate, ShownMoment, ShownNumber
from docgen.office.workbook.values import CellValue

GENERAL: Final = "General"
"""The format of a cell that has none of its own."""

BUILT_IN: Final[Mapping[int, str]] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
"""Formats that have a number and no code, as Chinese Excel shows them."""

_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.')
_WEEKDAYS: Final = "一二三四五六日"
_EPOCH: Final = datetime(1899, 12, 30)
# Excel believes that 1900 had a 29 February: serial numbers are right from the day after it.
_FIRST_RIGHT_DAY: Final = 61
_LAST_DAY: Final = 2_958_466
_DAY: Final = 86_400  # seconds


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format that was understood.

    Attributes:
        code: The format.
        is_general: Whether a number shows as it is.
        sections: What shows positive numbers, negative ones and zero.
    """

    code: str
    is_general: bool
    sections: tuple[tuple[Token, ...], ...]

    def value(self, number: Decimal, first_day: int = 0) -> CellValue:
        """What a cell with a number shows; None if it shows nothing.

        Args:
            number: The number.
            first_day: The day from which days are counted.

        Raises:
            UnknownFormatError: The format cannot show this number.
        """
        if self.is_general:
            whole = number == number.to_integral_value()
            return int(number) if whole else number
        which = 0 if number > 0 or len(self.sections) == 1 else 1
        if number == 0:
            which = 2 if len(self.sections) > 2 else 0
        section = self.sections[which]
        if any(token.kind in ("moment", "duration") for token in section):
            return _moment_shown(section, number, first_day)
        shown, value = _number_shown(section, number, signed=len(self.sections) == 1)
        return ShownNumber(value, shown, self.code) if shown else None


@lru_cache(maxsize=512)
def number_format(code: str) -> NumberFormat:
    """Understand a number format.

    Args:
        code: The format in Excel's terms.

    Raises:
        UnknownFormatError: It is not one of those that are understood.
    """
    sections = tuple(tuple(tokens_of(part)) for part in sections_of(code)[:3])
    for section in sections:
        _check(section, code)
    general = all(token.kind in ("general", "text") for part in sections for token in part)
    return NumberFormat(code, general and any(sections), sections)


@lru_cache(maxsize=512)
def says_more(code: str) -> bool:
    """Whether cells of a format show more of a text than the text, or less."""
    section = _text_section(code)
    return section is not None and section.strip() != "@"


def text_in(code: str, text: str) -> str:
    """What a cell shows of a text; empty if it shows nothing.

    Args:
        code: Its format.
        text: The text in it.

    Raises:
        UnknownFormatError: The format is not understood.
    """
    section = _text_section(code)
    if section is None:
        return text
    tokens = tokens_of(section)
    if any(token.kind not in ("text", "literal", "percent") for token in tokens):
        raise UnknownFormatError(code)
    shown = "".join(text if token.kind == "text" else token.text for token in tokens)
    return text if shown.strip() == text.strip() else shown


def _text_section(code: str) -> str | None:
    """The section that shows texts: the fourth, or the last one if it has a place for them."""
    parts = sections_of(code)
    if len(parts) > 3:
        return parts[3]
    last = parts[-1] if parts else ""
    is_for_text = "@" in _LITERAL.sub("", last)
    return last if is_for_text else None


def _check(section: Sequence[Token], code: str) -> None:
    kinds = [token.kind for token in section]
    digits = [token.text for token in section if token.kind in ("digits", "general")]
    is_moment = "moment" in kinds or "duration" in kinds
    whole = digits[0].partition(".")[0] if digits else ""
    if (
        "exponent" in kinds
        or len(digits) > 1
        or ("text" in kinds and len(section) > 1)
        or (is_moment and (digits or "percent" in kinds))
        or (whole.endswith(",") or ("," in whole and not whole.replace(",", "")))
        or kinds.count("percent") > 1
        or kinds.count("duration") > 1
        or (digits and "/" in [token.text for token in section])
        or ("noon" in kinds and not is_moment)
    ):
        raise UnknownFormatError(code)


def _number_shown(
    section: Sequence[Token], number: Decimal, *, signed: bool
) -> tuple[str, Decimal]:
    """The text that shows a number, and the number that it shows."""
    percent = any(token.kind == "percent" for token in section)
    parts: list[str] = []
    value = number
    for token in section:
        if token.kind == "general":
            parts.append(f"{abs(number):f}")
        elif token.kind == "digits":
            digits, rounded = _digits(token.text, abs(number) * (100 if percent else 1))
            value = (rounded / 100 if percent else rounded).copy_sign(number)
            parts.append(digits)
        else:
            parts.append(token.text)
    minus = "-" if signed and value < 0 else ""
    return minus + "".join(parts).strip(), value


def _digits(pattern: str, number: Decimal) -> tuple[str, Decimal]:
    """A number as a pattern such as ``#,##0.00`` shows it, and rounded as it is shown."""
    whole, _, part = pattern.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    needed = sum(one == "0" for one in whole)
    before = before.lstrip("0").rjust(needed, "0")
    if "," in whole:
        groups = [before[max(end - 3, 0) : end] for end in range(len(before), 0, -3)]
        before = ",".join(reversed(groups))
    kept = len(part.rstrip("#?"))
    after = after[:kept] + after[kept:].rstrip("0")
    return before + ("." + after if "." in pattern else ""), rounded


def _moment_shown(section: Sequence[Token], number: Decimal, first_day: int) -> CellValue:
    """A date, a moment, or the text of what shows less or more than these."""
    texts = [token.text for token in section if token.kind == "moment"]
    day = number + first_day
    seconds = round(day * _DAY)
    if number < 0:
        raise UnknownFormatError(f"{number} is before the first day")
    if any(token.kind == "duration" for token in section):
        return _printed(section, _EPOCH + timedelta(seconds=seconds), seconds)
    shows = {text[0] for text in texts}
    if shows & set("ymda") and not _FIRST_RIGHT_DAY <= day < _LAST_DAY:
        raise UnknownFormatError(f"{number} is no day")
    moment = _EPOCH + timedelta(seconds=seconds)
    shown = _printed(section, moment, seconds)
    if not shows >= set("ymd") or not any(text.startswith("yyyy") for text in texts):
        return shown
    if not shows & set("hns"):
        return ShownDate.of(moment.date(), shown)
    return ShownMoment.of(moment if "s" in shows else moment.replace(second=0), shown)


def _printed(section: Sequence[Token], moment: datetime, seconds: int) -> str:
    noon = any(token.kind == "noon" for token in section)
    return "".join(_part(token, moment, seconds, noon) for token in section).strip()


def _part(token: Token, moment: datetime, seconds: int, noon: bool) -> str:
    """What one token shows of a moment."""
    kind, text = token
    if kind == "noon":
        return text.split("/")[moment.hour >= 12]
    if kind == "duration":
        per = {"h": 3600, "m": 60, "s": 1}[text[0]]
        return str(seconds // per).rjust(len(text), "0")
    if kind != "moment":
        return text
    hour = (moment.hour + 11) % 12 + 1 if noon else moment.hour
    numbers = {"m": moment.month, "d": moment.day, "h": hour, "n": moment.minute}
    match text[0], len(text):
        case "y", length:
            return f"{moment.year:04}" if length > 2 else f"{moment.year % 100:02}"
        case "a", length:
            return ("星期" if length > 3 else "") + _WEEKDAYS[moment.weekday()]
        case (("m" | "d"), length) if length > 2:
            name = "%B" if text[0] == "m" else "%A"
            full = f"{moment:{name}}"
            return full[:1] if length > 4 else full if length > 3 else full[:3]
        case "s", length:
            return str(moment.second).rjust(length, "0")
        case letter, length:
            return str(numbers[letter]).rjust(length, "0")

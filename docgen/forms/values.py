"""What people write into a form, as values: numbers, yes or no, dates; anything else is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from docgen.dates import written_day
from docgen.office.workbook.reading.shown import DIGITS, ShownNumber
from docgen.programme.standard import NO, YES, Fact, FactValue, Measure, Value

Raw = str | int | Decimal | bool | date | None
"""A value as it stands in a file, before it is understood."""

BLANK: Final = "\u3000\u3000\u3000"
"""What stands in a Word form where nothing is known yet: room to click and to write in."""

# NFKC would do more than wanted: it changes ： and （ and ㎡ as well.
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．－＋％，／", "0123456789.-+%,/")
_BLANKS: Final = " \t\r\n\u3000\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SPACES: Final = re.compile(f"[{_BLANKS}]+")
# What Word shows in an empty field; other programs, and paper, keep it as text.
_PROMPTS: Final = frozenset(
    {"单击或点击此处输入文字。", "单击此处输入文字。", "Clickortapheretoentertext."}
)
_PROMPT_STARTS: Final = frozenset(prompt[0] for prompt in _PROMPTS)
_PROMPT_ANYWHERE: Final = re.compile(
    "|".join(r"\s*".join(map(re.escape, prompt)) for prompt in sorted(_PROMPTS))
)
_NUMBER: Final = re.compile(r"[+-]?(\d{1,15}(\.\d{1,10})?|\.\d{1,10})")
# Thousands set off by commas; nobody here writes a comma for the decimal point.
_GROUPED: Final = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,10})?")
_COUNT: Final = re.compile(r"[0-9]{1,15}")
_ANY_DIGIT: Final = re.compile("[0-9]")
_PERCENT: Final = "%"
_SAME_UNIT: Final = {"人": ("名",), "平方米": ("㎡", "m²", "m2", "平米")}
_NONE: Final = frozenset({"无", "没有", "零"})
_YES_NO: Final[Mapping[str, bool]] = {
    **dict.fromkeys((YES, "有", "√", "✓", "✔", "☑"), True),
    **dict.fromkeys((NO, "无", "没有", "不是", "×", "✗", "✘"), False),
}
_MARKED, _UNMARKED = "☑☒√✓✔■", "□☐○"
_BOX: Final = re.compile(f"([{_MARKED}{_UNMARKED}])")
# A choice of two with a box before or behind each: ☑是 □否.
_CHOICES: Final = (
    re.compile(rf"([{_MARKED}{_UNMARKED}])[是有]/?([{_MARKED}{_UNMARKED}])[否无]"),
    re.compile(rf"[是有]([{_MARKED}{_UNMARKED}])/?[否无]([{_MARKED}{_UNMARKED}])"),
)


def text(raw: Raw) -> str:
    """A value as text without blanks around it; nothing, or a prompt, is the empty text."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if not isinstance(raw, str):
        return str(raw)
    typed = raw.strip(_BLANKS)
    is_prompt = typed[:1] in _PROMPT_STARTS and _SPACES.sub("", typed) in _PROMPTS
    return "" if is_prompt else typed


def without_prompts(shown: str) -> str:
    """A text that stands between others without the prompts of empty fields, over lines or not."""
    return _PROMPT_ANYWHERE.sub("", shown)


def paragraphs(raw: Raw) -> str:
    """A text of several paragraphs without blanks around each, and without empty ones."""
    return "\n".join(filter(None, map(text, text(raw).split("\n"))))


def is_blank(raw: Raw) -> bool:
    """Whether nothing was filled in: the form's own 「年 月 日」 is nothing."""
    return not text(raw).strip("年月日_" + _BLANKS)


def number(raw: Raw, unit: str = "") -> Decimal | None:
    """A number that was typed as such or as text, with its unit behind it or not.

    95% is 0.95, and 95 where the unit is %. There 0.95 is refused, as it could mean either.
    A number from a cell is what the cell shows, its unit and its sign of percent too.

    Raises:
        ValueError: It is not a number, or could be two.
    """
    if isinstance(raw, (bool, date)):
        raise ValueError(raw)
    if isinstance(raw, ShownNumber) and _ANY_DIGIT.search(raw.shown):
        raw = raw.shown
    value = Decimal(raw) if isinstance(raw, (int, Decimal)) else _typed_number(raw, unit)
    has_sign = isinstance(raw, str) and text(raw).endswith((_PERCENT, "％"))
    if value is not None and unit == _PERCENT and not has_sign and 0 < abs(value) <= 1:
        raise ValueError(raw)
    return value


def _typed_number(raw: str | None, unit: str) -> Decimal | None:
    typed = text(raw).translate(_FULL_WIDTH)
    for ending in (unit, *_SAME_UNIT.get(unit, ())):
        if ending and typed.endswith(ending):
            typed = text(typed.removesuffix(ending))
            break
    is_part = not unit and typed.endswith(_PERCENT)
    if is_part:
        typed = text(typed.removesuffix(_PERCENT))
    if not typed:
        return None
    if _GROUPED.fullmatch(typed):
        typed = typed.replace(",", "")
    if not _NUMBER.fullmatch(typed):
        raise ValueError(raw)
    return Decimal(typed) / 100 if is_part else Decimal(typed)


def yes_no(raw: Raw) -> bool | None:
    """是 or 否, in the ways that people write it: √, 有, ☑是 □否.

    Raises:
        ValueError: It is something else, or both.
    """
    typed = _SPACES.sub("", raw) if isinstance(raw, str) else raw
    if typed is None or typed == "":
        return None
    if isinstance(typed, str):
        if typed in _YES_NO:
            return _YES_NO[typed]
        for choice in _CHOICES:
            boxes = choice.fullmatch(typed)
            if boxes and (boxes[1] in _MARKED) != (boxes[2] in _MARKED):
                return boxes[1] in _MARKED
    raise ValueError(raw)


def day(raw: Raw) -> date | None:
    """A date typed as 2017年9月20日, 2017-09-20, 2017.9.20, 20170920 or 二〇一七年九月二十日.

    Raises:
        ValueError: It is something else, or no day of the calendar.
    """
    if raw is None:
        return None
    if isinstance(raw, date):
        return date(raw.year, raw.month, raw.day)  # without what its cell shows
    return None if is_blank(str(raw)) else written_day(str(raw))


def choice(measure: Measure, raw: Raw) -> str | None:
    """The option that somebody wrote, by its key, its label, or both: Ａ, A. 优秀, ☑A □B.

    Raises:
        ValueError: It is none of them, or more than one.
    """
    typed = _SPACES.sub("", text(raw))
    if not typed:
        return None
    whole = measure.option(typed)
    if whole is not None:
        return whole.key
    boxes = _boxes(typed)
    marked = [measure.option(words) for box, words in boxes if box in _MARKED]
    known = [measure.option(words) for _, words in boxes]
    if len(marked) != 1 or marked[0] is None or None in known:
        raise ValueError(raw)
    return marked[0].key


def _boxes(typed: str) -> list[tuple[str, str]]:
    """Boxes with the words of each, all before their words or all behind them."""
    parts = _BOX.split(typed)
    if len(parts) == 1 or (parts[0] and parts[-1]):
        return []
    boxes = parts[1::2]
    words = parts[2::2] if not parts[0] else parts[:-1:2]
    return list(zip(boxes, (each.strip("/；;，,") for each in words), strict=True))


def answer(measure: Measure, raw: Raw) -> Value | None:
    """The value of a measure; text where it is not of the measure's kind, None where it is blank.

    ``docgen.programme.standard.check_answers`` finds fault with what is not of its kind.
    """
    if measure.kind == "count" and isinstance(raw, str):
        if _COUNT.fullmatch(raw):
            return int(raw)
        if text(raw) in _NONE:
            return 0
    if measure.kind == "text":
        return raw if isinstance(raw, bool) else text(raw) or None
    try:
        match measure.kind:
            case "yes_no":
                return yes_no(raw)
            case "choice":
                return choice(measure, raw)
            case "date":
                return day(raw)
        value = number(raw, measure.unit)
    except ValueError:
        return text(raw)
    if value is not None and measure.kind == "count" and value == value.to_integral_value():
        return int(value)
    return value


def fact(known: Fact, raw: Raw) -> FactValue | None:
    """A fact of the roster; None where it is blank.

    Raises:
        ValueError: It is not of the fact's kind, or a number that no cell can hold.
    """
    if known.kind == "yes_no":
        return yes_no(raw if isinstance(raw, bool) else text(raw))
    if known.kind == "date":
        return day(raw if isinstance(raw, date) else text(raw))
    if known.kind == "text":
        return text(raw) or None
    value = number(raw)
    if value is not None and len(value.normalize().as_tuple().digits) > DIGITS:
        raise ValueError(raw)
    return value


def shown(value: Value | None) -> str | int | Decimal | date | None:
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

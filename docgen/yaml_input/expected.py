"""What an entry must be, in words, for every kind of error that a model of ours can raise."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import ErrorDetails, PydanticCustomError
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from docgen.dates import NoSuchDayError, written_day
from docgen.yaml_input.lines import excerpt

Words = tuple[str, str]
"""The same in Chinese and in English."""

_WHOLE: Final[Words] = (
    "整数：只写数字，不加引号和单位",
    "a whole number: digits alone, without quotes or a unit",
)
_NUMBER: Final[Words] = (
    "数字：只写数字，不加引号和单位",
    "a number: digits alone, without quotes or a unit",
)
_TEXT: Final[Words] = (
    '文字：请用英文双引号括起来，如 "0731"',
    'text: put it between double quotes, like "0731"',
)
_DATE: Final[Words] = ("日期，如 2017-09-25", "a date such as 2017-09-25")
_LIST: Final[Words] = (
    "列表：下面每行一项，前面加“- ”（短横线和空格），或写成 [甲, 乙]",
    "a list: an item to a line below, each after “- ” (dash and blank), or [a, b]",
)
_ENTRIES: Final[Words] = (
    "一组内容：另起一行，缩进两格，每行写“名称: 值”",
    "a group of entries: on lines of their own, two blanks further in, each as “name: value”",
)
_WORDS: Final[Mapping[str, Words]] = {
    **dict.fromkeys(("int_type", "int_parsing", "int_parsing_size", "int_from_float"), _WHOLE),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), _NUMBER),
    **dict.fromkeys(("decimal_type", "decimal_parsing"), _NUMBER),
    **dict.fromkeys(("bool_type", "bool_parsing"), (" true（是）或 false（否）", "true or false")),
    "string_type": _TEXT,
    "string_too_short": ("文字，不能为空", "text, and not blank"),
    **dict.fromkeys(("date_type", "date_from_datetime_inexact"), _DATE),
    **dict.fromkeys(("list_type", "tuple_type"), _LIST),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type"), _ENTRIES),
    "too_short": ("至少一项，不能是空的", "at least one item, and not empty"),
    "greater_than": ("大于{gt}", "more than {gt}"),
    "greater_than_equal": ("不小于{ge}", "at least {ge}"),
    "less_than": ("小于{lt}", "less than {lt}"),
    "less_than_equal": ("不大于{le}", "at most {le}"),
    "decimal_max_places": (
        "最多{decimal_places}位小数的数字",
        "a number of at most {decimal_places} decimals",
    ),
}
# What no model of ours raises today is told in general, never in the library's words.
_OTHERWISE: Final[Words] = (
    "别的内容：请对照示例 round.yaml 或内置标准里同一项的写法",
    "something else: see how the sample round.yaml or a built-in standard writes it",
)
_QUOTED: Final = re.compile("'([^']*)'")


def expected(error: ErrorDetails) -> dict[str, str]:
    """What an entry must be instead, as facts of a problem."""
    zh, en = _WORDS.get(error["type"], _OTHERWISE)
    context = error.get("ctx", {})
    return {"expected_zh": zh.format(**context), "expected_en": en.format(**context)}


def choices_of(error: ErrorDetails) -> Sequence[str]:
    """The values to choose from where one was not among them; else none."""
    context = error.get("ctx", {})
    if error["type"] not in ("literal_error", "enum", "union_tag_invalid"):
        return ()
    return _QUOTED.findall(str(context.get("expected") or context.get("expected_tags")))


def shown(value: Any) -> dict[str, str]:
    """What stands in the file, as facts of a problem: as YAML writes it, and cut."""
    if isinstance(value, CommentedMap):
        return {"found_zh": "一组“名称: 值”", "found_en": "a group of entries"}
    if isinstance(value, (CommentedSeq, tuple, list)):
        return {"found_zh": "列表", "found_en": "a list"}
    text = str(value).lower() if isinstance(value, bool) else excerpt(str(value))
    return {"found_zh": f"「{text}」", "found_en": f"“{text}”"}


def written_like(pattern: str, zh: str, en: str) -> AfterValidator:
    """Takes only texts that a pattern matches as a whole.

    Args:
        pattern: A regular expression.
        zh: What it asks for, in Chinese: 六位数字.
        en: The same in English.
    """
    form = re.compile(pattern)

    def check(text: str) -> str:
        if not form.fullmatch(text):
            facts = {"expected_zh": zh, "expected_en": en}
            raise PydanticCustomError("yaml.wrong-value", "{expected_en}", facts)
        return text

    return AfterValidator(check)


def _day(value: Any) -> Any:
    """A day in any writing that forms take, where it stands as text or as eight digits."""
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return value
    try:
        return written_day(str(value))
    except NoSuchDayError:
        raise PydanticCustomError("yaml.no-such-day", "no such day") from None
    except ValueError:
        raise PydanticCustomError("yaml.date-unclear", "date unclear") from None


AS_WRITTEN: Final[BeforeValidator] = BeforeValidator(_day)
"""Makes a date field take the writings that forms take: 2017年9月5日, 2017.9.5, 20170905."""

"""How Word writes the automatic numbers of lists: 三, 3, ③, iii."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from docgen.office.symbols import UNREADABLE

_CHINESE: Final = "〇一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_UNITS: Final = ("", "十", "百", "千")
_FORMAL_UNITS: Final = ("", "拾", "佰", "仟")
_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"


def number_text(number: int, kind: str) -> str:
    """A number as a list shows it; ``UNREADABLE`` where that is not known.

    Args:
        number: The number.
        kind: Its format, as ``w:numFmt`` names it (ECMA-376, 17.18.59), or how numbers begin in
            one of Word's later formats: ``001, 002, 003, ...``.
    """
    first = kind.partition(",")[0]
    if first.isdecimal() and int(first) == 1 and len(first) < 8:
        return str(number).zfill(len(first))
    write = _KINDS.get(kind)
    return write(number) if write and 0 <= number < 10_000 else UNREADABLE


def _counted(digits: str, units: tuple[str, ...]) -> Callable[[int], str]:
    """Writes numbers as they are spoken: 一百零五, 二十, 十二."""

    def write(number: int) -> str:
        written = str(number)
        text = "".join(
            digits[int(digit)] + (units[len(written) - at] if digit != "0" else "")
            for at, digit in enumerate(written, 1)
        )
        nought = digits[0]
        while nought * 2 in text:
            text = text.replace(nought * 2, nought)
        text = text.rstrip(nought) or nought
        if 10 <= number < 20 and units is _UNITS:
            text = text.removeprefix(digits[1])
        return text.replace("〇", "零") if len(text) > 1 else text

    return write


def _digits(signs: str) -> Callable[[int], str]:
    return lambda number: "".join(signs[int(digit)] for digit in str(number))


def _one_of(signs: str) -> Callable[[int], str]:
    """Signs that are counted through, as long as there are any."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else UNREADABLE


def _letters(first: str) -> Callable[[int], str]:
    """A to z, then aa to zz."""

    def write(number: int) -> str:
        rounds, letter = divmod(number - 1, 26)
        return chr(ord(first) + letter) * (rounds + 1) if number > 0 else UNREADABLE

    return write


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text


def _signs(first: str, count: int) -> str:
    return "".join(chr(ord(first) + number) for number in range(count))


_KINDS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalHalfWidth": str,
    "chineseCounting": _counted(_CHINESE, _UNITS),
    "chineseCountingThousand": _counted(_CHINESE, _UNITS),
    "taiwaneseCounting": _counted(_CHINESE, _UNITS),
    "taiwaneseCountingThousand": _counted(_CHINESE, _UNITS),
    "japaneseCounting": _counted(_CHINESE, _UNITS),
    "chineseLegalSimplified": _counted(_FORMAL, _FORMAL_UNITS),
    "ideographDigital": _digits(_CHINESE),
    "taiwaneseDigital": _digits(_CHINESE),
    "japaneseDigitalTenThousand": _digits(_CHINESE),
    "decimalEnclosedCircle": _one_of(_signs("①", 20)),
    "decimalEnclosedCircleChinese": _one_of(_signs("①", 20)),
    "decimalEnclosedParen": _one_of(_signs("⑴", 20)),
    "decimalEnclosedFullstop": _one_of(_signs("⒈", 20)),
    "ideographEnclosedCircle": _one_of(_signs("㊀", 10)),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "none": lambda number: "",
}

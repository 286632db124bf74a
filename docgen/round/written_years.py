"""Years as texts write them: 2017年, ２０１７年度, 2016—2017年, 二〇一七年, 〔2017〕."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_DIGITS: Final = "(?:19|20)[0-9]{2}"
_BEHIND: Final = rf"(?=\s*年|\s*[-—–~～至、和]\s*{_DIGITS}\s*年)"
_OF_A_NUMBER: Final = rf"(?<=[(（])\s*{_DIGITS}\s*(?=[)）]\s*第?\s*[0-9]+\s*号)"
_BRACKETED: Final = rf"(?<=[〔\[［【])\s*{_DIGITS}\s*(?=[〕\]］】])"
_ARABIC: Final = re.compile(rf"(?<![0-9]){_DIGITS}{_BEHIND}|{_BRACKETED}|{_OF_A_NUMBER}")
_CHINESE: Final = re.compile("(?:一九|二[〇○零])[〇○零一二三四五六七八九]{2}(?=\\s*年)")
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMERALS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_AROUND: Final = 8


class WrittenYear(NamedTuple):
    """A year in a text.

    Attributes:
        year: The year.
        excerpt: As it stands there, with a few characters around it.
    """

    year: int
    excerpt: str


def written_years(text: str) -> Iterator[WrittenYear]:
    """The years that a text names, those in figures first.

    Bare numbers are none: a year stands before 年, or in the brackets of a document number.
    """
    plain = text.translate(_FULL_WIDTH)
    for pattern in (_ARABIC, _CHINESE):
        for found in pattern.finditer(plain):
            year = int(found[0].translate(_NUMERALS))
            yield WrittenYear(year, _excerpt(text, found.start(), found.end()))


def _excerpt(text: str, start: int, end: int) -> str:
    before, after = max(0, start - _AROUND), end + _AROUND
    cut = text[before:after].strip()
    return f"{'…' if before else ''}{cut}{'…' if after < len(text) else ''}"

"""Titles broken by sense into lines of a balanced shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Final

# Full-width characters of 2号 that a line of the type area holds.
_LINE: Final = 20.0
_BREAK: Final = re.compile(r"(?<=[的、，])(?=.)|(?=关于|和)")
# The unit that a bureau serves, at the head of its name.
_UNIT: Final = re.compile(r".+[区县州市旗盟省](?=.)")
# What must not open a line, and what must not be all of it.
_CLOSING: Final = re.compile(r"[的、，。）》]|(?:通知|公示|请示|决定|报告|函|公告|意见)$")


def title_lines(
    text: str, issuers: Sequence[str] = (), words: Sequence[str] = ()
) -> tuple[str, ...]:
    """Break a title by sense, in the shape of a trapezoid or a diamond.

    The legal source is GB/T 9704-2012, 7.3.1. Each issuer has a line, or two if its name is too
    long; the rest is broken after 的 and 、, before 关于 and 和, and around the words that must
    stay whole, into no more lines than it needs, as even as they can be, none shorter than both
    its neighbours.

    Args:
        text: The title without its issuers.
        issuers: Who stands before it.
        words: Names that must not be broken, such as the honour's.
    """
    issuers = [line for issuer in issuers for line in _issuer_lines(issuer)]
    places = _places(text, words)
    for count in range(len(places) + 1):
        shapes = [_cut(text, chosen) for chosen in combinations(places, count)]
        fitting = [
            (*issuers, *lines) for lines in shapes if all(_width(line) <= _LINE for line in lines)
        ]
        if fitting:
            return min(fitting, key=_unrest)
    return (*issuers, text)


def _issuer_lines(issuer: str) -> Sequence[str]:
    """An issuer's name; too long for a line, it is broken after the unit that it serves."""
    unit = _UNIT.match(issuer) if _width(issuer) > _LINE else None
    return (issuer[: unit.end()], issuer[unit.end() :]) if unit else (issuer,)


def _places(title: str, words: Sequence[str]) -> list[int]:
    """Where the title may be broken."""
    places = {found.start() for found in _BREAK.finditer(title)}
    for word in filter(None, words):
        for found in re.finditer(re.escape(word), title):
            places -= set(range(found.start() + 1, found.end()))
            places |= {found.start(), found.end()}
    return sorted(at for at in places if 0 < at < len(title) and not _CLOSING.match(title, at))


def _cut(title: str, places: Sequence[int]) -> tuple[str, ...]:
    edges = [0, *places, len(title)]
    return tuple(title[start:end] for start, end in pairwise(edges))


def _unrest(lines: Sequence[str]) -> tuple[bool, float]:
    """How far lines are from a balanced shape; an hourglass is none."""
    widths = [_width(line) for line in lines]
    valley = any(a > b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False))
    return valley, max(widths) - min(widths)


def _width(text: str) -> float:
    """Width in full-width characters."""
    return sum(0.5 if character.isascii() else 1 for character in text)

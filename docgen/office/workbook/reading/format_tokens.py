"""Number formats in pieces: the sections of a code, and what stands in each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

_SECTION: Final = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*)(?:;|$)', re.DOTALL)
_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<room>.)|\*(?P<fill>.)'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>General|G/通用格式)"
    r"|(?P<noon>AM/PM|A/P|上午/下午)|(?P<exponent>E[+-])"
    r"|(?P<moment>y+|m+|d+|h+|s+|a{3,4})|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)"
    r"|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_COLOUR: Final = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|colou?r ?\d+"
    r"|[黑蓝青绿红白黄]色?|洋红|颜色 ?\d+",
    re.IGNORECASE,
)
_CURRENCY: Final = re.compile(r"\$([^-\]]*)(?:-[0-9A-Fa-f,]+)?")
_ENGLISH: Final = re.compile(r"\$-(?:409|en-US)", re.IGNORECASE)
_DURATION: Final = re.compile(r"h+|m+|s+", re.IGNORECASE)
_SYSTEM_DATE: Final = re.compile(r"\$-F[48]00", re.IGNORECASE)


class UnknownFormatError(ValueError):
    """A number format that is not understood, so that nobody knows what the cell shows."""


class Token(NamedTuple):
    """A piece of a format.

    Attributes:
        kind: What it is: ``digits``, ``literal``, ``moment`` …
        text: How it is written.
    """

    kind: str
    text: str


def sections_of(code: str) -> list[str]:
    """The sections of a format: for positive numbers, negative ones, zero, and texts."""
    parts = _SECTION.findall(code)
    if not code.endswith(";"):
        parts.pop()  # where the expression matches nothing behind the last section
    return parts


def tokens_of(section: str) -> list[Token]:
    """The tokens of a section, those that show nothing left out.

    Raises:
        UnknownFormatError: It holds something that is not understood.
    """
    found: list[Token] = []
    english = "mmm" not in section.lower() or "[$-" not in section
    for match in _TOKEN.finditer(section):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        if kind == "bracket":
            english = english or _ENGLISH.fullmatch(text) is not None
            found += _bracketed(text, section)
        elif kind in ("quoted", "escaped"):
            found.append(Token("literal", text))
        elif kind == "room":
            found.append(Token("literal", " "))
        elif kind == "other":
            if text.isascii() and text.isalnum():
                raise UnknownFormatError(section)
            found.append(Token("percent" if text == "%" else "literal", text))
        elif kind == "moment":
            found.append(Token(kind, text.lower()))
        elif kind != "fill":
            found.append(Token(kind, text))
    if not english:
        raise UnknownFormatError(section)
    return _minutes(found)


def _bracketed(text: str, section: str) -> list[Token]:
    """Tokens of what stands in brackets: a colour, a currency, a language, or a duration."""
    if _COLOUR.fullmatch(text):
        return []
    if _DURATION.fullmatch(text) and len(set(text.lower())) == 1:
        return [Token("duration", text.lower())]
    currency = _CURRENCY.fullmatch(text)
    if currency is None or _SYSTEM_DATE.fullmatch(text):
        raise UnknownFormatError(section)
    return [Token("literal", currency[1])] if currency[1] else []


def _minutes(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, where ``m`` behind hours or before seconds stands for minutes."""
    times = [index for index, token in enumerate(tokens) if token.kind in ("moment", "duration")]
    found = list(tokens)
    for position, index in enumerate(times):
        text = tokens[index].text
        if text not in ("m", "mm") or tokens[index].kind == "duration":
            continue
        before = tokens[times[position - 1]].text[0] if position else ""
        after = tokens[times[position + 1]].text[0] if position + 1 < len(times) else ""
        if before == "h" or after == "s":
            found[index] = Token("moment", text.replace("m", "n"))
    return found

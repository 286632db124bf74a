"""How a value is written into a text that has rules of its own: a formula, a print head, a link."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal
from urllib.parse import quote, unquote

Escape = Literal["text", "formula", "head", "link", "address"]
"""What a text is: plain, a formula, a print head, a part of a link's target, or all of it."""

# What a link may hold beside letters and figures; Chinese characters stay readable.
_RESERVED: Final = "/:?&=#%+,;@!$'()*~.-_[]"
_WIDE: Final = re.compile(r"[^\x00-\x7f]+")
_ENCODED_TAG: Final = re.compile(r"(?:%7B|\{)(?:%7B|\{|%25|%|%23|#).*?(?:%7D|\})(?:%7D|\})?", re.I)


def _in_formula(value: Any) -> str:
    return _shown(value).replace('"', '""')


def _in_head(value: Any) -> str:
    return _shown(value).replace("&", "&&")


def _in_link(value: Any) -> str:
    return _quoted(_shown(value), "")


def _in_address(value: Any) -> str:
    return _quoted(_shown(value), _RESERVED)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return "" if value is None else str(value)


def _quoted(text: str, safe: str) -> str:
    ends, wide = _WIDE.split(text), _WIDE.findall(text)
    quoted = [quote(end, safe=safe) for end in ends]
    return "".join(one + other for one, other in zip(quoted, [*wide, ""], strict=True))


ESCAPES: Final[Mapping[Escape, Callable[[Any], str]]] = {
    "formula": _in_formula,
    "head": _in_head,
    "link": _in_link,
    "address": _in_address,
}


def link_source(target: str) -> str:
    """A link's target with its tags as they were typed: programs write ``%7B%7B`` for braces."""
    return _ENCODED_TAG.sub(lambda match: unquote(match[0]), target)

"""Tags as people type them, made what Jinja reads: wide signs, typographic quotes, heads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from docgen.office.tags.heads import NARROW, NO_HEADS, Heads
from docgen.office.tags.language import TagText, tags_in

_PREFIX: Final = re.compile(r"(?:p|r|tr|tc)(?=\s)")
_WORD: Final = re.compile(r"\s*(?:(?:p|r|tr|tc)\s+)?\w+")
_NO_WIDTH: Final = re.compile("[\u200b-\u200d\u2060\ufeff]")
# A text that was begun with a quotation mark ends with the next of its kind, typographic or not.
_TEXT: Final = (
    r'"(?:\\.|[^"\\])*"' r"|'(?:\\.|[^'\\])*'" r'|["“”][^"“”]*["“”]' r"|['‘’][^'‘’]*['‘’]"
)
_DOUBLE: Final = '"“”'
# What else Chinese keyboards give for signs of the language.
_SIGNS: Final[Mapping[int, int | str]] = {
    **NARROW,
    **dict(zip(map(ord, "。、《》【】"), ".,<>[]", strict=True)),
    **dict(zip(map(ord, "≥≤≠×÷"), (">=", "<=", "!=", "*", "/"), strict=True)),
}
_DASHES: Final = {"－": "-", "＋": "+"}


def prepared(text: str, heads: Heads = NO_HEADS) -> str:
    """A text with each of its tags as Jinja reads it; what is no tag stays as it is."""
    pieces: list[str] = []
    done = 0
    for tag in tags_in(text):
        pieces += (text[done : tag.start], prepared_tag(text, tag, heads))
        done = tag.end
    return "".join([*pieces, text[done:]])


def prepared_tag(text: str, tag: TagText, heads: Heads = NO_HEADS) -> str:
    """A tag of a text as Jinja reads it.

    Signs of the width of a Chinese character become narrow ones, typographic quotation marks
    plain ones, and heads of columns the names of these; texts within the tag stay as they are.
    """
    if tag.kind == "r":
        return text[tag.start : tag.end]
    end = {"{": "}"}.get(tag.kind, tag.kind)
    if tag.kind == "#":
        return f"{{#{tag.body}#}}"
    body = _NO_WIDTH.sub("", tag.body)
    first, last = _DASHES.get(body[:1], body[:1]), _DASHES.get(body[-1:], body[-1:])
    controls = ("-", "+") if tag.kind == "%" else ("-",)
    lead = first if first in controls else ""
    trail = last if last in controls and len(body) > 1 else ""
    body = body[len(lead) : len(body) - len(trail)]
    start = (_WORD if tag.kind == "%" else _PREFIX).match(body)
    kept = start[0] if start else ""
    return f"{{{tag.kind}{lead}{kept}{_code(body[len(kept) :], heads)}{trail}{end}}}"


def _code(written: str, heads: Heads) -> str:
    narrow = written.translate(NARROW)
    expression, bar, filters = narrow.partition("|")
    whole = heads.name(expression)
    if whole is not None and whole != expression.strip():
        rest = _scanned(written[len(expression) :], filters and bar + filters, heads)
        return f"{_blank(expression)}{whole} {rest}" if bar else f" {whole} "
    return _scanned(written, narrow, heads)


def _scanned(written: str, narrow: str, heads: Heads) -> str:
    pieces: list[str] = []
    done = 0
    for found in _pattern(heads).finditer(narrow):
        pieces.append(written[done : found.start()].translate(_SIGNS))
        if found["head"] is not None:
            pieces.append(heads.name(found["head"]) or found["head"])
        else:
            pieces.append(_plain_text(written[found.start() : found.end()]))
        done = found.end()
    pieces.append(written[done:].translate(_SIGNS))
    return "".join(pieces)


def _plain_text(quoted: str) -> str:
    """A quoted text between plain marks, with no typographic ones that docxtpl would change."""
    inside = quoted[1:-1]
    if quoted[0] in "\"'" and quoted[-1] == quoted[0]:
        mark = quoted[0]
    else:
        mark = '"' if quoted[0].translate(NARROW) in _DOUBLE else "'"
        inside = inside.replace("\\", "\\\\").replace(mark, f"\\{mark}")
    inside = re.sub("[“”‘’]", lambda one: f"\\u{ord(one[0]):04x}", inside)
    return f"{mark}{inside}{mark}"


def _blank(text: str) -> str:
    return text[: len(text) - len(text.lstrip())] or " "


@lru_cache(maxsize=8)
def _pattern(heads: Heads) -> re.Pattern[str]:
    return re.compile(f"(?P<head>{heads.pattern})|(?P<text>{_TEXT})", re.DOTALL)

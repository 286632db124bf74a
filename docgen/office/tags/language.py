"""What a tag looks like in a text, however a Chinese keyboard or Word wrote its braces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

# Tags that need a partner to be a template on their own.
BLOCKS: Final = frozenset({"if", "for", "set", "macro", "call", "filter", "with", "autoescape"})
BETWEEN: Final = frozenset({"elif", "else"})

_OPENING: Final = re.compile(r"([{｛])(\s*)([{｛%％#])")
# How a tag ends, by its second character; one that was begun wide or spread may end so.
_ENDS: Final = {
    "{": (re.compile(r"}}|}｝|｝[}｝]"), re.compile(r"[}｝]\s*[}｝]")),
    "%": (re.compile(r"[%％][}｝]"), re.compile(r"[%％]\s*[}｝]")),
    "#": (re.compile(r"#[}｝]"), re.compile(r"#\s*[}｝]")),
}
_NARROW: Final = {"｛": "{", "％": "%"}
_RAW: Final = re.compile(r"{%[-+]?\s*raw\s*[-+]?%}")
_END_OF_RAW: Final = re.compile(r"{%[-+]?\s*endraw\s*[-+]?%}")
_KEYWORD: Final = re.compile(r"{%[-+]?\s*(\w+)")


class TagText(NamedTuple):
    """A tag in a text.

    Attributes:
        start: Where it begins.
        end: Where it has ended.
        kind: ``{`` if it prints, ``%`` if it controls, ``#`` for a comment, ``r`` for raw text.
        body: What stands between its braces.
    """

    start: int
    end: int
    kind: str
    body: str


def tags_in(text: str) -> Iterator[TagText]:
    """The tags of a text, in time that grows no faster than it, whatever does not end in it."""
    position = 0
    unending: set[re.Pattern[str]] = set()
    last = max(text.rfind("}"), text.rfind("｝"))
    while position < last and (opening := _OPENING.search(text, position)):
        first, between, second = opening.groups()
        kind = _NARROW.get(second, second)
        ending = _ENDS[kind][bool(between) or first + second not in ("{{", "{%", "{#")]
        closing = None if ending in unending else ending.search(text, opening.end())
        if closing is None:
            unending.add(ending)
            position = opening.start() + 1
            continue
        end, body = closing.end(), text[opening.end() : closing.start()]
        if _RAW.match(text, opening.start()) and _END_OF_RAW not in unending:
            if end_of_raw := _END_OF_RAW.search(text, end):
                end, kind, body = end_of_raw.end(), "r", ""
            else:
                unending.add(_END_OF_RAW)
        yield TagText(opening.start(), end, kind, body)
        position = end


def may_hold_tags(text: str) -> bool:
    """Whether a text may hold a tag; for most texts this is the end of it."""
    return _OPENING.search(text) is not None


def holds_tag(text: str) -> bool:
    """Whether a text holds a whole tag."""
    return next(tags_in(text), None) is not None


def without_tags(text: str) -> str:
    """A text without its tags."""
    pieces: list[str] = []
    done = 0
    for tag in tags_in(text):
        pieces.append(text[done : tag.start])
        done = tag.end
    return "".join([*pieces, text[done:]])


def unfinished_tag(text: str) -> str:
    """The beginning of a tag that does not end, with what follows; empty if there is none."""
    rest = without_tags(text)
    opening = _OPENING.search(rest)
    return rest[opening.start() :] if opening and not opening[2] else ""


def keyword(tag: str) -> str:
    """The word that a block tag starts with, if it opens or ends a block or stands in one."""
    found = _KEYWORD.match(tag)
    word = found[1] if found else ""
    return "" if word == "set" and "=" in tag else word


def alone(tag: str) -> str:
    """The smallest template that holds a tag; empty for one that is nothing by itself."""
    word = keyword(tag)
    if word == "elif":
        return f"{{% if 1 %}}{tag}{{% endif %}}"
    if word in ("else", "raw") or word.startswith("end"):
        return ""
    return f"{tag}{{% end{word} %}}" if word in BLOCKS else tag

"""Numbers and names that may stand but once in a document, where a loop has repeated them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from typing import Final

_MARK: Final = re.compile(
    r"<w:(?P<mark>bookmarkStart|bookmarkEnd|commentRangeStart|commentRangeEnd|commentReference)"
    r'(?= )[^>]*?\bw:id="(?P<number>[^"]*)"[^>]*?/>'
    r'|<w:id w:val="(?P<control>[^"]*)"/>'
    r'| w14:(?P<place>paraId|textId)="(?P<code>[^"]*)"'
)
_NAME: Final = re.compile(r'(w:name=")([^"]*)(")')
_NUMBER: Final = re.compile(r'(w:id=")[^"]*(")')
_LONGEST_NAME: Final = 40
# Above what Word gives by itself, and below what its numbers can be.
_FIRST: Final = 1_500_000_000


def with_unique_ids(xml: str) -> str:
    """A rendered part in which each bookmark, comment, control and paragraph is one of its kind.

    What is repeated gets a number of its own; of a comment only the first place stays marked.
    """
    return _Once().xml(xml) if _MARK.search(xml) else xml


class _Once:
    """What was there already."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()
        self._names: Counter[str] = Counter()
        self._numbers = count(_FIRST)
        self._open: dict[str, list[str]] = {}

    def xml(self, xml: str) -> str:
        return _MARK.sub(self._mark, xml)

    def _mark(self, found: re.Match[str]) -> str:
        if (number := found["control"]) is not None:
            return found[0] if self._is_new("control", number) else self._control()
        if found["place"]:
            return found[0] if self._is_new(found["place"], found["code"]) else ""
        mark, number = found["mark"], found["number"]
        if mark.startswith("comment"):
            return found[0] if self._is_new(mark, number) else ""
        return self._bookmark(found[0], mark == "bookmarkStart", number)

    def _is_new(self, kind: str, key: str) -> bool:
        self._seen[kind, key] += 1
        return self._seen[kind, key] == 1

    def _control(self) -> str:
        return f'<w:id w:val="{next(self._numbers)}"/>'

    def _bookmark(self, element: str, starts: bool, number: str) -> str:
        if not starts:
            numbers = self._open.get(number)
            own = numbers.pop(0) if numbers else number
            return _NUMBER.sub(rf"\g<1>{own}\g<2>", element)
        own = number if self._is_new("bookmark", number) else str(next(self._numbers))
        self._open.setdefault(number, []).append(own)
        return _NAME.sub(self._named, _NUMBER.sub(rf"\g<1>{own}\g<2>", element))

    def _named(self, found: re.Match[str]) -> str:
        name = found[2]
        self._names[name] += 1
        if self._names[name] > 1:
            ending = f"_{self._names[name]}"
            name = f"{name[: _LONGEST_NAME - len(ending)]}{ending}"
        return f"{found[1]}{name}{found[3]}"

"""Texts whose parts look different: put together as one source, and taken apart when filled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
"""A tag from its first to its last brace."""

OPENS: Final = re.compile(r"\{[{%#]")
"""How a tag begins."""

# No text of a file can hold these: they tell which part of the text follows.
_MARK, _END = "\ufdd1", "\ufdd2"
_MARKED: Final = re.compile(f"{_MARK}([0-9]+){_END}")
MARKS: Final = f"{_MARK}{_END}"
"""The signs of its own that a source holds."""


class Piece(NamedTuple):
    """A part of a text.

    Attributes:
        look: Number of the part of the template's text whose look it has.
        text: What it says.
    """

    look: int
    text: str


RichValue = tuple[Piece, ...]
"""A text in parts."""


def marked(parts: Sequence[str]) -> str:
    """The source of a text: its parts one after the other, with a mark before each.

    A tag that begins in one part and ends in another belongs to the one where it begins.
    """
    if len(parts) == 1:
        return parts[0]
    whole = "".join(parts)
    ends = [0]
    for part in parts:
        ends.append(ends[-1] + len(part))
    tags = [match.span() for match in TAG.finditer(whole)]
    pieces, done = [], 0
    for look, start in enumerate(ends[:-1]):
        place = next((last for first, last in tags if first < start < last), start)
        place = max(place, done)
        pieces += [whole[done:place], f"{_MARK}{look}{_END}"]
        done = place
    return "".join([*pieces, whole[done:]])


def in_pieces(text: str) -> RichValue:
    """What a source gave, in its parts; parts that say nothing are left out."""
    first, *rest = _MARKED.split(text)
    pieces = [Piece(0, first)]
    for look, said in zip(rest[::2], rest[1::2], strict=True):
        if said and pieces[-1].look == int(look):
            pieces[-1] = Piece(int(look), pieces[-1].text + said)
        elif said:
            pieces.append(Piece(int(look), said))
    return tuple(piece for piece in pieces if piece.text)


def plain(value: RichValue) -> str:
    """A text without its looks."""
    return "".join(piece.text for piece in value)

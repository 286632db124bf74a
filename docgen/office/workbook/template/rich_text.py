"""Texts whose parts look different: put together as one source, and taken apart when filled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from docgen.office.tags.heads import Heads
from docgen.office.tags.language import tags_in
from docgen.office.tags.writing import prepared_tag

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


def prepared_parts(parts: Sequence[str], heads: Heads) -> tuple[str, ...]:
    """The parts of a text with each of its tags as Jinja reads it.

    A tag that begins in one part and ends in another belongs to the one where it begins.
    """
    whole = "".join(parts)
    made = [""] * len(parts)
    ends = list(accumulate(map(len, parts)))
    done = look = 0

    def keep(end: int) -> None:
        nonlocal done, look
        while done < end:
            stop = min(end, ends[look])
            made[look] += whole[done:stop]
            done = stop
            look += done == ends[look] and look + 1 < len(parts)

    for tag in tags_in(whole):
        keep(tag.start)
        while ends[look] <= tag.start:
            look += 1
        made[look] += prepared_tag(whole, tag, heads)
        done = tag.end
        while ends[look] < done:
            look += 1
    keep(len(whole))
    return tuple(made)


def marked(parts: Sequence[str]) -> str:
    """The source of a text: its parts one after the other, with a mark before each."""
    if len(parts) == 1:
        return parts[0]
    return "".join([f"{_MARK}{look}{_END}{part}" for look, part in enumerate(parts)])


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

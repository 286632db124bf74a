"""The two things that a page of a PDF is made of: characters, and ruled lines."""

from __future__ import annotations

from typing import NamedTuple


class Glyph(NamedTuple):
    """A character, or several that a font draws as one.

    Attributes:
        turn: Where its text runs: 0 to the right, 1 upwards, -1 downwards.
        is_struck: Whether it is struck out, or says how others sound, and so is no part of a value.
        is_hidden: Whether nobody sees it.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    turn: int = 0
    is_struck: bool = False
    is_hidden: bool = False

    @property
    def size(self) -> float:
        """Height across the direction in which its text runs."""
        return self.right - self.left if self.turn else self.bottom - self.top

    @property
    def across(self) -> float:
        """Middle from left to right."""
        return (self.left + self.right) / 2

    @property
    def down(self) -> float:
        """Middle from top to bottom."""
        return (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A straight line across or down the page.

    Attributes:
        at: Where it lies: its distance from the top, or from the left.
        start: Where it starts.
        end: Where it ends.
    """

    at: float
    start: float
    end: float

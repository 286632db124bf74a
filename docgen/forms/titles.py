"""Indicators and the total by the titles in their rows, as the standard has them or nearly."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Final, NamedTuple

from docgen.forms import fields
from docgen.forms.fields import Field
from docgen.forms.labels import NUMBER, bare, squeezed
from docgen.programme.standard import Indicator, Standard

_NUMBERED: Final = re.compile(f"{NUMBER}+")
_POINTS: Final = re.compile("（?(?:满分|计|共)?([0-9]+(?:．[0-9]+)?)分）?$")
_STOPS: Final = "。．；"
_SUMS: Final = ("总分", "总得分", "合计", "总计", "合计得分", "得分合计", "合计总分", "总分合计")
_SUM_TYPED: Final = "[：为]?([0-9][0-9，]*(?:．[0-9]+)?分?)"


class Total(NamedTuple):
    """A label of the total.

    Attributes:
        typed: The total, where it stands behind its label in one cell; empty if it does not.
        is_own: Whether the label is the total's own; a sum (合计) may be that of a part.
    """

    typed: str
    is_own: bool


class Titles:
    """The indicators of a standard by their titles.

    A title may have a number before it, and its points behind it if they are the standard's.
    """

    def __init__(self, standard: Standard) -> None:
        self._by_title = {squeezed(each.title): each for each in standard.indicators}
        loose = Counter(_loose(title) for title in self._by_title)
        self._by_loose = {
            _loose(title): each
            for title, each in self._by_title.items()
            if loose[_loose(title)] == 1
        }
        own = {squeezed(standard.score_sheet.total_label), *_SUMS[:2]}
        self._own = {bare(label) for label in own}
        names = "|".join(map(re.escape, sorted({*self._own, *_SUMS}, key=len, reverse=True)))
        self._total = re.compile(f"({names})(?:（[^（）]*）)?：?")
        self._typed = re.compile(f"({names})(?:（[^（）]*）)?{_SUM_TYPED}")

    def indicator(self, text: str) -> Indicator | None:
        """The indicator with this title, in squeezed text."""
        if text in self._by_title:
            return self._by_title[text]
        numbered = _NUMBERED.match(text)
        for title in (text, text[numbered.end() :] if numbered else text):
            found = self._by_title.get(title) or self._by_loose.get(_loose(title))
            if found is not None:
                return found
            points = _POINTS.search(title)
            found = self._by_loose.get(_loose(title[: points.start()])) if points else None
            if (
                points
                and found is not None
                and Decimal(points[1].replace("．", ".")) == found.points
            ):
                return found
        return None

    def field(self, text: str) -> Field | None:
        """The score of the indicator with this title."""
        indicator = self.indicator(text)
        return fields.score(indicator) if indicator is not None else None

    def total(self, text: str) -> Total | None:
        """Whether a squeezed text is a label of the total, alone or with the total behind it."""
        if match := self._typed.fullmatch(text):
            return Total(match[2].replace("．", ".").replace("，", ","), match[1] in self._own)
        match = self._total.fullmatch(text)
        return Total("", match[1] in self._own) if match else None


def _loose(title: str) -> str:
    return title.rstrip(_STOPS)

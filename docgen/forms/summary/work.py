"""What was done, group by group: whether it meets the standard, and the numbers that show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final

from docgen.forms.summary.wording import Figure, Known, clause, in_a_row
from docgen.programme.standard import Block, Indicator, Scores, Standard, number_text
from docgen.programme.standard.conditions import NumberBar
from docgen.programme.standard.terms import Credit

_STATE_OF: Final = re.compile(r"(?<=.)(开展|完成)?情况$")
_ONE_LINE: Final = 30
"""About so many characters stand on a line of the form."""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A number with its bar.

    Attributes:
        figure: The number.
        bar: Its bar.
    """

    figure: Figure
    bar: NumberBar

    def said(self, known: Known) -> str:
        """The number, and its bar where it is missed; empty if it is not known."""
        said = self.figure.said(known)
        if not said or self.bar.holds(known, {}):
            return said
        missed = "低于" if self.bar.relation == "at_least" else "高于"
        return f"{said}（{missed}{number_text(self.bar.bar)}{self.figure.unit}的要求）"


@dataclass(frozen=True, slots=True)
class IndicatorWords:
    """An indicator as words.

    Attributes:
        id: Its number.
        title: What is assessed.
        full: All its points as numerator and denominator; None if some of them are judged.
        answers: The statements that can be answered yes, by the keys of their measures.
        numbers: Its numbers.
    """

    id: str
    title: str
    full: tuple[int, int] | None
    answers: Sequence[tuple[str, str]]
    numbers: Sequence[NumberWords]

    @classmethod
    def of(cls, standard: Standard, indicator: Indicator) -> IndicatorWords:
        """The words of an indicator; a measure is said where it is asked for first."""
        asked = standard.entries_of(indicator)
        bars = {
            rule.when.measure: rule.when
            for rule in indicator.rules
            if isinstance(rule, Credit) and isinstance(rule.when, NumberBar)
        }
        return cls(
            indicator.id,
            clause(indicator.title),
            None if indicator.judged else indicator.points.as_integer_ratio(),
            [(entry.key, clause(entry.label)) for entry in asked if entry.kind == "yes_no"],
            [NumberWords(Figure.of(each), bars[each.key]) for each in asked if each.key in bars],
        )

    def statements(self, known: Known) -> list[str]:
        """The statements that were answered yes."""
        return [statement for key, statement in self.answers if known.get(key) is True]


class GroupWords:
    """The indicators of a group as words.

    Attributes:
        topic: What it is about; what it takes in as well, where that is short.
        indicators: Its indicators.
        ids: Their numbers.
    """

    def __init__(self, standard: Standard, block: Block) -> None:
        title = block.groups[-1].title if block.groups else standard.title
        self._name = _STATE_OF.sub("", clause(title))
        self.indicators = [IndicatorWords.of(standard, each) for each in block.indicators]
        self.ids = frozenset(each.id for each in self.indicators)
        titles = in_a_row(each.title for each in self.indicators)
        several = len(self.indicators) > 1 and len(titles) <= _ONE_LINE
        self.topic = f"{self._name}（{titles}）" if several else self._name

    def said(self, known: Known, scores: Scores, met: Set[str]) -> str:
        """A sentence on a group that is not met as a whole; empty if nothing is to be told.

        What was answered no is not said, but for the title of an indicator by which the
        group as a whole is missed.
        """
        missed = [each for each in self.indicators if each.id not in met]
        reached = [each for each in self.indicators if each.id in met and each.answers]
        clear = all(each.answers and scores.by_indicator[each.id] is not None for each in missed)
        shown: Sequence[IndicatorWords] = missed
        if clear and len(missed) < len(reached):
            wanting = in_a_row(each.title for each in missed)
            summed = f"除{wanting}外，{self._name}其他各项考核内容均达到标准"
        elif len(reached) > 1:
            summed = f"{self._name}中，{in_a_row(each.title for each in reached)}均达到标准"
        else:
            summed, shown = "", self.indicators
        stated = "，".join(each for words in shown for each in words.statements(known))
        told = "；".join(filter(None, (summed, stated)))
        return f"{told}。" if told else ""


class Work:
    """The groups of a standard as words."""

    def __init__(self, standard: Standard) -> None:
        self._groups = [GroupWords(standard, block) for block in standard.blocks]
        indicators = [each for group in self._groups for each in group.indicators]
        self._full = [(each.id, each.full) for each in indicators]
        self._numbers = [number for each in indicators for number in each.numbers]

    def said(self, known: Known, scores: Scores) -> str:
        """The groups that meet the standard in one sentence, the numbers, then the others."""
        reached = scores.by_indicator
        met = {
            id_
            for id_, full in self._full
            if (points := reached[id_]) is not None and points.as_integer_ratio() == full
        }
        whole = [group.topic for group in self._groups if group.ids <= met]
        others = [one.said(known, scores, met) for one in self._groups if not one.ids <= met]
        return _whole(whole) + _numbers(self._numbers, known) + "".join(others)


def _whole(topics: Sequence[str]) -> str:
    return f"{'、'.join(topics)}各项考核内容均达到标准。" if topics else ""


def _numbers(numbers: Iterable[NumberWords], known: Known) -> str:
    said = "，".join(filter(None, (number.said(known) for number in numbers)))
    return f"{said}。" if said else ""

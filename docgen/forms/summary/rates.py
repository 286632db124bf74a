"""Rates against their bars, those with the same bar in one clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from docgen.forms.summary.bars import Bar, strictest_bars
from docgen.forms.summary.wording import Figure, Known, clause, percent, sentence
from docgen.programme.standard import Rate, Standard

_RATE: Final = "率"


@dataclass(frozen=True, slots=True)
class RateWords:
    """A rate as words.

    Attributes:
        rate: The rate.
        label: Its name.
        subject: What its name begins with, where that is what its whole counts.
        whole: The measures of its whole.
        figures: All its measures, the whole before the part.
        keys: Their keys.
    """

    rate: Rate
    label: str
    subject: str
    whole: tuple[Figure, ...]
    figures: tuple[Figure, ...]
    keys: frozenset[str]

    @classmethod
    def of(cls, standard: Standard, rate: Rate) -> Self:
        """The words of a rate."""
        figures = tuple(Figure.of(standard.measure(key)) for key in rate.measures)
        label, counted = clause(rate.label), figures[0].name
        starts = len(rate.whole) == 1 and label.startswith(counted) and label != counted
        subject, whole = counted if starts else "", figures[: len(rate.whole)]
        return cls(rate, label, subject, whole, figures, frozenset(rate.measures))


_Reached = tuple[RateWords, int, int]
"""A rate that is known, its part and its whole."""


class Rates:
    """The rates of a standard as words."""

    def __init__(self, standard: Standard) -> None:
        bars = strictest_bars(standard)
        groups: dict[Bar | None, list[RateWords]] = {}
        for key in dict.fromkeys([*bars, *(rate.key for rate in standard.rates)]):
            words = RateWords.of(standard, standard.rate(key))
            groups.setdefault(bars.get(key), []).append(words)
        self._groups = list(groups.items())

    def said(self, known: Known) -> str:
        """The rates that are known, then the figures that none of them speaks for.

        These are the measures of a rate whose other half is unknown, and a whole of nobody.
        """
        clauses: list[str] = []
        told: set[str] = set()
        alone: dict[str, Figure] = {}
        for bar, rates in self._groups:
            met: list[_Reached] = []
            missed: list[_Reached] = []
            for words in rates:
                if not words.keys <= known.keys():
                    alone |= {figure.key: figure for figure in words.figures}
                    continue
                part, whole = words.rate.counts(known)
                if not whole:
                    told |= words.keys.difference(words.rate.whole)
                    alone |= {figure.key: figure for figure in words.whole}
                    continue
                told |= words.keys
                holds = bar is None or bar.holds(part, whole)
                (met if holds else missed).append((words, part, whole))
            clauses += [_clause(some, bar, met=some is met) for some in (met, missed) if some]
        rest = [figure.said(known) for key, figure in alone.items() if key not in told]
        return sentence(clauses) + sentence(rest)


def _clause(some: Sequence[_Reached], bar: Bar | None, *, met: bool) -> str:
    """Rates on one side of a bar: each with its share, or all with the one that they have."""
    names = _names([words for words, _, _ in some])
    ratio = bar.ratio if bar else (100, 1)
    shares = [percent(part, whole, ratio) for _, part, whole in some]
    every = "均" if len(some) > 1 else ""
    alike = len(set(shares)) == 1
    if alike and bar and bar.relation == "at_least" and shares[0] == bar.text:
        return f"{'、'.join(names)}{every}达到{bar.text}"
    if alike and every:
        said = f"{'、'.join(names)}均为{shares[0]}"
        every = ""
    else:
        said = "、".join(map(_with_share, names, shares))
    return f"{said}，{every}{bar.verdict(met=met, above=not every)}" if bar else said


def _names(rates: Sequence[RateWords]) -> list[str]:
    """Names in a row; who is meant is not said again: 毕业生登记率、回访率."""
    names: list[str] = []
    before = ""
    for words in rates:
        same = words.subject and words.subject == before
        names.append(words.label.removeprefix(words.subject) if same else words.label)
        before = words.subject
    return names


def _with_share(name: str, share: str) -> str:
    return f"{name}{share}" if name.endswith(_RATE) else f"{name}为{share}"

"""The percentages that a standard measures its rates against."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from docgen.programme.standard import Standard, number_text
from docgen.programme.standard.conditions import PercentageBar, Relation
from docgen.programme.standard.terms import Bands, Credit, Rule, Shortfall


@dataclass(frozen=True)
class Bar:
    """A percentage that a rate must reach, or must not exceed."""

    relation: Relation
    percentage: Decimal

    @cached_property
    def ratio(self) -> tuple[int, int]:
        """The percentage as numerator and denominator."""
        return self.percentage.as_integer_ratio()

    @cached_property
    def text(self) -> str:
        """The percentage as printed."""
        return f"{number_text(self.percentage)}%"

    def holds(self, part: int, whole: int) -> bool:
        """Whether a rate meets it."""
        above, below = self.ratio
        left, right = 100 * part * below, above * whole
        return left >= right if self.relation == "at_least" else left <= right

    def verdict(self, *, met: bool, above: bool) -> str:
        """How rates stand to it; ``above`` if they exceed it for certain."""
        if self.relation == "at_most":
            return f"{'' if met else '未'}控制在{self.text}以内"
        return f"{('高于' if above else '达到') if met else '低于'}{self.text}的要求"


def strictest_bars(standard: Standard) -> dict[str, Bar]:
    """The strictest bar of every rate that has one, in the order in which indicators ask for it."""
    bars: dict[str, Bar] = {}
    for indicator in standard.indicators:
        for rule in indicator.rules:
            named = _bar(rule)
            if named is not None:
                rate, bar = named
                bars[rate] = _stricter(bars.get(rate, bar), bar)
    return bars


def _bar(rule: Rule) -> tuple[str, Bar] | None:
    """The rate that a rule measures against a bar, and the bar; None if it measures none."""
    if isinstance(rule, Credit) and isinstance(rule.when, PercentageBar):
        return rule.when.rate, Bar(rule.when.relation, rule.when.bar)
    if isinstance(rule, Shortfall) and rule.rate is not None:
        return rule.rate, Bar("at_least", rule.bar)
    if isinstance(rule, Bands) and rule.rate is not None:
        return rule.rate, Bar(rule.relation, rule.steps[0][0])
    return None


def _stricter(one: Bar, other: Bar) -> Bar:
    if one.relation != other.relation:
        return one
    pick = max if one.relation == "at_least" else min
    return pick(one, other, key=lambda bar: bar.percentage)

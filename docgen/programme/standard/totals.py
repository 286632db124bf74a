"""The total and the sums of groups: exact in Python, and the same as Excel formulas, side by side.

Weights are fractions, and what is left out of the base scales the rest, so that a total may have
any denominator. Both sides therefore count in whole units: 1/denominator point here, and in a
spreadsheet whole numbers below 10**14, of which its division keeps every one apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Final

from docgen.programme.standard.groups import Block, Group
from docgen.programme.standard.indicator import Indicator
from docgen.programme.standard.numbers import times

LARGEST_UNITS: Final = 10**14
"""Above it a spreadsheet would take different quotients for the same number."""
LEFT_OUT: Final = "免评"
"""What a form shows instead of a score that is left out."""
CENT: Final = Fraction(1, 100)
_MOST_ARGUMENTS: Final = 200  # of a function in a formula
_NOTHING: Final[frozenset[str]] = frozenset()

Points = Mapping[str, Fraction | None]


class Sum:
    """The sum of the points in a group, or of the whole standard.

    Args:
        blocks: All blocks of the standard.
        group: The group; None for the whole standard.
        scales: Of how many parts of a point the scores are multiples, by indicator.

    Attributes:
        is_plain: Whether every point counts once.
        denominator: How many units make one point.
    """

    def __init__(
        self, blocks: Sequence[Block], group: Group | None, scales: Mapping[str, int]
    ) -> None:
        own = [one for one in blocks if group is None or one.is_in(group)]
        self._all = _Parts(own, group, scales)
        self._base = _Parts([one for one in own if not one.is_bonus], group, scales)
        self._bonus = _Parts([one for one in own if one.is_bonus], group, scales)
        self.is_plain = all(one.weight_in(group) == 1 for one in own)
        self.denominator = self._all.denominator

    @property
    def indicators(self) -> list[Indicator]:
        """The indicators in it."""
        return self._all.indicators

    def of(self, points: Points) -> Fraction:
        """The sum of the points that are known, bonus included."""
        return Fraction(self._all.units_of(points), self.denominator)

    def assessed(self, left_out: Set[str]) -> Fraction:
        """The points of the base that are assessed: all but what is left out."""
        return Fraction(self._base.worth(left_out), self._base.denominator)

    def scaled(self, points: Points, left_out: Set[str], most: Decimal) -> Fraction:
        """What is reached of the assessed base, scaled to its most points, and the bonus."""
        rest = self._base.worth(left_out)
        reached = Fraction(self._base.units_of(points), rest) if rest else Fraction(0)
        bonus = Fraction(self._bonus.units_of(points), self._bonus.denominator)
        return Fraction(most) * reached + bonus

    def units_formula(self) -> str:
        """The sum in units, as Excel text."""
        return self._all.formula()

    def formula(self, step: Fraction) -> str:
        """The sum, rounded, as Excel text."""
        return _steps(step, self.units_formula(), str(self.denominator))

    def assessed_formula(self) -> str:
        """The points of the base that are assessed, as Excel text."""
        units = f"({self._base.worth(_NOTHING)}{self._base.gone_formula()})"
        over = self._base.denominator
        return units if over == 1 else f"{units}/{over}"

    def scaled_formula(self, step: Fraction, most: Decimal, assessed: str) -> str:
        """What is reached of the assessed base, scaled, and the bonus; rounded, as Excel text.

        Args:
            step: What it is rounded to.
            most: The points of the whole base.
            assessed: Name of the cell with the points that are assessed.
        """
        above, below = most.as_integer_ratio()
        rest = f"ROUND({times(self._base.denominator, assessed)},0)"
        reached, over = f"{times(above, f'({self._base.formula()})')}", times(below, rest)
        alone = "0"
        if not self._bonus.is_empty:
            bonus, units = self._bonus.formula(), self._bonus.denominator
            reached = f"{times(units, reached)}+{times(below, rest)}*({bonus})"
            over = times(units, over)
            alone = _steps(step, bonus, str(units))
        return f"IF({rest}=0,{alone},{_steps(step, reached, over)})"

    def largest(self, step: Fraction, scaled: Decimal | None = None) -> int:
        """The largest whole number that its formulas come upon.

        Args:
            step: What it is rounded to.
            scaled: The points of the whole base where parts may be left out.
        """
        if scaled is None:
            worth = self._all.worth(_NOTHING)
            return 2 * step.denominator * worth + self.denominator * step.numerator
        above, below = scaled.as_integer_ratio()
        base, bonus = self._base.worth(_NOTHING), self._bonus.worth(_NOTHING)
        units = self._bonus.denominator
        reached = above * units * base + below * base * bonus
        return 2 * step.denominator * reached + below * units * base * step.numerator


@dataclass(frozen=True, slots=True)
class _Part:
    """A block in a sum: the units of one point of it, and of what part its scores are multiples."""

    block: Block
    units: int
    scale: int

    def formula(self) -> str:
        """Its sum in units, as Excel text; ROUND makes whole what binary fractions are not."""
        anchors = [each.anchor for each in self.block.indicators]
        starts = range(0, len(anchors), _MOST_ARGUMENTS)
        chunks = (",".join(anchors[start : start + _MOST_ARGUMENTS]) for start in starts)
        summed = "+".join(f"SUM({chunk})" for chunk in chunks)
        if self.scale != 1:
            summed = f"{self.scale}*({summed})"
        return times(self.units // self.scale, f"ROUND({summed},0)")


class _Parts:
    """Blocks of a sum over one denominator."""

    def __init__(
        self, blocks: Sequence[Block], group: Group | None, scales: Mapping[str, int]
    ) -> None:
        weights = [Fraction(one.weight_in(group)) for one in blocks]
        of_blocks = [lcm(*(scales[each.id] for each in one.indicators)) for one in blocks]
        both = list(zip(weights, of_blocks, strict=True))
        self.denominator = lcm(1, *(scale * weight.denominator for weight, scale in both))
        self._parts = [
            _Part(block, int(self.denominator * weight), scale)
            for block, (weight, scale) in zip(blocks, both, strict=True)
        ]
        # The units of a point, by indicator: once, not for every applicant.
        self._counted = [
            (each.id, part.units) for part in self._parts for each in part.block.indicators
        ]

    @property
    def is_empty(self) -> bool:
        return not self._parts

    @property
    def indicators(self) -> list[Indicator]:
        return [each for part in self._parts for each in part.block.indicators]

    def units_of(self, points: Points) -> int:
        """What is known of it, in units: whole numbers add up faster than fractions."""
        total = 0
        for id_, units in self._counted:
            value = points[id_]
            if value is not None:
                above, below = value.as_integer_ratio()
                total += above * (units // below)
        return total

    def worth(self, left_out: Set[str]) -> int:
        """The most that it can be but for what is left out, in units."""
        return sum(
            int(each.points * part.units)
            for part in self._parts
            for each in part.block.indicators
            if each.id not in left_out
        )

    def formula(self) -> str:
        """Its sum in units, as Excel text."""
        return "+".join(part.formula() for part in self._parts) or "0"

    def gone_formula(self) -> str:
        """What is left out of it, in units, each with a minus before it, as Excel text."""
        return "".join(
            f'-{int(each.points * part.units)}*({each.anchor}="{LEFT_OUT}")'
            for part in self._parts
            for each in part.block.indicators
            if part.block.may_leave_out(each)
        )


def rounded(value: Fraction, step: Fraction) -> Fraction:
    """The nearest multiple of a step; a half goes up."""
    above, below = value.as_integer_ratio()
    step_above, step_below = step.as_integer_ratio()
    steps, over = above * step_below, below * step_above
    return Fraction((2 * steps + over) // (2 * over) * step_above, step_below)


def _steps(step: Fraction, units: str, over: str) -> str:
    """Units over a denominator, rounded to a step, halves up, as Excel text."""
    above, below = step.as_integer_ratio()
    whole = over if above == 1 else f"{above}*{over}"
    counted = times(above, f"INT(({2 * below}*({units})+{whole})/(2*{whole}))")
    return counted if below == 1 else f"{counted}/{below}"

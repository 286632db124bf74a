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

Points = Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class _Part:
    """A block in a sum.

    Attributes:
        block: The block.
        units: How many units one point of it is.
        scale: Of how many parts of a point its scores are multiples; it divides the units.
    """

    block: Block
    units: int
    scale: int

    def worth_without(self, left_out: Set[str]) -> int:
        """The most that it can be but for what is left out, in units."""
        kept = (each.points for each in self.block.indicators if each.id not in left_out)
        return int(sum(kept, Decimal(0)) * self.units)

    def formula(self) -> str:
        """The same as Excel text; what is no multiple of 1/scale in binary ROUND makes one."""
        anchors = [each.anchor for each in self.block.indicators]
        starts = range(0, len(anchors), _MOST_ARGUMENTS)
        chunks = (",".join(anchors[start : start + _MOST_ARGUMENTS]) for start in starts)
        summed = "+".join(f"SUM({chunk})" for chunk in chunks)
        if self.scale != 1:
            summed = f"{self.scale}*({summed})"
        return times(self.units // self.scale, f"ROUND({summed},0)")

    def gone_formula(self) -> str:
        """What is left out of it, in units, each with a minus before it, as Excel text."""
        may = (each for each in self.block.indicators if self.block.may_leave_out(each))
        return "".join(
            f'-{int(each.points * self.units)}*({each.anchor}="{LEFT_OUT}")' for each in may
        )


class Sum:
    """The sum of the points in a group, or of the whole standard.

    Args:
        blocks: All blocks of the standard.
        group: The group; None for the whole standard.
        scales: How many units of its rule make one point, by indicator.

    Attributes:
        denominator: How many units make one point.
        is_plain: Whether every point counts once.
    """

    def __init__(
        self, blocks: Sequence[Block], group: Group | None, scales: Mapping[str, int]
    ) -> None:
        own = [one for one in blocks if group is None or one.is_in(group)]
        weights = [Fraction(one.weight_in(group)) for one in own]
        of_blocks = [lcm(*(scales[each.id] for each in one.indicators)) for one in own]
        over = (
            scale * weight.denominator for scale, weight in zip(of_blocks, weights, strict=True)
        )
        self.denominator = lcm(*over)
        self.is_plain = all(weight == 1 for weight in weights)
        self._parts = [
            _Part(one, int(self.denominator * weight), scale)
            for one, weight, scale in zip(own, weights, of_blocks, strict=True)
        ]
        self._base = [part for part in self._parts if not part.block.is_bonus]
        self._bonus = [part for part in self._parts if part.block.is_bonus]
        self._counted = _counted(self._parts)

    @property
    def indicators(self) -> list[Indicator]:
        """The indicators in it."""
        return [each for part in self._parts for each in part.block.indicators]

    def of(self, points: Points) -> Fraction:
        """The sum of the points that are known, bonus included."""
        return Fraction(_units(self._counted, points), self.denominator)

    def assessed(self, left_out: Set[str]) -> Fraction:
        """The points of the base that are assessed: all but what is left out."""
        units = sum(part.worth_without(left_out) for part in self._base)
        return Fraction(units, self.denominator)

    def scaled(self, points: Points, left_out: Set[str], most: Decimal) -> Fraction:
        """What is reached of the assessed base, scaled to its most points, and the bonus."""
        reached = _units(_counted(self._base), points)
        rest = sum(part.worth_without(left_out) for part in self._base)
        bonus = _units(_counted(self._bonus), points)
        base = Fraction(most) * Fraction(reached, rest) if rest else Fraction(0)
        return base + Fraction(bonus, self.denominator)

    def units_formula(self) -> str:
        """The sum in units, as Excel text."""
        return _added(self._parts)

    def formula(self, step: Fraction) -> str:
        """The sum, rounded, as Excel text."""
        return _steps(step, self.units_formula(), str(self.denominator))

    def assessed_formula(self) -> str:
        """The points of the base that are assessed, as Excel text."""
        worth = sum(part.worth_without(frozenset()) for part in self._base)
        gone = "".join(part.gone_formula() for part in self._base)
        units = f"({worth}{gone})" if gone else str(worth)
        return units if self.denominator == 1 else f"{units}/{self.denominator}"

    def scaled_formula(self, step: Fraction, most: Decimal, assessed: str) -> str:
        """What is reached of the assessed base, scaled, and the bonus; rounded, as Excel text.

        Args:
            step: What it is rounded to.
            most: The points of the whole base.
            assessed: Name of the cell with the points that are assessed.
        """
        above, below = most.as_integer_ratio()
        units = self.denominator
        rest = f"ROUND({times(units, assessed)},0)"
        reached = _added(self._base)
        if not self._bonus:
            scaled = _steps(step, f"{above}*({reached})", f"{times(below, rest)}")
            return f"IF({rest}=0,0,{scaled})"
        bonus = _added(self._bonus)
        both = f"{above * units}*({reached})+{times(below, rest)}*({bonus})"
        scaled = _steps(step, both, f"{times(below * units, rest)}")
        return f"IF({rest}=0,{_steps(step, bonus, str(units))},{scaled})"

    def largest(self, step: Fraction, scaled: Decimal | None = None) -> int:
        """The largest whole number that its formulas come upon.

        Args:
            step: What it is rounded to.
            scaled: The points of the whole base where parts may be left out.
        """
        base, bonus = (
            sum(part.worth_without(frozenset()) for part in some)
            for some in (self._base, self._bonus)
        )
        if scaled is None:
            return 2 * step.denominator * (base + bonus) + self.denominator * step.numerator
        above, below = scaled.as_integer_ratio()
        units = self.denominator if bonus else 1
        reached = above * units * base + below * base * bonus
        return 2 * step.denominator * reached + below * units * base * step.numerator


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


def _counted(parts: Sequence[_Part]) -> list[tuple[str, int]]:
    """The indicators of some parts, each with the units that a point of it is."""
    return [(each.id, part.units) for part in parts for each in part.block.indicators]


def _units(counted: Sequence[tuple[str, int]], points: Points) -> int:
    """What is known of some indicators, in units: whole numbers add up faster than fractions."""
    total = 0
    for id_, units in counted:
        value = points[id_]
        if value is not None:
            above, below = value.as_integer_ratio()
            total += above * (units // below)
    return total


def _added(parts: Sequence[_Part]) -> str:
    return "+".join(part.formula() for part in parts) or "0"

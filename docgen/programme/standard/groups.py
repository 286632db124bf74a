"""Groups of indicators, nested to any depth, and ways through them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.programme.standard.indicator import Exemption, Id, Indicator, Only
from docgen.programme.standard.measures import Key, Part, Text
from docgen.programme.standard.numbers import Points, Weight, number_text
from docgen.yaml_input import Location


class Group(Part):
    """Indicators, or further groups, under one title (类别、项目).

    Attributes:
        id: Its number, such as ``1.1``.
        title: What it is about.
        points: The points of its parts together, each by its own weight and without bonus groups;
            None where it prints none, and then it has no subtotal either.
        bonus: Whether its points come on top of the base (加分项).
        weight: What its points are multiplied by in the sum above it; one for all, or by kind of
            applicant, one where a kind is not named.
        only: The kinds of applicant that it is for; all if none is named.
        exempt: When nothing of it is assessed.
        groups: The groups that it is divided into, or
        indicators: the indicators that stand in it itself.
    """

    id: Id
    title: Text
    points: Points | None = None
    bonus: bool = False
    weight: Weight | Mapping[Key, Weight] = Decimal(1)
    only: Only = ()
    exempt: Exemption | None = None
    groups: tuple[Group, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @property
    def factor(self) -> Decimal:
        """Its weight, where it is the same for all kinds of applicant that there are."""
        return Decimal(1) if isinstance(self.weight, Mapping) else self.weight

    @property
    def heading(self) -> str:
        """Title, points and weight as printed in its cell."""
        points = number_text(self.points) + "分" if self.points is not None else ""
        parts = ["加分" * self.bonus + points]
        if self.factor != 1:
            parts.append(f"权重{plain_weight(self.factor)}")
        shown = "，".join(filter(None, parts))
        # Brackets in the form for vertical text, as the printed table has them.
        return f"{self.title}︵{shown}︶" if shown else self.title

    @property
    def subtotal(self) -> str:
        """Name of its subtotal in a form."""
        return f"subtotal_{self.id.replace('.', '_')}"


def plain_weight(weight: Decimal) -> str:
    """A weight without zeros at its end: 0.6."""
    text = format(weight, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Block:
    """Indicators that stand together.

    Attributes:
        groups: The groups around them, from the outermost; none where the standard is flat.
        indicators: The indicators.
    """

    groups: tuple[Group, ...]
    indicators: tuple[Indicator, ...]

    def weight_in(self, group: Group | None) -> Decimal:
        """What their points are multiplied by in a group's sum, or in the total."""
        start = 0 if group is None else [one.id for one in self.groups].index(group.id) + 1
        weight = Decimal(1)
        for one in self.groups[start:]:
            weight *= one.factor
        return weight

    def is_in(self, group: Group) -> bool:
        """Whether they stand in a group, or in one of its groups."""
        return any(one.id == group.id for one in self.groups)

    def exemptions(self, indicator: Indicator) -> tuple[Exemption, ...]:
        """When one of them is not assessed: the first that holds counts, the outermost group's."""
        given = (*(group.exempt for group in self.groups), indicator.exempt)
        return tuple(one for one in given if one is not None)

    def may_leave_out(self, indicator: Indicator) -> bool:
        """Whether one of them may be left out of the base."""
        return any(one.gives == "left_out" for one in self.exemptions(indicator))

    @property
    def is_bonus(self) -> bool:
        """Whether their points come on top of the base."""
        return any(group.bonus for group in self.groups)


def blocks_of(
    groups: Sequence[Group], indicators: Sequence[Indicator], path: tuple[Group, ...] = ()
) -> Iterator[Block]:
    """All blocks below some groups, in order."""
    if indicators:
        yield Block(path, tuple(indicators))
    for group in groups:
        yield from blocks_of(group.groups, group.indicators, (*path, group))


def walk_groups(
    groups: Sequence[Group], at: Location = ("groups",)
) -> Iterator[tuple[Location, Group]]:
    """All groups, each before those in it, with the way to each."""
    for number, group in enumerate(groups):
        yield (*at, number), group
        yield from walk_groups(group.groups, (*at, number, "groups"))


def walk_indicators(
    groups: Sequence[Group], indicators: Sequence[Indicator]
) -> Iterator[tuple[Location, Indicator]]:
    """All indicators with the way to each."""
    for number, indicator in enumerate(indicators):
        yield ("indicators", number), indicator
    for at, group in walk_groups(groups):
        for number, indicator in enumerate(group.indicators):
            yield (*at, "indicators", number), indicator

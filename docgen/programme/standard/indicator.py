"""An indicator: one thing that is assessed, its rule, and whom it is not asked of."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from docgen.programme.standard.facts import Case
from docgen.programme.standard.measures import JudgedScore, Key, Part, Text
from docgen.programme.standard.numbers import Points, number_text
from docgen.programme.standard.terms import Judged, Rule, Term, all_rules
from docgen.yaml_input import written_like

Id = Annotated[
    str,
    written_like(
        r"[0-9]{1,3}(\.[0-9]{1,3})*",
        '编号，加引号，如 "1.1.3"',
        'a number in quotes, such as "1.1.3"',
    ),
]
Only = tuple[Key, ...]
"""Keys of the kinds of applicant that a part is for; none where it is for all."""


class Exemption(Part):
    """A case in which an indicator, or a whole group, is not assessed (免检、免评).

    Attributes:
        when: The case.
        gives: ``full`` gives all points. ``left_out`` takes the points out of the base as well:
            what is reached of the rest is scaled to the base again.
    """

    when: Case
    gives: Literal["full", "left_out"]


class Indicator(Part):
    """One thing that is assessed, with the rule for its points.

    Attributes:
        id: Its number, such as ``1.1.3``.
        title: What is assessed (考核内容), as printed.
        points: The most points that it gives.
        criterion: How it is scored (评分标准), as printed.
        starts_from: Whether points are earned from zero or lost from full marks.
        terms: The rule, whose sum is clamped to 0…points.
        asks: Keys of measures that are entered with it and earn nothing: dates, texts, figures.
        only: The kinds of applicant that it is for; all if none is named.
        exempt: When it is not assessed.
        gate: Whether nobody qualifies who does not reach all its points.
    """

    id: Id
    title: Text
    points: Points
    criterion: Text
    starts_from: Literal["zero", "full"]
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    asks: tuple[str, ...] = ()
    only: Only = ()
    exempt: Exemption | None = None
    gate: bool = False

    @property
    def anchor(self) -> str:
        """Name of its score in a form."""
        return f"score_{self.id.replace('.', '_')}"

    @property
    def points_text(self) -> str:
        """Its points as printed: 2分."""
        return f"{number_text(self.points)}分"

    @property
    def start(self) -> Decimal:
        """The points that its terms are added to."""
        return self.points if self.starts_from == "full" else Decimal(0)

    @property
    def judged_key(self) -> str:
        """Key of the score that a person awards for it."""
        return f"judged_{self.id.replace('.', '_')}"

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Its terms, each followed by those that it is made of."""
        return tuple(rule for _, rule in all_rules(self.terms))

    @cached_property
    def judged(self) -> JudgedScore | None:
        """The entry for the score that a person awards, if its rule has one."""
        for rule in self.rules:
            if isinstance(rule, Judged):
                return rule.entry(self.judged_key, self.title.rstrip("。"))
        return None

    @property
    def missed(self) -> str:
        """Why it bars, where it is a gate that was not reached."""
        return f"「{self.title.rstrip('。')}」没有得满分"

"""What was reached against its target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from docgen.forms.summary.wording import Figure, Known, clause, noun, percent
from docgen.programme.standard import Measure
from docgen.programme.standard.measures import number_of


@dataclass(frozen=True, slots=True)
class Target:
    """A target and what was done towards it, as words.

    Attributes:
        target: The target alone: 新增城镇就业目标任务.
        done: What was done alone: 新增城镇就业实际完成.
        reached: What was done, beside its target: 新增城镇就业.
        aim: The target beside it: 目标任务.
    """

    target: Figure
    done: Figure
    reached: str
    aim: str

    @classmethod
    def of(cls, target: Measure, done: Measure) -> Self:
        """The words of a pair of measures.

        Labels that say one thing before a colon, 新增就业人数：目标任务, do not say it twice.
        """
        head, _, aim = target.label.partition("：")
        same, _, doing = done.label.partition("：")
        if aim and doing and head == same:
            wanted, reached = noun(head, target.unit), noun(head, done.unit)
            aim = clause(aim)
            return cls(
                Figure(target.key, wanted + aim, target.unit),
                Figure(done.key, reached + clause(doing), done.unit),
                reached,
                aim,
            )
        alone, wanted_alone = Figure.of(done), Figure.of(target)
        return cls(wanted_alone, alone, alone.name, wanted_alone.name)

    def said(self, known: Known) -> str:
        """Both where both are known, else what is known of them."""
        wanted, reached = self.target.amount(known), self.done.amount(known)
        if not reached:
            return f"{self.target.name}为{wanted}" if wanted else ""
        if not wanted:
            return f"{self.done.name}{reached}"
        whole, done = number_of(known, self.target.key), number_of(known, self.done.key)
        if not whole:
            return f"{self.reached}{reached}（{self.aim}{wanted}）"
        share = percent(done, whole, (100, 1))
        return f"{self.reached}{reached}，完成{self.aim}{wanted}的{share}"

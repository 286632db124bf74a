"""What the markup of a Word document says of its texts: which of them are whose.

Documents of one markup differ in nothing but their texts, so the plan of one serves them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, Self

from docgen.office.word.reading.content import CHARACTERS, Control

GridPlace = tuple[int, int, int] | tuple[None, None, None]
"""Table, row and column of what stands in a cell."""

# They come behind the texts, and so are counted from the end.
_CHARACTERS: Final = tuple(dict.fromkeys(CHARACTERS.values()))
CHARACTER_NUMBERS: Final = {text: -count for count, text in enumerate(reversed(_CHARACTERS), 1)}
"""The number that stands for the text of each character that Word has an element for."""


class PlannedControl(NamedTuple):
    """A content control, its text by numbers.

    Attributes:
        tag: Its tag.
        alias: Its title.
        texts: Numbers of the texts that make up its text.
        placeholder: Whether that is a prompt.
        checked: State of a check box; None if it is none.
        place: Where it stands.
        left_out: Text in it that is struck out or hidden.
    """

    tag: str
    alias: str
    texts: Sequence[int]
    placeholder: bool
    checked: bool | None
    place: GridPlace
    left_out: str = ""


@dataclass(frozen=True)
class Plan:
    """The content controls of every document of one markup, and the text outside them.

    Attributes:
        controls: In their order, an outer one before an inner one.
        outside: Numbers of the texts outside the content of controls.
    """

    controls: Sequence[PlannedControl]
    outside: Sequence[int]

    @cached_property
    def by_tag(self) -> Mapping[str, Sequence[PlannedControl]]:
        """The controls with a tag, in the order in which each tag first stands there."""
        found: dict[str, list[PlannedControl]] = {}
        for control in self.controls:
            if control.tag:
                found.setdefault(control.tag, []).append(control)
        return found

    @cached_property
    def by_alias(self) -> Mapping[str, Sequence[PlannedControl]]:
        """The controls that have a title and no tag."""
        found: dict[str, list[PlannedControl]] = {}
        for control in self.controls:
            if control.alias and not control.tag:
                found.setdefault(control.alias, []).append(control)
        return found

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The tags in the order in which each first stands there."""
        return tuple(self.by_tag)


class Fields:
    """The content controls of a Word file, and the text beside them.

    Args:
        plan: What the file's markup says of its texts.
        texts: Its texts by their numbers.
    """

    def __init__(self, plan: Plan, texts: Iterable[str]) -> None:
        self._plan = plan
        self._texts = [*texts, *_CHARACTERS]

    @classmethod
    def of(cls, controls: Sequence[Control], outside: str) -> Self:
        """The fields of a file whose texts are told apart already."""
        planned = [
            PlannedControl(
                one.tag,
                one.alias,
                (number,),
                one.placeholder,
                one.checked,
                (one.table, one.row, one.column),  # type: ignore[arg-type]  # all or none
                one.left_out,
            )
            for number, one in enumerate(controls)
        ]
        texts = [*(one.text for one in controls), outside]
        return cls(Plan(planned, (len(controls),)), texts)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the controls, in the order in which each first stands there."""
        return self._plan.tags

    @property
    def controls(self) -> list[Control]:
        """All controls in their order, an outer one before an inner one."""
        return [
            Control(
                one.tag,
                one.alias,
                self.text(one),
                one.placeholder,
                one.checked,
                table,
                row,
                column,
                one.left_out,
            )
            for one in self._plan.controls
            for table, row, column in [one.place]
        ]

    @property
    def outside(self) -> str:
        """All text outside the content of controls, in one piece."""
        return "".join([self._texts[number] for number in self._plan.outside])

    def tagged(self, tag: str) -> Sequence[PlannedControl]:
        """The controls with a tag."""
        return self._plan.by_tag.get(tag, ())

    def titled(self, alias: str) -> Sequence[PlannedControl]:
        """The controls with a title and without a tag."""
        return self._plan.by_alias.get(alias, ())

    def text(self, control: PlannedControl) -> str:
        """The text of a control of the file."""
        return "".join([self._texts[number] for number in control.texts])

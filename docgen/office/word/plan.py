"""What the markup of a Word document says of its texts: which of them are whose.

Documents of one markup differ in nothing but their texts, so the plan of one serves them all.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from docgen.office.word.content import CHARACTERS, Control, Fields

Place = tuple[int, int, int] | tuple[None, None, None]
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
    """

    tag: str
    alias: str
    texts: list[int]
    placeholder: bool
    checked: bool | None
    place: Place


class Plan(NamedTuple):
    """The content controls of every document of one markup, and the text outside them.

    Attributes:
        controls: In their order, an outer one before an inner one.
        outside: Numbers of the texts outside the content of controls.
    """

    controls: list[PlannedControl]
    outside: list[int]

    def fields(self, texts: list[str]) -> Fields:
        """The fields of the document with these texts."""
        numbered = [*texts, *_CHARACTERS]
        controls = [
            Control(tag, alias, "".join([numbered[one] for one in own]), prompt, checked, *place)
            for tag, alias, own, prompt, checked, place in self.controls
        ]
        return Fields(controls, "".join([numbered[one] for one in self.outside]))

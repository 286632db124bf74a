"""Characters of a completed file that were taken for others, told where a field has them."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.characters import Understood, as_text, understood_name, understood_text, unusable
from docgen.forms import values
from docgen.forms.values import Raw
from docgen.office.symbols import UNREADABLE
from docgen.office.workbook.reading.shown import FaultyText
from docgen.problems import Place, Problem


class Signs:
    """What was taken for what in a file, by the place where it stands."""

    def __init__(self) -> None:
        self._taken: dict[Place, dict[str, str]] = {}

    def read(self, raw: Raw, place: Place) -> Raw:
        """A value with the characters that are meant."""
        if not isinstance(raw, str) or isinstance(raw, FaultyText):
            return raw
        return self._text(raw, place)

    def lines(self, texts: Sequence[str], file: str) -> list[str]:
        """Lines that stand outside tables, likewise; they have the file for their place."""
        return [self._text(text, Place(file=file)) for text in texts]

    def problems(self, raw: Raw, place: Place, label: str) -> list[Problem]:
        """What to tell of the characters of a field.

        Args:
            raw: Its value.
            place: Where it stands.
            label: How a person calls it.
        """
        if not self._taken and not (isinstance(raw, str) and unusable(raw)):
            return []
        shown = values.text(raw)
        # What stands in a cell that several fields share is told of the first that may have it.
        cell = self._taken.get(place._replace(field=""), {})
        in_cell = {char: cell.pop(char) for char in [*cell] if cell[char] in shown}
        taken = tuple((self._taken.get(place, {}) | in_cell).items())
        # What no text stands for in the document is told as that.
        left = tuple(char for char in unusable(shown) if char != UNREADABLE)
        return Understood(shown, taken, left).problems(place, label)

    def _text(self, text: str, place: Place) -> str:
        if as_text(text) == text:
            return text
        understood = understood_text(text)
        if understood.taken:
            self._taken.setdefault(place, {}).update(understood.taken)
        return understood.text


def name_of(raw: Raw, place: Place, label: str, problems: list[Problem]) -> str:
    """A name as names are compared.

    Args:
        raw: What stands there.
        place: Where.
        label: How a person calls it.
        problems: Takes what of it is written otherwise.
    """
    understood = understood_name(values.text(raw))
    problems += Understood(understood.text, understood.taken).problems(place, label)
    return understood.text

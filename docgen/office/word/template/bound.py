"""Templates of which only values are missing that are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from docgen.office.tags.picture import PICTURE
from docgen.office.word.template.binding import MARKER, SLOT_START
from docgen.office.word.template.environment import WordEnvironment
from docgen.office.word.template.part import tag_problem
from docgen.office.word.template.post_processing import is_post_processed, post_process_values
from docgen.office.word.template.skeleton import Skeleton
from docgen.office.word.template.slot import Slot, are_printed_as_they_are, printed
from docgen.office.word.template.tags import Tag, visible_text
from docgen.office.word.template.text import RICH_TEXT, controls_at, controls_in
from docgen.problems import Problem, ProblemError


class BoundWordTemplate:
    """A template of which only values are missing that are printed.

    Attributes:
        name: Its name in messages.
        variables: The names that are still missing.
    """

    def __init__(
        self, skeleton: Skeleton, parts: Sequence[BoundPart], slots: Sequence[Slot]
    ) -> None:
        self.name = skeleton.file
        self.variables = frozenset(slot.name for slot in slots)
        self._skeleton = skeleton
        self._parts = parts
        self._slots = slots
        self._environment = WordEnvironment({})
        self._is_processed = all(
            is_post_processed(piece) for part in parts for piece in part.pieces
        )

    def render(
        self, context: Mapping[str, Any], properties: Mapping[str, str] | None = None
    ) -> bytes:
        """Make a document.

        Args:
            context: The values that are missing; printed as by ``WordTemplate.render``.
            properties: Custom document properties; they replace those of the template.

        Raises:
            ProblemError: All values that are not there or cannot stand in a document.
        """
        texts = self._texts(context)
        text = "".join(texts)
        is_unprocessed = not self._is_processed or RICH_TEXT in text or PICTURE in text
        controls = "" if is_unprocessed else controls_in(text)
        rendered = [(part.name, part.filled(texts, controls)) for part in self._parts]
        if is_unprocessed:
            rendered = [
                (name, post_process_values(data.decode(), self.name).encode())
                for name, data in rendered
            ]
        return self._skeleton.document(rendered, properties)

    def _texts(self, context: Mapping[str, Any]) -> Sequence[str]:
        """The value of each slot as it stands in a part."""
        with suppress(Exception):  # as below all of them are told
            values = [slot.value(context, self._environment) for slot in self._slots]
            if are_printed_as_they_are(values):
                return values
        texts: list[str] = []
        found: list[Problem] = []
        for number, slot in enumerate(self._slots):
            try:
                texts.append(printed(slot.value(context, self._environment)))
            except Exception as error:
                found.append(tag_problem(error, self._tag(number), self.name))
        if found:
            raise ProblemError(found)
        return texts

    def _tag(self, number: int) -> Tag:
        tags = [f"{{{{ {slot} }}}}" for slot in self._slots]
        around = (part.paragraph(number, tags) for part in self._parts)
        return Tag(tags[number], next(filter(None, around), ""))


@dataclass(frozen=True, slots=True)
class BoundPart:
    """A part of which only the printed values are missing.

    Attributes:
        name: Its name in the package.
        pieces: UTF-8 text between the slots, every other piece a slot that is still empty.
        numbers: The number of each slot in turn.
        controls: What control characters become in each of them.
    """

    name: str
    pieces: tuple[bytes, ...]
    numbers: tuple[int, ...]
    controls: tuple[Mapping[str, str], ...]

    def filled(self, texts: Sequence[str], controls: str) -> bytes:
        """The part with the values in place.

        Args:
            texts: The value of each slot by its number, as it stands in a part.
            controls: The control characters in them that become elements.
        """
        filling = [texts[number] for number in self.numbers]
        for character in controls:
            filling = [
                text.replace(character, elements[character]) if character in text else text
                for text, elements in zip(filling, self.controls, strict=True)
            ]
        pieces = list(self.pieces)
        pieces[1::2] = map(str.encode, filling)
        return b"".join(pieces)

    def paragraph(self, number: int, tags: Sequence[str]) -> str:
        """What a person sees of the paragraph of a slot; empty if the part has no such slot.

        Args:
            number: The slot's number.
            tags: What stands in each slot in the template.
        """
        if number not in self.numbers:
            return ""
        place = 2 * self.numbers.index(number) + 1
        pieces = list(self.pieces)
        pieces[1::2] = (escape(tags[one]).encode() for one in self.numbers)
        before = b"".join(pieces[:place]).decode()
        return visible_text(before + b"".join(pieces[place:]).decode(), len(before))


def split(name: str, xml: str) -> BoundPart:
    """Split a part that was rendered with markers into text and slots."""
    markers = list(MARKER.finditer(xml))
    texts = MARKER.sub(SLOT_START, xml).split(SLOT_START)
    pieces = [b""] * (2 * len(texts) - 1)
    pieces[::2] = [text.encode() for text in texts]
    return BoundPart(
        name,
        tuple(pieces),
        tuple(int(marker[1]) for marker in markers),
        tuple(controls_at(xml, marker.start()) for marker in markers),
    )

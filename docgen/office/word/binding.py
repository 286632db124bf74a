"""Partial evaluation of templates: what is not known yet may only be printed, and leaves a slot."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NoReturn

from jinja2 import Environment, UndefinedError
from markupsafe import Markup, escape

from docgen.office.word.environment import (
    Filters,
    UnknownUsedError,
    WordEnvironment,
    printable,
)
from docgen.office.word.tags import visible_text
from docgen.office.word.text import controls_at, replace_controls

# Two code points that are no characters: no text of a template or of a value holds them.
SLOT_START, SLOT_END = "\ufdd0", "\ufdd1"
# Most values hold nothing that must be escaped or checked: this is the fast way.
_SPECIAL: Final = re.compile("[^\t\n -!#-%(-;=?-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]")
_MARKER: Final = re.compile(f"{SLOT_START}([0-9]+){SLOT_END}")
_OF_DICT: Final = frozenset(dir(dict))


@dataclass(frozen=True, slots=True)
class Slot:
    """A value that is printed once it is known.

    Attributes:
        name: The name at the top level of the context.
        steps: What is looked up in it, one after the other: an attribute or an item.
    """

    name: str
    steps: tuple[tuple[bool, str | int], ...] = ()

    def __str__(self) -> str:
        steps = (f".{key}" if attribute else f"[{key!r}]" for attribute, key in self.steps)
        return self.name + "".join(steps)

    def text(self, context: Mapping[str, Any], environment: Environment) -> str:
        """The value in a context as it stands in a part, looked up as Jinja does it.

        Raises:
            UndefinedError: There is no such value.
            UnprintableError: A document cannot show it.
        """
        if self.name not in context:
            raise UndefinedError(f"{self.name!r} is undefined")
        value = context[self.name]
        for attribute, key in self.steps:
            look_up = environment.getattr if attribute else environment.getitem
            # Jinja looks for attributes first, which takes long where there are none.
            own = type(value) is dict and key in value and key not in _OF_DICT
            value = value[key] if own else look_up(value, key)  # type: ignore[arg-type]  # any key
        if type(value) is str and not _SPECIAL.search(value):
            return value
        return str(escape(printable(value)))


class Unknown:
    """Stands for a value that is not known yet; looking into it gives another."""

    __slots__ = ("_slot",)

    def __init__(self, slot: Slot) -> None:
        self._slot = slot

    def __getattr__(self, name: str) -> Unknown:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._step(True, name)

    def __getitem__(self, key: object) -> Unknown:
        if not isinstance(key, str | int):
            raise UnknownUsedError(str(self._slot))
        return self._step(False, key)

    def _step(self, attribute: bool, key: str | int) -> Unknown:
        return Unknown(replace(self._slot, steps=(*self._slot.steps, (attribute, key))))

    def _refuse(self, *_: object) -> NoReturn:
        raise UnknownUsedError(str(self._slot))

    __bool__ = __iter__ = __len__ = __contains__ = __call__ = __str__ = __format__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __rmod__ = _refuse
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __pow__ = __rpow__ = _refuse
    __neg__ = __pos__ = __int__ = __float__ = __index__ = _refuse


class BindingEnvironment(WordEnvironment):
    """Prints a marker for what is not known, and keeps filters, tests and calls away from it.

    Attributes:
        slots: What was printed, with its number.
    """

    def __init__(self, filters: Filters) -> None:
        super().__init__(filters)
        self.slots: dict[Slot, int] = {}
        # Some of them pass an unknown value by type without using it, which would be wrong
        # and silent: `default`, `is none`, `is string`.
        self.filters = {name: self._guarded(call) for name, call in self.filters.items()}
        self.tests = {name: self._guarded(call) for name, call in self.tests.items()}

    def printed(self, value: Any) -> Any:
        """A marker for what is not known, else the value."""
        if isinstance(value, Unknown):
            number = self.slots.setdefault(value._slot, len(self.slots))
            return Markup(f"{SLOT_START}{number}{SLOT_END}")
        return printable(value)

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function of the template, refusing what is not known."""
        self._refuse_unknown(obj, *args, *kwargs.values())
        return super().call(context, obj, *args, **kwargs)

    def _guarded(self, call: Any) -> Any:
        @functools.wraps(call)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            self._refuse_unknown(*args, *kwargs.values())
            return call(*args, **kwargs)

        return guarded

    def _refuse_unknown(self, *values: Any) -> None:
        for value in values:
            if isinstance(value, Unknown):
                raise UnknownUsedError(str(value._slot))
            if isinstance(value, str) and (marker := _MARKER.search(value)):
                raise UnknownUsedError(str(list(self.slots)[int(marker[1])]))


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

    def filled(self, values: Sequence[str], with_controls: bool) -> bytes:
        """The part with the values in place.

        Args:
            values: The escaped value of each slot by its number.
            with_controls: Whether there are control characters in them.
        """
        texts = [values[number] for number in self.numbers]
        if with_controls:
            texts = [
                text if text.isprintable() else replace_controls(text, controls)
                for text, controls in zip(texts, self.controls, strict=True)
            ]
        pieces = list(self.pieces)
        pieces[1::2] = [text.encode() for text in texts]
        return b"".join(pieces)

    def paragraph(self, number: int) -> str:
        """What a person sees of the paragraph of a slot; empty if the part has no such slot."""
        if number not in self.numbers:
            return ""
        place = 2 * self.numbers.index(number) + 1
        before = b"".join(self.pieces[:place]).decode()
        return visible_text(before + b"".join(self.pieces[place:]).decode(), len(before))


def split(name: str, xml: str) -> BoundPart:
    """Split a part that was rendered with markers into text and slots."""
    markers = list(_MARKER.finditer(xml))
    texts = _MARKER.sub(SLOT_START, xml).split(SLOT_START)
    pieces = [b""] * (2 * len(texts) - 1)
    pieces[::2] = [text.encode() for text in texts]
    return BoundPart(
        name,
        tuple(pieces),
        tuple(int(marker[1]) for marker in markers),
        tuple(controls_at(xml, marker.start()) for marker in markers),
    )

"""Partial evaluation of templates: what is not known yet may only be printed, and leaves a slot."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import Any, Final, NoReturn

from markupsafe import Markup

from docgen.office.tags.environment import Filters
from docgen.office.word.template.environment import UnknownUsedError, WordEnvironment, printable
from docgen.office.word.template.slot import Slot

# Two code points that are no characters: no text of a template or of a value holds them.
SLOT_START, SLOT_END = "\ufdd0", "\ufdd1"
MARKER: Final = re.compile(f"{SLOT_START}([0-9]+){SLOT_END}")


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
            if isinstance(value, str) and (marker := MARKER.search(value)):
                raise UnknownUsedError(str(list(self.slots)[int(marker[1])]))

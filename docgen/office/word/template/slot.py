"""Slots of a bound template: values that it prints once they are known."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Environment
from markupsafe import escape

from docgen.office.tags.failures import MissingError
from docgen.office.word.template.environment import printable

_OF_DICT: Final = frozenset(dir(dict))
# What is escaped, replaced or refused when it is printed.
_SPECIAL: Final = re.compile(
    "[\x00-\x06\x08\x0b\x0d-\x1f\"&'<>\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


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

    def value(self, context: Mapping[str, Any], environment: Environment) -> Any:
        """The value in a context, looked up as Jinja does it.

        Raises:
            MissingError: There is no such value.
        """
        if self.name not in context:
            raise MissingError(self.name, context)
        value = context[self.name]
        for attribute, key in self.steps:
            # Jinja looks for attributes first, which takes long where there are none.
            if type(value) is dict and key in value and key not in _OF_DICT:
                value = value[key]
            elif attribute:
                value = environment.getattr(value, str(key))
            else:
                value = environment.getitem(value, key)
        return value


def are_printed_as_they_are(values: Collection[Any]) -> bool:
    """Whether ``printed`` would change nothing in values, which is so in most documents."""
    return {*map(type, values)} <= {str} and not _SPECIAL.search("".join(values))


def printed(value: Any) -> str:
    """A value as it stands in a part.

    Raises:
        UnprintableError: A document cannot show it.
    """
    return str(escape(printable(value)))

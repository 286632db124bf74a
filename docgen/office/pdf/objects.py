"""Objects of a PDF as pypdf gives them, whatever a file has in their place."""

from __future__ import annotations

from typing import Any, Final

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    StreamObject,
)

DEEPEST: Final = 32
"""How far fields may lie in each other."""

_OFF: Final = ("", "/Off")


def inherited(entry: DictionaryObject, key: str) -> Any:
    """An entry of a field, or of the nearest one above that has it."""
    for _ in range(DEEPEST):
        if key in entry:
            return resolved(entry[key])
        above = resolved(entry.get("/Parent"))
        if not isinstance(above, DictionaryObject):
            break
        entry = above
    return None


def is_on(state: object) -> bool:
    """Whether a state of a box to tick is ticked."""
    return isinstance(state, NameObject) and str(state) not in _OFF


def number(value: object) -> int:
    """A whole number; 0 if it is none."""
    found = resolved(value)
    return int(found) if isinstance(found, int) else 0


def text_of(value: object) -> str:
    """A text; empty if it is none."""
    found = resolved(value)
    if isinstance(found, ArrayObject):
        return "\n".join(map(text_of, found))
    if isinstance(found, StreamObject):
        found = found.get_data()
    if isinstance(found, ByteStringObject | bytes):
        found = bytes(found).decode("gb18030", "replace")
    text = found if isinstance(found, str) else ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def items(value: object) -> list[Any]:
    """What is in a list; nothing if it is none."""
    found = resolved(value)
    return [resolved(item) for item in found] if isinstance(found, ArrayObject) else []


def resolved(value: Any) -> Any:
    """What a value refers to, or itself."""
    return value.get_object() if hasattr(value, "get_object") else value

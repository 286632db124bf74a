"""What people typed into a PDF: values of its form fields, and texts and ticks put on its pages."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    StreamObject,
)

from docgen.office.pdf.page import Glyph

_INHERITED: Final = ("/FT", "/Ff", "/V", "/Opt", "/TU")
_RADIO, _PUSH = 1 << 15, 1 << 16  # of a button's flags
_HIDDEN: Final = 1 << 1  # of an annotation's flags
_OFF: Final = ("", "/Off")
_DEEPEST: Final = 32
_TICK: Final = "√"
# How large a text on a page is taken to be: programs fit it into its box by themselves.
_SIZE, _PITCH = 10.0, 12.0


@dataclass(slots=True)
class Typed:
    """What was typed into a file.

    Attributes:
        values: Value of each form field by its full name; ``是`` or ``否`` of a box to tick.
        titles: Full name of each field by the title that a person sees, where it has one.
        pages: For each page what stands on it in fields and in text boxes.
        is_xfa: Whether the form is of another kind inside, which only Adobe's programs show.
    """

    values: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    pages: list[list[Glyph]] = field(default_factory=list)
    is_xfa: bool = False


def read_typed(data: bytes) -> Typed:
    """What was typed into a PDF that is not locked, or is so for changes only."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    typed = Typed()
    root = reader.root_object
    form = _object(root.get("/AcroForm"))
    if isinstance(form, DictionaryObject):
        for name, entry in _fields(form.get("/Fields"), "", {}):
            if (value := _value(entry)) is not None:
                typed.values[name] = value
                if title := _text(entry.get("/TU")):
                    typed.titles.setdefault(title, name)
        typed.is_xfa = "/XFA" in form and (
            not typed.values or bool(_object(root.get("/NeedsRendering")))
        )
    typed.pages = [list(_on_page(page)) for page in reader.pages]
    return typed


def _fields(
    kids: object, above: str, inherited: Mapping[str, Any], depth: int = 0
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Fields at the ends of the tree, with what they inherit."""
    for entry in _list(kids):
        if not isinstance(entry, DictionaryObject) or depth > _DEEPEST:
            continue
        name = ".".join(filter(None, (above, _text(entry.get("/T")))))
        own = {key: _object(entry[key]) for key in _INHERITED if key in entry}
        known = {**inherited, **own, "/AS": _object(entry.get("/AS"))}
        parts = [kid for kid in _list(entry.get("/Kids")) if isinstance(kid, DictionaryObject)]
        if any("/T" in kid for kid in parts):
            yield from _fields(entry.get("/Kids"), name, known, depth + 1)
        elif name:
            states = [known["/AS"], *(_object(kid.get("/AS")) for kid in parts)]
            known["/AS"] = next((state for state in states if _is_on(state)), None)
            yield name, known


def _value(entry: Mapping[str, Any]) -> str | None:
    """Value of a field; None of a button to push or a signature."""
    kind, flags, value = entry.get("/FT"), _number(entry.get("/Ff")), entry.get("/V")
    if kind in ("/Tx", "/Ch"):
        return _text(value)
    if kind != "/Btn" or flags & _PUSH:
        return None
    state = value if isinstance(value, NameObject) else entry.get("/AS")
    if not flags & _RADIO:
        return "是" if _is_on(state) else "否"
    if not _is_on(state):
        return ""
    # Names that are not Latin stand in a list, and the state is a number in it.
    choice = str(state).removeprefix("/")
    options = [_text(option) for option in _list(entry.get("/Opt"))]
    known = choice.isdecimal() and int(choice) < len(options)
    return options[int(choice)] if known else choice


def _on_page(page: PageObject) -> Iterator[Glyph]:
    if page.rotation:
        return
    for mark in _list(page.get("/Annots")):
        if not isinstance(mark, DictionaryObject) or _number(mark.get("/F")) & _HIDDEN:
            continue
        text = _shown(mark)
        box = [float(side) for side in _list(mark.get("/Rect"))]
        if text and len(box) == 4:
            left, right = sorted((box[0], box[2]))
            bottom, top = sorted((box[1], box[3]))
            x, y = float(page.mediabox.left), float(page.mediabox.top)
            yield from _set(text, left - x, y - top, right - x, y - bottom)


def _shown(mark: DictionaryObject) -> str:
    """Text that a field or a text box shows on its page."""
    kind = mark.get("/Subtype")
    if kind == "/FreeText":
        return _text(mark.get("/Contents"))
    if kind != "/Widget":
        return ""
    if _inherited(mark, "/FT") == "/Btn":
        return _TICK if _is_on(_object(mark.get("/AS"))) else ""
    return _text(_inherited(mark, "/V"))


def _set(text: str, left: float, top: float, right: float, bottom: float) -> Iterator[Glyph]:
    lines = text.split("\n")
    middle = (top + bottom - _PITCH * (len(lines) - 1)) / 2
    for number, line in enumerate(lines):
        at = max(middle, top) + _PITCH * number
        if line.strip():
            yield Glyph(line, left, at - _SIZE / 2, right, at + _SIZE / 2)


def _inherited(entry: DictionaryObject, key: str) -> Any:
    for _ in range(_DEEPEST):
        if key in entry:
            return _object(entry[key])
        above = _object(entry.get("/Parent"))
        if not isinstance(above, DictionaryObject):
            break
        entry = above
    return None


def _is_on(state: object) -> bool:
    return isinstance(state, NameObject) and str(state) not in _OFF


def _number(value: object) -> int:
    found = _object(value)
    return int(found) if isinstance(found, int) else 0


def _text(value: object) -> str:
    found = _object(value)
    if isinstance(found, ArrayObject):
        return "\n".join(map(_text, found))
    if isinstance(found, StreamObject):
        found = found.get_data()
    if isinstance(found, ByteStringObject | bytes):
        found = bytes(found).decode("gb18030", "replace")
    text = found if isinstance(found, str) else ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _list(value: object) -> list[Any]:
    found = _object(value)
    return [_object(item) for item in found] if isinstance(found, ArrayObject) else []


def _object(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value

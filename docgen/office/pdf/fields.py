"""What people typed into the form fields of a PDF, and what they put on its pages."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, NameObject

from docgen.office.pdf.annotations import Annotations, annotations_of
from docgen.office.pdf.objects import DEEPEST, is_on, items, number, resolved, text_of

_INHERITED: Final = ("/FT", "/Ff", "/V", "/Opt", "/TU")
_RADIO, _PUSH = 1 << 15, 1 << 16  # of a button's flags


@dataclass(slots=True)
class Typed:
    """What was typed into a file.

    Attributes:
        values: Value of each form field by its full name; ``是`` or ``否`` of a box to tick.
        titles: Full name of each field by the title that a person sees, where it has one.
        pages: For each page what people put on it.
        is_xfa: Whether the form is of another kind inside, which only Adobe's programs show.
    """

    values: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    pages: list[Annotations] = field(default_factory=list)
    is_xfa: bool = False


def read_typed(data: bytes) -> Typed:
    """What was typed into a PDF that is not locked, or is so for changes only."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    typed = Typed()
    root = reader.root_object
    form = resolved(root.get("/AcroForm"))
    if isinstance(form, DictionaryObject):
        for name, entry in _fields(form.get("/Fields"), "", {}):
            if (value := _value(entry)) is not None:
                typed.values[name] = value
                if title := text_of(entry.get("/TU")):
                    typed.titles.setdefault(title, name)
        typed.is_xfa = "/XFA" in form and (
            not typed.values or bool(resolved(root.get("/NeedsRendering")))
        )
    typed.pages = [annotations_of(page) for page in reader.pages]
    return typed


def _fields(
    kids: object, above: str, inherited: Mapping[str, Any], depth: int = 0
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Fields at the ends of the tree, with what they inherit."""
    for entry in items(kids):
        if not isinstance(entry, DictionaryObject) or depth > DEEPEST:
            continue
        name = ".".join(filter(None, (above, text_of(entry.get("/T")))))
        own = {key: resolved(entry[key]) for key in _INHERITED if key in entry}
        known = {**inherited, **own, "/AS": resolved(entry.get("/AS"))}
        parts = [kid for kid in items(entry.get("/Kids")) if isinstance(kid, DictionaryObject)]
        if any("/T" in kid for kid in parts):
            yield from _fields(entry.get("/Kids"), name, known, depth + 1)
        elif name:
            states = [known["/AS"], *(resolved(kid.get("/AS")) for kid in parts)]
            known["/AS"] = next((state for state in states if is_on(state)), None)
            yield name, known


def _value(entry: Mapping[str, Any]) -> str | None:
    """Value of a field; None of a button to push or a signature."""
    kind, flags, value = entry.get("/FT"), number(entry.get("/Ff")), entry.get("/V")
    if kind in ("/Tx", "/Ch"):
        return text_of(value)
    if kind != "/Btn" or flags & _PUSH:
        return None
    state = value if isinstance(value, NameObject) else entry.get("/AS")
    if not flags & _RADIO:
        return "是" if is_on(state) else "否"
    if not is_on(state):
        return ""
    # Names that are not Latin stand in a list, and the state is a number in it.
    choice = str(state).removeprefix("/")
    options = [text_of(option) for option in items(entry.get("/Opt"))]
    known = choice.isdecimal() and int(choice) < len(options)
    return options[int(choice)] if known else choice

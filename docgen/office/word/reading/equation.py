"""Equations of Word written in one line: 169/176, x², √(2)."""

from __future__ import annotations

from typing import Final

from lxml import etree

from docgen.office.package import namespaces
from docgen.office.symbols import UNREADABLE, raised

MATH: Final = f"{{{namespaces.MATH.transitional}}}"

_DEEPEST: Final = 30
_PLAIN: Final = frozenset({"oMath", "e", "num", "den", "sup", "sub", "deg", "r", "box"})
_SCRIPTS: Final = {"sSup": ("sup", "superscript"), "sSub": ("sub", "subscript")}


def linear(element: etree._Element, depth: int = 0) -> str:
    """An equation in one line, with ``UNREADABLE`` for what cannot be written so."""
    kind = _kind(element)
    if depth > _DEEPEST:
        return UNREADABLE
    if kind == "t":
        return element.text or ""
    children = [(_kind(one), linear(one, depth + 1)) for one in element if _is_math(one)]
    if kind in _PLAIN:
        return "".join([text for _, text in children])
    parts = dict(children)
    if kind == "f":
        return f"{_whole(parts.get('num', ''))}/{_whole(parts.get('den', ''))}"
    if kind in _SCRIPTS:
        name, place = _SCRIPTS[kind]
        script = raised(parts.get(name, ""), {place})
        return parts.get("e", "") + (script if script != parts.get(name) else UNREADABLE)
    if kind == "d" and element.find(f"{MATH}dPr/*") is None:
        return f"({parts.get('e', '')})"
    if kind == "rad" and not parts.get("deg"):
        return f"√{_whole(parts.get('e', ''))}"
    return UNREADABLE


def _kind(element: etree._Element) -> str:
    return str(element.tag).removeprefix(MATH)


def _is_math(element: etree._Element) -> bool:
    return str(element.tag).startswith(MATH) and not _kind(element).endswith("Pr")


def _whole(text: str) -> str:
    """A part that cannot be taken apart by what stands beside it."""
    return text if text.replace(".", "").isalnum() else f"({text})"

"""Styles of a Word document whose text is not seen as it stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import etree

from docgen.office.package.xml import is_on, parse_xml
from docgen.office.symbols import is_symbol_font
from docgen.office.word.names import w
from docgen.problems import Place

Marks = frozenset[str]
Styles = Mapping[str, Marks]
"""The marks of each style that has any, by its identifier; of the paragraphs' default, by none."""

NO_STYLES: Final[Styles] = {}

DEFAULTS: Final = "\0"
"""By what the marks stand that a document gives to all of its text."""

TOGGLES: Final = ("strike", "dstrike", "vanish")
"""The marks that make text unseen, or struck out."""

_VALUE: Final = w("val")
_RUN_LAYOUT, _ALIGNMENT, _FONTS = w("rPr"), w("vertAlign"), w("rFonts")
_MARKUP: Final = re.compile("[<>&\"']")  # what is written otherwise in a part
_IN_FONT: Final = "in "  # before the name of a font with symbols for letters
_IN_STYLES: Final = re.compile(
    rb"""\b(?:d?strike|vanish|vertAlign)\b|["'](?:(?:web|wing)dings|symbol|mt extra|marlett)""",
    re.IGNORECASE,
)
_DEEPEST: Final = 20  # styles that are based on one another
_LONGEST_KEPT: Final = 200_000  # what is kept comes from outside


def marked_styles(data: bytes, part: str) -> Styles:
    """The styles whose text is not seen as it stands there.

    Args:
        data: The part with the styles.
        part: Its name, for the problem.

    Raises:
        ProblemError: The part is damaged.
    """
    if _IN_STYLES.search(data) is None:
        return NO_STYLES
    return (_kept_styles if len(data) <= _LONGEST_KEPT else _styles)(data, part)


def is_used(styles: Iterable[str], data: bytes) -> bool:
    """Whether a document part may refer to one of these styles."""
    return any(
        name in ("", DEFAULTS) or _MARKUP.search(name) or name.encode() in data for name in styles
    )


def font_of(layout: etree._Element | None, inherited: Iterable[Marks] = ()) -> str:
    """The font of a run, if it has one of its own, or one with symbols for letters from a style."""
    fonts = None if layout is None else layout.find(_FONTS)
    own = "" if fonts is None else fonts.get(w("ascii"), "") or fonts.get(w("hAnsi"), "")
    named = (mark for marks in inherited for mark in marks if mark.startswith(_IN_FONT))
    return own or next(named, "").removeprefix(_IN_FONT)


def _styles(data: bytes, part: str) -> Styles:
    root = parse_xml(data, Place(field=part))
    known = {style.get(w("styleId"), ""): style for style in root.iterchildren(w("style"))}
    own = {name: _own(style) for name, style in known.items()}
    found = {name: _marks_of(style, own) for name, style in own.items()}
    default = next((name for name, style in known.items() if _is_default(style)), "")
    found[""] = found.get(default, frozenset())
    found[DEFAULTS] = _default_marks(root)
    return {name: marks for name, marks in found.items() if marks}


# The part is the same in every copy of a form.
_kept_styles: Final = lru_cache(maxsize=32)(_styles)


def _is_default(style: etree._Element) -> bool:
    return style.get(w("type")) == "paragraph" and is_on(style.get(w("default"), "0"))


def _default_marks(root: etree._Element) -> Marks:
    """The marks that all text of the document has where nothing says otherwise."""
    layout = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{_RUN_LAYOUT}")
    marks = [] if layout is None else [one for one in layout if is_on(one.get(_VALUE))]
    return frozenset(etree.QName(one).localname for one in marks) & frozenset(TOGGLES)


class _Own(NamedTuple):
    """What a style says itself, and the style that says the rest."""

    toggles: Mapping[str, bool]
    place: str
    font: str
    base: str


def _own(style: etree._Element) -> _Own:
    layout, base = style.find(_RUN_LAYOUT), style.find(w("basedOn"))
    toggles: dict[str, bool] = {}
    place = ""
    for mark in () if layout is None else layout:
        name = etree.QName(mark).localname
        if name in TOGGLES:
            toggles.setdefault(name, is_on(mark.get(_VALUE)))
        elif mark.tag == _ALIGNMENT:
            place = place or mark.get(_VALUE, "")
    return _Own(toggles, place, font_of(layout), "" if base is None else base.get(_VALUE, ""))


def _marks_of(style: _Own, known: Mapping[str, _Own]) -> Marks:
    """The marks of a style: its own, else those of the one that it is based on."""
    toggles: dict[str, bool] = {}
    place = font = ""
    following: _Own | None = style
    for _ in range(_DEEPEST):
        if following is None:
            break
        toggles = {**following.toggles, **toggles}
        place, font = place or following.place, font or following.font
        following = known.get(following.base)
    others = {place} & {"superscript", "subscript"}
    if is_symbol_font(font):
        others.add(f"{_IN_FONT}{font}")
    return frozenset(name for name, holds in toggles.items() if holds) | others

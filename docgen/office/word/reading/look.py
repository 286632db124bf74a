"""What other parts of a Word file say of the text of its document: styles and numbering."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from docgen.office.package.archive import Package
from docgen.office.word.names import plain_part
from docgen.office.word.reading.numbering import Numbering, numbered_styles, numbering_of
from docgen.office.word.reading.styles import NO_STYLES, Styles, is_used, marked_styles
from docgen.problems import Place, ProblemError

_LONGEST_KEPT: Final = 200_000  # what is kept comes from outside
_NUMBERED: Final = b"numPr"


@dataclass(frozen=True, eq=False)
class Look:
    """How the text of a document is seen; the same parts give the same one.

    Attributes:
        styles: Styles whose text is not seen as it stands there.
        numbering: The automatic numbers of its paragraphs; None if there are none.
        is_kept: Whether the parts are short enough that this is kept for the next file.
    """

    styles: Styles = field(default_factory=lambda: NO_STYLES)
    numbering: Numbering | None = None
    is_kept: bool = True


PLAIN: Final = Look()
"""How the text is seen where no other part matters."""


def look_of(package: Package, data: bytes) -> Look:
    """What the parts of a file say of the text of its document.

    Args:
        package: The file.
        data: Its document part.

    Raises:
        ProblemError: One of the parts is damaged.
    """
    try:
        styles = _part(package, "styles")
        known = _kept_names if len(styles) <= _LONGEST_KEPT else _names
        marked, numbered = known(styles)
        is_styled = is_used(marked, data)
        is_numbered = _NUMBERED in data or is_used(numbered, data)
        if not is_styled and not is_numbered:
            return PLAIN
        numbering = _part(package, "numbering") if is_numbered else b""
        is_short = len(styles) + len(numbering) <= _LONGEST_KEPT
        if is_short:
            return _kept_look(styles, numbering, is_styled)
        return replace(_look(styles, numbering, is_styled), is_kept=False)
    except ProblemError as error:
        raise error.within(package.file) from None


def _names(styles: bytes) -> tuple[frozenset[str], frozenset[str]]:
    """The styles with marks, and those with automatic numbers."""
    if not styles:
        return frozenset(), frozenset()
    numbered = numbered_styles(styles) if _NUMBERED in styles else {}
    return frozenset(marked_styles(styles, "styles")), frozenset(numbered)


# The part is the same in every copy of a form.
_kept_names: Final = lru_cache(maxsize=32)(_names)


def _look(styles: bytes, numbering: bytes, is_styled: bool) -> Look:
    marked = marked_styles(styles, "styles") if is_styled else NO_STYLES
    return Look(marked, numbering_of(numbering, styles) if numbering else None)


_kept_look: Final = lru_cache(maxsize=32)(_look)


def _part(package: Package, kind: str) -> bytes:
    """The part that is of a kind to the document; empty if there is none."""
    part = package.target(package.main.name, kind) if package.main else None
    if part is None:
        return b""
    found = package.shared(part)
    return (_kept_plain if len(found) <= _LONGEST_KEPT else plain_part)(found, Place(field=part))


_kept_plain: Final = lru_cache(maxsize=32)(plain_part)

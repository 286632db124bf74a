"""Titles of sheets that hold tags: filled with what Excel allows there, each only once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from docgen.problems import Place, ProblemError, problem

_LONGEST: Final = 31
# Signs that no title may hold, and what looks like them.
_WIDE: Final = str.maketrans("[]:*?/\\", "［］：＊？／＼")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]+")
_KEPT: Final = "history"  # Excel has a sheet of this name itself


def legal_title(text: str, place: Place, is_taken: Callable[[str], bool]) -> str:
    """A title as Excel takes it, close to what it is to be.

    Args:
        text: What it is to be.
        place: Where its tag stands.
        is_taken: Whether a title, in small letters, is that of another sheet.

    Raises:
        ProblemError: Nothing is left of it.
    """
    wanted = _CONTROLS.sub(" ", text).translate(_WIDE).strip().strip("'")
    title, number = _cut(wanted, _LONGEST), 1
    if not title:
        raise ProblemError([problem("workbook.title-blank", place)])
    while is_taken(title.lower()) or title.lower() == _KEPT:
        number += 1
        suffix = f" ({number})"
        title = _cut(wanted, _LONGEST - len(suffix)) + suffix
    return title


def _cut(text: str, most: int) -> str:
    """The beginning of a text that is so long in the units in which Excel counts."""
    units = text.encode("utf-16-le")[: 2 * most]
    return units.decode("utf-16-le", "ignore").strip().strip("'")


def follow_titles(text: str, titles: Sequence[tuple[str, str]]) -> str:
    """A list of sheets, or of names in them, as document properties have it.

    Args:
        text: An entry of it.
        titles: The titles of sheets in the template and in the document.
    """
    for old, new in titles:
        if text == old:
            return new
        for before, after in ((old, new), (f"'{old}'", f"'{new}'")):
            if text.startswith(f"{before}!"):
                return f"{after}{text.removeprefix(before)}"
    return text

"""What comes of reading a value, held against what a person sees: value, notice, problem, wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.problems import Problem, errors
from readings.seen_marks import BLANK

Cell = tuple[str, str, str]
"""Where, what kind, and in which format: a cell of the matrix."""

_OF_ALL = "form.partly-known"  # at the first cell that is, and nothing is read
_BLANKS = re.compile(r"[\s\u3000\u200b\u2060\ufeff]+")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read at a place.

    Attributes:
        found: The value; None if there is none.
        told: The problems at its place, and those of the file as a whole.
    """

    found: object
    told: Sequence[Problem] = ()


def outcome(read: Read, seen: str, kept: str = "") -> str:
    """What the table says of a value.

    Args:
        read: What was read.
        seen: What a person sees; empty if nothing that is sure.
        kept: What may be read instead if a notice tells it.
    """
    codes = sorted({one.code for one in read.told})
    named = ", ".join(f"`{code}`" for code in codes)
    if errors(read.told):
        return f"problem {named}"
    if seen and is_same(read.found, seen):
        return f"notice {named}" if named else "value"
    if named and kept and is_same(read.found, kept):
        return f"notice {named}"
    return f"wrong: {str(read.found)!r}{f' {named}' if named else ''}"


def is_same(found: object, seen: str) -> bool:
    """Whether a value is what is seen."""
    if isinstance(found, (int, Decimal)) and not isinstance(found, bool):
        number = _number(seen)
        return number is not None and Decimal(found) == number
    if found is None or found == "" or seen == BLANK:
        return seen == BLANK and found in (None, "")
    return _squeezed(str(found)) == _squeezed(seen)


def _number(seen: str) -> Decimal | None:
    plain = seen.translate(_WIDE).replace(",", "")
    return Decimal(plain) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain) else None


def _squeezed(text: str) -> str:
    return _BLANKS.sub("", text).removesuffix("社区")


def is_of_file(problem: Problem) -> bool:
    """Whether a problem is one of all that is in the file, whatever place it points to."""
    place = problem.place
    return problem.code == _OF_ALL or not (place.field or place.cell or place.line or place.row)

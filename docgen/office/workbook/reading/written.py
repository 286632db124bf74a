"""Numbers and days as the markup of a cell writes them."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from docgen.office.package.xml import MarkupError

EPOCH: Final = datetime(1899, 12, 30)
"""The day from which days are counted."""


def float_of(text: str) -> float:
    """A number as it stands in a cell.

    Raises:
        MarkupError: It is none.
    """
    try:
        number = float(text)
    except ValueError:
        raise MarkupError(text) from None
    if "_" in text or not text.isascii():
        raise MarkupError(text)  # which Python takes for a number
    return number


def moment_of(text: str) -> datetime:
    """A day, with or without its time, as ISO 8601 writes it and a cell of the kind ``d`` holds.

    A time alone is one of the day from which days are counted.

    Raises:
        MarkupError: It is none.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            moment = datetime.combine(EPOCH, time.fromisoformat(text.strip()))
        except ValueError:
            raise MarkupError(text) from None
    return moment.replace(tzinfo=None)

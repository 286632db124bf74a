"""What a template may take of time and memory: every step is counted, every size bounded."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Set
from typing import Any, Final

LARGEST: Final = 1_000_000
"""Characters of a text, elements of a list, and every number that sets a size."""

_STEPS: Final = 1_000_000
_CHARACTERS: Final = 100_000_000
_SECONDS: Final = 10.0
_BETWEEN_LOOKS: Final = 64  # steps: asking for the time takes longer than a step
_LONGEST_NUMBER: Final = 20_000  # bits


class TooMuchError(Exception):
    """A template asks for more than any document needs."""


class Budget(threading.local):
    """What is left to a template that is being rendered; each thread has a budget of its own."""

    def __init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Start anew, for the next document."""
        self._steps = _STEPS
        self._characters = _CHARACTERS
        self._until = time.thread_time() + _SECONDS

    def spend(self, characters: int) -> None:
        """Count a step and what it writes.

        Raises:
            TooMuchError: Nothing is left.
        """
        self._steps -= 1
        self._characters -= characters
        if self._steps < 0 or self._characters < 0:
            raise TooMuchError
        if self._steps % _BETWEEN_LOOKS == 0 and time.thread_time() > self._until:
            raise TooMuchError


def size(value: Any) -> int:
    """About how many characters a value has when it is printed, counted no further than allowed.

    Raises:
        TooMuchError: It has more than allowed.
    """
    found = _size(value, LARGEST)
    if found > LARGEST:
        raise TooMuchError
    return found


def bounded(value: int) -> None:
    """Refuse a number that would set too large a size.

    Raises:
        TooMuchError: It is.
    """
    if isinstance(value, int) and abs(value) > LARGEST:
        raise TooMuchError


def bounded_number(bits: int) -> None:
    """Refuse a whole number of more digits than anybody reads.

    Raises:
        TooMuchError: It has so many bits.
    """
    if bits > _LONGEST_NUMBER:
        raise TooMuchError


def _size(value: Any, most: int) -> int:
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, int):
        return 1 + value.bit_length() // 3
    if isinstance(value, Mapping):
        items: Any = (part for pair in value.items() for part in pair)
    elif isinstance(value, list | tuple | Set):
        items = value
    else:
        return 1
    found = 2
    for item in items:
        found += 2 + _size(item, most - found)
        if found > most:
            break
    return found

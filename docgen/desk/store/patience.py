"""A connection to PostgreSQL that gives up on a server which no longer answers."""

from __future__ import annotations

from collections.abc import Generator
from time import monotonic
from typing import Any, TypeVar

from psycopg import Connection, OperationalError

T = TypeVar("T")
Waiting = Generator[Any, Any, T]
_EVERY = 0.1  # seconds in which it is seen again whether the patience is at an end


class PatientConnection(Connection[Any]):
    """A connection that is closed once its server has been silent for too long.

    The server's own bounds (``lock_timeout``) do not help where it is the server that hangs, or
    what stands between.

    Attributes:
        patience: Seconds for which the server may be silent while something is asked of it.
    """

    patience: float = 60

    def wait(self, gen: Waiting[T], interval: float = _EVERY, timeout: float | None = None) -> T:
        """Wait for the answer to what was asked.

        Args:
            gen: What is waited for, as psycopg has it.
            interval: Seconds between two looks.
            timeout: Seconds for the whole, of versions that know such a bound.

        Raises:
            OperationalError: The server was silent for too long.
        """
        more = {} if timeout is None else {"timeout": timeout}
        return super().wait(self._bounded(gen), interval, **more)

    def _bounded(self, gen: Waiting[T]) -> Waiting[T]:
        last, ready = monotonic(), None
        while True:
            try:
                wanted = gen.send(ready)
            except StopIteration as end:
                value: T = end.value
                return value
            ready = yield wanted
            if ready:
                last = monotonic()
            elif monotonic() - last > self.patience:
                # As long as it is open, the end of the transaction would be waited for as well.
                self.pgconn.finish()
                raise OperationalError

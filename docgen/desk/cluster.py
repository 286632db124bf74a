"""The workers of a Dask cluster, and its end where it has none or is lost: told in bounded time."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from typing import Any, Final

from docgen.problems import ProblemError, problem

_PATIENCE: Final = 15  # seconds for a cluster to answer, and for workers to come or come back
_TRIES: Final = 2  # times that patience: the library's own bound comes first
_LOOK_EVERY: Final = 1  # seconds
_CLOSING: Final = 2  # seconds


@contextmanager
def cluster_workers(address: str) -> Iterator[tuple[Executor, int]]:
    """The workers of a cluster, and how many they are; they must share the round's folder.

    Args:
        address: Address of the scheduler, such as ``tcp://host:8786``.

    Raises:
        ProblemError: The cluster cannot be reached, has no workers or is lost, or its library
            is not installed.
    """
    try:
        from distributed import Client
        from distributed.client import ClosedClientError
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise ProblemError([problem("cluster.not-installed")]) from None

    class Leaving(Client):  # type: ignore[misc]  # it has no types
        """A client that takes no leave by itself of what it never reached, at the very end."""

        def __del__(self) -> None:
            pass

    # What goes wrong is told below; the library's own lines are for its maintainers.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    facts = {"address": address, "seconds": _PATIENCE}
    try:
        client = _within_bounds(lambda: Leaving(address, timeout=_PATIENCE, set_as_default=False))
    except (OSError, TimeoutError):
        raise ProblemError([problem("cluster.unreachable", **facts)]) from None
    except (ValueError, TypeError):
        raise ProblemError([problem("cluster.address", address=address)]) from None
    watch = _Watch(client)
    try:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            raise ProblemError([problem("cluster.no-workers", **facts)]) from None
        watch.start()
        yield client.get_executor(pure=False), max(1, sum(client.ncores().values()))
    except (CancelledError, ClosedClientError, CommClosedError, KilledWorker):
        code = "cluster.no-workers" if watch.is_deserted else "cluster.lost"
        raise ProblemError([problem(code, **(facts if watch.is_deserted else {}))]) from None
    finally:
        watch.stop()
        with suppress(Exception):  # of a cluster that is gone
            client.close(timeout=_CLOSING)


def _within_bounds(connect: Callable[[], Any]) -> Any:
    """What connects, unless it takes far too long: with a server that says nothing it never ends.

    Raises:
        TimeoutError: It took too long, and is left to itself.
        Exception: Whatever it raises.
    """
    result: Future[Any] = Future()

    def run() -> None:
        try:
            result.set_result(connect())
        except Exception as error:
            result.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return result.result(_TRIES * _PATIENCE)


class _Watch(threading.Thread):
    """Gives up on a cluster whose workers have all gone: it would wait for them for ever.

    Attributes:
        is_deserted: Whether it was given up.
    """

    def __init__(self, client: Any) -> None:
        super().__init__(daemon=True)
        self.is_deserted = False
        self._client = client
        self._ended = threading.Event()

    def run(self) -> None:
        """Look again and again, until it is stopped or the client has lost the cluster itself."""
        seen = time.monotonic()
        while not self._ended.wait(_LOOK_EVERY):
            try:
                if self._client.ncores():
                    seen = time.monotonic()
            except Exception:  # the client has closed, and cancels all work
                return
            if time.monotonic() - seen > _PATIENCE:
                self.is_deserted = True
                self._client.close(timeout=_CLOSING)
                return

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()

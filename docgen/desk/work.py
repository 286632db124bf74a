"""Work in chunks over any executor: little in flight, results in order, a clean stop."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Final, TypeVar

from docgen.problems import ProblemError, problem

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK: Final = 64
"""Items to a chunk: long enough that handing it over costs little, short enough to lose."""
_PATIENCE: Final = 15  # seconds for a cluster to answer
_IN_FLIGHT: Final = 4  # chunks for each worker, so that memory does not grow with the work


@contextmanager
def process_workers(jobs: int) -> Iterator[Executor | None]:
    """Worker processes of this machine; None for one job, which is done in this process.

    Args:
        jobs: How many processes.
    """
    if jobs <= 1:
        yield None
        return
    # Started anew rather than forked: a fork copies threads' locks, and memory, as they are.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, context, initializer=_leave_interrupts_to_the_parent)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def cluster_workers(address: str) -> Iterator[tuple[Executor, int]]:
    """The workers of a Dask cluster, and how many they are; they must share the round's folder.

    Args:
        address: Address of the scheduler, such as ``tcp://host:8786``.

    Raises:
        ProblemError: The cluster cannot be reached, or its library is not installed.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ProblemError([problem("cluster.not-installed")]) from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        facts = {"address": address, "reason": str(error)}
        raise ProblemError([problem("cluster.unreachable", **facts)]) from None
    with client, client.get_executor(pure=False) as executor:
        yield executor, max(1, sum(client.ncores().values()))


def in_chunks(
    task: Callable[[list[Item]], Result],
    items: Iterable[Item],
    executor: Executor | None = None,
    *,
    jobs: int = 1,
    size: int = CHUNK,
) -> Iterator[Result]:
    """Results of a task on chunks of items, in the order of the items.

    Args:
        task: What is done with a chunk; it must be picklable for other processes.
        items: The items, read only as far as workers need them.
        executor: Who does it; this process if None.
        jobs: How many workers the executor has.
        size: Items to a chunk.
    """
    source = iter(items)
    chunks = iter(lambda: list(islice(source, size)), [])
    if executor is None:
        yield from map(task, chunks)
        return
    pending: deque[Future[Result]] = deque()
    try:
        for chunk in chunks:
            pending.append(executor.submit(task, chunk))
            if len(pending) >= jobs * _IN_FLIGHT:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        for future in pending:
            future.cancel()


def _leave_interrupts_to_the_parent() -> None:
    # Ctrl-C reaches every process of a terminal; workers finish their chunk, the parent stops.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

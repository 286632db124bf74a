"""Work in chunks over any executor: little in flight, results in order, a clean stop."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from docgen.desk.log import log_file, log_into
from docgen.problems import ProblemError, problem

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK: Final = 64
"""Items to a chunk: long enough that handing it over costs little, short enough to lose."""
_IN_FLIGHT: Final = 4  # chunks for each worker, so that memory does not grow with the work


@contextmanager
def process_workers(jobs: int) -> Iterator[Executor | None]:
    """Worker processes of this machine; None for one job, which is done in this process.

    Args:
        jobs: How many processes.

    Raises:
        ProblemError: One of them ended before its work was done.
    """
    if jobs <= 1:
        yield None
        return
    # Started anew rather than forked: a fork copies threads' locks, and memory, as they are.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(
        jobs, context, initializer=_follow_the_parent, initargs=(log_file(),)
    )
    try:
        yield pool
    except BrokenProcessPool:
        raise ProblemError([problem("work.worker-ended")]) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


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


def _follow_the_parent(log: Path | None) -> None:
    # Ctrl-C reaches every process of a terminal; workers finish their chunk, the parent stops.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if log is not None:
        log_into(log)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    """End this process as soon as its parent has; it would wait for work for ever."""
    multiprocessing.connection.wait([sentinel])
    os._exit(1)

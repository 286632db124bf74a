"""Work in a child process: what comes back, what stops it, and who may start it."""

import json
import os
import signal
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from docgen.office.incoming.bounded import CrashError, bounded

LIMITS = {"seconds": 20, "megabytes": 512}
unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")


def twice(text: str) -> str:
    print("what a library prints")
    return text * 2


def sleep_on() -> None:
    while True:
        time.sleep(1)


def fill_memory() -> int:
    return len(bytearray(4 << 30))


def crash() -> None:
    os.kill(os.getpid(), signal.SIGABRT)


def leave() -> None:
    sys.exit(3)


def refuse() -> None:
    raise KeyError("key")


class UnpicklableError(Exception):
    def __init__(self, one: str, two: str) -> None:
        super().__init__(one)


def refuse_unpicklably() -> None:
    raise UnpicklableError("one", "two")


def bounded_twice(text: str) -> str:
    return bounded(twice, text, **LIMITS)


def test_the_result_comes_back_whatever_is_printed():
    assert bounded(twice, "是", **LIMITS) == "是是"
    assert len(bounded(twice, "x" * 3_000_000, **LIMITS)) == 6_000_000


@pytest.mark.timed
def test_a_function_that_hangs_is_stopped():
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        bounded(sleep_on, seconds=0.5, megabytes=512)
    assert time.monotonic() - begun < 5


@unix
def test_a_function_that_needs_too_much_memory_is_stopped():
    with pytest.raises(MemoryError):
        bounded(fill_memory, **LIMITS)


@pytest.mark.parametrize("function", [crash, leave])
def test_a_crash_is_an_error_of_this_call(function):
    with pytest.raises(CrashError):
        bounded(function, **LIMITS)


def test_an_error_comes_back_with_the_traceback_of_the_child():
    with pytest.raises(KeyError) as error:
        bounded(refuse, **LIMITS)
    assert "in refuse" in "".join(error.value.__notes__)
    with pytest.raises(RuntimeError, match="in refuse_unpicklably"):
        bounded(refuse_unpicklably, **LIMITS)


def test_a_module_in_the_working_folder_is_not_imported(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("def dumps(value): return 'from here'")
    monkeypatch.chdir(tmp_path)
    assert bounded(json.dumps, 1, **LIMITS) == "1"


def test_workers_and_threads_may_start_children():
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(bounded_twice, "a").result() == "aa"
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(bounded_twice, "bc")) == ["bb", "cc"]


def test_a_daemonic_worker_may_start_children():
    """As a worker of a Dask cluster is."""
    context = get_context("spawn")
    queue = context.Queue()
    worker = context.Process(target=put_twice, args=(queue,), daemon=True)
    worker.start()
    assert queue.get(timeout=20) == "dd"
    worker.join()
    queue.close()


def put_twice(queue) -> None:
    queue.put(bounded_twice("d"))


@unix
def test_a_child_that_was_left_alone_ends_by_itself():
    limit = bounded(cpu_limit, seconds=7.2, megabytes=512)
    assert limit == (9, 9)


def cpu_limit() -> tuple[int, int]:
    import resource

    return resource.getrlimit(resource.RLIMIT_CPU)

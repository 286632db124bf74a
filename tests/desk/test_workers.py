"""Worker processes: one that ends too early is told, and none outlives its parent."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docgen.desk.work import in_chunks, process_workers
from docgen.problems import ProblemError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs signals and /proc")


def end(items):
    """A worker that something ends, as the system does where memory is short."""
    os.kill(os.getpid(), signal.SIGKILL)


def work_with_workers():
    with process_workers(2) as pool:
        list(in_chunks(end, range(10), pool, jobs=2, size=1))


@pytest.mark.fault("kill -9")
def test_a_worker_that_ends_too_early_is_told():
    with pytest.raises(ProblemError) as caught:
        work_with_workers()
    assert [found.code for found in caught.value.problems] == ["work.worker-ended"]


@pytest.mark.fault("kill -9")
def test_workers_end_with_a_parent_that_is_killed():
    code = (
        "import os, time\n"
        "from docgen.desk.work import process_workers\n"
        "if __name__ == '__main__':\n"
        "    with process_workers(2) as pool:\n"
        "        found = {pool.submit(os.getpid).result() for _ in range(20)}\n"
        "        print(*found, flush=True)\n"
        "        time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    workers = [int(one) for one in parent.stdout.readline().split()]
    assert workers
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while any(map(is_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))


def is_alive(process):
    """Whether a process runs; one that has ended and was not asked for is no more."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"

"""Commands killed at every kind of moment of their writing: nothing is half, the next run mends it.

The campaigns in ``test_kill`` and ``test_kill_reading`` kill at times by chance, with workers; here
a command kills itself as it writes, so that each moment is met.
"""

import multiprocessing
import os
import shutil
import signal
import sys

import pytest
from faults.outcomes import arguments, check_nothing_half, run
from samples.small_round import copied

from docgen.desk import files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
FORK = multiprocessing.get_context("fork") if sys.platform != "win32" else None

# The command, what is taken away before it, and at which write it is killed.
CASES = [
    ("forms", ("received", "records.db"), at) for at in (1, 2, 5, 11, 12)
] + [
    ("read", ("received", "records.db"), at) for at in (1, 2, 9, 14)
] + [
    ("shortlist county", ("shortlists",), at) for at in (1, 3, 4)
] + [
    ("publish quota", (), at) for at in (1, 2, 3)
] + [
    ("publish publicity county", (), at) for at in (1, 3, 4)
] + [
    ("merge.docx", (), at) for at in (1, 3, 5)
] + [
    ("export.csv", (), 1), ("export.json", (), 1), ("init", (), 1),
    ("print", (), 1),
]  # fmt: skip
MOMENTS = ("before", "half", "after")


def _killed(words, at, moment):
    """Run a command that kills itself at its n-th write: before it, half done, or just after."""
    writes = 0
    put = files._put

    def deadly(data, beside, path):
        nonlocal writes
        writes += 1
        if writes == at:
            if moment != "before":
                beside.parent.mkdir(parents=True, exist_ok=True)
                beside.write_bytes(data[: len(data) // 2])
            if moment == "after":
                put(data, beside, path)
            os.kill(os.getpid(), signal.SIGKILL)
        put(data, beside, path)

    files._put = deadly
    run(*words)


@pytest.mark.fault("kill -9")
@pytest.mark.parametrize(
    ("command", "away", "at"), CASES, ids=[f"{one[0]}, write {one[2]}" for one in CASES]
)
def test_what_was_killed_at_a_write_is_whole_after_the_next_run(
    command, away, at, decided_round, tmp_path
):
    moment = MOMENTS[at % len(MOMENTS)]
    killed, whole = (copied(decided_round, tmp_path / name / "round") for name in ("k", "w"))
    for desk in (killed, whole):
        for name in away:
            path = desk.path / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        (desk.path.parent / "out").mkdir()
    words, same = (
        arguments(command, desk.path, desk.path.parent / "out") for desk in (killed, whole)
    )
    process = FORK.Process(target=_killed, args=(words, at, moment))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL, "it wrote so often"
    expected = run(*same)
    again = run(*words)
    assert (again.exit_code, again.told) == (expected.exit_code, expected.told)
    check_nothing_half(killed.path.parent)
    assert contents(killed) == contents(whole)


def contents(desk):
    """Every file with its content; of a database only that it is there."""
    home = desk.path.parent
    return {
        path.relative_to(home).as_posix(): "" if path.suffix == ".db" else path.read_bytes()
        for path in home.rglob("*")
        if path.is_file()
    }

"""Two commands at once on one round: the second waits, or is told; nothing is half."""

import multiprocessing
import shutil
import sys
import time
from itertools import count

import pytest
from faults.outcomes import arguments, check_nothing_half, check_told, run
from samples.small_round import copied

from docgen.desk import alone
from docgen.desk.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
fault = pytest.mark.fault("two commands at once")
FORK = multiprocessing.get_context("fork") if sys.platform != "win32" else None

WRITE = (
    "forms", "read", "status", "shortlist county", "publish notice", "publish quota",
    "publish publicity county", "publish publicity province", "publish determination",
)  # fmt: skip
PAIRS = (
    ("forms", "forms"), ("forms", "read"), ("read", "read"), ("read", "status"),
    ("read", "export.csv"), ("read", "backup"), ("shortlist county", "shortlist county"),
    ("publish notice", "publish notice"), ("publish publicity city", "publish determination"),
    ("publish quota", "shortlist province"), ("merge.docx", "merge.docx"),
    ("merge.xlsx", "merge.docx"), ("export.xlsx", "export.xlsx"), ("check", "read"),
    ("status", "status"), ("init", "init"),
)  # fmt: skip


@pytest.fixture
def held(round_):
    """The round while another process is at work in it."""
    begun = FORK.Event()
    ended = FORK.Event()

    def hold():
        with alone.alone_in(round_.path):
            begun.set()
            ended.wait(60)

    other = FORK.Process(target=hold)
    other.start()
    assert begun.wait(60)
    yield round_
    ended.set()
    other.join()


@fault
@pytest.mark.parametrize("command", WRITE)
def test_who_comes_second_is_told_in_bounded_time(command, held, tmp_path, monkeypatch):
    monkeypatch.setattr(alone, "_PATIENCE", 0.3)
    before = {path: path.stat().st_mtime_ns for path in held.path.rglob("*")}
    outcome = run(*arguments(command, held.path, tmp_path))
    check_told(outcome, "desk.busy", str(held.path))
    assert {path: path.stat().st_mtime_ns for path in held.path.rglob("*")} == before


@fault
@pytest.mark.parametrize("command", ["export.csv", "backup", "check"])
def test_who_only_looks_need_not_wait(command, held, tmp_path, monkeypatch):
    monkeypatch.setattr(alone, "_PATIENCE", 0.3)
    assert run(*arguments(command, held.path, tmp_path)).exit_code == 0


@fault
def test_who_comes_second_goes_on_once_the_first_has_ended_or_was_killed(round_, monkeypatch):
    begun = FORK.Event()

    def hold():
        with alone.alone_in(round_.path):
            begun.set()
            time.sleep(60)

    other = FORK.Process(target=hold)
    other.start()
    assert begun.wait(60)
    waited = count()

    def waiting():
        next(waited)
        other.kill()

    with alone.alone_in(round_.path, waiting):
        pass
    assert next(waited) == 1
    other.join()


def _run_and_tell(words, answers):
    outcome = run(*words)
    answers.put((outcome.exit_code, outcome.told))


@fault
@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
def test_two_at_once_leave_what_one_after_the_other_leaves(pair, decided_round, tmp_path):
    together, apart = (copied(decided_round, tmp_path / name / "round") for name in ("two", "one"))
    for desk in (together, apart):
        shutil.rmtree(desk.path / "received")
        (desk.path.parent / "out").mkdir()
    expected = [run(*arguments(one, apart.path, apart.path.parent / "out")) for one in pair]
    answers = FORK.Queue()
    both = [
        FORK.Process(
            target=_run_and_tell,
            args=(arguments(one, together.path, together.path.parent / "out"), answers),
        )
        for one in pair
    ]
    for process in both:
        process.start()
    told = [answers.get(timeout=120) for _ in both]
    for process in both:
        process.join()
    exits = {outcome.exit_code for outcome in expected} | ({0, 1} if pair[0] == "init" else set())
    assert {code for code, _ in told} <= exits, told
    check_nothing_half(together.path.parent)
    assert names(together.path.parent) == names(apart.path.parent)
    stores = [Store(desk.folder.database) for desk in (together, apart)]
    first, second = ({one.sha256 for one in store.submissions()} for store in stores)
    for store in stores:
        store.close()
    assert first == second


def names(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}

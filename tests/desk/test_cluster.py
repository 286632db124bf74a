"""A batch on a real Dask cluster of two worker processes: the same files as on this machine."""

import hashlib
import json
import socket
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from distributed import LocalCluster
from faults.outcomes import check_told, run, run_apart
from samples.national import write_round

from docgen.cli import main
from docgen.desk.batch import make_forms
from docgen.desk.cluster import cluster_workers
from docgen.problems import ProblemError

APPLICANTS = 16


@pytest.fixture(scope="module")
def cluster():
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as started:
        yield started.scheduler_address


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_cluster_makes_and_reads_what_this_machine_does(cluster, tmp_path):
    here = write_round(tmp_path / "here", APPLICANTS)
    there = write_round(tmp_path / "there", APPLICANTS)
    make_forms(here.load())
    arguments = ["--round", str(there.path), "--cluster", cluster, "--json"]
    made = CliRunner().invoke(main, ["forms", *arguments])
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout)["made"] == 3 * APPLICANTS
    assert digests(there.forms) == digests(here.forms)
    there.forms.rename(there.completed)
    (there.completed / "manifest.csv").unlink()
    read = CliRunner().invoke(main, ["read", *arguments])
    facts = json.loads(read.stdout)
    assert facts["read"] == 3 * APPLICANTS
    # As sent out, the score sheets are not complete; the drafted applications are.
    assert facts["accepted"] == APPLICANTS
    assert {found["code"] for found in facts["problems"]} == {
        "form.value-missing",
        "form.score-missing",
    }


def test_a_cluster_that_does_not_answer_is_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.setattr("docgen.desk.cluster._PATIENCE", 1)
    round_ = write_round(tmp_path, 1)
    arguments = ["--round", str(round_.path), "--cluster", "tcp://127.0.0.1:9", "--lang", "en"]
    done = CliRunner().invoke(main, ["forms", *arguments])
    assert done.exit_code == 1
    assert "The cluster at tcp://127.0.0.1:9 did not answer" in done.stderr


def started(*words):
    return subprocess.Popen(
        [sys.executable, "-m", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.fixture(scope="module")
def deserted():
    """Address of a scheduler that has no workers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--no-dashboard")
    scheduler = started(*words, "--port", str(port))
    yield f"tcp://127.0.0.1:{port}"
    scheduler.kill()
    scheduler.wait()


@pytest.fixture(scope="module")
def mute():
    """Address of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return write_round(tmp_path_factory.mktemp("small"), 1)


IN_A_HURRY = "import docgen.desk.cluster; docgen.desk.cluster._PATIENCE = 1"
ADDRESSES = {
    "nobody listens": ("tcp://127.0.0.1:9", "cluster.unreachable"),
    "nobody listens, of version six": ("tcp://[::1]:9", "cluster.unreachable"),
    "without a kind": ("127.0.0.1:9", "cluster.unreachable"),
    "no such host": ("tcp://no-such.invalid:8786", "cluster.unreachable"),
    "the first port": ("tcp://127.0.0.1:0", "cluster.unreachable"),
    "no port": ("tcp://127.0.0.1", "cluster.address"),
    "no number of a port": ("tcp://127.0.0.1:port", "cluster.address"),
    "no such port": ("tcp://127.0.0.1:99999", "cluster.unreachable"),
    "an unknown kind": ("nonsense://127.0.0.1:9", "cluster.address"),
    "of the web": ("http://127.0.0.1:9", "cluster.address"),
    "of the web's sockets": ("ws://127.0.0.1:9", "cluster.unreachable"),
    "a kind that needs keys": ("tls://127.0.0.1:9", "cluster.address"),
    "a kind of other hardware": ("ucx://127.0.0.1:9", "cluster.address"),
    "another process's": ("inproc://127.0.0.1/1/1", "cluster.address"),
    "a word": ("nonsense", "cluster.address"),
    "nothing": ("", "cluster.address"),
    "blanks": ("   ", "cluster.address"),
    "a file": ("/etc/hostname", "cluster.address"),
}


@pytest.mark.fault("cluster")
@pytest.mark.parametrize("case", ADDRESSES)
def test_an_address_at_which_no_cluster_is_is_told_in_bounded_time(case, small, monkeypatch):
    monkeypatch.setattr("docgen.desk.cluster._PATIENCE", 1)
    address, code = ADDRESSES[case]
    began = time.monotonic()
    outcome = run("forms", "--round", small.path, "--cluster", address)
    assert time.monotonic() - began < 30
    check_told(outcome, code, "", why=address.strip(), field=None)
    assert not small.forms.exists()


@pytest.mark.fault("cluster")
@pytest.mark.parametrize("case", ["a word", "nobody listens"])
def test_a_program_without_its_cluster_ends_at_once_and_without_a_traceback(case, small):
    address, code = ADDRESSES[case]
    began = time.monotonic()
    # In a process of its own, whose end the library's threads and leftovers have a say in.
    outcome = run_apart("forms", "--round", small.path, "--cluster", address, before=IN_A_HURRY)
    assert time.monotonic() - began < 25
    check_told(outcome, code, "", why=address, field=None)


@pytest.mark.fault("cluster")
@pytest.mark.parametrize("command", ["forms", "read"])
def test_a_server_that_says_nothing_is_told_as_no_cluster(command, small, mute, monkeypatch):
    monkeypatch.setattr("docgen.desk.cluster._PATIENCE", 1)
    outcome = run(command, "--round", small.path, "--cluster", mute)
    check_told(outcome, "cluster.unreachable", "", why=mute, field=None)


@pytest.mark.fault("cluster")
@pytest.mark.parametrize("command", ["forms", "read"])
def test_a_cluster_without_workers_is_told_in_bounded_time(command, small, deserted, monkeypatch):
    monkeypatch.setattr("docgen.desk.cluster._PATIENCE", 2)
    for _ in range(30):  # until the scheduler has started
        outcome = run(command, "--round", small.path, "--cluster", deserted)
        if outcome.told != [("cluster.unreachable", "")]:
            break
    check_told(outcome, "cluster.no-workers", "", why=deserted, field=None)


@pytest.mark.fault("cluster")
@pytest.mark.parametrize("who", ["workers", "scheduler"])
def test_a_cluster_that_is_lost_while_it_works_is_told_in_bounded_time(who, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--no-dashboard")
    scheduler = started(*words, "--port", str(port))
    address = f"tcp://127.0.0.1:{port}"
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
    worker = started("distributed.cli.dask_worker", address, *options)
    monkeypatch.setattr("docgen.desk.cluster._PATIENCE", 60)

    def lose_it():
        with cluster_workers(address) as (executor, _):
            monkeypatch.setattr("docgen.desk.cluster._PATIENCE", 2)
            future = executor.submit(time.sleep, 600)
            time.sleep(1)
            (worker if who == "workers" else scheduler).kill()
            future.result(timeout=120)

    began = time.monotonic()
    with pytest.raises(ProblemError) as caught:
        lose_it()
    assert time.monotonic() - began < 100
    codes = [found.code for found in caught.value.problems]
    assert codes == ["cluster.no-workers" if who == "workers" else "cluster.lost"]
    for process in (worker, scheduler):
        process.kill()
        process.wait()

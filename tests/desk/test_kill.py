"""A batch that is killed at any moment leaves whole files only, and the next run completes it."""

import csv
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
import zipfile

import pytest
from faults.killing import kill, start
from samples.national import write_round

FEW, MANY = 60, 400  # applicants


def command(folder):
    return [sys.executable, "-m", "docgen", "forms", "--round", folder.path, "--jobs", "2"]


def complete(folder, applicants):
    done = subprocess.run(command(folder), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    check_complete(folder, applicants)


def check_whole(folder):
    """Every file that has its name is whole."""
    for path in folder.forms.rglob("*.[dx]*x"):
        if not path.name.startswith("."):
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None


def check_complete(folder, applicants):
    """All files are there, nothing else is, and the manifest tells just these."""
    found = {
        path.relative_to(folder.forms).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.forms.rglob("*")
        if path.is_file() and path.name != "manifest.csv"
    }
    with (folder.forms / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["file"]: row["sha256"] for row in rows} == found
    assert len(rows) == len(found) == 3 * applicants


def campaign(tmp_path, applicants, seed, kills, least):
    folder = write_round(tmp_path, applicants)
    rng = random.Random(seed)
    began = time.monotonic()
    complete(folder, applicants)
    whole_run = time.monotonic() - began
    expected = {path: path.read_bytes() for path in folder.forms.rglob("*.*")}
    killed = 0
    while killed < kills:
        for path in sorted(folder.forms.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        # Once and again, so that what was left by one kill meets the next.
        for _ in range(rng.randint(1, 3)):
            killed += kill(start(command(folder)), rng.uniform(least, whole_run))
            check_whole(folder)
        complete(folder, applicants)
        assert {path: path.read_bytes() for path in folder.forms.rglob("*.*")} == expected


def test_a_killed_batch_is_completed_by_the_next_run(tmp_path):
    campaign(tmp_path, FEW, seed=1, kills=2, least=0.8)


@pytest.mark.soak
def test_a_batch_killed_at_50_moments_is_completed_each_time(tmp_path):
    campaign(tmp_path, MANY, seed=2017, kills=50, least=0.3)


def test_an_interrupted_batch_stops_cleanly_and_goes_on(tmp_path):
    folder = write_round(tmp_path, MANY)
    process = start(command(folder))
    while not any(folder.forms.rglob("*.*x")):
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(20) == 130
    check_whole(folder)
    assert not list(folder.forms.rglob(".*.part"))
    complete(folder, MANY)

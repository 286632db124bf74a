"""Reading that is killed at any moment loses nothing: the next run has every form, once."""

import random
import shutil
import subprocess
import time

import pytest
from faults.killing import kill, start
from samples.returned_forms import check_complete, check_database, check_received, read_command
from samples.returned_forms import round_with_forms as made_round


def complete(folder):
    done = subprocess.run(read_command(folder), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    check_complete(folder)


def forget(folder):
    shutil.rmtree(folder.received)
    for file in folder.path.glob("records.db*"):
        file.unlink()


def campaign(path, forms, kills, seed):
    folder = made_round(path, forms)
    rng = random.Random(seed)
    began = time.monotonic()
    complete(folder)
    whole_run = time.monotonic() - began
    moments = []
    while len(moments) < kills:
        forget(folder)
        # Once and again, so that what was left by one kill meets the next.
        for _ in range(rng.randint(1, 3)):
            moment = rng.uniform(0.1, whole_run)
            if kill(start(read_command(folder)), moment):
                moments.append((moment, len(check_received(folder))))
            if (folder.path / "records.db").exists():
                check_database(folder)
        complete(folder)
    return moments


def test_reading_that_is_killed_is_completed_by_the_next_run(tmp_path):
    campaign(tmp_path, forms=30, kills=2, seed=1)


@pytest.mark.soak
def test_reading_killed_at_50_moments_has_all_500_records_each_time(tmp_path):
    moments = campaign(tmp_path, forms=500, kills=50, seed=2017)
    assert any(0 < kept < 500 for _, kept in moments), "some kills met files being kept"

"""A disk that is full: one located message on every command, what was finished stays."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from faults.full_disk import CASES

CAN_MOUNT = sys.platform == "linux" and not (
    subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True
    ).returncode
)
pytestmark = pytest.mark.skipif(not CAN_MOUNT, reason="no mount namespaces may be made here")

# Codes that may be told, and how the file that they are told of ends.
TOLD = {
    "forms": ({"file.not-made", "file.list-not-written"}, (".xlsx", ".docx", "manifest.csv")),
    "read": (
        {"store.disk-full", "file.not-kept", "file.not-returned", "file.disk-full"},
        ("records.db", ".xlsx", ".docx", ".rebuilding", "received"),
    ),
    "status": ({"store.disk-full"}, ("records.db",)),
    "shortlist": ({"paper.not-written", "paper.manifest-not-written"}, (".xlsx", ".csv")),
    "publish": ({"paper.not-written", "paper.manifest-not-written"}, (".docx", ".xlsx", ".csv")),
    "export": ({"file.disk-full"}, (".xlsx", ".csv", ".json")),
    "backup": ({"backup.not-written", "store.disk-full"}, ("b.db",)),
    "merge": ({"file.not-made"}, ("people.csv",)),
    "print": ({"file.disk-full"}, ("pack.pdf",)),
}


@pytest.fixture(scope="module")
def outcomes(decided_round, tmp_path_factory):
    disk = tmp_path_factory.mktemp("disk")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    command = ["unshare", "-rm", sys.executable, "-m", "faults.full_disk"]
    done = subprocess.run(
        [*command, str(decided_round.path), str(disk)],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.fault("full disk")
@pytest.mark.parametrize("name", CASES)
def test_a_full_disk_is_told_once_where_it_is_met_and_the_next_run_goes_on(name, outcomes):
    outcome = outcomes[name]
    assert outcome["exit_code"] == 1
    if name.split(",")[0] in ("init", "demo"):
        assert "The disk is full" in outcome["output"]
        assert outcome["output"].count("The disk is full") == 1
    else:
        codes, ends = TOLD[name.split(",")[0].split()[0].split(".")[0]]
        told = outcome["told"]
        assert {code for code, _ in told} <= codes, told
        assert all(file.endswith(ends) for _, file in told), told
        assert 1 <= len(told) == len({code for code, _ in told}), "the same is told once"
        assert all(
            "disk is full" in one["en"].lower() or "of the database is full" in one["en"]
            for one in outcome["problems"]
            if one["severity"] == "error"
        )
    assert outcome["again_code"] == 0, outcome["again"]


@pytest.mark.parametrize("name", ["forms, room for some", "merge, room for some"])
def test_what_was_finished_before_the_disk_was_full_stays(name, outcomes):
    home = "round/forms/" if name.startswith("forms") else "out/letters/"
    assert any(file.startswith(home) for file in outcomes[name]["finished"])
    (found,) = [one for one in outcomes[name]["problems"] if one["code"] == "file.not-made"]
    finished = [file for file in outcomes[name]["finished"] if file.startswith(home)]
    assert found.get("count", 1) + len(finished) == (12 if name.startswith("forms") else 5)


@pytest.mark.fault("full disk")
@pytest.mark.parametrize("words", [("status",), ("status", "--json"), ("check",)])
def test_an_output_that_takes_no_more_is_told_without_a_traceback(words, round_):
    command = [sys.executable, "-m", "docgen", *words, "--round", str(round_.path), "--lang", "en"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "disk is full" in done.stderr

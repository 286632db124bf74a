"""A batch on a real Dask cluster of two worker processes: the same files as on this machine."""

import hashlib
import json

import pytest
from click.testing import CliRunner
from distributed import LocalCluster
from samples.national import write_round

from docgen.cli import main
from docgen.desk.batch import make_forms

COMMUNITIES = 40


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
    here = write_round(tmp_path / "here", COMMUNITIES)
    there = write_round(tmp_path / "there", COMMUNITIES)
    make_forms(here.load())
    arguments = ["--round", str(there.path), "--cluster", cluster, "--json"]
    made = CliRunner().invoke(main, ["forms", *arguments])
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout)["made"] == 3 * COMMUNITIES
    assert digests(there.forms) == digests(here.forms)
    there.forms.rename(there.completed)
    (there.completed / "manifest.csv").unlink()
    read = CliRunner().invoke(main, ["read", *arguments])
    facts = json.loads(read.stdout)
    assert facts["read"] == 3 * COMMUNITIES
    # As sent out, the score sheets are not complete; the drafted applications are.
    assert facts["accepted"] == COMMUNITIES
    assert {found["code"] for found in facts["problems"]} == {
        "form.value-missing",
        "form.score-missing",
    }


def test_a_cluster_that_does_not_answer_is_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.setattr("docgen.desk.work._PATIENCE", 1)
    round_ = write_round(tmp_path, 1)
    arguments = ["--round", str(round_.path), "--cluster", "tcp://127.0.0.1:9", "--lang", "en"]
    done = CliRunner().invoke(main, ["forms", *arguments])
    assert done.exit_code == 1
    assert "The cluster at tcp://127.0.0.1:9 cannot be reached" in done.stderr

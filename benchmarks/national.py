"""Rounds of growing size: time and memory of making all forms (``python -m benchmarks.national``).

Each round is made by a process of its own, with its workers, on a folder that is removed again.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from samples.national import write_round

from docgen.desk.batch import make_forms
from docgen.desk.folder import RoundFolder
from docgen.desk.work import process_workers

_HEAD = (
    f"{'communities':>11} {'files':>7} {'load s':>7} {'make s':>7} {'CPU ms each':>11}"
    f" {'parent MB':>9} {'worker MB':>9}"
)


def make_round(folder: Path, jobs: int) -> dict[str, float]:
    """Make all forms of a round, and tell what that took."""
    began = time.perf_counter()
    loaded = RoundFolder(folder).load()
    read = time.perf_counter()
    with process_workers(jobs) as executor:
        batch = make_forms(loaded, executor=executor, jobs=jobs)
    made = time.perf_counter()
    own = resource.getrusage(resource.RUSAGE_SELF)
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "files": batch.made,
        "load": read - began,
        "make": made - read,
        "cpu": own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime,
        "parent": own.ru_maxrss / 1024,
        "worker": workers.ru_maxrss / 1024,
    }


@click.command()
@click.argument("sizes", nargs=-1, type=click.IntRange(1))
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True)
@click.option("--only", type=click.Path(path_type=Path), hidden=True)
def main(sizes: tuple[int, ...], jobs: int, only: Path | None) -> None:
    """Make rounds of these SIZES (applicants), 1,000 and 10,000 if none are given."""
    if only is not None:
        print(json.dumps(make_round(only, jobs)))
        return
    print(_HEAD)
    for applicants in sizes or (1_000, 10_000):
        with tempfile.TemporaryDirectory(prefix="docgen-national-") as folder:
            write_round(Path(folder), applicants)
            command = [sys.executable, "-m", "benchmarks.national", "--only", folder]
            done = subprocess.run(
                [*command, "--jobs", str(jobs)], capture_output=True, text=True, check=True
            )
        took = json.loads(done.stdout)
        print(
            f"{applicants:>11} {took['files']:>7} {took['load']:>7.1f} {took['make']:>7.1f}"
            f" {took['cpu'] / applicants * 1000:>11.2f}"
            f" {took['parent']:>9.1f} {took['worker']:>9.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()

"""Whole programs: a batch by two workers beside the same by one, and how soon docgen answers.

The batch makes the three forms of every applicant, scores and drafts included, as ``docgen forms``
does, and writes them: with workers that are at work already, as in a long batch, and with workers
that start for it, which takes them about a second. The smallest program that could answer is one
that imports click, with which docgen reads its command line.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Final

from benchmarks.sample import Sample
from benchmarks.timing import Case, Run, repeated
from docgen import assets
from docgen.desk.batch import make_forms
from docgen.desk.folder import LoadedRound, RoundFolder
from docgen.desk.work import process_workers
from docgen.forms import Entrant
from docgen.records import Applicant

_JOBS: Final = 2
_HELP: Final = "import sys; sys.argv = ['docgen', '--help']; from docgen.cli import main; main()"
_CLICK: Final = "import click"
_MOST_TURNS: Final = 3


def whole_cases(sample: Sample, folder: Path, applicants: int) -> Iterator[Case]:
    """A batch for so many applicants, and the start of the program."""
    round_ = RoundFolder(folder / "round")
    shutil.rmtree(round_.path, ignore_errors=True)
    inputs = shutil.ignore_patterns("completed")
    shutil.copytree(assets.example_round(), round_.path, ignore=inputs)
    loaded, entrants = round_.load(), list(_entrants(sample, applicants))
    name = f"forms for {applicants:,} communities, two workers"
    alone = {"docgen, one worker": _batch(loaded, entrants)}
    with process_workers(_JOBS) as executor:
        yield Case(name, _batch(loaded, entrants, executor), alone, most_turns=_MOST_TURNS)
    yield Case(f"{name} starting", _starting(loaded, entrants), alone, most_turns=_MOST_TURNS)
    click = _python(_CLICK)
    yield Case("docgen --help", _python(_HELP), {f'python -c "{_CLICK}"': click}, click)


def _entrants(sample: Sample, applicants: int) -> Iterator[Entrant]:
    for number in range(applicants):
        entry = sample.entries[number % len(sample.entries)]
        where = entry.applicant
        applicant = Applicant(where.city, where.county, where.street, f"示例第{number}社区")
        yield Entrant(applicant, entry.answers)


def _batch(loaded: LoadedRound, entrants: list[Entrant], executor: Executor | None = None) -> Run:
    def run(times: int) -> float:
        seconds = 0.0
        for _ in range(times):
            start = time.perf_counter()
            batch = make_forms(loaded, entrants, executor=executor, jobs=_JOBS if executor else 1)
            seconds += time.perf_counter() - start
            assert batch.made == 3 * len(entrants), batch.problems
            shutil.rmtree(loaded.folder.forms)
        return seconds

    return run


def _starting(loaded: LoadedRound, entrants: list[Entrant]) -> Run:
    def run(times: int) -> float:
        seconds = 0.0
        for _ in range(times):
            start = time.perf_counter()
            with process_workers(_JOBS) as executor:
                started = time.perf_counter() - start
                seconds += started + _batch(loaded, entrants, executor)(1)
        return seconds

    return run


def _python(program: str) -> Run:
    command = [sys.executable, "-c", program]
    return repeated(lambda _: subprocess.run(command, check=True, capture_output=True), [None])

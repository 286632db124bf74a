"""A campaign of mutated files, each read from end to end: what came of each, and at what cost."""

from __future__ import annotations

import faulthandler
import hashlib
import os
import random
import resource
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from readings.plain_reading import as_number, names_of, plain, rows_of

from docgen import assets
from docgen.desk.folder import LoadedRound, RoundFolder
from docgen.desk.intake import read_completed
from docgen.desk.returning import hand_back
from docgen.desk.store import Store
from docgen.programme.standard import NO, YES, Standard
from docgen.records import Application, Record, ScoreSheet
from faults.hostile_files import peak_memory
from faults.mutations import mutate

CHUNK = 32
_NET = 3_000_000_000  # bytes of addresses: a runaway ends in a MemoryError, not in a dead machine


@dataclass(frozen=True)
class Seed:
    """A completed form from which mutants are made.

    Attributes:
        name: What it is called in reports.
        data: The file.
        kinds: Kinds of mutation that make sense for it.
        current: It can be read as it is; others are converted or taken apart by programs.
    """

    name: str
    data: bytes
    kinds: tuple[str, ...]
    current: bool = True


@dataclass(frozen=True)
class Outcome:
    """What came of one mutant.

    Attributes:
        number: Its number in the campaign.
        seed: What it was made from.
        mutations: What was done to it.
        result: ``same`` record, ``changed`` record, ``refused``, ``not one file`` (a folder).
        codes: Codes of the problems.
        doubts: What a second reader does not see where the record says it stands.
        changes: What differs from the record of the seed.
        record: Digest of its record; empty if it has none.
    """

    number: int
    seed: str
    mutations: str
    result: str
    codes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    record: str = ""


@dataclass(frozen=True)
class Chunk:
    """What came of some mutants that were read together.

    Attributes:
        outcomes: Of each.
        seconds: How long processors worked on reading and handing back, those of children too.
        peak: Most memory that this process took, in megabytes.
        child: The same of its children.
    """

    outcomes: tuple[Outcome, ...]
    seconds: float
    peak: float
    child: float


def made(seeds: Sequence[Seed], campaign: int, number: int) -> tuple[Seed, str, bytes]:
    """A mutant by its number, always the same."""
    rng = random.Random(f"{campaign}/{number}")
    seed = rng.choice(seeds)
    mutations, data = mutate(seed.data, rng, seed.kinds)
    return seed, mutations, data


def run(
    seeds: Sequence[Seed], campaign: int, numbers: Sequence[int], jobs: int = 2
) -> Iterator[Chunk]:
    """Read the mutants with these numbers in worker processes."""
    chunks = [numbers[at : at + CHUNK] for at in range(0, len(numbers), CHUNK)]
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_bound)
    with pool:
        yield from pool.map(partial(read_mutants, tuple(seeds), campaign), chunks)


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_NET, _NET))


def read_mutants(seeds: Sequence[Seed], campaign: int, numbers: Sequence[int]) -> Chunk:
    """Read some mutants from end to end, as ``docgen read`` does."""
    faulthandler.dump_traceback_later(600, exit=True)
    loaded = _loaded()
    with tempfile.TemporaryDirectory() as name:
        folder = RoundFolder(Path(name))
        mutants = {}
        for number in numbers:
            seed, mutations, data = made(seeds, campaign, number)
            path = folder.completed / f"{number}"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            mutants[folder.shown(path)] = (number, seed, mutations, data)
        store = Store(folder.database)
        began = sum(os.times()[:4])
        own = replace(loaded, folder=folder)
        intake = read_completed(own, store)
        hand_back(folder, loaded.setting, intake)
        seconds = sum(os.times()[:4]) - began
        records = {one.sha256: one.reading for one in store.submissions()}
        store.close()
        outcomes = []
        for file, (number, seed, mutations, data) in mutants.items():
            codes = tuple(one.code for one in intake.problems if one.place.file == file)
            outcome = Outcome(number, seed.name, mutations, "refused", codes)
            if file in intake.accepted:
                reading = records[hashlib.sha256(data).hexdigest()]
                outcome = _judged(outcome, reading.record, seed, data, loaded.setting.standard)
            elif not codes:
                outcome = replace(outcome, result="not one file")
            outcomes.append(outcome)
    faulthandler.cancel_dump_traceback_later()
    child_peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Chunk(tuple(outcomes), seconds, peak_memory(), child_peak)


_ROUND: list[LoadedRound] = []
_RECORDS: dict[bytes, Record | None] = {}


def _loaded() -> LoadedRound:
    if not _ROUND:
        _ROUND.append(RoundFolder(assets.example_round("hunan-2017")).load())
    return _ROUND[0]


def record_of(data: bytes) -> Record | None:
    """What an untouched form says."""
    if data not in _RECORDS:
        with tempfile.TemporaryDirectory() as name:
            folder = RoundFolder(Path(name))
            folder.completed.mkdir()
            (folder.completed / "a").write_bytes(data)
            store = Store(folder.database)
            read_completed(replace(_loaded(), folder=folder), store)
            _RECORDS[data] = store.submissions()[0].reading.record
            store.close()
    return _RECORDS[data]


def _judged(
    outcome: Outcome, record: Record | None, seed: Seed, data: bytes, standard: Standard
) -> Outcome:
    before = record_of(seed.data)
    assert record is not None
    assert before is not None
    then, now = flat(before), flat(record)
    changes = tuple(
        f"{key}: {then.get(key)!r} → {now.get(key)!r}"
        for key in sorted({*then, *now})
        if then.get(key) != now.get(key)
    )
    doubts: tuple[str, ...] = ()
    if seed.current:
        is_told = "form.text-unlabelled" in outcome.codes
        lost = () if is_told else _lost(then, now, data, standard)
        doubts = (*doubts_of(now, data, standard), *lost)
    result = "changed" if changes else "same"
    return replace(outcome, result=result, changes=changes, doubts=doubts, record=digest(record))


def digest(record: Record) -> str:
    """What tells a record from every other that the campaign makes."""
    return hashlib.sha256(repr(sorted(flat(record).items())).encode()).hexdigest()[:8]


def flat(record: Record) -> dict[str, str]:
    """Every value of a record by the key of its field, as text."""
    found = {f"community.{at}": name for at, name in enumerate(record.applicant)}
    if isinstance(record, ScoreSheet):
        for key, value in record.answers.items():
            found[f"answer.{key}"] = str(value)
        found |= {f"score.{key}": str(value) for key, value in record.scores.items()}
        found["total"] = str(record.total)
    if isinstance(record, Application):
        found["application.summary"] = record.summary
        for level, review in record.reviews.items():
            found[f"review.{level}.opinion"] = review.opinion
            found[f"review.{level}.date"] = str(review.date)
    return found


def doubts_of(values: Mapping[str, str], data: bytes, standard: Standard) -> Iterator[str]:
    """Values that the second reader does not see, or not alone, where they should stand."""
    rows = [[plain(cell) for cell in row] for row in rows_of(data)]
    labels = {f"answer.{entry.key}": plain(entry.label) for entry in standard.entries}
    labels |= {f"score.{each.id}": plain(each.title) for each in standard.indicators}
    labels["total"] = plain(standard.score_sheet.total_label)
    named = names_of(data)
    seen = {cell for cells in rows for cell in cells}
    seen |= {plain(text) for texts in named.values() for text in texts}
    for key, value in values.items():
        if key.startswith("community") or value in ("", "None"):
            continue
        label = labels.get(key, "")
        beside = [cells for cells in rows if label and label in cells]
        shown = {cell for cells in beside for cell in cells if cell and cell != label}
        anchor = _anchor(key)
        there = named.get(anchor, set()) | named.get(anchor.replace(".", "_"), set())
        if key.startswith(("answer", "score", "total")):
            ok_shown = any(_same(cell, value) for cell in shown) if beside else True
            filled = {one for one in there if plain(one)}
            # Beside its label a value is seen; where a row was copied, its anchor was too.
            agree = any if beside else all
            ok_there = agree(_same(one, value) for one in filled) if filled else bool(beside)
            if not (ok_shown and ok_there):
                yield f"{key}={value} beside={sorted(shown)[:9]} at={sorted(there)[:9]}"
        elif key.endswith("date"):
            continue
        elif not all(any(plain(line) in text for text in seen) for line in value.split("\n")):
            yield f"{key}={value!r} is nowhere"


def _lost(
    then: Mapping[str, str], now: Mapping[str, str], data: bytes, standard: Standard
) -> Iterator[str]:
    """Lines and values that the file still shows, and the record has no more."""
    rows = [[plain(cell) for cell in row] for row in rows_of(data, strict=True)]
    titles = {f"score.{each.id}": plain(each.title) for each in standard.indicators}
    # Scores that a sheet states beside its answers are computed anew, whether they are seen or not.
    is_paper = not any(key.startswith("answer") for key in now)
    for key, value in then.items():
        if is_paper and key not in now and key in titles:
            beside = [cells for cells in rows if titles[key] in cells]
            if any(_same(cells[-1], value) for cells in beside):
                yield f"{key}={value} is there still: {beside}"
        for line in value.split("\n") if key.startswith(("appl", "review")) else ():
            text = plain(line)
            is_gone = len(text) > 4 and text not in plain(now.get(key, ""))
            if is_gone and any(text in cell for cells in rows for cell in cells):
                yield f"{key}: {line!r} is there still"


def _anchor(key: str) -> str:
    kind, _, rest = key.partition(".")
    if kind == "answer":
        return rest if rest.startswith("judged") else f"measure_{rest}"
    return key


def _same(shown: str, value: str) -> bool:
    shown = plain(shown)
    if value in ("True", "False"):
        yes = {plain(YES), "有", "√", "True", "TRUE", "1", "✓", "☑"}
        no = {plain(NO), "无", "没有", "×", "False", "FALSE", "0"}
        return shown in (yes if value == "True" else no)
    number = as_number(shown)
    if number is None:
        return value == "0" and shown in ("无", "没有", "零")
    return number == as_number(value) or (shown.endswith("%") and number / 100 == as_number(value))

"""Digests of the records that a seeded campaign and the example gave before the reader was rebuilt.

Run as a program it writes them: that belongs before a rebuilding, never behind it.
"""

from __future__ import annotations

import lzma
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from docgen import assets
from docgen.desk.folder import RoundFolder
from docgen.desk.intake import read_completed
from docgen.desk.store import Store
from faults.fuzz_seeds import package_seeds
from faults.fuzzing import Chunk, digest, run

CAMPAIGN, MUTANTS = 2017, 19_200
_FILE: Final = Path(__file__).parents[1] / "rounds_before" / "records.txt.xz"
_DIFFERENCES: Final = _FILE.with_name("differences.txt")
_NONE: Final = "-"


def known() -> dict[str, str]:
    """The digest of each record of before, by the mutant's number or the example's file."""
    lines = lzma.decompress(_FILE.read_bytes()).decode().splitlines()
    pairs = (line.rpartition(" ") for line in lines)
    return {name: "" if found == _NONE else found for name, _, found in pairs}


def of_campaign(chunks: Iterable[Chunk]) -> dict[str, str]:
    """The digests of today, by the mutants' numbers; empty where there is no record."""
    return {str(one.number): one.record for chunk in chunks for one in chunk.outcomes}


def listed() -> dict[str, str]:
    """The mutants whose record is another than before, each with what is said of it today."""
    lines = _DIFFERENCES.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" ") for line in lines if line and not line.startswith("#"))
    return {number: said for number, _, said in pairs}


def differing(chunks: Iterable[Chunk]) -> dict[str, str]:
    """The same of mutants that were read today: codes, or that there is a record now."""
    before = known()
    return {
        str(one.number): "read" if one.record else " ".join(sorted(set(one.codes)))
        for chunk in chunks
        for one in chunk.outcomes
        if one.record != before[str(one.number)]
    }


def of_example() -> dict[str, str]:
    """The digests of the records of the example round, by their files."""
    loaded = RoundFolder(assets.example_round("hunan-2017")).load()
    with tempfile.TemporaryDirectory() as name:
        folder = RoundFolder(Path(name))
        store = Store(folder.database)
        read_completed(replace(loaded, folder=folder), store, [loaded.folder.completed])
        records = {
            one.file: digest(one.reading.record)
            for one in store.submissions()
            if one.reading.record
        }
        store.close()
    return {file.partition("completed/")[2]: found for file, found in records.items()}


def _write(found: Iterable[tuple[str, str]]) -> None:
    lines = "".join(f"{name} {value or _NONE}\n" for name, value in found)
    _FILE.write_bytes(lzma.compress(lines.encode()))


if __name__ == "__main__":
    example = RoundFolder(assets.example_round("hunan-2017")).load()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MUTANTS
    mutants = run(package_seeds(), CAMPAIGN, range(count))
    everything = of_example() | of_campaign(mutants)
    _write(everything.items())

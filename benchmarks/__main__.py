"""All comparisons in one run: prints a table, and writes bench.json and bench.md."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.node import Node
from benchmarks.read_word import word_reading_cases
from benchmarks.read_workbook import workbook_reading_cases
from benchmarks.sample import load_sample
from benchmarks.table import as_text, lines, write_results
from benchmarks.timing import Case, Effort, Row, measured
from benchmarks.whole import whole_cases
from benchmarks.word import word_cases
from benchmarks.workbook import workbook_cases

_USUAL = Effort()


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("build"), help="for the results")
    parser.add_argument("--turns", type=int, default=_USUAL.turns, help="for each contestant")
    parser.add_argument("--seconds", type=float, default=_USUAL.seconds, help="of a turn, at least")
    parser.add_argument("--applicants", type=int, default=2000, help="in the batch")
    parser.add_argument("--no-node", action="store_true", help="leave docxtemplater, exceljs out")
    options = parser.parse_args()
    node = None if options.no_node else Node.start(options.folder / "node")
    if node is None:
        print("docxtemplater and exceljs are left out: they need node and npm.", file=sys.stderr)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(dir=_made(options.folder)) as scratch:
        for case in _cases(node, Path(scratch), options.applicants):
            print(case.name, file=sys.stderr)
            rows += measured(case, Effort(options.turns, options.seconds))
    if node is not None:
        node.close()
    write_results(rows, options.folder)
    print(as_text(lines(rows)))


def _cases(node: Node | None, scratch: Path, applicants: int) -> Iterator[Case]:
    sample = load_sample()
    yield from word_cases(sample, node, scratch)
    yield from workbook_cases(sample, node, scratch)
    yield from workbook_reading_cases(sample)
    yield from word_reading_cases(sample)
    yield from whole_cases(sample, scratch, applicants)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    main()

"""The results as a table to read and as data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from benchmarks.timing import Row

_HEAD: Final = ("Work", "docgen", "Peer", "Time", "docgen is", "Floor", "× floor")
_SECOND: Final = 1000
_ALIGNMENT: Final = "| :-- | --: | :-- | --: | --: | --: | --: |"


def lines(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    """The table; a piece of work is named only once."""
    made: list[tuple[str, ...]] = []
    before = ""
    for row in rows:
        first = row["case"] != before
        floor = row["floor_ms"]
        made.append(
            (
                row["case"] if first else "",
                _time(row["ours_ms"]) if first else "",
                row["peer"],
                _time(row["peer_ms"]),
                f"{_ratio(row['ratio'])}× as fast",
                _time(floor) if first and floor is not None else "",
                f"{row['ours_ms'] / floor:.1f}" if first and floor is not None else "",
            )
        )
        before = row["case"]
    return made


def as_text(table: Sequence[tuple[str, ...]]) -> str:
    """The table in columns."""
    widths = [max(map(len, column)) for column in zip(_HEAD, *table, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (_HEAD, *table)
    )


def as_markdown(table: Sequence[tuple[str, ...]]) -> str:
    """The table as the README shows it."""
    head, *body = (f"| {' | '.join(line)} |" for line in (_HEAD, *table))
    return "\n".join((head, _ALIGNMENT, *body, ""))


def write_results(rows: Sequence[Row], folder: Path) -> None:
    """Write ``bench.json`` and ``bench.md`` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    data = json.dumps(rows, ensure_ascii=False, indent=1)
    (folder / "bench.json").write_text(data + "\n", encoding="utf-8")
    (folder / "bench.md").write_text(as_markdown(lines(rows)), encoding="utf-8")


def _time(milliseconds: float) -> str:
    if milliseconds >= _SECOND:
        return f"{milliseconds / _SECOND:.1f} s"
    return f"{_significant(milliseconds)} ms"


def _ratio(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio < 10 else f"{ratio:.0f}"


def _significant(number: float) -> str:
    """Three digits where the first is below 1, else two."""
    if number < 1:
        return f"{number:.3f}"
    return f"{number:.1f}" if number < 100 else f"{number:.0f}"

"""Medians of several ways of doing one piece of work, which take turns so that noise hits all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count, cycle, islice
from pathlib import Path
from statistics import median
from typing import Any, Final, TypedDict

Run = Callable[[int], float]
"""Does the work so many times, and says how many seconds that took."""

_WARM_UP: Final = 2


class Row(TypedDict):
    """One line of the table; times in milliseconds."""

    case: str
    ours_ms: float
    peer: str
    peer_ms: float
    ratio: float
    floor_ms: float | None


@dataclass(frozen=True, slots=True)
class Case:
    """A piece of work, and who does it.

    Attributes:
        name: What is done.
        ours: How docgen does it.
        peers: How others do it, by name.
        floor: The same by bare means.
        most_turns: Turns that the work is worth, if it takes long.
    """

    name: str
    ours: Run
    peers: Mapping[str, Run]
    floor: Run | None = None
    most_turns: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Effort:
    """How thoroughly to measure.

    Attributes:
        turns: How often each way of doing the work has its turn.
        seconds: How long a turn lasts at least.
    """

    turns: int = 25
    seconds: float = 0.02


@dataclass(slots=True)
class _Taken:
    run: Run
    times: int
    seconds: list[float] = field(default_factory=list)


def repeated(work: Callable[[Any], object], items: Iterable[Any]) -> Run:
    """Work on one item after the other, again from the first after the last."""
    source = cycle(items)

    def run(times: int) -> float:
        chosen = list(islice(source, times))
        start = time.perf_counter()
        for item in chosen:
            work(item)
        return time.perf_counter() - start

    return run


def to_disk(
    make: Callable[[Any], bytes],
    path: Path,
    write: Callable[[Path, bytes], object] = Path.write_bytes,
) -> Callable[[Any], object]:
    """The same work, what it makes written to a new file each time."""
    numbers = count()
    return lambda item: write(path.with_stem(f"{path.stem}-{next(numbers)}"), make(item))


def measured(case: Case, effort: Effort) -> list[Row]:
    """One row for each peer."""
    runs = {"": case.ours, **case.peers}
    if case.floor is not None:
        runs[" "] = case.floor
    taken = {name: _Taken(run, _times(run, effort.seconds)) for name, run in runs.items()}
    for _ in range(min(effort.turns, case.most_turns)):
        for one in taken.values():
            one.seconds.append(one.run(one.times) / one.times)
    took = {name: 1000 * median(one.seconds) for name, one in taken.items()}
    return [
        Row(
            case=case.name,
            ours_ms=took[""],
            peer=peer,
            peer_ms=took[peer],
            ratio=took[peer] / took[""],
            floor_ms=took.get(" "),
        )
        for peer in case.peers
    ]


def _times(run: Run, seconds: float) -> int:
    """How often the work is done in a turn."""
    once = run(1)
    if once > seconds:
        return 1
    return max(1, round(seconds * _WARM_UP / max(run(_WARM_UP), 1e-7)))

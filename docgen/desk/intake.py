"""Completed files in, records out: one that cannot be read never stops the rest."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from docgen.desk.deciding import has_papers, keep_decisions, settled
from docgen.desk.folder import LoadedRound, absolute, clear_parts
from docgen.desk.manifest import FILE_NAME as MANIFEST
from docgen.desk.papers import SUPERSEDED
from docgen.desk.reader import Reader
from docgen.desk.received import receive
from docgen.desk.recovery import Recovery
from docgen.desk.rivals import Rivals
from docgen.desk.store import Store, Submission
from docgen.desk.work import in_chunks
from docgen.forms import Directory, Reading
from docgen.forms.shortlist import ShortlistReading
from docgen.office.zipped_folder import LEFT_BEHIND
from docgen.problems import Problem, errors
from docgen.procedure import LevelName

_KEEP_AT_ONCE: Final = 1000


@dataclass(frozen=True, slots=True)
class Returned:
    """A completed file with errors, which goes back to its sender.

    Attributes:
        file: Its name in messages.
        sha256: Hash of its content, under which it is kept; empty if it could not be opened.
        reading: What could be understood of it, and what is wrong.
    """

    file: str
    sha256: str
    reading: Reading


@dataclass(slots=True)
class Intake:
    """What came of reading a number of files.

    Attributes:
        files: How many files were read, those in zipped folders included.
        accepted: Names of those whose forms are good.
        returned: Those that are to be corrected.
        shortlists: How many decided shortlists were read.
        problems: All problems, of all files.
    """

    files: int = 0
    accepted: list[str] = field(default_factory=list)
    returned: list[Returned] = field(default_factory=list)
    shortlists: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Opened:
    file: str
    sha256: str
    saved_at: str
    reading: Reading | ShortlistReading


def completed_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files among the paths and below them, in a fixed order.

    Links to folders, which are not followed, and folders that may not be opened stand among them,
    so that what is in them is not passed over in silence. Manifests, and what was superseded, are
    not among them unless they are named themselves.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(
                found
                for found in _below(path)
                if not found.name.startswith(LEFT_BEHIND) and found.name != MANIFEST
            )
        else:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for home, folders, files in os.walk(folder, onerror=closed.append):
        if SUPERSEDED in folders and MANIFEST in files:
            folders.remove(SUPERSEDED)
        yield from (Path(home, name) for name in files)
        links = (Path(home, name) for name in folders)
        yield from (link for link in links if link.is_symlink())
    yield from (Path(error.filename) for error in closed)


def read_completed(
    loaded: LoadedRound,
    store: Store,
    paths: Sequence[Path] = (),
    *,
    level: LevelName | None = None,
    executor: Executor | None = None,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda files: None,
) -> Intake:
    """Read completed files, keep each as it came, and keep what they say.

    Args:
        loaded: The round.
        store: Where submissions and decisions are kept.
        paths: Files and folders; the round's own ``completed`` if none are given.
        level: Level that applications have come to, whose lower opinions must be there.
        executor: Who does the work; this process if None.
        jobs: How many workers the executor has.
        progress: Called with the number of files that were read, again and again.

    Returns:
        How many files are good and how many are not, and all that is wrong with them.
    """
    intake = Intake()
    directory = Directory(loaded.roster.communities)
    recovery = Recovery(loaded.folder, store)
    rivals = Rivals()
    keep = loaded.folder.received.resolve()
    clear_parts(keep)
    task = partial(_read_chunk, pickle.dumps((loaded.setting, level)), keep)
    files = (
        (absolute(path), loaded.folder.shown(path))
        for path in completed_files(paths or [loaded.folder.completed])
    )
    pending: list[Submission] = []
    lists: list[tuple[str, ShortlistReading]] = []
    for count, opened in in_chunks(task, files, executor, jobs=jobs):
        for one in opened:
            recovery.saw(one.sha256)
            if isinstance(one.reading, ShortlistReading):
                lists += _list(one, directory, intake)
            else:
                _take(one, one.reading, directory, intake, rivals, pending)
        if len(pending) >= _KEEP_AT_ONCE:
            store.keep(pending)
            pending = []
        progress(count)
    store.keep(pending)
    intake.problems += rivals.problems()
    intake.problems += keep_decisions(loaded, store, lists)
    intake.problems += recovery.finish()
    if lists or has_papers(loaded.folder):
        standing, superseded = settled(loaded, store)
        intake.problems += [*standing.not_standing, *superseded]
    return intake


def _list(
    opened: _Opened, directory: Directory, intake: Intake
) -> Iterator[tuple[str, ShortlistReading]]:
    """A decided list, and when it was saved, unless there are errors in it."""
    assert isinstance(opened.reading, ShortlistReading)
    reading = opened.reading.of(directory)
    intake.files += 1
    intake.shortlists += 1
    intake.problems += reading.problems
    if not errors(reading.problems):
        yield opened.saved_at, reading


def _take(
    opened: _Opened,
    read: Reading,
    directory: Directory,
    intake: Intake,
    rivals: Rivals,
    pending: list[Submission],
) -> None:
    """Look up whose the file is, and keep what it says."""
    intake.files += 1
    reading = read.of(directory)
    elsewhere = directory.check_folder(opened.file, reading.community)
    reading = replace(reading, problems=(*reading.problems, *elsewhere))
    intake.problems += reading.problems
    if reading.accepted:
        intake.accepted.append(opened.file)
        rivals.add(opened.file, opened.saved_at, reading)
    else:
        intake.returned.append(Returned(opened.file, opened.sha256, reading))
    if opened.sha256:
        pending.append(Submission(opened.file, opened.sha256, opened.saved_at, reading))


@lru_cache(maxsize=1)
def _reader(setting: bytes) -> Reader:
    """The round's reader, made once in every worker."""
    return Reader(*pickle.loads(setting))


def _read_chunk(
    setting: bytes, keep: Path, files: list[tuple[Path, str]]
) -> tuple[int, list[_Opened]]:
    reader = _reader(setting)
    opened: list[_Opened] = []
    for one in receive(files, keep):
        if one.problem is not None or one.current is None:
            problems = (one.problem,) if one.problem else ()
            opened.append(_Opened(one.file, one.sha256, "", Reading(problems=problems)))
            continue
        reading, saved_at = reader.read(one.current, one.file)
        opened.append(_Opened(one.file, one.sha256, saved_at, reading))
    return len(files), opened

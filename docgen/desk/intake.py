"""Completed files in, records out: one that cannot be read never stops the rest."""

from __future__ import annotations

import glob
import os
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from docgen.desk.deciding import has_papers, keep_decisions, settled
from docgen.desk.files import absolute, clear_parts, make_folder, resolved, sync
from docgen.desk.folder import LoadedRound
from docgen.desk.log import bug
from docgen.desk.manifest import FILE_NAME as MANIFEST
from docgen.desk.manifest import is_manifest
from docgen.desk.papers import SUPERSEDED
from docgen.desk.reader import Reader
from docgen.desk.received import Received, kept, receive
from docgen.desk.recovery import Recovery
from docgen.desk.rivals import Rivals
from docgen.desk.store import Store, Submission
from docgen.desk.work import in_chunks
from docgen.file_faults import CODES as FILE_CODES
from docgen.forms import Directory, Reading
from docgen.forms.on_roster import on_roster
from docgen.forms.shortlist import ShortlistReading
from docgen.office.incoming.active import active_problems
from docgen.office.incoming.scratch import Scratch
from docgen.office.incoming.zipped_folder import LEFT_BEHIND, is_of_system
from docgen.office.soffice.conversion import OUT_OF_ORDER
from docgen.problems import Place, Problem, errors, folded, problem
from docgen.programme import Stage

_KEEP_AT_ONCE: Final = 1000
_OURS: Final = ("shortlists", "published")
_WHOLE: Final = ("package.", "workbook.", "word.")  # codes of files that cannot be read at all
_TOLD_ONCE: Final = (*FILE_CODES, "file.not-kept", "file.left-behind", "file.folder-empty")


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
        converted: Holds what became of files in old formats as long as this is used; None where
            there is no room for it.
    """

    files: int = 0
    accepted: list[str] = field(default_factory=list)
    returned: list[Returned] = field(default_factory=list)
    shortlists: int = 0
    problems: list[Problem] = field(default_factory=list)
    converted: Scratch | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class _Opened:
    file: str
    sha256: str
    saved_at: str
    reading: Reading | ShortlistReading


def completed_files(
    paths: Iterable[Path], left_out: Callable[[Path, str], None] = lambda path, code: None
) -> Iterator[Path]:
    """The files among the paths and below them, in a fixed order.

    Links to folders, which are not followed, and folders that may not be opened stand among them,
    so that what is in them is not passed over in silence. Manifests of docgen, what was
    superseded, and what systems put beside files are not among them unless they are named
    themselves.

    Args:
        paths: Files and folders.
        left_out: Called with each file or folder in which there is nothing to read, and the code
            of a problem that says so.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for found in sorted(_below(path, left_out)):
            if not found.name.startswith(LEFT_BEHIND):
                yield found
            elif not is_of_system(found.name):
                left_out(found, "file.open-elsewhere" if _is_mark(found) else "file.left-behind")


def _is_mark(path: Path) -> bool:
    """Whether an office program put a file beside another that it has open."""
    name = path.name.removeprefix("~$")
    shortened = path.parent.glob(f"*{glob.escape(name)}") if name != path.name else ()
    return path.name.startswith((".~", "~$")) and (
        any(one.name != path.name for one in shortened) or path.name.startswith(".~lock.")
    )


def _below(folder: Path, left_out: Callable[[Path, str], None]) -> Iterator[Path]:
    closed: list[OSError] = []
    for home, folders, files in os.walk(folder, onerror=closed.append):
        if not folders and not files:
            left_out(Path(home), "file.folder-empty")
        if MANIFEST in files and is_manifest(Path(home, MANIFEST)):
            files.remove(MANIFEST)
            ours = True
        else:
            ours = Path(home).name in _OURS
        if SUPERSEDED in folders and ours:
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
    stage: Stage | None = None,
    executor: Executor | None = None,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda files: None,
) -> Intake:
    """Read completed files, keep each as it came, and keep what they say.

    Args:
        loaded: The round.
        store: Where submissions and decisions are kept.
        paths: Files and folders; the round's own ``completed`` if none are given.
        stage: Stage that applications have come to; opinions of those before it must be there.
        executor: Who does the work; this process if None.
        jobs: How many workers the executor has.
        progress: Called with the number of files that were read, again and again.

    Returns:
        How many files are good and how many are not, and all that is wrong with them.
    """
    intake = Intake()
    keep = resolved(loaded.folder.received)
    clear_parts(keep)
    recovery = Recovery(loaded.folder, store)
    taking = _Taking(loaded, store, recovery, keep)
    with suppress(OSError):  # what cannot be held is converted once more
        make_folder(keep)
        intake.converted = Scratch(keep)
    converted = intake.converted.path if intake.converted else None
    task = partial(_read_chunk, pickle.dumps((loaded.setting, stage)), keep, converted)

    def read(files: Iterable[Path], into: Intake) -> None:
        named = ((absolute(path), loaded.folder.shown(path)) for path in files)
        for count, opened in in_chunks(task, named, executor, jobs=jobs):
            for one in opened:
                taking.take(one, into)
            progress(count)
        taking.finish()

    def left_out(path: Path, code: str) -> None:
        intake.problems.append(problem(code, Place(file=loaded.folder.shown(path))))

    with _closed_on_error(intake):
        read(completed_files(paths or [loaded.folder.completed], left_out), intake)
        intake.problems = list(_told_once(intake.problems))
        intake.problems += taking.rivals.problems()
        again = Intake()  # what is wrong with forms of before was told before
        taking.refused.clear()
        read(recovery.files(), again)
        intake.problems += [_not_taken(file, problems) for file, problems in taking.refused]
        intake.problems += keep_decisions(loaded, store, taking.lists)
        intake.problems += recovery.finish(again.files)
        intake.problems = folded(intake.problems, *_TOLD_ONCE)
        if taking.lists or has_papers(loaded.folder):
            standing, superseded = settled(loaded, store)
            intake.problems += [*standing.not_standing, *superseded]
    return intake


@contextmanager
def _closed_on_error(intake: Intake) -> Iterator[None]:
    """Let what was converted go at once where reading is given up; else it is used further."""
    try:
        yield
    except BaseException:
        if intake.converted:
            intake.converted.close()
        raise


def _told_once(problems: Sequence[Problem]) -> Iterator[Problem]:
    """The problems; one that lies with LibreOffice is none of each file, but of all together."""
    counts = Counter(found.code for found in problems)
    told: set[str] = set()
    for found in problems:
        if found.code not in OUT_OF_ORDER:
            yield found
        elif found.code not in told:
            told.add(found.code)
            facts = dict(found.facts) | {"count": counts[found.code]}
            yield problem(found.code, **facts)


def _not_taken(file: str, problems: Sequence[Problem]) -> Problem:
    """A list of before that does not count when records are rebuilt, by its first error."""
    facts = {"why_zh": problems[0].message("zh"), "why_en": problems[0].message("en")}
    return problem("store.list-not-taken", Place(file=file), **facts)


class _Taking:
    """Looks up whose each file is, and keeps what it says.

    Attributes:
        lists: The decided lists, and when each was saved; those with errors are not among them.
        refused: Decided lists with errors, and what these are.
        rivals: Different forms of one kind for one applicant.
    """

    def __init__(self, loaded: LoadedRound, store: Store, recovery: Recovery, keep: Path) -> None:
        self.lists: list[tuple[str, ShortlistReading]] = []
        self.refused: list[tuple[str, list[Problem]]] = []
        self.rivals = Rivals()
        self._store = store
        self._directory = Directory(loaded.setting.programme.applicant, loaded.roster.applicants)
        self._on_roster = partial(on_roster, loaded.setting, loaded.roster)
        self._recovery = recovery
        self._keep = keep
        self._pending: list[Submission] = []

    def take(self, opened: _Opened, intake: Intake) -> None:
        """Take note of a file that was opened."""
        if not opened.sha256 and not errors(opened.reading.problems):
            intake.problems += opened.reading.problems  # about what is no file
            return
        intake.files += 1
        self._recovery.saw(opened.sha256)
        reading = opened.reading.of(self._directory)
        if isinstance(reading, Reading):
            reading = self._on_roster(reading, opened.file)
        if isinstance(reading, ShortlistReading):
            intake.problems += reading.problems
            intake.shortlists += 1
            if errors(reading.problems):
                self.refused.append((opened.file, errors(reading.problems)))
            else:
                self.lists.append((opened.saved_at, reading))
            return
        elsewhere = self._directory.check_folder(opened.file, reading.applicant)
        reading = replace(reading, problems=(*reading.problems, *elsewhere))
        intake.problems += reading.problems
        if reading.accepted:
            intake.accepted.append(opened.file)
            self.rivals.add(opened.file, opened.saved_at, reading)
        else:
            intake.returned.append(Returned(opened.file, opened.sha256, reading))
        if opened.sha256:
            self._pending.append(Submission(opened.file, opened.sha256, opened.saved_at, reading))
        if len(self._pending) >= _KEEP_AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Keep what was not kept yet, once the disk holds the files that it is about."""
        sync(self._keep, (kept(self._keep, one.sha256, one.file) for one in self._pending))
        self._store.keep(self._pending)
        self._pending = []


@lru_cache(maxsize=1)
def _reader(setting: bytes) -> Reader:
    """The round's reader, made once in every worker."""
    return Reader(*pickle.loads(setting))


def _read_chunk(
    setting: bytes, keep: Path, converted: Path | None, files: list[tuple[Path, str]]
) -> tuple[int, list[_Opened]]:
    reader = _reader(setting)
    opened: list[_Opened] = []
    for one in receive(files, keep, converted):
        if one.problem is not None or one.current is None:
            problems = (one.problem,) if one.problem else ()
            opened.append(_Opened(one.file, one.sha256, "", Reading(problems=problems)))
            continue
        reading, saved_at = reader.read(one.current, one.file)
        # What is refused whole is never handed back, and may be made to take long.
        is_refused = any(wrong.code.startswith(_WHOLE) for wrong in errors(reading.problems))
        active = [] if is_refused else _active(one)
        active = [found for found in active if found not in reading.problems]
        if active:
            reading = replace(reading, problems=(*reading.problems, *active))
        opened.append(_Opened(one.file, one.sha256, saved_at, reading))
    return len(files), opened


def _active(one: Received) -> list[Problem]:
    """What is active in a file."""
    try:
        return active_problems(one.data, one.current or b"", one.file)
    except Exception as error:  # a bug must not stop the other files, nor go unseen
        return [bug("form.crash", error, Place(file=one.file))]

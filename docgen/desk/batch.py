"""Many forms: every applicant's files, made by as many workers as wanted, each written whole."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.desk.batch_plan import BatchPlan, Job, Task, form_path
from docgen.desk.files import clear_parts, content, replace_whole, resolved, sync
from docgen.desk.folder import LoadedRound, RoundFolder
from docgen.desk.log import bug
from docgen.desk.manifest import Entry, Manifest
from docgen.desk.recovery import check_lost
from docgen.desk.work import in_chunks
from docgen.file_faults import why
from docgen.forms import Entrant, Form, Setting, compile_forms
from docgen.problems import Place, Problem, ProblemError, folded, problem
from docgen.programme.standard import Answers, Scores, score
from docgen.records import FormKind

# Workers do without the database.
if TYPE_CHECKING:
    from docgen.desk.store import Store

_KINDS: Final = 16  # of applicant whose compiled forms a worker keeps
_CHUNKS_TO_SYNC: Final = 4  # a sync costs some hundredths of a second, the chunks ten times that


@dataclass(slots=True)
class Batch:
    """What came of making forms.

    Attributes:
        made: How many files were made.
        drafted: How many of these are applications drafted from a score sheet that came back.
        kept: How many were there already and up to date; an application is once it came back.
        problems: What could not be made, or was not overwritten, and why.
    """

    made: int = 0
    drafted: int = 0
    kept: int = 0
    problems: list[Problem] = field(default_factory=list)


def make_forms(
    loaded: LoadedRound,
    entrants: Iterable[Entrant] | None = None,
    *,
    store: Store | None = None,
    executor: Executor | None = None,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda applicants: None,
) -> Batch:
    """Make all forms of the given applicants; a batch that was stopped goes on where it was.

    An application is drafted from the newest good score sheet of its applicant, laid over what
    the roster says, until it came back itself. A file that somebody changed is never overwritten.

    Args:
        loaded: The round.
        entrants: For whom; the whole roster if not given.
        store: The records of what came back; None if there are none yet.
        executor: Who does the work; this process if None.
        jobs: How many workers the executor has.
        progress: Called with the number of applicants whose forms were made, again and again.

    Raises:
        ProblemError: A template or the database cannot be used, or the records are gone, so that
            no form could be made.
    """
    if store is not None and (lost := check_lost(store, loaded.folder.received)):
        raise ProblemError(lost)
    plan = BatchPlan(loaded, store)
    # Workers elsewhere have another working folder.
    folder = RoundFolder(resolved(loaded.folder.path))
    clear_parts(folder.forms)
    task = partial(_make_chunk, pickle.dumps(loaded.setting), folder)
    batch = Batch()
    listing = _Listing(plan.manifest, folder)
    todo = plan.tasks(loaded.roster if entrants is None else entrants)
    try:
        for result in in_chunks(task, todo, executor, jobs=jobs):
            listing.add(result.entries)
            batch.made += result.made
            batch.drafted += result.drafted
            batch.kept += len(result.entries) - result.made
            batch.problems += result.problems
            progress(result.applicants)
    finally:  # what was made before a stop is on the list
        listing.enter()
    batch.kept += plan.kept
    batch.problems = folded([*batch.problems, *listing.finish(plan)], "file.not-made")
    return batch


class _Listing:
    """Enters in the manifest what was made, once the disk holds it; some chunks at a time."""

    def __init__(self, manifest: Manifest[Entry], folder: RoundFolder) -> None:
        self._manifest = manifest
        self._folder = folder
        self._waiting: list[Entry] = []
        self._chunks = 0
        self._entered = False
        self._problems: list[Problem] = []

    def add(self, entries: Sequence[Entry]) -> None:
        """Take note of what came of a chunk."""
        self._waiting += entries
        self._chunks += 1
        if self._chunks % _CHUNKS_TO_SYNC == 0:
            self.enter()

    def enter(self) -> None:
        """Enter what was not entered yet."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            with self._noting():
                sync(self._folder.forms, (self._folder.forms / one.file for one in waiting))
                self._manifest.append(waiting)
                self._entered = True

    def finish(self, plan: BatchPlan) -> list[Problem]:
        """Write the list anew where it is out of date; what kept it from being written."""
        with self._noting():
            plan.finish(changed=self._entered)
        return self._problems[:1]

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            place = Place(file=self._folder.shown(self._manifest.path))
            self._problems.append(problem("file.list-not-written", place, **why(error)))


@dataclass(slots=True)
class _Made:
    """What came of a chunk: of the files with an entry those not made were the same already."""

    applicants: int
    made: int = 0
    drafted: int = 0
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@lru_cache(maxsize=_KINDS)
def _compiled(setting: bytes, variant: str) -> tuple[Setting, dict[FormKind, Form]]:
    """The round's forms of one kind of applicant, compiled once in every worker."""
    loaded: Setting = pickle.loads(setting)
    of_kind = loaded.of_kind(variant)
    return of_kind, {form.kind: form for form in compile_forms(of_kind)}


def _make_chunk(setting: bytes, folder: RoundFolder, tasks: list[Task]) -> _Made:
    result = _Made(len(tasks))
    for task in tasks:
        loaded, forms = _compiled(setting, task.particulars.variant)
        scored: Answers | None = None
        scores: Scores | None = None
        for job in task.jobs:
            answers = task.known(job.kind)
            if answers is not scored:
                facts = task.particulars.facts
                scored, scores = answers, score(loaded.standard, answers, facts)
            _make(forms[job.kind], job, task, scores, folder, result)
    return result


def _make(
    form: Form, job: Job, task: Task, scores: Scores | None, folder: RoundFolder, result: _Made
) -> None:
    """Make a form, unless somebody changed the file that is there."""
    file = form_path(form, task.applicant)
    path = folder.forms / file
    try:
        data = form.render(task.applicant, task.known(job.kind), scores)
        written = _written(path, data, job)
    except ProblemError as error:
        result.problems.extend(error.within(folder.shown(path)).problems)
    except OSError as error:
        place = Place(file=folder.shown(path))
        result.problems.append(problem("file.not-made", place, **why(error)))
    except Exception as error:  # a bug must not stop the others, nor go unseen
        result.problems.append(bug("file.make-crash", error, Place(file=folder.shown(path))))
    else:
        if written is None:
            place = Place(file=folder.shown(path))
            result.problems.append(problem("file.changed-by-hand", place))
            return
        digest = hashlib.sha256(data).hexdigest()
        result.entries.append(Entry(file, task.applicant.full_name, digest, job.made_from))
        result.made += written
        result.drafted += written and job.kind == FormKind.APPLICATION and bool(task.sheet)


def _written(path: Path, data: bytes, job: Job) -> bool | None:
    """Whether the file had to be written; None if it was changed since it was made."""
    there = content(path)
    if there == data:
        return False
    if there is not None:
        digest = hashlib.sha256(there).hexdigest()
        if job.before is None or not digest.startswith(job.before):
            return None
    replace_whole(path, data)
    return True

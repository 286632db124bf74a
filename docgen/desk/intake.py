"""Completed files in, records out: one that cannot be read never stops the rest."""

from __future__ import annotations

import hashlib
import logging
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from docgen.desk.folder import LoadedRound
from docgen.desk.schema import Submission
from docgen.desk.store import Store
from docgen.desk.work import in_chunks
from docgen.forms import Directory, Document, Form, Reading, Setting, compile_forms, open_document
from docgen.forms.document import FORM_PROPERTY
from docgen.forms.shortlist import SHORTLIST, ShortlistReading, read_shortlist
from docgen.problems import Place, Problem, ProblemError, errors, problem

_LOG: Final = logging.getLogger(__name__)
# Lock files of Word and LibreOffice, and what operating systems leave in folders.
_NOT_FORMS: Final = ("~$", ".", "Thumbs.db", "desktop.ini")
_KEEP_AT_ONCE: Final = 1000


@dataclass(slots=True)
class Intake:
    """What came of reading a number of files.

    Attributes:
        accepted: How many completed forms are good.
        returned: How many are to be corrected.
        shortlists: How many decided shortlists were read.
        problems: All problems, of all files.
    """

    accepted: int = 0
    returned: int = 0
    shortlists: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Opened:
    file: str
    sha256: str
    saved_at: str
    reading: Reading | ShortlistReading


class Reader:
    """Reads completed files of one round; made once, used for every file."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._forms = compile_forms(setting)

    def read(self, data: bytes, file: str) -> tuple[Reading | ShortlistReading, str]:
        """What one file says, its community not yet looked up, and when it was saved.

        Args:
            data: The file's content.
            file: Its name in messages.
        """
        saved_at = ""
        try:
            document = open_document(data, file)
            saved_at = document.saved_at
            return self._read(document), saved_at
        except ProblemError as error:
            problems = tuple(found.within(file) for found in error.problems)
        except Exception as error:  # a bug must not stop the other files, nor go unseen
            _LOG.exception("reading %s", file)
            reason = f"{type(error).__name__}: {error}"
            problems = (problem("form.crash", Place(file=file), reason=reason),)
        return Reading(problems=problems), saved_at

    def _read(self, document: Document) -> Reading | ShortlistReading:
        if document.properties.get(FORM_PROPERTY) == SHORTLIST:
            return read_shortlist(self._setting, document)
        form = self._form(document)
        if form is None:
            return Reading(problems=(problem("form.unknown-kind", Place(file=document.file)),))
        return form.read(document)

    def _form(self, document: Document) -> Form | None:
        stated = document.properties.get(FORM_PROPERTY)
        alike = [form for form in self._forms if form.recognises(document)]
        return next((form for form in alike if form.kind == stated), alike[0] if alike else None)


def completed_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files among the paths and below them, in a fixed order."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                found
                for found in path.rglob("*")
                if found.is_file() and not found.name.startswith(_NOT_FORMS)
            )
        else:
            yield path


def read_completed(
    loaded: LoadedRound,
    store: Store,
    paths: Sequence[Path] = (),
    *,
    executor: Executor | None = None,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda files: None,
) -> Intake:
    """Read completed files and keep what they say.

    Args:
        loaded: The round.
        store: Where submissions and decisions are kept.
        paths: Files and folders; the round's own ``completed`` if none are given.
        executor: Who does the work; this process if None.
        jobs: How many workers the executor has.
        progress: Called with the number of files that were read, again and again.

    Returns:
        How many files are good and how many are not, and all that is wrong with them.
    """
    intake = Intake()
    directory = Directory(loaded.roster.communities)
    task = partial(_read_chunk, pickle.dumps(loaded.setting))
    files = (
        (path.resolve(), loaded.folder.shown(path))
        for path in completed_files(paths or [loaded.folder.completed])
    )
    pending: list[Submission] = []
    for opened in in_chunks(task, files, executor, jobs=jobs):
        for one in opened:
            _take(one, directory, store, intake, pending)
        if len(pending) >= _KEEP_AT_ONCE:
            store.keep(pending)
            pending = []
        progress(len(opened))
    store.keep(pending)
    return intake


def _take(
    opened: _Opened, directory: Directory, store: Store, intake: Intake, pending: list[Submission]
) -> None:
    """Look up whose the file is, and keep what it says."""
    reading = opened.reading.of(directory)
    intake.problems += reading.problems
    if isinstance(reading, ShortlistReading):
        intake.shortlists += 1
        if not errors(reading.problems):
            store.decide(reading.level, reading.decisions)
        return
    if reading.accepted:
        intake.accepted += 1
    else:
        intake.returned += 1
    if opened.sha256:
        pending.append(Submission(opened.file, opened.sha256, opened.saved_at, reading))


@lru_cache(maxsize=1)
def _reader(setting: bytes) -> Reader:
    """The round's reader, made once in every worker."""
    return Reader(pickle.loads(setting))


def _read_chunk(setting: bytes, files: list[tuple[Path, str]]) -> list[_Opened]:
    reader = _reader(setting)
    opened: list[_Opened] = []
    for path, file in files:
        try:
            data = path.read_bytes()
        except OSError:
            missing = problem("file.missing", Place(file=file), path=file)
            opened.append(_Opened(file, "", "", Reading(problems=(missing,))))
            continue
        reading, saved_at = reader.read(data, file)
        opened.append(_Opened(file, hashlib.sha256(data).hexdigest(), saved_at, reading))
    return opened

"""Completed files in, records out: one that cannot be read never stops the rest."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from docgen.desk.folder import LoadedRound
from docgen.desk.store import Store, Submission
from docgen.forms import Directory, Document, Form, Reading, compile_forms, open_document
from docgen.forms.document import FORM_PROPERTY
from docgen.forms.shortlist import SHORTLIST, ShortlistReading, read_shortlist
from docgen.problems import Place, Problem, ProblemError, errors, problem

_LOG: Final = logging.getLogger(__name__)
# Lock files of Word and LibreOffice, and what operating systems leave in folders.
_NOT_FORMS: Final = ("~$", ".")
_KEEP_AT_ONCE: Final = 500


@dataclass(slots=True)
class Intake:
    """What came of reading a number of files.

    Attributes:
        submissions: The completed forms, in order.
        shortlists: The decided shortlists.
        problems: All problems, of all files.
    """

    submissions: list[Submission] = field(default_factory=list)
    shortlists: list[ShortlistReading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether no file has an error."""
        return not errors(self.problems)


class Reader:
    """Reads completed files of one round; made once, used for every file."""

    def __init__(self, loaded: LoadedRound) -> None:
        self._forms = compile_forms(loaded.setting)
        self._directory = Directory(entrant.community for entrant in loaded.entrants)
        self._setting = loaded.setting

    def read(self, data: bytes, file: str) -> tuple[Submission | ShortlistReading, list[Problem]]:
        """What one file says.

        Args:
            data: Its content.
            file: Its name in messages.

        Returns:
            A completed form or a decided shortlist, and its problems.
        """
        digest = hashlib.sha256(data).hexdigest()
        saved_at = ""
        try:
            document = open_document(data, file)
            saved_at = document.saved_at
            if document.properties.get(FORM_PROPERTY) == SHORTLIST:
                shortlist = read_shortlist(self._setting, document, self._directory)
                return shortlist, list(shortlist.problems)
            reading = self._read(document)
        except ProblemError as error:
            reading = Reading(problems=tuple(found.within(file) for found in error.problems))
        except Exception as error:  # a bug must not stop the other files, nor go unseen
            _LOG.exception("reading %s", file)
            reason = f"{type(error).__name__}: {error}"
            reading = Reading(problems=(problem("form.crash", Place(file=file), reason=reason),))
        return Submission(file, digest, saved_at, reading), list(reading.problems)

    def _read(self, document: Document) -> Reading:
        form = self._form(document)
        if form is None:
            return Reading(problems=(problem("form.unknown-kind", Place(file=document.file)),))
        return form.read(document, self._directory)

    def _form(self, document: Document) -> Form | None:
        stated = document.properties.get(FORM_PROPERTY)
        by_fields = [form for form in self._forms if form.recognises(document)]
        for form in by_fields:
            if form.kind == stated:
                return form
        return by_fields[0] if by_fields else None


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
    progress: Callable[[str], None] = lambda file: None,
) -> Intake:
    """Read completed files and keep what they say.

    Args:
        loaded: The round.
        store: Where submissions and decisions are kept.
        paths: Files and folders; the round's own ``completed`` if none are given.
        progress: Called with the name of each file when it was read.

    Returns:
        Everything that was read, and all that is wrong with it.
    """
    reader = Reader(loaded)
    intake = Intake()
    pending: list[Submission] = []
    for path in completed_files(paths or [loaded.folder.completed]):
        file = loaded.folder.shown(path)
        try:
            data = path.read_bytes()
        except OSError:
            intake.problems.append(problem("file.missing", Place(file=file), path=file))
            continue
        result, problems = reader.read(data, file)
        intake.problems += problems
        if isinstance(result, ShortlistReading):
            intake.shortlists.append(result)
            if not errors(problems):
                store.decide(result.level, result.decisions)
        else:
            intake.submissions.append(result)
            pending.append(result)
        if len(pending) >= _KEEP_AT_ONCE:
            store.keep(pending)
            pending = []
        progress(file)
    store.keep(pending)
    return intake

"""Many forms: every community's files, made by as many workers as wanted, each written whole."""

from __future__ import annotations

import hashlib
import logging
import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Final

from docgen.desk.folder import LoadedRound, RoundFolder, clear_parts, write_whole
from docgen.desk.manifest import Entry, Manifest
from docgen.desk.work import in_chunks
from docgen.forms import Entrant, Form, Setting, compile_forms, fingerprint
from docgen.problems import Place, Problem, ProblemError, problem
from docgen.records import Community
from docgen.standard import score

_LOG: Final = logging.getLogger(__name__)


@dataclass(slots=True)
class Batch:
    """What came of making forms.

    Attributes:
        made: How many files were made.
        kept: How many were there already, made from the same figures and templates.
        problems: What could not be made, and why.
    """

    made: int = 0
    kept: int = 0
    problems: list[Problem] = field(default_factory=list)


def make_forms(
    loaded: LoadedRound,
    entrants: Iterable[Entrant] | None = None,
    *,
    executor: Executor | None = None,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda communities: None,
) -> Batch:
    """Make all forms of the given communities; a batch that was stopped goes on where it was.

    Args:
        loaded: The round.
        entrants: For whom; the whole roster if not given.
        executor: Who does the work; this process if None.
        jobs: How many workers the executor has.
        progress: Called with the number of communities whose forms were made, again and again.

    Raises:
        ProblemError: A template cannot be used, so that no form could be made.
    """
    plan = _Plan(loaded)
    # Workers elsewhere have another working folder.
    folder = RoundFolder(loaded.folder.path.resolve())
    clear_parts(folder.forms)
    task = partial(_make_chunk, pickle.dumps(loaded.setting), folder)
    batch = Batch()
    todo = plan.not_yet_made(loaded.roster if entrants is None else entrants, batch)
    for result in in_chunks(task, todo, executor, jobs=jobs):
        plan.manifest.append(result.entries)
        batch.made += len(result.entries)
        batch.problems += result.problems
        progress(result.communities)
    plan.finish(batch)
    return batch


class _Plan:
    """What is there already of a batch, and what is left to do."""

    def __init__(self, loaded: LoadedRound) -> None:
        # Compiling here as well tells a template's fault once, before the work starts.
        self._forms = compile_forms(loaded.setting)
        self._roster = loaded.roster
        self._root = loaded.folder.forms
        self._origin = fingerprint(loaded.setting)
        self.manifest = Manifest(self._root, Entry)
        # Hashes instead of names: a national roster has a third of a million files.
        self._known = {hash(one.file): hash(one.made_from) for one in self.manifest}

    def not_yet_made(self, entrants: Iterable[Entrant], batch: Batch) -> Iterator[_Task]:
        """The communities some of whose forms are missing or were made from something else."""
        for entrant in entrants:
            made_from = self._made_from(entrant)
            files = self._files(entrant.community)
            if all(self._is_there(file, made_from) for file in files):
                batch.kept += len(files)
            else:
                yield _Task(entrant, made_from)

    def finish(self, batch: Batch) -> None:
        """Drop from the manifest what was made anew, and what has left the roster."""
        if len(self._known) == 0 or (batch.made == 0 and self._is_roster()):
            return
        entries = {entry.file: entry for entry in self.manifest}
        files = (file for each in self._roster.communities for file in self._files(each))
        self.manifest.write(entries[file] for file in files if file in entries)

    def _is_roster(self) -> bool:
        return len(self._known) == len(self._roster) * len(self._forms)

    def _files(self, community: Community) -> list[str]:
        return [form_path(form, community) for form in self._forms]

    def _is_there(self, file: str, made_from: str) -> bool:
        return self._known.get(hash(file)) == hash(made_from) and (self._root / file).is_file()

    def _made_from(self, entrant: Entrant) -> str:
        known = f"{self._origin}{entrant.community}{sorted(entrant.answers.items())}"
        return hashlib.sha256(known.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Task:
    entrant: Entrant
    made_from: str


@dataclass(frozen=True, slots=True)
class _Made:
    communities: int
    entries: list[Entry]
    problems: list[Problem]


def form_path(form: Form, community: Community) -> str:
    """Path of a community's form in the folder of forms."""
    return "/".join((*community, form.file_name(community)))


@lru_cache(maxsize=1)
def _compiled(setting: bytes) -> tuple[Setting, tuple[Form, ...]]:
    """The round's forms, compiled once in every worker."""
    loaded: Setting = pickle.loads(setting)
    return loaded, compile_forms(loaded)


def _make_chunk(setting: bytes, folder: RoundFolder, tasks: list[_Task]) -> _Made:
    loaded, forms = _compiled(setting)
    made = _Made(len(tasks), [], [])
    for task in tasks:
        community, answers = task.entrant.community, task.entrant.answers
        scores = score(loaded.standard, answers)
        for form in forms:
            file = form_path(form, community)
            path = folder.forms / file
            try:
                data = form.render(community, answers, scores)
                write_whole(path, data)
            except ProblemError as error:
                made.problems.extend(error.within(folder.shown(path)).problems)
            except Exception as error:  # a bug must not stop the others, nor go unseen
                _LOG.exception("making %s", file)
                place, reason = Place(file=folder.shown(path)), f"{type(error).__name__}: {error}"
                made.problems.append(problem("file.not-made", place, reason=reason))
            else:
                digest = hashlib.sha256(data).hexdigest()
                made.entries.append(Entry(file, community.full_name, digest, task.made_from))
    return made

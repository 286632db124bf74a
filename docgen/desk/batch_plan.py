"""What is there already of a batch of forms, and what is left to do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from docgen.desk.drafts import Drafts, laid_over
from docgen.desk.folder import LoadedRound
from docgen.desk.manifest import Entry, Manifest
from docgen.desk.work import CHUNK
from docgen.forms import Entrant, Form, compile_forms, fingerprint
from docgen.programme.standard import Answers
from docgen.records import Applicant, FormKind, Particulars

# Workers do without the database.
if TYPE_CHECKING:
    from docgen.desk.store import Store

# Of each hash in a manifest so many characters are kept, and of a name a number: a national
# roster has a third of a million files. They are only compared one with one.
_KEPT: Final = 12


@dataclass(frozen=True, slots=True)
class Job:
    """A form that is to be made.

    Attributes:
        kind: Which form.
        made_from: Hash of everything that it is made from.
        before: How the hash of its file begins if nobody changed it; None if no file is known.
    """

    kind: FormKind
    made_from: str
    before: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """An applicant with the forms that are to be made for it.

    Attributes:
        applicant: The applicant.
        particulars: Its kind, whose forms are made, and the facts that are known of it.
        jobs: The forms.
        answers: What the roster says of it.
        sheet: Hash of the score sheet that its application is drafted from; empty if none is.
        reported: What its application is drafted from.
    """

    applicant: Applicant
    particulars: Particulars
    jobs: tuple[Job, ...]
    answers: Answers
    sheet: str
    reported: Answers

    def known(self, kind: FormKind) -> Answers:
        """What a form is made from."""
        return self.reported if kind == FormKind.APPLICATION else self.answers


class BatchPlan:
    """A batch before it is made.

    Attributes:
        manifest: The list of what was made.
        kept: How many forms need not be made, as far as they were asked for.

    Raises:
        ProblemError: A template or the database cannot be used.
    """

    def __init__(self, loaded: LoadedRound, store: Store | None) -> None:
        # Compiling here as well tells a template's fault once, before the work starts.
        kinds = loaded.setting.kinds
        self._forms = {key: compile_forms(setting) for key, setting in kinds.items()}
        self._roster = loaded.roster
        self._root = loaded.folder.forms
        self._origins = {key: fingerprint(setting) for key, setting in kinds.items()}
        self._drafts = Drafts(store)
        self.manifest = Manifest(self._root, Entry)
        self.kept = 0
        self._known = {
            hash(one.file): one.made_from[:_KEPT] + one.sha256[:_KEPT] for one in self.manifest
        }

    def tasks(self, entrants: Iterable[Entrant]) -> Iterator[Task]:
        """The applicants some of whose forms are missing or were made from something else."""
        source = (task for task in map(self._task, entrants) if task.jobs)
        # Score sheets are loaded for a few applicants at a time, and for these only.
        for some in iter(lambda: list(islice(source, CHUNK)), []):
            records = self._drafts.records(task.sheet for task in some)
            for task in some:
                sheet = records.get(task.sheet)
                yield replace(task, reported=laid_over(task.answers, sheet)) if sheet else task

    def finish(self, *, changed: bool) -> None:
        """Drop from the manifest what was made anew, and what has left the roster.

        Args:
            changed: Whether the manifest was added to.
        """
        if len(self._known) == 0 or not (changed or self._has_others()):
            return
        entries = {entry.file: entry for entry in self.manifest}
        files = (
            form_path(form, each)
            for each in self._roster.applicants
            for form in self._forms[self._roster.particulars(each).variant]
        )
        self.manifest.write(entries[file] for file in files if file in entries)

    def _has_others(self) -> bool:
        return len(self._known) != len(self._roster) * len(next(iter(self._forms.values())))

    def _task(self, entrant: Entrant) -> Task:
        applicant, answers, particulars = entrant.applicant, entrant.answers, entrant.particulars
        forms = self._forms[particulars.variant]
        roster = f"{self._origins[particulars.variant]}{applicant}{sorted(answers.items())}"
        if particulars.facts:
            roster += f"{sorted(particulars.facts.items())}"
        from_roster = hashlib.sha256(roster.encode()).hexdigest()
        sheet = self._drafts.sheet(applicant)
        from_sheet = hashlib.sha256(f"{from_roster}{sheet}".encode()).hexdigest()
        jobs = []
        for form in forms:
            is_draft = form.kind == FormKind.APPLICATION
            job = self._job(form, applicant, from_sheet if is_draft else from_roster)
            if job is not None:
                jobs.append(job)
        self.kept += len(forms) - len(jobs)
        return Task(applicant, particulars, tuple(jobs), answers, sheet, answers)

    def _job(self, form: Form, applicant: Applicant, made_from: str) -> Job | None:
        """The form if it has to be made."""
        file = form_path(form, applicant)
        known = self._known.get(hash(file))
        stays = known is not None and known.startswith(made_from[:_KEPT])
        if form.kind == FormKind.APPLICATION and not stays:
            stays = self._drafts.is_completed(applicant)
        if stays and (self._root / file).is_file():
            return None
        return Job(form.kind, made_from, known and known[_KEPT:])


def form_path(form: Form, applicant: Applicant) -> str:
    """Path of an applicant's form in the folder of forms."""
    return "/".join(filter(None, (*applicant, form.file_name(applicant))))

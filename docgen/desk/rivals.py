"""Two different forms of one kind for one applicant, found among the files that were read."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from docgen.forms import Reading
from docgen.problems import Place, Problem, problem
from docgen.records import Applicant, FormKind, to_data


class _Form(NamedTuple):
    saved_at: str
    file: str
    digest: bytes


class Rivals:
    """Remembers which file counts for each applicant, and reports those that say otherwise."""

    def __init__(self) -> None:
        self._counts: dict[tuple[FormKind, Applicant], _Form] = {}
        self._problems: list[Problem] = []

    def add(self, file: str, saved_at: str, reading: Reading) -> None:
        """Take note of a good form."""
        if reading.kind is None or reading.applicant is None or reading.record is None:
            return
        data = repr(to_data(reading.record)).encode()
        form = _Form(saved_at, file, hashlib.blake2b(data, digest_size=16).digest())
        key = reading.kind, reading.applicant
        other = self._counts.setdefault(key, form)
        if other.digest == form.digest:
            return
        older, newer = sorted((other, form))
        self._counts[key] = newer
        code = "form.two-forms" if older.saved_at < newer.saved_at else "form.two-forms-alike"
        facts = {"other": newer.file, "name": reading.applicant.full_name}
        self._problems.append(problem(code, Place(file=older.file), **facts))

    def problems(self) -> list[Problem]:
        """One for each form that does not count, at its file."""
        return self._problems

"""Whether every system can carry the files that are made for the applicants of a roster."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.desk.folder import LoadedRound
from docgen.desk.naming import name_fault, same_to_a_disk
from docgen.forms import compile_forms
from docgen.problems import Place, Problem, ProblemError, problem
from docgen.records import Applicant


def check_names(loaded: LoadedRound) -> Iterator[Problem]:
    """What is wrong with names on the roster as names of files and folders, each told once."""
    try:
        # The files of all kinds of applicant are named alike.
        forms = compile_forms(next(iter(loaded.setting.kinds.values())))
    except ProblemError:  # told of the template
        forms = ()
    told: set[str] = set()
    first: dict[str, str] = {}
    for applicant in loaded.roster.applicants:
        place = Place(file=loaded.folder.roster.name, field=applicant.full_name)
        for name in (*filter(None, applicant), *(form.file_name(applicant) for form in forms)):
            if name in told:
                continue
            told.add(name)
            code = name_fault(name)
            if code is not None:
                yield problem(code, place, name=name, count=len(name.encode()))
        for path in _paths(applicant):
            other = first.setdefault(same_to_a_disk(path), path)
            if other != path and path not in told:
                told.add(path)
                yield problem("name.alike", place, name=path, other=other)


def _paths(applicant: Applicant) -> Iterator[str]:
    """The folder of an applicant, and those above it."""
    units = (*filter(None, applicant),)
    for depth in range(1, len(units) + 1):
        yield "/".join(units[:depth])

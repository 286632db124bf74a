"""Whether every system can carry the files that are made for the communities of a roster."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.desk.folder import LoadedRound
from docgen.desk.naming import name_fault, same_to_a_disk
from docgen.forms import compile_forms
from docgen.problems import Place, Problem, ProblemError, problem
from docgen.records import Community


def check_names(loaded: LoadedRound) -> Iterator[Problem]:
    """What is wrong with names on the roster as names of files and folders, each told once."""
    try:
        forms = compile_forms(loaded.setting)
    except ProblemError:  # told of the template
        forms = ()
    told: set[str] = set()
    first: dict[str, str] = {}
    for community in loaded.roster.communities:
        place = Place(file=loaded.folder.roster.name, field=community.full_name)
        for name in (*community, *(form.file_name(community) for form in forms)):
            if name in told:
                continue
            told.add(name)
            code = name_fault(name)
            if code is not None:
                yield problem(code, place, name=name, count=len(name.encode()))
        for path in _paths(community):
            other = first.setdefault(same_to_a_disk(path), path)
            if other != path and path not in told:
                told.add(path)
                yield problem("name.alike", place, name=path, other=other)


def _paths(community: Community) -> Iterator[str]:
    """The folder of a community, and those above it."""
    units = (*community,)
    for depth in range(1, len(units) + 1):
        yield "/".join(units[:depth])

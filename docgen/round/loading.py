"""Reading a round's file with its programme, with everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from docgen.assets import builtin_programmes
from docgen.problems import Problem, ProblemError, problem
from docgen.programme import Programme, ProgrammeHome, load_programme, programme_home
from docgen.programme.standard import names_of
from docgen.round.checks import check_round
from docgen.round.round import OWN_PROGRAMME, Plan, Round, RoundFile
from docgen.round.unit_names import check_units
from docgen.yaml_input import Names, YamlSource, entry, filled, read_as_meant

_BEFORE: Final = ("levels", "quotas", "total_quota", "province", "standard")
"""Entries that only the version before had."""


def load_round(path: Path, file: str | None = None) -> Round:
    """Read and check a round, and the programme that it names.

    Entries are checked one by one first, and against each other once each is right by itself.

    Args:
        path: The file, ``round.yaml``; the programme's folder is relative to its folder.
        file: Its name in messages; its path if not given.

    Raises:
        ProblemError: All that is wrong, in the order of the file, with line and column.
    """
    read, slips = read_as_meant(path, file)
    if (old := of_before(read)) is not None:
        raise ProblemError([old])
    home = home_in(read, path.parent)
    names = names_in(read, home)
    source, unknown = filled(read, names)
    found: list[Problem] = [*slips, *unknown]
    stated, programme = None, None
    try:
        stated = source.validate(RoundFile, found)
    except ProblemError as error:
        found = list(error.problems)
        if not isinstance(source.data, Mapping):
            raise
    try:
        programme = _programme(home, source, names)
    except ProblemError as error:
        found += error.problems
    if stated is None or programme is None:
        raise ProblemError(found)
    found += check_units(source)
    missing = list(_stages(stated, programme, source))
    if missing:
        raise ProblemError(_as_read([*found, *missing]))
    round_ = _together(stated, programme)
    found += check_round(round_, source.place)
    if found:
        raise ProblemError(_as_read(found))
    return round_


def home_in(source: YamlSource, folder: Path) -> ProgrammeHome:
    """Where the programme lies that a round's file names, or may name.

    Args:
        source: The file.
        folder: Folder that it lies in.
    """
    name = entry(source, "programme")
    return programme_home(name if isinstance(name, str) and name else OWN_PROGRAMME, folder)


def names_in(source: YamlSource, home: ProgrammeHome) -> Names:
    """What the names in braces stand for, by a round's file and its programme's standard."""
    given = {name: entry(source, name) for name in ("year", "edition", "region")}
    known = {
        name: str(value) if isinstance(value, str | int) else None
        for name, value in given.items()
        if value is not None or name != "edition"
    }
    standard, _ = read_as_meant(home.standard)
    return {**names_of(standard), **known}


def of_before(source: YamlSource) -> Problem | None:
    """That a round's file is one of the version before, at the first entry that says so.

    Args:
        source: The file.

    Returns:
        None if it is one of this version, or none at all.
    """
    places = [source.place((key,)) for key in _BEFORE if entry(source, key) is not None]
    if not places or entry(source, "stages") is not None or entry(source, "levels") is None:
        return None
    return problem("round.of-before", min(places, key=lambda one: one.line or 0))


def _programme(home: ProgrammeHome, source: YamlSource, names: Names) -> Programme:
    if not home.programme.is_file() or not home.standard.is_file():
        known = ", ".join(builtin_programmes())
        place = source.place(("programme",))
        raise ProblemError([problem("programme.missing", place, found=home.name, known=known)])
    return load_programme(home.programme, home.shown(home.programme), names)


def _stages(stated: RoundFile, programme: Programme, source: YamlSource) -> Iterator[Problem]:
    """Whether the file plans for each stage of the programme, and for no other."""
    known = {stage.key: stage for stage in programme.stages}
    for key in stated.stages:
        if key not in known:
            place = source.place(("stages", key))
            yield problem("round.unknown-stage", place, found=key, known=", ".join(known))
    for key, stage in known.items():
        if key not in stated.stages:
            yield problem("round.stage-missing", source.place(("stages",)), **stage.facts)


def _as_read(found: Iterable[Problem]) -> list[Problem]:
    return sorted(found, key=lambda one: (one.place.line, one.place.column))


def _together(stated: RoundFile, programme: Programme) -> Round:
    own = {name: getattr(stated, name) for name in Plan.model_fields}
    plans = {stage.key: stated.stages[stage.key] for stage in programme.stages}
    return Round(**own, home=stated.programme, programme=programme, plans=plans)

"""Reads a programme from its file, with every problem at its line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from docgen.problems import Place, Problem, ProblemError, problem
from docgen.programme.bureaus import bureau_problems
from docgen.programme.programme import Programme
from docgen.yaml_input import Location, Names, filled, read_as_meant


def load_programme(path: Path, file: str | None = None, names: Names | None = None) -> Programme:
    """Read a programme and check that it fits together.

    Args:
        path: The file ``programme.yaml``.
        file: Its name in messages; its path if not given.
        names: What the names in braces in its texts stand for, such as ``year``.

    Raises:
        ProblemError: The file cannot be read, a key is missing, unknown or has a wrong value, or
            its entries contradict each other; with all that was found.
    """
    read, slips = read_as_meant(path, file)
    source, unknown = filled(read, names or {})
    programme = source.validate(Programme, (*slips, *unknown))
    found = [
        *_keys(programme, source.place),
        *_awards(programme, source.place),
        *_units(programme, source.place),
    ]
    if found:
        raise ProblemError(found)
    return programme


def _keys(programme: Programme, at: Callable[[Location], Place]) -> Iterator[Problem]:
    units = (programme.region.key, *programme.applicant.keys)
    yield from _repeated(units[1:], ("applicant", "path"), at, (programme.region.key,))
    yield from _repeated([stage.key for stage in programme.stages], ("stages",), at)
    # Files are named by it.
    yield from _repeated([stage.label for stage in programme.stages], ("stages",), at, name="label")


def _repeated(
    keys: Iterable[str],
    home: Location,
    at: Callable[[Location], Place],
    taken: Iterable[str] = (),
    name: str = "key",
) -> Iterator[Problem]:
    seen = set(taken)
    for index, key in enumerate(keys):
        if key in seen:
            yield problem("standard.duplicate-key", at((*home, index, name)), key=key)
        seen.add(key)


def _awards(programme: Programme, at: Callable[[Location], Place]) -> Iterator[Problem]:
    """Whether the last stage awards the honour, and it alone."""
    for index, stage in enumerate(programme.stages):
        if stage.awards != (stage is programme.last):
            place = at(("stages", index, "awards"))
            code = "programme.awards-early" if stage.awards else "programme.awards-missing"
            yield problem(code, place, label=stage.label)


def _units(programme: Programme, at: Callable[[Location], Place]) -> Iterator[Problem]:
    """Whether each stage's unit, and its quota's, is one that the programme has."""
    path = programme.applicant.keys
    for index, stage in enumerate(programme.stages):
        known = (programme.region.key, *path)
        if stage.unit not in known:
            place = at(("stages", index, "unit"))
            yield problem("programme.unknown-unit", place, found=stage.unit, known="、".join(known))
        else:
            keys = programme.units_of(stage)
            home = ("stages", index)
            yield from bureau_problems(stage.bureau, keys, at((*home, "bureau")))
            for unit, name in stage.bureaus.items():
                yield from bureau_problems(name, keys, at((*home, "bureaus", unit)))
        if stage.quota is not None and stage.quota.by is not None and stage.quota.by not in path:
            place = at(("stages", index, "quota", "by"))
            found = stage.quota.by
            yield problem("programme.unknown-unit", place, found=found, known="、".join(path))

"""Reads a standard from its file, with every problem at its line and column."""

from __future__ import annotations

from pathlib import Path

from docgen.dates import day_of, official_date
from docgen.problems import ProblemError
from docgen.programme.standard.before import converted, is_before
from docgen.programme.standard.consistency import inconsistencies
from docgen.programme.standard.model import Standard
from docgen.yaml_input import Names, YamlSource, entry, filled, read_as_meant


def load_standard(path: Path, file: str | None = None, names: Names | None = None) -> Standard:
    """Read a standard and check that it fits together.

    A standard that is written as before groups is read as it is meant.

    Args:
        path: The YAML file.
        file: Its name in messages; its path if not given.
        names: What the names in braces in its texts stand for, beside its own year and period.

    Raises:
        ProblemError: The file cannot be read, a key is missing, unknown or has a wrong value, or
            the standard contradicts itself; with all that was found.
    """
    read, slips = read_as_meant(path, file)
    if is_before(read.data):
        read = YamlSource(read.file, converted(read.data), read.is_sure)
    source, unknown = filled(read, {**(names or {}), **names_of(read)})
    standard = source.validate(Standard, (*slips, *unknown))
    found = tuple(inconsistencies(standard, source.place))
    if found:
        raise ProblemError(found)
    return standard


def names_of(source: YamlSource) -> Names:
    """What the names in braces stand for that a standard's own entries give."""
    year = entry(source, "year")
    days = {name: day_of(entry(source, "period", name)) for name in ("first", "last")}
    names: dict[str, str | None] = {"year": str(year) if isinstance(year, int) else None}
    for name, day in days.items():
        names[f"period.{name}"] = None if day is None else official_date(day)
    return names

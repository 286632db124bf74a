"""Reads a standard from its file, with every problem at its line and column."""

from __future__ import annotations

from pathlib import Path

from docgen.problems import ProblemError
from docgen.programme.standard.before import converted, is_before
from docgen.programme.standard.consistency import inconsistencies
from docgen.programme.standard.model import Standard
from docgen.yaml_input import YamlSource, read_as_meant


def load_standard(path: Path, file: str | None = None) -> Standard:
    """Read a standard and check that it fits together.

    A standard that is written as before groups is read as it is meant.

    Args:
        path: The YAML file.
        file: Its name in messages; its path if not given.

    Raises:
        ProblemError: The file cannot be read, a key is missing, unknown or has a wrong value, or
            the standard contradicts itself; with all that was found.
    """
    source, slips = read_as_meant(path, file)
    if is_before(source.data):
        source = YamlSource(source.file, converted(source.data), source.is_sure)
    standard = source.validate(Standard, slips)
    found = tuple(inconsistencies(standard, source.place))
    if found:
        raise ProblemError(found)
    return standard

"""Reading a round's file, with everything that is wrong in it."""

from __future__ import annotations

from pathlib import Path

from docgen.assets import builtin_standards
from docgen.problems import ProblemError, problem
from docgen.round.checks import check_round
from docgen.round.round import Round, standard_path
from docgen.round.unit_names import check_units
from docgen.yaml_input import read_as_meant


def load_round(path: Path, file: str | None = None) -> Round:
    """Read and check a round.

    Entries are checked one by one first, and against each other once each is right by itself.

    Args:
        path: The file, ``round.yaml``; the standard's path in it is relative to its folder.
        file: Its name in messages; its path if not given.

    Raises:
        ProblemError: All that is wrong, in the order of the file, with line and column.
    """
    source, slips = read_as_meant(path, file)
    round_ = source.validate(Round, slips)
    found = [*check_units(source), *check_round(round_, source.place)]
    if not standard_path(round_, path.parent).is_file():
        found.append(
            problem(
                "round.standard-missing",
                source.place(("standard",)),
                found=round_.standard,
                known=", ".join(builtin_standards()),
            )
        )
    if found:
        raise ProblemError(sorted(found, key=lambda one: (one.place.line, one.place.column)))
    return round_

"""What is left of another year in the plan of a round, before anything is made from it."""

from __future__ import annotations

from docgen.desk.folder import PlannedRound
from docgen.problems import Problem
from docgen.round import (
    check_calendar,
    check_revocation,
    check_years,
    home_of,
    units_taken,
)
from docgen.yaml_input import YamlSource, read_yaml


def check_plan(planned: PlannedRound) -> list[Problem]:
    """What may be left over from another year in round and standard, and the calendar's end."""
    round_, standard = planned.setting.round, planned.setting.standard
    source = planned.folder.source()
    found = [
        *check_years(round_, standard, source, _own_standard(planned)),
        *check_calendar(round_, source.place),
        *check_revocation(round_, source.place),
        *units_taken(source),
    ]
    return sorted(found, key=as_read)


def as_read(found: Problem) -> tuple[bool, str, int]:
    """The order in which one reads the files, from the first line on."""
    return found.place.file != "round.yaml", found.place.file, found.place.line or 0


def _own_standard(planned: PlannedRound) -> YamlSource | None:
    """The standard's file, if the bureau wrote it: a built-in one names no other years."""
    home = home_of(planned.setting.round, planned.folder.path)
    return None if home.is_builtin else read_yaml(home.standard, home.shown(home.standard))

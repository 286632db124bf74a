"""Everything that a round can be warned of before anything is made from it."""

from __future__ import annotations

from docgen.assets import builtin_standards
from docgen.desk.folder import LoadedRound
from docgen.desk.own_templates import check_texts
from docgen.desk.sample_left import check_samples
from docgen.desk.standing import stand
from docgen.desk.store import Store
from docgen.desk.template_check import check_templates
from docgen.problems import Problem
from docgen.procedure import (
    check_calendar,
    check_revocation,
    check_years,
    standard_path,
    years_of,
)
from docgen.yaml_input import YamlSource, read_yaml


def check_inputs(loaded: LoadedRound, store: Store | None = None) -> list[Problem]:
    """What is wrong, or may be left over, in a round whose inputs could be read.

    Years, dates and samples in its files, the calendar, every template of every form and
    document, rendered with sample data, and records of communities that are not on the roster.

    Args:
        loaded: The round.
        store: Its records; None if there are none yet.

    Raises:
        ProblemError: There are no records although files were received.
    """
    folder, setting = loaded.folder, loaded.setting
    round_, standard = setting.round, setting.standard
    source = read_yaml(folder.path / "round.yaml", "round.yaml")
    found = [
        *check_years(round_, standard, source, _own_standard(loaded)),
        *check_calendar(round_, source.place),
        *check_revocation(round_, source.place),
        *check_samples(loaded, source),
    ]
    # As one reads the files, from the first line on.
    found.sort(key=lambda one: (one.place.file != "round.yaml", one.place.file, one.place.line))
    found += loaded.roster.told
    found += check_templates(folder, setting)
    found += check_texts(folder, round_.year, years_of(round_, standard))
    return [*found, *(stand(loaded, store).off_roster if store else ())]


def _own_standard(loaded: LoadedRound) -> YamlSource | None:
    """The standard's file, if the bureau wrote it: a built-in one names no other years."""
    name = loaded.setting.round.standard
    if name in builtin_standards():
        return None
    return read_yaml(standard_path(loaded.setting.round, loaded.folder.path), name)

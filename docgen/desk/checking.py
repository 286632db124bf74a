"""Everything that a round can be warned of before anything is made from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from docgen.assets import builtin_standards
from docgen.desk.folder import PlannedRound, RoundFolder
from docgen.desk.own_templates import check_texts
from docgen.desk.sample_left import sample_communities, sample_entries
from docgen.desk.standing import stand
from docgen.desk.store import Store
from docgen.desk.template_check import check_templates
from docgen.problems import Problem, ProblemError
from docgen.procedure import (
    check_calendar,
    check_revocation,
    check_years,
    standard_path,
    years_of,
)
from docgen.yaml_input import YamlSource, read_yaml


@dataclass(slots=True)
class Checked:
    """What came of checking a round's inputs.

    Attributes:
        planned: The round, its roster left out of account.
        communities: How many are on its roster; 0 if that cannot be used.
        problems: All that was found.
    """

    planned: PlannedRound
    communities: int = 0
    problems: list[Problem] = field(default_factory=list)


def check_inputs(folder: RoundFolder, store: Store | None = None) -> Checked:
    """What is wrong, or may be left over, in all inputs of a round; a fault of one hides no other.

    Years, dates and samples in its files, the calendar, every template of every form and
    document, rendered with sample data, the roster, and records of communities that are not on it.

    Args:
        folder: The round's folder.
        store: Its records; None if there are none yet.

    Raises:
        ProblemError: Round or standard cannot be used, so that the others say nothing; or there
            are no records although files were received.
    """
    planned = folder.plan()
    checked = Checked(planned)
    found = [*check_plan(planned), *sample_entries(_source(planned))]
    found.sort(key=_as_read)
    try:
        loaded = folder.with_roster(planned)
    except ProblemError as error:
        found += error.problems
    else:
        checked.communities = len(loaded.roster)
        found += sample_communities(loaded)
        found += stand(loaded, store).off_roster if store else ()
    found += check_templates(folder, planned.setting)
    round_, standard = planned.setting.round, planned.setting.standard
    found += check_texts(folder, round_.year, years_of(round_, standard))
    checked.problems = found
    return checked


def check_plan(planned: PlannedRound) -> list[Problem]:
    """What may be left over from another year in round and standard, and the calendar's end."""
    round_, standard = planned.setting.round, planned.setting.standard
    source = _source(planned)
    found = [
        *check_years(round_, standard, source, _own_standard(planned)),
        *check_calendar(round_, source.place),
        *check_revocation(round_, source.place),
    ]
    return sorted(found, key=_as_read)


def _as_read(found: Problem) -> tuple[bool, str, int]:
    """The order in which one reads the files, from the first line on."""
    return found.place.file != "round.yaml", found.place.file, found.place.line or 0


def _source(planned: PlannedRound) -> YamlSource:
    return read_yaml(planned.folder.path / "round.yaml", "round.yaml")


def _own_standard(planned: PlannedRound) -> YamlSource | None:
    """The standard's file, if the bureau wrote it: a built-in one names no other years."""
    name = planned.setting.round.standard
    if name in builtin_standards():
        return None
    return read_yaml(standard_path(planned.setting.round, planned.folder.path), name)

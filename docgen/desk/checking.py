"""Everything that a round can be warned of before anything is made from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from docgen.desk.folder import PlannedRound, RoundFolder
from docgen.desk.own_templates import check_texts
from docgen.desk.plan_check import as_read, check_plan
from docgen.desk.sample_left import check_sample_communities, check_sample_entries
from docgen.desk.standing import stand
from docgen.desk.store import Store
from docgen.desk.template_check import check_templates
from docgen.problems import Problem, ProblemError
from docgen.procedure import years_of


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
        ProblemError: Round or standard cannot be used, so that the others say nothing.
    """
    planned = folder.plan()
    checked = Checked(planned)
    found = [*check_plan(planned), *check_sample_entries(folder.source())]
    found.sort(key=as_read)
    try:
        loaded = planned.with_roster()
        checked.communities = len(loaded.roster)
        found += [*loaded.roster.told, *check_sample_communities(loaded)]
        found += stand(loaded, store).off_roster if store else ()
    except ProblemError as error:
        found += error.problems
    found += check_templates(folder, planned.setting)
    round_, standard = planned.setting.round, planned.setting.standard
    found += check_texts(folder, round_.year, years_of(round_, standard))
    checked.problems = found
    return checked

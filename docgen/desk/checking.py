"""Everything that a round can be warned of before anything is made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeVar

from docgen import assets
from docgen.characters import as_name
from docgen.desk.folder import LoadedRound, PlannedRound, RoundFolder, template_folders
from docgen.desk.name_check import check_names
from docgen.desk.own_templates import check_texts
from docgen.desk.plan_check import as_read, check_plan
from docgen.desk.sample_left import check_sample_applicants, check_sample_entries
from docgen.desk.standing import stand
from docgen.desk.starting import EXAMPLE
from docgen.desk.store import Store
from docgen.desk.template_check import check_templates
from docgen.forms import Roster, Setting
from docgen.problems import Problem, ProblemError
from docgen.programme import Programme, check_fit, load_programme
from docgen.programme.standard import Standard, load_standard
from docgen.round import Round, check_year, home_in, load_round, names_in, of_before, years_of
from docgen.yaml_input import entry, read_as_meant

Result = TypeVar("Result")

_ROUND: Final = "round.yaml"
# What a roster's columns of figures are told in the light of a standard that is not the round's.
_OF_THE_STANDARD: Final = ("answer.", "roster.column-unknown", "roster.columns-left")


@dataclass(slots=True)
class Checked:
    """What came of checking a round's inputs.

    Attributes:
        standard: The round's standard; None if it cannot be used.
        programme: Its programme; None if it cannot be used.
        applicants: How many are on its roster; 0 if that cannot be used.
        problems: All that was found.
    """

    standard: Standard | None = None
    programme: Programme | None = None
    applicants: int = 0
    problems: list[Problem] = field(default_factory=list)


def check_inputs(folder: RoundFolder, store: Store | None = None) -> Checked:
    """What is wrong, or may be left over, in all inputs of a round; a fault of one hides no other.

    Years, dates and samples in its files, the calendar, every template of every form and
    document, rendered with sample data, the roster, and records of applicants that are not on it.
    Where round or standard cannot be used, those of the example stand in for them, and only what
    is so in any case is told of the others.

    Args:
        folder: The round's folder.
        store: Its records; None if there are none yet.
    """
    inputs = _Inputs(folder)
    if (old := of_before(inputs.source)) is not None:
        return Checked(problems=[old])
    inputs.plan()
    if not inputs.slips:
        inputs.found += check_sample_entries(inputs.source)
    inputs.found.sort(key=as_read)
    inputs.roster(store)
    inputs.templates()
    return Checked(
        inputs.standard, inputs.programme, inputs.applicants, [*dict.fromkeys(inputs.found)]
    )


class _Inputs:
    """The inputs of a round, each read as far as it goes without the others.

    Attributes:
        source: What round.yaml says, or probably means.
        slips: What is wrong with its text.
        round: The round; None if it cannot be used.
        standard: The standard; None if it cannot be used.
        programme: The programme; None if it cannot be used.
        applicants: How many are on the roster.
        found: All that is wrong.
    """

    def __init__(self, folder: RoundFolder) -> None:
        self.folder = folder
        self.source, self.slips = read_as_meant(folder.path / _ROUND, _ROUND)
        self.found: list[Problem] = []
        self.applicants = 0
        self.round: Round | None = None
        self.standard: Standard | None = None
        self.programme: Programme | None = None

    def plan(self) -> None:
        """Read round and standard, and check them against each other."""
        self.round = self._kept(partial(load_round, self.folder.path / _ROUND, _ROUND))
        home = home_in(self.source, self.folder.path)
        shown = home.shown(home.standard)
        if home.standard.is_file():  # one that is not there is told of round.yaml
            names = names_in(self.source, home)
            self.standard = self._kept(partial(load_standard, home.standard, shown, names))
        if self.round is not None:
            self.programme = self.round.programme
        elif home.programme.is_file():
            # What is wrong with it was told with the round.
            with suppress(ProblemError):
                names = names_in(self.source, home)
                self.programme = load_programme(home.programme, names=names)
        if self.round is None or self.standard is None:
            return
        place = read_as_meant(home.standard, shown)[0].place
        self.found += check_fit(self.round.programme, self.standard, place)
        other_year = list(check_year(self.round, self.standard, self.source.place))
        self.found += other_year or check_plan(self._planned())

    def roster(self, store: Store | None) -> None:
        """Check the roster, and who is on record but not on it."""
        loaded = self._kept(self._loaded)
        if isinstance(loaded, LoadedRound):
            self.found += [*loaded.roster.told, *check_names(loaded)]
            self.found += check_sample_applicants(loaded)
            if store is not None and None not in (self.round, self.standard):
                self.found += stand(loaded, store).off_roster
        if loaded is not None:
            roster = loaded.roster if isinstance(loaded, LoadedRound) else loaded
            self.applicants = len(roster)

    def templates(self) -> None:
        """Check all templates, those of the round's folder and the built-in ones."""
        self.found += check_templates(self.folder, self._planned().setting)
        if self.round is not None and self.standard is not None:
            years = years_of(self.round, self.standard)
            self.found += check_texts(self.folder, self.round.year, years)

    def _loaded(self) -> LoadedRound | Roster:
        planned = self._planned()
        is_own = self.programme is None or self.programme.id == planned.setting.programme.id
        if is_own and not self.slips and (self.round is not None or self._places()):
            return planned.with_roster()
        setting = planned.setting
        programme = self.programme or setting.programme
        known = setting.round.places
        return Roster(self.folder.roster, programme, setting.standard, known=known)

    def _planned(self) -> PlannedRound:
        """The round, the example's parts standing in for what cannot be used."""
        example = load_round(assets.example_round(EXAMPLE) / _ROUND)
        standard = self.standard or load_standard(assets.builtin_standards()[EXAMPLE])
        home = home_in(self.source, self.folder.path)
        templates = template_folders(self.folder, home)
        round_ = self.round or self._with_places(example)
        return PlannedRound(self.folder, Setting(round_, standard, templates))

    def _with_places(self, example: Round) -> Round:
        """The example's round with the quotas of this one."""
        stage, places = example.by_places, self._places()
        if stage is None or not places:
            return example
        plan = example.plan(stage).model_copy(update={"places": places})
        return example.model_copy(update={"plans": {**example.plans, stage.key: plan}})

    def _places(self) -> dict[str, int]:
        """The quotas by unit, as far as they are right by themselves."""
        stages = entry(self.source, "stages")
        for key in stages if isinstance(stages, Mapping) else ():
            places = entry(self.source, "stages", key, "places")
            if isinstance(places, Mapping):
                return {
                    as_name(str(unit)): most
                    for unit, most in places.items()
                    if isinstance(most, int)
                }
        return {}

    def _kept(self, read: Callable[[], Result]) -> Result | None:
        """What can be read; where it cannot, the reasons are kept."""
        try:
            return read()
        except ProblemError as error:
            self.found += self._worth_telling(error.problems)
            return None

    def _worth_telling(self, problems: Iterable[Problem]) -> list[Problem]:
        if self.standard is not None:
            return list(problems)
        return [one for one in problems if not one.code.startswith(_OF_THE_STANDARD)]

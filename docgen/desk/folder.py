"""A round as a folder: where each of its files lies, and what they say when read together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import quote

from docgen.desk.files import absolute, resolved
from docgen.forms import Roster, Setting
from docgen.office.incoming.zipped_folder import printable
from docgen.problems import Place, Problem, ProblemError, problem
from docgen.programme import ProgrammeHome, check_fit
from docgen.programme.standard import load_standard
from docgen.records import Applicant, quota_unit
from docgen.round import Round, check_year, home_of, load_round
from docgen.yaml_input import YamlSource, read_yaml

ROSTERS: Final = (".xlsx", ".csv", ".xls", ".et", ".ods")
"""How the roster's file may end; where there are several, the first of these is the roster."""


def sqlite_url(path: Path) -> str:
    """URL of the SQLite database in a file, whatever characters its path has."""
    return f"sqlite:///{quote(str(path))}"


@dataclass(frozen=True, slots=True)
class RoundFolder:
    """The folder of a round.

    Attributes:
        path: The folder itself.
    """

    path: Path

    @property
    def templates(self) -> Path:
        """Templates that this bureau changed; each wins over the built-in one."""
        return self.path / "templates"

    @property
    def forms(self) -> Path:
        """Generated forms, one folder for each unit along the path."""
        return self.path / "forms"

    @property
    def completed(self) -> Path:
        """What came back, in any layout of folders."""
        return self.path / "completed"

    @property
    def received(self) -> Path:
        """Every file that came back, as it came, under its hash."""
        return self.path / "received"

    @property
    def returned(self) -> Path:
        """Copies of completed files with a comment at each mistake, and the list of mistakes."""
        return self.path / "returned"

    @property
    def shortlists(self) -> Path:
        """Ranked lists to decide on."""
        return self.path / "shortlists"

    @property
    def published(self) -> Path:
        """Notices and determination documents."""
        return self.path / "published"

    @property
    def records(self) -> Path:
        """The records, unless they are kept in another database."""
        return self.path / "records.db"

    @property
    def database(self) -> str:
        """URL of the database with the records."""
        return sqlite_url(self.records)

    @property
    def roster(self) -> Path:
        """The list of applicants that take part: .xlsx, or what there is in its place."""
        files = [self.path / f"communities{suffix}" for suffix in ROSTERS]
        return next((file for file in files if file.is_file()), files[0])

    def shown(self, path: Path) -> str:
        """A file's name in messages: relative to the round where it lies inside."""
        if path != self.path and self.path.name and path.is_relative_to(self.path):
            return printable(path.relative_to(self.path).as_posix())
        full, home = absolute(path), resolved(self.path)
        name = full.relative_to(home).as_posix() if home in full.parents else str(path)
        return printable(name)

    def plan(self) -> PlannedRound:
        """Round, programme and standard, read and checked together, without the roster.

        Raises:
            ProblemError: Everything that is wrong with the first of them that cannot be used,
                as the other is read in its light.
        """
        round_ = load_round(self.path / "round.yaml", "round.yaml")
        home = home_of(round_, self.path)
        shown = home.shown(home.standard)
        standard = load_standard(home.standard, shown, round_.names)
        found = [
            *check_year(round_, standard, self.source().place),
            *check_fit(round_.programme, standard, read_yaml(home.standard, shown).place),
        ]
        if found:
            raise ProblemError(found)
        templates = template_folders(self, home)
        return PlannedRound(self, Setting(round_, standard, templates))

    def source(self) -> YamlSource:
        """The round's file, in which every entry has its place.

        Raises:
            ProblemError: It is missing, not UTF-8 or not YAML.
        """
        return read_yaml(self.path / "round.yaml", "round.yaml")

    def load(self) -> LoadedRound:
        """Round, standard and roster, read and checked together.

        Raises:
            ProblemError: Everything that is wrong with the first of them that cannot be used,
                as the others are read in its light.
        """
        return self.plan().with_roster()


def template_folders(folder: RoundFolder, home: ProgrammeHome) -> tuple[Path, ...]:
    """Where templates lie that win over the built-in ones: the bureau's, then its programme's."""
    return tuple(path for path in (folder.templates, home.templates) if path.is_dir())


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """A round whose plan was read without a problem.

    Attributes:
        folder: Where it lies.
        setting: Round, standard and templates.
    """

    folder: RoundFolder
    setting: Setting

    def with_roster(self) -> LoadedRound:
        """The round with its roster, read in the light of the standard.

        Raises:
            ProblemError: Everything that is wrong with the roster.
        """
        path = self.folder.roster
        setting = self.setting
        known = setting.round.places
        roster = Roster(path, setting.programme, setting.standard, known=known)
        setting, named = _with_full_names(setting, roster, self.folder.source())
        roster.told += named
        unknown = list(_without_quota(setting.round, roster.applicants, path.name))
        if unknown:
            raise ProblemError(unknown)
        return LoadedRound(self.folder, setting, roster)


@dataclass(frozen=True, slots=True)
class LoadedRound(PlannedRound):
    """A round whose inputs were all read without a problem.

    Attributes:
        roster: Who takes part.
    """

    roster: Roster


def _without_quota(round_: Round, applicants: Sequence[Applicant], file: str) -> Iterator[Problem]:
    for stage in round_.stages:
        places = round_.plan(stage).places
        for applicant in applicants if places else ():
            unit = quota_unit(round_, stage, applicant)
            if unit not in places:
                place = Place(file=file, field=applicant.full_name)
                yield problem("roster.unit-without-quota", place, unit=unit, **stage.facts)


def _with_full_names(
    setting: Setting, roster: Roster, source: YamlSource
) -> tuple[Setting, tuple[Problem, ...]]:
    """The setting with the roster's names for units that the quotas call by short ones."""
    round_ = setting.round
    stage, places = round_.by_places, round_.places
    if stage is None or stage.quota is None or stage.quota.by is None:
        return setting, ()
    stem = setting.programme.applicant.unit(stage.quota.by).stem
    units = (quota_unit(round_, stage, one) for one in roster.applicants)
    calls: dict[str, list[str]] = {}
    for name in dict.fromkeys(units):
        if name not in places and (short := stem(name)) in places:
            calls.setdefault(short, []).append(name)
    full = {short: meant[0] for short, meant in calls.items() if len(meant) == 1}
    if not full:
        return setting, ()
    named = {full.get(unit, unit): quota for unit, quota in places.items()}
    plan = round_.plan(stage).model_copy(update={"places": named})
    told = (
        problem(
            "unit.taken",
            source.place(("stages", stage.key, "places", short)),
            label="places",
            found=short,
            taken=whole,
        )
        for short, whole in full.items()
    )
    changed = round_.model_copy(update={"plans": {**round_.plans, stage.key: plan}})
    return replace(setting, round=changed), tuple(told)

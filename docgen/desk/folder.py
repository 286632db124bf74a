"""A round as a folder: where each of its files lies, and what they say when read together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import quote

from docgen.desk.files import absolute, resolved
from docgen.forms import Roster, Setting
from docgen.office.incoming.zipped_folder import printable
from docgen.problems import Place, Problem, ProblemError, problem
from docgen.programme.standard import load_standard
from docgen.records import stem
from docgen.round import check_year, load_round, standard_path
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
        """Generated forms, one folder per city, county, street and applicant."""
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
        """Round and standard, read and checked together; the roster need not be there yet.

        Raises:
            ProblemError: Everything that is wrong with the first of them that cannot be used,
                as the other is read in its light.
        """
        round_ = load_round(self.path / "round.yaml", "round.yaml")
        standard = load_standard(standard_path(round_, self.path), round_.standard)
        found = list(check_year(round_, standard, self.source().place))
        if found:
            raise ProblemError(found)
        templates = self.templates if self.templates.is_dir() else None
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
        roster = Roster(path, self.setting.standard, cities=self.setting.round.quotas)
        setting, named = _with_full_cities(self.setting, roster, self.folder.source())
        roster.told += named
        quotas = setting.round.quotas
        unknown = [
            problem(
                "roster.city-without-quota",
                Place(file=path.name, field=applicant.full_name),
                city=applicant.city,
            )
            for applicant in roster.applicants
            if applicant.city not in quotas
        ]
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


def _with_full_cities(
    setting: Setting, roster: Roster, source: YamlSource
) -> tuple[Setting, tuple[Problem, ...]]:
    """The setting with the roster's names for cities that the quotas call by short ones."""
    round_ = setting.round
    cities = dict.fromkeys(one.city for one in roster.applicants)
    calls: dict[str, list[str]] = {}
    for city in cities:
        if city not in round_.quotas and (short := stem(0, city)) in round_.quotas:
            calls.setdefault(short, []).append(city)
    full = {short: meant[0] for short, meant in calls.items() if len(meant) == 1}
    if not full:
        return setting, ()
    quotas = {full.get(city, city): quota for city, quota in round_.quotas.items()}
    told = (
        problem(
            "unit.taken", source.place(("quotas", short)), label="quotas", found=short, taken=city
        )
        for short, city in full.items()
    )
    return replace(setting, round=round_.model_copy(update={"quotas": quotas})), tuple(told)

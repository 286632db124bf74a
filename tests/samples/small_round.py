"""A small round in a folder, played by commands as staff do: four applicants of two cities."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from docgen import assets
from docgen.cli import main
from docgen.desk.folder import RoundFolder
from docgen.forms import Entrant, compile_forms, write_roster
from docgen.programme.standard import load_standard
from docgen.records import Applicant
from samples.completing import fill_workbook, opened, packed, unpacked
from samples.sample_answers import typical

FIRST = Applicant("长沙市", "岳麓区", "示例麓南街道", "示例甲社区")
SECOND = Applicant("长沙市", "岳麓区", "示例麓南街道", "示例乙社区")
THIRD = Applicant("长沙市", "浏阳市", "示例河畔街道", "示例丙社区")
FOURTH = Applicant("衡阳市", "蒸湘区", "示例蒸水街道", "示例丁社区")
ALL = (FIRST, SECOND, THIRD, FOURTH)
LEVELS = ("county", "city", "province")
LABELS = dict(zip(LEVELS, ("县级", "市级", "省级"), strict=True))
_SAVED = datetime(2017, 9, 12, 9, 0)


@dataclass
class Desk:
    """A desk at which the round in a folder is worked on.

    Attributes:
        path: The folder.
        saved: When the next list is saved; each is saved a minute after the one before.
        url: Database, if not the folder's own.
    """

    path: Path
    saved: datetime = _SAVED
    url: str | None = None

    @property
    def folder(self) -> RoundFolder:
        return RoundFolder(self.path)

    def run(self, *arguments: str | Path, code: int | None = 0, lang: str = "zh") -> Result:
        """Run a command; it must end with this code."""
        options = ["--round", str(self.path), "--lang", lang]
        if self.url:
            options += ["--database", self.url]
        result = CliRunner().invoke(main, [*map(str, arguments), *options])
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        assert code is None or result.exit_code == code, result.output
        return result

    def facts(self, *arguments: str | Path, code: int | None = 0) -> Any:
        """What a command tells programs."""
        return json.loads(self.run(*arguments, "--json", code=code).stdout)

    def codes(self, *arguments: str | Path, code: int | None = 0) -> list[str]:
        """The codes of the problems that a command tells."""
        return [found["code"] for found in self.facts(*arguments, code=code)["problems"]]

    def list_path(self, level: str, unit: str) -> Path:
        return self.path / "shortlists" / f"{LABELS[level]}_{unit}.xlsx"

    def type_decisions(self, path: Path, decisions: Mapping[str, str]) -> None:
        """Type decisions on applicants, by name, into a shortlist, and save it."""
        data = path.read_bytes()
        names = names_on(data)
        cells = {f"decision_{names.index(name) + 1}": text for name, text in decisions.items()}
        self.saved += timedelta(minutes=1)
        path.write_bytes(fill_workbook(data, cells, saved=self.saved))

    def decide(self, level: str, decisions: Mapping[str, str] | None = None) -> Result:
        """Make the lists of a level, type these decisions, and read them."""
        self.run("shortlist", level, "--overwrite")
        paths = sorted((self.path / "shortlists").glob(f"{LABELS[level]}_*.xlsx"))
        for path in paths:
            names = set(names_on(path.read_bytes()))
            here = {name: text for name, text in (decisions or {}).items() if name in names}
            self.type_decisions(path, here)
        return self.run("read", *paths)

    def published(self) -> list[str]:
        """Names of the papers that are there, but for the manifest."""
        home = self.path / "published"
        files = home.iterdir() if home.is_dir() else []
        return sorted(one.name for one in files if one.is_file() and one.suffix != ".csv")

    def edit(self, *changes: tuple[str, str]) -> None:
        """Change texts in round.yaml, each of which stands there once."""
        path = self.path / "round.yaml"
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")


def names_on(data: bytes) -> list[str]:
    """The names of the applicants on a shortlist, row by row."""
    book = opened(data)
    names = []
    for name, defined in sorted(
        ((name, defined) for name, defined in book.defined_names.items() if "name_" in name),
        key=lambda pair: int(pair[0].rpartition("_")[2]),
    ):
        assert name
        ((sheet, cell),) = defined.destinations
        names.append(book[sheet][cell].value)
    return names


def roster_of(path: Path, applicants: tuple[Applicant, ...]) -> None:
    """Write a roster that holds names alone."""
    standard = load_standard(assets.builtin_standards()["hunan-2017"])
    write_roster(path / "communities.xlsx", standard, [Entrant(one, {}) for one in applicants])


def started(path: Path, applicants: tuple[Applicant, ...] = ALL) -> Desk:
    """A round whose completed forms have come back, all of them good; none is read yet."""
    return copied(_started(applicants), path)


def played(path: Path, through: str = "province") -> Desk:
    """The same round, read, and decided as proposed through a level."""
    return copied(_played(through), path)


def copied(desk: Desk, path: Path) -> Desk:
    """The same round in another folder, which may be there already."""
    shutil.copytree(desk.path, path, dirs_exist_ok=True)
    return Desk(path, desk.saved, desk.url)


# Rounds that many tests begin with are played once by a process, and copied.


def _folder() -> Path:
    path = Path(tempfile.mkdtemp(prefix="small-round-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


@cache
def _started(applicants: tuple[Applicant, ...]) -> Desk:
    path = _folder()
    shutil.copyfile(assets.example_round() / "round.yaml", path / "round.yaml")
    roster_of(path, applicants)
    desk = Desk(path)
    setting = desk.folder.load().setting
    answers = typical(setting.standard)
    sheet, _, application = compile_forms(setting)
    (path / "completed").mkdir()
    for applicant in applicants:
        for form in (sheet, application):
            data = packed(unpacked(form.render(applicant, answers)), saved=_SAVED, level=1)
            (path / "completed" / form.file_name(applicant)).write_bytes(data)
    return desk


@cache
def _played(through: str) -> Desk:
    desk = copied(_started(ALL), _folder())
    desk.run("read")
    for level in LEVELS[: LEVELS.index(through) + 1]:
        desk.decide(level)
    return desk

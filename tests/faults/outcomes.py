"""What comes of a command that meets a fault: its exit, what is told and where, what is left."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from docgen.cli import main

LEVELS = ("county", "city", "province")


@dataclass
class Outcome:
    """How a command ended."""

    exit_code: int
    problems: list[dict[str, Any]] = field(default_factory=list)
    output: str = ""

    @property
    def told(self) -> list[tuple[str, str]]:
        """Code and file of each error."""
        return [
            (found["code"], found["place"].get("file", ""))
            for found in self.problems
            if found["severity"] == "error"
        ]


def run(*arguments: str | Path) -> Outcome:
    """Run a command that prints JSON if it can; a traceback is never seen."""
    texts = [str(argument) for argument in arguments]
    speaks = texts[0] not in ("init", "demo")
    done = CliRunner().invoke(main, [*texts, "--json"] if speaks else [*texts, "--lang", "en"])
    output = done.output
    assert "Traceback" not in output, output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    problems = json.loads(done.stdout)["problems"] if speaks and done.stdout else []
    return Outcome(done.exit_code, problems, output)


def check_told(outcome: Outcome, code: str, file: str, *, why: str = "") -> None:
    """One error, of this code and at this file, however often it was met; exit code 1."""
    assert outcome.exit_code == 1, outcome.output
    assert outcome.told == [(code, file)], outcome.output
    if why:
        (found,) = [one for one in outcome.problems if one["severity"] == "error"]
        assert why in found["en"], found["en"]


def check_nothing_half(folder: Path) -> None:
    """No file that was being written is left, and every office file is whole."""
    for path in folder.rglob("*"):
        assert not path.name.endswith(".part"), path
        if path.suffix in (".docx", ".xlsx") and path.is_file():
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None, path


def arguments(command: str, folder: Path, out: Path) -> list[str | Path]:
    """The words of a command on a round; what it writes elsewhere goes into a folder."""
    home = ["--round", folder]
    if command == "init":
        return ["init", out / "new"]
    if command == "demo":
        return ["demo", out / "demo"]
    if command == "backup":
        return ["backup", out / "b.db", *home]
    if command.startswith("export"):
        return ["export", out / f"records{command.removeprefix('export')}", *home]
    if command.startswith("merge"):
        kind = command.removeprefix("merge")
        return ["merge", folder / f"letter{kind}", folder / "people.csv", "-o", out / "letters"]
    if command == "print":
        return ["print", folder / "page.pdf", "-o", out / "pack.pdf", *home]
    return [*command.split(), *home]

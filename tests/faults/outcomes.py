"""What comes of a command that meets a fault: its exit, what is told and where, what is left.

Every kind of attack and fault is told by these: :func:`run` and :func:`run_apart` run a command as
a user does, and :func:`check_told` and :func:`check_among` hold its end to a code and a place.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from docgen.cli import main
from faults.guard import left_half

LEVELS = ("county", "city", "province")


@dataclass
class Outcome:
    """How a command ended.

    Attributes:
        exit_code: Its exit code.
        problems: What it told, as JSON has it.
        output: All that it wrote.
        facts: All that it wrote as JSON.
    """

    exit_code: int
    problems: list[dict[str, Any]] = field(default_factory=list)
    output: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def told(self) -> list[tuple[str, str]]:
        """Code and file of each error."""
        return [
            (found["code"], found["place"].get("file", ""))
            for found in self.problems
            if found["severity"] == "error"
        ]

    def within(self, ending: str) -> list[tuple[str, dict[str, Any]]]:
        """Code, and place inside the file, of all that is told of the file with such a path."""
        return [
            (found["code"], inside(found["place"]))
            for found in self.problems
            if found["place"].get("file", "").endswith(ending)
        ]


def inside(place: dict[str, Any]) -> dict[str, Any]:
    """A place without its file."""
    return {name: value for name, value in place.items() if name != "file"}


def run(*arguments: str | Path) -> Outcome:
    """Run a command that prints JSON if it can; a traceback is never seen."""
    texts = [str(argument) for argument in arguments]
    speaks = texts[0] not in ("init", "demo")
    done = CliRunner().invoke(main, [*texts, "--json"] if speaks else [*texts, "--lang", "en"])
    output = done.output
    assert "Traceback" not in output, output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return _sound(done.exit_code, done.stdout if speaks else "", output)


def run_apart(
    *arguments: str | Path, seconds: float = 300, before: str = "", **environment: str
) -> Outcome:
    """Run the program itself with a command that prints JSON, in a process of its own.

    Args:
        arguments: The words of the command.
        seconds: How long it may take.
        before: Python code that is run in that process before the program.
        environment: Variables of its environment.
    """
    code = f"{before}; from docgen.cli import main; main()"
    program = ["-c", code] if before else ["-m", "docgen"]
    done = subprocess.run(
        [sys.executable, *program, *map(str, arguments), "--json"],
        capture_output=True,
        text=True,
        timeout=seconds,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment,
    )
    output = done.stdout + done.stderr
    assert "Traceback" not in output, output
    return _sound(done.returncode, done.stdout, output)


def _sound(exit_code: int, said: str, output: str) -> Outcome:
    """An end that fits what is told: 1 with errors, 0 without; none is told of as our own fault."""
    facts = json.loads(said) if said else {}
    outcome = Outcome(exit_code, facts.get("problems", []), output, facts)
    if outcome.problems:
        assert outcome.exit_code == int(bool(outcome.told)), outcome.output
    codes = {found["code"] for found in outcome.problems}
    assert not {code for code in codes if code.endswith("crash")}, outcome.output
    return outcome


def check_told(
    outcome: Outcome, code: str, file: str, *, why: str = "", **place: str | int | None
) -> None:
    """One error, of this code and at this file, however often it was met; exit code 1.

    Args:
        outcome: What came of the command.
        code: The code.
        file: The file, as a whole path.
        why: What its English text has to say besides.
        place: Where in the file: all that is told of it, if anything is given here. None stands
            for nothing, for a place that is the whole file.
    """
    assert outcome.exit_code == 1, outcome.output
    assert outcome.told == [(code, file)], outcome.output
    (found,) = [one for one in outcome.problems if one["severity"] == "error"]
    assert why in found["en"], found["en"]
    if place:
        said = {name: value for name, value in place.items() if value is not None}
        assert inside(found["place"]) == said, outcome.output


def check_among(
    outcome: Outcome, ending: str, expected: Iterable[tuple[str, dict[str, Any]]]
) -> None:
    """What is told of one of the files of a command: these codes at these places, and no more.

    Args:
        outcome: What came of the command.
        ending: How the file's path ends.
        expected: Codes and places in the file.
    """
    key = repr
    assert sorted(outcome.within(ending), key=key) == sorted(expected, key=key)


def check_nothing_half(folder: Path) -> None:
    """No file that was being written is left, and every office file is whole."""
    half = left_half(folder)
    assert half == [], half
    for path in folder.rglob("*"):
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

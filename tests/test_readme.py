"""What the READMEs tell people to type works as they say."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from docgen.cli import main
from docgen.office.soffice.convert import find_soffice

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")


def blocks(readme: str, language: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    return [body for kind, body in BLOCK.findall(text) if kind == language]


def commands(readme: str) -> list[list[str]]:
    lines = [line for body in blocks(readme, "console") for line in body.splitlines()]
    return [shlex.split(line[2:], comments=True) for line in lines if line.startswith("$ ")]


@pytest.mark.parametrize("readme", READMES)
def test_every_command_runs_in_the_order_of_the_readme(readme, tmp_path, monkeypatch, example):
    """A round is played through; its roster and completed forms are the example's."""
    monkeypatch.chdir(tmp_path)
    ran = 0
    for command in commands(readme):
        match command:
            case ["make", target]:
                makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
                assert re.search(rf"^{target}:", makefile, re.MULTILINE)
            case ["pip", "install", "."]:
                pass  # shown by test_package
            case ["cd", folder]:
                monkeypatch.chdir(folder)
                bring_a_letter()
                for name in ("communities.xlsx", "completed"):
                    bring(example / name, Path(name))
            case ["docgen", "print", *_] if find_soffice() is None:
                pass  # it says so, and the command's own tests show it
            case ["docgen", *arguments]:
                result = CliRunner().invoke(main, expanded(arguments))
                # The example holds wrong forms, which reading has to find.
                expected = int(arguments in (["read"], ["read", "--stage", "city"]))
                assert result.exit_code == expected, (command, result.output)
                ran += 1
            case _:
                pytest.fail(f"the README shows a command that no test knows: {command}")
    assert ran >= 10


def bring(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copyfile(source, target)


def bring_a_letter() -> None:
    """The template that the examples of mail merge use."""
    letter = Document()
    letter.add_paragraph("{{ 市州 }}{{ 县市区 }}{{ 街道乡镇 }}{{ 社区 }}：")
    for name in ("letter.docx", "通知.docx"):
        letter.save(name)


def expanded(arguments: list[str]) -> list[str]:
    """Arguments as a shell hands them on, patterns replaced by the files that match."""
    found: list[str] = []
    for argument in arguments:
        matches = sorted(map(str, Path().glob(argument))) if "*" in argument else []
        found += matches or [argument]
    return found


@pytest.mark.parametrize("readme", READMES)
def test_every_python_example_runs(readme):
    for body in blocks(readme, "python"):
        done = subprocess.run(
            [sys.executable, "-c", body], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout


@pytest.mark.parametrize("readme", READMES)
def test_every_file_that_is_linked_is_there(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    links = LINK.findall(text)
    assert links
    for link in links:
        assert (ROOT / link).exists(), link


def test_every_command_is_documented():
    text = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert f"docgen {name}" in text
        shown = (one for one in command.params if not getattr(one, "hidden", False))
        for option in shown:
            for spelling in option.opts:
                if spelling.startswith("--"):
                    assert spelling in text, (name, spelling)


def test_the_map_of_the_house_names_every_room():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for path in (ROOT / "docgen").iterdir():
        if path.is_dir() and not path.name.startswith("_"):
            assert f"{path.name}/" in text, path.name

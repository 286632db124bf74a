"""Commands speak one language, and refuse what they cannot carry out in our own words."""

import ast
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from samples.hunan import HUNAN

from docgen.assets import example_round
from docgen.cli import main
from docgen.cli.refusals import refusal
from docgen.problems import problem

LOCALES = {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}


def run(lang, *arguments):
    return CliRunner(env={"LC_ALL": LOCALES[lang]}).invoke(main, [str(one) for one in arguments])


def library_sentences():
    """Every text of the library that stands for a person to read: those that it translates."""
    found = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = getattr(node, "func", None)
            if isinstance(called, ast.Name) and called.id in ("_", "ngettext"):
                texts = (one.value for one in node.args if isinstance(one, ast.Constant))
                found |= {part for text in texts for part in str(text).split("{")[:1]}
    return {text for text in found if text.strip(" '").count(" ") >= 1}


SENTENCES = library_sentences()

CALLS = [
    ("cli.no-such-command", ["chek"], "check"),
    ("cli.no-such-command", ["publish", "全部"], "revocation"),
    ("cli.no-such-option", ["check", "--rond", "x"], "--round"),
    ("cli.option-needs-value", ["check", "--round"], "--round"),
    ("cli.option-without-value", ["check", "--json=1"], "--json"),
    ("cli.option-missing", ["print", "x"], "--output"),
    ("cli.argument-missing", ["shortlist"], "STAGE"),
    ("cli.argument-missing", ["merge", "-o", "x"], "TEMPLATE"),
    ("cli.argument-too-many", ["check", "甲", "乙"], "甲 乙"),
    ("cli.not-a-choice", ["shortlist", "country", "--round", example_round()], "county"),
    (
        "cli.not-a-choice",
        ["publish", "recommendation", "province", "--round", example_round()],
        "city",
    ),
    ("cli.not-a-choice", ["read", "--stage", "town", "--round", example_round()], "city"),
    ("cli.not-a-choice", ["check", "--lang", "fr"], "--lang"),
    ("cli.out-of-range", ["forms", "--jobs", "0"], "64"),
    ("cli.out-of-range", ["forms", "--jobs", "x"], "--jobs"),
    ("cli.too-small", ["print", "x", "-o", "y.pdf", "--timeout", "0"], "--timeout"),
    ("cli.not-a-date", ["status", "--today", "昨天"], "昨天"),
    ("cli.is-a-file", ["check", "--round", __file__], "--round"),
    ("cli.is-a-folder", ["print", "x", "-o", Path(__file__).parent], "--output"),
]


@pytest.mark.parametrize(("code", "arguments", "named"), CALLS)
@pytest.mark.parametrize("lang", LOCALES)
def test_a_wrong_call_is_refused_by_name_in_one_language(lang, code, arguments, named):
    done = run(lang, *arguments)
    assert done.exit_code == 2
    assert named in done.output
    said = done.output.splitlines()
    assert len(said) == 2
    assert said[1].endswith("--help")
    assert ("错误" in said[0], "error" in said[0]) == (lang == "zh", lang == "en")
    assert not [one for one in SENTENCES if one in done.output]


@pytest.mark.parametrize(("code", "arguments"), [(code, given) for code, given, _ in CALLS])
def test_each_wrong_call_has_its_own_code(code, arguments, monkeypatch):
    told = []
    monkeypatch.setattr("docgen.cli.language.Refused.show", lambda self: told.append(self.problem))
    run("zh", *arguments)
    assert [one.code for one in told] == [code]


def test_a_applicant_that_is_not_on_the_roster(tmp_path):
    run("zh", "init", tmp_path / "r")
    from docgen.desk.folder import RoundFolder
    from docgen.forms import Entrant, write_roster
    from docgen.records import Applicant

    folder = RoundFolder(tmp_path / "r")
    applicant = Applicant("长沙市", "岳麓区", "甲街道", "乙社区")
    write_roster(folder.roster, HUNAN, folder.plan().setting.standard, [Entrant(applicant, {})])
    for lang in ("zh", "en"):
        words = problem("cli.not-on-roster", found="丙社区").message(lang)
        done = run(lang, "forms", "--round", folder.path, "--applicant", "丙社区")
        assert done.exit_code == 2
        assert words in done.output


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (click.BadParameter("x", param=click.Option(["--number"], type=int)), "cli.wrong-value"),
        (click.UsageError("x"), "cli.not-understood"),
    ],
)
def test_what_no_command_of_ours_says_today_has_words_too(error, code):
    command = click.Command("c", params=[click.Option(["--number"], type=int)])
    assert refusal(error, command, click.Context(command), ["--number", "1"]).code == code


def all_commands(group=main, path=()):
    yield path
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from all_commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("path", [*all_commands()], ids=" ".join)
def test_help_is_in_one_language(path):
    chinese, english = (run(lang, *path, "--help").output for lang in ("zh", "en"))
    assert chinese.startswith("用法：")
    assert english.startswith("Usage: ")
    for lang, text in (("zh", chinese), ("en", english)):
        assert not [one for one in SENTENCES if one in text], text
        assert ("选项" in text, "Options" in text) == (lang == "zh", lang == "en")
    described = [line for line in english.splitlines() if "样稿" not in line]
    assert not [line for line in described if any("\u4e00" <= one <= "\u9fff" for one in line)]


def test_a_run_speaks_the_language_that_it_is_asked_for_before_the_system_s():
    assert "没有" not in run("zh", "check", "--lang", "en", "--rond").output
    assert "没有选项" in run("en", "check", "--lang=zh", "--rond").output
    assert run("en", "forms", "--lang", "zh", "--help").output.startswith("用法：")

"""What every command shares: languages, JSON, progress and the way it ends."""

import json
import os
import pty
import subprocess
import sys

import pytest
from click.testing import CliRunner
from samples.national import write_round

from docgen.cli import main


def run(*arguments, **options):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], **options)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_round(tmp_path_factory.mktemp("round"), 3)


def test_messages_come_in_the_language_that_was_asked_for(folder):
    chinese = run("check", "--round", folder.path, "--lang", "zh")
    assert chinese.stdout == "没有错误，有提醒：3个社区，34项指标，满分100分。\n"
    english = run("check", "--round", folder.path, "--lang", "en")
    assert english.stdout == "Only warnings: 3 communities, 34 indicators, 100 points.\n"


@pytest.mark.parametrize(
    ("locale", "word"),
    [("zh_CN.UTF-8", "没有"), ("en_GB.UTF-8", "Only"), ("C", "没有"), ("", "没有")],
)
def test_the_system_language_is_the_default_and_chinese_where_there_is_none(folder, locale, word):
    environment = {"LC_ALL": locale, "LC_MESSAGES": "", "LANG": ""}
    assert run("check", "--round", folder.path, env=environment).output.startswith(word)


def test_a_program_gets_the_same_facts_as_json(tmp_path):
    done = run("check", "--round", tmp_path, "--json")
    assert done.exit_code == 1
    found, roster = json.loads(done.stdout)["problems"]
    assert (roster["code"], roster["place"]) == ("file.missing", {"file": "communities.xlsx"})
    assert (found["code"], found["severity"]) == ("file.missing", "error")
    assert found["place"] == {"file": "round.yaml"}
    assert found["zh"].startswith("找不到文件")
    assert found["en"].startswith("There is no file")


def test_problems_end_with_1_and_wrong_use_with_2(folder, tmp_path):
    assert run("check", "--round", tmp_path).exit_code == 1
    assert run("forms", "--round", folder.path, "--applicant", "没有的社区").exit_code == 2
    assert run("publish", "publicity", "village", "--round", folder.path).exit_code == 2
    assert run("nonsense").exit_code == 2
    assert run("init", folder.path).exit_code == 1, "a round is never overwritten"


def test_a_applicant_can_be_chosen_by_name(folder):
    done = run("forms", "--round", folder.path, "--applicant", "示例第2社区", "--json")
    assert json.loads(done.stdout)["made"] == 3
    assert len(list(folder.forms.rglob("*.docx"))) == 2


def test_undecided_levels_publish_nothing_and_say_what_to_do(folder):
    done = run("publish", "publicity", "county", "--round", folder.path, "--lang", "en")
    assert done.exit_code == 1
    assert "docgen shortlist county" in done.stderr
    assert run("publish", "determination", "--round", folder.path).exit_code == 1


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".json"])
def test_records_are_exported_for_every_applicant(folder, tmp_path, ending):
    path = tmp_path / f"records{ending}"
    assert run("export", path, "--round", folder.path).exit_code == 0
    assert path.stat().st_size > 100
    wrong = run("export", tmp_path / "records.txt", "--round", folder.path, "--json")
    assert json.loads(wrong.stdout)["problems"][0]["code"] == "file.format"


def test_a_terminal_sees_a_bar_with_rate_and_time(tmp_path):
    round_ = write_round(tmp_path, 400)
    command = [sys.executable, "-m", "docgen", "forms", "--round", str(round_.path), "--jobs", "1"]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        shown += piece
    os.close(ours)
    assert process.wait() == 0
    assert "400/400" in shown.decode()
    assert "/s" in shown.decode()

"""What opens a round can be made before anybody is on its roster."""

import json
import shutil

import pytest
from click.testing import CliRunner
from samples.small_round import roster_of

from docgen import assets
from docgen.cli import main


@pytest.fixture(params=["as init leaves it", "no file", "not a workbook"])
def folder(request, tmp_path):
    path = tmp_path / "round"
    assert CliRunner().invoke(main, ["init", str(path)]).exit_code == 0
    if request.param == "no file":
        (path / "communities.xlsx").unlink()
    if request.param == "not a workbook":
        (path / "communities.xlsx").write_bytes(b"roster")
    return path


@pytest.mark.parametrize(
    ("command", "files"),
    [("notice", ["通知.docx"]), ("quota", ["附件1_名额分配表.docx", "附件1_名额分配表.xlsx"])],
)
def test_the_notice_and_the_quota_table_need_no_roster(folder, command, files):
    done = CliRunner().invoke(main, ["publish", command, "--round", str(folder)])
    assert done.exit_code == 0, done.output
    made = sorted(one.name for one in (folder / "published").iterdir() if one.suffix != ".csv")
    assert made == files
    assert not (folder / "records.db").exists()


def test_everything_else_says_what_is_wrong_with_the_roster(folder):
    for command in (["check"], ["forms"], ["status"], ["publish", "determination"]):
        done = CliRunner().invoke(main, [*command, "--round", str(folder)])
        assert done.exit_code == 1, command
        assert "communities.xlsx" in done.stderr


def test_a_calendar_that_ends_before_the_round_is_told_when_it_opens(tmp_path):
    path = tmp_path / "round"
    CliRunner().invoke(main, ["init", str(path)])
    roster_of(path, ())
    text = (path / "round.yaml").read_text(encoding="utf-8")
    (path / "round.yaml").write_text(
        text.replace("deadline: 2017-11-25", "deadline: 2099-11-25"), encoding="utf-8"
    )
    done = CliRunner().invoke(main, ["publish", "notice", "--round", str(path), "--lang", "zh"])
    assert done.exit_code == 0
    assert "放假安排" in done.stderr
    assert "2099-11-25" in done.stderr


@pytest.mark.parametrize("command", ["notice", "quota"])
def test_what_is_left_of_another_year_is_told_when_the_round_opens(tmp_path, command):
    """The programme was copied and its year changed, and nothing else."""
    path = tmp_path / "round"
    CliRunner().invoke(main, ["init", str(path)])
    shutil.copytree(assets.builtin_programmes()["hunan-2017"], path / "programme")
    for file in (path / "round.yaml", path / "programme" / "standard.yaml"):
        text = file.read_text(encoding="utf-8").replace("year: 2017", "year: 2026")
        text = text.replace("programme: hunan-2017\n", "").replace("开展{year}年", "开展2017年")
        file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["publish", command, "--round", str(path), "--lang", "zh"])
    assert done.exit_code == 0
    for told in ("「关于开展2017年省级充分就业星…」", "deadline", "standard.yaml", "2016-12-31"):
        assert told in done.stderr


def test_a_fault_of_the_roster_hides_nothing_else(folder):
    done = CliRunner().invoke(main, ["check", "--round", str(folder), "--json"])
    codes = [one["code"] for one in json.loads(done.stdout)["problems"]]
    assert done.exit_code == 1
    assert codes.count("round.sample") > 10
    assert codes[-1] in ("roster.empty", "file.missing", "table.not-a-table")

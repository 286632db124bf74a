"""Rounds of the version before open at each stage, go on, and keep what was typed in them.

``tests/rounds_before`` holds a round that was played by version 0.1 before its database said a
version and its lists and papers had manifests: one zip for each stage, with the files that were
new or changed since the stage before.
"""

import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from samples.small_round import LEVELS, Desk

STAGES = sorted((Path(__file__).parents[1] / "rounds_before").glob("[1-9]-*.zip"))
GOOD = ("示例星火社区", "示例团结社区")


def at(stage, path):
    """The round as the version before left it at a stage."""
    for archive in STAGES[: STAGES.index(stage) + 1]:
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(path)
    desk = Desk(path)
    desk.run("convert")
    return desk


@pytest.fixture(params=STAGES, ids=[stage.stem for stage in STAGES])
def desk(request, tmp_path):
    return at(request.param, tmp_path / "round")


@pytest.fixture
def last(tmp_path):
    return at(STAGES[-1], tmp_path / "round")


def test_it_opens_and_goes_on_to_the_determination(desk):
    completed = desk.folder.completed
    if not any(completed.glob("*")):
        _bring_forms(desk)
    desk.run("check")
    desk.run("forms", "--jobs", "1")
    desk.run("read", code=1)  # two of its forms have mistakes
    desk.run("status")
    for level in LEVELS:
        desk.decide(level)
        desk.run("publish", "publicity", level, "--overwrite")
    desk.run("publish", "determination", "--overwrite")
    assert desk.codes("status") == []
    (row,) = (one for one in desk.facts("status")["units"] if one["unit"] == "长沙市")
    assert row["province_level"] == 1
    with closing(sqlite3.connect(desk.folder.records)) as database:
        assert database.execute("select version_num from docgen_version").fetchall() == [("0004",)]


def _bring_forms(desk):
    """What came back, at a stage where nothing had yet."""
    with zipfile.ZipFile(STAGES[2]) as packed:
        for name in packed.namelist():
            if name.startswith("completed/"):
                packed.extract(name, desk.path)
    if desk.facts("check", code=None).get("applicants") != 4:
        with zipfile.ZipFile(STAGES[1]) as packed:
            packed.extract("communities.xlsx", desk.path)


def test_nothing_that_was_there_is_changed_or_lost_by_looking(desk):
    before = {path: path.read_bytes() for path in desk.path.rglob("*") if path.is_file()}
    desk.run("status", code=None)
    for path, data in before.items():
        if path != desk.folder.records:
            assert path.read_bytes() == data, path


def test_its_decisions_are_known(last):
    facts = last.facts("status")
    sums = [sum(row[f"{level}_level"] for row in facts["units"]) for level in LEVELS]
    assert sums == [2, 2, 2]
    assert facts["problems"] == []


def test_its_papers_leave_when_their_ground_goes_though_they_had_no_manifest(last):
    path = last.list_path("county", "衡阳市蒸湘区")
    last.type_decisions(path, {GOOD[1]: "不推荐"})
    last.run("read", path)
    home = last.path / "published"
    assert not (home / "认定文件.docx").exists()
    assert (home / "superseded" / "认定文件.docx").exists()
    assert (home / "公示_县级_长沙市岳麓区.docx").exists()
    assert (last.path / "shortlists" / "superseded" / "省级_湖南省.xlsx").exists()
    assert last.codes("publish", "determination", code=1) == ["publish.not-from-below"]


def test_what_may_have_been_typed_in_it_is_kept(last):
    """Nobody knows what its papers were when they were made."""
    path = last.path / "published" / "认定文件.docx"
    last.edit(("湘人社函〔2017〕999号", "湘人社函〔2017〕888号"))
    before = path.read_bytes()
    assert "paper.changed-by-hand" in last.codes("publish", "determination")
    assert path.read_bytes() == before
    last.run("publish", "determination", "--overwrite")
    assert path.read_bytes() != before
    assert (path.parent / "superseded" / path.name).read_bytes() == before


def test_its_records_can_be_rebuilt(last):
    last.run("status")
    last.folder.records.unlink()
    shutil.rmtree(last.folder.completed)
    last.run("read", code=None)
    sums = [sum(row[f"{level}_level"] for row in last.facts("status")["units"]) for level in LEVELS]
    assert sums == [2, 2, 2]

"""Rounds of the version that knew three levels alone are converted, and go on to their end.

``tests/rounds_before/of_levels`` holds a round of two applicants as that version left it: one zip
for each stage, with the files that were new or changed since the stage before.
"""

import shutil
import zipfile
from pathlib import Path

import pytest
from samples.bureau_templates import own_template
from samples.small_round import LEVELS, Desk

from docgen import assets

STAGES = sorted((Path(__file__).parents[1] / "rounds_before" / "of_levels").glob("*.zip"))
DECIDED = {"county": 4, "city": 6, "province": 7}
"""The first zip in which the lists of a stage are decided."""


def at(number, path):
    """The round as it was left at a stage, with what came back."""
    for archive in STAGES[:number]:
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(path)
    with zipfile.ZipFile(STAGES[2]) as packed:
        for name in packed.namelist():
            if name.startswith("completed/"):
                packed.extract(name, path)
    return Desk(path)


@pytest.fixture(params=range(1, len(STAGES) + 1), ids=[stage.stem for stage in STAGES])
def number(request):
    return request.param


@pytest.fixture
def planned(tmp_path):
    return at(1, tmp_path / "round")


def test_it_is_converted_and_goes_on_to_the_determination(number, tmp_path):
    desk = at(number, tmp_path / "round")
    before = {one: one.read_bytes() for one in desk.path.rglob("*") if one.is_file()}
    desk.run("convert")
    kept = before.pop(desk.path / "round.yaml")
    assert (desk.path / "round-before.yaml").read_bytes() == kept
    assert {one for one, data in before.items() if one.read_bytes() != data} <= {
        desk.folder.records
    }
    desk.run("forms", "--jobs", "1")
    if number < 3:
        desk.run("read")
    decided = [stage for stage, first in DECIDED.items() if first <= number]
    sums = desk.facts("status")["units"]
    assert [sum(row[f"{stage}_level"] for row in sums) for stage in decided] == [2] * len(decided)
    for stage in LEVELS:
        if stage not in decided:
            desk.decide(stage)
        desk.run("publish", "publicity", stage)
        if stage != "province":
            desk.run("publish", "recommendation", stage)
    desk.run("publish", "determination")
    assert desk.codes("status") == []
    assert "认定文件.docx" in desk.published()
    assert not (desk.path / "published" / "superseded").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("forms",),
        ("read",),
        ("status",),
        ("shortlist", "county"),
        ("publish", "notice"),
        ("export", "x.csv"),
    ],
)
def test_every_other_command_names_the_one_that_converts(planned, command):
    (found,) = [
        one
        for one in planned.facts(*command, code=1)["problems"]
        if one["place"].get("file") == "round.yaml"
    ]
    assert found["code"] == "round.of-before"
    assert found["place"]["line"] == 16  # province: the first entry that is called otherwise now
    assert "docgen convert" in found["zh"]


def test_what_it_changed_is_told_and_every_remark_stays(planned):
    path = planned.path / "round.yaml"
    remarks = [one.strip() for one in path.read_text("utf-8").splitlines() if one[:1] == "#"]
    told = planned.facts("convert")["changes"]
    assert told[:3] == [
        "province → region",
        "standard → programme",
        "levels → stages",
    ]
    assert "quotas → stages.city.places" in told
    text = path.read_text("utf-8")
    assert [one for one in remarks if one not in text] == []
    assert "phone: 0731-00000000  # 示例 sample" in text
    assert text.count("示例 sample") == 16
    assert planned.codes("convert", code=1) == ["convert.nothing"]


def test_entries_of_its_own_are_kept(planned):
    planned.edit(
        ("  working_days: 5\n", "  working_days: 7\n"),
        ("  first_day_counts: true\n", "  first_day_counts: false\n"),
        ("    deadline: 2017-09-25\n", "    deadline: 2017-09-29\n"),
        ('    bureau: "{city}人力资源和社会保障局"', '    bureau: "{city}就业局"'),
        ("first_day: 2017-10-18", "first_day: 2017-10-13"),
        ("      date: 2017-09-25", "      date: 2017-09-29"),
        ("first_day: 2017-11-16", "first_day: 2017-11-10"),
    )
    planned.run("convert")
    loaded = planned.folder.load().setting.round
    assert [loaded.rule(stage).days for stage in loaded.stages] == [7, 7, 7]
    assert not any(loaded.rule(stage).first_day_counts for stage in loaded.stages)
    assert loaded.bureau(loaded.stages[1], {"city": "长沙市"}) == "长沙市就业局"
    assert loaded.plans["county"].bureau is None


def test_a_standard_of_its_own_becomes_a_programme(planned):
    standard = planned.path / "standard.yaml"
    shutil.copyfile(assets.builtin_standards()["hunan-2017"], standard)
    planned.edit(("standard: hunan-2017", "standard: standard.yaml"))
    before = standard.read_bytes()
    assert "standard.yaml → programme/standard.yaml" in planned.facts("convert")["changes"]
    assert standard.read_bytes() == before
    assert (planned.path / "programme" / "standard.yaml").read_bytes() == before
    planned.run("forms", "--jobs", "1")


def test_templates_of_its_own_are_told_with_what_to_rename(planned):
    own_template(
        planned.folder.templates,
        "notice.docx",
        ("{{ quota_total }}", "{{ round.total_quota }}"),
        ("{{ stages[1].deadline }}", "{{ deadlines.city }}"),
    )
    own_template(planned.folder.templates, "revocation.docx")
    told = planned.facts("convert")["problems"]
    assert [(one["code"], one["place"]["file"]) for one in told] == [
        ("convert.old-name", "templates/notice.docx")
    ] * 2
    for old, new in (
        ("round.total_quota", "quota_total"),
        ("deadlines.city", "stages[1].deadline"),
    ):
        assert any(old in one["zh"] and new in one["zh"] for one in told)


def test_what_cannot_be_used_is_not_converted(planned):
    planned.edit(("total_quota: 200", "total_quota: 199"))
    before = {one: one.read_bytes() for one in planned.path.rglob("*") if one.is_file()}
    assert planned.codes("convert", code=1) == ["round.quota-sum"]
    assert {one: one.read_bytes() for one in planned.path.rglob("*") if one.is_file()} == before


def test_a_standard_that_is_not_there_is_told(planned):
    planned.edit(("standard: hunan-2017", "standard: own.yaml"))
    assert planned.codes("convert", code=1) == ["convert.no-standard"]

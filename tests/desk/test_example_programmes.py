"""Each example programme played through the commands, from its roster to its determination."""

from __future__ import annotations

import csv
import shutil
from datetime import datetime

import pytest
from samples.completing import unpacked
from samples.example_programmes import PROGRAMMES, build
from samples.small_round import Desk

from docgen import assets
from docgen.desk.folder import RoundFolder
from docgen.office.package.archive import read_package
from docgen.office.word.template.paragraphs import paragraph_texts

PLACE = ("sheet", "cell", "field")
SAVED = datetime(2024, 8, 12, 9, 0)
OTHERS = {
    "farm-stays": ("社区", "就业", "学校", "市州", "街道", "省级", "市级", "湖南"),
    "schools": ("社区", "就业", "农家乐", "市州", "街道", "省级", "湖南"),
}
CHOSEN = {
    # 半山客舍 was closed, 田坝农庄 has no licence, 荷塘食府 an accident; three sheets are wrong.
    "farm-stays": {"示例竹溪人家", "示例老街饭庄", "示例溪畔小住", "示例云上小院"},
    # Two of the 东区, by quota; of the 西县 one is barred for each reason; 高新区 has one place.
    "schools": {"示例第一小学", "示例第二小学", "示例实验中学", "示例高新学校"},
}


@pytest.fixture(scope="module", params=PROGRAMMES)
def played(request, tmp_path_factory):
    """The example with everything that its commands make, and what they told."""
    name = request.param
    path = tmp_path_factory.mktemp("examples") / name
    shutil.copytree(assets.example_round(name), path)
    desk = Desk(path, SAVED)
    told = {"check": desk.facts("check")["problems"]}
    desk.run("forms", "--jobs", "1")
    told["read"] = desk.facts("read", code=1)["problems"]
    programme = RoundFolder(path).plan().setting.programme
    for stage in programme.stages:
        _decide(desk, stage.key)
        if stage.publicity is not None:
            desk.run("publish", "publicity", stage.key)
        if not stage.awards:
            desk.run("publish", "recommendation", stage.key)
    desk.run("publish", "determination")
    return name, desk, told


def _decide(desk, stage):
    desk.run("shortlist", stage)
    made = desk.facts("shortlist", stage, code=None)
    assert not [one for one in made["problems"] if one["severity"] == "error"]
    label = RoundFolder(desk.path).plan().setting.programme.stage(stage).label
    for list_ in sorted((desk.path / "shortlists").glob(f"{label}_*.xlsx")):
        desk.type_decisions(list_, {})
        desk.run("read", list_)


def _text(path):
    return "\n".join(paragraph_texts(read_package(path.read_bytes(), path.name)))


def test_nothing_is_wrong_with_its_inputs(played):
    _, _, told = played
    assert {one["severity"] for one in told["check"]} <= {"warning"}
    assert {one["code"] for one in told["check"]} <= {"round.sample", "roster.sample"}


def test_what_is_wrong_in_its_forms_is_told_at_its_place(played):
    _, desk, told = played
    with (desk.path / "expected-problems.csv").open(encoding="utf-8", newline="") as stream:
        expected = [tuple(row.values()) for row in csv.DictReader(stream)]
    found = [
        (one["place"]["file"], one["code"], *(one["place"].get(key, "") for key in PLACE))
        for one in told["read"]
        if one["severity"] == "error"
    ]
    assert sorted(found) == sorted(expected)


def test_those_that_qualify_are_recognised_within_quotas(played):
    name, desk, _ = played
    text = _text(desk.path / "published" / "认定文件.docx")
    listed = {
        entry.applicant.name for entry in PROGRAMMES[name].entries if entry.applicant.name in text
    }
    assert listed == CHOSEN[name]


def test_its_papers_hold_no_word_of_another_programme(played):
    name, desk, _ = played
    papers = sorted((desk.path / "published").glob("*.docx"))
    assert len(papers) >= 3
    for paper in papers:
        text = _text(paper)
        assert [word for word in OTHERS[name] if word in text] == [], paper.name


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_example_is_what_its_description_builds(name, tmp_path):
    example = assets.example_round(name)
    shutil.copytree(example, tmp_path / name)
    build(name, tmp_path / name)
    for path in sorted(example.rglob("*")):
        if path.is_file():
            built = tmp_path / name / path.relative_to(example)
            same = built.read_bytes() == path.read_bytes()
            assert same or unpacked(built.read_bytes()) == unpacked(path.read_bytes()), path.name
    files = {path.relative_to(example) for path in example.rglob("*")}
    assert {path.relative_to(tmp_path / name) for path in (tmp_path / name).rglob("*")} == files

"""Names in round.yaml, folders and merge tables: what looks the same is the same, and is told."""

import pytest
from docx import Document
from openpyxl import Workbook
from samples.hunan import HUNAN, short
from samples.small_round import FIRST, FOURTH, SECOND, THIRD, started

from docgen.desk.merge import merge
from docgen.forms import Directory
from docgen.problems import ProblemError
from docgen.records import Applicant


@pytest.fixture
def desk(tmp_path):
    return started(tmp_path)


def quotas(desk, old, new):
    desk.edit((f"      {old}: ", f"      {new}: "))


def test_a_city_of_the_quotas_is_the_one_that_looks_so(desk):
    quotas(desk, "长沙市", "\u2ed3沙市")
    loaded = desk.folder.load()
    assert "长沙市" in loaded.setting.round.places
    found = [
        one for one in desk.facts("check", code=None)["problems"] if one["code"] == "text.taken"
    ]
    assert [one["place"]["file"] for one in found] == ["round.yaml"]


def test_a_city_that_the_quotas_call_by_its_short_name_has_its_quota(desk):
    quotas(desk, "长沙市", "长沙")
    loaded = desk.folder.load()
    assert "长沙市" in loaded.setting.round.places
    assert [(one.code, one.place.file) for one in loaded.roster.told] == [
        ("unit.taken", "round.yaml")
    ]


def test_a_city_that_stands_in_two_ways_is_a_problem(desk):
    text = (desk.path / "round.yaml").read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith("      长沙市: "))
    desk.edit((line, line + "\n" + line.replace("长沙市", "\u2ed3沙市")))
    with pytest.raises(ProblemError) as caught:
        desk.folder.load()
    assert "round.unit-twice" in [one.code for one in caught.value.problems]


def test_a_unit_with_a_character_of_no_use_is_a_problem_at_its_line(desk):
    quotas(desk, "长沙市", "长沙\ue000市")
    with pytest.raises(ProblemError) as caught:
        desk.folder.load()
    found = [one for one in caught.value.problems if one.code == "text.unusable"]
    assert [one.place.file for one in found] == ["round.yaml"]
    assert found[0].place.line > 1


def test_a_folder_bears_the_name_that_it_looks_like():
    directory = Directory(HUNAN.applicant, [FIRST, SECOND, THIRD, FOURTH])
    assert directory.check_folder("\u2ed3沙市/a.xlsx", FIRST) == []
    (found,) = directory.check_folder("\u2ed3沙市/a.xlsx", FOURTH)
    assert found.code == "form.folder-mismatch"


def test_nationalities_may_be_left_out_of_a_units_name():
    autonomous = Applicant("湘西土家族苗族自治州", "靖州苗族侗族自治县", "甲镇", "乙社区")
    directory = Directory(HUNAN.applicant, [autonomous, FIRST])
    assert directory.find(Applicant("湘西州", "靖州县", "甲镇", "乙社区")) == autonomous
    assert directory.find(short(autonomous)) == autonomous


def table(path, rows):
    if path.suffix == ".csv":
        path.write_text("\n".join(map(",".join, rows)) + "\n", encoding="utf-8")
        return path
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("name", ["d.csv", "d.xlsx"])
def test_a_merge_prints_what_was_typed_and_tells_what_nobody_will_see(tmp_path, name):
    template = Document()
    template.add_paragraph("{{ 姓名 }}{{ 火炬 }}")
    template.save(tmp_path / "t.docx")
    rows = [["姓名", "\u2f55炬", "他"], ["张\ue000三", "\u2f55", "\ue000"], ["李四", "𠮷", ""]]
    merged = merge(tmp_path / "t.docx", table(tmp_path / name, rows), tmp_path / "out", "{#}")
    texts = [Document(path).paragraphs[0].text for path in merged.files]
    assert texts == ["张\ue000三\u2f55", "李四𠮷"]
    assert [(one.code, one.severity, one.place.field) for one in merged.problems] == [
        ("text.taken", "warning", "火炬"),
        ("text.unusable-printed", "warning", "姓名"),
    ]
    assert dict(merged.problems[1].facts)["codes"] == "U+E000"

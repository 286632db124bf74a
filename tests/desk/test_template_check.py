"""Every template is tried with sample data: what is wrong in any branch is told at its file."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from samples.bureau_templates import own_template

from docgen import assets
from docgen.cli import main
from docgen.desk.folder import RoundFolder
from docgen.desk.template_check import check_templates

# A tag of each built-in template, most of them in a branch, and how it is misspelt.
MISSPELT = {
    "application.docx": ("{{ reviews[blocks[1][0]].date }}", "{{ reviews[blocks[1][0]].dote }}"),
    "community-list.docx": ("{{ row.number }}", "{{ row.numbr }}"),
    "determination.docx": ("{{ validity }}", "{{ validty }}"),
    "frame-document.docx": ("{{ classification }}", "{{ clasification }}"),
    "frame-letter.docx": ("抄送：{{ copies_to", "抄送：{{ copie_to"),
    "frame-plain.docx": ("{{ number }}", "{{ numbr }}"),
    "notice.docx": ("{{ contact.fax }}", "{{ contact.fex }}"),
    "problem-list.xlsx": ("{{ row.copy }}", "{{ row.copi }}"),
    "publicity.docx": ("{{ contact.postcode }}", "{{ contact.postcod }}"),
    "quota-table.docx": ("{{ quota.places }}", "{{ quota.place }}"),
    "quota-table.xlsx": ("{{ quota.unit }}", "{{ quota.unti }}"),
    "recommendation.docx": ("{{ rows[0].county }}", "{{ rows[0].conty }}"),
    "revocation.docx": ("{{ names }}", "{{ nams }}"),
    "score-sheet.docx": ("{{ row.headings[1] }}", "{{ row.headings_[1] }}"),
    "score-sheet.xlsx": ("{{ entry.hint }}", "{{ entry.hnt }}"),
    "shortlist-grades.xlsx": ("{{ row.bars }}", "{{ row.bar }}"),
    "shortlist.xlsx": ("{{ row.application }}", "{{ row.aplication }}"),
    "signature.docx": ("{{ issuer }}", "{{ isuer }}"),
}


@pytest.fixture
def folder(tmp_path, example):
    for name in ("round.yaml", "communities.xlsx"):
        shutil.copyfile(example / name, tmp_path / name)
    return RoundFolder(tmp_path)


@pytest.fixture
def found_in(setting):
    """What is wrong with the templates of the example round, some of them in a folder."""
    return lambda folder: check_templates(folder, replace(setting, templates=(folder.templates,)))


def files(found):
    return {one.place.file for one in found}


def check(folder, *options):
    return CliRunner().invoke(main, ["check", "--round", str(folder.path), *options])


def test_the_built_in_templates_are_all_tried_and_right(folder, found_in):
    assert set(MISSPELT) == set(assets.templates())
    assert len(MISSPELT) == 18
    assert found_in(folder) == []


@pytest.mark.parametrize("name", MISSPELT)
def test_a_misspelt_tag_is_told_at_its_template_and_place(folder, found_in, name):
    old, new = MISSPELT[name]
    own_template(folder.templates, name, (old, new))
    found = found_in(folder)
    assert files(found) == {f"templates/{name}"}
    assert {one.code for one in found} == {"template.undefined"}
    assert len(found) == len({(one.place, one.facts) for one in found})
    for one in found:
        assert new.strip("{} ").split()[-1] in dict(one.facts)["tag"]
        assert one.place.cell if name.endswith(".xlsx") else one.place.field


def test_all_templates_are_told_at_once_by_the_command(folder):
    for name, change in MISSPELT.items():
        own_template(folder.templates, name, change)
    done = check(folder, "--json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)["problems"]
    wrong = {one["place"]["file"] for one in found if one["severity"] == "error"}
    assert wrong == {f"templates/{name}" for name in MISSPELT}


def test_a_part_that_cannot_be_compiled_hides_nothing_in_the_others(folder, found_in):
    own_template(folder.templates, "signature.docx", ("{{ issuer }}", "{{ issuer"))
    own_template(folder.templates, "notice.docx", MISSPELT["notice.docx"])
    own_template(folder.templates, "frame-document.docx", MISSPELT["frame-document.docx"])
    found = found_in(folder)
    assert {(one.code, one.place.file) for one in found} == {
        ("template.unclosed-tag", "templates/signature.docx"),
        ("template.undefined", "templates/notice.docx"),
        ("template.undefined", "templates/frame-document.docx"),
    }


def test_names_are_told_in_branches_that_no_sample_takes(folder, found_in):
    condition = ("{{ validity }}", "{% if count > 1000 %}{{ round.yaer }}{% endif %}")
    own_template(folder.templates, "determination.docx", condition)
    ((code, tag),) = [(one.code, dict(one.facts)["tag"]) for one in found_in(folder)]
    assert (code, tag) == ("template.undefined", "{{ round.yaer }}")


def test_a_tag_that_cannot_be_computed_is_told_where_a_branch_is_rendered(folder, found_in):
    own_template(folder.templates, "signature.docx", ("{{ issuer }}", "{{ issuer + 1 }}"))
    found = found_in(folder)
    assert {(one.code, one.place.file) for one in found} == {
        ("template.wrong-kind", "templates/signature.docx")
    }


RIGHT = (
    "{{ standard.year }}年",
    "{% if reason is defined %}{{ reason }}{% endif %}",
    "{% for one in rows %}{{ one.applicant.full_name }}{{ loop.index }}{% endfor %}",
    "{% set first = rows[0] %}{{ first.city }}{{ own | default('无') }}",
    "{% for key, value in round.places.items() %}{{ key }}{{ value }}{% endfor %}",
)


def test_a_right_template_is_not_complained_of(folder, found_in):
    own_template(folder.templates, "determination.docx", ("{{ validity }}", "".join(RIGHT)))
    assert found_in(folder) == []


def test_an_unused_file_is_told_with_the_name_that_was_meant(folder, found_in):
    own_template(folder.templates, "notice.docx", as_name="notise.docx")
    own_template(folder.templates / "docx", "notice.docx")
    own_template(folder.templates, "notice.docx", as_name="Notice.docx")
    (folder.templates / "publicity.doc").write_bytes(b"old")
    (folder.templates / "便笺.txt").write_text("记得改", encoding="utf-8")
    told = {one.place.file: (one.code, one.severity, dict(one.facts)) for one in found_in(folder)}
    nearest = {
        "templates/notise.docx": "notice.docx",
        "templates/docx/notice.docx": "notice.docx",
        "templates/Notice.docx": "notice.docx",
        "templates/publicity.doc": "publicity.docx",
    }
    for file, name in nearest.items():
        assert told.pop(file) == ("template.misnamed", "warning", {"nearest": name})
    code, severity, facts = told.pop("templates/便笺.txt")
    assert (code, severity, told) == ("template.unused", "warning", {})
    assert all(name in facts["known"] for name in MISSPELT)
    assert check(folder).exit_code == 0


def test_files_that_programs_leave_behind_are_passed_over(folder, found_in):
    folder.templates.mkdir()
    for name in ("~$notice.docx", ".~lock.notice.docx#", "Thumbs.db", ".DS_Store"):
        (folder.templates / name).write_bytes(b"")
    assert found_in(folder) == []


def test_a_file_that_an_own_template_includes_is_used(folder, found_in):
    include = '{%p include "我们的说明.docx" %}'
    document = Document()
    document.add_paragraph(include)
    document.add_paragraph("{{ title }}")
    folder.templates.mkdir()
    document.save(folder.templates / "determination.docx")
    inner = Document()
    inner.add_paragraph("{{ cuont }}")
    inner.save(folder.templates / "我们的说明.docx")
    (found,) = found_in(folder)
    assert (found.code, found.place.file) == ("template.undefined", "templates/我们的说明.docx")


def test_a_file_that_is_no_template_at_all_is_an_error(folder, found_in):
    folder.templates.mkdir()
    for name in ("notice.docx", "shortlist.xlsx"):
        Path(folder.templates / name).write_bytes(b"nothing")
    found = found_in(folder)
    assert {(one.code, one.place.file) for one in found} == {
        ("package.not-office", "templates/notice.docx"),
        ("package.not-office", "templates/shortlist.xlsx"),
    }


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("score-sheet.xlsx", "{{ row.score }}"),
        ("quota-table.xlsx", "{{ quota.places }}"),
        ("shortlist.xlsx", "{{ row.decision }}"),
    ],
)
def test_a_workbook_without_a_cell_to_fill_is_told(folder, found_in, name, tag):
    own_template(folder.templates, name, (tag, ""))
    (found,) = found_in(folder)
    assert (found.code, found.place.file) == ("workbook.fields-missing", f"templates/{name}")


@pytest.mark.parametrize(
    ("template", "now", "before", "name", "meant"),
    [
        (
            "community-list.docx",
            "{{ row.number }}",
            "{{ row.opens_city }}",
            "opens_city",
            "opens_unit",
        ),
        ("quota-table.xlsx", "{{ quota.unit }}", "{{ community.city }}", "community", "applicant"),
    ],
)
def test_a_name_of_before_in_a_bureaus_own_template_is_told_with_its_new_one(
    folder, found_in, template, now, before, name, meant
):
    own_template(folder.templates, template, (now, before))
    found = [one for one in found_in(folder) if one.code == "template.renamed"]
    facts = {"tag": before, "name": name, "now": meant}
    assert found
    assert all(dict(one.facts) == facts for one in found)
    assert files(found) == {f"templates/{template}"}


def test_names_by_the_keys_of_units_go_on_in_a_bureaus_own_template(folder, found_in):
    own_template(
        folder.templates, "community-list.docx", ("{{ row.cells[2] }}", "{{ row.street }}")
    )
    assert found_in(folder) == []

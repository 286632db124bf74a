"""What people typed into a list or paper is kept and told; ``--overwrite`` keeps a copy of it."""

import csv
import hashlib
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from samples.small_round import FIRST, SECOND, copied, names_on, played

from docgen.desk import papers
from docgen.desk.files import write_whole
from docgen.desk.manifest import Manifest
from docgen.desk.papers import Ground

REVOKED = ["publish", "revocation", "--community", SECOND.name, "--reason", "复查不达标"]


@pytest.fixture(scope="module")
def decided(tmp_path_factory):
    return played(tmp_path_factory.mktemp("decided") / "round")


@pytest.fixture
def desk(decided, tmp_path):
    return copied(decided, tmp_path / "round")


def typed_into(path):
    """A paper as somebody edited it: its bytes."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        book.active["A1"] = "改过"
        book.save(path)
    else:
        document = Document(path)
        document.paragraphs[0].add_run("改过")
        document.save(path)
    return path.read_bytes()


def decisions_on(path):
    data = path.read_bytes()
    book = load_workbook(path)
    names = names_on(data)
    cells = [book.defined_names[f"decision_{n}"].attr_text for n in range(1, len(names) + 1)]
    places = (one.rpartition("!")[2].replace("$", "") for one in cells)
    return dict(zip(names, (book.active[one].value for one in places), strict=True))


def test_a_list_that_is_made_again_keeps_what_was_typed(desk):
    """Typed and not read yet: the second `docgen shortlist` leaves it."""
    path = desk.list_path("county", "长沙市岳麓区")
    desk.type_decisions(path, {FIRST.name: "不推荐"})
    before = path.read_bytes()
    facts = desk.facts("shortlist", "county")
    assert path.read_bytes() == before
    (found,) = [
        one
        for one in facts["problems"]
        if one["code"] == "paper.changed-by-hand"
        and one["place"]["file"] == "shortlists/县级_长沙市岳麓区.xlsx"
    ]
    assert "--overwrite" in found["zh"]
    assert str(path) not in facts["files"]


def test_a_list_that_nobody_touched_is_made_anew(desk):
    for path in (desk.path / "shortlists").glob("县级*"):
        path.unlink()
    desk.run("shortlist", "county")
    path = desk.list_path("county", "长沙市岳麓区")
    data = path.read_bytes()
    facts = desk.facts("shortlist", "county")
    assert facts["problems"] == []
    assert path.read_bytes() == data


def test_a_new_list_holds_the_decisions_on_record(desk):
    desk.decide("county", {FIRST.name: "不推荐"})
    path = desk.list_path("county", "长沙市岳麓区")
    typed = path.read_bytes()
    desk.run("shortlist", "county", "--overwrite")
    assert decisions_on(path) == {FIRST.name: "不推荐", SECOND.name: "推荐"}
    copies = [one.read_bytes() for one in (path.parent / "superseded").iterdir()]
    assert typed in copies


PAPERS = [
    (["publish", "notice"], "通知.docx"),
    (["publish", "quota"], "附件1_名额分配表.xlsx"),
    (["publish", "quota"], "附件1_名额分配表.docx"),
    (["publish", "publicity", "county"], "公示_县级_长沙市岳麓区.docx"),
    (["publish", "publicity", "province"], "公示_省级_湖南省.docx"),
    (["publish", "recommendation", "city"], "推荐请示_市级_长沙市.docx"),
    (["publish", "determination"], "认定文件.docx"),
    (REVOKED, f"取消资格文件_{SECOND.full_name}.docx"),
]


@pytest.mark.parametrize(("command", "name"), PAPERS)
def test_an_edited_paper_is_kept_and_told(desk, command, name):
    desk.run(*command)
    path = desk.path / "published" / name
    typed = typed_into(path)
    facts = desk.facts(*command)
    assert path.read_bytes() == typed
    told = [one for one in facts["problems"] if one["code"] == "paper.changed-by-hand"]
    assert [one["place"]["file"] for one in told] == [f"published/{name}"]
    assert not (path.parent / "superseded").exists()


@pytest.mark.parametrize(("command", "name"), PAPERS)
def test_overwrite_makes_it_anew_and_keeps_every_copy(desk, command, name):
    desk.run(*command)
    path = desk.path / "published" / name
    made = path.read_bytes()
    copies = []
    for _ in range(2):
        copies.append(typed_into(path))
        facts = desk.facts(*command, "--overwrite")
        assert path.read_bytes() == made
        assert str(path) in facts["files"]
        codes = [one["code"] for one in facts["problems"]]
        assert "paper.changed-by-hand" not in codes
    kept = path.parent / "superseded"
    first, second = kept / name, kept / f"{path.stem}（2）{path.suffix}"
    assert [first.read_bytes(), second.read_bytes()] == copies


def test_a_paper_that_was_not_edited_follows_the_round(desk):
    desk.run("publish", "determination")
    path = desk.path / "published" / "认定文件.docx"
    before = path.read_bytes()
    desk.edit(("湘人社函〔2017〕999号", "湘人社函〔2017〕888号"))
    assert desk.codes("publish", "determination") == []
    assert path.read_bytes() != before
    assert not (path.parent / "superseded").exists()


def test_a_file_of_the_same_name_that_docgen_did_not_make_is_kept(desk):
    path = desk.path / "published" / "认定文件.docx"
    path.parent.mkdir()
    path.write_bytes(b"somebody's own")
    assert desk.codes("publish", "determination") == ["paper.changed-by-hand"]
    assert path.read_bytes() == b"somebody's own"


def test_the_manifest_tells_every_paper_its_ground_and_its_hash(desk):
    for command, _ in PAPERS:
        desk.run(*command)
    home = desk.path / "published"
    with (home / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["file"] for row in rows] == desk.published()
    for row in rows:
        digest = hashlib.sha256((home / row["file"]).read_bytes()).hexdigest()
        assert row["sha256"] == digest
    (ground,) = (row["made_from"] for row in rows if row["file"] == "认定文件.docx")
    assert FIRST.name in ground
    assert '"kind": "determination"' in ground


@pytest.mark.parametrize("damage", ["", "file,made_from,sha256\n认定", "\0\0", "a,b,c\nd,e,f\n"])
def test_a_damaged_manifest_loses_nothing(desk, damage):
    desk.run("publish", "determination")
    path = desk.path / "published" / "认定文件.docx"
    typed = typed_into(path)
    (path.parent / "manifest.csv").write_text(damage, encoding="utf-8")
    assert desk.codes("publish", "determination") == ["paper.changed-by-hand"]
    assert path.read_bytes() == typed


def test_a_paper_that_cannot_be_written_is_told_and_the_others_are_made(desk, monkeypatch):
    """As when Word has it open on Windows, or the disk is full."""

    def refused(path, data):
        if "岳麓" in path.name:
            raise PermissionError(13, "Permission denied")
        write_whole(path, data)

    monkeypatch.setattr(papers, "write_whole", refused)
    facts = desk.facts("publish", "publicity", "county", code=1)
    (found,) = [one for one in facts["problems"] if one["severity"] == "error"]
    assert found["code"] == "paper.not-written"
    assert found["place"]["file"] == "published/公示_县级_长沙市岳麓区.docx"
    assert len(facts["files"]) == 2


def test_a_paper_that_cannot_be_moved_is_told(desk, monkeypatch):
    desk.run("publish", "determination")
    path = desk.list_path("county", "长沙市岳麓区")
    desk.type_decisions(path, {FIRST.name: "不推荐"})

    def refused(self, target):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refused)
    codes = desk.codes("read", path, code=1)
    assert codes.count("paper.not-moved") == 3  # two lists and the determination
    monkeypatch.undo()
    assert desk.codes("status").count("paper.superseded") == 3


def test_a_manifest_that_cannot_be_written_is_told(desk, monkeypatch):
    """As when Excel has it open on Windows; the papers are made all the same."""

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    for method in ("append", "write"):
        monkeypatch.setattr(Manifest, method, refused)
    facts = desk.facts("publish", "determination", code=1)
    assert "paper.manifest-not-written" in [one["code"] for one in facts["problems"]]
    assert "认定文件.docx" in desk.published()
    monkeypatch.undo()
    assert desk.codes("publish", "determination") == []


def test_a_manifest_may_name_all_applicants_of_a_country(desk):
    ground = Ground("determination", applicants=tuple([FIRST] * 5000))
    home = papers.Papers(desk.folder, desk.folder.published)
    home.put("a.docx", b"a", ground, overwrite=False)
    home.tidy()
    ((_, read),) = papers.Papers(desk.folder, desk.folder.published).grounds
    assert read == ground


def test_a_copy_that_is_kept_is_told(desk):
    path = desk.list_path("county", "长沙市岳麓区")
    desk.type_decisions(path, {FIRST.name: "不推荐"})
    facts = desk.facts("shortlist", "county", "--overwrite")
    told = [one["zh"] for one in facts["problems"] if one["code"] == "paper.copy-kept"]
    assert any("shortlists/superseded/县级_长沙市岳麓区" in one for one in told)

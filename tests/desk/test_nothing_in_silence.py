"""What is not read is told; files are the user's alone; the disk holds what is listed."""

import os
import stat
import sys
import zipfile

import pytest
from faults.outcomes import run
from samples.small_round import copied

from docgen.cli import console
from docgen.desk import batch, files, log
from docgen.desk.intake import Intake
from docgen.desk.store import Store
from docgen.problems import Place, folded, one_line, problem

# What lies in the folder of completed forms, and the warning that says that it was not read.
LEFT_OUT = {
    ".hidden.xlsx": "file.left-behind",
    "~$nobody.xlsx": "file.left-behind",
    "~$示例丁社区_附件2_评定考核表.xlsx": "file.open-elsewhere",
    "~$丁社区_附件3_申报表.docx": "file.open-elsewhere",
    ".~lock.a.ods#": "file.open-elsewhere",
    "Thumbs.db.xlsx": "file.left-behind",
    "空/": "file.folder-empty",
}
OF_SYSTEMS = (".DS_Store", "Thumbs.db", "desktop.ini", "._a.xlsx")


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_not_read_is_told(name, round_):
    path = round_.path / "completed" / name
    path.mkdir() if name.endswith("/") else path.write_bytes(b"")
    (found,) = run("read", "--round", round_.path).problems
    assert (found["code"], found["severity"]) == (LEFT_OUT[name], "warning")
    assert found["place"]["file"] == f"completed/{name.rstrip('/')}"


def test_what_systems_leave_in_folders_is_nobodys_form(round_):
    for name in OF_SYSTEMS:
        (round_.path / "completed" / name).write_bytes(b"")
    assert run("read", "--round", round_.path).problems == []


def test_a_table_called_like_a_manifest_is_read_unless_it_is_one(round_):
    home = round_.path / "completed"
    (home / "manifest.csv").write_text("社区,得分\n甲,1\n", encoding="utf-8")
    found = run("read", "--round", round_.path).problems
    assert [one["place"]["file"] for one in found] == ["completed/manifest.csv"]
    (home / "manifest.csv").write_text("file,community,sha256,made_from\n", encoding="utf-8")
    assert run("read", "--round", round_.path).problems == []


def test_what_a_zipped_folder_has_beside_forms_is_told(round_):
    with zipfile.ZipFile(round_.path / "completed" / "甲.zip", "w") as packed:
        for name in ("~$a.docx", ".b.xlsx", "__MACOSX/._c.docx", "Thumbs.db"):
            packed.writestr(name, b"x")
    with zipfile.ZipFile(round_.path / "completed" / "乙.zip", "w"):
        pass
    found = run("read", "--round", round_.path).problems
    assert {(one["code"], one["place"]["file"], one.get("count", 1)) for one in found} == {
        ("file.folder-empty", "completed/乙.zip", 1),
        ("file.left-behind", "completed/甲.zip/~$a.docx", 2),
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("umask", [0o022, 0o000, 0o077])
def test_files_with_personal_data_are_the_users_alone(umask, decided_round, tmp_path):
    desk = copied(decided_round, tmp_path / "r" / "round")
    given = {path for path in tmp_path.rglob("*")}
    (desk.path / "records.db").rename(tmp_path / "old.db")
    before = os.umask(umask)
    try:
        for words in (
            ("read", "received", "--round", desk.path),
            ("read", "--round", desk.path),
            ("forms", "--round", desk.path),
            ("publish", "quota", "--round", desk.path),
            ("export", tmp_path / "out" / "a.csv", "--round", desk.path),
            ("backup", tmp_path / "out" / "b.db", "--round", desk.path),
            ("merge", desk.path / "letter.docx", desk.path / "people.csv", "-o", tmp_path / "m"),
            ("init", tmp_path / "new"),
        ):
            run(*words)
    finally:
        os.umask(before)
    made = {path for path in tmp_path.rglob("*")} - given - {tmp_path / "old.db"}
    made.add(desk.path / "records.db")
    assert {path.name for path in made} >= {"a.csv", "b.db", "records.db", "new", "forms"}
    open_to_others = [path for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert [path for path in open_to_others if path.parent != tmp_path / "new"] == []


def test_what_a_list_or_the_records_say_was_synced_before(round_, monkeypatch):
    order = []
    for module in (batch, sys.modules[Intake.__module__]):
        monkeypatch.setattr(module, "sync", lambda folder, of: order.append(("sync", len([*of]))))
    append = batch.Manifest.append
    monkeypatch.setattr(
        batch.Manifest, "append", lambda self, new: (order.append("list"), append(self, new))
    )
    keep = Store.keep
    monkeypatch.setattr(Store, "keep", lambda self, new: (order.append("keep"), keep(self, new)))
    run("forms", "--round", round_.path)
    assert order[:2] == [("sync", 12), "list"], "once for all, then told"
    order.clear()
    run("read", "--round", round_.path)
    assert order[:2] == [("sync", 8), "keep"]


def test_a_sync_that_the_disk_refuses_keeps_the_list_from_saying_so(round_, monkeypatch):
    def refused(folder, of):
        raise OSError(5, "planted", str(folder))

    monkeypatch.setattr(batch, "sync", refused)
    outcome = run("forms", "--round", round_.path)
    assert outcome.told == [("file.list-not-written", "forms/manifest.csv")]
    assert not (round_.path / "forms" / "manifest.csv").exists()


def test_many_files_are_synced_in_one_pass(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", synced.append)
    some = [tmp_path / str(number) for number in range(20)]
    for path in some:
        path.write_bytes(b"x")
    files.sync(tmp_path, some[:2])
    assert len(synced) == 3, "two files and their folder"
    files.sync(tmp_path, some)
    assert len(synced) == (3 if sys.platform.startswith("linux") else 24)


def test_a_bug_leaves_its_traceback_in_the_log_and_one_line_on_the_screen(round_, monkeypatch):
    def bug(self):
        raise KeyError("planted")

    monkeypatch.setattr(console.Console, "load", bug)
    outcome = run("forms", "--round", round_.path)
    assert (outcome.exit_code, outcome.told) == (1, [("desk.bug", "")])
    path = log.usual_log()
    assert str(path) in outcome.output
    assert "Traceback" in path.read_text(encoding="utf-8")
    assert "planted" in path.read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_thousand_that_say_the_same_are_shown_as_some_and_a_count(capsys):
    speaks = console.Console(console.Path(), "en", False)
    speaks.list_problems(
        [problem("format.empty", Place(file=f"{number}.xlsx")) for number in range(1000)]
    )
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2 * 20 + 2
    assert lines[-2].startswith("980 more like those above")
    assert lines[-1] == "1000 errors, 0 warnings."


def test_problems_that_say_the_same_are_folded_where_that_is_wanted():
    full = [problem("file.disk-full", Place(file=f"{number}")) for number in range(3)]
    other = problem("format.empty", Place(file="x"))
    told = folded([full[0], other, other, *full[1:]], "file.disk-full")
    assert [(one.code, one.count, one.place.file) for one in told] == [
        ("file.disk-full", 3, "0"),
        ("format.empty", 1, "x"),
        ("format.empty", 1, "x"),
    ]
    assert told[0].message("en").endswith("(3 of these; this is the first.)")
    assert told[0].message("zh").endswith("（共3处，这是第一处。）")


def test_what_somebody_typed_stays_on_its_line():
    assert one_line("甲\x1b[2J\n乙\u202e\x9b") == "甲�[2J 乙��"
    assert len(one_line("长" * 10_000)) == 401


@pytest.mark.parametrize(
    ("value", "name"),
    [("CON", "_CON"), ("a:b", "a_b"), ("末.", "末"), ("~$x", "_~$x"), ("长" * 100, "长" * 83)],
)
def test_a_merge_tells_of_names_that_it_had_to_change(value, name, round_, tmp_path):
    table = round_.path / "people.csv"
    table.write_text(f"姓名,日期\n甲,2017\n{value},2018\n", encoding="utf-8")
    words = ("merge", round_.path / "letter.docx", table, "-o", tmp_path / "m", "--name", "{姓名}")
    outcome = run(*words)
    assert outcome.exit_code == 0
    (found,) = outcome.problems
    assert (found["code"], found["place"]["line"]) == ("merge.name-changed", 3)
    assert {path.stem for path in (tmp_path / "m").iterdir()} == {"甲", name}

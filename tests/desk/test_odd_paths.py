"""Paths that are not what they should be, and rights that are missing: told once, where it is."""

import codecs
import errno
import os
import shutil
import sys

import pytest
from faults.outcomes import arguments, check_nothing_half, check_told, run

from docgen.desk import files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such paths")
fault = pytest.mark.fault("permissions and odd paths")
LONG = "长" * 90
OUTPUTS = ("records.csv", "b.db", "pack.pdf")


def a_file(path):
    gone(path)
    path.write_bytes(b"a file where a folder should be")


def a_folder(path):
    gone(path)
    path.mkdir(parents=True)


def nowhere(path):
    gone(path)
    path.symlink_to(path.parent / "no such folder" / "there")


def a_loop(path):
    gone(path)
    path.symlink_to(path.name)


def gone(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


FORM = "forms/长沙市/岳麓区/示例麓南街道/示例甲社区/示例甲社区_附件2_评定考核表.xlsx"
COUNTY = "shortlists/县级_长沙市岳麓区.xlsx"
SHEET = "completed/示例丁社区_附件2_评定考核表.xlsx"
ROW = "people.csv"
FILE, NOWHERE, LOOP = "is a file where a folder", "is a link to something", "leads back to itself"

# What is put where, the command that meets it, the code and place told, and why.
CASES = {
    "forms is a file": (a_file, "forms", "forms", "file.not-made", FORM, FILE),
    "forms is a link to nothing": (nowhere, "forms", "forms", "file.not-made", FORM, NOWHERE),
    "forms is a loop": (a_loop, "forms", "forms", "file.not-made", FORM, LOOP),
    "a city in forms is a file": (a_file, "forms/长沙市", "forms", "file.not-made", FORM, FILE),
    "received is a loop": (
        a_loop, "received", "read", "file.not-kept", SHEET, LOOP,
    ),
    "shortlists is a file": (
        a_file, "shortlists", "shortlist county", "paper.not-written", COUNTY, FILE,
    ),
    "shortlists is a loop": (
        a_loop, "shortlists", "shortlist county", "paper.not-written", COUNTY, LOOP,
    ),
    "published is a file": (
        a_file, "published", "publish notice", "paper.not-written", "published/通知.docx", FILE,
    ),
    "published is a link to nothing": (
        nowhere, "published", "publish notice", "paper.not-written", "published/通知.docx", NOWHERE,
    ),
    "a paper is a folder": (
        a_folder, "published/通知.docx", "publish notice", "paper.not-written",
        "published/通知.docx", "a folder where a file",
    ),
    "the list of papers is a folder": (
        a_folder, "published/manifest.csv", "publish notice", "paper.manifest-not-written",
        "published/manifest.csv", "a folder where a file",
    ),
    "records.db is a folder": (
        a_folder, "records.db", "status", "file.path-is-folder", "records.db", "",
    ),
    "records.db is a link to nothing": (
        nowhere, "records.db", "status", "file.link-nowhere", "records.db", "",
    ),
    "records.db is a loop": (a_loop, "records.db", "status", "file.link-loop", "records.db", ""),
    "round.yaml is a folder": (
        a_folder, "round.yaml", "status", "file.missing", "round.yaml", "",
    ),
    "round.yaml is a loop": (a_loop, "round.yaml", "forms", "file.link-loop", "round.yaml", ""),
    "an export is a folder": (
        a_folder, "../out/records.csv", "export.csv", "file.path-is-folder", "records.csv", "",
    ),
    "the folder of an export is a file": (
        a_file, "../out", "export.json", "file.path-is-file", "out", "",
    ),
    "the folder of an export leads nowhere": (
        nowhere, "../out", "export.xlsx", "file.link-nowhere", "out", "",
    ),
    "the folder of a backup is a file": (
        a_file, "../out", "backup", "backup.not-written", "b.db", FILE,
    ),
    "the folder of a merge is a file": (
        a_file, "../out/letters", "merge.docx", "file.not-made", ROW, FILE,
    ),
    "the folder of a merge is a loop": (
        a_loop, "../out/letters", "merge.xlsx", "file.not-made", ROW, LOOP,
    ),
    "the folder of a pack is a loop": (a_loop, "../out", "print", "file.link-loop", "out", ""),
    "what is to be merged is a folder": (
        a_folder, "people.csv", "merge.docx", "file.missing", ROW, "",
    ),
}  # fmt: skip


@fault
@pytest.mark.parametrize("case", CASES)
def test_a_path_that_is_not_what_it_should_be_is_told_once_at_its_place(case, round_, tmp_path):
    put, name, command, code, file, why = CASES[case]
    (tmp_path / "out").mkdir()
    shutil.rmtree(round_.path / "published", ignore_errors=True)
    path = round_.path / name
    path.parent.mkdir(exist_ok=True)
    put(path)
    outcome = run(*arguments(command, round_.path, tmp_path / "out"))
    (said,) = outcome.told
    check_told(outcome, code, said[1], why=why)
    assert said[1].endswith(file), said
    check_nothing_half(tmp_path)


@fault
@pytest.mark.parametrize("command", ["init", "demo"])
@pytest.mark.parametrize("put", [a_file, nowhere, a_loop])
def test_a_round_cannot_begin_where_no_folder_can_be(command, put, tmp_path):
    put(tmp_path / ("new" if command == "init" else "demo"))
    done = run(*arguments(command, tmp_path, tmp_path))
    assert done.exit_code == 1
    assert {a_file: FILE, nowhere: NOWHERE, a_loop: LOOP}[put] in done.output
    assert sum(1 for _ in tmp_path.rglob("*")) == 1, "nothing was left"


@fault
@pytest.mark.parametrize("command", ["export.csv", "backup", "print"])
def test_a_name_that_is_too_long_is_told(command, round_, tmp_path):
    words = arguments(command, round_.path, tmp_path)
    at = words.index(tmp_path / next(one for one in OUTPUTS if tmp_path / one in words))
    words[at] = words[at].with_stem(LONG)
    outcome = run(*words)
    assert outcome.exit_code == 1
    ((code, file),) = outcome.told
    assert code in ("file.name-too-long", "backup.not-written")
    assert LONG in file
    check_nothing_half(tmp_path)


# What a system may say, and what it is told as.
NUMBERS = {
    "ENOSPC": "file.disk-full", "EDQUOT": "file.disk-full", "EROFS": "file.read-only",
    "EACCES": "file.no-right", "EPERM": "file.no-right", "EBUSY": "file.in-use",
    "ETXTBSY": "file.in-use", "EFBIG": "file.too-large-for-disk", "EIO": "file.disk-failing",
    "ESTALE": "file.disk-failing", "ENAMETOOLONG": "file.name-too-long",
    "EINVAL": "file.name-refused", "EILSEQ": "file.name-refused", "EMFILE": "file.too-many-open",
    "ENOLCK": "file.refused",
}  # fmt: skip


@fault
@pytest.mark.parametrize("name", NUMBERS)
def test_what_the_system_refuses_is_told_by_its_meaning(name, round_, tmp_path, monkeypatch):
    def refuse(path, append=False):
        raise OSError(getattr(errno, name), os.strerror(getattr(errno, name)), str(path))

    monkeypatch.setattr(files, "own_file", refuse)
    outcome = run(*arguments("export.csv", round_.path, tmp_path))
    check_told(outcome, NUMBERS[name], str(tmp_path / "records.csv"))
    assert os.strerror(getattr(errno, name)) not in outcome.output
    assert not (tmp_path / "records.csv").exists()


@fault
@pytest.mark.parametrize("mark", ["~$records.xlsx", "~$cords.xlsx", ".~lock.records.xlsx#"])
def test_a_file_that_is_open_in_an_office_program_is_told_as_that(
    mark, round_, tmp_path, monkeypatch
):
    def shared(path, target):
        raise PermissionError(errno.EACCES, "Access is denied", str(path))

    (tmp_path / "records.xlsx").write_bytes(b"open")
    (tmp_path / mark).write_bytes(b"")
    monkeypatch.setattr(type(tmp_path), "replace", shared)
    outcome = run(*arguments("export.xlsx", round_.path, tmp_path))
    check_told(outcome, "file.in-use", str(tmp_path / "records.xlsx"))
    assert (tmp_path / "records.xlsx").read_bytes() == b"open"


@pytest.fixture
def as_nobody(round_, tmp_path):
    """The round is another's than this user's, who is not root."""
    if os.geteuid() != 0:
        yield
        return
    for path in (tmp_path, *tmp_path.rglob("*")):
        os.chown(path, 65534, 65534, follow_symlinks=False)
    above = [path for path in tmp_path.parents if path.stat().st_mode & 0o055 != 0o055]
    before = [(path, path.stat().st_mode) for path in above]
    for path, mode in before:
        path.chmod(mode | 0o055)
    codecs.lookup("utf-16be")  # of a Python that this user may not be able to read
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        for path, mode in before:
            path.chmod(mode)


# What may not be read (0) or written (0o555, 0o444), and the code and place that are told.
RIGHTS = {
    "round.yaml": (0, "forms", "file.no-right", "round.yaml"),
    "communities.xlsx": (0, "forms", "file.no-right", "communities.xlsx"),
    "records.db": (0, "status", "file.no-right", "records.db"),
    "records.db to write": (0o444, "publish publicity county", "store.read-only", "records.db"),
    "shortlists": (0o555, "shortlist county", "paper.not-written", COUNTY),
    "forms": (0o555, "forms", "file.not-made", FORM),
    "completed": (0, "read", "file.is-folder", "completed"),
    "published": (0o555, "publish notice", "paper.not-written", "published/通知.docx"),
    "../out": (0o555, "export.csv", "file.no-right", "records.csv"),
    "../out for a backup": (0o555, "backup", "file.no-right", "b.db"),
    "../out for a merge": (0o555, "merge.docx", "file.not-made", ROW),
    "../out for a pack": (0o555, "print", "file.no-right", "pack.pdf"),
    "people.csv": (0, "merge.docx", "file.no-right", ROW),
    "letter.docx": (0, "merge.docx", "file.no-right", "letter.docx"),
}  # fmt: skip


@fault
@pytest.mark.parametrize("name", RIGHTS)
def test_a_right_that_is_missing_is_told_once_at_its_place(name, round_, tmp_path, as_nobody):
    mode, command, code, file = RIGHTS[name]
    (tmp_path / "out").mkdir()
    gone(round_.path / "shortlists") if command == "shortlist county" else None
    path = round_.path / name.split(" ")[0]
    path.exists() or path.mkdir()
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        outcome = run(*arguments(command, round_.path, tmp_path / "out"))
    finally:
        path.chmod(before)
    assert outcome.exit_code == 1, outcome.output
    ((told, place),) = outcome.told
    assert (told, place.endswith(file)) == (code, True), outcome.told
    check_nothing_half(tmp_path)

"""Files that cannot be had, and disks that take no more: one clear problem, the rest goes on."""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from samples.returned_forms import (
    check_complete,
    check_received,
    digests,
    read_command,
    round_with_forms,
)

from docgen.desk.folder import RoundFolder
from docgen.desk.intake import completed_files, read_completed
from docgen.desk.received import receive
from docgen.desk.store import Store, Submission
from docgen.forms import Reading
from docgen.problems import ProblemError

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.fixture
def folder(tmp_path):
    return round_with_forms(tmp_path, 3)


def read(folder):
    store = Store(folder.database)
    intake = read_completed(folder.load(), store)
    kept = store.submissions()
    store.close()
    return intake, kept


def codes(intake):
    return {found.place.file: found.code for found in intake.problems}


def said_by_the_command(folder):
    done = subprocess.run([*read_command(folder, jobs=1), "--json"], capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    return {problem["code"] for problem in json.loads(done.stdout)["problems"]}


@pytest.fixture
def somebody():
    """A folder of a user who is not root, as whom the test goes on."""
    with tempfile.TemporaryDirectory() as name:
        is_root = os.geteuid() == 0
        if is_root:
            os.chown(name, 65534, 65534)
            os.seteuid(65534)
        try:
            yield Path(name)
        finally:
            if is_root:
                os.seteuid(0)


@posix
def test_links_pipes_and_files_that_are_gone_are_named_and_the_rest_is_read(folder):
    home = folder.completed
    (home / "loop.xlsx").symlink_to("loop.xlsx")
    (home / "gone.xlsx").symlink_to("nowhere.xlsx")
    (home / "round").symlink_to(home)
    os.mkfifo(home / "pipe.xlsx")
    intake, kept = read(folder)
    assert len(intake.accepted) == len(kept) == 3
    assert codes(intake) == {
        "completed/loop.xlsx": "file.link-loop",
        "completed/gone.xlsx": "file.link-nowhere",
        "completed/round": "file.is-folder",
        "completed/pipe.xlsx": "file.not-regular",
    }


@posix
def test_a_file_behind_a_link_is_read_under_the_name_of_the_link(folder, tmp_path):
    file = next(folder.completed.rglob("*.xlsx"))
    (tmp_path / "elsewhere.xlsx").write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(tmp_path / "elsewhere.xlsx")
    intake, _ = read(folder)
    assert folder.shown(file) in intake.accepted


def test_a_file_that_vanishes_after_it_was_seen_is_named(folder):
    first, *others = completed_files([folder.completed])
    first.unlink()
    said = list(receive([(path, path.name) for path in (first, *others)]))
    assert [one.problem.code if one.problem else "" for one in said] == ["file.missing", "", ""]


@posix
def test_what_may_not_be_opened_is_named(somebody):
    folder = round_with_forms(somebody / "round", 3)
    closed = folder.completed / "closed"
    closed.mkdir()
    (closed / "a.xlsx").write_bytes(b"")
    closed.chmod(0)
    next(folder.completed.rglob("*.xlsx")).chmod(0)
    intake, kept = read(folder)
    closed.chmod(0o700)
    assert len(intake.accepted) == len(kept) == 2
    assert sorted(codes(intake).values()) == ["file.is-folder", "file.no-right"]


@posix
@pytest.mark.parametrize("name", ["a\nb\x1b[31m", "a\udcff", "甲" * 83 + ".xlsx", "a." + "乙" * 80])
def test_any_name_is_told_in_one_line_and_kept(folder, name):
    file = next(folder.completed.rglob("*.xlsx"))
    file.rename(folder.completed / name)
    intake, kept = read(folder)
    assert len(intake.accepted) == len(kept) == len(check_received(folder)) == 3
    assert not any(one in "".join(intake.accepted) for one in "\n\x1b\udcff")


def test_a_file_too_large_to_be_a_form_is_refused_without_being_read(folder):
    for name, start in (("a.xlsx", b"PK\3\4" + bytes(26) + b"word/"), ("b.pdf", b"%PDF-1.7")):
        with (folder.completed / name).open("wb") as stream:
            stream.write(start)
            stream.truncate(10_000_000_000)
    intake, kept = read(folder)
    assert len(kept) == 3
    assert codes(intake) == {
        f"completed/{name}": "package.too-large" for name in ("a.xlsx", "b.pdf")
    }


# Disks that take no more.


def test_what_cannot_be_kept_as_it_came_counts_as_not_read(folder):
    folder.received.write_bytes(b"a file where the folder should be")
    intake, kept = read(folder)
    assert kept == []
    assert intake.accepted == []
    assert [(found.code, found.count) for found in intake.problems] == [("file.not-kept", 3)]
    folder.received.unlink()
    intake, kept = read(folder)
    assert len(intake.accepted) == len(kept) == 3


@contextmanager
def no_files_above(size):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@posix
def test_a_disk_that_takes_no_more_files_is_told_once_and_leaves_nothing_half_written(folder):
    read(folder)  # the forms are compiled
    shutil.rmtree(folder.received)
    with no_files_above(33_000):
        intake, _ = read(folder)
    assert [(found.code, found.count) for found in intake.problems] == [("file.not-kept", 3)]
    assert intake.problems[0].place.file in digests(folder)
    intake.converted.close()
    assert list(folder.received.rglob("*.*")) == []
    read(folder)
    check_complete(folder)


@posix
def test_a_disk_that_takes_no_more_records_is_named_and_leaves_the_database_sound(folder):
    read(folder)
    many = [Submission("a", f"{number:0>64}", "", Reading()) for number in range(1000)]
    with no_files_above(33_000), pytest.raises(ProblemError) as caught:
        Store(folder.database).keep(many)
    assert [found.code for found in caught.value.problems] == ["store.failed"]
    check_complete(folder)


@posix
def test_copies_that_cannot_be_written_are_named(folder):
    next(folder.completed.rglob("*.xlsx")).write_bytes(b"%PDF-1.7")
    folder.returned.write_bytes(b"a file where the folder should be")
    found = said_by_the_command(folder)
    assert found == {"pdf.damaged", "file.not-returned"}


@posix
def test_a_database_that_cannot_be_opened_or_written_is_named(folder):
    for text, database, code in (
        ("not a database", "records.db", "store.damaged"),
        ("", "no/such/records.db", "file.missing"),
    ):
        store = RoundFolder(folder.path).path / database
        if text:
            store.write_text(text * 100)
        with pytest.raises(ProblemError) as caught:
            Store(f"sqlite:///{store}")
        assert [found.code for found in caught.value.problems] == [code]
    with pytest.raises(ProblemError):
        Store("nonsense")

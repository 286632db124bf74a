"""Hostile files, read, handed back and printed: nothing is opened, called or left behind."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from faults.active_documents import WORD_ATTACKS
from faults.active_workbooks import BOOK_ATTACKS
from faults.canary import SECRET, canary
from faults.foreign_files import FOREIGN
from faults.office_programs import none_started_from
from pypdf import PdfReader
from samples.completing import unpacked

from docgen.desk.folder import RoundFolder
from docgen.desk.intake import read_completed
from docgen.desk.printing import print_pack
from docgen.desk.returning import hand_back
from docgen.desk.store import Store
from docgen.office.incoming.bounded import bounded
from docgen.office.incoming.sandbox import environment
from docgen.office.package.archive import deflate, write_archive

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux confines a program so"),
]


WAYS = ("file", "web")
ATTACKED = [
    *(f"{number:02}.docx" for number in range(len(WORD_ATTACKS))),
    *(f"{number:02}.xlsx" for number in range(len(BOOK_ATTACKS))),
    *FOREIGN,
]


@pytest.fixture(scope="module")
def hostile(example, tmp_path_factory):
    """A folder of hostile files of all formats, each pointing to a file and to an address."""
    home = tmp_path_factory.mktemp("hostile")
    (home / "in").mkdir()
    (home / "temporary").mkdir()
    (word,) = example.glob("completed/*/示例友谊社区_附件3_申报表.docx")
    (book,) = example.glob("completed/*/示例友谊社区_附件2_评定考核表.xlsx")
    with canary(home) as bird, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(home / "temporary"))
        for way, target in zip(WAYS, bird.targets, strict=True):
            for attacks, source in ((WORD_ATTACKS, word), (BOOK_ATTACKS, book)):
                for number, (attack, _) in enumerate(attacks.values()):
                    parts = unpacked(source.read_bytes())
                    attack(parts, target)
                    data = write_archive(deflate(*one) for one in parts.items())
                    (home / "in" / f"{way}-{number:02}{source.suffix}").write_bytes(data)
            for name, make in FOREIGN.items():
                (home / "in" / f"{way}-{name}").write_bytes(make(target))
        yield home, bird


def untouched(home, bird):
    assert not bird.opened()
    assert not bird.called()
    assert list((home / "temporary").iterdir()) == []
    assert none_started_from(home / "temporary")


# What may stay: a text, and a link to a page, which somebody has to click.
HARMLESS = re.compile(
    rb'HYPERLINK\("http:[^"]*"|<(?:w:)?t(?: [^>]*)?>[^<]*'
    rb'|<Relationship (?=[^>]*/hyperlink")(?=[^>]*Target="http:)[^>]*>'
)


@pytest.fixture(scope="module")
def read(hostile, example):
    home, _ = hostile
    shutil.copytree(example, home / "round", ignore=shutil.ignore_patterns("completed"))
    folder = RoundFolder(home / "round")
    loaded = folder.load()
    store = Store(folder.database)
    intake = read_completed(loaded, store, [home / "in"])
    back = hand_back(folder, loaded.setting, intake)
    store.close()
    return intake, back, folder


def test_what_is_read_opens_and_calls_nothing(hostile, read):
    home, bird = hostile
    untouched(home, bird)
    intake, _, folder = read
    assert intake.files == len(list((home / "in").iterdir()))
    kept = [path for path in folder.received.rglob("*") if path.is_dir()]
    assert [path for path in kept if path.name.startswith("docgen-")] == []


@pytest.mark.fault("hostile files read")
@pytest.mark.parametrize("name", WORD_ATTACKS)
def test_an_attack_on_word_is_told_and_the_record_goes_on(name, read):
    intake, _, _ = read
    number = [*WORD_ATTACKS].index(name)
    told = {one.code for one in intake.problems if f"file-{number:02}.docx" in one.place.file}
    assert WORD_ATTACKS[name][1] in told


@pytest.mark.fault("hostile files read")
@pytest.mark.parametrize("name", BOOK_ATTACKS)
def test_an_attack_on_excel_is_told_and_the_record_goes_on(name, read):
    intake, _, _ = read
    number = [*BOOK_ATTACKS].index(name)
    told = {one.code for one in intake.problems if f"file-{number:02}.xlsx" in one.place.file}
    assert told & {BOOK_ATTACKS[name][1], "form.unknown-kind", "workbook.unreadable"}


def test_each_copy_that_goes_back_is_there(read):
    _, back, folder = read
    copies = [path for path in folder.returned.rglob("*（退回）*") if path.is_file()]
    assert len(copies) == len(back.copies)


@pytest.mark.fault("returned copies")
@pytest.mark.parametrize("name", ATTACKED)
def test_nothing_of_it_is_in_the_copies_that_go_back(name, read):
    _, _, folder = read
    stem, dot, ending = name.rpartition(".")
    copies = [
        path
        for way in WAYS
        for end in (f"{stem}（退回）{dot}{ending}", f"{name}（退回）.docx", f"{name}（退回）.xlsx")
        if (path := folder.returned / f"{way}-{end}").exists()
    ]
    for path in copies:
        for name, part in unpacked(path.read_bytes()).items():
            if "comments" in name:
                continue  # which tell what was taken out
            assert b"canary" not in HARMLESS.sub(b"", part), (path, name)


def is_printed(at, path):
    return path.suffix not in (".docx", ".xlsx") or at % 8 == 0


@pytest.fixture(scope="module")
def printed(hostile):
    home, _ = hostile
    # All of the formats that are converted, and of the others a part.
    files = [one for at, one in enumerate(sorted((home / "in").iterdir())) if is_printed(at, one)]
    return print_pack(files, home / "pack.pdf", timeout=60), PdfReader(home / "pack.pdf")


def test_what_is_printed_opens_and_calls_nothing(hostile, printed):
    untouched(*hostile)
    pack, bound = printed
    assert pack.documents > 40
    text = "".join(page.extract_text() for page in bound.pages)
    assert SECRET not in text.replace(f"/{SECRET}.png", "")


@pytest.mark.fault("hostile files printed")
@pytest.mark.parametrize("name", FOREIGN)
def test_a_hostile_file_is_printed_or_told(name, printed):
    pack, bound = printed
    titles = [one.title for one in bound.outline]
    for way in WAYS:
        told = [one.code for one in pack.problems if one.place.file.endswith(f"/{way}-{name}")]
        assert told in (["soffice.failed"], ["print.format"]) or (
            not told and f"{way}-{name.partition('.')[0]}" in titles
        )


def look_around(file: str, port: int) -> dict[str, bool]:
    """What a confined process can do, in the process."""
    import socket

    def does(action):
        try:
            action()
        except OSError:
            return False
        return True

    return {
        "reads": does(lambda: Path(file).read_text()),
        "lists": does(lambda: list(Path(file).parent.iterdir())),
        "writes": does(lambda: Path(file).with_name("new").write_text("1")),
        "settings": does(lambda: Path("/etc/passwd").read_text()),
        "shadow": does(lambda: Path("/etc/hosts").read_text()),
        "its parent": does(lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes()),
        "calls": does(lambda: socket.create_connection(("127.0.0.1", port), 1)),
        "talks": does(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)),
        "local": does(lambda: socket.socket(socket.AF_UNIX).connect("/none")),
        "is told": "DOCGEN_SECRET" in os.environ,
    }


def test_a_reading_process_sees_and_reaches_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("DOCGEN_SECRET", "1")
    with canary(tmp_path) as bird:
        found = bounded(look_around, str(bird.file), bird.port, seconds=20, megabytes=512)
        assert found == dict.fromkeys(found, False)
        assert not bird.opened()
        assert not bird.called()


CHILD = """
import os, sys, time
from docgen.office.incoming.bounded import bounded
sys.path.insert(0, sys.argv[1])
from test_hostile_files import sleep_on
bounded(sleep_on, sys.argv[2], seconds=60, megabytes=512)
"""


def sleep_on(mark: str) -> None:
    import time

    time.sleep(60)


def has_ended(process):
    """Whether a process is gone; where nobody waits for orphans its number stays."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return True
    return stat.rpartition(")")[2].split()[0] in "ZX"


def test_a_reading_process_ends_with_a_docgen_that_is_killed(tmp_path):
    code = [sys.executable, "-c", CHILD, str(Path(__file__).parent), str(tmp_path)]
    docgen = subprocess.Popen(code, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    children = Path(f"/proc/{docgen.pid}/task/{docgen.pid}/children")
    while not (started := children.read_text().split()):
        assert docgen.poll() is None
    while b"serve()" not in Path(f"/proc/{started[0]}/cmdline").read_bytes():
        pass
    docgen.kill()
    docgen.wait()
    for _ in range(200):
        if has_ended(started[0]):
            break
        subprocess.run(["sleep", "0.02"], check=True)
    assert has_ended(started[0])


def test_what_a_program_is_told_is_what_it_needs():
    told = environment({"PATH": "a", "LC_ALL": "b", "PGPASSWORD": "c", "DOCGEN_DATABASE": "d"})
    assert told == {"PATH": "a", "LC_ALL": "b"}

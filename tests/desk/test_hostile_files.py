"""Hostile files, read, handed back and printed: nothing is opened, called or left behind."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from faults.active_documents import WORD_ATTACKS, WORD_TOLD
from faults.active_workbooks import BOOK_ATTACKS, BOOK_TOLD
from faults.canary import SECRET, canary
from faults.foreign_files import FOREIGN, FOREIGN_TOLD
from faults.guard import check_nothing_left, left_half
from faults.old_workbooks import OLD_BOOKS, old_book, plain_books
from faults.outcomes import check_among, run_apart
from pypdf import PdfReader
from samples.completing import unpacked

from docgen.office.incoming.bounded import bounded
from docgen.office.incoming.sandbox import environment
from docgen.office.package.archive import deflate, write_archive

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux confines a program so"),
]


WAYS = ("file", "web")
# Every file by its name, with the codes and the places inside it that are told of it.
TOLD = {
    **{f"{number:02}.docx": told for number, told in enumerate(WORD_TOLD.values())},
    **{f"{number:02}.xlsx": told for number, told in enumerate(BOOK_TOLD.values())},
    **FOREIGN_TOLD,
    **{name: [("form.unknown-kind", {}), *told] for name, (_, told) in OLD_BOOKS.items()},
}
# The forms that the attacks are made of, each with a mistake of its own, so that it goes back.
WORD_FORM = "示例望江社区_附件3_申报表.docx"
BOOK_FORM = "示例友谊社区_附件2_评定考核表.xlsx"
MISTAKES = {
    ".docx": (
        "form.date-missing",
        {
            "field": "县（市、区）人力资源社会保障部门审核意见日期",
            "table": 1,
            "row": 3,
            "column": 1,
        },
    ),
    ".xlsx": (
        "answer.above-other",
        {"field": "考核期内社区登记就业困难人员实现就业人数", "sheet": "填报数据", "cell": "D24"},
    ),
}


def expected(way, name):
    """What is told of a file; a link to a page of the web is none that reaches for files."""
    own = [MISTAKES[name[2:]]] if name[2:] in MISTAKES else []
    return own + [one for one in TOLD[name] if way == "file" or one[0] != "active.file-link"]


def attacked(source, attack, target):
    parts = unpacked(source)
    attack(parts, target)
    return write_archive(deflate(*one) for one in parts.items())


@pytest.fixture(scope="module")
def hostile(example, tmp_path_factory):
    """A folder of hostile files of all formats, each pointing to a file and to an address."""
    home = tmp_path_factory.mktemp("hostile")
    (home / "in").mkdir()
    (home / "temporary").mkdir()
    word, book = (next(example.rglob(name)).read_bytes() for name in (WORD_FORM, BOOK_FORM))
    with canary(home) as bird:
        old = plain_books(tmp_path_factory.mktemp("old"), bird.targets)
        for way, target, plain in zip(WAYS, bird.targets, old, strict=True):
            made = {
                **{n: attacked(word, a, target) for n, a in numbered(WORD_ATTACKS, ".docx")},
                **{n: attacked(book, a, target) for n, a in numbered(BOOK_ATTACKS, ".xlsx")},
                **{name: make(target) for name, make in FOREIGN.items()},
                **{name: old_book(plain, change) for name, (change, _) in OLD_BOOKS.items()},
            }
            for name, data in made.items():
                (home / "in" / f"{way}-{name}").write_bytes(data)
        yield home, bird


def numbered(attacks, ending):
    return ((f"{number:02}{ending}", attack) for number, (attack, _) in enumerate(attacks.values()))


def check_untouched(home, bird):
    """Nothing was opened, called or left behind by a command that was given the folder."""
    assert not bird.opened()
    assert not bird.called()
    check_nothing_left(home / "temporary")
    assert left_half(home) == []


# What may stay: a text, and a link to a page, which somebody has to click.
HARMLESS = re.compile(
    rb'HYPERLINK\((?:"|&quot;)http:[^"&]*|<w:instrText> HYPERLINK "http:[^<]*'
    rb'|<v:shape [^>]*href="http:[^"]*"|<(?:w:)?t(?: [^>]*)?>[^<]*'
    rb'|<Relationship (?=[^>]*/hyperlink")(?=[^>]*Target="http:)[^>]*>'
)


@pytest.fixture(scope="module")
def read(hostile, example):
    """What comes of reading them all, with one start of the program and of LibreOffice."""
    home, bird = hostile
    shutil.copytree(example, home / "round", ignore=shutil.ignore_patterns("completed"))
    words = ("read", home / "in", "--round", home / "round")
    outcome = run_apart(*words, TMPDIR=str(home / "temporary"))
    check_untouched(home, bird)
    return outcome


def test_every_hostile_file_is_read_and_goes_back(hostile, read):
    home, _ = hostile
    assert read.facts["read"] == len(list((home / "in").iterdir())) == len(WAYS) * len(TOLD)
    assert read.facts["accepted"] == 0
    copies = {path.name for path in (home / "round/returned").iterdir()} - {"问题清单.xlsx"}
    assert sorted(copies) == sorted(read.facts["returned"].values())


@pytest.mark.fault("hostile files read")
@pytest.mark.parametrize("name", TOLD)
def test_an_attack_is_told_at_its_place_and_the_record_goes_on(name, read):
    assert read.exit_code == 1
    for way in WAYS:
        check_among(read, f"/{way}-{name}", expected(way, name))


@pytest.mark.fault("returned copies")
@pytest.mark.parametrize("name", TOLD)
def test_nothing_of_it_is_in_the_copies_that_go_back(name, hostile, read):
    home, _ = hostile
    for way in WAYS:
        (copy,) = (
            copy for file, copy in read.facts["returned"].items() if file.endswith(f"/{way}-{name}")
        )
        parts = unpacked((home / "round/returned" / copy).read_bytes())
        told = b"".join(part for one, part in parts.items() if "comments" in one).decode()
        assert all(
            found["zh"].split("{")[0][:8] in told
            for found in read.problems
            if found["place"]["file"].endswith(f"/{way}-{name}")
        )
        for one, part in parts.items():
            if "comments" not in one:  # which tell what was taken out
                assert b"canary" not in HARMLESS.sub(b"", part), (copy, one)


def is_printed(at, path):
    return path.suffix not in (".docx", ".xlsx") or at % 8 == 0


@pytest.fixture(scope="module")
def printed(hostile):
    """What comes of printing: all of the formats that are converted, of the others a part."""
    home, bird = hostile
    files = [one for at, one in enumerate(sorted((home / "in").iterdir())) if is_printed(at, one)]
    words = ("print", *files, "-o", home / "pack.pdf", "--round", home, "--timeout", "60")
    outcome = run_apart(*words, TMPDIR=str(home / "temporary"))
    check_untouched(home, bird)
    return outcome, PdfReader(home / "pack.pdf")


def test_what_is_printed_shows_nothing_from_elsewhere(printed):
    outcome, bound = printed
    assert outcome.facts["documents"] > 40
    text = "".join(page.extract_text() for page in bound.pages)
    assert SECRET not in text.replace(f"/{SECRET}.png", "")


@pytest.mark.fault("hostile files printed")
@pytest.mark.parametrize("name", [*FOREIGN, *OLD_BOOKS])
def test_a_hostile_file_is_printed_or_told(name, printed):
    outcome, bound = printed
    titles = [one.title for one in bound.outline]
    for way in WAYS:
        told = outcome.within(f"/{way}-{name}")
        assert told in ([], [("soffice.failed", {})], [("print.format", {})])
        assert (f"{way}-{name.partition('.')[0]}" in titles) is not bool(told)


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

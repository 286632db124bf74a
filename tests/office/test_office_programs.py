"""Office programs that cannot start, hang, die or write rubbish: told once or per file, in time."""

import os
import shutil
import signal
import sys
import tempfile
import time

import pytest
from faults.office_programs import (
    FILES,
    PROGRAMS,
    in_background,
    none_started_from,
    script,
    stand_in,
    started_from,
)
from faults.outcomes import check_told, run

import docgen.office.soffice.convert as convert_module
from docgen.office.incoming.scratch import PREFIX, Scratch
from docgen.office.soffice.conversion import in_current_formats
from docgen.office.soffice.convert import convert
from docgen.problems import Place, Problem, ProblemError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes by /proc")


@pytest.fixture
def room(tmp_path, monkeypatch):
    """Where temporary files are."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def rtf(text):
    return rb"{\rtf1 " + text.encode() + b"}"


def written(folder, names):
    folder.mkdir()
    paths = [folder / f"{number:02}.rtf" for number, _ in enumerate(names)]
    for path, name in zip(paths, names, strict=True):
        path.write_bytes(rtf(name))
    return paths


def use(program, patch):
    """Let this program be the one that is found where LibreOffice usually is."""
    patch.setattr(convert_module, "find_soffice", lambda: shutil.which(program))


@pytest.mark.fault("office programs")
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_that_does_not_start_is_told_once(name, tmp_path, monkeypatch):
    program = tmp_path / "bin" / "soffice"
    PROGRAMS[name](program)
    use(program, monkeypatch)
    files = written(tmp_path / "in", ["one", "two", "three"])
    begun = time.monotonic()
    outcome = run("print", *files, "-o", tmp_path / "pack.pdf", "--timeout", "1")
    assert time.monotonic() - begun < 8
    usable = program.is_file() and os.access(program, os.X_OK)
    check_told(outcome, "soffice.not-starting" if usable else "soffice.missing", "", field=None)
    if usable:
        (found,) = outcome.problems
        assert str(program) in found["en"]
        assert "3" in found["en"].replace(str(program), "")
    assert {path.name for path in tmp_path.iterdir()} <= {"bin", "in"}
    assert none_started_from(tmp_path), started_from(tmp_path)


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """One conversion of files that do everything that a program can do wrong, with good ones."""
    home = tmp_path_factory.mktemp("programs")
    program = stand_in(home / "bin")
    names = ["good", *(one for name in FILES for one in (name, "good"))]
    files = written(home / "in", names)
    (home / "temporary").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(home / "temporary"))
        conversion = convert(files, "pdf", home / "out", 1, program=str(program))
    return home, dict(zip(files, names, strict=True)), conversion


@pytest.mark.fault("office programs")
@pytest.mark.parametrize("name", FILES)
def test_what_a_file_leads_a_program_to_is_told_of_that_file(name, converted):
    _, names, conversion = converted
    (file,) = (path for path, one in names.items() if one == name)
    told = [(one.code, one.place) for one in conversion.problems if one.place.file == str(file)]
    assert told == ([(FILES[name], Place(str(file)))] if FILES[name] else [])
    assert (file in conversion.made) is not bool(FILES[name])


def test_the_good_files_between_them_are_made_and_nothing_is_left_behind(converted):
    home, names, conversion = converted
    good = [path for path, one in names.items() if one == "good"]
    assert [path for path in good if path not in conversion.made] == []
    assert all(b"good" in conversion.made[path].read_bytes() for path in good)
    assert list((home / "temporary").iterdir()) == []
    assert {path.suffix for path in (home / "out").iterdir()} == {".pdf"}
    assert none_started_from(home), started_from(home)


@pytest.mark.parametrize("first", ["leave", "bad", "crash"])
def test_files_behind_one_of_which_nothing_came_have_their_turn(first, tmp_path):
    program = stand_in(tmp_path / "bin")
    files = written(tmp_path / "in", [first, "bad", "leave", "slow", "leave", "good"])
    conversion = convert(files, "pdf", tmp_path / "out", 5, program=str(program))
    assert [path.name for path in conversion.made] == ["03.rtf", "05.rtf"]
    assert {one.code for one in conversion.problems} == {"soffice.failed"}


@pytest.mark.fault("office programs")
@pytest.mark.parametrize("name", ["missing", "fails at once", "hangs", "writes rubbish"])
def test_reading_tells_it_of_the_program_once(name, tmp_path, monkeypatch, example):
    program = tmp_path / "bin" / "soffice"
    PROGRAMS[name](program)
    use(program, monkeypatch)
    shutil.copytree(example, tmp_path / "round", ignore=shutil.ignore_patterns("completed"))
    files = written(tmp_path / "in", ["one", "two"])
    monkeypatch.setitem(in_current_formats.__kwdefaults__, "timeout", 0.8)
    outcome = run("read", *files, "--round", tmp_path / "round")
    code = "soffice.needed" if name == "missing" else "soffice.not-starting"
    check_told(outcome, code, "", field=None)
    assert "2" in outcome.problems[0]["en"].replace(str(program), "")


def test_a_content_is_converted_once(tmp_path, room):
    program = stand_in(
        tmp_path / "bin", begin='for one in "$@"; do echo . >> "$own/../started"; done'
    )
    started = tmp_path / "started"
    started.touch()
    # The program may write to its own folders only, so that it counts beside its results.
    script(program, program.read_text().replace('"$own/../started"', '"$out/../../started"'))
    kept = tmp_path / "kept"
    kept.mkdir()
    files = [
        ("甲.doc", rtf("1")),
        ("乙.doc", rtf("1")),
        ("丙.doc", rtf("bad")),
        ("丁.doc", rtf("2")),
    ]
    first = in_current_formats(files, program=str(program), kept=kept)
    again = in_current_formats(files[::-1], program="/none", kept=kept)
    assert again == first[::-1]
    assert first[0] == first[1]
    assert isinstance(first[0], bytes)
    assert isinstance(first[2], Problem)
    assert (first[2].code, first[2].place.file) == ("soffice.failed", "丙.doc")
    assert len(list(kept.iterdir())) == 3


def test_a_program_is_told_nothing_that_could_be_secret(tmp_path, room, monkeypatch):
    for name in ("DOCGEN_DATABASE", "PGPASSWORD", "PGPASSFILE", "AWS_SECRET", "SSH_AUTH_SOCK"):
        monkeypatch.setenv(name, "secret-canary")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    program = stand_in(tmp_path / "bin")
    script(program, program.read_text().replace('> "$own/environment"', '> "$made.txt"'))
    script(
        program,
        program.read_text().replace(
            'env > "$made.txt"; make', 'env > "$made.txt"; cat "$made.txt" > "$file"; make'
        ),
    )
    (file,) = written(tmp_path / "in", ["environment"])
    text = (
        convert([file], "pdf", tmp_path / "out", program=str(program))
        .made[file]
        .read_text(errors="replace")
    )
    assert "HOME=" in text
    assert "LC_ALL=C.UTF-8" in text
    assert "secret-canary" not in text
    lines = (line.removeprefix("% ") for line in text.splitlines() if "=" in line)
    names = {line.partition("=")[0] for line in lines}
    assert names <= {
        "HOME",
        "TMPDIR",
        "PATH",
        "LANG",
        "LANGUAGE",
        "TZ",
        "PWD",
        "OLDPWD",
        "SHLVL",
        "_",
        "FONTCONFIG_FILE",
        "FONTCONFIG_PATH",
        "LC_ALL",
        "LC_CTYPE",
    }


CONVERT = """
import sys
from pathlib import Path
from docgen.office.soffice.convert import convert
home = Path(sys.argv[1])
convert(sorted((home / "in").iterdir()), "pdf", home / "out", 60, program=str(home / "bin/soffice"))
"""


@pytest.mark.fault("office programs")
@pytest.mark.parametrize("name", ["hang", "busy", "deaf", "noisy", "child", "runaway"])
def test_a_program_ends_with_a_docgen_that_is_killed(name, tmp_path, room):
    stand_in(tmp_path / "bin")
    written(tmp_path / "in", [name, "hang"])
    docgen = in_background(CONVERT, tmp_path, TMPDIR=str(room))
    deadline = time.monotonic() + 20
    while not any(
        room.glob(
            f"{PREFIX}*/0/results/*"
            if name in ("child", "runaway")
            else f"{PREFIX}*/0/sources/1.rtf"
        )
    ):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    time.sleep(0.2)
    docgen.send_signal(signal.SIGKILL)
    docgen.wait()
    assert none_started_from(tmp_path), started_from(tmp_path)
    assert len(list(room.iterdir())) == 1  # what a killed process cannot clear
    with Scratch(room) as scratch:
        assert list(room.iterdir()) == [scratch.path]
    assert list(room.iterdir()) == []


def test_the_folder_of_a_run_that_goes_on_is_not_cleared(tmp_path):
    with Scratch(tmp_path) as first:
        (first.path / "file").write_text("1")
        with Scratch(tmp_path) as second:
            assert first.path != second.path
        assert [path.name for path in first.path.iterdir() if path.name != ".lock"] == ["file"]
    assert list(tmp_path.iterdir()) == []


def test_folders_of_others_are_not_touched(tmp_path):
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / f"{PREFIX}file").write_text("1")
    (tmp_path / f"{PREFIX}of-before").mkdir()
    (tmp_path / f"{PREFIX}long-ago").mkdir()
    os.utime(tmp_path / f"{PREFIX}long-ago", (1, 1))
    Scratch(tmp_path).close()
    left = {path.name.removeprefix(PREFIX) for path in tmp_path.iterdir()}
    assert left == {"link", "elsewhere", "file", "of-before"}


def test_a_full_disk_is_told_of_the_folder_for_temporary_files(tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("")
    program = stand_in(tmp_path / "bin")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "taken"))
    files = written(tmp_path / "in", ["one", "two"])
    with pytest.raises(ProblemError) as error:
        convert(files, "pdf", tmp_path / "out", program=str(program))
    (found,) = error.value.problems
    assert found.code == "soffice.no-room"
    assert dict(found.facts) == {"folder": str(tmp_path / "taken"), "count": "2"}
    results = in_current_formats([("甲.doc", rtf("1"))], program=str(program))
    assert [one.code for one in results] == ["soffice.no-room"]

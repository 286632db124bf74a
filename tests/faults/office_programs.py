"""Programs in LibreOffice's place: one that does as its files say, and some that are no good."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from pypdf import PdfWriter

# Makes of each file what its first line says; where that is nothing special, a good file.
_SCRIPT = r"""#!/bin/sh
own=$(dirname "$0")
while [ "$1" != --convert-to ]; do shift; done
to=$2; out=$4; shift 4
[ $# -le 247 ] || exit 0
make() {
    case $to in
    pdf) { cat "$own/blank.pdf"; printf '%% '; cat "$1"; cat "$own/end.pdf"; } > "$2" ;;
    *) cp "$own/blank.$to" "$2" ;;
    esac
}
BEGIN
for file in "$@"; do
    name=$(basename "$file"); made=$out/${name%.*}.$to
    case $(head -c 40 "$file" | tr -d '{\\' | sed 's/^rtf1 //') in
    crash*) exit 1 ;;
    killed*) kill -9 $$ ;;
    watch-killed*) kill -9 $PPID ;;
    segfault*) kill -SEGV $$ ;;
    leave*) exit 0 ;;
    hang*) sleep 60 ;;
    busy*) while :; do :; done ;;
    deaf*) trap '' TERM INT HUP; while :; do sleep 60; done ;;
    bad*) ;;
    rubbish*) echo rubbish > "$made" ;;
    empty*) : > "$made" ;;
    half*) make "$file" "$made.whole"; head -c 12 "$made.whole" > "$made" ;;
    cut*) make "$file" "$made.whole"; head -c 12 "$made.whole" > "$made"; kill -9 $$ ;;
    link*) ln -s "$own/canary.$to" "$made" ;;
    folder*) mkdir "$made" ;;
    pipe*) mkfifo "$made" ;;
    elsewhere*) make "$file" "$out/other.$to" ;;
    other-ending*) make "$file" "$out/${name%.*}.tmp" ;;
    noisy*) yes & yes >&2 & sleep 60 ;;
    child*) sleep 60 & make "$file" "$made" ;;
    runaway*) setsid sleep 60 & make "$file" "$made" ;;
    grandchild*) (setsid sh -c 'setsid sleep 60 & sleep 60' &); make "$file" "$made" ;;
    then-hang*) make "$file" "$made"; sleep 60 ;;
    then-crash*) make "$file" "$made"; exit 1 ;;
    slow*) sleep 0.3; make "$file" "$made" ;;
    no-source*) rm -f "$file" ;;
    no-results*) rm -rf "$out" ;;
    no-profile*) rm -rf "$out/../profile"; make "$file" "$made" ;;
    environment*) env > "$own/environment"; make "$file" "$made" ;;
    *) make "$file" "$made" ;;
    esac
done
END
"""

# What each file does, and the problem that it is to be; none where it is made all the same.
FILES = {
    "crash": "soffice.failed",
    "killed": "soffice.failed",
    "watch-killed": "soffice.failed",
    "segfault": "soffice.failed",
    "leave": "soffice.failed",
    "hang": "soffice.timeout",
    "busy": "soffice.timeout",
    "deaf": "soffice.timeout",
    "bad": "soffice.failed",
    "rubbish": "soffice.failed",
    "empty": "soffice.failed",
    "half": "soffice.failed",
    "cut": "soffice.failed",
    "link": "soffice.failed",
    "folder": "soffice.failed",
    "pipe": "soffice.failed",
    "elsewhere": "soffice.failed",
    "other-ending": "soffice.failed",
    "noisy": "soffice.timeout",
    "no-source": "soffice.failed",
    "no-profile": "",
    "child": "",
    "runaway": "",
    "grandchild": "",
    "then-hang": "",
    "then-crash": "",
    "slow": "",
}


def stand_in(folder: Path, begin: str = "", end: str = "") -> Path:
    """A program that does as its files say.

    Args:
        folder: Where it is to be installed.
        begin: What it does first, as lines of a shell.
        end: What it does last.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in blanks().items():
        (folder / name).write_bytes(data)
        (folder / name.replace("blank", "canary")).write_bytes(data)
    return script(folder / "soffice", _SCRIPT.replace("BEGIN", begin).replace("END", end))


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@cache
def blanks() -> dict[str, bytes]:
    """A file of each format that the program makes."""
    document, workbook, pdf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    Document().save(document)
    Workbook().save(workbook)
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(pdf)
    # What comes behind the end is read again where that says again where the page is.
    end = b"\nstartxref" + pdf.getvalue().rpartition(b"startxref")[2]
    return {
        "blank.docx": document.getvalue(),
        "blank.xlsx": workbook.getvalue(),
        "blank.pdf": pdf.getvalue(),
        "end.pdf": end,
    }


def _text(text: str, mode: int = 0o755) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        script(path, text).chmod(mode)

    return make


def _begins(begin: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        stand_in(path.parent, begin)

    return make


# Programs that cannot do anything: how each is put where LibreOffice is expected.
PROGRAMS: dict[str, Callable[[Path], None]] = {
    "missing": lambda path: None,
    "not executable": _text("#!/bin/sh\n", 0o644),
    "a folder": lambda path: path.mkdir(parents=True),
    "a link to nothing": lambda path: (path.parent.mkdir(), path.symlink_to("none"))[0],
    "of another machine": lambda path: script(path, "").write_bytes(b"\x7fELF\x02\x01\x01" * 9),
    "no program at all": lambda path: script(path, "").write_bytes(b"\0\1\2\3" * 99),
    "without its interpreter": _text("#!/none/sh\n"),
    "empty": _text(""),
    "does nothing": _text("#!/bin/sh\n"),
    "fails at once": _text("#!/bin/sh\nexit 1\n"),
    "wants something else": _text("#!/bin/sh\necho 'unknown option' >&2; exit 77\n"),
    "tells a version": _text("#!/bin/sh\necho 'Office 1.0'\n"),
    "is killed at once": _text("#!/bin/sh\nkill -9 $$\n"),
    "crashes at once": _text("#!/bin/sh\nkill -SEGV $$\n"),
    "kills its watch": _text("#!/bin/sh\nkill -9 $PPID; sleep 60\n"),
    "has no memory": _begins("ulimit -v 10; make none none"),
    "lacks its libraries": _begins("/none/soffice.bin || exit 127"),
    "cannot write its profile": _begins('chmod 500 "$out"; out=$own/none'),
    "hangs": _text("#!/bin/sh\nsleep 60\n"),
    "hangs and hears nothing": _text("#!/bin/sh\ntrap '' TERM INT HUP; sleep 60; sleep 60\n"),
    "runs away": _text("#!/bin/sh\nsetsid sleep 60 &\n"),
    "talks without end": _text("#!/bin/sh\nyes\n"),
    "writes rubbish": _begins('make() { echo rubbish > "$2"; }'),
    "writes nothing into files": _begins('make() { : > "$2"; }'),
    "writes pipes": _begins('make() { mkfifo "$2"; }'),
    "writes links": _begins('make() { ln -s "$own/canary.$to" "$2"; }'),
}


def started_from(folder: Path) -> list[int]:
    """Processes whose command or environment names a folder: what was left running."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue
        if os.fsencode(folder) in told and int(process.name) != os.getpid():
            found.append(int(process.name))
    return found


def none_started_from(folder: Path, seconds: float = 3) -> bool:
    """Whether nothing runs, or will by then, that was started from a folder."""
    deadline = time.monotonic() + seconds
    while started_from(folder):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def in_background(code: str, *arguments: object, **environment: str) -> subprocess.Popen[bytes]:
    """Python code in a process of its own."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    variables = os.environ | environment
    return subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL)

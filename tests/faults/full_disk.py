"""Commands on a disk that is full: run in a mount namespace of their own, on a small tmpfs.

Started as ``unshare -rm python -m faults.full_disk ROUND DISK``; says what came of each case as
JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from faults.outcomes import arguments, check_nothing_half, run

SIZE = 6_000_000

# The command, folders and files that are taken away before, and the bytes that are left.
CASES: dict[str, tuple[str, tuple[str, ...], int]] = {
    "forms": ("forms", (), 0),
    "forms, room for some": ("forms", (), 60_000),
    "forms, room for a folder": ("forms", (), 4_096),
    "forms, room for all but one": ("forms", (), 230_000),
    "read, no database yet": ("read", ("records.db", "received"), 0),
    "read, nothing kept yet": ("read", ("records.db", "received"), 100_000),
    "read, some kept": ("read", ("received",), 40_000),
    "read, no records any more": ("read", ("records.db",), 0),
    "status, no database yet": ("status", ("records.db", "received"), 0),
    "shortlist county": ("shortlist county", ("shortlists",), 0),
    "shortlist province": ("shortlist province", ("shortlists",), 4_096),
    "publish notice": ("publish notice", (), 0),
    "publish quota": ("publish quota", (), 0),
    "publish quota, room for one": ("publish quota", (), 12_288),
    "publish publicity county": ("publish publicity county", (), 0),
    "publish publicity province": ("publish publicity province", (), 0),
    "publish determination": ("publish determination", (), 0),
    "export.xlsx": ("export.xlsx", (), 0),
    "export.csv": ("export.csv", (), 0),
    "export.json": ("export.json", (), 4_096),
    "backup": ("backup", (), 0),
    "backup, room for its tables": ("backup", (), 40_000),
    "merge.docx": ("merge.docx", (), 0),
    "merge.xlsx": ("merge.xlsx", (), 4_096),
    "merge, room for some": ("merge.docx", (), 90_000),
    "print": ("print", (), 0),
    "init": ("init", (), 0),
    "init, room for a roster": ("init", (), 16_384),
    "demo": ("demo", (), 40_000),
}


def fill(disk: Path, room: int) -> Path:
    """Fill a disk but for some bytes."""
    filler = disk / "filler"
    with filler.open("wb") as stream:
        state = os.statvfs(disk)
        size = state.f_bavail * state.f_frsize - room
        os.posix_fallocate(stream.fileno(), 0, max(size, 1))
    return filler


def case(round_: Path, disk: Path, name: str) -> dict[str, object]:
    """What comes of a case, and of the same command when there is room again."""
    command, away, room = CASES[name]
    folder, out = disk / "round", disk / "out"
    shutil.copytree(round_, folder)
    out.mkdir()
    for one in away:
        path = folder / one
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    words = arguments(command, folder, out)
    filler = fill(disk, room)
    outcome = run(*words)
    check_nothing_half(disk)
    finished = [str(path.relative_to(disk)) for path in disk.rglob("*.*x") if path.is_file()]
    filler.unlink()
    again = run(*words) if command != "demo" else None
    check_nothing_half(disk)
    shutil.rmtree(folder)
    shutil.rmtree(out)
    told = {"told": outcome.told, "finished": finished, "again": again.told if again else []}
    return asdict(outcome) | told | {"again_code": again.exit_code if again else 0}


def main(round_: Path, disk: Path) -> None:
    """All cases, on one disk."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(disk)]
    subprocess.run(mount, check=True)
    print(json.dumps({name: case(round_, disk, name) for name in CASES}))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

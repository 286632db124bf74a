"""Rounds of any size whose completed forms have come back, and what must be true of them after."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

from docgen.desk.folder import RoundFolder
from docgen.desk.store import Store
from docgen.forms import compile_forms
from docgen.records import FormKind
from samples.completing import packed, unpacked
from samples.national import write_round
from samples.sample_answers import typical

_SAVED = datetime(2017, 9, 12, 9, 0)


def round_with_forms(path: Path, forms: int) -> RoundFolder:
    """A round whose applicants have sent back this many score sheets, all of them good."""
    folder = write_round(path, forms)
    loaded = folder.load()
    sheet, *_ = compile_forms(loaded.setting)
    answers = typical(loaded.setting.standard)
    for entrant in loaded.roster:
        data = sheet.render(entrant.applicant, answers)
        file = folder.completed / entrant.applicant.city / f"{entrant.applicant.full_name}.xlsx"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(packed(unpacked(data), saved=_SAVED, level=1))
    return folder


def read_command(folder: RoundFolder, *arguments: str | Path, jobs: int = 2) -> list[str]:
    """The command that reads completed forms."""
    command = [sys.executable, "-m", "docgen", "read", *map(str, arguments)]
    return [*command, "--round", str(folder.path), "--jobs", str(jobs), "--lang", "en"]


def digests(folder: RoundFolder) -> dict[str, str]:
    """Hash of each completed file, by its name in messages."""
    return {
        folder.shown(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.completed.rglob("*.xlsx")
    }


def check_received(folder: RoundFolder) -> set[str]:
    """Every file that is kept under a hash is the whole file with this hash; their hashes."""
    hashes = set()
    for path in folder.received.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem
            hashes.add(path.stem)
    return hashes


def check_complete(folder: RoundFolder, url: str | None = None) -> None:
    """Every form is kept, as it came and as a record, once; nothing else is there."""
    expected = digests(folder)
    assert check_received(folder) == set(expected.values())
    assert not list(folder.path.rglob(".*.part"))
    store = Store(url or folder.database)
    submissions = store.submissions()
    current = store.current(FormKind.SCORE_SHEET)
    store.close()
    assert {one.file: one.sha256 for one in submissions} == expected
    assert len(submissions) == len(current) == len(expected)
    assert all(one.reading.accepted for one in submissions)
    if url is None:
        check_database(folder)


def check_database(folder: RoundFolder) -> None:
    """The round's SQLite database is sound."""
    with closing(sqlite3.connect(folder.path / "records.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]

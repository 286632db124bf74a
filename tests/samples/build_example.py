"""Builds the inputs of the example round: its roster and the completed forms that came back.

Run it after a change to forms, templates or the standard: ``make example``.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections import defaultdict
from dataclasses import astuple
from pathlib import Path
from typing import Final

from docgen import assets
from docgen.forms import Setting, write_roster
from docgen.office.package.archive import Member, deflate, write_archive
from docgen.programme.standard import load_standard
from docgen.round import load_round
from samples.example_applicants import roster
from samples.example_files import Sent, files_sent
from samples.hunan import HUNAN

HEAD: Final = ("file", "code", "sheet", "cell", "field")


def example_setting() -> Setting:
    """The example round and its standard."""
    round_ = load_round(assets.example_round() / "round.yaml")
    return Setting(round_, load_standard(assets.builtin_standards()[round_.home]))


def build(folder: Path) -> tuple[Sent, ...]:
    """Write roster, completed forms and the list of expected problems into a folder.

    What lies in its folder ``completed`` already is removed.

    Returns:
        The completed forms.
    """
    setting = example_setting()
    files = files_sent(setting)
    completed = folder / "completed"
    if completed.exists():
        shutil.rmtree(completed)
    for name, data in _packed(files).items():
        path = completed / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    write_roster(folder / "communities.xlsx", HUNAN, setting.standard, roster(setting.standard))
    (folder / "expected-problems.csv").write_text(_expected(files), encoding="utf-8")
    return files


def _packed(files: tuple[Sent, ...]) -> dict[str, bytes]:
    """The files as they lie in the folder: some came together in a zipped folder."""
    single: dict[str, bytes] = {}
    zipped: dict[str, list[Member]] = defaultdict(list)
    for sent in files:
        archive, found, member = sent.path.partition(".zip/")
        if found:
            zipped[f"{archive}.zip"].append(deflate(member, sent.data, 9))
        else:
            single[sent.path] = sent.data
    return single | {name: write_archive(members) for name, members in zipped.items()}


def _expected(files: tuple[Sent, ...]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEAD)
    for sent in files:
        for expected in sent.problems:
            writer.writerow((f"completed/{sent.path}", *astuple(expected)))
    return text.getvalue()


if __name__ == "__main__":
    build(assets.example_round())

"""A small round of farm stays: two kinds of applicant, and facts on the roster."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from openpyxl import Workbook, load_workbook

from docgen import assets
from docgen.forms import Setting, compile_forms
from docgen.programme.standard import Answers, score
from docgen.records import Applicant, FormKind, Particulars
from samples.completing import packed, unpacked
from samples.small_round import Desk

STANDARD: Final = Path(__file__).parents[1] / "programme" / "farm-stay.yaml"
HEADS: Final = ("市州", "县市区", "街道乡镇", "社区", "类型", "有营业执照", "已获称号", "开业日期")
MEALS = Applicant("长沙市", "岳麓区", "示例麓南街道", "示例甲农家乐")
BOTH = Applicant("长沙市", "岳麓区", "示例麓南街道", "示例乙农家乐")
UNLICENSED = Applicant("长沙市", "岳麓区", "示例麓南街道", "示例丙农家乐")
UNTITLED = Applicant("长沙市", "岳麓区", "示例麓南街道", "示例丁农家乐")
ALL = (MEALS, BOTH, UNLICENSED, UNTITLED)
TYPED: Final[Mapping[Applicant, tuple[object, ...]]] = {
    MEALS: ("餐饮型", "是", "", "2010年5月1日"),
    BOTH: (" 综合型 ", "√", "县级", datetime(2015, 12, 31)),
    UNLICENSED: ("MEALS", "无", "", 20160101),
    UNTITLED: ("both", "有", None, None),
}
"""Kind and facts of each as people type them."""
BEST: Final[Answers] = {
    "accident": False,
    "clean": True,
    "green": True,
    "kitchen": True,
    "tables": 10,
    "beds": 10,
    "fire": True,
    "local": 2,
}


def roster(path: Path, rows: Mapping[Applicant, tuple[object, ...]], *more: str) -> Path:
    """Write a roster as somebody typed it.

    Args:
        path: The file.
        rows: What stands behind the names of each applicant.
        more: Heads of further columns.
    """
    book = Workbook()
    book.active.append([*HEADS, *more])
    for applicant, typed in rows.items():
        book.active.append([*applicant, *typed])
    book.save(path)
    return path


def started(path: Path, rows: Mapping[Applicant, tuple[object, ...]] = TYPED) -> Desk:
    """A round of farm stays in a folder; nothing has come back yet."""
    path.mkdir()
    shutil.copyfile(assets.example_round() / "round.yaml", path / "round.yaml")
    home = path / "programme"
    shutil.copytree(assets.builtin_programmes()["hunan-2017"], home)
    shutil.copyfile(STANDARD, home / "standard.yaml")
    roster(path / "communities.xlsx", rows)
    desk = Desk(path)
    desk.edit(("programme: hunan-2017", "programme: programme"))
    (path / "completed").mkdir()
    return desk


def completed(
    setting: Setting, applicant: Applicant, particulars: Particulars, answers: Answers = BEST
) -> dict[FormKind, bytes]:
    """The completed forms of an applicant, by the form's kind.

    Args:
        setting: The round.
        applicant: Whose forms they are.
        particulars: Whose kind they are for, and the facts that they were made with.
        answers: What is reported; of what its kind is not asked, nothing is.
    """
    own = setting.of_kind(particulars.variant)
    known = {
        entry.key: answers[entry.key] for entry in own.standard.entries if entry.key in answers
    }
    scores = score(own.standard, known, particulars.facts)
    return {
        form.kind: packed(unpacked(form.render(applicant, known, scores)), saved=SAVED, level=1)
        for form in compile_forms(own)
    }


SAVED: Final = datetime(2017, 9, 12, 9, 0)


def send_in(desk: Desk, kinds: Mapping[FormKind, bytes], name: str) -> list[Path]:
    """Put completed forms where they come in."""
    desk.saved += timedelta(minutes=1)
    paths = [desk.path / "completed" / f"{name}_{kind}{_SUFFIX[kind]}" for kind in kinds]
    for path, data in zip(paths, kinds.values(), strict=True):
        path.write_bytes(packed(unpacked(data), saved=desk.saved, level=1))
    return paths


_SUFFIX: Final = {
    FormKind.SCORE_SHEET: ".xlsx",
    FormKind.PAPER_SCORE_SHEET: ".docx",
    FormKind.APPLICATION: ".docx",
}


def named_cells(path: Path) -> dict[str, object]:
    """What the named cells of a workbook show."""
    book = load_workbook(path, data_only=True)
    cells = {}
    for name, defined in book.defined_names.items():
        (at, *others) = defined.destinations
        if not others and ":" not in at[1]:
            cells[name] = book[at[0]][at[1]].value
    return cells

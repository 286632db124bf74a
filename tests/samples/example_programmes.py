"""The rosters and completed forms of the example programmes: who applied, and what is wrong.

Run it after a change to forms, templates or a programme: ``make example``.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final

from docgen import assets
from docgen.desk.folder import RoundFolder
from docgen.forms import Entrant, Form, Setting, compile_forms, write_roster
from docgen.programme.standard import Answers, FactValue, Value, score
from docgen.records import Applicant, FormKind, Particulars
from samples.completing import cell_of, fill_word, fill_workbook, packed, unpacked

SAVED: Final = datetime(2024, 8, 5, 9, 0)


@dataclass(frozen=True)
class Mistake:
    """What somebody typed into a form that does not belong there.

    Attributes:
        code: The code of the problem that it has to be.
        field: The label of its field.
        typed: What was typed, by the names of cells or of controls.
    """

    code: str
    field: str
    typed: Mapping[str, object]


@dataclass(frozen=True)
class Entry:
    """An applicant of an example programme with what it sent in.

    Attributes:
        names: Its names along the path.
        variant: The key of its kind; empty where the programme knows none.
        facts: What the roster says of it.
        changes: Where its answers are others than those of most.
        mistake: What is wrong with its score sheet, if anything is.
    """

    names: tuple[str, ...]
    variant: str = ""
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    changes: Mapping[str, Value] = field(default_factory=dict)
    mistake: Mistake | None = None

    @property
    def applicant(self) -> Applicant:
        return Applicant(*self.names)


@dataclass(frozen=True)
class Description:
    """An example programme's applicants.

    Attributes:
        answers: What most of them report; judged scores included.
        summary: What their applications say.
        entries: The applicants.
    """

    answers: Mapping[str, Value]
    summary: str
    entries: tuple[Entry, ...]


_LICENSED: Final = {"licence": "示例证照001"}
FARM_STAYS: Final = Description(
    answers={
        "food_accidents": 0,
        "site": "B",
        "parking": 25,
        "seats": 60,
        "kitchen_area": 40,
        "dining_area": 80,
        "beds": 22,
        "beds_private": 21,
        "staff": 10,
        "staff_trained": 9,
        "complaints": 0,
        "guests_before": 5000,
        "guests_now": 5600,
        "local_dishes": 3,
        "awards_province": False,
        "awards_county": True,
        "judged_4_3": 180,
    },
    summary="示例：自2019年开业以来守法经营，环境整洁，考核期内没有发生安全事故。",
    entries=(
        Entry(("示例青山镇", "示例竹溪村", "示例竹溪人家"), "meals", _LICENSED, {"site": "A"}),
        Entry(("示例青山镇", "", "示例老街饭庄"), "meals", _LICENSED, {"complaints": 2}),
        Entry(("示例青山镇", "示例竹溪村", "示例溪畔小住"), "rooms", _LICENSED, {"beds": 30}),
        Entry(
            ("示例白水乡", "示例云上村", "示例云上小院"),
            "both",
            _LICENSED,
            {"site": "A", "parking": 35, "judged_4_3": 200, "local_dishes": 5},
        ),
        Entry(
            ("示例白水乡", "示例云上村", "示例半山客舍"),
            "rooms",
            {"licence": "示例证照005", "closed_until": date(2024, 7, 31)},
        ),
        Entry(("示例白水乡", "示例田坝村", "示例田坝农庄"), "both"),
        Entry(
            ("示例白水乡", "示例田坝村", "示例荷塘食府"), "meals", _LICENSED, {"food_accidents": 1}
        ),
        Entry(
            ("示例青山镇", "示例枫林村", "示例枫林山庄"),
            "both",
            _LICENSED,
            mistake=Mistake("answer.not-an-option", "环境等次", {"measure_site": "还可以"}),
        ),
        Entry(
            ("示例青山镇", "示例枫林村", "示例柿子树下"),
            "rooms",
            _LICENSED,
            mistake=Mistake(
                "answer.above-other", "其中带独立卫生间的床位", {"measure_beds_private": 23}
            ),
        ),
        Entry(
            ("示例白水乡", "示例云上村", "示例听泉小筑"),
            "meals",
            _LICENSED,
            mistake=Mistake("answer.outside-ranges", "现场检查", {"judged_4_3": 60}),
        ),
    ),
)
_FOUNDED: Final = {"founded": date(2005, 9, 1), "honoured": False}
SCHOOLS: Final = Description(
    answers={
        "serious_accident": False,
        "fees_illegal": False,
        "plan": "A",
        "plan_date": date(2021, 10, 8),
        "lessons": "B",
        "teachers": 120,
        "teachers_trained": 116,
        "books_before": 40000,
        "books_now": 43600,
        "volunteers": 6,
        "campus": "A",
        "violations": 0,
        "club_count": 9,
        "club_names": "示例合唱团、示例科技社",
    },
    summary="示例：学校坚持立德树人，创建工作有规划、有落实，师生满意。",
    entries=(
        Entry(("示例东区", "示例第一小学"), facts=_FOUNDED),
        Entry(("示例东区", "示例第二小学"), facts=_FOUNDED, changes={"lessons": "A"}),
        Entry(("示例东区", "示例滨江中学"), facts=_FOUNDED, changes={"volunteers": 2}),
        Entry(
            ("示例西县", "示例实验中学"),
            facts={"founded": date(1998, 9, 1), "honoured": True},
            changes={"books_now": 38000},
        ),
        Entry(("示例西县", "示例山口小学"), facts=_FOUNDED, changes={"violations": 1}),
        Entry(("示例西县", "示例新城中学"), facts={"founded": date(2022, 9, 1)}),
        Entry(("示例西县", "示例河口学校"), facts=_FOUNDED, changes={"fees_illegal": True}),
        Entry(("示例市高新技术产业开发区", "示例高新学校"), facts=_FOUNDED, changes={"plan": "B"}),
        Entry(
            ("示例市高新技术产业开发区", "示例外国语学校"),
            facts=_FOUNDED,
            mistake=Mistake("answer.not-a-number", "志愿服务活动", {"measure_volunteers": "多次"}),
        ),
        Entry(
            ("示例东区", "示例特殊教育学校"),
            facts=_FOUNDED,
            mistake=Mistake("form.value-missing", "思政课", {"measure_lessons": None}),
        ),
    ),
)
PROGRAMMES: Final = {"farm-stays": FARM_STAYS, "schools": SCHOOLS}
HEAD: Final = ("file", "code", "sheet", "cell", "field")


def build(name: str, folder: Path) -> None:
    """Write the roster, the completed forms and the expected problems of an example.

    Args:
        name: The example's name.
        folder: Its folder, with round and programme in it.
    """
    described = PROGRAMMES[name]
    planned = RoundFolder(folder).plan().setting
    entrants = [
        Entrant(one.applicant, {}, Particulars(one.variant, one.facts)) for one in described.entries
    ]
    write_roster(folder / "communities.xlsx", planned.programme, planned.standard, entrants)
    completed = folder / "completed"
    shutil.rmtree(completed, ignore_errors=True)
    expected = []
    for path, data, mistake in _sent(planned, described):
        file = completed / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        if mistake is not None:
            sheet, cell = cell_of(data, next(iter(mistake.typed)))
            expected.append((f"completed/{path}", mistake.code, sheet, cell, mistake.field))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([HEAD, *sorted(expected)])
    (folder / "expected-problems.csv").write_text(text.getvalue(), encoding="utf-8")


def _sent(setting: Setting, described: Description) -> Iterator[tuple[str, bytes, Mistake | None]]:
    for one in described.entries:
        own = setting.of_kind(one.variant)
        answers = {
            entry.key: value
            for entry in own.standard.entries
            if (value := {**described.answers, **one.changes}.get(entry.key)) is not None
        }
        for form in compile_forms(own):
            if form.kind is FormKind.PAPER_SCORE_SHEET:
                continue
            mistake = one.mistake if form.kind is FormKind.SCORE_SHEET else None
            data = _completed(form, own, one, answers, described.summary)
            if mistake is not None:
                data = fill_workbook(data, mistake.typed, saved=SAVED)
            folder = "/".join(filter(None, one.names[:-1]))
            yield f"{folder}/{form.file_name(one.applicant)}", data, mistake


def _completed(form: Form, own: Setting, one: Entry, answers: Answers, summary: str) -> bytes:
    data = form.render(one.applicant, answers, score(own.standard, answers, one.facts))
    if form.kind is not FormKind.APPLICATION:
        return packed(unpacked(data), saved=SAVED)
    return fill_word(data, {"application.summary": summary}, saved=SAVED)


if __name__ == "__main__":
    for name in PROGRAMMES:
        build(name, assets.example_round(name))

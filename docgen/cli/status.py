"""The table that ``docgen status`` shows."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any, Literal

from rich import box
from rich.console import Console as Terminal
from rich.table import Table

from docgen.cli.console import Console
from docgen.desk.folder import LoadedRound
from docgen.desk.standing import Standing, qualified
from docgen.problems import Problem, one_line
from docgen.programme import Programme
from docgen.records import Candidate, counted_unit
from docgen.round import official_date


def show_status(
    console: Console,
    loaded: LoadedRound,
    standing: Standing,
    superseded: Sequence[Problem],
    today: datetime.date,
) -> None:
    """Show how far each unit has come, what time is left, and what does not stand any more."""
    rows = _rows(loaded, standing)
    deadlines = _deadlines(loaded, standing, today)
    if not console.as_json:
        _print(console, loaded, standing, rows, deadlines)
    revoked = [
        {"applicant": one.full_name, **asdict(revocation)}
        for one, revocation in standing.revoked.items()
    ]
    problems = [*standing.problems, *standing.not_standing, *standing.off_roster, *superseded]
    titles = _titles(loaded, standing)
    console.finish(problems, units=rows, levels=deadlines, revoked=revoked, **titles)


def _rows(loaded: LoadedRound, standing: Standing) -> list[dict[str, Any]]:
    round_ = loaded.setting.round
    unit_of = partial(counted_unit, round_)

    def counted(candidates: Iterable[Candidate]) -> Counter[str]:
        return Counter(unit_of(one.applicant) for one in candidates)

    invited = Counter(map(unit_of, loaded.roster.applicants))
    scored = counted(standing.candidates)
    applied = counted(one for one in standing.candidates if one.has_application)
    passed = counted(qualified(loaded.setting, standing.candidates))
    chosen = {stage.key: counted(standing.recommended(stage)) for stage in round_.stages}
    quotas = round_.places
    revoked = Counter(map(unit_of, standing.revoked))
    return [
        {
            "unit": unit,
            "invited": invited[unit],
            "scored": scored[unit],
            "applied": applied[unit],
            "returned": standing.returned[unit],
            "qualified": passed[unit],
            **{f"{stage}_level": counts[unit] for stage, counts in chosen.items()},
            "revoked": revoked[unit],
            **({"quota": quotas[unit]} if quotas else {}),
        }
        for unit in quotas or invited
    ]


def _titles(loaded: LoadedRound, standing: Standing) -> dict[str, Any]:
    """How many earn which title, and who is barred: of programmes that have titles and gates."""
    standard = loaded.setting.standard
    told: dict[str, Any] = {}
    if len(standard.awards) > 1:
        earned = Counter(
            one.grade(standard) for one in qualified(loaded.setting, standing.candidates)
        )
        told["grades"] = {grade.title: earned[grade.title] for grade in standard.awards}
    if standard.has_gates:
        told["barred"] = [
            {"applicant": one.applicant.full_name, "reasons": list(one.bars)}
            for one in standing.candidates
            if one.bars
        ]
    return told


def _deadlines(
    loaded: LoadedRound, standing: Standing, today: datetime.date
) -> list[dict[str, Any]]:
    return [
        {
            "level": stage.key,
            "deadline": (deadline := loaded.setting.round.plan(stage).deadline),
            "days_left": (deadline - today).days,
            "decided": len(standing.decisions[stage.key]),
        }
        for stage in loaded.setting.round.stages
    ]


def _print(
    console: Console,
    loaded: LoadedRound,
    standing: Standing,
    rows: list[dict[str, Any]],
    deadlines: list[dict[str, Any]],
) -> None:
    programme = loaded.setting.programme
    head, english = _unit_heads(programme)
    heads = {
        "unit": (head, english),
        "invited": ("参评", "invited"),
        "scored": ("考核表", "scored"),
        "applied": ("申报表", "applied"),
        "returned": ("待改正", "to correct"),
        "qualified": ("符合条件", "qualified"),
        **{
            f"{stage.key}_level": (
                f"{stage.label}{'认定' if stage.awards else '推荐'}",
                f"{stage.english} level",
            )
            for stage in loaded.setting.round.stages
        },
        "revoked": ("取消资格", "revoked"),
        "quota": ("名额", "quota"),
    }
    if not standing.revoked:
        del heads["revoked"]
    if not loaded.setting.round.places:
        del heads["quota"]
    title = one_line(loaded.setting.round.name)
    table = Table(title=title, show_footer=True, box=box.SIMPLE, pad_edge=False)
    sums = {key: sum(row[key] for row in rows) for key in rows[0] if key != "unit"}
    for key, words in heads.items():
        total = console.word("合计", "total") if key == "unit" else str(sums[key])
        is_unit = key == "unit"
        justify: Literal["left", "right"] = "left" if is_unit else "right"
        # Heads wrap, names never: the table fits 80 columns.
        table.add_column(
            console.word(*words), total, justify=justify, no_wrap=is_unit, overflow="fold"
        )
    for row in rows:
        table.add_row(*(one_line(str(row[key])) for key in heads))
    terminal = Terminal()
    terminal.print(table)
    for line in deadlines:
        left, day = line["days_left"], official_date(line["deadline"])
        zh = f"还有{left}天" if left >= 0 else f"已过{-left}天"
        en = f"{left} days left" if left >= 0 else f"{-left} days ago"
        stage = loaded.setting.round.programme.stage(line["level"])
        console.say(
            f"{stage.label}截止 {day}（{zh}）", f"{stage.english}: {line['deadline']} ({en})"
        )
    titles = _titles(loaded, standing)
    if grades := titles.get("grades"):
        counted = [f"{one_line(title)} {count}" for title, count in grades.items()]
        console.say(f"等级：{'，'.join(counted)}", f"grades: {', '.join(counted)}")
    for one in titles.get("barred", ()):
        name, reasons = one["applicant"], "；".join(one["reasons"])
        console.say(f"不能申报：{name}：{reasons}", f"cannot qualify: {name}: {reasons}")
    for applicant, revocation in standing.revoked.items():
        console.say(
            f"已取消资格：{applicant.full_name}（{revocation.number}，"
            f"{official_date(revocation.date)}）：{revocation.reason}",
            f"revoked: {applicant.full_name} ({revocation.number}, {revocation.date}): "
            f"{revocation.reason}",
        )
    kind = programme.applicant
    if standing.returned[""]:
        console.say(
            f"另有{standing.returned['']}个文件认不出属于哪{kind.counter}{kind.word}。",
            f"{standing.returned['']} files belong to no {kind.english[0]} that could be told.",
        )


def _unit_heads(programme: Programme) -> tuple[str, str]:
    """Heads of the column with the units that applicants are counted by."""
    unit = programme.counted_unit
    return unit.head, unit.english

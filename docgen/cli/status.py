"""The table that ``docgen status`` shows."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Literal

from rich import box
from rich.console import Console as Terminal
from rich.table import Table

from docgen.cli.console import Console
from docgen.desk.folder import LoadedRound, cities_of
from docgen.desk.standing import Standing, qualified
from docgen.problems import Problem, one_line
from docgen.round import official_date


def show_status(
    console: Console,
    loaded: LoadedRound,
    standing: Standing,
    superseded: Sequence[Problem],
    today: datetime.date,
) -> None:
    """Show how far each city has come, what time is left, and what does not stand any more."""
    rows = _rows(loaded, standing)
    deadlines = _deadlines(loaded, standing, today)
    if not console.as_json:
        _print(console, loaded, standing, rows, deadlines)
    revoked = [
        {"community": one.full_name, **asdict(revocation)}
        for one, revocation in standing.revoked.items()
    ]
    problems = [*standing.problems, *standing.not_standing, *standing.off_roster, *superseded]
    titles = _titles(loaded, standing)
    console.finish(problems, cities=rows, levels=deadlines, revoked=revoked, **titles)


def _rows(loaded: LoadedRound, standing: Standing) -> list[dict[str, Any]]:
    invited = Counter(applicant.city for applicant in loaded.roster.applicants)
    scored = Counter(one.applicant.city for one in standing.candidates)
    applied = Counter(one.applicant.city for one in standing.candidates if one.has_application)
    passed = Counter(one.applicant.city for one in qualified(loaded.setting, standing.candidates))
    chosen = {
        stage.key: Counter(one.applicant.city for one in standing.recommended(stage))
        for stage in loaded.setting.round.stages
    }
    places = loaded.setting.round.places
    quotas = {city: places[city] for city in cities_of(loaded.setting.round)}
    revoked = Counter(one.city for one in standing.revoked)
    return [
        {
            "city": city,
            "invited": invited[city],
            "scored": scored[city],
            "applied": applied[city],
            "returned": standing.returned[city],
            "qualified": passed[city],
            **{f"{stage}_level": counts[city] for stage, counts in chosen.items()},
            "revoked": revoked[city],
            **({"quota": quotas[city]} if quotas else {}),
        }
        for city in quotas or invited
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
    heads = {
        "city": ("市州", "city"),
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
    if not cities_of(loaded.setting.round):
        del heads["quota"]
    title = one_line(loaded.setting.round.name)
    table = Table(title=title, show_footer=True, box=box.SIMPLE, pad_edge=False)
    sums = {key: sum(row[key] for row in rows) for key in rows[0] if key != "city"}
    for key, words in heads.items():
        total = console.word("合计", "total") if key == "city" else str(sums[key])
        is_city = key == "city"
        justify: Literal["left", "right"] = "left" if is_city else "right"
        # Heads wrap, names never: the table fits 80 columns.
        table.add_column(
            console.word(*words), total, justify=justify, no_wrap=is_city, overflow="fold"
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
    if standing.returned[""]:
        console.say(
            f"另有{standing.returned['']}个文件认不出属于哪个社区。",
            f"{standing.returned['']} files belong to no community that could be told.",
        )

"""Layouts whose features are put together at random, seeded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from random import Random
from typing import Any, Final

from readings.layouts import Typed
from readings.layouts_application import BARE, BUREAU, OFFICIAL, SHORT, SPACED, ApplicationLayout
from readings.layouts_score import ScoreLayout

# Columns from which tables are put together; a title and one of the last are always there.
_OTHERS: Final = ("序号", "类别", "项目", "分值", "评分标准", "备注")
_SCORES: Final = (
    *("得分", "自评得分", "得分（分）", "实得分", "自评分", "社区自评"),
    *("得分 县级审核", "自评得分 县级评分", "得分 得分", "自评得分 市级评分", "满分 得分"),
    *("得分/满分 得分/自评", "得分/满分 得分/社区自评得分", "得分/自评 得分/县级审核"),
    *("得分/满分 得分/自评 得分/市级审核", "考核评分/自评 考核评分/县级评分"),
)
_SCORE_FEATURES: Final[dict[str, Sequence[Any]]] = {
    "number": ("", "", "{n}.", "{n}、", "（{n}）", "1.1.{n} ", "（{n}）  "),
    "behind": ("", "", "（{points}分）", "({points}分)", "（满分{points}分）"),
    "total": ("总  分", "合  计", "合计：{total}分", "总分：{total}", "总计", "总分（100分）"),
    "names": ("line", "whole", "spaced", "labelled", "colons", "cells", "heads"),
    "title": ("above", "within", "none"),
    "merged": (True, True, False),
    "split": ((), (), (), (1,), (4, 20)),
    "tables": (1, 1, 1, 2, 3),
    "head_again": (True, False),
    "digits": ("plain", "plain", "wide", "unit"),
    "nested": (False, False, False, False, True),
}
_APPLICATION_FEATURES: Final[dict[str, Sequence[Any]]] = {
    "labels": (OFFICIAL, SHORT, SPACED, BUREAU, BARE),
    "number": ("", "", "{zh}、", "{n}.", "（{n}）", "{n}、", "（{zh}）"),
    "summary": (
        "基本工作和各项标准达标情况（内容较多可另附页）",
        "基本工作和各项标准达标情况",
        "基本工作和各项标准达标情况：",
    ),
    "where": ("in", "below", "beside", "on"),
    "across": (1, 2, 3),
    "names": ("unit", "unit whole", "unit behind", "whole", "line", "cells", "heads", "colons"),
    "signing": ("（公章）        ", "\n（盖章）\n", "  ", "（单位盖章） ", "\n经办人：     \n"),
    "dated": ("{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}", "{0.year}.{0.month}.{0.day}"),
    "apart": (False, True),
    "tables": (1, 1, 2),
    "title": ("above", "within"),
}


def random_layout(random: Random) -> Typed:
    """A layout of one of the two forms, in Word or in a workbook."""
    if random.random() < 0.5:
        layout = ApplicationLayout(**_drawn(random, _APPLICATION_FEATURES))
        return Typed(layout, "docx" if random.random() < 0.8 else "xlsx")
    others = [head for head in _OTHERS if random.random() < 0.6] + ["考核内容"]
    random.shuffle(others)
    scores = random.choice(_SCORES).split()
    at = random.choice((len(others), len(others), random.randint(0, len(others))))
    columns = " ".join([*others[:at], *scores, *others[at:]])
    layout = ScoreLayout(columns, **_drawn(random, _SCORE_FEATURES))
    # A workbook has no table within a table.
    to = "docx" if layout.nested else random.choice(("docx", "xlsx"))
    return Typed(layout, to, landscape=random.random() < 0.2)


def _drawn(random: Random, features: dict[str, Sequence[Any]]) -> dict[str, Any]:
    return {name: random.choice(options) for name, options in features.items()}


def described(typed: Typed) -> str:
    """The features of a layout that are not the official form's."""
    layout = typed.layout
    assert not isinstance(layout, tuple)
    told = [
        f"{one.name}={getattr(layout, one.name)!r}"
        for one in fields(layout)
        if getattr(layout, one.name) != one.default
    ]
    return f"{typed.to}: {', '.join(told)}"

"""The application form (Annex 3) typed anew in the ways of many bureaus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from samples.official_blank import unit_line

from docgen.records import Applicant, Review
from readings.layout_blocks import Cell, Grid, Page
from readings.layouts_score import names_of

TITLE: Final = "省级充分就业星级社区申报表"
SUMMARY: Final = "基本工作和各项标准达标情况（内容较多可另附页）"
LEVELS: Final = ("county", "city", "province")
OFFICIAL: Final = (
    "县（市、区）人力资源社会保障部门审核意见：",
    "市（州）人力资源社会保障部门审核意见：",
    "省人力资源社会保障部门审核意见：",
)
SHORT: Final = ("县级人社部门审核意见：", "市级人社部门审核意见：", "省级人社部门审核意见：")
SPACED: Final = ("县 级 意 见", "市 级 意 见", "省 级 意 见")
BUREAU: Final = ("县（市、区）人社部门意见：", "市（州）人社部门意见：", "省人社部门意见：")
BARE: Final = tuple(label.rstrip("：") for label in OFFICIAL)
_NUMERALS: Final = "一二三四五"


@dataclass(frozen=True, slots=True)
class Applied:
    """What stands on an application: whose it is, its summary, and what levels wrote."""

    applicant: Applicant
    summary: str
    reviews: Mapping[str, Review] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ApplicationLayout:
    """How an application is typed.

    Attributes:
        labels: Labels of the three opinions.
        number: What stands before each label, with its number as ``{n}`` or ``{zh}``.
        summary: Label of the summary; a colon behind it if it ends with one.
        where: Where an opinion stands: in the label's cell, on its line, below, or beside.
        across: Labels side by side: 1, 2 as the official form has them, or 3.
        names: How the applicant is named; ``unit`` is the form's own cell.
        signing: What stands between an opinion and its date.
        dated: How a date is typed.
        apart: Whether seal and date have a cell of their own, below the opinion's.
        tables: Whether opinions stand in a table of their own.
        title: Whether the title stands within the table.
    """

    labels: Sequence[str] = OFFICIAL
    number: str = ""
    summary: str = SUMMARY
    where: str = "in"
    across: int = 2
    names: str = "unit"
    signing: str = "（公章）        "
    dated: str = "{0.year}年{0.month}月{0.day}日"
    apart: bool = False
    tables: int = 1
    title: str = "above"


def application_page(layout: ApplicationLayout, applied: Applied) -> Page:
    """A completed application form."""
    width = {1: 2, 2: 2, 3: 3}[layout.across]
    top: list[list[Cell]] = []
    if layout.title == "within":
        top.append([Cell(TITLE, across=width)])
    label = _numbered(layout, 1, "单位名称")
    if layout.names == "unit":
        top.append([Cell(label), Cell(unit_line(applied.applicant.short), across=width - 1)])
    elif layout.names == "unit whole":
        top.append([Cell(label), Cell(applied.applicant.full_name, across=width - 1)])
    elif layout.names == "unit behind":
        top.append([Cell(f"{label}：{applied.applicant.full_name}", across=width)])
    summary = _numbered(layout, 2, layout.summary)
    between = "" if summary.endswith("：") else "\n"
    if layout.where == "beside":
        top.append([Cell(summary), Cell(applied.summary, across=width - 1)])
    else:
        top.append([Cell(f"{summary}{between}{applied.summary}", across=width)])
    opinions = _opinions(layout, applied, width)
    grids = [Grid([*top, *opinions])] if layout.tables == 1 else [Grid(top), Grid(opinions)]
    page: list[str | Grid] = [] if layout.title == "within" else [TITLE]
    if not layout.names.startswith("unit"):
        page += names_of(layout.names, applied.applicant)  # type: ignore[arg-type]
    return [*page, *grids]


def _opinions(layout: ApplicationLayout, applied: Applied, width: int) -> list[list[Cell]]:
    labels = [_numbered(layout, at, label) for at, label in enumerate(layout.labels, 3)]
    texts = [_opinion(layout, applied.reviews.get(level)) for level in LEVELS]
    if layout.where == "beside":
        return [
            [Cell(label), Cell("\n".join(filter(None, parts)), across=width - 1)]
            for label, parts in zip(labels, texts, strict=True)
        ]
    groups = {1: [[0], [1], [2]], 2: [[0, 1], [2]], 3: [[0, 1, 2]]}[layout.across]
    lines: list[list[Cell]] = []
    for group in groups:
        across = width // len(group)
        if layout.where == "below":
            lines.append([Cell(labels[at], across=across) for at in group])
            lines += [
                [Cell(part, across=across) for part in parts]
                for parts in _below(layout, [texts[at] for at in group])
            ]
        else:
            between = "\n" if layout.where == "in" else ""
            cells = [labels[at] + between + "\n".join(texts[at]) for at in group]
            lines.append([Cell(text, across=across) for text in cells])
    return lines


def _below(layout: ApplicationLayout, texts: Sequence[tuple[str, str]]) -> list[Sequence[str]]:
    if layout.apart:
        return [[opinion for opinion, _ in texts], [end for _, end in texts]]
    return [["\n".join(filter(None, one)) for one in texts]]


def _opinion(layout: ApplicationLayout, review: Review | None) -> tuple[str, str]:
    if review is None or review.date is None:
        return "", f"{layout.signing}年   月   日" if layout.signing.strip() else ""
    return review.opinion, layout.signing + _dated(layout.dated, review.date)


def _dated(pattern: str, day: date) -> str:
    return pattern.format(day)


def _numbered(layout: ApplicationLayout, number: int, label: str) -> str:
    return layout.number.format(n=number, zh=_NUMERALS[number - 1]) + label

"""The paper score sheet (Annex 2) typed anew in the ways of many bureaus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from samples.official_blank import Row, rows, unit_line

from docgen.forms.values import plain
from docgen.records import Applicant
from readings.layout_blocks import Box, Cell, Grid, Header, Page, row

TITLE: Final = "省级充分就业星级社区评定考核表"
OFFICIAL: Final = "类别 项目 考核内容 分值 评分标准 得分"
_LABELS: Final = ("市（州）", "县（市、区）", "街道（乡镇）", "社区")
_WIDE: Final = str.maketrans("0123456789.", "０１２３４５６７８９．")
# What stands under a head; what is not named here is the applicant's score.
_KEYS: Final = {
    **dict.fromkeys(("类别", "项目", "序号", "满分", "标准分", "考核内容", "评分标准"), ""),
    **dict.fromkeys(("县级审核", "县级评分", "复核得分", "审核得分"), "county"),
    **dict.fromkeys(("市级审核", "市级评分", "备注", "扣分原因"), "blank"),
    **dict.fromkeys(("分值", "权重"), "points"),
    **dict.fromkeys(("考核指标", "指标"), "考核内容"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a score sheet.

    Attributes:
        applicant: Whose it is.
        scores: Score of each indicator, in order.
    """

    applicant: Applicant
    scores: Sequence[Decimal]

    @property
    def total(self) -> Decimal:
        return sum(self.scores, Decimal(0))


@dataclass(frozen=True, slots=True)
class ScoreLayout:
    """How a score sheet is typed.

    Attributes:
        columns: Heads from left to right; a head and one under it as 得分/满分.
        number: What stands before each title, with its number as ``{n}``.
        behind: What stands behind each title, with its points as ``{points}``.
        total: Label of the total; with ``{total}`` the total stands in the label's cell.
        names: How the applicant is named, see `names_of`.
        title: Where the title stands: above, within the table, in a box, or in the page's header.
        merged: Whether headings reach over their rows.
        split: Numbers of indicators whose scores stand in two rows, with points of their own.
        tables: Tables that the sheet is divided into; only the first has a head.
        head_again: Whether further tables have the head too.
        digits: How scores are typed: plain, wide, or with 分.
        nested: Whether the table stands in a cell of another.
    """

    columns: str = OFFICIAL
    number: str = ""
    behind: str = ""
    total: str = "总  分"
    names: str = "line"
    title: str = "above"
    merged: bool = True
    split: tuple[int, ...] = ()
    tables: int = 1
    head_again: bool = False
    digits: str = "plain"
    nested: bool = False


def score_page(layout: ScoreLayout, sheet: Sheet) -> Page:
    """A completed score sheet."""
    lines = list(_lines(layout, sheet))
    heads, body, last = lines[: _depth(layout)], lines[_depth(layout) : -1], lines[-1]
    size = -(-len(body) // layout.tables)
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    above: list[list[Cell]] = []
    width = len(layout.columns.split())
    if layout.title == "within":
        above.append([Cell(TITLE, across=width)])
    if layout.names == "within":
        above.append([Cell(unit_line(sheet.applicant.short), across=width)])
    grids = []
    for number, piece in enumerate(pieces):
        top = heads if number == 0 or layout.head_again else []
        end = [last] if number == len(pieces) - 1 else []
        grids.append(Grid([*(above if number == 0 else []), *top, *_merged(layout, piece), *end]))
    if layout.nested:
        grids = [Grid([[Cell("（以下由社区填写）", inner=grid)]]) for grid in grids]
    page: list[str | Grid | Box | Header] = []
    if layout.title not in ("within", "none"):
        page.append({"box": Box, "header": Header}.get(layout.title, str)(TITLE))
    page += names_of(layout.names, sheet.applicant)
    for grid in grids:
        page += [grid, "（续表）"] if grid is not grids[-1] else [grid]
    return page


def names_of(how: str, applicant: Applicant) -> list[str | Grid]:
    """An applicant's names: in a line with printed units or without, or in cells."""
    names, short = tuple(applicant), tuple(applicant.short)
    if how == "line":
        return [unit_line(short)]
    if how == "whole":
        return [applicant.full_name]
    if how == "spaced":
        return ["  ".join(names)]
    if how == "labelled":
        return [f"申报单位：{applicant.full_name}"]
    if how == "colons":
        return ["  ".join(f"{label}：{name}" for label, name in zip(_LABELS, names, strict=True))]
    if how == "box":
        return [Box(unit_line(short))]
    if how == "cells":
        pairs = zip(_LABELS, names, strict=True)
        return [Grid([row(*(text for pair in pairs for text in pair))])]
    if how == "heads":
        return [Grid([row(*_LABELS), row(*names)])]
    return []


def _depth(layout: ScoreLayout) -> int:
    return 2 if "/" in layout.columns else 1


def _lines(layout: ScoreLayout, sheet: Sheet) -> Iterator[list[Cell]]:
    columns = layout.columns.split()
    yield from _heads(columns)
    opened: tuple[str, ...] = ("", "")
    for at, (printed, points) in enumerate(zip(rows(), sheet.scores, strict=True)):
        opened = (*opened[: 2 - len(printed.headings)], *printed.headings)[-2:]
        parts = 2 if at in layout.split else 1
        for part in range(parts):
            line = []
            for column in columns:
                text = _text(layout, column, printed, opened, at)
                text = _part(text, column, printed, points, part) if parts > 1 else text
                line.append(Cell(text if text is not None else _score(layout, points)))
            yield line
    yield _total(layout, columns, sheet)


def _heads(columns: Sequence[str]) -> Iterator[list[Cell]]:
    if not any("/" in column for column in columns):
        yield row(*columns)
        return
    first: list[Cell] = []
    for column in columns:
        head, _, below = column.partition("/")
        if below and first and first[-1].text == head:
            first[-1] = replace(first[-1], across=first[-1].across + 1)
        else:
            first.append(Cell(head, down=1 if below else 2))
    yield first
    yield row(*(column.split("/")[1] for column in columns if "/" in column))


def _text(
    layout: ScoreLayout, column: str, printed: Row, opened: Sequence[str], at: int
) -> str | None:
    """What stands in a column of an indicator's row; None for the score itself."""
    head = column.split("/")[-1]
    key = _KEYS.get(head, head)
    points = printed.points.removesuffix("分")
    if head == "考核内容" or key == "考核内容":
        number, behind = layout.number.format(n=at + 1), layout.behind.format(points=points)
        return f"{number}{printed.title}{behind}"
    texts = {
        "类别": opened[0],
        "项目": opened[1],
        "序号": str(at + 1),
        "满分": points,
        "标准分": points,
        "评分标准": printed.criterion,
    }
    if key == "county":
        return plain(max(Decimal(points) - Decimal("0.5") - at % 3, Decimal(0)))
    return {"points": printed.points, "blank": ""}.get(key, texts.get(head))


def _part(text: str | None, column: str, printed: Row, points: Decimal, part: int) -> str:
    """What stands in one of two rows of an indicator: half of its points, the rest of its score."""
    half = Decimal(printed.points.removesuffix("分")) / 2
    if text is None:
        first = min(points, half)
        return plain(points - first if part else first)
    head = column.split("/")[-1]
    return f"{plain(half)}分" if head == "分值" else text


def _score(layout: ScoreLayout, points: Decimal) -> str:
    text = plain(points)
    return {"wide": text.translate(_WIDE), "unit": f"{text}分"}.get(layout.digits, text)


def _total(layout: ScoreLayout, columns: Sequence[str], sheet: Sheet) -> list[Cell]:
    if "{total}" in layout.total:
        return [Cell(layout.total.format(total=plain(sheet.total)), across=len(columns))]
    keys = [_KEYS.get(head, head) for head in (column.split("/")[-1] for column in columns)]
    texts = []
    for column, key in zip(columns, keys, strict=True):
        head = column.split("/")[-1]
        is_score = head not in _KEYS and head not in OFFICIAL.split()[:5]
        most = "100" if head in ("满分", "标准分") else ""
        texts.append(_score(layout, sheet.total) if is_score else "80" if key == "county" else most)
    filled = [at for at, text in enumerate(texts) if text]
    if filled[0]:
        label = Cell(layout.total, across=filled[0])
        return [label, *(Cell(text) for text in texts[filled[0] :])]
    ahead = [Cell(text) for text in texts[: filled[-1] + 1]]
    return [*ahead, Cell(layout.total, across=len(columns) - len(ahead))]


def _merged(layout: ScoreLayout, lines: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Rows of indicators, headings and the titles of split ones reaching over their rows."""
    grid = [list(line) for line in lines]
    heads = layout.columns.split()
    named = [
        at for at, head in enumerate(heads) if head in ("类别", "项目", "考核内容", "考核指标")
    ]
    for column in named if layout.merged else ():
        starts = [at for at in range(len(grid)) if not _goes_on(grid, at, column)] + [len(grid)]
        for start, end in pairwise(starts):
            grid[start][column] = replace(grid[start][column], down=end - start)
            for below in range(start + 1, end):
                grid[below][column] = replace(grid[below][column], down=0)
    return [[cell for cell in line if cell.down] for line in grid]


def _goes_on(grid: Sequence[Sequence[Cell]], at: int, column: int) -> bool:
    return at > 0 and grid[at][column].text == grid[at - 1][column].text != ""

"""The official blank forms as offices download them, and complete by hand without any anchor."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.shared import Cm
from openpyxl import Workbook
from readings.handling_word import SAVED

from samples.completing import packed, save_workbook, unpacked

WORDING: Final = Path(__file__).parents[1] / "programme" / "annex-wording.txt"
HEADS: Final = ("类别", "项目", "考核内容", "分值", "评分标准", "得分")
_POINTS: Final = re.compile("[0-9]+分")
_UNITS: Final = ("市（州）", "县（市、区）", "街道（乡镇）", "社区")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of Annex 2: headings that begin with it, and what it says of its indicator."""

    headings: tuple[str, ...]
    title: str
    points: str
    criterion: str


def annex(number: int) -> list[str]:
    """The lines of an annex of the notice."""
    lines = WORDING.read_text(encoding="utf-8").splitlines()
    start = lines.index(f"附件{number}：")
    ends = [at for at, line in enumerate(lines) if line == f"附件{number + 1}："]
    return lines[start : ends[0] if ends else None]


def rows() -> list[Row]:
    """The rows of Annex 2."""
    lines = annex(2)
    lines = lines[lines.index(HEADS[-1]) + 1 : lines.index("总  分")]
    found: list[Row] = []
    at = 0
    for number, line in enumerate(lines):
        if _POINTS.fullmatch(line):
            headings = re.findall("[^︶]+︶", "".join(lines[at : number - 1]))
            title, criterion = lines[number - 1], lines[number + 1]
            found.append(Row(tuple(dict.fromkeys(headings)), title, line, criterion))
            at = number + 2
    return found


def unit_line(names: Sequence[str]) -> str:
    """The line with the names of an applicant, typed into its blanks."""
    return "".join(f"  {name}  {label}" for name, label in zip(names, _UNITS, strict=True))


def score_sheet(names: Sequence[str], scores: Sequence[str], total: str) -> bytes:
    """Annex 2 in Word."""
    document = Document()
    _, title, *_ = lines = annex(2)
    for line in ("附件2：", title, unit_line(names)):
        document.add_paragraph(line)
    table = _table(document, 1, (1, 1, 4, 1.2, 7, 1.4))
    _type(table.rows[0], HEADS)
    for row, score in zip(rows(), scores, strict=True):
        cells = _type(table.add_row(), ("", "", row.title, row.points, row.criterion, score))
        for cell, heading in zip(cells[2 - len(row.headings) : 2], row.headings, strict=True):
            cell.text = heading
    for column in (0, 1):
        _merge_down(table, column)
    last = table.add_row()
    last.cells[0].merge(last.cells[4]).text = "总  分"
    last.cells[5].text = total
    for line in lines[lines.index("注：") :]:
        document.add_paragraph(line)
    return _saved(document)


def score_workbook(names: Sequence[str], scores: Sequence[object], total: object) -> bytes:
    """Annex 2 copied into a workbook."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    _, title, *_ = lines = annex(2)
    for line in ("附件2：", title, unit_line(names)):
        sheet.append([line])
    sheet.append(HEADS)
    for row, score in zip(rows(), scores, strict=True):
        headings = [*[""] * (2 - len(row.headings)), *row.headings]
        texts = [text or None for text in (*headings, row.title, row.points, row.criterion)]
        sheet.append([*texts, score])
    sheet.append(["总  分", None, None, None, None, total])
    for line in lines[lines.index("注：") :]:
        sheet.append([line])
    end = 4 + len(scores)
    for area in ("A1:F1", "A2:F2", "A3:F3", f"A{end + 1}:E{end + 1}"):
        sheet.merge_cells(area)
    return save_workbook(book, saved=SAVED)


def application(
    names: Sequence[str], summary: str, reviews: Mapping[str, tuple[str, str]]
) -> bytes:
    """Annex 3 in Word.

    Args:
        names: The applicant's.
        summary: The summary, paragraphs separated by line breaks.
        reviews: Opinion and date as they were written, by level.
    """
    document = Document()
    lines = annex(3)
    for line in lines[:2]:
        document.add_paragraph(line)
    label, county, city, province = (lines[at] for at in (4, 5, 7, 9))
    table = _table(document, 4, (7.8, 7.8))
    _type(table.rows[0], (lines[2], unit_line(names)))
    table.cell(1, 0).merge(table.cell(1, 1)).text = f"{label}\n{summary}"
    table.cell(2, 0).text = _review(county, "（公章）", reviews.get("county"))
    table.cell(2, 1).text = _review(city, "（公章）", reviews.get("city"))
    last = table.cell(3, 0).merge(table.cell(3, 1))
    last.text = _review(province, "（ 公    章 ）", reviews.get("province"))
    document.add_paragraph()
    return _saved(document)


def _review(label: str, seal: str, review: tuple[str, str] | None) -> str:
    opinion, date = review or ("", "年  月  日")
    return f"{label}\n{opinion}\n\n{seal}{' ' * 20}{date}"


def _type(row: Any, texts: Sequence[str]) -> Sequence[Any]:
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = text
    return row.cells


def _table(document: Any, rows: int, widths: Sequence[float]) -> Any:
    """A table of fixed widths in centimetres."""
    table = document.add_table(rows, len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def _merge_down(table: Any, column: int) -> None:
    """Merge the cells of a column from each heading to the row above the next."""
    cells = table.columns[column].cells
    starts = [at for at, cell in enumerate(cells) if cell.text] + [len(cells)]
    for start, end in pairwise(starts):
        if end > start + 1:
            text = cells[start].text
            cells[start].merge(cells[end - 1]).text = text


def _saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return packed(unpacked(buffer.getvalue()), saved=SAVED)

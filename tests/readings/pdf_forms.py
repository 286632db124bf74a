"""Blank forms printed to PDF, with form fields over their blanks that somebody typed into."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pdfplumber
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

from docgen.forms import fields, values
from docgen.office.pdf.canvas import draw
from docgen.office.pdf.glyphs import Glyph
from docgen.office.pdf.grid import Box, Grid
from docgen.office.pdf.page import read_page
from docgen.programme.standard import Standard
from docgen.records import Record, Review, ScoreSheet

_UNITS = {
    "community.city": "市（州）",
    "community.county": "县（市、区）",
    "community.street": "街道（乡镇）",
    "community.name": "社区",
}
_LEVELS = {
    "county": "县（市、区）人力资源",
    "city": "市（州）人力资源",
    "province": "省人力资源",
}
_PARTS = {"year": "年", "month": "月", "day": "日"}


class Spot(NamedTuple):
    """A blank: its page and its sides, from the page's top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


Naming = Callable[[str], tuple[str, str]]
"""Name and title of the field for a key."""

NAMINGS: Mapping[str, Callable[[Mapping[str, str]], Naming]] = {
    "named by keys": lambda labels: lambda key: (key, ""),
    "named by labels": lambda labels: lambda key: (labels[key], ""),
    "titled by labels": lambda labels: lambda key: (f"f{zlib.crc32(key.encode())}", labels[key]),
    "named by nonsense": lambda labels: lambda key: (f"Text{zlib.crc32(key.encode())}", ""),
}


def values_of(record: Record) -> dict[str, str]:
    """What is typed for a record, by the form's keys; what the form leaves blank, too."""
    keys = [f"community.{part}" for part in ("city", "county", "street", "name")]
    typed = dict(zip(keys, record.applicant.short, strict=True))
    if isinstance(record, ScoreSheet):
        typed |= {f"score.{id_}": values.plain(one) for id_, one in record.scores.items()}
        return typed | {"total": values.plain(record.total)}
    typed["application.summary"] = record.summary
    for level in _LEVELS:
        review = record.reviews.get(level, Review())
        typed[f"review.{level}.opinion"] = review.opinion
        typed[f"review.{level}.date"] = f"{review.date:%Y年%m月%d日}" if review.date else ""
    return typed


def labels_of(standard: Standard) -> dict[str, str]:
    """The labels of the fields of both Word forms, by key."""
    known = [*fields.APPLICANT, fields.TOTAL, fields.SUMMARY]
    known += [fields.score(indicator) for indicator in standard.indicators]
    for review in fields.reviews(standard):
        known += [review.opinion, review.date]
    return {field.key: field.label for field in known}


def by_parts(typed: Mapping[str, str]) -> dict[str, str]:
    """The same with the numbers of each date in fields of their own, before 年, 月 and 日."""
    found: dict[str, str] = {}
    for key, value in typed.items():
        if not key.endswith(".date"):
            found[key] = value
        elif value:
            parts = re.findall("[0-9]+", value)
            found |= {f"{key}.{name}": part for name, part in zip(_PARTS, parts, strict=True)}
    return found


def typed_into(pdf: bytes, typed: Mapping[str, str], naming: Naming) -> bytes:
    """A blank form with a field over each blank, its values typed in.

    Args:
        pdf: The blank form, printed.
        typed: What was typed, by the form's keys; of a date also its ``.year``, ``.month`` and
            ``.day``, where the form prints these words.
        naming: Gives a field its name and title.
    """
    scores = [key for key in typed if key.startswith(("score.", "total"))]
    spots = dict(_spots(pdf, scores))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    fields = ArrayObject()
    for key, value in typed.items():
        name, title = naming(key)
        page = writer.pages[spots[key].page]
        mark = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/T"): TextStringObject(name),
                NameObject("/V"): TextStringObject(value),
                NameObject("/Rect"): _rectangle(spots[key], float(page.mediabox.height)),
            }
        )
        if title:
            mark[NameObject("/TU")] = TextStringObject(title)
        reference = writer._add_object(mark)
        fields.append(reference)
        page[NameObject("/Annots")] = ArrayObject([*page.get("/Annots", ()), reference])
    form = DictionaryObject({NameObject("/Fields"): fields})
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _spots(pdf: bytes, score_keys: Sequence[str]) -> Iterator[tuple[str, Spot]]:
    scores: list[Spot] = []
    with pdfplumber.open(io.BytesIO(pdf)) as source:
        for number, page in enumerate(map(read_page, map(draw, source.pages))):
            if number == 0:
                yield from _units(number, page.outside)
            for grid in page.grids:
                for box, (left, right), (top, bottom) in _boxes(grid):
                    text = _text(box.glyphs)
                    spot = Spot(number, left, top, right, bottom)
                    if all(label in text for label in _UNITS.values()):
                        yield from _units(number, box.glyphs)
                    if right == grid.xs[-1] and len(grid.xs) > 5 and text != "得分":
                        scores.append(spot)
                    if text.startswith("基本工作"):
                        yield "application.summary", spot._replace(top=top + 25)
                    for level, label in _LEVELS.items():
                        if text.startswith(label):
                            yield from _review(level, spot, box.glyphs)
    for key, spot in zip(score_keys, scores, strict=bool(scores)):
        yield key, spot


def _units(page: int, glyphs: list[Glyph]) -> Iterator[tuple[str, Spot]]:
    text = "".join(glyph.text for glyph in glyphs)
    at = 0
    for key, label in _UNITS.items():
        at = text.find(label, at)
        if at < 0:
            return
        first = glyphs[at]
        at += len(label)
        yield key, Spot(page, first.left - 30, first.top, first.left - 1, first.bottom)


def _review(level: str, spot: Spot, glyphs: list[Glyph]) -> Iterator[tuple[str, Spot]]:
    yield f"review.{level}.opinion", spot._replace(top=spot.top + 40, bottom=spot.top + 60)
    for part, word in _PARTS.items():
        at = next(glyph for glyph in reversed(glyphs) if glyph.text == word)
        wide = 24 if part == "year" else 14
        where = Spot(spot.page, at.left - wide, at.top, at.left - 1, at.bottom)
        yield f"review.{level}.date.{part}", where
        yield f"review.{level}.date", where


def _boxes(grid: Grid) -> Iterator[tuple[Box, tuple[float, float], tuple[float, float]]]:
    edges = grid.edges()
    for box in grid.boxes:
        rows = [number for number, row in enumerate(grid.rows) if box in row]
        yield box, edges[box], (grid.ys[rows[0]], grid.ys[rows[-1] + 1])


def _text(glyphs: list[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs).strip()


def _rectangle(spot: Spot, height: float) -> ArrayObject:
    sides = (spot.left + 1, height - spot.bottom + 1, spot.right - 1, height - spot.top - 1)
    return ArrayObject(map(FloatObject, sides))

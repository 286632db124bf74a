"""Completed layouts as files, and what a reading of each says against what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from samples.official_blank import rows

from docgen.forms import Reading
from docgen.office.soffice.convert import convert
from docgen.problems import errors
from docgen.records import Applicant, Application, Review, ScoreSheet
from readings.layout_blocks import Break, Page
from readings.layout_files import as_docx, as_fods, as_fodt, as_xlsx
from readings.layouts import Typed
from readings.layouts_application import Applied, application_page
from readings.layouts_score import ScoreLayout, Sheet, score_page

_BOOKS: Final = ("xlsx", "xls", "ods")
# The indicators of Annex 2, in order.
INDICATORS: Final[Sequence[str]] = tuple(
    f"{part}.{item}.{number}"
    for part, items in ((1, (10, 8, 4)), (2, (5, 4)), (3, (3,)))
    for item, count in enumerate(items, 1)
    for number in range(1, count + 1)
)
SUMMARY: Final = (
    "一、基本情况。社区有居民3200户。\n二、就业工作。2016年新增就业230人，登记失业率2.1%。"
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What one applicant wrote into its two forms."""

    sheet: Sheet
    applied: Applied

    @property
    def applicant(self) -> Applicant:
        return self.sheet.applicant


def filled(applicant: Applicant, less: int = 0) -> Filled:
    """Known values: every score another one, two levels with opinions.

    Args:
        applicant: Whose they are.
        less: Hundredths by which every score is lower.
    """
    most = [Decimal(one.points.removesuffix("分")) for one in rows()]
    scores = [points - Decimal(at + 1 + less) / 100 for at, points in enumerate(most)]
    reviews = {
        "county": Review("经初审，情况属实，同意推荐。", date(2017, 9, 20)),
        "city": Review("不同意推荐。", date(2017, 10, 10)),
    }
    return Filled(Sheet(applicant, scores), Applied(applicant, SUMMARY, reviews))


def make_layouts(
    typed: Mapping[str, Typed], mine: Filled, other: Filled, folder: Path
) -> dict[str, Path]:
    """The layouts as files, those of a format made by one start of LibreOffice."""
    paths: dict[str, Path] = {}
    waiting: dict[str, dict[str, Path]] = {}
    for at, (name, one) in enumerate(typed.items()):
        to = one.to.removeprefix(":")
        if one.to.startswith(":"):
            page = _page(one, mine, other)
            data, ending = (as_fods(page), "fods") if to in _BOOKS else (as_fodt(page), "fodt")
        else:
            data, ending = typed_file(one, mine, other), to
        paths[name] = folder / f"{at}.{ending}"
        paths[name].write_bytes(data)
        if ending != to:
            waiting.setdefault(to, {})[name] = paths[name]
    for to, group in waiting.items():
        conversion = convert(list(group.values()), to, folder / f"to-{to}")
        assert not conversion.problems
        paths |= {name: conversion.made[path] for name, path in group.items()}
    return paths


def typed_file(typed: Typed, mine: Filled, other: Filled) -> bytes:
    """A layout as it is typed in Word or Excel."""
    page = _page(typed, mine, other)
    return as_xlsx(page) if typed.to in _BOOKS else as_docx(page, landscape=typed.landscape)


def _page(typed: Typed, mine: Filled, other: Filled) -> Page:
    page = _one(typed, mine)
    if not typed.other:
        return page
    between = [Break("表2")] if typed.other == "sheet" else [Break()]
    return [*page, *between, *_one(typed, other)]


def _one(typed: Typed, who: Filled) -> Page:
    layouts = typed.layout if isinstance(typed.layout, tuple) else (typed.layout,)
    page: list[object] = []
    for layout in layouts:
        if isinstance(layout, ScoreLayout):
            page += score_page(layout, who.sheet)
        else:
            page += application_page(layout, who.applied)
    return page  # type: ignore[return-value]


def outcome(typed: Typed, reading: Reading, mine: Filled) -> str:
    """What became of a layout: right, told with these codes, or wrong in these fields.

    A value in a record that is not accepted must be right as well.
    """
    wrong = list(_wrong(typed, reading, mine))
    if wrong:
        return f"wrong: {', '.join(wrong)}"
    if reading.accepted:
        return "right"
    return f"told: {', '.join(sorted({one.code for one in errors(reading.problems)}))}"


def _wrong(typed: Typed, reading: Reading, mine: Filled) -> Iterator[str]:
    record = reading.record
    if reading.accepted and (typed.other or isinstance(typed.layout, tuple)):
        yield "the other vanishes"
    if reading.applicant not in (None, mine.applicant):
        yield "community"
    if isinstance(record, ScoreSheet):
        yield from _wrong_scores(record, reading.accepted, mine.sheet)
    elif isinstance(record, Application):
        yield from _wrong_texts(record, reading.accepted, mine.applied)
    elif not errors(reading.problems):
        yield "nothing"


def _wrong_scores(record: ScoreSheet, accepted: bool, sheet: Sheet) -> Iterator[str]:
    known = dict(zip(INDICATORS, sheet.scores, strict=True))
    for id_ in INDICATORS:
        score = record.scores.get(id_)
        if score != known[id_] and (accepted or score is not None):
            yield id_
    if record.total != sheet.total and (accepted or record.total is not None):
        yield "total"


def _wrong_texts(record: Application, accepted: bool, applied: Applied) -> Iterator[str]:
    if _plain(record.summary) != _plain(applied.summary) and (accepted or record.summary):
        yield "summary"
    for level in ("county", "city", "province"):
        found, known = record.reviews.get(level), applied.reviews.get(level)
        if found == known:
            continue
        if found is None:
            if accepted:
                yield level
        elif known is None or (found.opinion and _plain(found.opinion) != _plain(known.opinion)):
            yield level
        elif accepted or (found.date and found.date != known.date):
            yield f"{level} date"


def _plain(text: str) -> str:
    return "".join(text.split())

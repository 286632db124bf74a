"""Whether everything in a round is of its year: its standard, its dates, its texts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Final

from docgen.dates import day_of
from docgen.problems import Problem, problem
from docgen.programme.standard import Standard
from docgen.round.document_checks import At
from docgen.round.round import Round
from docgen.round.written_years import written_years
from docgen.yaml_input import Location, YamlSource

# The honour may be withdrawn years later, and days off may lie in any year.
_UNBOUND: Final = ("revocation", "calendar")
_DATES: Final = ("date", "first_day")
_NAMES: Final = ("name", "title")
_ROUND_FILE: Final = "round.yaml"


def check_year(round_: Round, standard: Standard, at: At) -> Iterator[Problem]:
    """Whether the standard is that of the round's year; no document may be made if it is not.

    Args:
        round_: The round.
        standard: Its standard.
        at: Place of the entry of the round's file that a path of keys leads to.
    """
    if round_.year != standard.year:
        facts = {"year": round_.year, "standard": round_.home, "standard_year": standard.year}
        yield problem("round.other-year", at(("year",)), **facts)


def years_of(round_: Round, standard: Standard) -> frozenset[int]:
    """The years that texts of a round may name: its own, and those of the assessed period."""
    period = standard.period
    return frozenset({round_.year, *range(period.first.year, period.last.year + 1)})


def check_years(
    round_: Round, standard: Standard, source: YamlSource, standard_source: YamlSource | None
) -> Iterator[Problem]:
    """Whatever in a round's two files seems to be left over from another year.

    Args:
        round_: The round.
        standard: Its standard.
        source: The round's file.
        standard_source: The standard's file, if its texts may be of another year at all.
    """
    years = years_of(round_, standard)
    yield from _dates(round_, source)
    yield from _texts(source, round_, years)
    if standard_source is None:
        return
    last = standard.period.last
    if last.year not in (round_.year - 1, round_.year):
        place = standard_source.place(("period", "last"))
        yield problem("round.period-other-year", place, last=last, year=round_.year)
    yield from _texts(standard_source, round_, years)


def _dates(round_: Round, source: YamlSource) -> Iterator[Problem]:
    for location, raw in source.values():
        value = day_of(raw)
        if value is None or location[0] in _UNBOUND:
            continue
        # The notice may be issued before the year begins, the rest be done after it has ended.
        first = round_.year - 1 if location[0] == "notice" else round_.year
        if value.year not in (first, first + 1):
            facts = {"key": location[-1], "date": value, "first": first, "last": first + 1}
            yield problem("round.date-other-year", source.place(location), **facts)


def _texts(source: YamlSource, round_: Round, years: frozenset[int]) -> Iterator[Problem]:
    for location, value in source.values():
        if not isinstance(value, str) or day_of(value):
            continue
        place = source.place(location)
        dates = [day.year for day in _section_dates(source.data, location)]
        own = dates[-1:] if location[-1] == "number" else []
        if own and any(found.year not in own for found in written_years(value)):
            yield problem("round.number-other-year", place, found=value, year=own[0])
            continue
        # A date that was left over itself excuses nothing.
        allowed = years.union(year for year in dates if year >= round_.year - 1)
        if location[-1] in _NAMES and source.file == _ROUND_FILE:
            # What the round and its documents are called is of its own year alone.
            allowed = frozenset({round_.year})
        for found in dict.fromkeys(written_years(value)):
            if found.year not in allowed:
                facts = {"found": found.excerpt, "year": round_.year}
                yield problem("round.text-other-year", place, **facts)


def _section_dates(data: Any, location: Location) -> list[datetime.date]:
    """The dates of the sections that an entry stands in, from the outermost inwards."""
    dates: list[datetime.date] = []
    for step in location:
        if isinstance(data, dict):
            own = (day_of(data.get(key)) for key in _DATES)
            dates += [day for day in own if day is not None][:1]
        data = data[step]
    return dates

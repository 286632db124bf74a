"""The tables of a round's database, and its rows as submissions and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Boolean, Column, Integer, MetaData, Row, String, Table, Text

from docgen.forms import Reading
from docgen.problems import Place, Problem
from docgen.records import Community, FormKind, from_data, to_data

NAMES: Final = ("city", "county", "street", "name")
"""Columns that name a community."""

METADATA: Final = MetaData()

SUBMISSIONS: Final = Table(
    "submissions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), unique=True, nullable=False),
    Column("file", Text, nullable=False),
    Column("saved_at", String(40), nullable=False, doc="when its program saved it; '' if unknown"),
    Column("kind", String(40)),
    Column("city", String(100)),
    Column("county", String(100)),
    Column("street", String(100)),
    Column("name", String(100)),
    Column("accepted", Boolean, nullable=False),
    Column("record", Text),
    Column("problems", Text, nullable=False),
)

DECISIONS: Final = Table(
    "decisions",
    METADATA,
    Column("level", String(20), primary_key=True),
    Column("city", String(100), primary_key=True),
    Column("county", String(100), primary_key=True),
    Column("street", String(100), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("recommended", Boolean, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Submission:
    """A file that came back, and what was understood of it.

    Attributes:
        file: Its name in messages.
        sha256: Hash of its content, which tells whether it was read before.
        saved_at: When its program saved it, in ISO 8601; empty if it does not say.
        reading: What it says.
    """

    file: str
    sha256: str
    saved_at: str
    reading: Reading


def to_row(submission: Submission) -> dict[str, Any]:
    """A submission as a row, without its number."""
    reading = submission.reading
    names = reading.community or (None, None, None, None)
    return {
        "sha256": submission.sha256,
        "file": submission.file,
        "saved_at": submission.saved_at,
        "kind": reading.kind.value if reading.kind else None,
        **dict(zip(NAMES, names, strict=True)),
        "accepted": reading.accepted,
        "record": _json(to_data(reading.record)) if reading.record else None,
        "problems": _json([_problem_data(found) for found in reading.problems]),
    }


def to_submission(row: Row[Any]) -> Submission:
    """The submission that a row holds; where its fields stand is not kept."""
    reading = Reading(
        kind=FormKind(row.kind) if row.kind else None,
        community=community_of(row) if row.name is not None else None,
        record=from_data(json.loads(row.record)) if row.record else None,
        problems=tuple(_problem(data) for data in json.loads(row.problems)),
    )
    return Submission(row.file, row.sha256, row.saved_at, reading)


def community_of(row: Row[Any]) -> Community:
    """The community that a row is about."""
    return Community(row.city, row.county, row.street, row.name)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _problem_data(found: Problem) -> dict[str, Any]:
    place = {name: value for name, value in found.place._asdict().items() if value}
    return {"code": found.code, "place": place, "facts": dict(found.facts)}


def _problem(data: Mapping[str, Any]) -> Problem:
    return Problem(data["code"], Place(**data["place"]), tuple(sorted(data["facts"].items())))

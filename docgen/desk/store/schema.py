"""The tables of a round's database."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, String, Table, Text

NAMES: Final = 1000
"""Length of an applicant's names in one text."""

METADATA: Final = MetaData()

SUBMISSIONS: Final = Table(
    "submissions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), unique=True, nullable=False),
    Column("file", Text, nullable=False),
    Column("saved_at", String(40), nullable=False, doc="when its program saved it; '' if unknown"),
    Column("kind", String(40)),
    Column("applicant", String(NAMES), doc="its names along the path, a list in JSON"),
    Column("accepted", Boolean, nullable=False),
    Column("record", Text),
    Column("problems", Text, nullable=False),
)

DECISIONS: Final = Table(
    "decisions",
    METADATA,
    Column("level", String(20), primary_key=True),
    Column("applicant", String(NAMES), primary_key=True),
    Column("recommended", Boolean, nullable=False),
)

PUBLICITY: Final = Table(
    "publicity",
    METADATA,
    Column("level", String(20), primary_key=True),
    Column("unit", String(200), primary_key=True, doc="the unit, with those above it"),
    Column("first_day", Date, nullable=False, doc="first day that its notice states"),
)

REVOCATIONS: Final = Table(
    "revocations",
    METADATA,
    Column("applicant", String(NAMES), primary_key=True),
    Column("number", String(200), nullable=False, doc="number of the document that revoked"),
    Column("date", Date, nullable=False, doc="date of that document"),
    Column("reason", Text, nullable=False),
)

"""The tables of a round's database."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, String, Table, Text

NAMES: Final = ("city", "county", "street", "name")
"""Columns that name an applicant."""

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

PUBLICITY: Final = Table(
    "publicity",
    METADATA,
    Column("level", String(20), primary_key=True),
    Column("unit", String(200), primary_key=True, doc="the county (with its city), city, province"),
    Column("first_day", Date, nullable=False, doc="first day that its notice states"),
)

REVOCATIONS: Final = Table(
    "revocations",
    METADATA,
    Column("city", String(100), primary_key=True),
    Column("county", String(100), primary_key=True),
    Column("street", String(100), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("number", String(200), nullable=False, doc="number of the document that revoked"),
    Column("date", Date, nullable=False, doc="date of that document"),
    Column("reason", Text, nullable=False),
)

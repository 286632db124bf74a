"""Records kept in a database: every submission as it was understood, and the decisions taken."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Engine

from docgen.forms import Reading
from docgen.problems import Place, Problem
from docgen.procedure import LevelName
from docgen.records import Community, FormKind, Record, from_data, to_data

_METADATA: Final = MetaData()

_SUBMISSIONS: Final = Table(
    "submissions",
    _METADATA,
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

_DECISIONS: Final = Table(
    "decisions",
    _METADATA,
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


class Store:
    """The database of a round.

    Args:
        url: Database URL, such as ``sqlite:///records.db``.
    """

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url)
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _wait_for_others)
        _METADATA.create_all(self._engine)

    @property
    def engine(self) -> Engine:
        """The connection pool, for programs with queries of their own."""
        return self._engine

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def keep(self, submissions: Iterable[Submission]) -> None:
        """Keep submissions, all in one transaction; one that is known already changes nothing."""
        with self._engine.begin() as connection:
            for submission in submissions:
                _keep(connection, submission)

    def submissions(self) -> list[Submission]:
        """Every submission, in the order in which they were read first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_SUBMISSIONS).order_by(_SUBMISSIONS.c.id))
            return [_submission(row) for row in rows]

    def current(self, kind: FormKind) -> dict[Community, Record]:
        """What counts for each community: of the forms without an error the one saved last."""
        query = (
            select(_SUBMISSIONS.c.record)
            .where(_SUBMISSIONS.c.kind == kind.value, _SUBMISSIONS.c.accepted)
            .order_by(_SUBMISSIONS.c.saved_at, _SUBMISSIONS.c.id)
        )
        with self._engine.connect() as connection:
            records = [from_data(json.loads(text)) for text in connection.scalars(query)]
        return {record.community: record for record in records}

    def decide(self, level: LevelName, decisions: Mapping[Community, bool]) -> None:
        """Keep a level's decisions; an earlier one on the same community gives way."""
        with self._engine.begin() as connection:
            for community, recommended in decisions.items():
                key = dict(zip(_NAMES, community, strict=True))
                where = [_DECISIONS.c[name] == value for name, value in key.items()]
                connection.execute(
                    delete(_DECISIONS).where(_DECISIONS.c.level == level.value, *where)
                )
                row = key | {"level": level.value, "recommended": recommended}
                connection.execute(insert(_DECISIONS).values(row))

    def decisions(self, level: LevelName) -> dict[Community, bool]:
        """A level's decisions."""
        query = select(_DECISIONS).where(_DECISIONS.c.level == level.value)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(*(_DECISIONS.c[name] for name in _NAMES)))
            return {_community(row): bool(row.recommended) for row in rows}


_NAMES: Final = ("city", "county", "street", "name")


def _wait_for_others(connection: Any, _: object) -> None:
    connection.execute("PRAGMA busy_timeout = 30000")


def _keep(connection: Connection, submission: Submission) -> None:
    row = _row(submission)
    query = select(_SUBMISSIONS).where(_SUBMISSIONS.c.sha256 == submission.sha256)
    known = connection.execute(query).mappings().one_or_none()
    if known is None:
        connection.execute(insert(_SUBMISSIONS).values(row))
        return
    # A copy under another name is the same submission; a changed roster or standard may
    # judge it anew.
    row["file"] = known["file"]
    if any(known[name] != value for name, value in row.items()):
        connection.execute(update(_SUBMISSIONS).where(_SUBMISSIONS.c.id == known["id"]).values(row))


def _row(submission: Submission) -> dict[str, Any]:
    reading = submission.reading
    names = reading.community or (None, None, None, None)
    return {
        "sha256": submission.sha256,
        "file": submission.file,
        "saved_at": submission.saved_at,
        "kind": reading.kind.value if reading.kind else None,
        **dict(zip(_NAMES, names, strict=True)),
        "accepted": reading.accepted,
        "record": _json(to_data(reading.record)) if reading.record else None,
        "problems": _json([_problem_data(found) for found in reading.problems]),
    }


def _submission(row: Row[Any]) -> Submission:
    reading = Reading(
        kind=FormKind(row.kind) if row.kind else None,
        community=_community(row) if row.name is not None else None,
        record=from_data(json.loads(row.record)) if row.record else None,
        problems=tuple(_problem(data) for data in json.loads(row.problems)),
    )
    return Submission(row.file, row.sha256, row.saved_at, reading)


def _community(row: Row[Any]) -> Community:
    return Community(row.city, row.county, row.street, row.name)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _problem_data(found: Problem) -> dict[str, Any]:
    place = {name: value for name, value in asdict(found.place).items() if value}
    return {"code": found.code, "place": place, "facts": dict(found.facts)}


def _problem(data: Mapping[str, Any]) -> Problem:
    return Problem(data["code"], Place(**data["place"]), tuple(sorted(data["facts"].items())))

"""Records kept in a database: every submission as it was understood, and the decisions taken."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    bindparam,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, IntegrityError

from docgen.desk.schema import (
    DECISIONS,
    METADATA,
    NAMES,
    SUBMISSIONS,
    Submission,
    community_of,
    to_row,
    to_submission,
)
from docgen.problems import ProblemError, problem
from docgen.procedure import LevelName
from docgen.records import Community, FormKind, Record, from_data


class Store:
    """The database of a round.

    Args:
        url: Database URL, such as ``sqlite:///records.db`` or
            ``postgresql+psycopg://user@host/name``.

    Raises:
        ProblemError: The database cannot be used; so does every method.
    """

    def __init__(self, url: str) -> None:
        try:
            self._engine = create_engine(url)
        except (ArgumentError, ImportError) as error:
            raise ProblemError([problem("store.failed", reason=error)]) from None
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _wait_for_others)
            event.listen(self._engine, "begin", _begin_to_write)
        with self._alone() as connection:
            METADATA.create_all(connection)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except (IntegrityError, DataError):
            raise  # a bug
        except DatabaseError as error:
            raise ProblemError([problem("store.failed", reason=error.orig)]) from error

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """A transaction while no other process writes."""
        with self._transaction() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            yield connection

    @property
    def engine(self) -> Engine:
        """The connection pool, for programs with queries of their own."""
        return self._engine

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def keep(self, submissions: Iterable[Submission]) -> None:
        """Keep submissions, all in one transaction; one that is known already changes nothing."""
        # Two copies of one file in the same batch are one submission: the first counts.
        rows = {row["sha256"]: row for row in map(to_row, reversed(list(submissions)))}
        if not rows:
            return
        with self._alone() as connection:
            known = {
                digest: row
                for some in _some_at_a_time(rows)
                for digest, row in _known(connection, some).items()
            }
            fresh = [row for digest, row in reversed(rows.items()) if digest not in known]
            if fresh:
                connection.execute(insert(SUBMISSIONS), fresh)
            for digest, before in known.items():
                # A copy under another name is the same submission; a changed roster or standard
                # may judge it anew.
                row = rows[digest] | {"file": before["file"]}
                if any(before[name] != value for name, value in row.items()):
                    chosen = SUBMISSIONS.c.id == before["id"]
                    connection.execute(update(SUBMISSIONS).where(chosen).values(row))

    def submissions(self) -> list[Submission]:
        """Every submission, in the order in which they were read first."""
        with self._transaction() as connection:
            rows = connection.execute(select(SUBMISSIONS).order_by(SUBMISSIONS.c.id))
            return [to_submission(row) for row in rows]

    def current(self, kind: FormKind) -> dict[Community, Record]:
        """What counts for each community: of the forms without an error the one saved last."""
        query = _good(select(SUBMISSIONS.c.record), kind)
        with self._transaction() as connection:
            records = [from_data(json.loads(text)) for (text,) in connection.execute(query)]
        return {record.community: record for record in records}

    def newest(self, kind: FormKind) -> dict[Community, str]:
        """Hash of the file whose record counts for each community; ``records`` has the record."""
        names = (SUBMISSIONS.c[name] for name in NAMES)
        query = _good(select(SUBMISSIONS.c.sha256, *names), kind)
        with self._transaction() as connection:
            return {community_of(row): row.sha256 for row in connection.execute(query)}

    def records(self, digests: Iterable[str]) -> dict[str, Record]:
        """The records of files by their hash; of a file that is not known, or has none, nothing."""
        found: dict[str, Record] = {}
        for some in _some_at_a_time(digests):
            query = select(SUBMISSIONS.c.sha256, SUBMISSIONS.c.record).where(
                SUBMISSIONS.c.sha256.in_(some), SUBMISSIONS.c.record.is_not(None)
            )
            with self._transaction() as connection:
                for row in connection.execute(query):
                    found[row.sha256] = from_data(json.loads(row.record))
        return found

    def senders(self, kind: FormKind) -> frozenset[Community]:
        """The communities of whom a form came back, be it with mistakes."""
        query = (
            select(*(SUBMISSIONS.c[name] for name in NAMES))
            .where(SUBMISSIONS.c.kind == kind.value, SUBMISSIONS.c.name.is_not(None))
            .distinct()
        )
        with self._transaction() as connection:
            return frozenset(map(community_of, connection.execute(query)))

    def decide(self, level: LevelName, decisions: Mapping[Community, bool]) -> None:
        """Keep a level's decisions; an earlier one on the same community gives way."""
        rows: list[dict[str, Any]] = [
            dict[str, Any](zip(NAMES, community, strict=True))
            | {"level": level.value, "recommended": chosen}
            for community, chosen in decisions.items()
        ]
        if not rows:
            return
        same = [DECISIONS.c[name] == bindparam(f"old_{name}") for name in ("level", *NAMES)]
        keys = [{f"old_{name}": row[name] for name in ("level", *NAMES)} for row in rows]
        with self._alone() as connection:
            connection.execute(delete(DECISIONS).where(*same), keys)
            connection.execute(insert(DECISIONS), rows)

    def decisions(self, level: LevelName) -> dict[Community, bool]:
        """A level's decisions."""
        query = select(DECISIONS).where(DECISIONS.c.level == level.value)
        with self._transaction() as connection:
            rows = connection.execute(query.order_by(*(DECISIONS.c[name] for name in NAMES)))
            return {community_of(row): bool(row.recommended) for row in rows}


_LOCK: Final = 0x646F6367656E  # in PostgreSQL, by which those who write wait for each other
# SQLite takes at most 32,766 values in one statement, older ones 999.
_MOST_PARAMETERS: Final = 500


def _wait_for_others(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    connection.execute("PRAGMA busy_timeout = 60000")


def _begin_to_write(connection: Connection) -> None:
    # A transaction that begins by reading cannot wait for another's write when it comes to write.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _good(query: Select[Any], kind: FormKind) -> Select[Any]:
    """Of the forms without an error, the one that counts last."""
    good = query.where(SUBMISSIONS.c.kind == kind.value, SUBMISSIONS.c.accepted)
    return good.order_by(SUBMISSIONS.c.saved_at, SUBMISSIONS.c.id)


def _some_at_a_time(digests: Iterable[str]) -> Iterator[Sequence[str]]:
    source = iter(digests)
    return iter(lambda: list(islice(source, _MOST_PARAMETERS)), [])


def _known(connection: Connection, digests: Sequence[str]) -> dict[str, RowMapping]:
    query = select(SUBMISSIONS).where(SUBMISSIONS.c.sha256.in_(digests))
    return {row["sha256"]: row for row in connection.execute(query).mappings()}

"""The connection to a round's database: transactions, who waits for whom, and what failed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, create_engine, event, func, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, IntegrityError

from docgen.desk.store.version import bring_up_to_date
from docgen.problems import Problem, ProblemError, is_own_fault, problem

_LOCK: Final = 0x646F6367656E  # in PostgreSQL, by which those who write wait for each other
_DAMAGED: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


class Database:
    """A round's database, its tables as this version knows them.

    Attributes:
        engine: The connection pool, for programs with queries of their own.

    Args:
        url: Database URL, such as ``sqlite:///records.db`` or
            ``postgresql+psycopg://user@host/name``.

    Raises:
        ProblemError: The database cannot be used, is damaged, or was written by a newer version;
            so does every method.
    """

    def __init__(self, url: str) -> None:
        try:
            # What a statement holds is somebody's record, which belongs into no traceback.
            self.engine: Engine = create_engine(url, hide_parameters=True)
        except (ArgumentError, ImportError) as error:
            raise ProblemError([problem("store.failed", reason=error)]) from None
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _wait_for_others)
            event.listen(self.engine, "begin", _begin_to_write)
        try:
            with self.alone() as connection:
                bring_up_to_date(connection)
        except ProblemError:
            self.engine.dispose()
            raise

    @contextmanager
    def transaction(self, *, at_one_moment: bool = False) -> Iterator[Connection]:
        """A transaction, whose failure is told without what it held.

        Args:
            at_one_moment: Whether all its queries see the database as it stands when it begins.
        """
        engine = self.engine
        if at_one_moment and engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        try:
            with engine.begin() as connection:
                yield connection
        except (IntegrityError, DataError) as error:
            # A bug; the driver's own words name the values of the row.
            raise RuntimeError(f"the database refused a row: {type(error.orig).__name__}") from None
        except DatabaseError as error:
            raise ProblemError([_failure(error)]) from None
        except (ValueError, TypeError) as error:
            if is_own_fault(error):
                raise
            # A day or a text that is none: something else wrote into the database.
            raise ProblemError([problem("store.damaged")]) from None

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A transaction while no other process writes."""
        with self.transaction() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            yield connection


def _failure(error: DatabaseError) -> Problem:
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    # What has no name there comes from Python's driver: a text that cannot be decoded.
    undecoded = isinstance(error.orig, sqlite3.OperationalError) and not name
    if undecoded or name.startswith(_DAMAGED):
        return problem("store.damaged")
    return problem("store.failed", reason=error.orig)


def _wait_for_others(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    connection.execute("PRAGMA busy_timeout = 60000")


def _begin_to_write(connection: Connection) -> None:
    # A transaction that begins by reading cannot wait for another's write when it comes to write.
    connection.exec_driver_sql("BEGIN IMMEDIATE")

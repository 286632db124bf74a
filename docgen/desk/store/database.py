"""The connection to a round's database: transactions, who waits for whom, and what failed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, create_engine, event, func, make_url, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, IntegrityError

from docgen.desk.files import own_file
from docgen.desk.store.version import bring_up_to_date
from docgen.file_faults import file_problem
from docgen.problems import Place, Problem, ProblemError, is_own_fault, problem

_LOCK: Final = 0x646F6367656E  # in PostgreSQL, by which those who write wait for each other
_PATIENCE: Final = 30  # seconds for which another may hold what is wanted
_PATIENCE_TO_CONNECT: Final = 10  # seconds
_PATIENCE_TO_HEAR: Final = 60  # seconds for which a server may say nothing at all
_LIBPQ: Final = ("postgresql+psycopg", "postgresql+psycopg2")
# SQLite's names for what failed, and PostgreSQL's numbers.
_KNOWN: Final = {
    "store.damaged": ("SQLITE_CORRUPT", "SQLITE_NOTADB"),
    "store.held": ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03"),
    "store.read-only": ("SQLITE_READONLY", "25006", "42501"),
    "store.disk-full": ("SQLITE_FULL", "53100"),
}
_OPTION: Final = "--database"
_UNREACHABLE: Final = ("08", "28", "3D", "53300", "57P")


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
        self.engine: Engine = _engine(url)
        self._place = _place(self.engine.url)
        path = _path(self.engine.url)
        is_new = path is not None and not path.exists()
        try:
            if path is not None and is_new:
                _make(path)
            with self.alone() as connection:
                bring_up_to_date(connection)
        except ProblemError:
            self.engine.dispose()
            if path is not None and is_new:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
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
            raise ProblemError([self._failure(error)]) from None
        except (ValueError, TypeError) as error:
            if is_own_fault(error):
                raise
            # A day or a text that is none: something else wrote into the database.
            raise ProblemError([problem("store.damaged", self._place)]) from None

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A transaction while no other process writes."""
        with self.transaction() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            yield connection

    def _failure(self, error: DatabaseError) -> Problem:
        path = _path(self.engine.url)
        name = "sqlstate" if path is None else "sqlite_errorname"
        found = str(getattr(error.orig, name, None) or "")
        if found.startswith("SQLITE_CANTOPEN") and path is not None:
            try:
                os.close(os.open(path, os.O_RDWR))
            except OSError as refused:
                return file_problem(refused)
        if path is None and (not found or found.startswith(_UNREACHABLE)):
            return _of_url("store.unreachable", self.engine.url)
        # What has no name there comes from Python's driver: a text that cannot be decoded.
        if path is not None and not found:
            return problem("store.damaged", self._place)
        codes = (code for code, names in _KNOWN.items() if found.startswith(names))
        code = next(codes, "store.failed")
        return problem(code, self._place, seconds=_PATIENCE, symbol=found)


def with_password(url: str, password: str) -> str:
    """A database's URL with a password, if it is of a server and has none."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return url
    if parsed.get_backend_name() != "postgresql" or parsed.password is not None:
        return url
    return parsed.set(password=password).render_as_string(hide_password=False)


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # What cannot be taken apart may hold a password anywhere.
        raise ProblemError([problem("store.url", Place(field=_OPTION))]) from None
    bounds: dict[str, Any] = {}
    if parsed.drivername.startswith(_LIBPQ) and "connect_timeout" not in parsed.query:
        bounds = {"connect_timeout": _PATIENCE_TO_CONNECT}
    try:
        # What a statement holds is somebody's record, which belongs into no traceback.
        engine = create_engine(parsed, hide_parameters=True, connect_args=bounds)
    except ImportError:
        raise ProblemError([_of_url("store.driver-missing", parsed)]) from None
    except (ArgumentError, ValueError):
        raise ProblemError([_of_url("store.url", parsed)]) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _wait_for_others)
        event.listen(engine, "begin", _begin_to_write)
    if engine.dialect.name == "postgresql":
        event.listen(engine, "begin", _wait_within_bounds)
    if engine.dialect.driver == "psycopg":
        event.listen(engine, "do_connect", _connect_with_patience)
    return engine


def _path(url: URL) -> Path | None:
    """The file of an SQLite database; None if it has none, or is elsewhere."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return None if str(url.database).startswith("file:") else Path(str(url.database))


def _place(url: URL) -> Place:
    path = _path(url)
    return Place(file=_shown(url) if path is None else str(path))


def _shown(url: URL) -> str:
    """A URL as it may be seen: without its password, and without what may hold another."""
    return url.set(query={}).render_as_string(hide_password=True)


def _of_url(code: str, url: URL) -> Problem:
    return problem(code, Place(file=_shown(url)))


def _make(path: Path) -> None:
    """Make the file that SQLite will fill: this user's alone, which SQLite would not make it."""
    try:
        os.close(own_file(path, append=True))
    except OSError as error:
        raise ProblemError([file_problem(error)]) from None


def _wait_for_others(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000}")


def _begin_to_write(connection: Connection) -> None:
    # A transaction that begins by reading cannot wait for another's write when it comes to write.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _connect_with_patience(
    dialect: object, record: object, arguments: Sequence[Any], named: Mapping[str, Any]
) -> Any:
    from docgen.desk.store.patience import PatientConnection

    connection = PatientConnection.connect(*arguments, **named)
    connection.patience = _PATIENCE_TO_HEAR
    return connection


def _wait_within_bounds(connection: Connection) -> None:
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE}s'")

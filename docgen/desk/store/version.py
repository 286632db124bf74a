"""The version of a database's tables: told by the database itself, carried on by Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, column, inspect, select, table

from docgen.desk.store.schema import DECISIONS, METADATA, SUBMISSIONS
from docgen.problems import ProblemError, problem

VERSION_TABLE: Final = "docgen_version"
"""Table in which Alembic keeps the version; its usual name may be another program's."""
FIRST: Final = "0001"
"""Version of the tables before they said their version."""
NEWEST: Final = "0004"
MIGRATIONS: Final = Path(__file__).with_name("migrations")
_KNOWN: Final = (FIRST, "0002", "0003", NEWEST)


def bring_up_to_date(connection: Connection) -> None:
    """Make the tables in a new database, or carry those of an older version on to this one.

    Args:
        connection: In a transaction in which nobody else writes.

    Raises:
        ProblemError: A newer version made the tables, or some are missing.
    """
    tables = set(inspect(connection).get_table_names())
    before = {SUBMISSIONS.name, DECISIONS.name}
    found = _version(connection) if VERSION_TABLE in tables else None
    if found is None:
        if not before & tables:
            _upgrade(connection)
            return
        if tables & METADATA.tables.keys() != before:
            raise ProblemError([problem("store.damaged")])
        _upgrade(connection, stamped=FIRST)
        return
    if found not in _KNOWN:
        raise ProblemError([problem("store.newer", found=found, known=NEWEST)])
    if not (before if found == FIRST else METADATA.tables.keys()) <= tables:
        raise ProblemError([problem("store.damaged")])
    if found != NEWEST:
        _upgrade(connection)


def _version(connection: Connection) -> str | None:
    versions = table(VERSION_TABLE, column("version_num"))
    return connection.scalar(select(versions.c.version_num))


def _upgrade(connection: Connection, stamped: str | None = None) -> None:
    # Alembic is only imported where there is something to carry on: most commands start without.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    if stamped is not None:
        command.stamp(config, stamped)
    command.upgrade(config, NEWEST)

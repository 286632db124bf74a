"""The databases that records are kept in, each empty when a test begins."""

import os
import re
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine, make_url, text

_OF_0003 = Path(__file__).parents[1] / "rounds_before" / "records-0003.sql"
POSTGRESQL = os.environ.get("DOCGEN_TEST_POSTGRESQL")


def fresh_database(kind, folder):
    """URL of an empty database of a kind; the test is skipped where there is none."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'records.db'}"
    if not POSTGRESQL:
        pytest.skip("no PostgreSQL server: DOCGEN_TEST_POSTGRESQL is not set")
    url = _own_database(make_url(POSTGRESQL))
    engine = create_engine(url)
    left = MetaData()
    left.reflect(engine)
    left.drop_all(engine)
    engine.dispose()
    return url.render_as_string(hide_password=False)


def lay_of_0003(url):
    """Lay the tables of version 0003 into an empty database, with some records in them."""
    engine = create_engine(url)
    script = _OF_0003.read_text(encoding="utf-8")
    with engine.begin() as connection:
        for statement in re.findall(r"(?:CREATE|INSERT).*?;\n", script, re.DOTALL):
            if engine.dialect.name == "postgresql":
                statement = _of_postgresql(statement)
            connection.execute(text(statement.replace(":", r"\:")))
    engine.dispose()


def _of_postgresql(statement):
    """The same with truth values as that database writes them."""
    if statement.startswith('INSERT INTO "submissions"'):
        return re.sub(r"(NULL|社区'),([01]),", lambda m: f"{m[1]},{bool(int(m[2]))},", statement)
    if statement.startswith('INSERT INTO "decisions"'):
        return re.sub(r",([01])\)", lambda m: f",{bool(int(m[1]))})", statement)
    return statement


def _own_database(url):
    """A database that no other worker of the tests uses."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        return url
    own = f"{url.database}_{worker}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        known = text("select 1 from pg_database where datname = :name")
        if not connection.scalar(known, {"name": own}):
            connection.execute(text(f'create database "{own}"'))
    engine.dispose()
    return url.set(database=own)

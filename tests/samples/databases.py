"""The databases that records are kept in, each empty when a test begins."""

import os

import pytest
from sqlalchemy import MetaData, create_engine, make_url, text

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

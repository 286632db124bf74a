"""The databases that records are kept in, each empty when a test begins."""

import os

import pytest
from sqlalchemy import MetaData, create_engine

POSTGRESQL = os.environ.get("DOCGEN_TEST_POSTGRESQL")


def fresh_database(kind, folder):
    """URL of an empty database of a kind; the test is skipped where there is none."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'records.db'}"
    if not POSTGRESQL:
        pytest.skip("no PostgreSQL server: DOCGEN_TEST_POSTGRESQL is not set")
    engine = create_engine(POSTGRESQL)
    left = MetaData()
    left.reflect(engine)
    left.drop_all(engine)
    engine.dispose()
    return POSTGRESQL

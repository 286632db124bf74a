"""An applicant's names in one column, a list in JSON: programmes name by any number of units."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_BEFORE = ("city", "county", "street", "name")
_LENGTH = 1000
# How records and problems called before what they call otherwise now.
_RENAMED = {
    "record": (('"community": [', '"applicant": ['),),
    "problems": (('"code": "form.community-', '"code": "form.applicant-'),),
}
_MOST = 1000  # rows at a time


def upgrade() -> None:
    """Put the four columns of before together, in each table."""
    connection = op.get_bind()
    _submissions(connection)
    _anew(
        connection,
        "decisions",
        sa.Column("level", sa.String(20), primary_key=True),
        sa.Column("applicant", sa.String(_LENGTH), primary_key=True),
        sa.Column("recommended", sa.Boolean, nullable=False),
    )
    _anew(
        connection,
        "revocations",
        sa.Column("applicant", sa.String(_LENGTH), primary_key=True),
        sa.Column("number", sa.String(200), nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )


def _submissions(connection: sa.Connection) -> None:
    op.add_column("submissions", sa.Column("applicant", sa.String(_LENGTH)))
    table = sa.table("submissions", *map(sa.column, ("id", "applicant", *_BEFORE, *_RENAMED)))
    query = sa.select(table.c.id, *(table.c[name] for name in _BEFORE)).where(table.c.name != "")
    change = sa.update(table).where(table.c.id == sa.bindparam("of"))
    change = change.values(applicant=sa.bindparam("names"))
    rows = connection.execute(query).all()
    for start in range(0, len(rows), _MOST):
        some = rows[start : start + _MOST]
        connection.execute(change, [{"of": row.id, "names": _listed(row)} for row in some])
    for name, pairs in _RENAMED.items():
        for before, now in pairs:
            renamed = sa.func.replace(table.c[name], before, now)
            connection.execute(sa.update(table).values({name: renamed}))
    for name in _BEFORE:
        op.drop_column("submissions", name)


def _anew(connection: sa.Connection, name: str, *columns: sa.Column[Any]) -> None:
    """Make a table anew: its names are part of its key."""
    others = [column for column in columns if column.name != "applicant"]
    kept = [column.name for column in others]
    typed = [sa.column(column.name, column.type) for column in others]
    before = sa.table(name, *map(sa.column, _BEFORE), *typed)
    rows = connection.execute(sa.select(before)).all()
    op.drop_table(name)
    table = op.create_table(name, *columns)
    made = [{"applicant": _listed(row), **{key: row._mapping[key] for key in kept}} for row in rows]
    if made:
        op.bulk_insert(table, made)


def _listed(row: sa.Row[Any]) -> str:
    return json.dumps([row._mapping[name] for name in _BEFORE], ensure_ascii=False)

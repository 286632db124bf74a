"""Names that look the same are the same: those on record are kept as names are compared now."""

import sqlalchemy as sa
from alembic import op

from docgen.characters import as_name

revision = "0003"
down_revision = "0002"

_NAMES = ("city", "county", "street", "name")
_KEYS = {
    "submissions": _NAMES,
    "decisions": ("level", *_NAMES),
    "revocations": _NAMES,
    "publicity": ("level", "unit"),
}


def upgrade() -> None:
    """Rename what has other characters for the same look; of two rows the plain one stays."""
    connection = op.get_bind()
    for name, keys in _KEYS.items():
        table = sa.table(name, *map(sa.column, keys))
        for row in connection.execute(sa.select(table).distinct()).all():
            meant = [value and as_name(value) for value in row]
            if meant == list(row):
                continue
            found = [table.c[key] == value for key, value in zip(keys, row, strict=True)]
            there = [table.c[key] == value for key, value in zip(keys, meant, strict=True)]
            is_key = name != "submissions"
            if is_key and connection.scalar(sa.select(sa.exists(table.select().where(*there)))):
                connection.execute(sa.delete(table).where(*found))
            else:
                renamed = dict(zip(keys, meant, strict=True))
                connection.execute(sa.update(table).where(*found).values(renamed))

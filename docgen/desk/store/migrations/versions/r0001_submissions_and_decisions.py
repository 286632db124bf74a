"""Submissions and decisions: the tables before the database said its version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), unique=True, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("saved_at", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40)),
        sa.Column("city", sa.String(100)),
        sa.Column("county", sa.String(100)),
        sa.Column("street", sa.String(100)),
        sa.Column("name", sa.String(100)),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("record", sa.Text),
        sa.Column("problems", sa.Text, nullable=False),
    )
    op.create_table(
        "decisions",
        sa.Column("level", sa.String(20), primary_key=True),
        sa.Column("city", sa.String(100), primary_key=True),
        sa.Column("county", sa.String(100), primary_key=True),
        sa.Column("street", sa.String(100), primary_key=True),
        sa.Column("name", sa.String(100), primary_key=True),
        sa.Column("recommended", sa.Boolean, nullable=False),
    )

"""What papers have said once: first days of publicity, and who lost the honour."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "publicity",
        sa.Column("level", sa.String(20), primary_key=True),
        sa.Column("unit", sa.String(200), primary_key=True),
        sa.Column("first_day", sa.Date, nullable=False),
    )
    op.create_table(
        "revocations",
        sa.Column("city", sa.String(100), primary_key=True),
        sa.Column("county", sa.String(100), primary_key=True),
        sa.Column("street", sa.String(100), primary_key=True),
        sa.Column("name", sa.String(100), primary_key=True),
        sa.Column("number", sa.String(200), nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )

"""What Alembic runs to carry a database on, in the transaction that it is given."""

from alembic import context

from docgen.desk.store.schema import METADATA
from docgen.desk.store.version import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
)
context.run_migrations()

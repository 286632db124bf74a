"""How the tables came to be as they are: one step for each version, run by Alembic."""

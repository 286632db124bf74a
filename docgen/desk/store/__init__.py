"""The records of a round in a database: tables, their version, what is kept, and a backup."""

from docgen.desk.store.records import Revocation, Store
from docgen.desk.store.rows import Submission

__all__ = ["Revocation", "Store", "Submission"]

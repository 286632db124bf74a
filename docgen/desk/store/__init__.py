"""The records of a round in a database: tables, their version, what is kept, and a backup."""

from docgen.desk.store.records import RevocationOnRecord, Store
from docgen.desk.store.rows import Submission

__all__ = ["RevocationOnRecord", "Store", "Submission"]

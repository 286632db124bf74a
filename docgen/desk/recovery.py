"""Records that were lost: told, and made again from what was received and what papers said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from docgen.desk.files import write_whole
from docgen.desk.folder import RoundFolder
from docgen.desk.papers import Papers
from docgen.desk.received import kept_files
from docgen.desk.store import RevocationOnRecord, Store
from docgen.problems import Problem, problem

_REBUILDING: Final = ".rebuilding"
"""File beside what was received for as long as records that were lost are not whole again."""


class Recovery:
    """Watches a reading that begins without records, for the files of before that it leaves out.

    Args:
        folder: The round's folder.
        store: Its records.
    """

    def __init__(self, folder: RoundFolder, store: Store) -> None:
        self._folder = folder
        self._store = store
        self._mark = folder.received / _REBUILDING
        is_lost = bool(check_lost(store, folder.received))
        self._left = kept_files(folder.received) if is_lost else {}
        if is_lost:
            # A reading that is stopped is not taken for one that was whole.
            write_whole(self._mark, b"")

    def saw(self, sha256: str) -> None:
        """Take note of a file that was read."""
        self._left.pop(sha256, None)

    def files(self) -> Iterator[Path]:
        """The files of before that were not read."""
        yield from list(self._left.values())

    def finish(self, count: int) -> list[Problem]:
        """Put on record again what papers said, and tell how many files were read again."""
        if not self._mark.exists():
            return []
        _recall(Papers(self._folder, self._folder.published), self._store)
        self._mark.unlink()
        return [problem("store.rebuilt", count=count)] if count else []


def check_lost(store: Store, received: Path) -> list[Problem]:
    """A problem if there are no records, or not all of them again, though files were received."""
    if not store.is_empty and not (received / _REBUILDING).exists():
        return []
    count = len(kept_files(received))
    return [problem("store.lost", count=count)] if count else []


@contextmanager
def existing_records(folder: RoundFolder, url: str | None) -> Iterator[Store | None]:
    """The records of a round; None if nothing was read yet, for which no database is made.

    Args:
        folder: The round's folder.
        url: Database URL; the folder's own if None.

    Raises:
        ProblemError: The database cannot be used.
    """
    if url is None and not folder.records.is_file() and not kept_files(folder.received):
        yield None
        return
    store = Store(url or folder.database)
    try:
        yield store
    finally:
        store.close()


def _recall(papers: Papers, store: Store) -> None:
    """Put on record what published papers said by their manifest."""
    for _, ground in papers.said:
        if ground.kind == "publicity" and ground.stage and ground.first_day:
            store.keep_first_days(ground.stage, {ground.unit: ground.first_day})
        if ground.kind == "revocation" and ground.date:
            told = RevocationOnRecord(ground.number, ground.date, ground.reason)
            store.revoke(ground.applicants, told)
